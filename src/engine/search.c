/* Turns a list of expressions into the first package that satisfies them all, or the proof that there is
 * none.
 *
 * Expressions that share no issue, not even through others, are searched apart: the first package of the
 * whole is made of the first of each. Within such a part, issues are chosen in order, values in order, and
 * after each choice those expressions are read that look at the issue chosen; one that is certainly false
 * ends the branch. */
#include "engine/search.h"

#include "engine/dependence.h"

enum { OPEN_VALUE = UINT32_MAX };

/* Three-valued reading */

static zo_truth truth_of(bool holds) { return holds ? ZO_YES : ZO_NO; }

static zo_truth opposite(zo_truth truth) { return truth == ZO_OPEN ? ZO_OPEN : truth_of(truth == ZO_NO); }

static zo_truth either(zo_truth a, zo_truth b)
{
    if (a == ZO_YES || b == ZO_YES)
        return ZO_YES;
    return a == ZO_NO && b == ZO_NO ? ZO_NO : ZO_OPEN;
}

static zo_truth same(zo_truth a, zo_truth b)
{
    return a == ZO_OPEN || b == ZO_OPEN ? ZO_OPEN : truth_of(a == b);
}

static zo_truth in_truth(const zo_instance *instance, const zo_expr *expr, const uint32_t *chosen)
{
    if (chosen[expr->issue] != OPEN_VALUE)
        return truth_of(zo_bit(expr->allowed, chosen[expr->issue]));
    bool some_in = false, some_out = false;
    for (uint32_t v = 0; v < instance->size[expr->issue]; v++) {
        bool in = zo_bit(expr->allowed, v);
        some_in |= in;
        some_out |= !in;
    }
    return some_in && some_out ? ZO_OPEN : truth_of(some_in);
}

/* What a sum can still become. */
typedef struct range {
    int64_t least, most;
    bool some_nameless, always_nameless;
} range;

/* Widens a range by one term whose issue has a value from `from` to before `to`. */
static void add_term(range *sum, const zo_linear_term *term, uint32_t from, uint32_t to)
{
    int64_t least = INT64_MAX, most = INT64_MIN;
    bool numbers = false;
    for (uint32_t v = from; v < to; v++) {
        if (term->nameless != NULL && zo_bit(term->nameless, v)) {
            sum->some_nameless = true;
            continue;
        }
        numbers = true;
        least = term->value[v] < least ? term->value[v] : least;
        most = term->value[v] > most ? term->value[v] : most;
    }
    sum->always_nameless |= !numbers;
    sum->least += numbers ? least : 0;
    sum->most += numbers ? most : 0;
}

static range range_of(const zo_instance *instance, const zo_linear *linear, const uint32_t *chosen)
{
    range sum = {.least = linear->start, .most = linear->start};
    for (size_t i = 0; i < linear->terms; i++) {
        const zo_linear_term *term = &linear->term[i];
        uint32_t value = chosen[term->issue];
        if (value == OPEN_VALUE)
            add_term(&sum, term, 0, instance->size[term->issue]);
        else
            add_term(&sum, term, value, value + 1);
    }
    return sum;
}

static zo_truth sure(bool always, bool never) { return always ? ZO_YES : never ? ZO_NO : ZO_OPEN; }

static zo_truth range_truth(const range *sum, zo_relation relation)
{
    int64_t least = sum->least, most = sum->most;
    zo_truth zero = sure(least == 0 && most == 0, least > 0 || most < 0);
    switch (relation) {
    case ZO_EQ: return zero;
    case ZO_NE: return opposite(zero);
    case ZO_LT: return sure(most < 0, least >= 0);
    case ZO_LE: return sure(most <= 0, least > 0);
    case ZO_GT: return sure(least > 0, most <= 0);
    case ZO_GE: return sure(least >= 0, most < 0);
    }
    return ZO_OPEN;
}

static zo_truth linear_truth(const zo_instance *instance, const zo_linear *linear, const uint32_t *chosen)
{
    range sum = range_of(instance, linear, chosen);
    zo_truth nameless = truth_of(linear->relation == ZO_NE);
    if (sum.always_nameless)
        return nameless;
    zo_truth numbered = range_truth(&sum, linear->relation);
    return !sum.some_nameless || numbered == nameless ? numbered : ZO_OPEN;
}

zo_truth zo_expr_truth(const zo_instance *instance, const zo_expr *expr, const uint32_t *chosen)
{
    zo_truth left = expr->left == NULL ? ZO_OPEN : zo_expr_truth(instance, expr->left, chosen);
    zo_truth right = expr->right == NULL ? ZO_OPEN : zo_expr_truth(instance, expr->right, chosen);
    switch (expr->kind) {
    case ZO_X_TRUE: return ZO_YES;
    case ZO_X_FALSE: return ZO_NO;
    case ZO_X_IN: return in_truth(instance, expr, chosen);
    case ZO_X_LINEAR: return linear_truth(instance, expr->linear, chosen);
    case ZO_X_NOT: return opposite(left);
    case ZO_X_AND: return opposite(either(opposite(left), opposite(right)));
    case ZO_X_OR: return either(left, right);
    case ZO_X_IFF: return same(left, right);
    }
    return ZO_OPEN;
}

