/* The record at a time -> the compiled instance. */
#include "space/compile.h"

#include "space/utility.h"

typedef struct zo_compiler {
    const zo_record *record;
    const zo_reading *reading;
    zo_compiled *out;
    zo_arena *arena;
    ZO_ARRAY(zo_selector) selectors;
    ZO_ARRAY(zo_origin) origins;
    ZO_ARRAY(zo_voter) voters;
    ZO_ARRAY(zo_bloc) blocs;
    ZO_ARRAY(zo_payoff) payoffs;
    ZO_ARRAY(uint32_t) payoff_seats;
    ZO_ARRAY(uint32_t) voter_seats;
    ZO_ARRAY(uint32_t) bloc_seats;
    uint32_t *voter_of;     /* per seat; ZO_DIRECT when it is in no bloc whose consent is needed */
    const zo_expr **waiver; /* per seat */
} zo_compiler;

static void too_large(zo_compiler *c, const zo_entry *entry)
{
    if (c->out->too_large.end == c->out->too_large.begin)
        c->out->too_large = entry->statement->head;
}

static void add_selector(zo_compiler *c, zo_selector selector, zo_origin origin)
{
    if (!selector.expr && !selector.sum) {
        too_large(c, origin.entry);
        return;
    }
    ZO_PUSH(c->arena, &c->selectors, selector);
    ZO_PUSH(c->arena, &c->origins, origin);
}

/* ---- Issues ---- */

static void compile_issues(zo_compiler *c)
{
    size_t n = c->record->model->issues.n;
    uint32_t *size = ZO_NEW_MANY(c->arena, uint32_t, n), *first = ZO_NEW_MANY(c->arena, uint32_t, n);
    uint32_t bits = 0;
    for (size_t i = 0; i < n; i++) {
        size[i] = c->record->model->issues.at[i].size;
        first[i] = bits;
        bits += size[i];
    }
    c->out->instance.issues = n;
    c->out->instance.size = size;
    c->out->instance.first_bit = first;
    c->out->instance.value_bits = bits;
}

/* ---- Blocs ---- */

static zo_bloc_rule single_quota(zo_compiler *c, zo_measure measure, int64_t limit)
{
    zo_quota *quota = ZO_NEW(c->arena, zo_quota);
    struct zo_quota_list *list = ZO_NEW(c->arena, struct zo_quota_list);
    *quota = (zo_quota){measure, zo_num_of(limit)};
    *list = (struct zo_quota_list){1, quota};
    return (zo_bloc_rule){1, list};
}

static zo_bloc_rule compile_quotas(zo_compiler *c, const zo_statement *statement)
{
    static const zo_measure measures[] = {ZO_SHARE_OF_MEMBERS, ZO_SHARE_OF_WEIGHT, ZO_FEWER_AGAINST};
    size_t n = statement->quotas.n, lists = 0;
    zo_quota *quota = ZO_NEW_MANY(c->arena, zo_quota, n);
    struct zo_quota_list *list = ZO_NEW_MANY(c->arena, struct zo_quota_list, n);
    for (size_t i = 0; i < n; i++) {
        const zo_quota_term *term = &statement->quotas.at[i];
        quota[i] = (zo_quota){measures[term->measure], zo_value_of_figure(c->record->model, &term->limit)};
        if (term->alternative)
            list[lists++] = (struct zo_quota_list){0, &quota[i]};
        list[lists - 1].quotas++;
    }
    return (zo_bloc_rule){lists, list};
}

static zo_bloc_rule compile_rule(zo_compiler *c, const zo_statement *statement)
{
    if (statement->decides == ZO_UNANIMITY)
        return single_quota(c, ZO_FEWER_AGAINST, 1);
    if (statement->decides == ZO_MAJORITY)
        return single_quota(c, ZO_MORE_THAN_HALF, 0);
    return compile_quotas(c, statement);
}

static const zo_expr *abstention(zo_compiler *c, const zo_seat *seat)
{
    static const zo_expr always = {.kind = ZO_X_TRUE};
    if (!seat->abstains)
        return NULL;
    if (!seat->abstains->condition)
        return &always;
    const zo_expr *expr = zo_compile_condition(c->record->model, seat->abstains->condition, c->arena);
    if (!expr)
        too_large(c, seat->abstains);
    return expr;
}

/* The rule multiplies sums of weights by percentages: these must not overflow. */
static void check_weights(zo_compiler *c, const zo_seat *bloc)
{
    zo_num total = zo_num_of(0), room = zo_num_of(INT64_MAX), product;
    for (size_t m = 0; m < bloc->members.n; m++)
        total = zo_num_add(&total, &c->record->seats.at[bloc->members.at[m]].entry->amount.high);
    for (size_t m = 0; m < bloc->members.n; m++)
        total = zo_num_add(&total, &c->record->seats.at[bloc->members.at[m]].entry->amount.low);
    product = zo_num_mul(&total, &room);
    product = zo_num_mul(&product, &room);
    if (zo_num_overflow(&product))
        too_large(c, bloc->entry);
}

