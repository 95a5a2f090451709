/* A sum -> another sum over the same issues. */
#include "space/sums.h"

#include "space/wide.h"

typedef struct zo_rewriting {
    const zo_sum *from;
    unsigned words; /* of the new sum */
    bool negate;
    zo_arena *arena;
} zo_rewriting;

/* `count` numbers of the old sum, as numbers of the new one. */
static const int64_t *rewritten(const zo_rewriting *r, const int64_t *numbers, size_t count)
{
    int64_t *out = ZO_NEW_MANY(r->arena, int64_t, count * r->words + 1);
    for (size_t i = 0; i < count; i++) {
        zo_int number = zo_int_of_words(numbers + i * r->from->words, r->from->words);
        if (r->negate && zo_int_sign(&number) != 0)
            number.negative = !number.negative;
        zo_words_of_int(&number, r->words, out + i * r->words);
    }
    return out;
}

static zo_sum *rewrite(const zo_rewriting *r, const zo_instance *instance)
{
    zo_sum *sum = ZO_NEW(r->arena, zo_sum);
    const int64_t **table = ZO_NEW_MANY(r->arena, const int64_t *, instance->issues + 1);
    zo_bonus *bonus = ZO_NEW_MANY(r->arena, zo_bonus, r->from->bonuses + 1);
    for (size_t i = 0; i < instance->issues; i++)
        table[i] = r->from->table[i] ? rewritten(r, r->from->table[i], instance->size[i]) : NULL;
    for (size_t b = 0; b < r->from->bonuses; b++)
        bonus[b] = (zo_bonus){r->from->bonus[b].when, rewritten(r, r->from->bonus[b].points, 1)};
    *sum = (zo_sum){.words = r->words,
                    .start = rewritten(r, r->from->start, 1),
                    .table = table,
                    .bonuses = r->from->bonuses,
                    .bonus = bonus};
    return sum;
}

/* No total of a sum of one word needs more than 63 bits, so a difference of two may: such sums become wide, which has room
 * for a difference of any two numbers of 512 bits. */
const zo_sum *zo_sum_less(const zo_sum *sum, const zo_int *amount, const zo_instance *instance,
                          zo_arena *arena)
{
    zo_rewriting r = {.from = sum, .words = ZO_WIDE_WORDS, .arena = arena};
    zo_int start = zo_int_of_words(sum->start, sum->words);
    start = zo_int_sub(&start, amount);
    if (start.overflow)
        return NULL;
    zo_sum *less = rewrite(&r, instance);
    int64_t *words = ZO_NEW_MANY(arena, int64_t, r.words);
    zo_words_of_int(&start, r.words, words);
    less->start = words;
    return less;
}

const zo_sum *zo_sum_negated(const zo_sum *sum, const zo_instance *instance, zo_arena *arena)
{
    zo_rewriting r = {.from = sum, .words = sum->words, .negate = true, .arena = arena};
    return rewrite(&r, instance);
}
