/* Which of many vectors are dominated by others. */
#ifndef ZO_ENGINE_DOMINANCE_H
#define ZO_ENGINE_DOMINANCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Words of scratch memory that zo_find_dominated wants. */
size_t zo_dominance_scratch(size_t rows, size_t places);

/* row: of `places` entries each, smaller is better; no two are equal, and they are in ascending lexicographic
 * order. Sets dominated[i] of each row that another one beats: nowhere worse,
 * somewhere better. */
void zo_find_dominated(const uint32_t *const *row, size_t rows, size_t places, bool *dominated,
                       uint32_t *scratch);

#endif