static void compile_bloc(zo_compiler *c, uint32_t seat)
{
    const zo_seat *bloc = &c->record->seats.at[seat];
    uint32_t *voters = ZO_NEW_MANY(c->arena, uint32_t, bloc->members.n);
    for (size_t m = 0; m < bloc->members.n; m++) {
        const zo_seat *member = &c->record->seats.at[bloc->members.at[m]];
        voters[m] = c->voter_of[bloc->members.at[m]] = (uint32_t)c->voters.n;
        zo_range weight = zo_read_amount(c->record->model, member->entry, c->reading);
        zo_voter voter = {.bloc = (uint32_t)c->blocs.n,
                          .weight = weight.low,
                          .weight_high = weight.high,
                          .abstains = abstention(c, member)};
        c->out->uncertain = c->out->uncertain || zo_is_ranged(&weight);
        ZO_PUSH(c->arena, &c->voters, voter);
        ZO_PUSH(c->arena, &c->voter_seats, bloc->members.at[m]);
    }
    check_weights(c, bloc);
    zo_bloc compiled = {compile_rule(c, bloc->entry->statement), c->waiver[seat], bloc->members.n, voters};
    ZO_PUSH(c->arena, &c->blocs, compiled);
    ZO_PUSH(c->arena, &c->bloc_seats, seat);
}

static void compile_blocs(zo_compiler *c)
{
    const zo_record *record = c->record;
    for (uint32_t s = 0; s < record->seats.n; s++) {
        c->voter_of[s] = ZO_DIRECT;
        c->waiver[s] = zo_compile_waiver(record, s, c->arena);
        if (record->seats.at[s].need == ZO_NEEDED_WHEN && !c->waiver[s])
            too_large(c, record->seats.at[s].entry);
    }
    for (uint32_t s = 0; s < record->seats.n; s++)
        if (record->model->parties.at[record->seats.at[s].party].is_bloc &&
            record->seats.at[s].need != ZO_NOT_NEEDED)
            compile_bloc(c, s);
}

/* ---- Selectors ---- */

static void compile_facts(zo_compiler *c, const zo_entries *facts, zo_selector_class class_)
{
    for (size_t i = 0; i < facts->n; i++) {
        zo_selector selector = {.class_ = class_, .voter = ZO_DIRECT};
        selector.expr = zo_compile_stance(c->record->model, facts->at[i], c->arena);
        add_selector(c, selector, (zo_origin){facts->at[i], ZO_NONE, false});
    }
}

static void compile_stances(zo_compiler *c, uint32_t seat, const zo_entries *stances, bool disputed)
{
    for (size_t i = 0; i < stances->n; i++) {
        zo_statement_kind kind = stances->at[i]->statement->kind;
        if (kind != ZO_S_REQUIRES && kind != ZO_S_REFUSES && kind != ZO_S_ACCEPTS)
            continue; /* a disputed signal or offer rules nothing out */
        zo_selector selector = {.class_ = ZO_STANCE, .waived = c->waiver[seat], .voter = c->voter_of[seat]};
        selector.expr = zo_compile_stance(c->record->model, stances->at[i], c->arena);
        add_selector(c, selector, (zo_origin){stances->at[i], seat, disputed});
    }
}

/* The selector of its alternative, or ZO_NO_SELECTOR. */
static uint32_t compile_alternative(zo_compiler *c, uint32_t index, const zo_points *points)
{
    const zo_seat *seat = &c->record->seats.at[index];
    if (!seat->alternative)
        return ZO_NO_SELECTOR;
    zo_range worth = zo_read_amount(c->record->model, seat->alternative, c->reading);
    zo_origin origin = {seat->alternative, index, false};
    zo_selector selector = {
        .class_ = ZO_ALTERNATIVE, .waived = c->waiver[index], .voter = c->voter_of[index]};
    uint32_t number = (uint32_t)c->selectors.n;
    selector.sum = zo_scaled_sum(c->record, points, &worth.low, true, c->arena);
    add_selector(c, selector, origin);
    if (!points->ranged && !zo_is_ranged(&worth))
        return selector.sum ? number : ZO_NO_SELECTOR;
    c->out->uncertain = true;
    zo_selector certainty = selector;
    certainty.class_ = ZO_CERTAINTY;
    certainty.sum = zo_scaled_sum(c->record, points, &worth.high, false, c->arena);
    add_selector(c, certainty, origin);
    return selector.sum ? number : ZO_NO_SELECTOR;
}

