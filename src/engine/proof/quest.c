/* Turns selectors in force into ties and loads. */
#include "engine/proof/quest.h"

#include "engine/dependence.h"

#include <string.h>

static const int64_t MOST_ROOM = (int64_t)1 << 30; /* larger rooms are measured in coarser units */

/* ---- What may be asked about ---- */

static size_t find_issues(const zo_quest *q, const zo_expr *expr, const uint32_t **issue)
{
    size_t words = zo_set_words(q->instance->issues), count = 0;
    uint64_t *set = ZO_NEW_MANY(q->arena, uint64_t, words + 1);
    zo_add_issues(expr, set);
    for (size_t w = 0; w < words; w++)
        count += (size_t)__builtin_popcountll(set[w]);
    uint32_t *list = ZO_NEW_MANY(q->arena, uint32_t, count + 1);
    count = 0;
    for (uint32_t i = 0; i < q->instance->issues; i++) {
        if (zo_bit(set, i))
            list[count++] = i;
    }
    *issue = list;
    return count;
}

bool zo_tie_holds(const zo_tie *tie, const uint32_t *package)
{
    if (tie->issues == 2)
        return tie->fits[0][package[tie->issue[0]]] >> package[tie->issue[1]] & 1;
    return zo_holds(tie->expr, package) != tie->negated;
}

bool zo_is_lost(const zo_loss *loss, const uint32_t *package)
{
    return zo_holds(loss->when, package) == loss->lost_when;
}

uint64_t zo_quest_taken(const zo_quest *q, size_t load, const uint32_t *package)
{
    uint64_t taken = 0;
    for (uint32_t i = 0; i < q->instance->issues; i++)
        taken += zo_quest_takes(q, load, i, package[i]);
    for (size_t k = 0; k < q->losses.n; k++) {
        if (q->losses.at[k].load == load && zo_is_lost(&q->losses.at[k], package))
            taken += q->losses.at[k].amount;
    }
    return taken;
}

/* fits[side]: per value of issue[side], the values of the other issue; for one issue, its values. */
static void find_fits(zo_quest *q, zo_tie *tie, uint32_t *package)
{
    uint32_t one = tie->issue[0], other = tie->issue[tie->issues - 1];
    uint64_t *fits[2] = {ZO_NEW_MANY(q->arena, uint64_t, ZO_QUEST_VALUES),
                         ZO_NEW_MANY(q->arena, uint64_t, ZO_QUEST_VALUES)};
    for (package[one] = 0; package[one] < q->instance->size[one]; package[one]++) {
        if (tie->issues == 1) {
            fits[0][0] |= (uint64_t)(zo_holds(tie->expr, package) != tie->negated) << package[one];
            continue;
        }
        for (package[other] = 0; package[other] < q->instance->size[other]; package[other]++) {
            if (zo_holds(tie->expr, package) == tie->negated)
                continue;
            fits[0][package[one]] |= (uint64_t)1 << package[other];
            fits[1][package[other]] |= (uint64_t)1 << package[one];
        }
    }
    package[one] = package[other] = 0;
    tie->fits[0] = fits[0];
    tie->fits[1] = fits[1];
}

/* Splits at `and`, since each part must hold. */
static void add_ties(zo_quest *q, uint32_t selector, const zo_expr *expr, bool negated, uint32_t *package)
{
    if (expr->kind == ZO_X_NOT) {
        add_ties(q, selector, expr->left, !negated, package);
        return;
    }
    if (expr->kind == (negated ? ZO_X_OR : ZO_X_AND)) {
        add_ties(q, selector, expr->left, negated, package);
        add_ties(q, selector, expr->right, negated, package);
        return;
    }
    zo_tie tie = {.selector = selector, .expr = expr, .negated = negated};
    tie.issues = find_issues(q, expr, &tie.issue);
    if (tie.issues == 1 || tie.issues == 2)
        find_fits(q, &tie, package);
    ZO_PUSH(q->arena, &q->all_ties, tie);
}

/* Its table of the issue, to be added to. */
static int64_t *own_table(zo_quest *q, zo_burden *burden, uint32_t issue)
{
    uint32_t size = q->instance->size[issue];
    int64_t *table = ZO_NEW_MANY(q->arena, int64_t, size);
    if (burden->table[issue] != NULL)
        memcpy(table, burden->table[issue], size * sizeof *table);
    burden->table[issue] = table;
    return table;
}

