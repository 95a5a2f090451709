/* The clauses that follow a statement's head. One table says which words begin them, where they may stand, and
 * in which order the canonical form puts them. */
#include "syntax/parser.h"

#include "base/suggest.h"

typedef bool zo_clause_reader(zo_parser *p, zo_statement *statement);

static bool read_as(zo_parser *p, zo_statement *s)
{
    return zo_expect_name(p, "a name for it", &s->clauses.name);
}
static bool read_by(zo_parser *p, zo_statement *s)
{
    return zo_expect_string(p, "the speaker: by \"…\"", &s->clauses.by);
}
static bool read_via(zo_parser *p, zo_statement *s)
{
    return zo_expect_name(p, "the party that relays it", &s->clauses.via);
}
static bool read_for(zo_parser *p, zo_statement *s)
{
    return zo_expect_name(p, "an interest", &s->clauses.interest);
}
static bool read_note(zo_parser *p, zo_statement *s)
{
    return zo_expect_string(p, "the text of the note", &s->clauses.note);
}

static bool read_cites(zo_parser *p, zo_statement *s)
{
    zo_citation citation = {0};
    if (!zo_expect_name(p, "the source that is cited", &citation.source) ||
        !zo_expect_string(p, "the exact words of the source: cites SOURCE \"…\"", &citation.quotation))
        return false;
    ZO_PUSH(p->arena, &s->clauses.citations, citation);
    return true;
}

static bool read_red(zo_parser *p, zo_statement *s)
{
    s->clauses.red_line = true;
    return zo_expect(p, "line", "as in: red line");
}

static bool read_difficulty(zo_parser *p, zo_statement *s)
{
    return zo_expect_amount(p, "how hard it is to move, a number such as 2", &s->clauses.difficulty);
}

static bool read_subject(zo_parser *p, zo_statement *s)
{
    return zo_expect(p, "to", "as in: subject to \"ratification\"") &&
           zo_expect_string(p, "what it is subject to", &s->clauses.subject_to);
}

static bool read_claim(zo_parser *p, zo_statement *s, zo_claim claim)
{
    if (s->clauses.claim != ZO_CLAIM_NONE && s->clauses.claim != claim) {
        p->at--;
        zo_expected(p, "one of assumed and inferred, not both", (zo_str){"", 0});
        p->at++;
        return false;
    }
    s->clauses.claim = claim;
    return true;
}
static bool read_assumed(zo_parser *p, zo_statement *s) { return read_claim(p, s, ZO_CLAIM_ASSUMED); }
static bool read_inferred(zo_parser *p, zo_statement *s) { return read_claim(p, s, ZO_CLAIM_INFERRED); }

/* ---- Clauses of one kind of statement ---- */

static bool read_role(zo_parser *p, zo_statement *s)
{
    static const struct {
        const char *word;
        zo_role role;
    } roles[] = {{"principal", ZO_PRINCIPAL},
                 {"mediator", ZO_MEDIATOR},
                 {"guarantor", ZO_GUARANTOR},
                 {"host", ZO_HOST},
                 {"observer", ZO_OBSERVER}};
    do {
        size_t i = 0;
        while (i < 5 && !zo_take(p, roles[i].word))
            i++;
        if (i == 5) {
            zo_expected(p, "a role: principal, mediator, guarantor, host or observer", (zo_str){"", 0});
            return false;
        }
        s->roles |= roles[i].role;
    } while (zo_take(p, ","));
    return true;
}

static bool read_consents(zo_parser *p, zo_statement *s)
{
    s->consents_span = zo_next_span(p);
    if (zo_take(p, "always"))
        s->consents = ZO_CONSENTS_ALWAYS;
    else if (zo_take(p, "never"))
        s->consents = ZO_CONSENTS_NEVER;
    else if (zo_expect(p, "when", "and a condition, or \"always\" or \"never\"")) {
        s->consents = ZO_CONSENTS_WHEN;
        s->condition = zo_parse_condition(p);
        return s->condition != NULL;
    } else
        return false;
    return true;
}

