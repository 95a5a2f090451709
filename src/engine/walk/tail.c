/* Turns an instance into one that says the same with fewer, longer issues: what a combination adds to a sum, and whether it
 * is among the values of a set, is worked out once for all of them. */
#include "engine/walk/tail.h"

#include <string.h>

#include "engine/row.h"

/* ---- Which issues ---- */

static bool is_in_domain(const zo_instance *instance, const zo_domains *domains, size_t issue, uint32_t value)
{
    return domains == NULL || zo_bit(domains->values, instance->first_bit[issue] + value);
}

static uint64_t values_left(const zo_instance *instance, const zo_domains *domains, size_t issue)
{
    uint64_t left = 0;
    for (uint32_t v = 0; v < instance->size[issue]; v++)
        left += is_in_domain(instance, domains, issue, v);
    return left;
}

static void choose_issues(zo_tail *tail, const uint64_t *among, const zo_domains *domains, uint64_t most,
                          zo_arena *arena)
{
    uint32_t *issue = ZO_NEW_MANY(arena, uint32_t, tail->instance->issues);
    size_t first = tail->instance->issues;
    uint64_t values = 1;
    for (size_t i = first; i-- > 0;) {
        if (!zo_bit(among, i))
            continue;
        uint64_t left = values_left(tail->instance, domains, i);
        if (left == 0 || left > most / values)
            break;
        values *= left;
        issue[--first] = (uint32_t)i;
    }
    tail->issues = tail->instance->issues - first;
    tail->issue = issue + first;
    tail->values = (uint32_t)values;
}

/* ---- Combinations ---- */

static uint32_t first_value(const zo_tail *tail, const zo_domains *domains, size_t i)
{
    uint32_t v = 0;
    while (!is_in_domain(tail->instance, domains, tail->issue[i], v))
        v++;
    return v;
}

/* To the next combination, unless it was the last. */
static void advance(const zo_tail *tail, const zo_domains *domains, uint32_t *value)
{
    for (size_t i = tail->issues; i-- > 0;) {
        uint32_t size = tail->instance->size[tail->issue[i]];
        do
            value[i]++;
        while (value[i] < size && !is_in_domain(tail->instance, domains, tail->issue[i], value[i]));
        if (value[i] < size)
            return;
        value[i] = first_value(tail, domains, i);
    }
}

static void combine(zo_tail *tail, const zo_domains *domains, zo_arena *arena)
{
    uint32_t *value = ZO_NEW_MANY(arena, uint32_t, (size_t)tail->values * tail->issues);
    for (size_t i = 0; i < tail->issues; i++)
        value[i] = first_value(tail, domains, i);
    for (uint32_t j = 1; j < tail->values; j++) {
        uint32_t *here = value + j * tail->issues;
        memcpy(here, here - tail->issues, tail->issues * sizeof *here);
        advance(tail, domains, here);
    }
    tail->value = value;
}

zo_tail zo_tail_of(const zo_instance *instance, const uint64_t *among, const zo_domains *domains,
                   uint64_t most, zo_arena *arena)
{
    zo_tail tail = {.instance = instance};
    choose_issues(&tail, among, domains, most, arena);
    if (tail.issues < 2)
        tail.issues = 0;
    else
        combine(&tail, domains, arena);
    return tail;
}

/* ---- The same said of combinations ---- */

/* Its place among the issues of the tail; tail->issues when it is none of them. */
static size_t place_of(const zo_tail *tail, uint32_t issue)
{
    size_t i = 0;
    while (i < tail->issues && tail->issue[i] != issue)
        i++;
    return i;
}

static uint32_t joint_issue(const zo_tail *tail) { return tail->issue[tail->issues - 1]; }

/* Adds to `set` the combinations with a value of `values` at that place. */
static void add_joint_set(const zo_tail *tail, size_t place, const uint64_t *values, uint64_t *set)
{
    for (uint32_t j = 0; j < tail->values; j++) {
        if (zo_bit(values, tail->value[j * tail->issues + place]))
            zo_set_bit(set, j);
    }
}

static uint64_t *empty_set(const zo_tail *tail, zo_arena *arena)
{
    return ZO_NEW_MANY(arena, uint64_t, zo_set_words(tail->values));
}

/* Adds a term of an issue of the tail to the one of all of them. */
static void add_joint_term(const zo_tail *tail, const zo_linear_term *term, size_t place, int64_t *value,
                           uint64_t *nameless)
{
    for (uint32_t j = 0; j < tail->values; j++)
        value[j] += term->value[tail->value[j * tail->issues + place]];
    if (term->nameless != NULL)
        add_joint_set(tail, place, term->nameless, nameless);
}

static const zo_linear *joint_linear(const zo_tail *tail, const zo_linear *linear, zo_arena *arena)
{
    zo_linear *joint = ZO_NEW(arena, zo_linear);
    zo_linear_term *term = ZO_NEW_MANY(arena, zo_linear_term, linear->terms + 1);
    int64_t *value = ZO_NEW_MANY(arena, int64_t, tail->values);
    uint64_t *nameless = empty_set(tail, arena);
    *joint = *linear;
    joint->term = term;
    joint->terms = 0;
    for (size_t i = 0; i < linear->terms; i++) {
        size_t place = place_of(tail, linear->term[i].issue);
        if (place < tail->issues)
            add_joint_term(tail, &linear->term[i], place, value, nameless);
        else
            term[joint->terms++] = linear->term[i];
    }
    term[joint->terms++] = (zo_linear_term){.issue = joint_issue(tail), .value = value, .nameless = nameless};
    return joint;
}

