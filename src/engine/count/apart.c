/* An enumeration cut into parts: issues that no selector couples, but hard ones within each part, are enumerated apart, and
 * what was found is multiplied. Everything that soft selectors, abstentions and waivers of blocs look at is one part, the
 * main one, so that every other part has one group, or none.
 *
 * Promises: the same groups as zo_enumerate_at_once. The largest part comes last, so that when a limit is reached there, what
 * was found in it still counts. */
#include "engine/walk/enumerate.h"

#include <string.h>

#include "engine/count/portion.h"
#include "engine/dependence.h"
#include "engine/known.h"
#include "space/components.h"

typedef struct zo_part {
    zo_instance instance; /* the whole, issues of other parts with one value only */
    zo_mode *mode;
    ZO_ARRAY(zo_selector) selectors; /* of parts other than the main one: what they consist of */
    uint64_t packages;               /* that its domains allow, at most; UINT64_MAX when more */
    zo_enumeration found;
} zo_part;

typedef struct zo_parting {
    const zo_instance *instance;
    const zo_mode *mode;
    zo_detail detail;
    const zo_limit *limit;
    zo_arena *arena;  /* for the outcome */
    zo_arena scratch; /* on the same heap */
    zo_domains domains;
    uint32_t *part_of; /* per issue; 0: the main part */
    size_t parts;
    zo_part *part;
    zo_part **order;
    size_t at;      /* in order: the part that is being enumerated */
    zo_known known; /* of that part */
    zo_enumeration outcome;
} zo_parting;

/* ---- Cutting ---- */

static uint64_t *issues_of_masks(zo_parting *p)
{
    const zo_instance *in = p->instance;
    uint64_t *issues = ZO_NEW_MANY(&p->scratch, uint64_t, zo_set_words(in->issues) + 1);
    for (size_t s = 0; s < in->selectors; s++) {
        if (p->mode[s] != ZO_SOFT)
            continue;
        zo_add_issues(in->selector[s].expr, issues);
        zo_add_issues(in->selector[s].waived, issues);
        zo_add_issues_of_sum(in, in->selector[s].sum, issues);
    }
    for (size_t v = 0; v < in->voters; v++)
        zo_add_issues(in->voter[v].abstains, issues);
    for (size_t b = 0; b < in->blocs; b++)
        zo_add_issues(in->bloc[b].waived, issues);
    return issues;
}

/* Components become parts; that of the masks, and those of one issue that nothing looks at, the main one. */
static void number_parts(zo_parting *p, const uint64_t *hard)
{
    const zo_instance *in = p->instance;
    uint64_t *main = issues_of_masks(p),
             *visited = ZO_NEW_MANY(&p->scratch, uint64_t, zo_set_words(in->issues) + 1);
    zo_components components = zo_find_components(in, hard, main, &p->scratch);
    uint32_t *part_of_component = ZO_NEW_MANY(&p->scratch, uint32_t, components.count + 1);
    for (size_t s = 0; s < in->selectors; s++) {
        if (p->mode[s] != ZO_HARD)
            continue;
        zo_add_issues(in->selector[s].expr, visited);
        zo_add_issues(in->selector[s].waived, visited);
        zo_add_issues_of_sum(in, in->selector[s].sum, visited);
    }
    p->part_of = ZO_NEW_MANY(&p->scratch, uint32_t, in->issues + 1);
    memset(part_of_component, 0xff, components.count * sizeof *part_of_component);
    for (size_t i = 0; i < in->issues; i++)
        if (zo_bit(main, i))
            part_of_component[components.of_issue[i]] = 0;
    p->parts = 1;
    for (size_t i = 0; i < in->issues; i++) {
        uint32_t *part = &part_of_component[components.of_issue[i]];
        if (*part == UINT32_MAX)
            *part = zo_bit(visited, i) ? (uint32_t)p->parts++ : 0;
        p->part_of[i] = *part;
    }
}

static uint32_t part_of_expr(const zo_parting *p, const zo_expr *expr)
{
    uint32_t issue = zo_some_issue(expr);
    return issue == ZO_NO_FIRST ? 0 : p->part_of[issue];
}

