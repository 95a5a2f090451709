/* Turns vectors in lexicographic order into marks on those that are dominated: by divide and conquer.
 *
 * Kung, Luccio and Preparata (1975), On Finding the Maxima of a Set of Vectors. The half that comes first is never
 * dominated by the other, so each half is done alone, and what is left of the first is then compared with what is
 * left of the second in the places after the first; that comparison divides by one place after the other, and the
 * last two places are one scan. Here the points are numbered by their second-last place and every list of points
 * ascends, so that a scan needs no sorting: lists are split in order and merged again.
 *
 * With d places and n points about n (log n)^(d - 2) steps. */
#include "engine/walk/dominance.h"

#include <string.h>

enum { FEW = 12, FEW_PAIRS = 400, SAMPLE = 9 };

typedef struct zo_contest {
    size_t places;
    uint32_t *place;    /* per point: its places */
    uint32_t *position; /* per point: its row */
    uint32_t *spare;    /* as long as all points */
    bool *dominated;    /* per row */
} zo_contest;

typedef struct zo_list {
    uint32_t *at; /* points, ascending */
    size_t n;
} zo_list;

static uint32_t place_of(const zo_contest *c, uint32_t point, size_t k)
{
    return c->place[(size_t)point * c->places + k];
}

static bool is_out(const zo_contest *c, uint32_t point) { return c->dominated[c->position[point]]; }

static void put_out(zo_contest *c, uint32_t point) { c->dominated[c->position[point]] = true; }

/* Nowhere worse from place k on. */
static bool is_as_good(const zo_contest *c, uint32_t a, uint32_t b, size_t k)
{
    const uint32_t *x = c->place + (size_t)a * c->places, *y = c->place + (size_t)b * c->places;
    while (k < c->places && x[k] <= y[k])
        k++;
    return k == c->places;
}

/* ---- Lists ---- */

/* Splits in place: first the points whose key is below `below`, then the others. Returns how many those are. */
static size_t split(zo_contest *c, zo_list list, const uint32_t *key, size_t stride, uint32_t below)
{
    size_t first = 0, rest = 0;
    for (size_t i = 0; i < list.n; i++) {
        uint32_t point = list.at[i];
        if (key[(size_t)point * stride] < below)
            list.at[first++] = point;
        else
            c->spare[rest++] = point;
    }
    if (rest > 0)
        memcpy(list.at + first, c->spare, rest * sizeof *list.at);
    return first;
}

/* Undoes a split: two ascending runs, one after the other, become one. */
static void join(zo_contest *c, zo_list list, size_t first)
{
    size_t i = 0, j = first, n = 0;
    if (first == 0 || first == list.n)
        return;
    memcpy(c->spare, list.at, first * sizeof *list.at);
    while (i < first && j < list.n)
        list.at[n++] = c->spare[i] < list.at[j] ? c->spare[i++] : list.at[j++];
    memcpy(list.at + n, c->spare + i, (first - i) * sizeof *list.at);
}

static size_t keep_those_in(const zo_contest *c, zo_list list)
{
    size_t n = 0;
    for (size_t i = 0; i < list.n; i++) {
        if (!is_out(c, list.at[i]))
            list.at[n++] = list.at[i];
    }
    return n;
}

/* ---- Two lists: those of b that some a is as good as, from place k on, are dominated ---- */

static void compare_all(zo_contest *c, zo_list a, zo_list b, size_t k)
{
    for (size_t j = 0; j < b.n; j++) {
        size_t i = 0;
        while (i < a.n && !is_as_good(c, a.at[i], b.at[j], k))
            i++;
        if (i < a.n)
            put_out(c, b.at[j]);
    }
}

/* The last two places; both lists ascend by the first of them. */
static void scan(zo_contest *c, zo_list a, zo_list b)
{
    size_t k = c->places - 2, i = 0;
    uint32_t best = UINT32_MAX;
    for (size_t j = 0; j < b.n; j++) {
        for (; i < a.n && place_of(c, a.at[i], k) <= place_of(c, b.at[j], k); i++)
            best = place_of(c, a.at[i], k + 1) < best ? place_of(c, a.at[i], k + 1) : best;
        if (best <= place_of(c, b.at[j], k + 1))
            put_out(c, b.at[j]);
    }
}

typedef struct zo_extent {
    uint32_t least, most;
} zo_extent;

static zo_extent extent_of(const zo_contest *c, zo_list list, size_t k)
{
    zo_extent extent = {UINT32_MAX, 0};
    for (size_t i = 0; i < list.n; i++) {
        uint32_t place = place_of(c, list.at[i], k);
        extent.least = place < extent.least ? place : extent.least;
        extent.most = place > extent.most ? place : extent.most;
    }
    return extent;
}

static zo_extent extent_of_both(zo_extent a, zo_extent b)
{
    return (zo_extent){a.least < b.least ? a.least : b.least, a.most > b.most ? a.most : b.most};
}

/* About the median of the longer list, but never so near an end of the extent that the recursion would grow deep. */
static uint32_t middle_of(const zo_contest *c, zo_list list, size_t k, zo_extent both)
{
    uint32_t margin = (both.most - both.least) / 8;
    uint32_t sample[SAMPLE] = {0};
    for (size_t i = 0; i < SAMPLE; i++) {
        uint32_t place = place_of(c, list.at[(2 * i + 1) * list.n / (2 * SAMPLE)], k);
        size_t j = i;
        for (; j > 0 && sample[j - 1] > place; j--)
            sample[j] = sample[j - 1];
        sample[j] = place;
    }
    uint32_t middle = sample[SAMPLE / 2], low = both.least + 1 + margin, high = both.most - margin;
    return middle < low ? low : middle > high ? high : middle;
}

