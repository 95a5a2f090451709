/* Turns lines into where they are at a moment, and vectors of them into an order by leximin. */
#include "engine/choice/line.h"

zo_line zo_line_level(const zo_num *value) { return (zo_line){*value, zo_num_of(0)}; }

static zo_num times(const zo_num *a, const zo_num *b) { return zo_num_sign(a) == 0 ? *a : zo_num_mul(a, b); }

zo_line zo_line_times(const zo_line *line, const zo_num *factor)
{
    return (zo_line){times(&line->start, factor), times(&line->slope, factor)};
}

zo_spot zo_line_at(const zo_line *line, const zo_moment *when)
{
    zo_spot spot = {line->start, when->just_after ? line->slope : zo_num_of(0)};
    if (zo_num_sign(&line->slope) == 0 || zo_num_sign(&when->x) == 0)
        return spot;
    zo_num way = zo_num_mul(&line->slope, &when->x);
    spot.value = zo_num_add(&line->start, &way);
    return spot;
}

int zo_spot_compare(const zo_spot *a, const zo_spot *b)
{
    int order = zo_num_compare(&a->value, &b->value);
    return order != 0 ? order : zo_num_compare(&a->slope, &b->slope);
}

int zo_spot_sign(const zo_spot *spot)
{
    int sign = zo_num_sign(&spot->value);
    return sign != 0 ? sign : zo_num_sign(&spot->slope);
}

bool zo_line_overflow(const zo_line *line)
{
    return zo_num_overflow(&line->start) || zo_num_overflow(&line->slope);
}

bool zo_spot_overflow(const zo_spot *spot)
{
    return zo_num_overflow(&spot->value) || zo_num_overflow(&spot->slope);
}

bool zo_lines_meet(const zo_line *a, const zo_line *b, zo_num *x)
{
    if (zo_num_compare(&a->slope, &b->slope) == 0)
        return false;
    zo_num apart = zo_num_sub(&b->start, &a->start), nearing = zo_num_sub(&a->slope, &b->slope);
    *x = zo_num_div(&apart, &nearing);
    return true;
}

bool zo_line_root(const zo_line *line, zo_num *x)
{
    if (zo_num_sign(&line->slope) == 0)
        return false;
    zo_num quotient = zo_num_div(&line->start, &line->slope);
    *x = zo_num_negate(&quotient);
    return true;
}

/* Ladders */

zo_ladder zo_ladder_new(size_t most, zo_arena *arena)
{
    return (zo_ladder){.spot = ZO_NEW_MANY(arena, zo_spot, most),
                       .rung = ZO_NEW_MANY(arena, const zo_spot *, most)};
}

static void insert(zo_ladder *ladder, const zo_spot *spot)
{
    size_t i = ladder->n++;
    for (; i > 0 && zo_spot_compare(ladder->rung[i - 1], spot) > 0; i--)
        ladder->rung[i] = ladder->rung[i - 1];
    ladder->rung[i] = spot;
}

bool zo_ladder_set(zo_ladder *ladder, const zo_line *line, size_t n, const zo_moment *when)
{
    ladder->n = 0;
    for (size_t i = 0; i < n; i++) {
        ladder->spot[i] = zo_line_at(&line[i], when);
        if (zo_spot_overflow(&ladder->spot[i]))
            return false;
        insert(ladder, &ladder->spot[i]);
    }
    return true;
}

int zo_ladder_compare(const zo_ladder *a, const zo_ladder *b)
{
    int order = 0;
    for (size_t i = 0; i < a->n && order == 0; i++)
        order = zo_spot_compare(a->rung[i], b->rung[i]);
    return order;
}