static uint32_t part_of_selector(const zo_parting *p, const zo_selector *selector)
{
    uint32_t part = part_of_expr(p, selector->expr);
    part = part != 0 ? part : part_of_expr(p, selector->waived);
    for (size_t i = 0; selector->sum != NULL && part == 0 && i < p->instance->issues; i++)
        part = selector->sum->table[i] != NULL ? p->part_of[i] : 0;
    for (size_t b = 0; selector->sum != NULL && part == 0 && b < selector->sum->bonuses; b++)
        part = part_of_expr(p, selector->sum->bonus[b].when);
    return part;
}

static const zo_expr *both(zo_parting *p, const zo_expr *left, const zo_expr *right)
{
    if (left == NULL)
        return right;
    zo_expr *expr = ZO_NEW(&p->scratch, zo_expr);
    *expr = (zo_expr){.kind = ZO_X_AND, .left = left, .right = right};
    return expr;
}

static void give(zo_parting *p, uint32_t part, const zo_selector *selector)
{
    ZO_PUSH(&p->scratch, &p->part[part].selectors, *selector);
}

/* A hard selector goes to the part of its issues, each of its parts joined by "and" on its own; in the main part it
 * keeps its number, since masks go by it. */
static void hand_out(zo_parting *p, size_t s, zo_selector *kept)
{
    const zo_selector *selector = &p->instance->selector[s];
    if (selector->sum != NULL || selector->waived != NULL) {
        uint32_t part = part_of_selector(p, selector);
        if (part != 0) {
            give(p, part, selector);
            p->part[0].mode[s] = ZO_OFF;
        }
        return;
    }
    zo_conjuncts conjuncts = {0};
    zo_add_conjuncts(selector->expr, &conjuncts, &p->scratch);
    kept->expr = NULL;
    for (size_t i = 0; i < conjuncts.n; i++) {
        uint32_t part = part_of_expr(p, conjuncts.at[i]);
        zo_selector own = {.class_ = selector->class_, .expr = conjuncts.at[i], .voter = ZO_DIRECT};
        if (part != 0)
            give(p, part, &own);
        else
            kept->expr = both(p, kept->expr, conjuncts.at[i]);
    }
    if (kept->expr == NULL) {
        kept->expr = selector->expr;
        p->part[0].mode[s] = ZO_OFF;
    }
}

static void hand_out_all(zo_parting *p)
{
    const zo_instance *in = p->instance;
    zo_selector *kept = ZO_NEW_MANY(&p->scratch, zo_selector, in->selectors + 1);
    p->part[0].mode = ZO_NEW_MANY(&p->scratch, zo_mode, in->selectors + 1);
    for (size_t s = 0; s < in->selectors; s++) {
        kept[s] = in->selector[s];
        p->part[0].mode[s] = p->mode[s];
        if (p->mode[s] == ZO_HARD)
            hand_out(p, s, &kept[s]);
    }
    p->part[0].instance.selector = kept;
}

/* That the domains of the part's issues allow; UINT64_MAX when more. */
static uint64_t packages_within(const zo_parting *p, uint32_t number)
{
    const zo_instance *in = p->instance;
    uint64_t packages = 1;
    for (size_t i = 0; i < in->issues; i++) {
        uint64_t left = 0;
        for (uint32_t v = 0; v < in->size[i]; v++)
            left += zo_bit(p->domains.values, in->first_bit[i] + v);
        if (p->part_of[i] == number)
            packages = packages > UINT64_MAX / left ? UINT64_MAX : packages * left;
    }
    return packages;
}

static void finish_part(zo_parting *p, uint32_t number)
{
    zo_part *part = &p->part[number];
    const zo_instance *in = p->instance;
    uint32_t *size = ZO_NEW_MANY(&p->scratch, uint32_t, in->issues + 1);
    part->packages = packages_within(p, number);
    for (size_t i = 0; i < in->issues; i++)
        size[i] = p->part_of[i] == number ? in->size[i] : 1;
    part->instance.size = size;
    if (number == 0)
        return;
    part->instance.selector = part->selectors.at;
    part->instance.selectors = part->selectors.n;
    part->instance.voters = part->instance.blocs = 0;
    part->mode = ZO_NEW_MANY(&p->scratch, zo_mode, part->selectors.n + 1);
    for (size_t s = 0; s < part->selectors.n; s++)
        part->mode[s] = ZO_HARD;
}

