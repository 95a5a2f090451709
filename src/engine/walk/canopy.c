/* Turns vectors into a packed tree of fan-out eight: halved by one worth after the other until neighbours are few,
 * then every eight share a corner, the largest number of each worth among them. What dominates a vector can
 * only be where no number of the corner is smaller. */
#include "engine/walk/canopy.h"

#include <stdbool.h>
#include <string.h>

/* Up to two worths need no tree: where the first falls, the second rises. */
enum { FAN = 8, FEW_WORTHS = 2 };

/* ---- Building ---- */

static void swap(const int64_t **a, const int64_t **b)
{
    const int64_t *held = *a;
    *a = *b;
    *b = held;
}

/* Moves the `first` vectors with the largest numbers of that worth to the front (Hoare's selection). */
static void select_largest(const int64_t **from, size_t n, size_t first, size_t worth)
{
    size_t low = 0, high = n;
    uint64_t state = n;
    while (high - low > 1) {
        state = state * 6364136223846793005u + 1442695040888963407u;
        int64_t pivot = from[low + (state >> 33) % (high - low)][worth];
        size_t larger = low, i = low, smaller = high;
        while (i < smaller) {
            if (from[i][worth] > pivot)
                swap(&from[larger++], &from[i++]);
            else if (from[i][worth] < pivot)
                swap(&from[i], &from[--smaller]);
            else
                i++;
        }
        if (first <= larger)
            high = larger;
        else if (first >= smaller)
            low = smaller;
        else
            return;
    }
}

/* Halves, then halves of halves, by one worth after the other; always between full groups. */
static void arrange(const int64_t **from, size_t n, size_t worth, size_t worths)
{
    if (n <= FAN)
        return;
    size_t half = (n / 2 + FAN - 1) / FAN * FAN;
    select_largest(from, n, half, worth);
    size_t next = (worth + 1) % worths;
    arrange(from, half, next, worths);
    arrange(from + half, n - half, next, worths);
}

static size_t groups_of(size_t n) { return (n + FAN - 1) / FAN; }

/* Where those of a class stand whose first vector is `begin`: n vectors have at most n / 4 + 4 corners. */
static size_t corner_begins(size_t begin, size_t class_) { return begin / 4 + 4 * class_; }

size_t zo_canopy_corner_words(size_t vectors, size_t worths, size_t classes)
{
    return worths <= FEW_WORTHS ? 0 : (corner_begins(vectors, classes) + 4) * worths;
}

/* The largest numbers of each group of `from`. */
static void raise_corners(const int64_t *from, size_t n, size_t worths, int64_t *corner)
{
    for (size_t i = 0; i < n; i++) {
        int64_t *to = corner + i / FAN * worths;
        for (size_t k = 0; k < worths; k++) {
            int64_t here = from[i * worths + k];
            to[k] = i % FAN == 0 || here > to[k] ? here : to[k];
        }
    }
}

static void build_class(zo_canopy *canopy, const int64_t **from, size_t class_)
{
    size_t worths = canopy->worths, begin = canopy->begins[class_], n = canopy->begins[class_ + 1] - begin;
    int64_t *vector = canopy->vector + begin * worths;
    int64_t *corner = canopy->corner + corner_begins(begin, class_) * worths;
    if (worths > FEW_WORTHS)
        arrange(from + begin, n, 0, worths);
    for (size_t i = 0; i < n; i++)
        memcpy(vector + i * worths, from[begin + i], worths * sizeof *vector);
    const int64_t *below = vector;
    while (n > 1 && worths > FEW_WORTHS) {
        raise_corners(below, n, worths, corner);
        n = groups_of(n);
        below = corner;
        corner += n * worths;
    }
}

void zo_canopy_build(zo_canopy *canopy, const int64_t **from)
{
    for (size_t c = 0; c < canopy->classes; c++)
        build_class(canopy, from, c);
}

/* ---- Finding ---- */

static bool reaches(const int64_t *high, const int64_t *vector, size_t worths)
{
    size_t k = 0;
    while (k < worths && high[k] >= vector[k])
        k++;
    return k == worths;
}

enum { MOST_LEVELS = 24 };

/* The tree of one class: level 0 holds the vectors, each further one the corners of groups of the level before. */
typedef struct zo_tree {
    size_t worths;
    size_t n[MOST_LEVELS];
    const int64_t *level[MOST_LEVELS];
    size_t top; /* level of a single item */
} zo_tree;

static zo_tree tree_of(const zo_canopy *canopy, size_t class_)
{
    size_t begin = canopy->begins[class_];
    zo_tree tree = {.worths = canopy->worths};
    const int64_t *corner = canopy->corner + corner_begins(begin, class_) * canopy->worths;
    tree.n[0] = canopy->begins[class_ + 1] - begin;
    tree.level[0] = canopy->vector + begin * canopy->worths;
    while (tree.n[tree.top] > 1) {
        tree.n[tree.top + 1] = groups_of(tree.n[tree.top]);
        tree.level[++tree.top] = corner;
        corner += tree.n[tree.top] * canopy->worths;
    }
    return tree;
}

/* Under an item that reaches the vector. */
static const int64_t *look_under(const zo_tree *tree, size_t level, size_t item, const int64_t *vector)
{
    const int64_t *here = tree->level[level] + item * tree->worths;
    if (level == 0)
        return memcmp(here, vector, tree->worths * sizeof *vector) == 0 ? NULL : here;
    size_t end = FAN * (item + 1) < tree->n[level - 1] ? FAN * (item + 1) : tree->n[level - 1];
    for (size_t i = FAN * item; i < end; i++) {
        if (!reaches(tree->level[level - 1] + i * tree->worths, vector, tree->worths))
            continue;
        const int64_t *found = look_under(tree, level - 1, i, vector);
        if (found != NULL)
            return found;
    }
    return NULL;
}

/* Of the vectors whose first number is no smaller the last one has the largest second. */
static const int64_t *look_along(const int64_t *stair, size_t n, size_t worths, const int64_t *vector)
{
    size_t low = 0, high = n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (stair[middle * worths] >= vector[0])
            low = middle + 1;
        else
            high = middle;
    }
    const int64_t *last = low == 0 ? NULL : stair + (low - 1) * worths;
    return last != NULL && reaches(last, vector, worths) && memcmp(last, vector, worths * sizeof *vector) != 0
               ? last
               : NULL;
}

const int64_t *zo_canopy_above(const zo_canopy *canopy, uint32_t class_, const int64_t *vector)
{
    size_t begin = canopy->begins[class_], n = canopy->begins[class_ + 1] - begin;
    if (n == 0 || canopy->worths == 0)
        return NULL;
    if (canopy->worths <= FEW_WORTHS)
        return look_along(canopy->vector + begin * canopy->worths, n, canopy->worths, vector);
    zo_tree tree = tree_of(canopy, class_);
    return reaches(tree.level[tree.top], vector, tree.worths) ? look_under(&tree, tree.top, 0, vector) : NULL;
}
