/* The text of a compiled instance -> the instance: statement by statement, the kinds in their order, each numbered from 0.
 *
 * Promises: any bytes give an instance that keeps the promises of instance.h, or one diagnostic. */
#include "space/instance_reader.h"

#include <string.h>

/* ---- What statements share ---- */

bool zo_read_reference(zo_instance_reader *r, const char *what, size_t count, uint32_t *number)
{
    zo_str place = r->words.word;
    if (!zo_words_number(&r->words, what, UINT32_MAX - 1, number))
        return false;
    if (*number < count)
        return true;
    return zo_words_refuse(&r->words, place, "statements refer only to what stands before them",
                           zo_printf(r->arena, "expected %s, but there are only %zu so far", what, count));
}

/* "as NAME", or nothing. */
static bool read_name(zo_instance_reader *r, zo_str *name)
{
    *name = (zo_str){"", 0};
    if (!zo_words_take(&r->words, "as"))
        return true;
    if (r->words.first)
        return zo_words_wrong(&r->words, "a name is one word", "a name");
    *name = r->words.word;
    zo_words_next(&r->words);
    return true;
}

/* "WORD NUMBER of a condition", or nothing. */
static bool read_optional_condition(zo_instance_reader *r, const char *word, const zo_expr **expr)
{
    uint32_t number;
    if (!zo_words_take(&r->words, word))
        return true;
    if (!zo_read_reference(r, "the number of a condition", r->conditions.n, &number))
        return false;
    *expr = r->conditions.at[number];
    return true;
}

/* ---- Issues ---- */

/* How many names a word stands for: "10+5*3" is three. 0: wrong. */
static uint64_t names_in(zo_instance_reader *r, zo_str word)
{
    zo_instance_words alone = {.text = word, .sink = &(zo_diagnostics){.arena = r->arena}, .arena = r->arena};
    zo_cells_reader cells = {.words = &alone, .what = ""};
    zo_int number;
    bool none;
    if (memchr(word.s, '*', word.n) == NULL)
        return 1;
    alone.word = word;
    alone.next = word.n;
    return zo_next_cell(&cells, &number, &none) ? (uint64_t)cells.left + 1 : 0;
}

static bool read_value_names(zo_instance_reader *r, uint32_t size)
{
    zo_text names = zo_text_new(r->arena);
    uint64_t count = 0;
    while (count < size) {
        if (r->words.first)
            return zo_words_wrong(&r->words, "", "a name for every value of the issue");
        uint64_t more = names_in(r, r->words.word);
        if (more == 0 || count + more > size)
            return zo_words_wrong(&r->words, "10+5*3 stands for the names 10 15 20",
                                  "names for no more values than the issue has");
        count += more;
        zo_text_printf(&names, "%s%.*s", names.n ? " " : "", ZO_FMT(r->words.word));
        zo_words_next(&r->words);
    }
    r->value_names.at[r->value_names.n - 1] = zo_text_str(&names);
    return true;
}

static bool read_issue(zo_instance_reader *r)
{
    uint32_t size;
    zo_str name, none = {"", 0};
    if (!zo_words_take(&r->words, "size"))
        return zo_words_wrong(&r->words, "", "\"size\" and how many values the issue has");
    zo_str place = r->words.word;
    if (!zo_words_number(&r->words, "how many values the issue has", ZO_MOST_VALUES, &size))
        return false;
    r->value_bits += size;
    if (size == 0 || r->value_bits > ZO_MOST_VALUES_IN_ALL)
        return zo_words_refuse(&r->words, place,
                               size == 0 ? "an issue has at least one value" : "use larger steps",
                               size == 0 ? ZO_STR("an issue without values")
                                         : zo_printf(r->arena, "all issues together have more than %d values",
                                                     ZO_MOST_VALUES_IN_ALL));
    if (r->size.n == ZO_MOST_ISSUES)
        return zo_words_refuse(&r->words, place, "",
                               zo_printf(r->arena, "there are more than %d issues", ZO_MOST_ISSUES));
    if (!read_name(r, &name))
        return false;
    ZO_PUSH(r->arena, &r->size, size);
    ZO_PUSH(r->arena, &r->issue_names, name);
    ZO_PUSH(r->arena, &r->value_names, none);
    return !zo_words_take(&r->words, "values") || read_value_names(r, size);
}