static void cut(zo_parting *p)
{
    p->part = ZO_NEW_MANY(&p->scratch, zo_part, p->parts);
    p->order = ZO_NEW_MANY(&p->scratch, zo_part *, p->parts);
    for (size_t i = 0; i < p->parts; i++)
        p->part[i].instance = *p->instance;
    hand_out_all(p);
    for (uint32_t i = 0; i < p->parts; i++) {
        finish_part(p, i);
        size_t at = i;
        for (; at > 0 && p->order[at - 1]->packages > p->part[i].packages; at--)
            p->order[at] = p->order[at - 1];
        p->order[at] = &p->part[i];
    }
}

/* ---- Enumerating ---- */

static zo_enumeration enumerate_part(zo_parting *p, const zo_instance *in, const zo_mode *mode,
                                     uint64_t packages, const zo_limit *limit, zo_arena *arena)
{
    zo_portion portion = {.instance = in,
                          .mode = mode,
                          .domains = &p->domains,
                          .detail = p->detail,
                          .packages = packages,
                          .limit = limit,
                          .arena = arena};
    return zo_enumerate_portion(&portion, &p->scratch);
}

/* What is found in the last part goes with every package of the others. */
static void tell(const zo_parting *p)
{
    uint64_t packages = p->known.packages;
    for (size_t i = 0; i < p->at; i++) {
        const zo_enumeration *found = &p->order[i]->found;
        int64_t count = INT64_MAX;
        if (found->groups != 1 ||
            (p->order[i] == &p->part[0] && !zo_mask_accepted(p->instance, found->group[0].mask, NULL)))
            return;
        if (!zo_int_fits64(&found->group[0].count, &count))
            count = INT64_MAX;
        packages = zo_at_least(packages, (uint64_t)count);
    }
    if (p->limit->known != NULL && p->at + 1 == p->parts)
        p->limit->known->packages = packages;
}

static bool report_progress(void *context, double part_done)
{
    const zo_parting *p = context;
    tell(p);
    return p->limit->progress(p->limit->context, ((double)p->at + part_done) / (double)p->parts);
}

/* Ends at the first part that holds nothing, or at a limit. */
static void enumerate_parts(zo_parting *p)
{
    zo_limit limit = *p->limit;
    limit.progress = p->limit->progress != NULL ? report_progress : NULL;
    limit.context = p;
    limit.known = &p->known;
    for (p->at = 0; p->at < p->parts; p->at++) {
        zo_part *part = p->order[p->at];
        p->known = (zo_known){0};
        part->found = enumerate_part(p, &part->instance, part->mode, part->packages, &limit, &p->scratch);
        p->outcome.reach = part->found.reach;
        p->outcome.part_done = part->found.part_done;
        if (part->found.reach != ZO_EXACT || part->found.groups == 0)
            break;
    }
}

/* ---- Multiplying ---- */

/* The group of the part that an issue belongs to; `main`: that of the main part. */
static const zo_group *group_for(const zo_parting *p, const zo_group *main, size_t issue)
{
    return p->part_of[issue] == 0 ? main : &p->part[p->part_of[issue]].found.group[0];
}

static void join_packages(const zo_parting *p, const zo_group *main, uint32_t *package)
{
    for (size_t i = 0; i < p->instance->issues; i++)
        package[i] = group_for(p, main, i)->first[i];
}

/* The first package with a value: its own part begins with that value, the others with their first packages. */
static void join_witness(const zo_parting *p, const zo_group *main, size_t issue, size_t bit,
                         uint32_t *witness)
{
    const uint32_t *own = group_for(p, main, issue)->witness + bit * p->instance->issues;
    for (size_t i = 0; i < p->instance->issues; i++)
        witness[i] = p->part_of[i] == p->part_of[issue] ? own[i] : group_for(p, main, i)->first[i];
}

