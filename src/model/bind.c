/* Statements -> entries: names resolved, conditions bound, evidence checked. */
#include "model/build.h"

static const zo_bound *bind_if(zo_build *build, const zo_condition *condition)
{
    return condition ? zo_bind_condition(build, condition) : NULL;
}

/* ---- Parties ---- */

static void bind_membership(zo_build *build, zo_entry *entry)
{
    const zo_statement *statement = entry->statement;
    if (statement->bloc.text.n == 0) {
        if (statement->weighted)
            zo_report(build->sink, ZO_NOT_A_MEMBER, statement->amount.low.span,
                      ZO_STR("a weight counts only within a bloc"), ZO_STR("say which: in BLOC"));
        return;
    }
    entry->bloc = zo_find_bloc(build, &statement->bloc);
    if (entry->bloc == ZO_NONE)
        return;
    if (!build->model->parties.at[entry->bloc].is_bloc) {
        zo_reportf(build->sink, ZO_NESTED_BLOC, statement->bloc.span,
                   ZO_STR("declare it as a bloc: bloc ID \"name\" decides …"), "\"%.*s\" is no bloc",
                   ZO_FMT(statement->bloc.text));
        entry->bloc = ZO_NONE;
    } else if (statement->consents != ZO_BY_ROLE) {
        zo_report(build->sink, ZO_MEMBER_CONSENT, statement->consents_span,
                  ZO_STR("a member consents only through its bloc: this has no effect"),
                  ZO_STR("leave the bloc, or say when the bloc consents"));
    }
}

static void bind_party(zo_build *build, zo_entry *entry)
{
    const zo_statement *statement = entry->statement;
    entry->party = zo_find_party(build, &statement->name);
    entry->condition = bind_if(build, statement->condition);
    entry->amount = (zo_range){zo_num_of(1), zo_num_of(1)};
    if (statement->weighted && zo_bind_amount(build, &statement->amount, &entry->amount) &&
        zo_num_sign(&entry->amount.low) < 0)
        zo_report(build->sink, ZO_BAD_WEIGHT, statement->amount.low.span,
                  ZO_STR("a weight cannot be below zero"), ZO_STR("a member without a say has weight 0"));
    bind_membership(build, entry);
    for (size_t i = 0; i < statement->relays.n; i++) {
        uint32_t relayed = zo_find_party(build, &statement->relays.at[i]);
        if (relayed != ZO_NONE)
            ZO_PUSH(build->arena, &entry->others, relayed);
    }
}

static void check_quotas(zo_build *build, const zo_statement *statement)
{
    zo_num hundred = zo_num_of(100);
    for (size_t i = 0; i < statement->quotas.n; i++) {
        const zo_quota_term *term = &statement->quotas.at[i];
        zo_num limit = zo_value_of_figure(build->model, &term->limit);
        bool against = term->measure == ZO_Q_AGAINST;
        if (zo_num_sign(&limit) >= 0 && (against ? zo_num_is_integer(&limit) && zo_num_sign(&limit) > 0
                                                 : zo_num_compare(&limit, &hundred) <= 0))
            continue;
        zo_report(build->sink, ZO_BAD_RULE, term->limit.span,
                  against ? ZO_STR("fewer than a whole number of members, at least 1, can be against")
                          : ZO_STR("a share lies between 0% and 100%"),
                  ZO_STR("as in: 55% of members, or fewer than 4 against"));
    }
}

/* ---- Deals ---- */

static bool assigned_already(const uint32_t *pairs, size_t n, uint32_t issue)
{
    for (size_t i = 0; i < n; i += 2)
        if (pairs[i] == issue)
            return true;
    return false;
}

#define BIND_ASSIGNMENTS(build, statement, target)                                                         \
    for (size_t i_ = 0; i_ < (statement)->assignments.n; i_++) {                                           \
        uint32_t issue_, value_;                                                                           \
        const zo_assignment *assignment_ = &(statement)->assignments.at[i_];                               \
        if (!zo_bind_assignment((build), assignment_, &issue_, &value_))                                   \
            continue;                                                                                      \
        if (assigned_already((target)->assigned.at, (target)->assigned.n, issue_))                         \
            zo_reportf((build)->sink, ZO_ASSIGNED_TWICE, assignment_->span, ZO_STR("keep one of the two"), \
                       "\"%.*s\" has its value already", ZO_FMT(assignment_->issue.text));                 \
        ZO_PUSH((build)->arena, &(target)->assigned, issue_);                                              \
        ZO_PUSH((build)->arena, &(target)->assigned, value_);                                              \
    }