static bool read_voice(zo_parser *p, zo_statement *s)
{
    do {
        zo_quoted voice;
        if (!zo_expect_string(p, "who speaks for the party: voice \"…\"", &voice))
            return false;
        ZO_PUSH(p->arena, &s->voices, voice);
    } while (zo_take(p, ","));
    return true;
}

static bool read_relays(zo_parser *p, zo_statement *s)
{
    return zo_parse_words(p, "a party whose signals it relays", &s->relays);
}
static bool read_in(zo_parser *p, zo_statement *s) { return zo_expect_name(p, "a bloc", &s->bloc); }

static bool read_weight(zo_parser *p, zo_statement *s)
{
    s->weighted = true;
    return zo_expect_amount(p, "its weight within the bloc", &s->amount);
}

static bool read_kind(zo_parser *p, zo_statement *s)
{
    static const char *const kinds[] = {"press", "readout", "transcript", "document", "interview"};
    for (size_t i = 0; i < 5; i++)
        if (zo_next_is(p, kinds[i]))
            return zo_expect_name(p, "a kind", &s->source_kind);
    zo_expected(p, "a kind: press, readout, transcript, document or interview", (zo_str){"", 0});
    return false;
}

static bool read_date(zo_parser *p, zo_statement *s)
{
    return zo_expect_date(p, "a date", &s->date, &s->date_span);
}

static bool read_duration(zo_parser *p, zo_statement *s)
{
    static const char *const units[] = {"min", "h", "days"};
    if (!zo_expect_figure(p, "a duration, such as 90 min, 5 h or 2 days", &s->duration))
        return false;
    for (size_t i = 0; i < 3; i++)
        if (zo_next_is(p, units[i]))
            return zo_expect_name(p, "a unit", &s->duration_unit);
    zo_expected(p, "min, h or days", (zo_str){"", 0});
    return false;
}

static bool read_planned(zo_parser *p, zo_statement *s)
{
    (void)p;
    s->planned = true;
    return true;
}

static bool read_with(zo_parser *p, zo_statement *s)
{
    return zo_parse_words(p, "a party that takes part", &s->with);
}
static bool read_from(zo_parser *p, zo_statement *s)
{
    return zo_expect_name(p, "the party it is awaited from", &s->from);
}

/* ---- The table, in the order of the canonical form ---- */

#define IN(kind) ((uint64_t)1 << ZO_S_##kind)
#define SPEAKERS (IN(PARTY) | IN(BLOC))
/* Everything but what declares: there the words may be names of options. */
#define SAID \
    (~(IN(NEGOTIATION) | IN(SOURCE) | IN(PARTY) | IN(BLOC) | IN(ISSUE) | IN(DEAL) | IN(ON) | IN(INCLUDE)))

static const struct zo_clause {
    const char *word;
    zo_clause_reader *read;
    uint64_t statements; /* that have it; 0: all */
    bool repeatable;
    bool inline_; /* goes on in the same line */
} clauses[] = {
    {"duration", read_duration, IN(SESSION), false, true},
    {"planned", read_planned, IN(SESSION), false, true},
    {"with", read_with, IN(SESSION), false, true},
    {"from", read_from, IN(AWAITS), false, true},
    {"kind", read_kind, IN(SOURCE), false, true},
    {"date", read_date, IN(SOURCE), false, true},
    {"as", read_as, 0, false, true},
    {"role", read_role, SPEAKERS, false, false},
    {"consents", read_consents, SPEAKERS, false, false},
    {"relays", read_relays, SPEAKERS, false, false},
    {"in", read_in, IN(PARTY), false, false},
    {"weight", read_weight, IN(PARTY), false, false},
    {"voice", read_voice, SPEAKERS, false, false},
    {"red", read_red, SAID, false, false},
    {"difficulty", read_difficulty, SAID, false, false},
    {"for", read_for, 0, false, false},
    {"subject", read_subject, 0, false, false},
    {"via", read_via, 0, false, false},
    {"by", read_by, 0, false, false},
    {"cites", read_cites, 0, true, false},
    {"assumed", read_assumed, 0, false, false},
    {"inferred", read_inferred, 0, false, false},
    {"note", read_note, 0, false, false},
};
enum { CLAUSES = sizeof clauses / sizeof *clauses };
_Static_assert(CLAUSES <= ZO_CLAUSE_LAST - ZO_CLAUSE, "ranks fit the layout marks");

