/* Tokens -> the tree of a file. A table of first words and one of verbs say how each statement goes on; an error
 * in one statement leaves the others whole. */
#include "syntax/parser.h"

#include "base/suggest.h"
#include "base/unicode.h"

typedef bool zo_head_reader(zo_parser *p, zo_statement *statement);

static bool title(zo_parser *p, zo_statement *s)
{
    return zo_expect_string(p, "its name or text between quotation marks", &s->title);
}
static bool named(zo_parser *p, zo_statement *s, const char *what)
{
    return zo_expect_name(p, what, &s->name) && title(p, s);
}

static bool condition(zo_parser *p, zo_statement *s)
{
    return (s->condition = zo_parse_condition(p)) != NULL;
}

static bool read_source(zo_parser *p, zo_statement *s) { return named(p, s, "an identifier for the source"); }
static bool read_party(zo_parser *p, zo_statement *s) { return named(p, s, "an identifier for the party"); }
static bool read_bloc(zo_parser *p, zo_statement *s)
{
    return named(p, s, "an identifier for the bloc") &&
           zo_expect(p, "decides", "and its rule, such as unanimity") && zo_parse_bloc_rule(p, s);
}
static bool read_issue(zo_parser *p, zo_statement *s)
{
    return named(p, s, "an identifier for the issue") && zo_parse_issue(p, s);
}
static bool read_deal(zo_parser *p, zo_statement *s)
{
    return named(p, s, "an identifier for the deal") && zo_parse_assignments(p, s);
}

static bool read_on(zo_parser *p, zo_statement *s)
{
    zo_time minutes;
    if (!zo_expect_date(p, "a date, as in: on 2025-12-31 or on 2025-12-31 18:00", &s->date, &s->date_span))
        return false;
    if (zo_peek(p)->kind == ZO_T_TIME) {
        if (s->date != ZO_ALWAYS && zo_clock_parse(zo_next_text(p), &minutes))
            s->date += minutes;
        p->at++;
    }
    p->on = s->on = s->date;
    return true;
}

static bool read_deadline(zo_parser *p, zo_statement *s)
{
    return zo_expect_date(p, "the date of the deadline", &s->date, &s->date_span) && title(p, s);
}
static bool read_readout(zo_parser *p, zo_statement *s)
{
    return zo_expect_name(p, "the party whose readout it is", &s->subject) && title(p, s);
}

static bool read_refuses(zo_parser *p, zo_statement *s)
{
    if (!condition(p, s))
        return false;
    if (!zo_next_is(p, "unless"))
        return true;
    zo_lay_out(p, ZO_ONLY_IF);
    p->at++;
    return (s->only_if = zo_parse_condition(p)) != NULL;
}

static bool read_accepts(zo_parser *p, zo_statement *s)
{
    return condition(p, s) && zo_expect(p, "only", "if COND: what the acceptance is traded for") &&
           zo_expect(p, "if", "after \"only\"") && (s->only_if = zo_parse_condition(p)) != NULL;
}

static bool read_reserves(zo_parser *p, zo_statement *s)
{
    return zo_expect(p, "on", "and an issue") && zo_expect_name(p, "an issue", &s->name);
}
static bool read_reference(zo_parser *p, zo_statement *s)
{
    return zo_expect_name(p, "the name of what was said before", &s->name);
}

static bool read_abstains(zo_parser *p, zo_statement *s) { return !zo_take(p, "when") || condition(p, s); }

static bool read_offers(zo_parser *p, zo_statement *s)
{
    s->inline_deal = zo_next_is(p, "{");
    return s->inline_deal ? zo_parse_assignments(p, s)
                          : zo_expect_name(p, "a deal, or { issue = value, … }", &s->name);
}

static bool read_alternative(zo_parser *p, zo_statement *s)
{
    return title(p, s) && zo_expect(p, "worth", "and a number of points") &&
           zo_expect_amount(p, "its worth in points, such as 40 or 35..45", &s->amount);
}
static bool read_interest(zo_parser *p, zo_statement *s)
{
    return named(p, s, "an identifier for the interest");
}

