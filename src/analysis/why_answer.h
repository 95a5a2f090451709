/* Why there is no deal, or what holds the zone as small as it is. */
#ifndef ZO_ANALYSIS_WHY_ANSWER_H
#define ZO_ANALYSIS_WHY_ANSWER_H

#include "analysis/analysis.h"
#include "analysis/constants.h"
#include "analysis/refusing.h"
#include "engine/count/reasons.h"
#include "space/compile.h"

/* A movement's member that need not be given up whole: how far it has to give way, the other members given up. */
typedef struct zo_softening {
    size_t selector;
    zo_constant constant;
    bool known; /* false: not found out within the limit */
    zo_num to;  /* the constant at which a package comes within reach: the nearest, or the highest worth */
} zo_softening;

typedef struct zo_movement {
    const uint64_t *set; /* of selectors */
    zo_range difficulty; /* of all together */
    ZO_ARRAY(zo_softening) softenings;
} zo_movement;

/* A tightening of one constant that would empty the zone. */
typedef struct zo_hardening {
    size_t selector;
    zo_constant constant;
    zo_num limit;
    bool at; /* the zone is empty once the constant reaches the limit; else once it goes beyond */
} zo_hardening;

/* Stances without which the zone would be larger. */
typedef struct zo_binding {
    const uint64_t *set;
    zo_int packages; /* of the zone without them */
} zo_binding;

typedef enum zo_why_kind {
    ZO_WHY_UNDECIDED,
    ZO_WHY_FACTS,    /* the rules and settled points exclude each other already */
    ZO_WHY_REFUSING, /* they do not, but blocs refuse all that they leave, whatever the positions */
    ZO_WHY_EMPTY,
    ZO_WHY_OPEN
} zo_why_kind;

typedef struct zo_why {
    zo_why_kind kind;
    zo_refusing refusing; /* REFUSING: who */
    bool too_large;
    const zo_compiled *compiled;
    zo_reasons conflicts;
    ZO_ARRAY(zo_movement) movements;
    bool movements_complete;
    size_t red_lines;      /* stances that are red lines and were kept */
    bool red_lines_needed; /* no movement without red lines: nothing within the others opens the zone */
    bool binding_known;
    ZO_ARRAY(zo_binding) binding;
    bool binding_complete;
    zo_int packages; /* of the zone, when binding_known */
    ZO_ARRAY(zo_hardening) hardenings;
    bool hardenings_known;
} zo_why;

zo_why *zo_find_why(const zo_request *request, uint64_t most, bool red_lines);

/* The conflicts and movements alone, without softenings: what brief tells. */
zo_why *zo_find_exclusions(const zo_request *request, uint64_t most, bool red_lines);

#endif
