/* The groups of an enumeration, counted in tables (frame.h, fill.h, trace.h): for parts whose hard sums come to few classes
 * of amounts, however many packages there are. */
#ifndef ZO_ENGINE_TABLES_H
#define ZO_ENGINE_TABLES_H

#include "engine/count/course.h"
#include "engine/walk/enumerate.h"

typedef struct zo_tables zo_tables;

/* What it would take, before anything is counted. course: in the order of the issues, complete or not. detail: what groups are
 * to carry. NULL when a limit comes first, or the part does not suit. */
zo_tables *zo_tables_plan(const zo_course *course, const zo_mode *mode, zo_detail detail, size_t most_states,
                          const zo_limit *limit, zo_arena *arena);

/* Steps of about a nanosecond; UINT64_MAX: too many to tell. Bytes likewise. */
uint64_t zo_tables_work(const zo_tables *tables);
uint64_t zo_tables_room(const zo_tables *tables);

/* As zo_enumerate_at_once, but all or nothing: where a limit comes first there are no groups. */
zo_enumeration zo_enumerate_in_tables(const zo_tables *tables, const zo_limit *limit, zo_arena *arena);

#endif
