/* Sorts groups where they stand: a heap sort. */
#include "engine/walk/bymask.h"

static bool is_lower(const zo_group *a, const zo_group *b, size_t mask_words)
{
    for (size_t w = mask_words; w-- > 0;)
        if (a->mask[w] != b->mask[w])
            return a->mask[w] < b->mask[w];
    return false;
}

static void sift(zo_group *group, size_t at, size_t n, size_t mask_words)
{
    for (size_t child = 2 * at + 1; child < n; child = 2 * at + 1) {
        if (child + 1 < n && is_lower(&group[child], &group[child + 1], mask_words))
            child++;
        if (!is_lower(&group[at], &group[child], mask_words))
            return;
        zo_group swap = group[at];
        group[at] = group[child];
        group[child] = swap;
        at = child;
    }
}

void zo_sort_by_masks(zo_group *group, size_t groups, size_t mask_words)
{
    for (size_t i = groups / 2; i-- > 0;)
        sift(group, i, groups, mask_words);
    for (size_t end = groups; end-- > 1;) {
        zo_group swap = group[0];
        group[0] = group[end];
        group[end] = swap;
        sift(group, 0, end, mask_words);
    }
}