static void join_table(zo_quest *q, zo_burden *burden, const zo_shared *shared, uint32_t *package)
{
    uint32_t issue = *shared->issue;
    int64_t *table = own_table(q, burden, issue);
    for (package[issue] = 0; package[issue] < q->instance->size[issue]; package[issue]++) {
        if (zo_holds(shared->bonus->when, package))
            table[package[issue]] += *shared->bonus->points;
    }
    package[issue] = 0;
}

/* Bonuses that hang on one issue join its table. */
static zo_burden burden_of(zo_quest *q, uint32_t selector, const zo_sum *sum, uint32_t *package)
{
    size_t issues = q->instance->issues;
    zo_burden burden = {.selector = selector, .sum = sum};
    burden.table = ZO_NEW_MANY(q->arena, const int64_t *, issues + 1);
    memcpy(burden.table, sum->table, issues * sizeof *burden.table);
    for (uint32_t b = 0; b < sum->bonuses; b++) {
        zo_shared shared = {.bonus = &sum->bonus[b]};
        shared.issues = find_issues(q, sum->bonus[b].when, &shared.issue);
        if (shared.issues == 1)
            join_table(q, &burden, &shared, package);
        else
            ZO_PUSH(q->arena, &burden.shared, shared);
    }
    return burden;
}

static void make_room(zo_quest *q, size_t loads)
{
    size_t issues = q->instance->issues, bits = q->instance->value_bits;
    q->domain = ZO_NEW_MANY(q->arena, uint64_t, issues + 1);
    q->tied = zo_alloc_many(q->arena, issues + 1, sizeof *q->tied);
    q->lossy = zo_alloc_many(q->arena, issues + 1, sizeof *q->lossy);
    q->stride = loads;
    q->package = ZO_NEW_MANY(q->arena, uint32_t, issues + 1);
    q->selector = ZO_NEW_MANY(q->arena, uint32_t, loads);
    q->room = ZO_NEW_MANY(q->arena, uint32_t, loads);
    q->takes = ZO_NEW_MANY(q->arena, uint32_t, loads * bits + 1);
    q->part = ZO_NEW_MANY(q->arena, float, loads *bits + 1);
    q->used = ZO_NEW_MANY(q->arena, uint64_t, zo_set_words(q->instance->selectors + 1));
}

zo_quest *zo_quest_new(const zo_instance *instance, const uint64_t *counting, zo_arena *arena)
{
    for (size_t i = 0; i < instance->issues; i++) {
        if (instance->size[i] > ZO_QUEST_VALUES)
            return NULL;
    }
    zo_quest *q = ZO_NEW(arena, zo_quest);
    uint32_t *package = ZO_NEW_MANY(arena, uint32_t, instance->issues + 1);
    *q = (zo_quest){.instance = instance, .arena = arena};
    for (uint32_t s = 0; s < instance->selectors; s++) {
        const zo_selector *selector = &instance->selector[s];
        if (!zo_bit(counting, s) || selector->voter != ZO_DIRECT || selector->waived != NULL)
            continue;
        if (selector->sum == NULL)
            add_ties(q, s, selector->expr, false, package);
        else if (selector->sum->words == 1)
            ZO_PUSH(arena, &q->burdens, burden_of(q, s, selector->sum, package));
    }
    make_room(q, q->burdens.n + 1);
    return q;
}

/* ---- One question ---- */

static void use(zo_quest *q, uint32_t selector)
{
    zo_set_bit(q->used, selector == ZO_NO_SELECTOR ? q->instance->selectors : selector);
}

/* Takes the values outside `left` away; false when none is left. */
static bool narrow(zo_quest *q, uint64_t *domain, uint64_t left, uint32_t selector)
{
    if ((*domain & ~left) != 0) {
        *domain &= left;
        use(q, selector);
    }
    return *domain != 0;
}

static void note_issues(zo_quest *q, const uint32_t *issue, size_t issues, size_t what, bool tie)
{
    for (size_t i = 0; i < issues; i++) {
        if (tie)
            ZO_PUSH(q->arena, &q->tied[issue[i]], what);
        else
            ZO_PUSH(q->arena, &q->lossy[issue[i]], what);
    }
}

