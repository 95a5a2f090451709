/* Whether two enumerations found the same; for tests that compare ways to the same groups. */
#ifndef ZO_TESTS_SAME_GROUPS_H
#define ZO_TESTS_SAME_GROUPS_H

#include "random_instance.h"

static inline void assert_same_group(const zo_instance *in, size_t mask_words, const zo_group *a,
                                     const zo_group *b, zo_detail detail)
{
    assert_memory_equal(a->mask, b->mask, mask_words * sizeof *a->mask);
    assert_int_equal(zo_int_compare(&a->count, &b->count), 0);
    if (detail == ZO_WITH_COUNTS)
        return;
    assert_memory_equal(a->values, b->values, zo_set_words(in->value_bits) * sizeof *a->values);
    assert_memory_equal(a->first, b->first, in->issues * sizeof *a->first);
    for (size_t bit = 0; detail == ZO_WITH_WITNESSES && bit < in->value_bits; bit++)
        if (zo_bit(a->values, bit))
            assert_memory_equal(a->witness + bit * in->issues, b->witness + bit * in->issues,
                                in->issues * sizeof *a->witness);
}

static inline void assert_same_groups(const zo_instance *in, const zo_enumeration *a, const zo_enumeration *b,
                                      zo_detail detail)
{
    assert_int_equal(a->reach, ZO_EXACT);
    assert_int_equal(b->reach, ZO_EXACT);
    assert_int_equal(a->groups, b->groups);
    assert_int_equal(a->mask_words, b->mask_words);
    assert_int_equal(zo_int_compare(&a->space, &b->space), 0);
    for (size_t g = 0; g < a->groups; g++)
        assert_same_group(in, a->mask_words, &a->group[g], &b->group[g], detail);
}

#endif