static bool looks_at_tail(const zo_tail *tail, const zo_expr *expr)
{
    if (expr == NULL)
        return false;
    if (expr->kind == ZO_X_IN)
        return place_of(tail, expr->issue) < tail->issues;
    if (expr->kind == ZO_X_LINEAR) {
        for (size_t i = 0; i < expr->linear->terms; i++)
            if (place_of(tail, expr->linear->term[i].issue) < tail->issues)
                return true;
        return false;
    }
    return looks_at_tail(tail, expr->left) || looks_at_tail(tail, expr->right);
}

static const zo_expr *joint_expr(const zo_tail *tail, const zo_expr *expr, zo_arena *arena)
{
    if (!looks_at_tail(tail, expr))
        return expr;
    zo_expr *joint = ZO_NEW(arena, zo_expr);
    *joint = *expr;
    if (expr->kind == ZO_X_IN) {
        uint64_t *allowed = empty_set(tail, arena);
        add_joint_set(tail, place_of(tail, expr->issue), expr->allowed, allowed);
        joint->issue = joint_issue(tail);
        joint->allowed = allowed;
    } else if (expr->kind == ZO_X_LINEAR) {
        joint->linear = joint_linear(tail, expr->linear, arena);
    } else {
        joint->left = joint_expr(tail, expr->left, arena);
        joint->right = joint_expr(tail, expr->right, arena);
    }
    return joint;
}

/* ---- Sums ---- */

/* What the combinations add; NULL when that is nothing. */
static const int64_t *joint_table(const zo_tail *tail, const zo_sum *sum, zo_arena *arena)
{
    int64_t *joint = NULL;
    for (size_t i = 0; i < tail->issues; i++) {
        const int64_t *table = sum->table[tail->issue[i]];
        if (table == NULL)
            continue;
        if (joint == NULL)
            joint = ZO_NEW_MANY(arena, int64_t, (size_t)tail->values * sum->words);
        for (size_t j = 0; j < tail->values; j++)
            zo_words_add(joint + j * sum->words, joint + j * sum->words,
                         table + (size_t)tail->value[j * tail->issues + i] * sum->words, sum->words);
    }
    return joint;
}

const zo_sum *zo_tail_sum(const zo_tail *tail, const zo_sum *sum, zo_arena *arena)
{
    if (sum == NULL || tail->issues == 0)
        return sum;
    size_t issues = tail->instance->issues;
    zo_sum *joint = ZO_NEW(arena, zo_sum);
    const int64_t **table = ZO_NEW_MANY(arena, const int64_t *, issues);
    zo_bonus *bonus = ZO_NEW_MANY(arena, zo_bonus, sum->bonuses);
    memcpy(table, sum->table, issues * sizeof *table);
    for (size_t i = 0; i < tail->issues; i++)
        table[tail->issue[i]] = NULL;
    table[joint_issue(tail)] = joint_table(tail, sum, arena);
    for (size_t i = 0; i < sum->bonuses; i++)
        bonus[i] = (zo_bonus){joint_expr(tail, sum->bonus[i].when, arena), sum->bonus[i].points};
    *joint = *sum;
    joint->table = table;
    joint->bonus = bonus;
    return joint;
}

/* ---- The instance ---- */

static const uint32_t *joint_sizes(const zo_tail *tail, zo_arena *arena)
{
    uint32_t *size = ZO_NEW_MANY(arena, uint32_t, tail->instance->issues);
    memcpy(size, tail->instance->size, tail->instance->issues * sizeof *size);
    size[joint_issue(tail)] = tail->values;
    return size;
}

static const zo_selector *joint_selectors(const zo_tail *tail, zo_arena *arena)
{
    const zo_instance *from = tail->instance;
    zo_selector *selector = ZO_NEW_MANY(arena, zo_selector, from->selectors);
    for (size_t i = 0; i < from->selectors; i++) {
        selector[i] = from->selector[i];
        selector[i].expr = joint_expr(tail, from->selector[i].expr, arena);
        selector[i].sum = zo_tail_sum(tail, from->selector[i].sum, arena);
        selector[i].waived = joint_expr(tail, from->selector[i].waived, arena);
    }
    return selector;
}

static const zo_voter *joint_voters(const zo_tail *tail, zo_arena *arena)
{
    const zo_instance *from = tail->instance;
    zo_voter *voter = ZO_NEW_MANY(arena, zo_voter, from->voters);
    for (size_t i = 0; i < from->voters; i++) {
        voter[i] = from->voter[i];
        voter[i].abstains = joint_expr(tail, from->voter[i].abstains, arena);
    }
    return voter;
}

static const zo_bloc *joint_blocs(const zo_tail *tail, zo_arena *arena)
{
    const zo_instance *from = tail->instance;
    zo_bloc *bloc = ZO_NEW_MANY(arena, zo_bloc, from->blocs);
    for (size_t i = 0; i < from->blocs; i++) {
        bloc[i] = from->bloc[i];
        bloc[i].waived = joint_expr(tail, from->bloc[i].waived, arena);
    }
    return bloc;
}

const zo_instance *zo_tail_instance(const zo_tail *tail, zo_arena *arena)
{
    if (tail->issues == 0)
        return tail->instance;
    zo_instance *joint = ZO_NEW(arena, zo_instance);
    *joint = *tail->instance;
    joint->size = joint_sizes(tail, arena);
    joint->selector = joint_selectors(tail, arena);
    joint->voter = joint_voters(tail, arena);
    joint->bloc = joint_blocs(tail, arena);
    return joint;
}
