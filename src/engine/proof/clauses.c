/* Turns an instance into clauses and guarded sums, in which every selector can be switched on.
 *
 * Expressions become literals by their structure (Tseitin 1968), except that what must hold is split at `and`
 * and only its parts become clauses. A comparison of sums is a literal with a guarded sum on either side. */
#include "engine/proof/clauses.h"

#include "engine/proof/ballots.h"

#include <string.h>

/* ---- Comparisons ---- */

/* A literal that is true where some issue stands at a value without a number. */
static int nameless_literal(zo_clauses *c, const zo_linear *linear)
{
    int any = ZO_LIT_FALSE;
    for (size_t i = 0; i < linear->terms; i++) {
        const zo_linear_term *term = &linear->term[i];
        if (term->nameless == NULL)
            continue;
        int here = zo_dial_within(&c->dials, term->issue, term->nameless);
        any = -zo_dials_both(&c->dials, -any, -here);
    }
    return any;
}

/* The comparison's sum, or minus it, with more added. */
static zo_guarded guarded_of(zo_clauses *c, const zo_linear *linear, bool minus, int64_t more)
{
    int64_t *start = ZO_NEW(c->arena, int64_t);
    *start = (minus ? -linear->start : linear->start) + more;
    zo_term *term = ZO_NEW_MANY(c->arena, zo_term, linear->terms);
    for (size_t i = 0; i < linear->terms; i++) {
        const zo_linear_term *from = &linear->term[i];
        uint32_t size = c->instance->size[from->issue];
        int64_t *value = ZO_NEW_MANY(c->arena, int64_t, size);
        for (uint32_t v = 0; v < size; v++)
            value[v] = minus ? -from->value[v] : from->value[v];
        term[i] = (zo_term){.dial = from->issue, .value = value};
    }
    return (zo_guarded){.words = 1, .start = start, .terms = linear->terms, .term = term};
}

static void add_guarded(zo_clauses *c, zo_guarded sum, int guard, int named)
{
    int guards[] = {guard, named};
    sum.guard = guards;
    sum.guards = 2;
    zo_sums_add(&c->sums, &sum);
}

/* A literal that is true exactly where sum, or minus it, is >= 0, as far as all issues are named. */
static int at_least_zero(zo_clauses *c, const zo_linear *linear, bool minus, int named)
{
    int literal = zo_sat_variables(c->sat, 1);
    add_guarded(c, guarded_of(c, linear, minus, 0), literal, named);
    add_guarded(c, guarded_of(c, linear, !minus, -1), -literal, named);
    return literal;
}

static int linear_literal(zo_clauses *c, const zo_linear *linear)
{
    int nameless = nameless_literal(c, linear), named = -nameless, equal;
    switch (linear->relation) {
    case ZO_GE: return zo_dials_both(&c->dials, named, at_least_zero(c, linear, false, named));
    case ZO_LT: return zo_dials_both(&c->dials, named, -at_least_zero(c, linear, false, named));
    case ZO_LE: return zo_dials_both(&c->dials, named, at_least_zero(c, linear, true, named));
    case ZO_GT: return zo_dials_both(&c->dials, named, -at_least_zero(c, linear, true, named));
    case ZO_EQ:
    case ZO_NE:
        equal = zo_dials_both(&c->dials, at_least_zero(c, linear, false, named),
                              at_least_zero(c, linear, true, named));
        equal = zo_dials_both(&c->dials, named, equal);
        return linear->relation == ZO_EQ ? equal : -equal;
    }
    return ZO_LIT_FALSE;
}

/* ---- Expressions ---- */

static int iff_literal(zo_clauses *c, int left, int right)
{
    int both = zo_dials_both(&c->dials, left, right), neither = zo_dials_both(&c->dials, -left, -right);
    return -zo_dials_both(&c->dials, -both, -neither);
}

int zo_clauses_literal(zo_clauses *c, const zo_expr *expr)
{
    int left;
    switch (expr->kind) {
    case ZO_X_TRUE: return ZO_LIT_TRUE;
    case ZO_X_FALSE: return ZO_LIT_FALSE;
    case ZO_X_IN: return zo_dial_within(&c->dials, expr->issue, expr->allowed);
    case ZO_X_LINEAR: return linear_literal(c, expr->linear);
    case ZO_X_NOT: return -zo_clauses_literal(c, expr->left);
    case ZO_X_AND:
        left = zo_clauses_literal(c, expr->left);
        return zo_dials_both(&c->dials, left, zo_clauses_literal(c, expr->right));
    case ZO_X_OR:
        left = zo_clauses_literal(c, expr->left);
        return -zo_dials_both(&c->dials, -left, -zo_clauses_literal(c, expr->right));
    case ZO_X_IFF:
        left = zo_clauses_literal(c, expr->left);
        return iff_literal(c, left, zo_clauses_literal(c, expr->right));
    }
    return ZO_LIT_FALSE;
}

/* A clause that is being collected. */
typedef struct either {
    zo_clauses *clauses;
    ZO_ARRAY(int) literal;
} either;

