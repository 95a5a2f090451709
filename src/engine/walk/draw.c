/* Turns numbers into packages: uniform draws by rejection, part by part. Issues that no condition couples are parts of their
 * own, so that a part is drawn anew until it satisfies its conditions, whatever the others are. What a small part leaves
 * is listed once, so that no draw of it is in vain. */
#include "engine/walk/draw.h"

#include "engine/hash.h"
#include "space/components.h"
#include "space/propagate.h"

enum { MOST_LISTED = 1 << 18, TRIES_PER_PULSE = 1 << 12 };

typedef ZO_ARRAY(uint32_t) zo_numbers;

typedef struct zo_draw_part {
    zo_numbers issues;
    zo_conjuncts conditions;
    uint64_t packages; /* that the values left of its issues form; UINT64_MAX when more */
    bool listed;
    zo_numbers left; /* when listed: the ranks of those that satisfy the conditions */
} zo_draw_part;

struct zo_draw {
    const zo_instance *instance;
    uint64_t seed;
    zo_numbers *values; /* per issue: those left */
    size_t parts;
    zo_draw_part *part;
    bool impossible;
    uint32_t tries; /* until the clock is looked at */
    zo_arena *arena;
};

/* ---- Parts ---- */

static void take_values(zo_draw *d, const zo_domains *domains)
{
    const zo_instance *in = d->instance;
    d->impossible = domains->empty;
    d->values = ZO_NEW_MANY(d->arena, zo_numbers, in->issues + 1);
    for (size_t i = 0; i < in->issues; i++) {
        for (uint32_t v = 0; v < in->size[i]; v++)
            if (zo_bit(domains->values, in->first_bit[i] + v))
                ZO_PUSH(d->arena, &d->values[i], v);
        d->impossible = d->impossible || d->values[i].n == 0;
    }
}

/* A condition that looks at no issue holds everywhere or nowhere. */
static void hand_out(zo_draw *d, const zo_expr *expr, const zo_components *components)
{
    zo_conjuncts conjuncts = {0};
    uint32_t *anything = ZO_NEW_MANY(d->arena, uint32_t, d->instance->issues + 1);
    zo_add_conjuncts(expr, &conjuncts, d->arena);
    for (size_t c = 0; c < conjuncts.n; c++) {
        uint32_t issue = zo_some_issue(conjuncts.at[c]);
        if (issue == ZO_NO_FIRST)
            d->impossible = d->impossible || !zo_holds(conjuncts.at[c], anything);
        else
            ZO_PUSH(d->arena, &d->part[components->of_issue[issue]].conditions, conjuncts.at[c]);
    }
}

static uint64_t times(uint64_t a, uint64_t b) { return b != 0 && a > UINT64_MAX / b ? UINT64_MAX : a * b; }

static void cut_into_parts(zo_draw *d, const zo_mode *mode, const uint64_t *hard)
{
    const zo_instance *in = d->instance;
    zo_components components = zo_find_components(in, hard, NULL, d->arena);
    d->parts = components.count;
    d->part = ZO_NEW_MANY(d->arena, zo_draw_part, d->parts + 1);
    for (uint32_t i = 0; i < in->issues; i++)
        ZO_PUSH(d->arena, &d->part[components.of_issue[i]].issues, i);
    for (size_t s = 0; s < in->selectors; s++)
        if (mode[s] == ZO_HARD)
            hand_out(d, in->selector[s].expr, &components);
    for (size_t p = 0; p < d->parts; p++) {
        d->part[p].packages = 1;
        for (size_t i = 0; i < d->part[p].issues.n; i++)
            d->part[p].packages = times(d->part[p].packages, d->values[d->part[p].issues.at[i]].n);
    }
}

/* ---- Lists ---- */

static void put_rank(const zo_draw *d, const zo_draw_part *part, uint64_t rank, uint32_t *package)
{
    for (size_t i = part->issues.n; i-- > 0;) {
        uint32_t issue = part->issues.at[i];
        package[issue] = d->values[issue].at[rank % d->values[issue].n];
        rank /= d->values[issue].n;
    }
}