/* ---- Blocs ---- */

/* One quota at the words at hand; false with nothing reported when there is none. */
static bool read_quota(zo_instance_reader *r, zo_quota *quota)
{
    static const char *const words[] = {"members", "weight", "majority", "against"};
    static const char *const what[] = {"the share of members, per cent", "the share of weight, per cent", "",
                                       "the number against at which the bloc refuses"};
    for (int measure = ZO_SHARE_OF_MEMBERS; measure <= ZO_FEWER_AGAINST; measure++) {
        if (!zo_words_take(&r->words, words[measure]))
            continue;
        *quota = (zo_quota){(zo_measure)measure, zo_num_of(0)};
        return measure == ZO_MORE_THAN_HALF || zo_words_num(&r->words, what[measure], &quota->limit);
    }
    return false;
}

static bool read_rule(zo_instance_reader *r, struct zo_quota_list *list)
{
    ZO_ARRAY(zo_quota) quotas = {0};
    zo_quota quota;
    while (read_quota(r, &quota))
        ZO_PUSH(r->arena, &quotas, quota);
    if (quotas.n == 0 && !r->words.failed)
        return zo_words_wrong(&r->words, "", "members N, weight N, against N, or majority");
    *list = (struct zo_quota_list){quotas.n, quotas.at};
    return !r->words.failed;
}

static bool read_bloc(zo_instance_reader *r)
{
    zo_bloc bloc = {0};
    zo_str name;
    ZO_ARRAY(struct zo_quota_list) lists = {0};
    if (!read_name(r, &name) || !read_optional_condition(r, "waived", &bloc.waived))
        return false;
    while (zo_words_take(&r->words, "rule")) {
        struct zo_quota_list list;
        if (!read_rule(r, &list))
            return false;
        ZO_PUSH(r->arena, &lists, list);
    }
    if (lists.n == 0)
        return zo_words_wrong(&r->words, "a bloc accepts by one of its rules, such as rule majority",
                              "\"rule\"");
    bloc.rule = (zo_bloc_rule){lists.n, lists.at};
    ZO_PUSH(r->arena, &r->blocs, bloc);
    ZO_PUSH(r->arena, &r->bloc_names, name);
    return true;
}

/* ---- Voters ---- */

static bool read_weights(zo_instance_reader *r, zo_voter *voter)
{
    if (!zo_words_take(&r->words, "weight"))
        return zo_words_wrong(&r->words, "", "\"weight\" and the voter's weight");
    if (!zo_words_num(&r->words, "the voter's weight", &voter->weight))
        return false;
    voter->weight_high = voter->weight;
    if (!zo_words_take(&r->words, "to"))
        return true;
    zo_str place = r->words.word;
    if (!zo_words_num(&r->words, "the highest weight", &voter->weight_high))
        return false;
    if (zo_num_compare(&voter->weight_high, &voter->weight) < 0)
        return zo_words_refuse(&r->words, place, "", ZO_STR("the highest weight is below the lowest"));
    return true;
}

static bool read_voter(zo_instance_reader *r)
{
    zo_voter voter = {0};
    zo_str name;
    if (!read_name(r, &name))
        return false;
    if (!zo_words_take(&r->words, "bloc"))
        return zo_words_wrong(&r->words, "", "\"bloc\" and the number of its bloc");
    if (!zo_read_reference(r, "the number of a bloc", r->blocs.n, &voter.bloc) || !read_weights(r, &voter) ||
        !read_optional_condition(r, "abstains", &voter.abstains))
        return false;
    ZO_PUSH(r->arena, &r->voters, voter);
    ZO_PUSH(r->arena, &r->voter_names, name);
    return true;
}

/* ---- Selectors ---- */

static bool read_class(zo_instance_reader *r, zo_selector_class *class_)
{
    static const char *const words[] = {"rule", "settled", "stance", "alternative", "certainty"};
    for (int i = ZO_RULE; i <= ZO_CERTAINTY; i++)
        if (zo_words_take(&r->words, words[i])) {
            *class_ = (zo_selector_class)i;
            return true;
        }
    return zo_words_wrong(&r->words, "", "rule, settled, stance, alternative or certainty");
}

