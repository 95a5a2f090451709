/* A quest: is there a package for some direct selectors, asked in a form in which many packages are tried quickly, and all of
 * them refuted by weights. It knows conditions on issues, and sums by what they lose.
 *
 * Each sum that counts becomes a load: with every issue at its best for it, it has room to spare, and every value takes up some
 * of that room. A package fits when no room is overdrawn. What a quest leaves out (votes, waivers, numbers of many
 * words) only widens it: when it finds nothing, nothing is there; what it finds is for the asker to check. */
#ifndef ZO_ENGINE_QUEST_H
#define ZO_ENGINE_QUEST_H

#include "engine/limit.h"
#include "engine/votes.h"

enum { ZO_QUEST_VALUES = 64 /* of an issue, at most */ };

/* A condition that some issues must meet together. */
typedef struct zo_tie {
    uint32_t selector;
    const zo_expr *expr;
    bool negated; /* what must hold is that the expression does not */
    size_t issues;
    const uint32_t *issue;
    const uint64_t *fits
        [2]; /* one issue: fits[0][0] are its values; two: per value of the one, those of the other that go
                                with it; more: NULL */
} zo_tie;

/* Points that a load earns by a condition on several issues; without it they are lost. */
typedef struct zo_loss {
    uint32_t load;
    const zo_expr *when;
    bool lost_when; /* lost where the condition holds, or where it does not */
    size_t issues;
    const uint32_t *issue;
    uint32_t amount;
} zo_loss;

typedef struct zo_shared {
    const zo_bonus *bonus;
    size_t issues;
    const uint32_t *issue;
} zo_shared;

/* A sum that may be asked about. */
typedef struct zo_burden {
    uint32_t selector; /* ZO_NO_SELECTOR: the extra one */
    const zo_sum *sum;
    const int64_t **table;      /* per issue, with the bonuses that hang on it alone; NULL: nothing */
    ZO_ARRAY(zo_shared) shared; /* bonuses that hang on several issues */
} zo_burden;

typedef struct zo_quest {
    const zo_instance *instance;
    zo_arena *arena;
    ZO_ARRAY(zo_tie) all_ties;
    ZO_ARRAY(zo_burden) burdens;

    /* The question under way. */
    uint64_t *domain;              /* per issue: the values that are left */
    ZO_ARRAY(const zo_tie *) ties; /* in force, of two issues and more */
    ZO_ARRAY(size_t) *tied;        /* per issue: which of these look at it */
    size_t loads;
    uint32_t *selector; /* per load */
    uint32_t *room;     /* per load */
    size_t stride;      /* of the next two, >= loads */
    uint32_t *takes;    /* at (first_bit[issue] + value) * stride + load */
    float *part;        /* the same as a share of the room */
    ZO_ARRAY(zo_loss) losses;
    ZO_ARRAY(size_t) *lossy; /* per issue: which of these look at it */
    uint32_t *package;       /* being read */
    bool refuted;            /* nothing fits, as was seen at once */
    uint64_t *used; /* the selectors that the refutation rests on; with the extra sum: bit `selectors` */
} zo_quest;

/* counting: the selectors that may be in force. NULL when some issue has too many values. */
zo_quest *zo_quest_new(const zo_instance *instance, const uint64_t *counting, zo_arena *arena);

/* Starts a question: the direct selectors of in_force, and `extra` >= 0 (may be NULL). */
void zo_quest_begin(zo_quest *quest, const uint64_t *in_force, const zo_sum *extra);

static inline uint32_t zo_quest_takes(const zo_quest *q, size_t load, uint32_t issue, uint32_t value)
{
    return q->takes[(q->instance->first_bit[issue] + value) * q->stride + load];
}

/* What a package takes of a load's room, losses included. */
uint64_t zo_quest_taken(const zo_quest *quest, size_t load, const uint32_t *package);
bool zo_is_lost(const zo_loss *loss, const uint32_t *package);

/* The load's bit in `used`. */
static inline size_t zo_quest_mark(const zo_quest *q, size_t load)
{
    return q->selector[load] == ZO_NO_SELECTOR ? q->instance->selectors : q->selector[load];
}

/* Removes values that no longer go with any left; the selectors used are noted. False when some issue has none left. */
bool zo_quest_propagate(zo_quest *quest, uint64_t *domain);

bool zo_tie_holds(const zo_tie *tie, const uint32_t *package);

#endif
