/* Turns prefixes of a plan into handfuls of packages: depth first, a row of values at a time. What fails a cut
 * is left behind at once; at the last level, what is left of the row is sorted by mask.
 *
 * Promises: every package of the range that survives all cuts is handed on once. */
#include "engine/walk/sweep.h"

#include <string.h>

enum { VISITS_PER_PULSE = 1 << 14 };

/* What is known on one level, while the walk is below it. */
typedef struct zo_site {
    uint64_t *mask;    /* set by the levels before */
    int64_t *sums;     /* on the way, with what the levels before add */
    uint64_t *fails;   /* of the row: per soft test, then per soft sum, the values that violate it */
    uint64_t *bonuses; /* of the row: per bonus of the carried sums, the values that earn it */
    bool dull;
} zo_site;

struct zo_sweep {
    const zo_plan *plan;
    zo_taker taker;
    zo_halted_fn *halted;
    void *context;
    zo_site *site;       /* per level */
    uint32_t *package;   /* by issue, with one entry more for the root */
    uint32_t *chosen;    /* the same by level */
    uint64_t *chosen_at; /* by level, on the walk's own clock */
    uint64_t *mask;      /* of the package at hand */
    uint64_t ticks;      /* the walk's clock: values chosen so far */
    int64_t until_pulse;
    bool ended;
    uint64_t prefix; /* at hand */
};

zo_sweep *zo_sweep_new(const zo_plan *plan, zo_taker taker, zo_arena *arena)
{
    zo_sweep *sweep = ZO_NEW(arena, zo_sweep);
    *sweep = (zo_sweep){.plan = plan, .taker = taker};
    sweep->until_pulse = VISITS_PER_PULSE;
    sweep->package = ZO_NEW_MANY(arena, uint32_t, plan->instance->issues + 1);
    sweep->chosen = ZO_NEW_MANY(arena, uint32_t, plan->levels);
    sweep->chosen_at = ZO_NEW_MANY(arena, uint64_t, plan->levels);
    sweep->mask = ZO_NEW_MANY(arena, uint64_t, plan->mask_words);
    sweep->site = ZO_NEW_MANY(arena, zo_site, plan->levels);
    for (size_t i = 0; i < plan->levels; i++) {
        const zo_level *level = &plan->level[i];
        sweep->site[i] = (zo_site){.mask = ZO_NEW_MANY(arena, uint64_t, plan->mask_words),
                                   .sums = ZO_NEW_MANY(arena, int64_t, plan->sum_words),
                                   .fails = ZO_NEW_MANY(arena, uint64_t, level->marks.n + level->sum_marks.n),
                                   .bonuses = ZO_NEW_MANY(arena, uint64_t, level->carried_bonuses)};
    }
    if (plan->sum_words > 0)
        memcpy(sweep->site[0].sums, plan->start.at, plan->sum_words * sizeof *plan->start.at);
    return sweep;
}

void zo_sweep_heed(zo_sweep *sweep, zo_halted_fn *halted, void *context)
{
    sweep->halted = halted;
    sweep->context = context;
}

/* A row */

static uint64_t survivors(const zo_level *level, const zo_row *row, const int64_t *sums)
{
    uint64_t alive = row->full;
    if (level->plain_cuts.n > 0)
        alive &= ~zo_row_any_negative(row, level->plain_cuts.at, level->plain_cuts.n, sums);
    for (size_t i = 0; i < level->cuts.n && alive != 0; i++)
        alive &= zo_row_truth(row, level->cuts.at[i].expr);
    for (size_t i = 0; i < level->sum_cuts.n && alive != 0; i++)
        alive &= ~zo_row_violates(row, &level->sum_cuts.at[i], sums);
    return alive;
}

static void find_failures(const zo_level *level, const zo_row *row, const zo_site *site)
{
    uint64_t *fails = site->fails;
    for (size_t i = 0; i < level->marks.n; i++)
        *fails++ = row->full & ~zo_row_truth(row, level->marks.at[i].expr);
    for (size_t i = 0; i < level->sum_marks.n; i++)
        *fails++ = zo_row_violates(row, &level->sum_marks.at[i], site->sums);
}

/* Sets the marks of value `v` of the row in `mask`; returns those of `alive` that have just the same. */
static uint64_t set_marks(const zo_level *level, const uint64_t *fails, unsigned v, uint64_t alive,
                          uint64_t *mask)
{
    for (size_t i = 0; i < level->marks.n + level->sum_marks.n; i++, fails++) {
        if (*fails >> v & 1) {
            bool by_test = i < level->marks.n;
            zo_set_bit(mask,
                       by_test ? level->marks.at[i].mark : level->sum_marks.at[i - level->marks.n].mark);
            alive &= *fails;
        } else {
            alive &= ~*fails;
        }
    }
    return alive;
}

static void choose(zo_sweep *sweep, size_t level, uint32_t value)
{
    sweep->chosen[level] = value;
    sweep->package[sweep->plan->level[level].issue] = value;
    sweep->chosen_at[level] = ++sweep->ticks;
}

/* The last level */

