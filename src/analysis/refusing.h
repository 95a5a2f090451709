/* Blocs that accept nothing whatever the positions are: all their members abstain, or their rule is never met. */
#ifndef ZO_ANALYSIS_REFUSING_H
#define ZO_ANALYSIS_REFUSING_H

#include "analysis/analysis.h"
#include "engine/proof/prover.h"
#include "space/compile.h"

typedef struct zo_refusing {
    zo_proved facts;          /* whether the rules and settled points alone leave a package */
    ZO_ARRAY(uint32_t) blocs; /* when they do: no package that they leave is accepted by all of these */
    bool abstaining;          /* it is enough that wherever one of them is asked, all its members abstain */
} zo_refusing;

/* For a record in which no package is left with all positions out of force. mode: facts HARD, positions OFF. */
zo_refusing zo_find_refusing(const zo_request *request, const zo_compiled *compiled, const zo_mode *mode);

/* "Benelux accepts none as long as all its members abstain". */
zo_str zo_refusing_words(const zo_refusing *refusing, const zo_compiled *compiled, zo_arena *arena);

#endif
