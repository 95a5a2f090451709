/* Turns a mask into a verdict: which members of a bloc are against, whether its rule holds all the same, and
 * whether packages with this mask are in the zone.
 *
 * A member is against when it violates any selector of its own that is not ignored; members who abstain are
 * left out of every number. Shares are compared as products, so a total weight of 0 reaches every share. */
#include "engine/votes.h"

#include <assert.h>

uint64_t *zo_hard_selectors(const zo_instance *instance, const zo_mode *mode, zo_arena *arena)
{
    uint64_t *hard = ZO_NEW_MANY(arena, uint64_t, zo_set_words(instance->selectors) + 1);
    for (size_t s = 0; s < instance->selectors; s++) {
        if (mode[s] == ZO_HARD)
            zo_set_bit(hard, s);
    }
    return hard;
}

size_t zo_mask_bits(const zo_instance *instance)
{
    return instance->selectors + instance->voters + instance->blocs;
}

typedef struct ballot {
    const zo_instance *instance;
    const zo_bloc *bloc;
    const uint64_t *mask;
    const uint64_t *ignored;
    bool for_certain; /* read ranges against acceptance instead of in its favour */
} ballot;

/* The first violated selector at or after `from` that is not ignored; the number of selectors when there is
 * none. */
static size_t next_violated(const zo_instance *instance, const uint64_t *mask, const uint64_t *ignored,
                            size_t from)
{
    while (from < instance->selectors) {
        size_t word = from / 64;
        uint64_t rest = (mask[word] & ~(ignored == NULL ? 0 : ignored[word])) >> (from % 64);
        if (rest != 0) {
            size_t found = from + (size_t)__builtin_ctzll(rest);
            return found < instance->selectors ? found : instance->selectors;
        }
        from = (word + 1) * 64;
    }
    return instance->selectors;
}

/* Whether any of them counts directly. */
static bool directly_violated(const zo_instance *instance, const uint64_t *mask, const uint64_t *ignored,
                              bool for_certain)
{
    for (size_t s = 0; (s = next_violated(instance, mask, ignored, s)) < instance->selectors; s++) {
        if (instance->selector[s].voter == ZO_DIRECT &&
            (for_certain || instance->selector[s].class_ != ZO_CERTAINTY))
            return true;
    }
    return false;
}

static bool abstains(const ballot *b, uint32_t voter)
{
    return zo_bit(b->mask, b->instance->selectors + voter);
}

static bool is_against(const ballot *b, uint32_t voter)
{
    const zo_voter *of = &b->instance->voter[voter];
    for (size_t i = 0; i < of->selectors; i++) {
        size_t s = of->selector[i];
        bool counts = b->for_certain || b->instance->selector[s].class_ != ZO_CERTAINTY;
        if (counts && zo_bit(b->mask, s) && !(b->ignored && zo_bit(b->ignored, s)))
            return true;
    }
    return false;
}

typedef struct tally {
    int64_t against, voting;
} tally;

static tally count_votes(const ballot *b)
{
    tally votes = {0};
    for (size_t i = 0; i < b->bloc->voters; i++) {
        uint32_t voter = b->bloc->voter[i];
        if (abstains(b, voter))
            continue;
        votes.voting++;
        votes.against += is_against(b, voter);
    }
    return votes;
}

static bool reaches_share(const zo_num *part, const zo_num *total, const zo_num *per_cent)
{
    zo_num hundred = zo_num_of(100);
    zo_num reached = zo_num_mul(part, &hundred), needed = zo_num_mul(total, per_cent);
    assert(!zo_num_overflow(&reached) && !zo_num_overflow(&needed) && "weights were checked");
    return zo_num_compare(&reached, &needed) >= 0;
}

static bool reaches_weight(const ballot *b, const zo_num *per_cent)
{
    zo_num in_favour = zo_num_of(0), total = zo_num_of(0);
    for (size_t i = 0; i < b->bloc->voters; i++) {
        uint32_t voter = b->bloc->voter[i];
        if (abstains(b, voter))
            continue;
        bool accepts = !is_against(b, voter), high = accepts != b->for_certain;
        const zo_voter *of = &b->instance->voter[voter];
        const zo_num *weight = high ? &of->weight_high : &of->weight;
        total = zo_num_add(&total, weight);
        if (accepts)
            in_favour = zo_num_add(&in_favour, weight);
    }
    return reaches_share(&in_favour, &total, per_cent);
}

static bool quota_holds(const ballot *b, const zo_quota *quota, tally votes)
{
    zo_num against = zo_num_of(votes.against);
    zo_num in_favour = zo_num_of(votes.voting - votes.against), total = zo_num_of(votes.voting);
    switch (quota->measure) {
    case ZO_SHARE_OF_MEMBERS: return reaches_share(&in_favour, &total, &quota->limit);
    case ZO_SHARE_OF_WEIGHT: return reaches_weight(b, &quota->limit);
    case ZO_MORE_THAN_HALF: return 2 * votes.against < votes.voting;
    case ZO_FEWER_AGAINST: return zo_num_compare(&against, &quota->limit) < 0;
    }
    return false;
}

static bool alternative_holds(const ballot *b, size_t alternative, tally votes)
{
    for (size_t i = 0; i < b->bloc->rule.alternative[alternative].quotas; i++) {
        if (!quota_holds(b, &b->bloc->rule.alternative[alternative].quota[i], votes))
            return false;
    }
    return true;
}

static bool accepts_as_read(const zo_instance *instance, const zo_bloc *bloc, const uint64_t *mask,
                            const uint64_t *ignored, bool for_certain)
{
    size_t waived = instance->selectors + instance->voters + (size_t)(bloc - instance->bloc);
    if (bloc->voters == 0 || zo_bit(mask, waived))
        return true;
    ballot b = {
        .instance = instance, .bloc = bloc, .mask = mask, .ignored = ignored, .for_certain = for_certain};
    tally votes = count_votes(&b);
    if (votes.voting == 0)
        return false;
    for (size_t i = 0; i < bloc->rule.alternatives; i++) {
        if (alternative_holds(&b, i, votes))
            return true;
    }
    return false;
}

bool zo_bloc_accepts(const zo_instance *instance, const zo_bloc *bloc, const uint64_t *mask,
                     const uint64_t *ignored)
{
    return accepts_as_read(instance, bloc, mask, ignored, false);
}

static bool mask_accepted(const zo_instance *instance, const uint64_t *mask, const uint64_t *ignored,
                          bool for_certain)
{
    if (directly_violated(instance, mask, ignored, for_certain))
        return false;
    for (size_t i = 0; i < instance->blocs; i++) {
        if (!accepts_as_read(instance, &instance->bloc[i], mask, ignored, for_certain))
            return false;
    }
    return true;
}

bool zo_mask_accepted(const zo_instance *instance, const uint64_t *mask, const uint64_t *ignored)
{
    return mask_accepted(instance, mask, ignored, false);
}

bool zo_mask_certain(const zo_instance *instance, const uint64_t *mask)
{
    return mask_accepted(instance, mask, NULL, true);
}
