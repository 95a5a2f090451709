/* Groups in the order of their masks. */
#ifndef ZO_ENGINE_BYMASK_H
#define ZO_ENGINE_BYMASK_H

#include "engine/walk/enumerate.h"

/* Masks are read as big integers of so many words. */
void zo_sort_by_masks(zo_group *group, size_t groups, size_t mask_words);

#endif