static bool satisfies(const zo_draw_part *part, const uint32_t *package)
{
    for (size_t c = 0; c < part->conditions.n; c++)
        if (!zo_holds(part->conditions.at[c], package))
            return false;
    return true;
}

static void list_part(zo_draw *d, zo_draw_part *part)
{
    uint32_t *package = ZO_NEW_MANY(d->arena, uint32_t, d->instance->issues + 1);
    part->listed = true;
    for (uint32_t rank = 0; rank < part->packages; rank++) {
        put_rank(d, part, rank, package);
        if (satisfies(part, package))
            ZO_PUSH(d->arena, &part->left, rank);
    }
    d->impossible = d->impossible || part->left.n == 0;
}

zo_draw *zo_draw_new(const zo_instance *instance, const zo_mode *mode, uint64_t seed, zo_arena *arena)
{
    zo_draw *d = ZO_NEW(arena, zo_draw);
    const uint64_t *hard = zo_hard_selectors(instance, mode, arena);
    zo_domains domains = zo_propagate(instance, hard, arena);
    *d = (zo_draw){.instance = instance, .seed = seed, .arena = arena};
    take_values(d, &domains);
    cut_into_parts(d, mode, hard);
    for (size_t p = 0; p < d->parts && !d->impossible; p++)
        if (d->part[p].conditions.n > 0 && d->part[p].packages <= MOST_LISTED)
            list_part(d, &d->part[p]);
    return d;
}

uint64_t zo_draw_packages(const zo_draw *draw)
{
    uint64_t packages = draw->impossible ? 0 : 1;
    for (size_t p = 0; p < draw->parts; p++)
        packages = times(packages, draw->part[p].listed ? draw->part[p].left.n : draw->part[p].packages);
    return packages;
}

/* ---- Draws ---- */

/* 0 .. below - 1, each as likely as any other but for one part in 2^22, as below is at most 2^18. */
static uint32_t draw_below(uint64_t *state, uint32_t below)
{
    uint64_t next = 0;
    *state = zo_hash_words(*state, &next, 1);
    return (uint32_t)((*state >> 24) * below >> 40);
}

static void draw_values(const zo_draw *d, const zo_draw_part *part, uint64_t *state, uint32_t *package)
{
    for (size_t i = 0; i < part->issues.n; i++) {
        uint32_t issue = part->issues.at[i];
        package[issue] = d->values[issue].at[draw_below(state, (uint32_t)d->values[issue].n)];
    }
}

/* Looks at the clock now and then. */
static zo_reach reach_of(zo_draw *d, const zo_limit *limit)
{
    if (d->tries++ % TRIES_PER_PULSE != 0)
        return ZO_EXACT;
    if (zo_past_deadline(limit))
        return ZO_LIMIT_TIME;
    return limit->progress != NULL && limit->progress(limit->context, 0) ? ZO_STOPPED : ZO_EXACT;
}

static zo_reach draw_part(zo_draw *d, const zo_draw_part *part, uint64_t state, const zo_limit *limit,
                          uint32_t *package)
{
    if (part->listed) {
        put_rank(d, part, part->left.at[draw_below(&state, (uint32_t)part->left.n)], package);
        return ZO_EXACT;
    }
    zo_reach reach;
    do {
        reach = reach_of(d, limit);
        draw_values(d, part, &state, package);
    } while (reach == ZO_EXACT && !satisfies(part, package));
    return reach;
}

zo_reach zo_draw_package(zo_draw *draw, uint64_t number, const zo_limit *limit, uint32_t *package)
{
    zo_reach reach = draw->impossible ? ZO_STOPPED : ZO_EXACT;
    for (size_t p = 0; p < draw->parts && reach == ZO_EXACT; p++) {
        const uint64_t place[] = {number, p};
        reach = draw_part(draw, &draw->part[p], zo_hash_words(draw->seed, place, 2), limit, package);
    }
    return reach;
}
