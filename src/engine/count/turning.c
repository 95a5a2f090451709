/* Turns the members of a bloc, one at a time, until the bloc's verdict turns.
 *
 * The verdict is monotone: freeing a member never makes a bloc refuse. So a depth-first search over the
 * members that can be turned may stop where the verdict has turned, and where turning all that are left would
 * not turn it. Freeing a member takes all selectors that it violates; turning it against takes any one. */
#include "engine/count/turning.h"

#include <string.h>

enum {
    MOST_CANDIDATES = 4096,
    MOST_FLIPS = 4096 * 64
}; /* of one bloc and group; looking at a candidate flips members */

typedef struct canvass {
    const zo_turn *turn;
    const zo_bloc *bloc;
    zo_choices *choices;
    zo_family *family;
    size_t members;       /* that can be turned */
    uint64_t **selectors; /* per such member, those it violates */
    bool *turned;         /* per such member */
    uint64_t *ignored;    /* as it is with those turned */
    unsigned candidates;  /* still to be looked at */
} canvass;

static bool is_as_wished(const canvass *c)
{
    bool accepts = zo_bloc_accepts(c->turn->instance, c->bloc, c->turn->mask, c->ignored);
    return accepts == c->turn->to_accept;
}

/* Turns a member, or back again. */
static void flip(canvass *c, size_t member)
{
    for (size_t w = 0; w < c->choices->words; w++)
        c->ignored[w] ^= c->selectors[member][w];
    c->turned[member] = !c->turned[member];
}

static void add_freed(canvass *c)
{
    uint64_t *all = ZO_NEW_MANY(c->choices->arena, uint64_t, c->choices->words);
    for (size_t i = 0; i < c->members; i++) {
        for (size_t w = 0; w < c->choices->words && c->turned[i]; w++)
            all[w] |= c->selectors[i][w];
    }
    zo_family_add(c->choices, c->family, all, NULL);
}

static void singles_of(zo_choices *choices, const uint64_t *bits, zo_family *family)
{
    uint64_t *one = ZO_NEW_MANY(choices->arena, uint64_t, choices->words);
    for (size_t w = 0; w < choices->words; w++) {
        for (uint64_t rest = bits[w]; rest != 0; rest &= rest - 1) {
            one[w] = rest & (0 - rest);
            zo_family_add(choices, family, one, NULL);
        }
        one[w] = 0;
    }
}

static void add_turned_against(canvass *c)
{
    zo_family product = {0}, singles = {0};
    uint64_t *none = ZO_NEW_MANY(c->choices->arena, uint64_t, c->choices->words);
    zo_family_add(c->choices, &product, none, NULL);
    for (size_t i = 0; i < c->members; i++) {
        if (!c->turned[i])
            continue;
        singles_of(c->choices, c->selectors[i], &singles);
        zo_family_multiply(c->choices, &product, &singles);
        zo_family_clear(c->choices, &singles);
    }
    for (size_t i = 0; i < product.n; i++)
        zo_family_add(c->choices, c->family, product.at[i]->bits, NULL);
    zo_family_clear(c->choices, &product);
}

static void flip_others(canvass *c, size_t from)
{
    for (size_t i = from; i < c->members; i++)
        flip(c, i);
}

static bool is_hopeless(canvass *c, size_t from)
{
    flip_others(c, from);
    bool turns = is_as_wished(c);
    flip_others(c, from);
    return !turns;
}

static void search_from(canvass *c, size_t member)
{
    if (c->candidates == 0) {
        c->choices->complete = false;
        return;
    }
    c->candidates--;
    if (is_as_wished(c)) {
        (c->turn->to_accept ? add_freed : add_turned_against)(c);
        return;
    }
    if (is_hopeless(c, member))
        return;
    flip(c, member);
    search_from(c, member + 1);
    flip(c, member);
    search_from(c, member + 1);
}

/* The selectors that turn a member; false when nothing does: it abstains, is as wished already, or is against
 * for reasons that cannot be left out. */
static bool find_selectors(const canvass *c, uint32_t voter, uint64_t *selectors)
{
    const zo_turn *turn = c->turn;
    bool any = false;
    if (zo_bit(turn->mask, turn->instance->selectors + voter))
        return false;
    for (size_t s = 0; s < turn->instance->selectors; s++) {
        const zo_selector *selector = &turn->instance->selector[s];
        if (selector->voter != voter || selector->class_ == ZO_CERTAINTY || !zo_bit(turn->mask, s))
            continue;
        bool ignored = turn->ignored != NULL && zo_bit(turn->ignored, s);
        if (zo_bit(turn->within, s) && ignored != turn->to_accept) {
            zo_set_bit(selectors, s);
            any = true;
        } else if (!ignored) {
            return false;
        }
    }
    return any;
}

static void find_members(canvass *c, zo_arena *arena)
{
    c->selectors = ZO_NEW_MANY(arena, uint64_t *, c->bloc->voters);
    c->turned = ZO_NEW_MANY(arena, bool, c->bloc->voters);
    for (size_t i = 0; i < c->bloc->voters; i++) {
        uint64_t *selectors = ZO_NEW_MANY(arena, uint64_t, c->choices->words);
        if (find_selectors(c, c->bloc->voter[i], selectors))
            c->selectors[c->members++] = selectors;
    }
}

void zo_turn_bloc(const zo_turn *turn, const zo_bloc *bloc, zo_choices *choices, zo_family *family)
{
    canvass c = {.turn = turn, .bloc = bloc, .choices = choices, .family = family};
    c.ignored = ZO_NEW_MANY(choices->arena, uint64_t, choices->words);
    if (turn->ignored != NULL)
        memcpy(c.ignored, turn->ignored, choices->words * sizeof *c.ignored);
    find_members(&c, choices->arena);
    c.candidates = MOST_CANDIDATES;
    if (c.members > MOST_FLIPS / MOST_CANDIDATES)
        c.candidates = (unsigned)(MOST_FLIPS / c.members) + 1;
    search_from(&c, 0);
}
