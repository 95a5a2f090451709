/* The words of a condition, operators first -> its expression. */
#include "space/instance_reader.h"

static const char kinds[] = "a condition begins with true, false, not, and, or, iff, in or linear";

static zo_expr *new_expr(zo_instance_reader *r, zo_expr_kind kind)
{
    zo_expr *expr = ZO_NEW(r->arena, zo_expr);
    expr->kind = kind;
    return expr;
}

/* ---- Sets of values ---- */

/* Digits at the beginning of s, as a value of the issue; returns how many, 0 when it is none. */
static size_t value_at(zo_str s, uint32_t size, uint32_t *value)
{
    zo_int number;
    int64_t small;
    if (s.n == 0 || s.s[0] < '0' || s.s[0] > '9')
        return 0;
    size_t n = zo_read_int(s, &number);
    if (!zo_int_fits64(&number, &small) || small >= size)
        return 0;
    *value = (uint32_t)small;
    return n;
}

/* "3" or "3-7"; returns its length, 0 when it is wrong. */
static size_t range_at(zo_str s, uint32_t size, uint64_t *set)
{
    uint32_t from, to;
    size_t n = value_at(s, size, &from);
    to = from;
    if (n > 0 && n < s.n && s.s[n] == '-') {
        size_t more = value_at((zo_str){s.s + n + 1, s.n - n - 1}, size, &to);
        n = more == 0 ? 0 : n + 1 + more;
    }
    if (n == 0 || to < from)
        return 0;
    for (uint32_t v = from; v <= to; v++)
        zo_set_bit(set, v);
    return n;
}

static bool fill_set(zo_str word, uint32_t size, uint64_t *set)
{
    if (zo_str_is(word, "none"))
        return true;
    for (size_t at = 0; at < word.n;) {
        size_t n = range_at((zo_str){word.s + at, word.n - at}, size, set);
        at += n;
        if (n == 0 || (at < word.n && (word.s[at++] != ',' || at == word.n)))
            return false;
    }
    return word.n > 0;
}

static const zo_expr *read_in(zo_instance_reader *r)
{
    zo_expr *expr = new_expr(r, ZO_X_IN);
    if (!zo_read_reference(r, "the number of an issue", r->size.n, &expr->issue))
        return NULL;
    uint32_t size = r->size.at[expr->issue];
    uint64_t *set = ZO_NEW_MANY(r->arena, uint64_t, zo_set_words(size));
    expr->allowed = set;
    if (r->words.first || !fill_set(r->words.word, size, set)) {
        zo_words_wrong(&r->words, "write numbers of values and ranges of them, as in 0-3,7, or none",
                       "a set of values of the issue");
        return NULL;
    }
    zo_words_next(&r->words);
    return expr;
}

/* ---- Expressions ---- */

static const zo_expr *read_linear_reference(zo_instance_reader *r)
{
    zo_expr *expr = new_expr(r, ZO_X_LINEAR);
    uint32_t number;
    if (!zo_read_reference(r, "the number of a linear", r->linears.n, &number))
        return NULL;
    expr->linear = r->linears.at[number];
    return expr;
}

static const zo_expr *read_expr(zo_instance_reader *r, unsigned depth)
{
    static const char *const words[] = {"true", "false", "in", "linear", "not", "and", "or", "iff"};
    zo_str place = r->words.word;
    for (int kind = ZO_X_TRUE; kind <= ZO_X_IFF; kind++) {
        if (!zo_words_take(&r->words, words[kind]))
            continue;
        if (kind == ZO_X_IN)
            return read_in(r);
        if (kind == ZO_X_LINEAR)
            return read_linear_reference(r);
        zo_expr *expr = new_expr(r, (zo_expr_kind)kind);
        if (kind < ZO_X_NOT)
            return expr;
        if (depth >= ZO_MOST_EXPR_DEPTH) {
            zo_words_refuse(&r->words, place, "order the operators as a balanced tree",
                            zo_printf(r->arena, "operators nest more than %d deep", ZO_MOST_EXPR_DEPTH));
            return NULL;
        }
        expr->left = read_expr(r, depth + 1);
        if (expr->left != NULL && kind != ZO_X_NOT)
            expr->right = read_expr(r, depth + 1);
        return expr->left != NULL && (kind == ZO_X_NOT || expr->right != NULL) ? expr : NULL;
    }
    zo_words_wrong(&r->words, kinds, "a condition");
    return NULL;
}

bool zo_read_condition(zo_instance_reader *r)
{
    const zo_expr *expr = read_expr(r, 0);
    if (expr == NULL)
        return false;
    ZO_PUSH(r->arena, &r->conditions, expr);
    return true;
}
