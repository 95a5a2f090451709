/* Turns families of selector sets into larger ones and back into minimal ones. */
#include "engine/count/choices.h"

#include <stdlib.h>
#include <string.h>

enum {
    MOST_SETS = 10000,
    MOST_WHEN_TIRED = 16, /* once the granted work is done */
    MOST_BETWEEN = 4,     /* times as many before they are reduced */
    WORK = 50 * 1000 * 1000
};

void zo_choices_open(zo_choices *choices, size_t words, zo_arena *arena)
{
    *choices = (zo_choices){.arena = arena, .words = words, .work = WORK, .complete = true};
}

size_t zo_choices_most(const zo_choices *choices) { return choices->work > 0 ? MOST_SETS : MOST_WHEN_TIRED; }

static zo_choice *take_choice(zo_choices *choices)
{
    if (choices->spare.n > 0)
        return choices->spare.at[--choices->spare.n];
    zo_choice *choice = zo_alloc(choices->arena, sizeof(zo_choice) + choices->words * sizeof(uint64_t));
    choice->words = choices->words;
    return choice;
}

void zo_family_add(zo_choices *choices, zo_family *family, const uint64_t *a, const uint64_t *b)
{
    if (family->n >= MOST_BETWEEN * zo_choices_most(choices)) {
        choices->complete = false;
        return;
    }
    zo_choice *choice = take_choice(choices);
    choice->size = 0;
    for (size_t w = 0; w < choices->words; w++) {
        choice->bits[w] = a[w] | (b == NULL ? 0 : b[w]);
        choice->size += (size_t)__builtin_popcountll(choice->bits[w]);
    }
    ZO_PUSH(choices->arena, family, choice);
}

void zo_family_clear(zo_choices *choices, zo_family *family)
{
    for (size_t i = 0; i < family->n; i++)
        ZO_PUSH(choices->arena, &choices->spare, family->at[i]);
    family->n = 0;
}

void zo_family_swap(zo_family *a, zo_family *b)
{
    zo_family c = *a;
    *a = *b;
    *b = c;
}

static bool lies_within(const zo_choice *choice, const uint64_t *bits)
{
    for (size_t w = 0; w < choice->words; w++) {
        if ((choice->bits[w] & ~bits[w]) != 0)
            return false;
    }
    return true;
}

bool zo_family_is_met(zo_choices *choices, const zo_family *family, const uint64_t *bits)
{
    size_t i = 0;
    while (i < family->n && !lies_within(family->at[i], bits))
        i++;
    choices->work -= choices->work < i + 1 ? choices->work : i + 1;
    return i < family->n;
}

static int compare_choices(const void *a, const void *b)
{
    const zo_choice *x = *(zo_choice *const *)a, *y = *(zo_choice *const *)b;
    if (x->size != y->size)
        return x->size < y->size ? -1 : 1;
    for (size_t w = x->words; w-- > 0;) {
        if (x->bits[w] != y->bits[w])
            return x->bits[w] < y->bits[w] ? -1 : 1;
    }
    return 0;
}

void zo_family_reduce(zo_choices *choices, zo_family *family)
{
    if (family->n == 0)
        return;
    qsort(family->at, family->n, sizeof *family->at, compare_choices);
    /* Smallest first: no set that comes later lies within one that is kept. */
    zo_family kept = {.at = family->at};
    for (size_t i = 0; i < family->n; i++) {
        zo_choice *choice = family->at[i];
        bool superfluous = zo_family_is_met(choices, &kept, choice->bits);
        if (!superfluous && kept.n < zo_choices_most(choices)) {
            kept.at[kept.n++] = choice;
            continue;
        }
        choices->complete &= superfluous;
        ZO_PUSH(choices->arena, &choices->spare, choice);
    }
    family->n = kept.n;
}

void zo_family_multiply(zo_choices *choices, zo_family *family, const zo_family *by)
{
    zo_family product = {0};
    for (size_t i = 0; i < family->n; i++) {
        for (size_t j = 0; j < by->n; j++)
            zo_family_add(choices, &product, family->at[i]->bits, by->at[j]->bits);
    }
    zo_family_clear(choices, family);
    zo_family_swap(family, &product);
}