static void push(either *e, int literal) { ZO_PUSH(e->clauses->arena, &e->literal, literal); }

/* Adds what makes the expression (or its negation) true to the clause, splitting it at `or`. */
static void push_expr(either *e, const zo_expr *expr, bool negated)
{
    bool splits = expr->kind == (negated ? ZO_X_AND : ZO_X_OR);
    if (expr->kind == ZO_X_NOT) {
        push_expr(e, expr->left, !negated);
    } else if (splits) {
        push_expr(e, expr->left, negated);
        push_expr(e, expr->right, negated);
    } else {
        int literal = zo_clauses_literal(e->clauses, expr);
        push(e, negated ? -literal : literal);
    }
}

/* The expression (or its negation) holds, or one of the literals collected so far is true. */
static void require(either *e, const zo_expr *expr, bool negated)
{
    bool splits = expr->kind == (negated ? ZO_X_OR : ZO_X_AND);
    size_t before = e->literal.n;
    if (expr->kind == ZO_X_NOT) {
        require(e, expr->left, !negated);
    } else if (splits) {
        require(e, expr->left, negated);
        require(e, expr->right, negated);
    } else if (expr->kind == ZO_X_IN && !negated) {
        zo_dial_must(&e->clauses->dials, expr->issue, expr->allowed, e->literal.at, before);
    } else {
        push_expr(e, expr, negated);
        zo_sat_add(e->clauses->sat, e->literal.at, e->literal.n);
    }
    e->literal.n = before;
}

/* ---- Sums ---- */

/* A condition as a dial whose value yes adds the points. */
static zo_term term_of_bonus(zo_clauses *c, const zo_bonus *bonus, unsigned words)
{
    int64_t *value = ZO_NEW_MANY(c->arena, int64_t, 2 * (size_t)words);
    memcpy(value + words, bonus->points, words * sizeof *value);
    uint32_t dial = zo_dials_add_yes_no(&c->dials, zo_clauses_literal(c, bonus->when));
    return (zo_term){.dial = dial, .value = value};
}

zo_guarded zo_clauses_sum(zo_clauses *c, const zo_sum *sum)
{
    zo_term *term = ZO_NEW_MANY(c->arena, zo_term, c->instance->issues + sum->bonuses);
    size_t terms = 0;
    for (uint32_t i = 0; i < c->instance->issues; i++) {
        if (sum->table[i] != NULL)
            term[terms++] = (zo_term){.dial = i, .value = sum->table[i]};
    }
    for (size_t i = 0; i < sum->bonuses; i++)
        term[terms++] = term_of_bonus(c, &sum->bonus[i], sum->words);
    return (zo_guarded){.words = sum->words, .start = sum->start, .terms = terms, .term = term};
}

/* ---- Selectors ---- */

/* Where the selector is in force, and its voter accepts if it has one, it is satisfied or waived. */
static void add_selector(zo_clauses *c, size_t s)
{
    const zo_selector *selector = &c->instance->selector[s];
    int voter = selector->voter == ZO_DIRECT ? ZO_LIT_TRUE : c->accepts[selector->voter];
    int waived = selector->waived == NULL ? ZO_LIT_FALSE : zo_clauses_literal(c, selector->waived);
    int guard[] = {c->force[s], voter, -waived};
    if (selector->sum != NULL) {
        zo_guarded sum = zo_clauses_sum(c, selector->sum);
        sum.guard = guard;
        sum.guards = 3;
        zo_sums_add(&c->sums, &sum);
        return;
    }
    either e = {.clauses = c};
    for (size_t i = 0; i < 3; i++)
        push(&e, -guard[i]);
    require(&e, selector->expr, false);
}

static int force_of(zo_clauses *c, size_t s, zo_mode mode)
{
    if (mode == ZO_OFF || c->instance->selector[s].class_ == ZO_CERTAINTY)
        return ZO_LIT_FALSE;
    return mode == ZO_HARD ? ZO_LIT_TRUE : zo_sat_variables(c->sat, 1);
}

void zo_clauses_open(zo_clauses *c, const zo_instance *instance, const zo_mode *mode, zo_sat *sat,
                     zo_arena *arena)
{
    *c = (zo_clauses){.instance = instance, .arena = arena, .sat = sat};
    c->force = ZO_NEW_MANY(arena, int, instance->selectors);
    c->accepts = ZO_NEW_MANY(arena, int, instance->voters);
    uint32_t *vote = ZO_NEW_MANY(arena, uint32_t, instance->voters);
    zo_dials_open(&c->dials, sat, arena);
    zo_sums_open(&c->sums, &c->dials, arena);
    for (size_t i = 0; i < instance->issues; i++)
        zo_dials_add(&c->dials, instance->size[i]);
    zo_ballots_open(c, vote);
    for (size_t s = 0; s < instance->selectors; s++) {
        c->force[s] = force_of(c, s, mode[s]);
        if (c->force[s] != ZO_LIT_FALSE)
            add_selector(c, s);
    }
    for (size_t i = 0; i < instance->blocs; i++)
        zo_ballots_add_bloc(c, &instance->bloc[i], vote);
}
