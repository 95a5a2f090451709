/* Turns questions about zones into questions to the solver, and models into packages.
 *
 * A model is held against the sums that are not clauses; while it violates any, lemmas are added and the
 * solver is asked again (lazy clause generation: Ohrimenko, Stuckey and Codish 2009). Now and then a quest (quest.h) looks
 * at the same question in its own way: it is quick where many parties' sums are close to their bounds, and the solver is not. Every
 * package is checked by the plain reading before it is given out. */
#include "engine/proof/prover.h"

#include "engine/domains.h"
#include "engine/masks.h"
#include "engine/proof/clauses.h"
#include "engine/proof/quest_tree.h"
#include "engine/row.h"
#include "engine/words.h"
#include "space/wide.h"

#include <assert.h>
#include <string.h>

enum {
    QUEST_NODES = 60, /* of the first quest for an answer */
    QUEST_GROWTH = 4, /* each later one is so much larger, and begins so much later */
    MOST_QUEST = 1 << 22
};

struct zo_prover {
    const zo_instance *instance;
    const zo_mode *mode;
    const zo_limit *limit;
    zo_arena *arena;
    zo_clauses clauses;
    size_t words;        /* of a selector set */
    uint64_t *soft;      /* the SOFT selectors that count */
    uint64_t *off;       /* those that never do */
    zo_domains *domains; /* NULL until a sum is lazy */
    uint64_t *counting;  /* selectors in force, HARD ones too */
    uint64_t *ignored;   /* for one check */
    uint64_t *trial;     /* for shrinking: what is asked */
    uint64_t *core;      /* and what came out */
    uint64_t *mask;      /* of one package */
    uint32_t *package;   /* the last one found */
    zo_quest_tree *tree; /* NULL until a sum is violated, or where there can be none */
    zo_quest *quest;
    bool quests; /* they were made, or cannot be */
};

/* A question to the solver, and what is known of it so far. */
typedef struct question {
    const uint64_t *in_force;
    int literal;         /* assumed too */
    const zo_sum *extra; /* which it puts in force, or NULL */
    size_t rounds, next; /* models refuted; before the next quest */
    size_t nodes;        /* of the next quest */
    bool found;          /* by a quest, in the prover's package */
} question;

static void sort_selectors(zo_prover *p)
{
    for (size_t s = 0; s < p->instance->selectors; s++) {
        bool counts = p->mode[s] != ZO_OFF && p->instance->selector[s].class_ != ZO_CERTAINTY;
        if (!counts)
            zo_set_bit(p->off, s);
        else if (p->mode[s] == ZO_SOFT)
            zo_set_bit(p->soft, s);
    }
}

zo_prover *zo_prover_new(const zo_instance *instance, const zo_mode *mode, const zo_limit *limit,
                         zo_arena *arena)
{
    zo_prover *p = ZO_NEW(arena, zo_prover);
    *p = (zo_prover){.instance = instance, .mode = mode, .limit = limit, .arena = arena};
    p->words = zo_set_words(instance->selectors);
    p->soft = ZO_NEW_MANY(arena, uint64_t, p->words);
    p->off = ZO_NEW_MANY(arena, uint64_t, p->words);
    p->counting = ZO_NEW_MANY(arena, uint64_t, p->words);
    p->ignored = ZO_NEW_MANY(arena, uint64_t, p->words);
    p->trial = ZO_NEW_MANY(arena, uint64_t, p->words);
    p->core = ZO_NEW_MANY(arena, uint64_t, p->words);
    p->mask = ZO_NEW_MANY(arena, uint64_t, zo_set_words(zo_mask_bits(instance)));
    p->package = ZO_NEW_MANY(arena, uint32_t, instance->issues);
    sort_selectors(p);
    zo_clauses_open(&p->clauses, instance, mode, zo_sat_new(limit, false, arena), arena);
    return p;
}

void zo_prover_free(zo_prover *prover) { zo_sat_free(prover->clauses.sat); }

const zo_instance *zo_prover_instance(const zo_prover *prover) { return prover->instance; }
const zo_limit *zo_prover_limit(const zo_prover *prover) { return prover->limit; }

void zo_prover_soft(const zo_prover *prover, uint64_t *soft)
{
    memcpy(soft, prover->soft, prover->words * sizeof *soft);
}

zo_reach zo_prover_reach(const zo_prover *prover)
{
    return prover->clauses.too_wide ? ZO_LIMIT_MEMORY : zo_sat_reach(prover->clauses.sat);
}