static bool belongs(size_t clause, const zo_statement *statement)
{
    return clauses[clause].statements == 0 || (clauses[clause].statements >> statement->kind & 1);
}

static size_t clause_at(const zo_parser *p)
{
    for (size_t i = 0; i < CLAUSES; i++)
        if (zo_next_is(p, clauses[i].word))
            return i;
    return CLAUSES;
}

bool zo_at_clause(const zo_parser *p, const zo_statement *statement)
{
    size_t i = clause_at(p);
    return i < CLAUSES && belongs(i, statement);
}

/* Behind a clause that could not be read: on to the next line that begins with a clause. */
static void skip_to_clause(zo_parser *p)
{
    while (!zo_at_end(p) && !((zo_peek(p)->flags & ZO_NEW_LINE) && clause_at(p) < CLAUSES))
        p->at++;
}

static void unknown_clause(zo_parser *p, const zo_statement *statement)
{
    if (p->sink->list.n == ZO_MOST_DIAGNOSTICS) {
        zo_expected(p, "a clause", (zo_str){"", 0});
        return;
    }
    zo_str words[CLAUSES];
    size_t count = 0;
    for (size_t i = 0; i < CLAUSES; i++)
        if (belongs(i, statement))
            words[count++] = zo_str_of(clauses[i].word);
    zo_str found = zo_next_text(p), near = zo_nearest(found, words, count), hint = {"", 0};
    if (near.n && found.n > 2) /* of two letters nothing can be guessed */
        hint = zo_printf(p->arena, "did you mean \"%.*s\"?", ZO_FMT(near));
    size_t i = clause_at(p);
    if (i < CLAUSES) {
        p->tree->broken = true;
        zo_reportf(p->sink, ZO_UNKNOWN_CLAUSE, zo_next_span(p), (zo_str){"", 0},
                   "this statement takes no clause \"%s\"", clauses[i].word);
    } else
        zo_expected(p, "a clause such as as, by, cites or note, or the next statement in the first column",
                    hint);
}

static bool parse_clause(zo_parser *p, size_t i, zo_statement *statement)
{
    uint64_t bit = (uint64_t)1 << i;
    if ((statement->clauses.seen & bit) && !clauses[i].repeatable) {
        p->tree->broken = true;
        zo_reportf(p->sink, ZO_REPEATED_CLAUSE, zo_next_span(p), ZO_STR("keep one of the two"),
                   "the clause \"%s\" was given already", clauses[i].word);
    }
    statement->clauses.seen |= bit;
    zo_lay_out(p, ZO_CLAUSE + (int)i);
    p->at++;
    return clauses[i].read(p, statement);
}

void zo_parse_clauses(zo_parser *p, zo_statement *statement)
{
    while (!zo_at_end(p)) {
        size_t i = clause_at(p);
        if (i < CLAUSES && belongs(i, statement)) {
            if (parse_clause(p, i, statement))
                continue;
        } else {
            unknown_clause(p, statement);
            p->at++;
        }
        skip_to_clause(p);
    }
}

bool zo_clause_inline(int rank) { return clauses[rank].inline_; }
bool zo_clause_is_claim(int rank)
{
    return clauses[rank].read == read_assumed || clauses[rank].read == read_inferred;
}
