/* Alternatives -> cuts. */
#include "engine/frontier/cuts.h"

#include <string.h>

#include "space/alike.h"

__extension__ typedef __int128 wide;

/* One sum grows by `rise` where another grows by `run`; 0, 0: neither has been seen to grow. */
typedef struct zo_slope {
    int64_t rise, run;
    bool broken;
} zo_slope;

static void compare_growth(zo_slope *slope, int64_t rise, int64_t run)
{
    if (rise == 0 && run == 0)
        return;
    if (slope->run == 0) {
        *slope = (zo_slope){rise, run, run == 0 || rise == 0 || (rise > 0) != (run > 0)};
        if (run < 0 && !slope->broken)
            slope->broken =
                __builtin_sub_overflow(0, rise, &slope->rise) || __builtin_sub_overflow(0, run, &slope->run);
    } else {
        slope->broken = slope->broken || (wide)rise * slope->run != (wide)run * slope->rise;
    }
}

/* From the first value of the issue to each other one. */
static void compare_tables(zo_slope *slope, const int64_t *one, const int64_t *other, uint32_t size)
{
    for (uint32_t v = 1; v < size; v++) {
        int64_t rise = 0, run = 0;
        if (one != NULL && __builtin_sub_overflow(one[v], one[0], &rise))
            slope->broken = true;
        if (other != NULL && __builtin_sub_overflow(other[v], other[0], &run))
            slope->broken = true;
        compare_growth(slope, rise, run);
    }
}

static zo_slope slope_of(const zo_instance *in, const zo_sum *sum, const zo_sum *payoff)
{
    zo_slope slope = {.broken = payoff->words != 1 || sum->bonuses != payoff->bonuses};
    for (size_t i = 0; i < in->issues && !slope.broken; i++)
        compare_tables(&slope, sum->table[i], payoff->table[i], in->size[i]);
    for (size_t b = 0; b < sum->bonuses && !slope.broken; b++) {
        compare_growth(&slope, *sum->bonus[b].points, *payoff->bonus[b].points);
        slope.broken = slope.broken || !zo_are_alike(in, sum->bonus[b].when, payoff->bonus[b].when);
    }
    return slope;
}

/* Of the package of all first values, bonuses aside. */
static int64_t base_of(const zo_instance *in, const zo_sum *sum)
{
    int64_t base = *sum->start;
    for (size_t i = 0; i < in->issues; i++)
        base += sum->table[i] != NULL ? sum->table[i][0] : 0;
    return base;
}

/* sum >= 0 where payoff >= *least. */
static bool is_cut_on(const zo_instance *in, const zo_sum *sum, const zo_sum *payoff, int64_t *least)
{
    zo_slope slope = slope_of(in, sum, payoff);
    if (slope.broken || slope.run == 0)
        return false;
    /* sum - its base = rise / run * (payoff - its base), and that must be at least -base. */
    wide missing = -(wide)base_of(in, sum) * slope.run;
    wide steps = missing / slope.rise + (missing % slope.rise > 0);
    wide worth = steps + base_of(in, payoff);
    if (worth <= INT64_MIN || worth >= INT64_MAX)
        return false;
    *least = (int64_t)worth;
    return true;
}

/* Not even one that took the worst of everything would be worth less. */
static bool is_met_by_all(const zo_instance *in, const zo_sum *sum)
{
    wide least = *sum->start;
    for (size_t i = 0; i < in->issues; i++) {
        int64_t worst = sum->table[i] != NULL ? sum->table[i][0] : 0;
        for (uint32_t v = 1; sum->table[i] != NULL && v < in->size[i]; v++)
            worst = sum->table[i][v] < worst ? sum->table[i][v] : worst;
        least += worst;
    }
    for (size_t b = 0; b < sum->bonuses; b++)
        least += *sum->bonus[b].points < 0 ? *sum->bonus[b].points : 0;
    return least >= 0;
}

static bool is_alternative(const zo_instance *in, const zo_mode *mode, size_t s)
{
    const zo_selector *selector = &in->selector[s];
    return selector->class_ == ZO_ALTERNATIVE && mode[s] != ZO_OFF && selector->voter == ZO_DIRECT &&
           selector->waived == NULL && selector->sum != NULL && selector->sum->words == 1;
}

zo_cuts zo_find_cuts(const zo_instance *in, const zo_mode *mode, const zo_sum *const *payoff, size_t payoffs,
                     zo_arena *arena)
{
    zo_mode *left = ZO_NEW_MANY(arena, zo_mode, in->selectors + 1);
    const zo_sum **worth = ZO_NEW_MANY(arena, const zo_sum *, payoffs + in->selectors + 1);
    zo_cut *cut = ZO_NEW_MANY(arena, zo_cut, in->selectors + 1);
    zo_cuts cuts = {.mode = left, .worths = payoffs, .worth = worth, .cut = cut};
    if (payoffs > 0)
        memcpy(worth, payoff, payoffs * sizeof *worth);
    for (size_t s = 0; s < in->selectors; s++) {
        left[s] = mode[s];
        if (!is_alternative(in, mode, s))
            continue;
        left[s] = ZO_OFF;
        if (is_met_by_all(in, in->selector[s].sum))
            continue;
        size_t at = 0;
        int64_t least = 0; /* of a sum of its own */
        while (at < cuts.worths && !is_cut_on(in, in->selector[s].sum, worth[at], &least))
            at++;
        if (at == cuts.worths)
            worth[cuts.worths++] = in->selector[s].sum;
        int64_t *weight = ZO_NEW_MANY(arena, int64_t, payoffs + in->selectors + 1);
        weight[at] = 1;
        cut[cuts.cuts++] = (zo_cut){.weight = weight, .least = least};
    }
    cuts.hidden = cuts.worths - payoffs;
    return cuts;
}
