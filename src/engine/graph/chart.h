/* What a group of concerns with one scope makes of the values chosen, issue by issue: points at which it stands, and the turns
 * that a value takes from one to the next. Choices after which the concerns decide the same lead to the same point. */
#ifndef ZO_ENGINE_CHART_H
#define ZO_ENGINE_CHART_H

#include "engine/graph/concerns.h"
#include "engine/watch.h"

enum {
    ZO_ALL_SAID = 0,              /* a point: nothing more depends on what follows */
    ZO_DEAD_END = UINT32_MAX,     /* no package follows */
    ZO_UNCHARTED = UINT32_MAX - 1 /* not looked at yet */
};

typedef struct zo_turn {
    uint32_t next, extra; /* the point that it leads to, and the extra points that are earned on the way */
} zo_turn;

typedef struct zo_trail zo_trail;

typedef struct zo_chart {
    zo_scope scope; /* in the order in which its issues are chosen */
    zo_turn start;  /* the first point, and what is earned anyway */
    ZO_ARRAY(zo_turn)
    turns;           /* at point + k: the turn of value k of the menu of the issue that is next there */
    zo_trail *trail; /* what charts it further; NULL: it is complete */
} zo_chart;

/* One per group of concerns that look at the same issues; blocs, and what is too wide to be charted at once, stand alone. Where
 * the watch ends it, they are of no use. */
typedef struct zo_charts {
    size_t count;
    zo_chart **chart;
} zo_charts;
zo_charts zo_charts_of(zo_concerns *concerns, const zo_pseudotree *tree, zo_watch *watch, zo_arena *arena);

/* At a point other than ZO_ALL_SAID. */
zo_turn zo_chart_explore(zo_chart *chart, uint32_t point, uint32_t k);
static inline zo_turn zo_chart_turn(zo_chart *chart, uint32_t point, uint32_t k)
{
    zo_turn turn = chart->turns.at[point + k];
    return turn.next == ZO_UNCHARTED ? zo_chart_explore(chart, point, k) : turn;
}

#endif
