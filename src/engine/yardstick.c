/* temporary */
#include "engine/yardstick.h"
#include <stdlib.h>
#include <string.h>
static int cmpn(const void *a, const void *b) { return zo_num_compare(a, b); }
zo_chosen zo_choose(zo_yardstick y, const zo_bargain *g, zo_arena *arena)
{
    zo_chosen c = {0};
    size_t n = g->parties, best_n = 0;
    bool *apart = ZO_NEW_MANY(arena, bool, n + 1);
    size_t *pt = ZO_NEW_MANY(arena, size_t, g->points + 1);
    zo_num *key = ZO_NEW_MANY(arena, zo_num, n + 1), *best = ZO_NEW_MANY(arena, zo_num, n + 1);
    c.apart = apart;
    if (!n || !g->points) return c;
    for (size_t p = 0; p < n; p++)
        if (y == ZO_NASH) { apart[p] = true; for (size_t i = 0; i < g->points; i++) if (zo_int_compare(&g->worth[i][p], &g->party[p].disagreement) > 0) apart[p] = false; }
        else if (y == ZO_KALAI_SMORODINSKY) apart[p] = zo_int_compare(&g->party[p].ideal, &g->party[p].disagreement) <= 0;
    for (size_t i = 0; i < g->points; i++) {
        size_t k = 0; bool ok = true;
        zo_num one = zo_num_of(y == ZO_NASH);
        for (size_t p = 0; p < n; p++) {
            zo_int gi = zo_int_sub(&g->worth[i][p], &g->party[p].disagreement);
            zo_num gain = zo_num_ratio(&gi, &g->party[p].scale);
            if (y == ZO_NASH) { if (zo_num_sign(&gain) <= 0) ok = false; one = zo_num_mul(&one, &gain); }
            else if (y == ZO_UTILITARIAN) { zo_num w = zo_num_ratio(&g->worth[i][p], &g->party[p].scale); one = zo_num_add(&one, &w); }
            else if (y == ZO_EGALITARIAN) key[k++] = gain;
            else if (!apart[p]) { zo_int r = zo_int_sub(&g->party[p].ideal, &g->party[p].disagreement); key[k++] = zo_num_ratio(&gi, &r); }
        }
        if (y == ZO_NASH || y == ZO_UTILITARIAN) key[k++] = one;
        if (!ok || k == 0) continue;
        qsort(key, k, sizeof *key, cmpn);
        int o = 1;
        if (best_n) { o = 0; for (size_t j = 0; j < k && !o; j++) o = zo_num_compare(&key[j], &best[j]); }
        if (o > 0) { memcpy(best, key, k * sizeof *key); best_n = k; c.points = 0; }
        if (o >= 0) pt[c.points++] = i;
    }
    c.point = pt;
    if (y == ZO_NASH && !c.points) { c.not_together = true; for (size_t p = 0; p < n; p++) if (apart[p]) c.not_together = false; }
    return c;
}