typedef struct zo_head {
    const char *word;
    zo_statement_kind kind;
    zo_head_reader *read;
} zo_head;

static const zo_head firsts[] = {
    {"negotiation", ZO_S_NEGOTIATION, title},
    {"source", ZO_S_SOURCE, read_source},
    {"party", ZO_S_PARTY, read_party},
    {"bloc", ZO_S_BLOC, read_bloc},
    {"issue", ZO_S_ISSUE, read_issue},
    {"rule", ZO_S_RULE, condition},
    {"settled", ZO_S_SETTLED, condition},
    {"deal", ZO_S_DEAL, read_deal},
    {"on", ZO_S_ON, read_on},
    {"session", ZO_S_SESSION, title},
    {"deadline", ZO_S_DEADLINE, read_deadline},
    {"readout", ZO_S_READOUT, read_readout},
    {"include", ZO_S_INCLUDE, title},
};
static const zo_head verbs[] = {
    {"requires", ZO_S_REQUIRES, condition},
    {"refuses", ZO_S_REFUSES, read_refuses},
    {"accepts", ZO_S_ACCEPTS, read_accepts},
    {"signals", ZO_S_SIGNALS, condition},
    {"reserves", ZO_S_RESERVES, read_reserves},
    {"offers", ZO_S_OFFERS, read_offers},
    {"abstains", ZO_S_ABSTAINS, read_abstains},
    {"drops", ZO_S_DROPS, read_reference},
    {"denies", ZO_S_DENIES, read_reference},
    {"reopens", ZO_S_REOPENS, read_reference},
    {"values", ZO_S_VALUES, zo_parse_values},
    {"prefers", ZO_S_PREFERS, zo_parse_prefers},
    {"alternative", ZO_S_ALTERNATIVE, read_alternative},
    {"interest", ZO_S_INTEREST, read_interest},
    {"awaits", ZO_S_AWAITS, title},
};
enum { FIRSTS = sizeof firsts / sizeof *firsts, VERBS = sizeof verbs / sizeof *verbs };

static const zo_head *look_up(const zo_head *table, size_t count, zo_str word)
{
    for (size_t i = 0; i < count; i++)
        if (zo_str_is(word, table[i].word))
            return &table[i];
    return NULL;
}

static zo_str text_ahead(const zo_parser *p, uint32_t ahead)
{
    return zo_token_text(&p->tree->tokens, zo_peek_ahead(p, ahead));
}

/* Keywords are contextual: a party may be called "deal". Its statements are told from declarations by a verb that
 * is not itself what is declared (party offers "name") or compared (rule values = 1). */
static bool subject_comes_first(const zo_parser *p)
{
    if (!look_up(firsts, FIRSTS, zo_next_text(p)))
        return true;
    if (zo_peek_ahead(p, 1)->kind != ZO_T_NAME || !look_up(verbs, VERBS, text_ahead(p, 1)))
        return false;
    const zo_token *third = zo_peek_ahead(p, 2);
    bool compared = third->kind == ZO_T_LE || third->kind == ZO_T_GE || third->kind == ZO_T_NE ||
                    (third->kind == ZO_T_PUNCTUATION && !zo_str_is(text_ahead(p, 2), "(") &&
                     !zo_str_is(text_ahead(p, 2), "{")) ||
                    zo_str_is(text_ahead(p, 2), "in");
    bool declared = third->kind == ZO_T_STRING && !zo_str_is(text_ahead(p, 1), "alternative") &&
                    !zo_str_is(text_ahead(p, 1), "awaits");
    return !compared && !declared;
}