/* ---- Asking ---- */

static bool is_in_force(const zo_prover *p, const uint64_t *in_force, size_t s)
{
    return in_force != NULL && zo_bit(in_force, s) && zo_bit(p->soft, s);
}

/* Selectors not in force are switched off, so that models need not satisfy their sums. */
static void assume(zo_prover *p, const uint64_t *in_force)
{
    for (size_t s = 0; s < p->instance->selectors; s++) {
        if (zo_bit(p->soft, s))
            zo_sat_assume(p->clauses.sat,
                          is_in_force(p, in_force, s) ? p->clauses.force[s] : -p->clauses.force[s]);
    }
}

static void read_package(zo_prover *p)
{
    for (uint32_t i = 0; i < p->instance->issues; i++)
        p->package[i] = zo_dial_value(&p->clauses.dials, i);
}

static bool mask_accepted(zo_prover *p, const uint64_t *in_force)
{
    for (size_t w = 0; w < p->words; w++)
        p->ignored[w] = p->off[w] | (p->soft[w] & ~(in_force == NULL ? 0 : in_force[w]));
    return zo_mask_accepted(p->instance, p->mask, p->ignored);
}

static bool package_accepted(zo_prover *p, const uint64_t *in_force)
{
    zo_package_mask(p->instance, p->package, p->mask);
    return mask_accepted(p, in_force);
}

/* Tells the sums what the selectors in force leave of single issues. */
static void begin_question(zo_prover *p, const uint64_t *in_force)
{
    zo_sums *sums = &p->clauses.sums;
    zo_allowed allowed = {0};
    if (sums->lazy.n > 0) {
        for (size_t w = 0; w < p->words; w++)
            p->counting[w] = ~p->off[w];
        if (p->domains == NULL)
            p->domains = zo_domains_new(p->instance, p->counting, p->arena);
        for (size_t w = 0; w < p->words; w++)
            p->counting[w] = ~p->off[w] & (~p->soft[w] | (in_force == NULL ? 0 : in_force[w]));
        allowed = (zo_allowed){p->instance->issues, zo_domains_of(p->domains, p->counting)};
    }
    zo_sums_begin(sums, allowed);
}

/* ---- Quests ---- */

static void make_quests(zo_prover *p)
{
    uint64_t *counting = ZO_NEW_MANY(p->arena, uint64_t, p->words);
    p->quests = true;
    for (size_t w = 0; w < p->words; w++)
        counting[w] = ~p->off[w];
    p->quest = zo_quest_new(p->instance, counting, p->arena);
    if (p->quest != NULL)
        p->tree = zo_quest_tree_new(p->quest, p->arena);
}

/* What a quest's refutation rests on excludes all packages. */
static void add_refutation(zo_prover *p, const question *q)
{
    int *clause = ZO_NEW_MANY(p->arena, int, p->instance->selectors + 1);
    size_t literals = 0;
    for (size_t s = 0; s < p->instance->selectors; s++) {
        if (zo_bit(p->quest->used, s) && zo_bit(p->soft, s))
            clause[literals++] = -p->clauses.force[s];
    }
    if (zo_bit(p->quest->used, p->instance->selectors))
        clause[literals++] = -q->literal;
    zo_sat_add(p->clauses.sat, clause, literals);
}

static void go_on_quest(zo_prover *p, question *q)
{
    zo_watch watch = zo_watch_open(p->limit, 0);
    if (!p->quests)
        make_quests(p);
    if (p->tree == NULL)
        return;
    for (size_t w = 0; w < p->words; w++)
        p->counting[w] = ~p->off[w] & (~p->soft[w] | (q->in_force == NULL ? 0 : q->in_force[w]));
    zo_quest_begin(p->quest, p->counting, q->extra);
    zo_quested came = zo_quest_tree_search(p->tree, q->nodes, &watch, p->package);
    if (came == ZO_QUEST_REFUTED)
        add_refutation(p, q);
    q->found = came == ZO_QUEST_FOUND && package_accepted(p, q->in_force);
    if (q->found && q->extra != NULL) {
        int64_t total[ZO_WIDE_WORDS];
        zo_package_total(p->instance, q->extra, p->package, total);
        q->found = total[q->extra->words - 1] >= 0;
    }
    q->next *= QUEST_GROWTH;
    q->nodes = q->nodes < MOST_QUEST ? q->nodes * QUEST_GROWTH : q->nodes;
}