static bool read_what_decides(zo_instance_reader *r, zo_selector *selector)
{
    uint32_t number;
    if (zo_words_take(&r->words, "sum")) {
        if (!zo_read_reference(r, "the number of a sum", r->sums.n, &number))
            return false;
        selector->sum = r->sums.at[number];
        return true;
    }
    if (!read_optional_condition(r, "condition", &selector->expr))
        return false;
    return selector->expr != NULL ||
           zo_words_wrong(&r->words, "", "\"condition\" or \"sum\", and which decides the selector");
}

static bool read_selector(zo_instance_reader *r)
{
    zo_selector selector = {.voter = ZO_DIRECT};
    zo_str name;
    if (!read_name(r, &name) || !read_class(r, &selector.class_) || !read_what_decides(r, &selector) ||
        !read_optional_condition(r, "waived", &selector.waived))
        return false;
    if (zo_words_take(&r->words, "voter") &&
        !zo_read_reference(r, "the number of a voter", r->voters.n, &selector.voter))
        return false;
    bool disputed = zo_words_take(&r->words, "disputed");
    ZO_PUSH(r->arena, &r->selectors, selector);
    ZO_PUSH(r->arena, &r->selector_names, name);
    ZO_PUSH(r->arena, &r->disputed, disputed);
    return true;
}

/* ---- Payoffs ---- */

/* "WORD NUMBER of a sum that starts at 0". */
static bool read_payoff_sum(zo_instance_reader *r, const char *word, const char *what, const zo_sum **sum)
{
    uint32_t number;
    if (!zo_words_take(&r->words, word))
        return zo_words_wrong(&r->words, "", what);
    zo_str place = r->words.word;
    if (!zo_read_reference(r, "the number of a sum", r->sums.n, &number))
        return false;
    *sum = r->sums.at[number];
    for (unsigned w = 0; w < (*sum)->words; w++)
        if ((*sum)->start[w] != 0)
            return zo_words_refuse(&r->words, place, "refer to a sum with start 0",
                                   ZO_STR("the sums of a payoff start at 0"));
    return true;
}

static bool read_worth(zo_instance_reader *r, zo_payoff *payoff)
{
    if (!zo_words_take(&r->words, "alternative"))
        return true;
    if (!zo_read_reference(r, "the number of a selector", r->selectors.n, &payoff->alternative))
        return false;
    if (!zo_words_take(&r->words, "worth"))
        return zo_words_wrong(&r->words, "", "\"worth\" and what the alternative is worth, times the scale");
    if (!zo_words_whole(&r->words, "what the alternative is worth", &payoff->worth_low))
        return false;
    payoff->worth_high = payoff->worth_low;
    if (!zo_words_take(&r->words, "to"))
        return true;
    zo_str place = r->words.word;
    if (!zo_words_whole(&r->words, "the most that the alternative is worth", &payoff->worth_high))
        return false;
    if (zo_int_compare(&payoff->worth_high, &payoff->worth_low) < 0)
        return zo_words_refuse(&r->words, place, "", ZO_STR("the highest worth is below the lowest"));
    return true;
}

static bool read_payoff(zo_instance_reader *r)
{
    zo_payoff payoff = {.alternative = ZO_NO_SELECTOR, .worth_low = zo_int_of(0), .worth_high = zo_int_of(0)};
    zo_str name;
    if (!read_name(r, &name) ||
        !read_payoff_sum(r, "least", "\"least\" and the sum of the lowest reading", &payoff.least) ||
        !read_payoff_sum(r, "most", "\"most\" and the sum of the highest reading", &payoff.most))
        return false;
    if (!zo_words_take(&r->words, "scale"))
        return zo_words_wrong(&r->words, "", "\"scale\" and by what points are multiplied");
    zo_str place = r->words.word;
    if (!zo_words_whole(&r->words, "the scale", &payoff.scale))
        return false;
    if (zo_int_sign(&payoff.scale) <= 0)
        return zo_words_refuse(&r->words, place, "", ZO_STR("a scale is above 0"));
    if (!read_worth(r, &payoff))
        return false;
    ZO_PUSH(r->arena, &r->payoffs, payoff);
    ZO_PUSH(r->arena, &r->payoff_names, name);
    return true;
}

