/* Turns a plan into one number, by a hash over all that it says, part by part. Every part says first what it is or how
 * long, so that no two plans are hashed as the same words. */
#include "engine/walk/fingerprint.h"

#include "engine/hash.h"

typedef struct zo_print {
    const zo_plan *plan;
    uint64_t hash;
} zo_print;

static void add(zo_print *p, uint64_t word) { p->hash = zo_hash_words(p->hash, &word, 1); }

static void add_words(zo_print *p, const uint64_t *word, size_t words)
{
    add(p, word == NULL ? UINT64_MAX : words);
    if (word != NULL)
        p->hash = zo_hash_words(p->hash, word, words);
}

static void add_set(zo_print *p, const uint64_t *set, size_t bits) { add_words(p, set, zo_set_words(bits)); }

static void add_numbers(zo_print *p, const int64_t *number, size_t words)
{
    add_words(p, (const uint64_t *)number, words);
}

/* ---- Expressions ---- */

static void add_linear(zo_print *p, const zo_linear *linear)
{
    add(p, (uint64_t)linear->start);
    add(p, linear->relation);
    add(p, linear->terms);
    for (size_t i = 0; i < linear->terms; i++) {
        const zo_linear_term *term = &linear->term[i];
        add(p, term->issue);
        add_numbers(p, term->value, p->plan->instance->size[term->issue]);
        add_set(p, term->nameless, p->plan->instance->size[term->issue]);
    }
}

static void add_expr(zo_print *p, const zo_expr *expr)
{
    add(p, expr == NULL ? UINT64_MAX : expr->kind);
    if (expr == NULL)
        return;
    if (expr->kind == ZO_X_IN) {
        add(p, expr->issue);
        add_set(p, expr->allowed, p->plan->instance->size[expr->issue]);
    } else if (expr->kind == ZO_X_LINEAR) {
        add_linear(p, expr->linear);
    } else if (expr->kind >= ZO_X_NOT) {
        add_expr(p, expr->left);
        add_expr(p, expr->right);
    }
}

/* ---- Levels ---- */

static void add_addend(zo_print *p, const zo_addend *addend, uint32_t size)
{
    add(p, addend->at);
    add(p, addend->words);
    add_numbers(p, addend->table, (size_t)size * addend->words);
    add(p, addend->bonuses);
    for (size_t i = 0; i < addend->bonuses; i++) {
        add_expr(p, addend->bonus[i].when);
        add_numbers(p, addend->bonus[i].points, addend->words);
    }
    add_expr(p, addend->waived);
    add(p, addend->mark);
}

static void add_addends(zo_print *p, const zo_addend *addend, size_t n, uint32_t size)
{
    add(p, n);
    for (size_t i = 0; i < n; i++)
        add_addend(p, &addend[i], size);
}

static void add_tests(zo_print *p, const zo_test *test, size_t n)
{
    add(p, n);
    for (size_t i = 0; i < n; i++) {
        add_expr(p, test[i].expr);
        add(p, test[i].mark);
    }
}

static void add_level(zo_print *p, const zo_level *level)
{
    add(p, level->issue);
    add(p, level->size);
    add_set(p, level->domain, level->size);
    add_tests(p, level->cuts.at, level->cuts.n);
    add_tests(p, level->marks.at, level->marks.n);
    add_addends(p, level->plain_cuts.at, level->plain_cuts.n, level->size);
    add_addends(p, level->sum_cuts.at, level->sum_cuts.n, level->size);
    add_addends(p, level->sum_marks.at, level->sum_marks.n, level->size);
    add_addends(p, level->carried.at, level->carried.n, level->size);
}

static void add_tail(zo_print *p, const zo_tail *tail)
{
    add(p, tail->issues);
    for (size_t i = 0; i < tail->issues; i++)
        add(p, tail->issue[i]);
    for (size_t i = 0; tail->issues > 0 && i < tail->issues * (size_t)tail->values; i++)
        add(p, tail->value[i]);
}

/* ---- Votes ---- */

static void add_int(zo_print *p, const zo_int *number)
{
    add(p, number->negative);
    add(p, number->overflow);
    add_words(p, number->limb, ZO_LIMBS);
}

static void add_num(zo_print *p, const zo_num *number)
{
    add_int(p, &number->top);
    add_int(p, &number->bottom);
}

static void add_voters(zo_print *p, const zo_instance *instance)
{
    add(p, instance->voters);
    for (size_t i = 0; i < instance->voters; i++) {
        add(p, instance->voter[i].bloc);
        add_num(p, &instance->voter[i].weight);
        add_num(p, &instance->voter[i].weight_high);
    }
}

static void add_rule(zo_print *p, const zo_bloc_rule *rule)
{
    add(p, rule->alternatives);
    for (size_t i = 0; i < rule->alternatives; i++) {
        add(p, rule->alternative[i].quotas);
        for (size_t j = 0; j < rule->alternative[i].quotas; j++) {
            add(p, rule->alternative[i].quota[j].measure);
            add_num(p, &rule->alternative[i].quota[j].limit);
        }
    }
}

static void add_blocs(zo_print *p, const zo_instance *instance)
{
    add(p, instance->blocs);
    for (size_t i = 0; i < instance->blocs; i++) {
        add_rule(p, &instance->bloc[i].rule);
        add(p, instance->bloc[i].voters);
        for (size_t j = 0; j < instance->bloc[i].voters; j++)
            add(p, instance->bloc[i].voter[j]);
    }
}

static void add_selectors(zo_print *p, const zo_instance *instance)
{
    add(p, instance->selectors);
    for (size_t i = 0; i < instance->selectors; i++) {
        add(p, instance->selector[i].class_);
        add(p, instance->selector[i].voter);
    }
}

/* ---- The whole ---- */

uint64_t zo_plan_fingerprint(const zo_plan *plan)
{
    zo_print p = {.plan = plan};
    add_selectors(&p, plan->instance);
    add_voters(&p, plan->instance);
    add_blocs(&p, plan->instance);
    add_tail(&p, &plan->tail);
    add(&p, plan->levels);
    for (size_t i = 0; i < plan->levels; i++)
        add_level(&p, &plan->level[i]);
    add_numbers(&p, plan->start.at, plan->start.n);
    add_addends(&p, plan->totals.at, plan->totals.n, plan->level[plan->levels - 1].size);
    add(&p, plan->split);
    add(&p, plan->prefixes);
    return p.hash;
}
