/* Turns a table of piles into bytes and back. What is read is believed only where a walk of the plan could have left it:
 * numbers within their ranges, every mask once, and no more packages than there are. */
#include "engine/walk/groups.h"

/* ---- Writing ---- */

static void write_witnesses(const zo_piles *piles, const zo_pile *pile, zo_bytes *bytes)
{
    const zo_plan *plan = piles->plan;
    for (size_t at = 0; at < plan->levels; at++) {
        const uint64_t *set = pile->values + plan->level[at].first_word;
        for (uint32_t v = 0; v < plan->level[at].size; v++) {
            if (zo_bit(set, v))
                zo_put_package(bytes, zo_pile_witness(plan, pile, at, v), plan->levels);
        }
    }
}

static void write_pile(const zo_piles *piles, const zo_pile *pile, zo_bytes *bytes)
{
    zo_put_words(bytes, pile->mask, pile->mask_words);
    zo_put64(bytes, pile->count);
    zo_put_words(bytes, pile->values, piles->plan->value_words);
    zo_put_package(bytes, pile->first, piles->plan->levels);
    if (pile->witness != NULL)
        write_witnesses(piles, pile, bytes);
}

void zo_piles_write(const zo_piles *piles, zo_bytes *bytes)
{
    zo_put64(bytes, piles->witnesses);
    zo_put64(bytes, piles->all.n);
    for (size_t i = 0; i < piles->all.n; i++)
        write_pile(piles, piles->all.at[i], bytes);
}

/* ---- Reading ---- */

static void expect_no_bits_beyond(zo_intake *reader, const uint64_t *set, size_t bits)
{
    if (bits % 64 != 0)
        zo_insist(reader, set[bits / 64] >> bits % 64 == 0);
}

static void read_mask(const zo_piles *piles, zo_intake *reader, uint64_t *mask)
{
    zo_get_words(reader, mask, piles->plan->mask_words);
    expect_no_bits_beyond(reader, mask, zo_mask_bits(piles->plan->instance));
}

static void read_values(const zo_plan *plan, zo_intake *reader, uint64_t *values)
{
    zo_get_words(reader, values, plan->value_words);
    for (size_t at = 0; at < plan->levels; at++)
        expect_no_bits_beyond(reader, values + plan->level[at].first_word, plan->level[at].size);
}

/* One whose values all occur. */
static void read_package(const zo_plan *plan, zo_intake *reader, const uint64_t *values, uint32_t *package)
{
    zo_get_package(reader, package, plan->levels);
    for (size_t at = 0; at < plan->levels && !reader->bad; at++) {
        const zo_level *level = &plan->level[at];
        zo_insist(reader, package[at] < level->size);
        zo_insist(reader, reader->bad || zo_bit(values + level->first_word, package[at]));
    }
}

static void read_witnesses(const zo_plan *plan, zo_intake *reader, zo_pile *pile)
{
    for (size_t at = 0; at < plan->levels; at++) {
        const zo_level *level = &plan->level[at];
        for (uint32_t v = 0; v < level->size && !reader->bad; v++) {
            if (!zo_bit(pile->values + level->first_word, v))
                continue;
            uint32_t *witness = pile->witness + (level->first_value + v) * plan->levels;
            read_package(plan, reader, pile->values, witness);
            zo_insist(reader, witness[at] == v);
        }
    }
}

static void read_pile(zo_piles *piles, zo_intake *reader, uint64_t *mask)
{
    const zo_plan *plan = piles->plan;
    read_mask(piles, reader, mask);
    uint64_t count = zo_get64(reader);
    zo_insist(reader, count > 0 && count <= plan->packages - piles->packages);
    if (reader->bad)
        return;
    zo_pile *pile = zo_piles_of(piles, mask);
    zo_insist(reader, pile->count == 0);
    pile->count = count;
    piles->packages += count;
    read_values(plan, reader, pile->values);
    read_package(plan, reader, pile->values, pile->first);
    if (pile->witness != NULL)
        read_witnesses(plan, reader, pile);
}

void zo_piles_read(zo_piles *piles, zo_intake *reader)
{
    zo_insist(reader, zo_get64(reader) == piles->witnesses);
    uint64_t n = zo_get64(reader);
    uint64_t *mask = ZO_NEW_MANY(piles->arena, uint64_t, piles->plan->mask_words);
    for (uint64_t i = 0; i < n && !reader->bad; i++)
        read_pile(piles, reader, mask);
}