static void begin_ties(zo_quest *q, const uint64_t *in_force)
{
    for (size_t t = 0; t < q->all_ties.n; t++) {
        const zo_tie *tie = &q->all_ties.at[t];
        if (!zo_bit(in_force, tie->selector))
            continue;
        if (tie->issues > 1) {
            note_issues(q, tie->issue, tie->issues, q->ties.n, true);
            ZO_PUSH(q->arena, &q->ties, tie);
        } else if (tie->issues == 1) {
            q->refuted = !narrow(q, &q->domain[*tie->issue], *tie->fits[0], tie->selector) || q->refuted;
        } else if (zo_holds(tie->expr, NULL) == tie->negated) {
            use(q, tie->selector);
            q->refuted = true;
        }
    }
}

static int64_t best_of(const int64_t *table, uint64_t domain)
{
    int64_t best = INT64_MIN;
    for (uint64_t rest = domain; rest != 0; rest &= rest - 1) {
        int64_t value = table[__builtin_ctzll(rest)];
        best = value > best ? value : best;
    }
    return best;
}

/* What the sum has to spare when all is at its best; false when that is too large a number. */
static bool find_room(const zo_quest *q, const zo_burden *burden, int64_t *room)
{
    bool fits = true;
    *room = *burden->sum->start;
    for (size_t i = 0; i < q->instance->issues; i++) {
        if (burden->table[i] != NULL)
            fits = fits && !__builtin_add_overflow(*room, best_of(burden->table[i], q->domain[i]), room);
    }
    for (size_t b = 0; b < burden->shared.n; b++) {
        int64_t points = *burden->shared.at[b].bonus->points;
        fits = fits && !__builtin_add_overflow(*room, points > 0 ? points : 0, room);
    }
    return fits;
}

static void add_losses(zo_quest *q, const zo_burden *burden, size_t load, unsigned shift)
{
    for (size_t b = 0; b < burden->shared.n; b++) {
        const zo_shared *shared = &burden->shared.at[b];
        const zo_bonus *bonus = shared->bonus;
        uint64_t amount = *bonus->points < 0 ? 0 - (uint64_t)*bonus->points : (uint64_t)*bonus->points;
        uint64_t most = (uint64_t)q->room[load] + 1;
        amount >>= shift;
        zo_loss loss = {.load = (uint32_t)load,
                        .when = bonus->when,
                        .lost_when = *bonus->points < 0,
                        .issues = shared->issues,
                        .issue = shared->issue,
                        .amount = (uint32_t)(amount < most ? amount : most)};
        note_issues(q, loss.issue, loss.issues, q->losses.n, false);
        ZO_PUSH(q->arena, &q->losses, loss);
    }
}

/* What every value takes; those that take more than there is are removed. */
static void fill_load(zo_quest *q, const zo_burden *burden, size_t load, unsigned shift)
{
    uint64_t most = (uint64_t)q->room[load] + 1;
    for (uint32_t i = 0; i < q->instance->issues && !q->refuted; i++) {
        uint64_t fitting = q->domain[i];
        int64_t best = burden->table[i] == NULL ? 0 : best_of(burden->table[i], q->domain[i]);
        for (uint32_t v = 0; v < q->instance->size[i]; v++) {
            int64_t value = burden->table[i] == NULL ? 0 : burden->table[i][v];
            uint64_t taken = value < best ? ((uint64_t)best - (uint64_t)value) >> shift : 0;
            size_t at = (q->instance->first_bit[i] + v) * q->stride + load;
            q->takes[at] = (uint32_t)(taken < most ? taken : most);
            q->part[at] = (float)q->takes[at] / (float)(q->room[load] > 0 ? q->room[load] : 1);
            if (taken >= most)
                fitting &= ~((uint64_t)1 << v);
        }
        q->refuted = !narrow(q, &q->domain[i], fitting, burden->selector);
    }
}