/* Whether to ask again: the model violated sums, and no quest found a package. */
static bool refute_model(zo_prover *p, question *q)
{
    if (!zo_sums_refute(&p->clauses.sums))
        return false;
    if (++q->rounds >= q->next)
        go_on_quest(p, q);
    return !q->found;
}

/* POSSIBLE leaves the package in p->package. */
static zo_proved ask_question(zo_prover *p, question *q)
{
    zo_answer answer;
    if (p->clauses.too_wide)
        return ZO_UNDECIDED;
    begin_question(p, q->in_force);
    q->next = 1;
    q->nodes = QUEST_NODES;
    do {
        assume(p, q->in_force);
        zo_sat_assume(p->clauses.sat, q->literal);
        answer = zo_sat_solve(p->clauses.sat);
        zo_dials_new_model(&p->clauses.dials);
    } while (answer == ZO_SAT_YES && refute_model(p, q));
    if (q->found)
        return ZO_POSSIBLE;
    if (answer != ZO_SAT_YES)
        return answer == ZO_SAT_NO ? ZO_IMPOSSIBLE : ZO_UNDECIDED;
    read_package(p);
    bool accepted = package_accepted(p, q->in_force);
    assert(accepted && "clauses and sums mean what the record says");
    return accepted ? ZO_POSSIBLE : ZO_UNDECIDED;
}

static void read_core(const zo_prover *p, const uint64_t *in_force, uint64_t *core)
{
    uint64_t failed = 0;
    for (size_t s = 0; s < p->instance->selectors; s++) {
        if (s % 64 == 0)
            failed = 0;
        if (is_in_force(p, in_force, s) && zo_sat_failed(p->clauses.sat, p->clauses.force[s]))
            failed |= (uint64_t)1 << (s % 64);
        if (s % 64 == 63 || s + 1 == p->instance->selectors)
            core[s / 64] = failed;
    }
}

zo_proved zo_prover_ask(zo_prover *p, const uint64_t *in_force, uint32_t *package, uint64_t *core)
{
    question q = {.in_force = in_force, .literal = ZO_LIT_TRUE};
    zo_proved proved = ask_question(p, &q);
    if (proved == ZO_POSSIBLE && package != NULL)
        memcpy(package, p->package, p->instance->issues * sizeof *package);
    if (proved == ZO_IMPOSSIBLE && core != NULL)
        read_core(p, in_force, core);
    return proved;
}

/* ---- Growing and shrinking ---- */

void zo_prover_grow(zo_prover *p, const uint32_t *package, const uint64_t *within, uint64_t *in_force)
{
    zo_package_mask(p->instance, package, p->mask);
    for (size_t w = 0; w < p->words; w++) {
        uint64_t satisfied = ~p->mask[w];
        if (p->instance->selectors - w * 64 < 64)
            satisfied &= ((uint64_t)1 << (p->instance->selectors - w * 64)) - 1;
        in_force[w] |= satisfied & within[w] & p->soft[w];
    }
    for (size_t s = 0; s < p->instance->selectors; s++) {
        if (p->instance->selector[s].voter == ZO_DIRECT || !zo_bit(within, s) || !zo_bit(p->soft, s) ||
            zo_bit(in_force, s))
            continue;
        zo_set_bit(in_force, s);
        if (!mask_accepted(p, in_force))
            in_force[s / 64] &= ~((uint64_t)1 << (s % 64));
    }
}

bool zo_prover_shrink(zo_prover *p, const uint64_t *always, uint64_t *conflict)
{
    for (size_t s = 0; s < p->instance->selectors; s++) {
        if (!zo_bit(conflict, s))
            continue;
        for (size_t w = 0; w < p->words; w++)
            p->trial[w] = conflict[w] | (always == NULL ? 0 : always[w]);
        p->trial[s / 64] &= ~((uint64_t)1 << (s % 64));
        zo_proved proved = zo_prover_ask(p, p->trial, NULL, p->core);
        if (proved == ZO_UNDECIDED)
            return false;
        for (size_t w = 0; proved == ZO_IMPOSSIBLE && w < p->words; w++)
            conflict[w] &= p->core[w];
    }
    return true;
}

/* ---- Maximising ---- */

/* number = floor(number / 2) */
static void halve(int64_t *number, unsigned words)
{
    for (unsigned w = 0; w < words; w++) {
        uint64_t above =
            w + 1 < words ? (uint64_t)number[w + 1] << 63 : (uint64_t)number[w] & (uint64_t)1 << 63;
        number[w] = (int64_t)((uint64_t)number[w] >> 1 | above);
    }
}

