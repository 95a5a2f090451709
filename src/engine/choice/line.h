/* Exact numbers that change evenly with one number x, and vectors of them compared at one x, or just after it. */
#ifndef ZO_ENGINE_LINE_H
#define ZO_ENGINE_LINE_H

#include "base/number.h"

typedef struct zo_line {
    zo_num start, slope; /* start + slope * x */
} zo_line;

/* One x, or what lies just after it: so near that nothing happens in between. */
typedef struct zo_moment {
    zo_num x;
    bool just_after;
} zo_moment;

/* Where a line is at a moment. Just after x, the slope decides between lines that meet at x. */
typedef struct zo_spot {
    zo_num value, slope; /* slope: 0 unless just after */
} zo_spot;

zo_line zo_line_level(const zo_num *value);
zo_line zo_line_times(const zo_line *line, const zo_num *factor);
zo_spot zo_line_at(const zo_line *line, const zo_moment *when);
int zo_spot_compare(const zo_spot *a, const zo_spot *b);
int zo_spot_sign(const zo_spot *spot);
bool zo_line_overflow(const zo_line *line);
bool zo_spot_overflow(const zo_spot *spot);

/* The one x at which the lines meet; false when they never do, or always. */
bool zo_lines_meet(const zo_line *a, const zo_line *b, zo_num *x);
bool zo_line_root(const zo_line *line, zo_num *x);

/* A vector of spots, kept in ascending order. */
typedef struct zo_ladder {
    size_t n;
    zo_spot *spot;
    const zo_spot **rung; /* ascending */
} zo_ladder;

zo_ladder zo_ladder_new(size_t most, zo_arena *arena);
/* Sets up the ladder from n lines; false when a number overflows. */
bool zo_ladder_set(zo_ladder *ladder, const zo_line *line, size_t n, const zo_moment *when);
/* 1 when a is the better by leximin: its least is greater, or that being equal, its second least, ... */
int zo_ladder_compare(const zo_ladder *a, const zo_ladder *b);

#endif
