/* A zone -> its survey, by the engine that suits it. */
#include "engine/dependence.h"
#include "engine/frontier/survey_graph.h"
#include "engine/rule.h"
#include "space/propagate.h"

typedef struct zo_survey_question {
    const zo_instance *instance;
    const zo_mode *mode;
    const zo_sum *const *payoff;
    size_t payoffs;
    uint32_t class_issue;
    zo_arena scratch;
    uint64_t visits; /* of a walk, at most */
} zo_survey_question;

/* Issues that a walk has to visit. */
static uint64_t *visited_issues(zo_survey_question *q)
{
    const zo_instance *in = q->instance;
    uint64_t *issues = ZO_NEW_MANY(&q->scratch, uint64_t, zo_set_words(in->issues) + 1);
    for (size_t s = 0; s < in->selectors; s++) {
        if (q->mode[s] == ZO_OFF || in->selector[s].class_ == ZO_CERTAINTY)
            continue;
        zo_add_issues(in->selector[s].expr, issues);
        zo_add_issues(in->selector[s].waived, issues);
        zo_add_issues_of_sum(in, in->selector[s].sum, issues);
    }
    for (size_t v = 0; v < in->voters; v++)
        zo_add_issues(in->voter[v].abstains, issues);
    for (size_t b = 0; b < in->blocs; b++)
        zo_add_issues(in->bloc[b].waived, issues);
    for (size_t p = 0; p < q->payoffs; p++)
        zo_add_issues_of_sum(in, q->payoff[p], issues);
    if (q->class_issue != ZO_NO_ISSUE)
        zo_set_bit(issues, q->class_issue);
    return issues;
}

static uint64_t *binding(zo_survey_question *q)
{
    const zo_instance *in = q->instance;
    uint64_t *hard = ZO_NEW_MANY(&q->scratch, uint64_t, zo_set_words(in->selectors) + 1);
    for (size_t s = 0; s < in->selectors; s++)
        if (q->mode[s] != ZO_OFF && in->selector[s].voter == ZO_DIRECT &&
            in->selector[s].class_ != ZO_CERTAINTY)
            zo_set_bit(hard, s);
    return hard;
}

static void count_visits(void *context)
{
    zo_survey_question *q = context;
    const zo_instance *in = q->instance;
    const uint64_t *issues = visited_issues(q);
    zo_domains domains = zo_propagate(in, binding(q), &q->scratch);
    q->visits = domains.empty ? 0 : 1;
    for (size_t i = 0; i < in->issues; i++) {
        uint64_t left = 0;
        for (uint32_t v = 0; v < in->size[i]; v++)
            left += zo_bit(domains.values, in->first_bit[i] + v);
        if (zo_bit(issues, i) && __builtin_mul_overflow(q->visits, left, &q->visits))
            q->visits = UINT64_MAX;
    }
}

static zo_survey walk(const zo_survey_question *q, const zo_limit *limit, zo_arena *arena)
{
    return zo_survey_by_walk(q->instance, q->mode, q->payoff, q->payoffs, q->class_issue, limit, arena);
}

static void note_instead(const zo_limit *limit, const char *question, const char *problem)
{
    if (limit->ledger != NULL)
        zo_ledger_note(limit, ZO_ENGINE_ENUMERATION, question,
                       zo_printf(limit->ledger->arena, "elimination cannot be used: %s", problem));
}

zo_survey zo_survey_zone(const zo_instance *instance, const zo_mode *mode, const zo_sum *const *payoff,
                         size_t payoffs, uint32_t class_issue, const zo_limit *limit, zo_arena *arena)
{
    zo_survey_question q = {instance, mode, payoff, payoffs, class_issue};
    const char *question = payoffs > 0 ? "frontier" : "number of packages", *problem = NULL;
    zo_arena_open(&q.scratch, arena->heap);
    bool fine = zo_heap_stands(arena->heap, count_visits, &q);
    zo_arena_close(&q.scratch);
    if (!fine)
        longjmp(*arena->heap->escape, 1);
    zo_note_by_rule(ZO_TASK_FRONTIER, limit, q.visits, question);
    if (zo_engine_for(ZO_TASK_FRONTIER, limit, q.visits) == ZO_ENGINE_ENUMERATION)
        return walk(&q, limit, arena);
    zo_survey survey =
        zo_survey_by_elimination(instance, mode, payoff, payoffs, class_issue, limit, &problem, arena);
    if (problem == NULL)
        return survey;
    note_instead(limit, question, problem);
    return walk(&q, limit, arena);
}
