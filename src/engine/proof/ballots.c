/* Turns the rules of blocs into guarded sums over the votes of their members.
 *
 * A vote is a dial: against, then abstaining where the member may, then accepting. Members abstain exactly
 * where their record says so. Whether a member accepts is only bound from above: it may not where it violates
 * something in force. That is enough, since no rule is ever broken by one acceptance more (votes.c). */
#include "engine/proof/ballots.h"

#include "engine/words.h"
#include "space/wide.h"

static uint32_t add_vote(zo_clauses *c, const zo_voter *voter)
{
    if (voter->abstains == NULL)
        return zo_dials_add(&c->dials, 2);
    uint32_t vote = zo_dials_add(&c->dials, 3);
    int abstains = zo_clauses_literal(c, voter->abstains);
    int not_against = zo_dial_at_least(&c->dials, vote, 1), accepts = zo_dial_at_least(&c->dials, vote, 2);
    int clause[][3] = {{-abstains, not_against}, {-abstains, -accepts}, {abstains, -not_against, accepts}};
    zo_sat_add(c->sat, clause[0], 2);
    zo_sat_add(c->sat, clause[1], 2);
    zo_sat_add(c->sat, clause[2], 3);
    return vote;
}

void zo_ballots_open(zo_clauses *c, uint32_t *vote)
{
    for (size_t v = 0; v < c->instance->voters; v++) {
        vote[v] = add_vote(c, &c->instance->voter[v]);
        c->accepts[v] = zo_dial_at_least(&c->dials, vote[v], c->dials.all.at[vote[v]].size - 1);
    }
}

/* ---- Quotas ---- */

/* A quota as a sum: what each vote adds, and where it starts; then it asks for 0 or more. */
typedef struct scale {
    zo_num start;
    zo_num *accepting, *against; /* per member */
    size_t members;
} scale;

static void weigh_share(scale *s, size_t i, const zo_num *high, const zo_num *low, const zo_num *limit)
{
    zo_num hundred = zo_num_of(100), full = zo_num_mul(high, &hundred);
    zo_num needed = zo_num_mul(high, limit);
    s->accepting[i] = zo_num_sub(&full, &needed);
    needed = zo_num_mul(low, limit);
    s->against[i] = zo_num_negate(&needed);
}

/* Fewer than `limit` against: at most the greatest integer below it. */
static zo_num most_against(const zo_num *limit)
{
    zo_int minus = limit->top;
    minus.negative = !minus.negative && zo_int_sign(&minus) != 0;
    minus = zo_int_div_floor(&minus, &limit->bottom); /* minus the limit, rounded up */
    zo_num most = zo_num_from_int(&minus), one = zo_num_of(1);
    most = zo_num_negate(&most);
    return zo_num_sub(&most, &one);
}

static scale scale_of(zo_clauses *c, const zo_bloc *bloc, const zo_quota *quota)
{
    scale s = {.start = zo_num_of(0), .members = bloc->voters};
    s.accepting = ZO_NEW_MANY(c->arena, zo_num, s.members);
    s.against = ZO_NEW_MANY(c->arena, zo_num, s.members);
    if (quota->measure == ZO_MORE_THAN_HALF)
        s.start = zo_num_of(-1);
    if (quota->measure == ZO_FEWER_AGAINST)
        s.start = most_against(&quota->limit);
    for (size_t i = 0; i < s.members; i++) {
        const zo_voter *voter = &c->instance->voter[bloc->voter[i]];
        zo_num one = zo_num_of(1);
        s.accepting[i] = zo_num_of(quota->measure == ZO_MORE_THAN_HALF);
        s.against[i] = zo_num_of(-1);
        if (quota->measure == ZO_SHARE_OF_MEMBERS)
            weigh_share(&s, i, &one, &one, &quota->limit);
        if (quota->measure == ZO_SHARE_OF_WEIGHT)
            weigh_share(&s, i, &voter->weight_high, &voter->weight, &quota->limit);
    }
    return s;
}

/* ---- Integers ---- */

static zo_int common_bottom(const scale *s)
{
    zo_int bottom = s->start.bottom;
    for (size_t i = 0; i < s->members; i++) {
        bottom = zo_int_lcm(&bottom, &s->accepting[i].bottom);
        bottom = zo_int_lcm(&bottom, &s->against[i].bottom);
    }
    return bottom;
}