static void add_small(int64_t *number, int64_t small, unsigned words)
{
    int64_t more[ZO_WIDE_WORDS];
    for (unsigned w = 0; w < words; w++)
        more[w] = w == 0 ? small : small < 0 ? -1 : 0;
    zo_words_add(number, number, more, words);
}

/* A search between the value of a package found and a bound that none exceeds. */
typedef struct climb {
    zo_prover *prover;
    const uint64_t *in_force;
    const zo_sum *objective;
    zo_guarded sum;                                  /* the objective over dials */
    int64_t low[ZO_WIDE_WORDS], high[ZO_WIDE_WORDS]; /* reached; never exceeded */
    uint32_t *package;
} climb;

/* No package is worth more than every best number together. */
static void find_bound(climb *c, const zo_sum *objective)
{
    const zo_instance *instance = c->prover->instance;
    unsigned words = objective->words;
    memcpy(c->high, objective->start, words * sizeof *c->high);
    for (size_t i = 0; i < instance->issues; i++) {
        const int64_t *most = objective->table[i];
        for (uint32_t v = 1; most != NULL && v < instance->size[i]; v++) {
            const int64_t *value = objective->table[i] + (size_t)v * words;
            most = zo_words_less(most, value, words) ? value : most;
        }
        if (most != NULL)
            zo_words_add(c->high, c->high, most, words);
    }
    for (size_t i = 0; i < objective->bonuses; i++) {
        if (objective->bonus[i].points[words - 1] >= 0)
            zo_words_add(c->high, c->high, objective->bonus[i].points, words);
    }
}

static void note_package(climb *c)
{
    zo_prover *p = c->prover;
    zo_package_total(p->instance, c->objective, p->package, c->low);
    if (c->package != NULL)
        memcpy(c->package, p->package, p->instance->issues * sizeof *c->package);
}

/* Asks for `target` or more. */
static zo_proved ask_for(climb *c, const int64_t *target)
{
    zo_prover *p = c->prover;
    int64_t *start = ZO_NEW_MANY(p->arena, int64_t, c->sum.words);
    int guard = zo_sat_variables(p->clauses.sat, 1), never = -guard;
    zo_guarded sum = c->sum;
    sum.guard = &guard;
    sum.guards = 1;
    sum.start = start;
    zo_words_sub(start, c->sum.start, target, sum.words);
    size_t lazy = p->clauses.sums.lazy.n;
    zo_sums_add(&p->clauses.sums, &sum);
    zo_sum extra = *c->objective;
    int64_t least[ZO_WIDE_WORDS];
    zo_words_sub(least, c->objective->start, target, sum.words);
    extra.start = least;
    question q = {.in_force = c->in_force, .literal = guard, .extra = &extra};
    zo_proved proved = ask_question(p, &q);
    if (proved == ZO_POSSIBLE)
        note_package(c);
    p->clauses.sums.lazy.n = lazy;
    zo_sat_add(p->clauses.sat, &never, 1);
    return proved;
}

/* Halves the distance until nothing lies between. */
static zo_proved climb_up(climb *c)
{
    unsigned words = c->sum.words;
    while (zo_words_less(c->low, c->high, words)) {
        int64_t target[ZO_WIDE_WORDS];
        zo_words_sub(target, c->high, c->low, words);
        add_small(target, 1, words);
        halve(target, words);
        zo_words_add(target, target, c->low, words);
        zo_proved proved = ask_for(c, target);
        if (proved == ZO_UNDECIDED)
            return ZO_UNDECIDED;
        if (proved == ZO_IMPOSSIBLE) {
            memcpy(c->high, target, words * sizeof *target);
            add_small(c->high, -1, words);
        }
    }
    return ZO_POSSIBLE;
}

zo_proved zo_prover_maximise(zo_prover *p, const uint64_t *in_force, const zo_sum *objective, zo_int *best,
                             uint32_t *package)
{
    climb c = {.prover = p, .in_force = in_force, .objective = objective, .package = package};
    *best = (zo_int){.overflow = true};
    question q = {.in_force = in_force, .literal = ZO_LIT_TRUE};
    zo_proved proved = ask_question(p, &q);
    if (proved != ZO_POSSIBLE)
        return proved;
    note_package(&c);
    c.sum = zo_clauses_sum(&p->clauses, objective);
    find_bound(&c, objective);
    proved = climb_up(&c);
    *best = zo_int_of_words(c.low, objective->words);
    return proved;
}
