/* One concern -> its chart, turn by turn, by what remains to be decided of it (residue.h). */
#include "engine/graph/trail.h"

#include <string.h>

#include "engine/count/residue.h"
#include "engine/hash.h"

/* A point of the chart. */
typedef struct zo_post {
    uint32_t point; /* where its turns begin */
    uint32_t level; /* which issue of the scope is next */
    uint64_t *state;
} zo_post;

struct zo_trail {
    const zo_concerns *concerns;
    zo_arena *arena;
    zo_instance instance; /* of the concern alone */
    const zo_mode *mode;
    uint32_t extra; /* of packages that violate it */
    zo_residue *residue;
    size_t words, before; /* steps of issues with one value */
    uint64_t *state;
    ZO_ARRAY(zo_post) posts;
    uint32_t *slot; /* post + 1; 0: free */
    size_t slots;   /* a power of two */
};

/* ---- The concern alone ---- */

static void keep_selector(zo_trail *t, const zo_concern *concern)
{
    zo_selector *selector = ZO_NEW(t->arena, zo_selector);
    zo_mode *mode = ZO_NEW(t->arena, zo_mode);
    *selector = concern->selector;
    *mode = concern->hard ? ZO_HARD : ZO_SOFT;
    t->instance.selectors = 1;
    t->instance.selector = selector;
    t->mode = mode;
}

static bool counts(const zo_concerns *c, uint32_t s)
{
    return c->mode[s] != ZO_OFF && c->instance->selector[s].class_ != ZO_CERTAINTY;
}

/* A voter with a number of its own, and so its selectors. */
static void keep_voter(zo_trail *t, uint32_t number, zo_voter *voter, zo_selector *selector)
{
    const zo_concerns *c = t->concerns;
    uint32_t *own = ZO_NEW_MANY(t->arena, uint32_t, voter->selectors + 1), n = 0;
    for (size_t i = 0; i < voter->selectors; i++) {
        if (!counts(c, voter->selector[i]))
            continue;
        own[n++] = (uint32_t)t->instance.selectors;
        selector[t->instance.selectors] = c->instance->selector[voter->selector[i]];
        selector[t->instance.selectors++].voter = number;
    }
    voter->bloc = 0;
    voter->selector = own;
    voter->selectors = n;
}

static void keep_bloc(zo_trail *t, const zo_bloc *bloc)
{
    zo_bloc *own = ZO_NEW(t->arena, zo_bloc);
    zo_voter *voter = ZO_NEW_MANY(t->arena, zo_voter, bloc->voters + 1);
    uint32_t *number = ZO_NEW_MANY(t->arena, uint32_t, bloc->voters + 1);
    size_t selectors = 0;
    for (size_t i = 0; i < bloc->voters; i++)
        selectors += t->concerns->instance->voter[bloc->voter[i]].selectors;
    zo_selector *selector = ZO_NEW_MANY(t->arena, zo_selector, selectors + 1);
    zo_mode *mode = ZO_NEW_MANY(t->arena, zo_mode, selectors + 1);
    for (uint32_t i = 0; i < bloc->voters; i++) {
        number[i] = i;
        voter[i] = t->concerns->instance->voter[bloc->voter[i]];
        keep_voter(t, i, &voter[i], selector);
    }
    for (size_t s = 0; s < selectors; s++)
        mode[s] = ZO_SOFT;
    *own = *bloc;
    own->voter = number;
    t->instance.selector = selector;
    t->instance.voters = bloc->voters;
    t->instance.voter = voter;
    t->instance.blocs = 1;
    t->instance.bloc = own;
    t->mode = mode;
}

/* ---- Points ---- */

static uint32_t *slot_of(const zo_trail *t, const uint64_t *state, uint32_t level)
{
    size_t at = zo_hash_words(level, state, t->words) & (t->slots - 1);
    for (; t->slot[at] != 0; at = (at + 1) & (t->slots - 1)) {
        const zo_post *post = &t->posts.at[t->slot[at] - 1];
        if (post->level == level && memcmp(post->state, state, t->words * sizeof *state) == 0)
            break;
    }
    return &t->slot[at];
}

static void widen(zo_trail *t)
{
    t->slots = t->slots == 0 ? 64 : 2 * t->slots;
    t->slot = ZO_NEW_MANY(t->arena, uint32_t, t->slots);
    for (uint32_t i = 0; i < t->posts.n; i++)
        *slot_of(t, t->posts.at[i].state, t->posts.at[i].level) = i + 1;
}