static void sort_by_mask(zo_sweep *sweep, const zo_row *row, uint64_t alive)
{
    size_t last = sweep->plan->levels - 1;
    const zo_site *site = &sweep->site[last];
    zo_handful handful = {.plan = sweep->plan,
                          .row = row,
                          .mask = sweep->mask,
                          .sums = site->sums,
                          .chosen = sweep->chosen,
                          .chosen_at = sweep->chosen_at,
                          .now = sweep->ticks,
                          .dull = site->dull};
    while (alive != 0) {
        memcpy(sweep->mask, site->mask, sweep->plan->mask_words * sizeof *sweep->mask);
        unsigned v = (unsigned)__builtin_ctzll(alive);
        handful.same = set_marks(&sweep->plan->level[last], site->fails, v, alive, sweep->mask);
        sweep->taker.take(sweep->taker.self, &handful);
        alive &= ~handful.same;
    }
}

/* Earlier levels */

static void find_bonuses(const zo_level *level, const zo_row *row, uint64_t *truth)
{
    for (size_t i = 0; i < level->carried.n; i++) {
        for (size_t j = 0; j < level->carried.at[i].bonuses; j++)
            *truth++ = zo_row_truth(row, level->carried.at[i].bonus[j].when);
    }
}

static void carry_wide(const zo_addend *addend, uint32_t value, const int64_t *from, int64_t *to)
{
    memcpy(to, from, addend->words * sizeof *to);
    if (addend->table != NULL)
        zo_words_add(to, to, addend->table + (size_t)value * addend->words, addend->words);
}

/* The sums of the next level, when this one takes value from + v of the row. */
static void carry_sums(const zo_level *level, const zo_row *row, unsigned v, const zo_site *site,
                       int64_t *next)
{
    const uint64_t *earned = site->bonuses;
    for (size_t i = 0; i < level->carried.n; i++) {
        const zo_addend *addend = &level->carried.at[i];
        int64_t *to = next + addend->at;
        if (addend->words == 1)
            *to = site->sums[addend->at] + (addend->table == NULL ? 0 : addend->table[row->from + v]);
        else
            carry_wide(addend, row->from + v, site->sums + addend->at, to);
        for (size_t j = 0; j < addend->bonuses; j++) {
            if (*earned++ >> v & 1)
                zo_words_add(to, to, addend->bonus[j].points, addend->words);
        }
    }
}

static bool is_dull(const zo_sweep *sweep, size_t at)
{
    const zo_taker *taker = &sweep->taker;
    return taker->is_dull != NULL && taker->is_dull(taker->self, at, sweep->site[at].sums, sweep->chosen);
}

static void walk(zo_sweep *sweep, size_t at);

static void descend(zo_sweep *sweep, size_t at, const zo_row *row, uint64_t alive)
{
    const zo_plan *plan = sweep->plan;
    const zo_level *level = &plan->level[at];
    zo_site *here = &sweep->site[at], *next = &sweep->site[at + 1];
    find_bonuses(level, row, here->bonuses);
    for (; alive != 0 && !sweep->ended; alive &= alive - 1) {
        unsigned v = (unsigned)__builtin_ctzll(alive);
        choose(sweep, at, row->from + v);
        carry_sums(level, row, v, here, next->sums);
        memcpy(next->mask, here->mask, plan->mask_words * sizeof *next->mask);
        set_marks(level, here->fails, v, alive, next->mask);
        next->dull = here->dull || is_dull(sweep, at + 1);
        walk(sweep, at + 1);
    }
}

/* The walk */

static void spend(zo_sweep *sweep, uint32_t visits)
{
    sweep->until_pulse -= visits;
    if (sweep->until_pulse > 0)
        return;
    sweep->until_pulse = VISITS_PER_PULSE;
    sweep->ended = sweep->halted != NULL && sweep->halted(sweep->context);
}

static void walk_row(zo_sweep *sweep, size_t at, uint32_t from, uint32_t count)
{
    const zo_level *level = &sweep->plan->level[at];
    zo_row row = zo_row_of(level->issue, from, count, sweep->package);
    if (level->domain != NULL)
        row.full &= level->domain[from / 64] >> (from % 64);
    uint64_t alive = row.full == 0 ? 0 : survivors(level, &row, sweep->site[at].sums);
    spend(sweep, count);
    if (alive == 0)
        return;
    find_failures(level, &row, &sweep->site[at]);
    if (at + 1 == sweep->plan->levels)
        sort_by_mask(sweep, &row, alive);
    else
        descend(sweep, at, &row, alive);
}

/* The value that the prefix at hand has on a level of the split. */
static uint32_t value_in_prefix(const zo_sweep *sweep, size_t at)
{
    uint64_t rest = sweep->prefix;
    for (size_t i = sweep->plan->split - 1; i > at; i--)
        rest /= sweep->plan->level[i].size;
    return (uint32_t)(rest % sweep->plan->level[at].size);
}

static void walk(zo_sweep *sweep, size_t at)
{
    if (at < sweep->plan->split) {
        walk_row(sweep, at, value_in_prefix(sweep, at), 1);
        return;
    }
    uint32_t size = sweep->plan->level[at].size;
    for (uint32_t from = 0; from < size && !sweep->ended; from += ZO_ROW)
        walk_row(sweep, at, from, size - from < ZO_ROW ? size - from : ZO_ROW);
}

bool zo_sweep_range(zo_sweep *sweep, uint64_t begin, uint64_t end)
{
    for (sweep->prefix = begin; sweep->prefix < end && !sweep->ended; sweep->prefix++)
        walk(sweep, 0);
    return !sweep->ended;
}
