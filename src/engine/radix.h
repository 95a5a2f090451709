/* Sorting by unsigned keys. */
#ifndef ZO_ENGINE_RADIX_H
#define ZO_ENGINE_RADIX_H

#include <stddef.h>
#include <stdint.h>

typedef struct zo_keyed {
    uint64_t key;
    uint32_t item;
} zo_keyed;

/* Ascending; items of the same key keep their order. spare: as long. largest: no key is larger. */
void zo_radix_sort(zo_keyed *keyed, zo_keyed *spare, size_t n, uint64_t largest);

#endif