/* One turn before those of a point stands the number of its post. */
static uint32_t point_of(zo_chart *chart, uint32_t level)
{
    zo_trail *t = chart->trail;
    if (2 * (t->posts.n + 1) > t->slots)
        widen(t);
    uint32_t *slot = slot_of(t, t->state, level);
    if (*slot != 0)
        return t->posts.at[*slot - 1].point;
    const zo_turn number = {(uint32_t)t->posts.n, 0}, unknown = {ZO_UNCHARTED, 0};
    zo_post post = {.point = (uint32_t)chart->turns.n + 1, .level = level};
    post.state = ZO_NEW_MANY(t->arena, uint64_t, t->words);
    memcpy(post.state, t->state, t->words * sizeof *t->state);
    ZO_PUSH(t->arena, &chart->turns, number);
    for (uint32_t k = 0; k < t->concerns->menu[chart->scope.issue[level]].values; k++)
        ZO_PUSH(t->arena, &chart->turns, unknown);
    ZO_PUSH(t->arena, &t->posts, post);
    *slot = (uint32_t)t->posts.n;
    return post.point;
}

/* Where the state that was reached stands. */
static zo_turn turn_to(zo_chart *chart, uint32_t level)
{
    zo_trail *t = chart->trail;
    bool settled = zo_residue_settled(t->residue, t->state), bloc = t->instance.blocs > 0;
    zo_turn turn = {ZO_ALL_SAID, 0};
    if (settled && bloc && !zo_bloc_accepts(&t->instance, t->instance.bloc, t->state, NULL))
        turn.next = ZO_DEAD_END;
    if (!bloc && zo_bit(t->state, 0)) {
        turn.extra = t->extra;
        t->state[0] = 0;
    }
    if (!settled)
        turn.next = point_of(chart, level);
    return turn;
}

zo_turn zo_chart_explore(zo_chart *chart, uint32_t point, uint32_t k)
{
    zo_trail *t = chart->trail;
    const zo_post *post = &t->posts.at[chart->turns.at[point - 1].next];
    uint32_t value = t->concerns->menu[chart->scope.issue[post->level]].value[k];
    zo_turn turn = {ZO_DEAD_END, 0};
    if (zo_residue_step(t->residue, t->before + post->level, value, post->state, t->state))
        turn = turn_to(chart, post->level + 1);
    chart->turns.at[point + k] = turn;
    return turn;
}

/* ---- The beginning ---- */

/* Issues with one value come first. */
static uint32_t *order_of(zo_trail *t, const zo_scope *scope)
{
    const zo_concerns *c = t->concerns;
    uint32_t *order = ZO_NEW_MANY(t->arena, uint32_t, c->instance->issues + 1);
    for (uint32_t i = 0; i < c->instance->issues; i++)
        if (c->chosen[i])
            order[t->before++] = i;
    memcpy(order + t->before, scope->issue, scope->issues * sizeof *order);
    return order;
}

static bool start(zo_trail *t, const uint32_t *order)
{
    uint64_t *from = ZO_NEW_MANY(t->arena, uint64_t, t->words);
    bool alive = zo_residue_start(t->residue, t->state);
    for (size_t step = 0; step < t->before && alive; step++) {
        memcpy(from, t->state, t->words * sizeof *from);
        alive = zo_residue_step(t->residue, step, t->concerns->package[order[step]], from, t->state);
    }
    return alive;
}

void zo_trail_begin(zo_chart *chart, const zo_concerns *concerns, const zo_concern *concern, zo_arena *arena)
{
    zo_trail *t = chart->trail = ZO_NEW(arena, zo_trail);
    *t = (zo_trail){
        .concerns = concerns, .arena = arena, .instance = *concerns->instance, .extra = concern->extra};
    t->instance.selectors = t->instance.voters = t->instance.blocs = 0;
    if (concern->bloc != NULL)
        keep_bloc(t, concern->bloc);
    else
        keep_selector(t, concern);
    const uint32_t *order = order_of(t, &chart->scope);
    t->residue =
        zo_residue_of(&t->instance, t->mode, order, t->before + chart->scope.issues, concerns->values, arena);
    t->words = zo_residue_words(t->residue);
    t->state = ZO_NEW_MANY(arena, uint64_t, t->words);
    chart->start = start(t, order) ? turn_to(chart, 0) : (zo_turn){ZO_DEAD_END, 0};
}
