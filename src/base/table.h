/* A table from text to a number, on an arena. Order never comes from it: only look-ups do. */
#ifndef ZO_BASE_TABLE_H
#define ZO_BASE_TABLE_H

#include "base/text.h"

typedef struct zo_table {
    zo_arena *arena;
    struct zo_table_row {
        zo_str key; /* s NULL: free */
        uint32_t value;
    } * row;
    size_t used, size; /* size: a power of two, or 0 */
} zo_table;

enum { ZO_ABSENT = UINT32_MAX };

zo_table zo_table_new(zo_arena *arena);
uint32_t zo_table_get(const zo_table *table, zo_str key); /* ZO_ABSENT when it is not there */
/* Adds key with value unless it is there; returns the value it then has. The key is not copied. */
uint32_t zo_table_add(zo_table *table, zo_str key, uint32_t value);

#endif
