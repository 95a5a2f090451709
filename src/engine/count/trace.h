/* The packages behind the counts of a frame: which values occur, and the first package with each. */
#ifndef ZO_ENGINE_TRACE_H
#define ZO_ENGINE_TRACE_H

#include "engine/count/fill.h"
#include "engine/walk/enumerate.h"

typedef struct zo_tracer zo_tracer;

/* The frame's order is that of the issues; filled: with `reached`. All of them outlive it. Where the watch ends it, what it
 * finds means nothing. */
zo_tracer *zo_tracer_new(const zo_frame *frame, uint8_t *const *reached, bool witnesses, zo_watch *watch,
                         zo_arena *scratch);

/* Adds values, first package and witnesses of the packages that end in this state, of which there are some. */
void zo_trace(zo_tracer *tracer, uint32_t end, zo_group *group, zo_arena *arena);

/* Bytes that a tracer takes for each cell of the frame. */
enum { ZO_TRACE_BYTES = 16 };

#endif
