/* What stands behind the heads of issues and blocs. */
#include "syntax/parser.h"

static bool parse_option(zo_parser *p, zo_statement *statement)
{
    zo_option option = {0};
    if (!zo_expect_name(p, "the name of an option", &option.name))
        return false;
    if (zo_peek(p)->kind == ZO_T_STRING && !zo_expect_string(p, "its label", &option.label))
        return false;
    ZO_PUSH(p->arena, &statement->options, option);
    return true;
}

static bool parse_named_options(zo_parser *p, zo_statement *statement)
{
    statement->issue_kind = ZO_I_NAMED;
    do {
        zo_lay_out(p, ZO_OPTION);
        if (!parse_option(p, statement))
            return false;
    } while (!zo_at_end(p) && !zo_at_clause(p, statement));
    return true;
}

/* LO..HI step S [unit "…"] [or NAME ["label"] …] */
static bool parse_grid(zo_parser *p, zo_statement *statement)
{
    statement->issue_kind = ZO_I_NUMERIC;
    if (!zo_expect_figure(p, "the lowest value, as in: 0..40 step 10", &statement->low))
        return false;
    if (zo_peek(p)->kind != ZO_T_DOTS) {
        zo_expected(p, "\"..\" and the highest value, as in: 0..40 step 10", (zo_str){"", 0});
        return false;
    }
    p->at++;
    if (!zo_expect_figure(p, "the highest value", &statement->high) ||
        !zo_expect(p, "step", "and the distance between values, as in: 0..40 step 10") ||
        !zo_expect_figure(p, "the distance between values", &statement->step))
        return false;
    if (zo_take(p, "unit") && !zo_expect_string(p, "the unit, as in: unit \"km\"", &statement->unit))
        return false;
    if (!zo_take(p, "or"))
        return true;
    do
        if (!parse_option(p, statement))
            return false;
    while (!zo_at_end(p) && !zo_at_clause(p, statement));
    return true;
}

bool zo_parse_issue(zo_parser *p, zo_statement *statement)
{
    if (!zo_take(p, ":"))
        return parse_named_options(p, statement);
    if (!zo_next_is(p, "yes"))
        return parse_grid(p, statement);
    statement->issue_kind = ZO_I_YES_NO;
    p->at++;
    return zo_expect(p, "/", "as in: yes/no") && zo_expect(p, "no", "as in: yes/no");
}

static bool expect_percent_of(zo_parser *p, zo_quota_term *term)
{
    if (!zo_expect_figure(p, "a share in per cent", &term->limit))
        return false;
    if (!zo_take(p, "%")) {
        zo_expected(p, "\"%\", as in: 55% of members", (zo_str){"", 0});
        return false;
    }
    if (!zo_expect(p, "of", "members or weight"))
        return false;
    bool members = zo_take(p, "members");
    term->measure = members ? ZO_Q_MEMBERS : ZO_Q_WEIGHT;
    return members || zo_expect(p, "weight", "or \"members\"");
}

static bool parse_quota(zo_parser *p, bool alternative, zo_statement *statement)
{
    zo_quota_term term = {.alternative = alternative};
    if (zo_take(p, "fewer")) {
        term.measure = ZO_Q_AGAINST;
        if (!zo_expect(p, "than", "as in: fewer than 4 against") ||
            !zo_expect_figure(p, "a number of members", &term.limit) ||
            !zo_expect(p, "against", "as in: fewer than 4 against"))
            return false;
    } else if (zo_peek(p)->kind != ZO_T_NUMBER) {
        zo_expected(p, "unanimity, majority, a share such as 55% of members, or fewer than 4 against",
                    (zo_str){"", 0});
        return false;
    } else if (!expect_percent_of(p, &term)) {
        return false;
    }
    ZO_PUSH(p->arena, &statement->quotas, term);
    return true;
}

bool zo_parse_bloc_rule(zo_parser *p, zo_statement *statement)
{
    if (zo_take(p, "unanimity")) {
        statement->decides = ZO_UNANIMITY;
        return true;
    }
    if (zo_take(p, "majority")) {
        statement->decides = ZO_MAJORITY;
        return true;
    }
    bool alternative = true;
    for (;;) {
        if (!parse_quota(p, alternative, statement))
            return false;
        if (zo_take(p, "and"))
            alternative = false;
        else if (zo_take(p, "or"))
            alternative = true;
        else
            return true;
    }
}