static void confront(zo_contest *c, zo_list a, zo_list b, size_t k);

static void divide(zo_contest *c, zo_list a, zo_list b, size_t k, uint32_t middle)
{
    size_t a_first = split(c, a, c->place + k, c->places, middle);
    size_t b_first = split(c, b, c->place + k, c->places, middle);
    zo_list good_a = {a.at, a_first}, bad_a = {a.at + a_first, a.n - a_first};
    zo_list good_b = {b.at, b_first}, bad_b = {b.at + b_first, b.n - b_first};
    confront(c, good_a, bad_b, k + 1);
    confront(c, good_a, good_b, k);
    confront(c, bad_a, bad_b, k);
    join(c, a, a_first);
    join(c, b, b_first);
}

static void confront(zo_contest *c, zo_list a, zo_list b, size_t k)
{
    if (a.n == 0 || b.n == 0)
        return;
    if (a.n * b.n <= FEW_PAIRS) {
        compare_all(c, a, b, k);
        return;
    }
    if (k + 2 == c->places) {
        scan(c, a, b);
        return;
    }
    zo_extent of_a = extent_of(c, a, k), of_b = extent_of(c, b, k);
    if (of_a.most <= of_b.least) {
        confront(c, a, b, k + 1);
    } else if (of_a.least <= of_b.most) {
        divide(c, a, b, k, middle_of(c, a.n > b.n ? a : b, k, extent_of_both(of_a, of_b)));
    }
}

/* ---- One list ---- */

static void compare_few(zo_contest *c, zo_list list)
{
    for (size_t i = 0; i < list.n; i++) {
        for (size_t j = 0; j < list.n && !is_out(c, list.at[i]); j++) {
            if (i != j && is_as_good(c, list.at[j], list.at[i], 0))
                put_out(c, list.at[i]);
        }
    }
}

/* The points of the rows from `begin` to before `end`. Returns how many of the list are left. */
static size_t conquer(zo_contest *c, zo_list list, uint32_t begin, uint32_t end)
{
    if (list.n <= FEW) {
        compare_few(c, list);
        return keep_those_in(c, list);
    }
    uint32_t middle = begin + (end - begin) / 2;
    size_t first = split(c, list, c->position, 1, middle);
    zo_list a = {list.at, first}, b = {list.at + first, list.n - first};
    a.n = conquer(c, a, begin, middle);
    b.n = conquer(c, b, middle, end);
    confront(c, a, b, 1);
    b.n = keep_those_in(c, b);
    memmove(a.at + a.n, b.at, b.n * sizeof *b.at);
    zo_list left = {a.at, a.n + b.n};
    join(c, left, a.n);
    return left.n;
}

/* ---- The whole ---- */

size_t zo_dominance_scratch(size_t rows, size_t places) { return places <= 2 ? 0 : rows * (places + 3); }

/* One pass of a radix sort of rows by their place k, byte by byte; stable. */
static void sort_by_byte(const uint32_t *const *row, size_t k, unsigned shift, const uint32_t *from, size_t n,
                         uint32_t *to)
{
    size_t begin[257] = {0};
    for (size_t i = 0; i < n; i++)
        begin[(row[i][k] >> shift & 255) + 1]++;
    for (size_t b = 0; b < 256; b++)
        begin[b + 1] += begin[b];
    for (size_t i = 0; i < n; i++)
        to[begin[row[from[i]][k] >> shift & 255]++] = from[i];
}

/* Numbers the points by their second-last place, rows in order where it is the same. */
static void number_points(zo_contest *c, const uint32_t *const *row, zo_list all)
{
    size_t k = c->places - 2;
    uint32_t *order = all.at, *other = c->spare, most = 0;
    for (size_t i = 0; i < all.n; i++) {
        order[i] = (uint32_t)i;
        most |= row[i][k];
    }
    for (unsigned shift = 0; shift < 32 && most >> shift != 0; shift += 8) {
        sort_by_byte(row, k, shift, order, all.n, other);
        uint32_t *swap = order;
        order = other;
        other = swap;
    }
    for (size_t point = 0; point < all.n; point++) {
        memcpy(c->place + point * c->places, row[order[point]], c->places * sizeof **row);
        c->position[point] = order[point];
    }
}

/* One place: the first is best. Two: each must be better in the second than all before. */
static void find_few_places(const uint32_t *const *row, size_t rows, size_t places, bool *dominated)
{
    uint32_t best = UINT32_MAX;
    for (size_t i = 0; i < rows; i++) {
        uint32_t last = places == 2 ? row[i][1] : 0;
        dominated[i] = best <= last;
        best = last < best ? last : best;
    }
}

void zo_find_dominated(const uint32_t *const *row, size_t rows, size_t places, bool *dominated,
                       uint32_t *scratch)
{
    memset(dominated, 0, rows * sizeof *dominated);
    if (places <= 2) {
        find_few_places(row, rows, places, dominated);
        return;
    }
    zo_contest c = {.places = places,
                    .place = scratch,
                    .position = scratch + rows * places,
                    .spare = scratch + rows * (places + 1),
                    .dominated = dominated};
    zo_list all = {scratch + rows * (places + 2), rows};
    number_points(&c, row, all);
    for (size_t i = 0; i < rows; i++)
        all.at[i] = (uint32_t)i;
    conquer(&c, all, 0, (uint32_t)rows);
}