/* The search */

typedef struct zo_quest {
    const zo_instance *instance;
    const zo_expr *const *all;
    size_t count;
    uint64_t **issues; /* per expression, those that occur in it */
    uint64_t *part;    /* the issues of the part that is searched */
    uint32_t *chosen;
    uint64_t nodes; /* still to be spent */
} zo_quest;

static bool meet(const uint64_t *a, const uint64_t *b, size_t words)
{
    for (size_t i = 0; i < words; i++) {
        if ((a[i] & b[i]) != 0)
            return true;
    }
    return false;
}

/* Adds the issues of every expression that shares one with the part; whether that made it larger. */
static bool widen_part(zo_quest *s)
{
    size_t words = zo_set_words(s->instance->issues);
    bool wider = false;
    for (size_t i = 0; i < s->count; i++) {
        if (!meet(s->issues[i], s->part, words))
            continue;
        for (size_t w = 0; w < words; w++) {
            wider |= (s->issues[i][w] & ~s->part[w]) != 0;
            s->part[w] |= s->issues[i][w];
        }
    }
    return wider;
}

static bool set_part(zo_quest *s, size_t issue)
{
    bool occurs = false;
    for (size_t w = 0; w < zo_set_words(s->instance->issues); w++)
        s->part[w] = 0;
    zo_set_bit(s->part, issue);
    for (size_t i = 0; i < s->count; i++)
        occurs |= zo_bit(s->issues[i], issue);
    while (widen_part(s)) {
    }
    return occurs;
}

/* Whether one of the expressions that look at `issue` is certainly false by now. */
static bool is_broken(const zo_quest *s, size_t issue)
{
    for (size_t i = 0; i < s->count; i++) {
        if (zo_bit(s->issues[i], issue) && zo_expr_truth(s->instance, s->all[i], s->chosen) == ZO_NO)
            return true;
    }
    return false;
}

static zo_found choose_from(zo_quest *s, size_t issue)
{
    while (issue < s->instance->issues && !zo_bit(s->part, issue))
        issue++;
    if (issue == s->instance->issues)
        return ZO_FOUND;
    zo_found found = ZO_NOT_FOUND;
    for (uint32_t v = 0; v < s->instance->size[issue] && found == ZO_NOT_FOUND; v++) {
        if (s->nodes == 0)
            return ZO_UNKNOWN;
        s->nodes--;
        s->chosen[issue] = v;
        if (!is_broken(s, issue))
            found = choose_from(s, issue + 1);
    }
    if (found != ZO_FOUND)
        s->chosen[issue] = OPEN_VALUE;
    return found;
}

/* What can be said before any choice: also the only reading of expressions in which no issue occurs. */
static bool is_hopeless(const zo_quest *s)
{
    for (size_t i = 0; i < s->count; i++) {
        if (zo_expr_truth(s->instance, s->all[i], s->chosen) == ZO_NO)
            return true;
    }
    return false;
}

static zo_found search_parts(zo_quest *s)
{
    zo_found whole = ZO_FOUND;
    for (size_t i = 0; i < s->instance->issues && whole != ZO_NOT_FOUND; i++) {
        if (s->chosen[i] != OPEN_VALUE || !set_part(s, i))
            continue;
        zo_found found = choose_from(s, i);
        whole = found == ZO_FOUND ? whole : found;
        if (s->nodes == 0 && found == ZO_UNKNOWN)
            break;
    }
    return whole;
}

static void prepare(zo_quest *s, zo_arena *scratch)
{
    size_t issues = s->instance->issues;
    s->part = ZO_NEW_MANY(scratch, uint64_t, zo_set_words(issues));
    s->chosen = ZO_NEW_MANY(scratch, uint32_t, issues);
    for (size_t i = 0; i < issues; i++)
        s->chosen[i] = OPEN_VALUE;
    s->issues = ZO_NEW_MANY(scratch, uint64_t *, s->count);
    for (size_t i = 0; i < s->count; i++) {
        s->issues[i] = ZO_NEW_MANY(scratch, uint64_t, zo_set_words(issues));
        zo_add_issues(s->all[i], s->issues[i]);
    }
}

zo_found zo_search(const zo_instance *instance, const zo_expr *const *all, size_t count, uint64_t nodes,
                   uint32_t *package, zo_arena *scratch)
{
    zo_quest s = {.instance = instance, .all = all, .count = count, .nodes = nodes};
    prepare(&s, scratch);
    if (is_hopeless(&s))
        return ZO_NOT_FOUND;
    zo_found found = search_parts(&s);
    if (found != ZO_FOUND || package == NULL)
        return found;
    for (size_t i = 0; i < instance->issues; i++)
        package[i] = s.chosen[i] == OPEN_VALUE ? 0 : s.chosen[i];
    return ZO_FOUND;
}