static zo_int scaled(const zo_num *number, const zo_int *bottom)
{
    zo_int factor = zo_int_div_exact(bottom, &number->bottom);
    return zo_int_mul(&number->top, &factor);
}

static void grow_bound(zo_int *bound, zo_int value)
{
    value.negative = false;
    *bound = zo_int_add(bound, &value);
}

/* No sum of the votes is larger in magnitude. */
static zo_int bound_of(const scale *s, const zo_int *bottom)
{
    zo_int bound = zo_int_of(0);
    grow_bound(&bound, scaled(&s->start, bottom));
    for (size_t i = 0; i < s->members; i++) {
        grow_bound(&bound, scaled(&s->accepting[i], bottom));
        grow_bound(&bound, scaled(&s->against[i], bottom));
    }
    return bound;
}

static void store_scaled(const zo_num *number, const zo_int *bottom, unsigned words, int64_t *out)
{
    zo_int value = scaled(number, bottom);
    zo_words_of_int(&value, words, out);
}

static void add_quota(zo_clauses *c, const zo_bloc *bloc, const zo_quota *quota, const uint32_t *vote,
                      const int *guard, size_t guards)
{
    scale s = scale_of(c, bloc, quota);
    zo_int bottom = common_bottom(&s), bound = bottom;
    if (!bottom.overflow)
        bound = bound_of(&s, &bottom);
    if (bound.overflow) {
        c->too_wide = true;
        return;
    }
    unsigned words = zo_int_bits(&bound) < 62 ? 1 : ZO_WIDE_WORDS;
    int64_t *start = ZO_NEW_MANY(c->arena, int64_t, words);
    store_scaled(&s.start, &bottom, words, start);
    zo_term *term = ZO_NEW_MANY(c->arena, zo_term, s.members);
    for (size_t i = 0; i < s.members; i++) {
        uint32_t dial = vote[bloc->voter[i]], size = c->dials.all.at[dial].size;
        int64_t *value = ZO_NEW_MANY(c->arena, int64_t, (size_t)size * words);
        store_scaled(&s.against[i], &bottom, words, value);
        store_scaled(&s.accepting[i], &bottom, words, value + (size_t)(size - 1) * words);
        term[i] = (zo_term){.dial = dial, .value = value};
    }
    zo_guarded sum = {
        .guards = guards, .guard = guard, .words = words, .start = start, .terms = s.members, .term = term};
    zo_sums_add(&c->sums, &sum);
}

/* ---- Rules ---- */

static void add_alternative(zo_clauses *c, const zo_bloc *bloc, size_t alternative, const uint32_t *vote,
                            const int *guard, size_t guards)
{
    const struct zo_quota_list *list = &bloc->rule.alternative[alternative];
    for (size_t i = 0; i < list->quotas; i++)
        add_quota(c, bloc, &list->quota[i], vote, guard, guards);
}

/* Somebody does not abstain, or the consent is waived. */
static void require_a_vote(zo_clauses *c, const zo_bloc *bloc, const uint32_t *vote, int waived)
{
    int *clause = ZO_NEW_MANY(c->arena, int, 2 * bloc->voters + 1);
    size_t n = 0;
    clause[n++] = waived;
    for (size_t i = 0; i < bloc->voters; i++) {
        uint32_t dial = vote[bloc->voter[i]];
        clause[n++] = -zo_dial_at_least(&c->dials, dial, 1);
        clause[n++] = c->accepts[bloc->voter[i]];
    }
    zo_sat_add(c->sat, clause, n);
}

void zo_ballots_add_bloc(zo_clauses *c, const zo_bloc *bloc, const uint32_t *vote)
{
    if (bloc->voters == 0)
        return;
    int waived = bloc->waived == NULL ? ZO_LIT_FALSE : zo_clauses_literal(c, bloc->waived);
    size_t alternatives = bloc->rule.alternatives;
    require_a_vote(c, bloc, vote, waived);
    int *some = ZO_NEW_MANY(c->arena, int, alternatives + 1);
    some[alternatives] = waived;
    for (size_t i = 0; i < alternatives; i++) {
        some[i] = alternatives == 1 ? ZO_LIT_TRUE : zo_sat_variables(c->sat, 1);
        int guard[] = {some[i], -waived};
        add_alternative(c, bloc, i, vote, guard, 2);
    }
    zo_sat_add(c->sat, some, alternatives + 1);
}
