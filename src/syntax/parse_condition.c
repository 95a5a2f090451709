/* Tokens -> conditions. From loose to tight: implies and iff (never chained), or, and, not, comparison. */
#include "syntax/parser.h"

#include "base/unicode.h"

static zo_condition *new_condition(zo_parser *p, zo_condition_kind kind, zo_span begin)
{
    zo_condition *condition = ZO_NEW(p->arena, zo_condition);
    condition->kind = kind;
    condition->span = begin;
    return condition;
}

static void close_span(const zo_parser *p, zo_span *span)
{
    span->end = p->tree->tokens.list.at[p->at - 1].end;
}

static bool parse_term(zo_parser *p, bool minus, zo_terms *terms)
{
    zo_term term = {.minus = minus, .span = zo_next_span(p)};
    bool is_signed = zo_next_is(p, "-") || zo_next_is(p, "+");
    if (is_signed && zo_peek_ahead(p, 1)->kind == ZO_T_NAME) {
        term.minus = minus != zo_next_is(p, "-");
        zo_lay_out(p, ZO_SIGN);
        p->at++;
        is_signed = false;
    }
    if (is_signed || zo_peek(p)->kind == ZO_T_NUMBER) {
        if (!zo_expect_figure(p, "a number", &term.factor))
            return false;
        if (zo_take(p, "*") && !zo_expect_name(p, "the name of a numeric issue", &term.name))
            return false;
    } else if (!zo_expect_option(p, "the name of an issue, one of its options, or a number", &term.name)) {
        return false;
    }
    if (zo_next_is(p, "*")) {
        zo_expected(p, "a comparison", ZO_STR("the factor comes first: 2 * distance"));
        return false;
    }
    close_span(p, &term.span);
    ZO_PUSH(p->arena, terms, term);
    return true;
}

static bool parse_sum(zo_parser *p, zo_terms *terms)
{
    if (!parse_term(p, false, terms))
        return false;
    while (zo_next_is(p, "+") || zo_next_is(p, "-")) {
        bool minus = zo_next_is(p, "-");
        p->at++;
        if (!parse_term(p, minus, terms))
            return false;
    }
    return true;
}

static bool parse_item(zo_parser *p, zo_items *items)
{
    zo_item item = {.span = zo_next_span(p)};
    bool number = zo_peek(p)->kind == ZO_T_NUMBER || zo_next_is(p, "-") || zo_next_is(p, "+");
    if (number ? !zo_expect_amount(p, "a number", &item.range)
               : !zo_expect_option(p, "an option or a number", &item.word))
        return false;
    close_span(p, &item.span);
    ZO_PUSH(p->arena, items, item);
    return true;
}

static bool parse_items(zo_parser *p, zo_items *items)
{
    if (!zo_expect(p, "{", "and the values, as in: in {low, high}"))
        return false;
    do
        if (!parse_item(p, items))
            return false;
    while (zo_take(p, ","));
    return zo_expect(p, "}", "or a comma after a value");
}

static bool take_relation(zo_parser *p, zo_relation *relation)
{
    switch ((zo_token_kind)zo_peek(p)->kind) {
    case ZO_T_NE: *relation = ZO_NE; break;
    case ZO_T_LE: *relation = ZO_LE; break;
    case ZO_T_GE: *relation = ZO_GE; break;
    default:
        if (zo_next_is(p, "="))
            *relation = ZO_EQ;
        else if (zo_next_is(p, "<"))
            *relation = ZO_LT;
        else if (zo_next_is(p, ">"))
            *relation = ZO_GT;
        else
            return false;
    }
    p->at++;
    return true;
}

static zo_condition *parse_comparison(zo_parser *p)
{
    zo_condition *comparison = new_condition(p, ZO_C_COMPARE, zo_next_span(p));
    zo_relation again;
    if (!parse_sum(p, &comparison->left))
        return NULL;
    if (zo_take(p, "in")) {
        comparison->kind = ZO_C_IN;
        if (!parse_items(p, &comparison->items))
            return NULL;
    } else if (!take_relation(p, &comparison->relation)) {
        zo_expected(p, "a comparison: =, !=, <, <=, >, >= or in", (zo_str){"", 0});
        return NULL;
    } else if (!parse_sum(p, &comparison->right)) {
        return NULL;
    }
    close_span(p, &comparison->span);
    if (take_relation(p, &again)) {
        p->at--;
        zo_expected(p, "\"and\", \"or\" or the end of the condition",
                    ZO_STR("write two comparisons joined by and: 10 <= x and x <= 20"));
        return NULL;
    }
    return comparison;
}

static zo_condition *parse_negation(zo_parser *p)
{
    zo_span begin = zo_next_span(p);
    if (++p->depth > ZO_MOST_DEPTH) {
        p->tree->broken = true;
        zo_reportf(p->sink, ZO_TOO_DEEP, begin, ZO_STR("split the condition into several statements"),
                   "conditions nest at most %d deep", ZO_MOST_DEPTH);
        return NULL;
    }
    zo_condition *condition = NULL;
    if (zo_take(p, "not")) {
        zo_condition *inner = parse_negation(p);
        if (inner) {
            condition = new_condition(p, ZO_C_NOT, begin);
            ZO_PUSH(p->arena, &condition->parts, inner);
            close_span(p, &condition->span);
        }
    } else if (zo_take(p, "(")) {
        condition = zo_parse_condition(p);
        if (condition && !zo_expect(p, ")", "that closes the parenthesis"))
            condition = NULL;
    } else {
        condition = parse_comparison(p);
    }
    p->depth--;
    return condition;
}

/* PART {word PART}: the part itself when there is only one. */
static zo_condition *parse_chain(zo_parser *p, const char *word, zo_condition_kind kind,
                                 zo_condition *(*part)(zo_parser *))
{
    zo_span begin = zo_next_span(p);
    zo_condition *first = part(p);
    if (!first || !zo_next_is(p, word))
        return first;
    zo_condition *chain = new_condition(p, kind, begin);
    ZO_PUSH(p->arena, &chain->parts, first);
    while (zo_take(p, word)) {
        zo_condition *next = part(p);
        if (!next)
            return NULL;
        ZO_PUSH(p->arena, &chain->parts, next);
    }
    close_span(p, &chain->span);
    return chain;
}

static zo_condition *parse_conjunction(zo_parser *p)
{
    return parse_chain(p, "and", ZO_C_AND, parse_negation);
}
static zo_condition *parse_disjunction(zo_parser *p)
{
    return parse_chain(p, "or", ZO_C_OR, parse_conjunction);
}

static bool at_implication(const zo_parser *p) { return zo_next_is(p, "implies") || zo_next_is(p, "iff"); }

zo_condition *zo_parse_condition(zo_parser *p)
{
    zo_span begin = zo_next_span(p);
    zo_condition *left = parse_disjunction(p);
    if (!left || !at_implication(p))
        return left;
    zo_condition *whole = new_condition(p, zo_next_is(p, "iff") ? ZO_C_IFF : ZO_C_IMPLIES, begin);
    p->at++;
    zo_condition *right = parse_disjunction(p);
    if (!right)
        return NULL;
    if (at_implication(p)) {
        p->tree->broken = true;
        zo_report(p->sink, ZO_MIXED_IMPLICATION, zo_next_span(p),
                  ZO_STR("implies and iff cannot be chained: it would not be clear which comes first"),
                  ZO_STR("put one of the two in parentheses"));
        return NULL;
    }
    ZO_PUSH(p->arena, &whole->parts, left);
    ZO_PUSH(p->arena, &whole->parts, right);
    close_span(p, &whole->span);
    return whole;
}
