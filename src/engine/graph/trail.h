/* A chart that is drawn while it is used: for concerns with so many choices that only few of them are ever made. */
#ifndef ZO_ENGINE_TRAIL_H
#define ZO_ENGINE_TRAIL_H

#include "engine/graph/chart.h"

/* chart: with its scope in order, and nothing else yet. */
void zo_trail_begin(zo_chart *chart, const zo_concerns *concerns, const zo_concern *concern, zo_arena *arena);

#endif