static zo_group product(const zo_parting *p, const zo_group *main)
{
    const zo_instance *in = p->instance;
    size_t words = zo_set_words(zo_mask_bits(in));
    uint64_t *mask = ZO_NEW_MANY(p->arena, uint64_t, words);
    uint64_t *values = ZO_NEW_MANY(p->arena, uint64_t, zo_set_words(in->value_bits));
    uint32_t *first = ZO_NEW_MANY(p->arena, uint32_t, in->issues);
    uint32_t *witness =
        p->detail == ZO_WITH_WITNESSES ? ZO_NEW_MANY(p->arena, uint32_t, in->value_bits * in->issues) : NULL;
    zo_group group = {
        .mask = mask, .count = main->count, .values = values, .first = first, .witness = witness};
    memcpy(mask, main->mask, words * sizeof *mask);
    for (size_t i = 1; i < p->parts; i++)
        group.count = zo_int_mul(&group.count, &p->part[i].found.group[0].count);
    if (p->detail == ZO_WITH_COUNTS)
        return group;
    join_packages(p, main, first);
    for (size_t i = 0; i < in->issues; i++)
        for (size_t bit = in->first_bit[i]; bit < in->first_bit[i] + (size_t)in->size[i]; bit++) {
            if (!zo_bit(group_for(p, main, i)->values, bit))
                continue;
            zo_set_bit(values, bit);
            if (witness != NULL)
                join_witness(p, main, i, bit, witness + bit * in->issues);
        }
    return group;
}

static void multiply(zo_parting *p)
{
    const zo_enumeration *main = &p->part[0].found;
    for (size_t i = 0; i < p->parts; i++)
        if (p->part[i].found.groups == 0)
            return;
    zo_group *group = ZO_NEW_MANY(p->arena, zo_group, main->groups);
    for (size_t g = 0; g < main->groups; g++)
        group[g] = product(p, &main->group[g]);
    p->outcome.groups = main->groups;
    p->outcome.group = group;
}

/* ---- The whole ---- */

static void run(void *context)
{
    zo_parting *p = context;
    const zo_instance *in = p->instance;
    uint64_t *hard = zo_hard_selectors(p->instance, p->mode, &p->scratch);
    p->outcome.mask_words = zo_set_words(zo_mask_bits(in));
    p->outcome.space = zo_space_of(in);
    p->outcome.part_done = 1;
    p->domains = zo_propagate(in, hard, &p->scratch);
    if (p->domains.empty)
        return;
    number_parts(p, hard);
    if (p->parts == 1) {
        uint64_t packages = packages_within(p, 0);
        p->outcome = enumerate_part(p, in, p->mode, packages, p->limit, p->arena);
        return;
    }
    cut(p);
    enumerate_parts(p);
    multiply(p);
}

static zo_enumeration enumerate(const zo_instance *instance, const zo_mode *mode, zo_detail detail,
                                const zo_limit *limit, zo_arena *arena)
{
    zo_parting parting = {
        .instance = instance, .mode = mode, .detail = detail, .limit = limit, .arena = arena};
    zo_arena_open(&parting.scratch, arena->heap);
    bool fine = zo_heap_stands(arena->heap, run, &parting);
    zo_arena_close(&parting.scratch);
    if (!fine)
        longjmp(*arena->heap->escape, 1);
    return parting.outcome;
}

zo_enumeration zo_enumerate(const zo_instance *instance, const zo_mode *mode, bool witnesses,
                            const zo_limit *limit, zo_arena *arena)
{
    return enumerate(instance, mode, witnesses ? ZO_WITH_WITNESSES : ZO_WITH_VALUES, limit, arena);
}

zo_enumeration zo_enumerate_counts(const zo_instance *instance, const zo_mode *mode, const zo_limit *limit,
                                   zo_arena *arena)
{
    return enumerate(instance, mode, ZO_WITH_COUNTS, limit, arena);
}