/* ---- Together ---- */

/* Each bloc learns its voters, each voter its selectors: those that name it. */
static uint32_t *members(zo_arena *arena, size_t n) { return ZO_NEW_MANY(arena, uint32_t, n + 1); }

static void connect_blocs(zo_instance_reader *r)
{
    for (size_t v = 0; v < r->voters.n; v++)
        r->blocs.at[r->voters.at[v].bloc].voters++;
    uint32_t **list = ZO_NEW_MANY(r->arena, uint32_t *, r->blocs.n + 1);
    for (size_t b = 0; b < r->blocs.n; b++) {
        r->blocs.at[b].voter = list[b] = members(r->arena, r->blocs.at[b].voters);
        r->blocs.at[b].voters = 0;
    }
    for (uint32_t v = 0; v < r->voters.n; v++) {
        uint32_t bloc = r->voters.at[v].bloc;
        list[bloc][r->blocs.at[bloc].voters++] = v;
    }
}

static void connect_voters(zo_instance_reader *r)
{
    for (size_t s = 0; s < r->selectors.n; s++)
        if (r->selectors.at[s].voter != ZO_DIRECT)
            r->voters.at[r->selectors.at[s].voter].selectors++;
    uint32_t **list = ZO_NEW_MANY(r->arena, uint32_t *, r->voters.n + 1);
    for (size_t v = 0; v < r->voters.n; v++) {
        r->voters.at[v].selector = list[v] = members(r->arena, r->voters.at[v].selectors);
        r->voters.at[v].selectors = 0;
    }
    for (uint32_t s = 0; s < r->selectors.n; s++) {
        uint32_t voter = r->selectors.at[s].voter;
        if (voter != ZO_DIRECT)
            list[voter][r->voters.at[voter].selectors++] = s;
    }
}

/* Shares are compared exactly: numerators and denominators of the weights, of any part of them, times those of a limit
 * must fit. */
static size_t bits_of_weights(const zo_instance_reader *r, const zo_bloc *bloc)
{
    zo_int bottom = zo_int_of(1), top = zo_int_of(0);
    for (size_t i = 0; i < bloc->voters; i++) {
        const zo_voter *voter = &r->voters.at[bloc->voter[i]];
        bottom = zo_int_lcm(&bottom, &voter->weight.bottom);
        bottom = zo_int_lcm(&bottom, &voter->weight_high.bottom);
    }
    for (size_t i = 0; i < bloc->voters && !bottom.overflow; i++) {
        const zo_num *weight = &r->voters.at[bloc->voter[i]].weight_high;
        zo_int factor = zo_int_div_exact(&bottom, &weight->bottom), share = zo_int_mul(&weight->top, &factor);
        top = zo_int_add(&top, &share);
    }
    return bottom.overflow || top.overflow ? SIZE_MAX / 2 : zo_int_bits(&bottom) + zo_int_bits(&top);
}

static bool can_be_compared(const zo_instance_reader *r, const zo_bloc *bloc)
{
    enum { ROOM = 32 }; /* for percentages and the number of voters */
    size_t most = 0;
    for (size_t i = 0; i < bloc->rule.alternatives; i++)
        for (size_t j = 0; j < bloc->rule.alternative[i].quotas; j++) {
            const zo_num *limit = &bloc->rule.alternative[i].quota[j].limit;
            size_t bits = zo_int_bits(&limit->top) + zo_int_bits(&limit->bottom);
            most = bits > most ? bits : most;
        }
    return bits_of_weights(r, bloc) + most + ROOM <= (size_t)ZO_LIMBS * 64;
}

static bool check_blocs(zo_instance_reader *r)
{
    for (size_t b = 0; b < r->blocs.n; b++)
        if (!can_be_compared(r, &r->blocs.at[b]))
            return zo_words_refuse(
                &r->words, r->words.word, "round the weights, or the limits of the rules",
                zo_printf(r->arena, "the weights of bloc %zu cannot be compared exactly", b));
    return true;
}