/* ---- Payoffs ---- */

static void compile_payoff(zo_compiler *c, uint32_t index, const zo_points *points, uint32_t alternative)
{
    const zo_seat *seat = &c->record->seats.at[index];
    zo_range worth = {zo_num_of(0), zo_num_of(0)};
    if (seat->alternative)
        worth = zo_read_amount(c->record->model, seat->alternative, c->reading);
    zo_payoff payoff = {.alternative = alternative};
    if (!zo_scaled_payoff(c->record, points, &worth, &payoff, c->arena)) {
        if (!zo_present(c->out->payoff_too_large))
            c->out->payoff_too_large = seat->entry->statement->head;
        return;
    }
    c->out->ranged = c->out->ranged || points->ranged || zo_is_ranged(&worth);
    ZO_PUSH(c->arena, &c->payoffs, payoff);
    ZO_PUSH(c->arena, &c->payoff_seats, index);
}

static void compile_worth(zo_compiler *c, uint32_t index)
{
    const zo_seat *seat = &c->record->seats.at[index];
    if (seat->values.n + seat->bonuses.n == 0)
        return;
    zo_points points = zo_points_of(c->record, seat, c->reading, c->arena);
    uint32_t alternative = compile_alternative(c, index, &points);
    if (seat->need != ZO_THROUGH_BLOC)
        compile_payoff(c, index, &points, alternative);
}

/* ---- Seats ---- */

static bool has_a_say(const zo_compiler *c, uint32_t seat)
{
    return c->record->seats.at[seat].need != ZO_NOT_NEEDED &&
           (c->record->seats.at[seat].need != ZO_THROUGH_BLOC || c->voter_of[seat] != ZO_DIRECT);
}

/* Each voter learns which selectors are its own. */
static void give_selectors_to_voters(zo_compiler *c)
{
    uint32_t *all = ZO_NEW_MANY(c->arena, uint32_t, c->selectors.n + 1);
    size_t *first = ZO_NEW_MANY(c->arena, size_t, c->voters.n + 2);
    for (size_t s = 0; s < c->selectors.n; s++)
        if (c->selectors.at[s].voter != ZO_DIRECT)
            c->voters.at[c->selectors.at[s].voter].selectors++;
    for (size_t v = 0; v < c->voters.n; v++) {
        first[v + 1] = first[v] + c->voters.at[v].selectors;
        c->voters.at[v].selector = all + first[v];
        c->voters.at[v].selectors = 0;
    }
    for (size_t s = 0; s < c->selectors.n; s++)
        if (c->selectors.at[s].voter != ZO_DIRECT) {
            uint32_t voter = c->selectors.at[s].voter;
            all[first[voter] + c->voters.at[voter].selectors++] = (uint32_t)s;
        }
}

zo_compiled *zo_compile_reading(const zo_record *record, const zo_reading *reading, zo_arena *arena)
{
    zo_compiled *out = ZO_NEW(arena, zo_compiled);
    zo_compiler c = {.record = record, .reading = reading, .out = out, .arena = arena};
    out->record = record;
    c.voter_of = ZO_NEW_MANY(arena, uint32_t, record->seats.n + 1);
    c.waiver = ZO_NEW_MANY(arena, const zo_expr *, record->seats.n + 1);
    compile_issues(&c);
    compile_blocs(&c);
    compile_facts(&c, &record->rules, ZO_RULE);
    compile_facts(&c, &record->settled, ZO_SETTLED);
    for (uint32_t s = 0; s < record->seats.n; s++) {
        if (!has_a_say(&c, s))
            continue;
        compile_stances(&c, s, &record->seats.at[s].stances, false);
        compile_worth(&c, s);
        compile_stances(&c, s, &record->seats.at[s].disputed, true);
    }
    give_selectors_to_voters(&c);
    out->origin = c.origins.at;
    out->voter_seat = c.voter_seats.at;
    out->bloc_seat = c.bloc_seats.at;
    out->instance.selectors = c.selectors.n;
    out->instance.selector = c.selectors.at;
    out->instance.voters = c.voters.n;
    out->instance.voter = c.voters.at;
    out->instance.blocs = c.blocs.n;
    out->instance.bloc = c.blocs.at;
    out->instance.payoffs = c.payoffs.n;
    out->instance.payoff = c.payoffs.at;
    out->payoff_seat = c.payoff_seats.at;
    out->ranged = out->ranged || out->uncertain;
    return out;
}

zo_compiled *zo_compile(const zo_record *record, zo_arena *arena)
{
    return zo_compile_reading(record, &zo_as_ranges, arena);
}
