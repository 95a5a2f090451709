/* Open addressing with linear probing; FNV-1a. */
#include "base/table.h"

zo_table zo_table_new(zo_arena *arena) { return (zo_table){.arena = arena}; }

static uint64_t hash(zo_str key)
{
    uint64_t h = 14695981039346656037u;
    for (size_t i = 0; i < key.n; i++)
        h = (h ^ (unsigned char)key.s[i]) * 1099511628211u;
    return h ^ h >> 32;
}

static struct zo_table_row *find(const zo_table *table, zo_str key)
{
    size_t i = hash(key) & (table->size - 1);
    while (table->row[i].key.s && !zo_str_equal(table->row[i].key, key))
        i = (i + 1) & (table->size - 1);
    return &table->row[i];
}

uint32_t zo_table_get(const zo_table *table, zo_str key)
{
    if (table->size == 0)
        return ZO_ABSENT;
    const struct zo_table_row *row = find(table, key);
    return row->key.s ? row->value : ZO_ABSENT;
}

static void grow(zo_table *table)
{
    zo_table bigger = {.arena = table->arena, .size = table->size ? table->size * 2 : 16};
    bigger.row = ZO_NEW_MANY(table->arena, struct zo_table_row, bigger.size);
    for (size_t i = 0; i < table->size; i++)
        if (table->row[i].key.s)
            *find(&bigger, table->row[i].key) = table->row[i];
    bigger.used = table->used;
    *table = bigger;
}

uint32_t zo_table_add(zo_table *table, zo_str key, uint32_t value)
{
    if (table->used * 2 >= table->size)
        grow(table);
    struct zo_table_row *row = find(table, key);
    if (row->key.s)
        return row->value;
    *row = (struct zo_table_row){key, value};
    table->used++;
    return value;
}
