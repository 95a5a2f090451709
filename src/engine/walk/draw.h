/* Packages that satisfy given conditions, drawn at random: each as likely as any other. */
#ifndef ZO_ENGINE_DRAW_H
#define ZO_ENGINE_DRAW_H

#include "engine/limit.h"
#include "engine/votes.h"

typedef struct zo_draw zo_draw;

/* The conditions are the selectors that are HARD, which decide by an expression and have no waiver; all others are left
 * aside, and so are blocs. Draws depend on the seed and their numbers alone. */
zo_draw *zo_draw_new(const zo_instance *instance, const zo_mode *mode, uint64_t seed, zo_arena *arena);

/* Draw number 0, 1, …; there must be packages. The same number gives the same package, and different numbers may. EXACT: `package` (by issue) is it;
 * otherwise a limit was reached before a package was met that satisfies all. */
zo_reach zo_draw_package(zo_draw *draw, uint64_t number, const zo_limit *limit, uint32_t *package);

/* Packages that are left once every condition is looked at alone; UINT64_MAX: that many or more; 0: certainly none. */
uint64_t zo_draw_packages(const zo_draw *draw);

#endif