static void unknown_statement(zo_parser *p, const zo_head *table, size_t count, uint32_t ahead)
{
    zo_str words[FIRSTS + VERBS];
    p->at += ahead;
    p->tree->broken = true;
    if (p->sink->list.n == ZO_MOST_DIAGNOSTICS) {
        zo_report(p->sink, ZO_UNKNOWN_STATEMENT, zo_next_span(p), (zo_str){"", 0}, (zo_str){"", 0});
        return;
    }
    for (size_t i = 0; i < count; i++)
        words[i] = zo_str_of(table[i].word);
    zo_str found = zo_next_text(p), near = zo_nearest(found, words, count);
    zo_str hint = near.n  ? zo_printf(p->arena, "did you mean \"%.*s\"?", ZO_FMT(near))
                  : ahead ? ZO_STR("docs/language.md lists what parties do")
                          : ZO_STR("a line that continues a statement is indented");
    zo_reportf(
        p->sink, ZO_UNKNOWN_STATEMENT, zo_next_span(p), hint,
        ahead
            ? "\"%.*s\" is nothing that a party does; expected requires, refuses, accepts, signals, values, …"
            : "\"%.*s\" begins no statement",
        ZO_FMT(found));
}

static const zo_head *find_head(zo_parser *p, zo_statement *statement)
{
    if (zo_peek(p)->kind == ZO_T_BAD) {
        p->tree->broken = true;
        return NULL;
    }
    if (zo_peek(p)->kind != ZO_T_NAME) {
        unknown_statement(p, firsts, FIRSTS, 0);
        return NULL;
    }
    if (!subject_comes_first(p)) {
        const zo_head *head = look_up(firsts, FIRSTS, zo_next_text(p));
        p->at++;
        return head;
    }
    const zo_head *verb = look_up(verbs, VERBS, text_ahead(p, 1));
    if (!verb) {
        zo_str near_first = {"", 0}, words[FIRSTS];
        for (size_t i = 0; i < FIRSTS; i++)
            words[i] = zo_str_of(firsts[i].word);
        if (p->sink->list.n < ZO_MOST_DIAGNOSTICS)
            near_first = zo_nearest(zo_next_text(p), words, FIRSTS);
        bool verb_place = zo_peek_ahead(p, 1)->kind == ZO_T_NAME && near_first.n == 0;
        unknown_statement(p, verb_place ? verbs : firsts, verb_place ? VERBS : FIRSTS, verb_place);
        return NULL;
    }
    if (!zo_expect_name(p, "a party", &statement->subject))
        return NULL;
    p->at++;
    return verb;
}

static void skip_statement(zo_parser *p)
{
    while (!zo_at_end(p))
        p->at++;
}

/* Behind a head that could not be read, clauses at the beginning of lines are still read, for their errors. */
static void parse_rest(zo_parser *p, zo_statement *statement, bool head_read)
{
    if (!head_read)
        while (!zo_at_end(p) && !((zo_peek(p)->flags & ZO_NEW_LINE) && zo_at_clause(p, statement)))
            p->at++;
    zo_parse_clauses(p, statement);
    skip_statement(p);
}

static void parse_statement(zo_parser *p)
{
    p->begin = p->at;
    p->depth = 0;
    zo_statement *statement = p->spare ? p->spare : ZO_NEW(p->arena, zo_statement);
    p->spare = NULL;
    *statement = (zo_statement){.span = zo_next_span(p), .on = p->on, .date = ZO_ALWAYS};
    const zo_head *head = find_head(p, statement);
    if (!head) {
        p->spare = statement;
        skip_statement(p);
        return;
    }
    statement->kind = head->kind;
    statement->head = statement->span;
    statement->head.end = p->tree->tokens.list.at[p->at - 1].end;
    bool head_read = head->read(p, statement);
    parse_rest(p, statement, head_read);
    statement->span.end = p->tree->tokens.list.at[p->at - 1].end;
    if (head_read)
        ZO_PUSH(p->arena, &p->tree->statements, statement);
}

void zo_parse(zo_tree *tree, zo_str text, uint32_t file, zo_arena *arena, zo_diagnostics *sink)
{
    size_t errors = sink->errors;
    *tree = (zo_tree){0};
    zo_tokenize(&tree->tokens, text, file, arena, sink);
    zo_parser parser = {.tree = tree, .arena = arena, .sink = sink, .on = ZO_ALWAYS};
    while (tree->tokens.list.at[parser.at].kind != ZO_T_END)
        parse_statement(&parser);
    tree->broken = tree->broken || sink->errors > errors;
}