static zo_labelled labelled_of(zo_instance_reader *r)
{
    uint32_t *first = ZO_NEW_MANY(r->arena, uint32_t, r->size.n + 1);
    for (size_t i = 0; i < r->size.n; i++)
        first[i + 1] = first[i] + r->size.at[i];
    return (zo_labelled){.instance = {.issues = r->size.n,
                                      .size = r->size.at,
                                      .first_bit = first,
                                      .value_bits = r->value_bits,
                                      .selectors = r->selectors.n,
                                      .selector = r->selectors.at,
                                      .voters = r->voters.n,
                                      .voter = r->voters.at,
                                      .blocs = r->blocs.n,
                                      .bloc = r->blocs.at,
                                      .payoffs = r->payoffs.n,
                                      .payoff = r->payoffs.at},
                         .issue = r->issue_names.at,
                         .values = r->value_names.at,
                         .selector = r->selector_names.at,
                         .voter = r->voter_names.at,
                         .bloc = r->bloc_names.at,
                         .payoff = r->payoff_names.at,
                         .disputed = r->disputed.at};
}

/* ---- The whole ---- */

typedef struct zo_statement_row {
    const char *word;
    bool (*read)(zo_instance_reader *);
} zo_statement_row;

static const zo_statement_row rows[] = {
    {"issue", read_issue},       {"linear", zo_read_linear}, {"condition", zo_read_condition},
    {"sum", zo_read_sum},        {"bloc", read_bloc},        {"voter", read_voter},
    {"selector", read_selector}, {"payoff", read_payoff},
};
enum { ROWS = sizeof rows / sizeof *rows };

/* "NUMBER …": the number must be the next of its kind. */
static bool read_statement(zo_instance_reader *r, const zo_statement_row *row, uint32_t *next)
{
    uint32_t number;
    zo_words_next(&r->words);
    zo_str place = r->words.word;
    if (!zo_words_number(&r->words, "the number of the statement", UINT32_MAX - 1, &number))
        return false;
    if (number != *next)
        return zo_words_refuse(&r->words, place, "statements of a kind are numbered from 0, in order",
                               zo_printf(r->arena, "expected %s %u here", row->word, *next));
    (*next)++;
    if (!row->read(r))
        return false;
    return r->words.first || zo_words_wrong(&r->words, "see docs/instance.md for what each statement may say",
                                            "the next statement, in the first column");
}

static bool read_statements(zo_instance_reader *r)
{
    size_t kind = 0;
    uint32_t next = 0;
    while (!r->words.failed && !(r->words.first && zo_str_is(r->words.word, "end"))) {
        size_t found = kind;
        while (found < ROWS && !zo_str_is(r->words.word, rows[found].word))
            found++;
        if (found == ROWS)
            return zo_words_wrong(
                &r->words,
                "statements come in this order: issue, linear, condition, sum, bloc, voter, "
                "selector, payoff, end",
                kind == 0 ? "a statement" : "a statement that may stand here");
        next = found == kind ? next : 0;
        kind = found;
        if (!read_statement(r, &rows[kind], &next))
            return false;
    }
    return !r->words.failed;
}

static bool read_whole(zo_instance_reader *r)
{
    static const char hint[] = "the first line is: zopa-instance 1";
    if (!zo_str_is(r->words.word, "zopa-instance"))
        return zo_words_wrong(&r->words, hint, "\"zopa-instance 1\"");
    zo_words_next(&r->words);
    if (r->words.first || !zo_str_is(r->words.word, "1"))
        return zo_words_wrong(&r->words, "this program reads version 1 of the format", "\"1\"");
    zo_words_next(&r->words);
    if (!r->words.first)
        return zo_words_wrong(&r->words, hint, "the first statement, in the first column");
    if (!read_statements(r))
        return false;
    connect_blocs(r);
    connect_voters(r);
    if (!check_blocs(r))
        return false;
    zo_words_next(&r->words);
    return r->words.word.n == 0 ||
           zo_words_refuse(&r->words, r->words.word, "delete it", ZO_STR("nothing may stand behind \"end\""));
}

bool zo_read_instance(zo_str text, uint32_t file, zo_labelled *labelled, zo_diagnostics *sink,
                      zo_arena *arena)
{
    zo_instance_reader r = {.arena = arena};
    if (!zo_words_open(&r.words, text, file, sink, arena) || !read_whole(&r))
        return false;
    *labelled = labelled_of(&r);
    return true;
}
