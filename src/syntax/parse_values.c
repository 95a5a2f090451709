/* What stands behind the heads of values, prefers and deals. */
#include "syntax/parser.h"

static bool parse_valuation(zo_parser *p, zo_statement *statement)
{
    zo_valuation valuation = {0};
    bool number = zo_peek(p)->kind == ZO_T_NUMBER || zo_next_is(p, "-") || zo_next_is(p, "+");
    if (number ? !zo_expect_figure(p, "a value of the issue", &valuation.point)
               : !zo_expect_option(p, "an option of the issue, or more or less", &valuation.word))
        return false;
    if (!zo_expect_amount(p, "its score, a number such as 60 or 20..30", &valuation.score))
        return false;
    ZO_PUSH(p->arena, &statement->valuations, valuation);
    return true;
}

/* WEIGHT: more | less | VALUE SCORE {, VALUE SCORE}; named values may follow more and less. */
static bool parse_listed_values(zo_parser *p, zo_statement *statement)
{
    if (!zo_expect_name(p, "the issue that is valued", &statement->name) ||
        !zo_expect_amount(p, "the weight of the issue, a number such as 30", &statement->amount) ||
        !zo_expect(p, ":", "before the scores"))
        return false;
    statement->direction = zo_next_is(p, "more") ? ZO_MORE : zo_next_is(p, "less") ? ZO_LESS : ZO_LISTED;
    if (statement->direction != ZO_LISTED) {
        p->at++;
        if (!zo_take(p, ","))
            return true;
    }
    do
        if (!parse_valuation(p, statement))
            return false;
    while (zo_take(p, ","));
    return true;
}

bool zo_parse_values(zo_parser *p, zo_statement *statement)
{
    if (!zo_take(p, "("))
        return parse_listed_values(p, statement);
    statement->kind = ZO_S_BONUS;
    statement->condition = zo_parse_condition(p);
    return statement->condition && zo_expect(p, ")", "that closes the condition") &&
           zo_expect(p, ":", "before the points") &&
           zo_expect_amount(p, "points, such as +10 or -5", &statement->amount);
}

bool zo_parse_prefers(zo_parser *p, zo_statement *statement)
{
    if (!zo_expect_name(p, "the issue whose options are ordered", &statement->name) ||
        !zo_expect_amount(p, "the weight of the issue, a number such as 30", &statement->amount) ||
        !zo_expect(p, ":", "before the order"))
        return false;
    do {
        zo_words rank = {0};
        do {
            zo_word word;
            if (!zo_expect_option(p, "an option of the issue", &word))
                return false;
            ZO_PUSH(p->arena, &rank, word);
        } while (zo_take(p, "="));
        ZO_PUSH(p->arena, &statement->ranks, rank);
    } while (zo_take(p, ">"));
    return true;
}

static bool parse_assignment(zo_parser *p, zo_statement *statement)
{
    zo_assignment assignment = {.span = zo_next_span(p)};
    if (!zo_expect_name(p, "an issue", &assignment.issue) || !zo_expect(p, "=", "after the issue"))
        return false;
    bool number = zo_peek(p)->kind == ZO_T_NUMBER || zo_next_is(p, "-") || zo_next_is(p, "+");
    if (number ? !zo_expect_figure(p, "a number", &assignment.value)
               : !zo_expect_option(p, "an option of the issue, or a number", &assignment.word))
        return false;
    assignment.span.end = p->tree->tokens.list.at[p->at - 1].end;
    ZO_PUSH(p->arena, &statement->assignments, assignment);
    return true;
}

bool zo_parse_assignments(zo_parser *p, zo_statement *statement)
{
    if (zo_next_is(p, "{"))
        zo_lay_out(p, ZO_DEAL_BRACE);
    if (!zo_expect(p, "{", "and the values, as in: { price = 10, term = long }"))
        return false;
    do
        if (!parse_assignment(p, statement))
            return false;
    while (zo_take(p, ","));
    if (zo_next_is(p, "}"))
        zo_lay_out(p, ZO_DEAL_BRACE);
    return zo_expect(p, "}", "or a comma after a value");
}