static void bind_offer(zo_build *build, zo_entry *entry)
{
    if (!entry->statement->inline_deal)
        entry->deal = zo_find_deal(build, &entry->statement->name);
    BIND_ASSIGNMENTS(build, entry->statement, entry)
}

static void bind_deals(zo_build *build)
{
    for (size_t d = 0; d < build->model->deals.n; d++) {
        zo_deal *deal = &build->model->deals.at[d];
        BIND_ASSIGNMENTS(build, deal->statement, deal)
    }
}

/* ---- The others ---- */

static void bind_others(zo_build *build, zo_entry *entry, const zo_words *words)
{
    for (size_t i = 0; i < words->n; i++) {
        uint32_t party = zo_find_party(build, &words->at[i]);
        if (party != ZO_NONE)
            ZO_PUSH(build->arena, &entry->others, party);
    }
}

static void bind_from(zo_build *build, zo_entry *entry)
{
    if (entry->statement->from.text.n == 0)
        return;
    uint32_t party = zo_find_party(build, &entry->statement->from);
    if (party != ZO_NONE)
        ZO_PUSH(build->arena, &entry->others, party);
}

static void bind_body(zo_build *build, zo_entry *entry)
{
    const zo_statement *statement = entry->statement;
    switch (statement->kind) {
    case ZO_S_PARTY: bind_party(build, entry); break;
    case ZO_S_BLOC:
        bind_party(build, entry);
        check_quotas(build, statement);
        break;
    case ZO_S_VALUES:
    case ZO_S_PREFERS: zo_bind_values(build, entry); break;
    case ZO_S_BONUS:
    case ZO_S_ALTERNATIVE:
        zo_bind_amount(build, &statement->amount, &entry->amount);
        entry->condition = bind_if(build, statement->condition);
        break;
    case ZO_S_RESERVES: entry->issue = zo_find_issue(build, &statement->name); break;
    case ZO_S_OFFERS: bind_offer(build, entry); break;
    case ZO_S_SESSION: bind_others(build, entry, &statement->with); break;
    case ZO_S_AWAITS: bind_from(build, entry); break;
    default:
        entry->condition = bind_if(build, statement->condition);
        entry->only_if = bind_if(build, statement->only_if);
    }
}

static void bind_clauses(zo_build *build, zo_entry *entry)
{
    const zo_clauses *clauses = &entry->statement->clauses;
    entry->difficulty = (zo_range){zo_num_of(1), zo_num_of(1)};
    if (zo_present(clauses->difficulty.low.span) &&
        zo_bind_amount(build, &clauses->difficulty, &entry->difficulty) &&
        zo_num_sign(&entry->difficulty.low) < 0)
        zo_report(build->sink, ZO_BAD_WEIGHT, clauses->difficulty.low.span,
                  ZO_STR("a difficulty cannot be below zero"), (zo_str){"", 0});
    if (clauses->via.text.n > 0)
        entry->via = zo_find_party(build, &clauses->via);
    if (clauses->interest.text.n > 0)
        entry->interest = zo_find_interest(build, entry->party, &clauses->interest);
}

static bool makes_entry(zo_statement_kind kind)
{
    switch (kind) {
    case ZO_S_NEGOTIATION:
    case ZO_S_SOURCE:
    case ZO_S_ISSUE:
    case ZO_S_DEAL:
    case ZO_S_ON:
    case ZO_S_INCLUDE:
    case ZO_S_INTEREST: return false;
    default: return true;
    }
}

static void bind_statement(zo_build *build, const zo_statement *statement)
{
    zo_entry *entry = ZO_NEW(build->arena, zo_entry);
    bool added = build->model->also && statement->span.file == build->model->corpus->files.n;
    *entry = (zo_entry){.statement = statement,
                        .key = ZO_NONE,
                        .party = ZO_NONE,
                        .target = ZO_NONE,
                        .issue = ZO_NONE,
                        .deal = ZO_NONE,
                        .interest = ZO_NONE,
                        .via = ZO_NONE,
                        .bloc = ZO_NONE,
                        .overriding = added,
                        .on = added && statement->on == ZO_ALWAYS ? build->also_on : statement->on};
    if (statement->subject.text.n > 0 &&
        (entry->party = zo_find_party(build, &statement->subject)) == ZO_NONE)
        return;
    bind_body(build, entry);
    bind_clauses(build, entry);
    zo_check_evidence(build, entry);
    entry->order = (uint32_t)build->model->entries.n;
    if (makes_entry(statement->kind))
        ZO_PUSH(build->arena, &build->model->entries, entry);
}

void zo_bind_all(zo_build *build)
{
    bind_deals(build);
    zo_visit_statements(build, bind_statement);
}
