/* A number that tells plans apart. */
#ifndef ZO_ENGINE_FINGERPRINT_H
#define ZO_ENGINE_FINGERPRINT_H

#include "engine/walk/plan.h"

/* Of everything that a walk of the plan and a verdict on what it finds depend on; the same on every machine. Different
 * plans have different numbers, but for a chance in 2^64. */
uint64_t zo_plan_fingerprint(const zo_plan *plan);

#endif
