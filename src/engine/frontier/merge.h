/* Many lists of ways, each moved by some worths -> one list of the ways that no other dominates, in order, in which equal
 * vectors are one. */
#ifndef ZO_ENGINE_MERGE_H
#define ZO_ENGINE_MERGE_H

#include "engine/frontier/screen.h"
#include "engine/watch.h"

/* All ways of a list, each together with one more way for other issues. */
typedef struct zo_stream {
    const zo_ways *ways;   /* at least one */
    const int64_t *worth;  /* of the way that comes along */
    const uint64_t *count; /* how many there are of it */
    const uint64_t *package;
} zo_stream;

/* What the worths of a way must reach, lest no package with it be wanted: weight * worth + rest >= least. */
typedef struct zo_gate {
    const int64_t *weight;
    int64_t rest, least;
} zo_gate;

/* Inner matters are all zero at first. */
typedef struct zo_merger {
    zo_ways_shape shape;
    size_t shown; /* worths; a way that is equal to another in these does not dominate it */
    zo_ration *ration;
    zo_watch *watch;
    zo_reach reach; /* why it ended early */
    bool overflow;  /* a count needs more words */
    zo_ways out;    /* of the last merge; until the next */
    size_t gates;   /* for the next merges */
    zo_gate *gate;
    /* Inner matters. */
    zo_screen screen;
    zo_store worths, counts, packages, cursors, bounds;
    size_t waiting; /* the last so many of `out` are not in the screen yet */
    uint64_t looks;
} zo_merger;

void zo_merger_close(zo_merger *merger);

/* False: it ended early; see `reach` and `overflow`. */
bool zo_merge(zo_merger *merger, const zo_stream *stream, size_t streams);

#endif