static void add_load(zo_quest *q, const zo_burden *burden)
{
    int64_t room;
    unsigned shift = 0;
    if (q->refuted || !find_room(q, burden, &room))
        return;
    if (room < 0) {
        use(q, burden->selector);
        q->refuted = true;
        return;
    }
    while (room >> shift > MOST_ROOM)
        shift++;
    size_t load = q->loads++;
    q->selector[load] = burden->selector;
    q->room[load] = (uint32_t)(room >> shift);
    add_losses(q, burden, load, shift);
    fill_load(q, burden, load, shift);
}

static void reset(zo_quest *q)
{
    q->ties.n = q->losses.n = q->loads = 0;
    q->refuted = false;
    memset(q->used, 0, zo_set_words(q->instance->selectors + 1) * sizeof *q->used);
    for (size_t i = 0; i < q->instance->issues; i++) {
        q->tied[i].n = q->lossy[i].n = 0;
        q->domain[i] = ~(uint64_t)0 >> (ZO_QUEST_VALUES - q->instance->size[i]);
    }
}

/* Loads are filled twice: what one of them removes may leave less room to another. */
void zo_quest_begin(zo_quest *q, const uint64_t *in_force, const zo_sum *extra)
{
    uint32_t *package = ZO_NEW_MANY(q->arena, uint32_t, q->instance->issues + 1);
    reset(q);
    begin_ties(q, in_force);
    if (!q->refuted && !zo_quest_propagate(q, q->domain))
        q->refuted = true;
    zo_burden more = {0};
    if (extra != NULL && extra->words == 1)
        more = burden_of(q, ZO_NO_SELECTOR, extra, package);
    for (int round = 0; round < 2; round++) {
        q->loads = q->losses.n = 0;
        for (size_t i = 0; i < q->instance->issues; i++)
            q->lossy[i].n = 0;
        for (size_t b = 0; b < q->burdens.n; b++) {
            if (zo_bit(in_force, q->burdens.at[b].selector))
                add_load(q, &q->burdens.at[b]);
        }
        if (more.sum != NULL)
            add_load(q, &more);
    }
}

/* ---- Propagation ---- */

static bool narrow_side(zo_quest *q, uint64_t *domain, const zo_tie *tie, int side)
{
    uint64_t left = 0;
    for (uint64_t rest = domain[tie->issue[side]]; rest != 0; rest &= rest - 1)
        left |= tie->fits[side][__builtin_ctzll(rest)];
    return narrow(q, &domain[tie->issue[1 - side]], left, tie->selector);
}

/* With all issues but one decided, the values of that one. */
static bool narrow_last(zo_quest *q, uint64_t *domain, const zo_tie *tie)
{
    uint32_t *package = q->package;
    size_t open = 0, last = 0;
    for (size_t i = 0; i < tie->issues; i++) {
        uint64_t left = domain[tie->issue[i]];
        package[tie->issue[i]] = (uint32_t)__builtin_ctzll(left);
        if ((left & (left - 1)) != 0) {
            open++;
            last = i;
        }
    }
    if (open > 1)
        return true;
    uint64_t fits = 0;
    for (uint64_t rest = domain[tie->issue[last]]; rest != 0; rest &= rest - 1) {
        package[tie->issue[last]] = (uint32_t)__builtin_ctzll(rest);
        fits |= (uint64_t)zo_tie_holds(tie, package) << package[tie->issue[last]];
    }
    return narrow(q, &domain[tie->issue[last]], fits, tie->selector);
}

static bool narrow_tie(zo_quest *q, uint64_t *domain, const zo_tie *tie)
{
    if (tie->issues == 2)
        return narrow_side(q, domain, tie, 0) && narrow_side(q, domain, tie, 1);
    return narrow_last(q, domain, tie);
}

static uint64_t values_left(const zo_quest *q, const uint64_t *domain)
{
    uint64_t left = 0;
    for (size_t i = 0; i < q->instance->issues; i++)
        left += (uint64_t)__builtin_popcountll(domain[i]);
    return left;
}

bool zo_quest_propagate(zo_quest *q, uint64_t *domain)
{
    uint64_t before;
    do {
        before = values_left(q, domain);
        for (size_t t = 0; t < q->ties.n; t++) {
            if (!narrow_tie(q, domain, q->ties.at[t]))
                return false;
        }
    } while (values_left(q, domain) < before);
    return true;
}
