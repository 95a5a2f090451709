/* Statements that declare: issues, parties and blocs, sources, deals, interests, the negotiation's title. */
#include "model/build.h"

static bool is_new(zo_build *build, zo_table *index, zo_str key, size_t next, const zo_word *word)
{
    if (zo_table_add(index, key, (uint32_t)next) == next)
        return true;
    zo_reportf(build->sink, ZO_DECLARED_TWICE, word->span, ZO_STR("rename one of the two"),
               "\"%.*s\" is declared already", ZO_FMT(word->text));
    return false;
}

/* ---- Issues ---- */

static void add_named(zo_build *build, zo_issue *issue, const zo_option *option)
{
    uint32_t next = (uint32_t)issue->named.n;
    if (zo_table_add(&issue->option_index, option->name.text, next) != next) {
        zo_reportf(build->sink, ZO_DECLARED_TWICE, option->name.span, ZO_STR("rename one of the two"),
                   "the option \"%.*s\" is listed already", ZO_FMT(option->name.text));
        return;
    }
    if (issue->named.n == ZO_MOST_VALUES)
        zo_reportf(build->sink, ZO_TOO_MANY_VALUES, option->name.span, (zo_str){"", 0},
                   "an issue has at most %d values", ZO_MOST_VALUES);
    zo_str label = zo_present(option->label.span) ? option->label.text : option->name.text;
    ZO_PUSH(build->arena, &issue->named, ((zo_named_value){option->name.text, label}));
}

static void bad_grid(zo_build *build, zo_span span, const char *message)
{
    zo_report(build->sink, ZO_BAD_GRID, span, zo_str_of(message), ZO_STR("as in: 0..40 step 10"));
}

static void set_grid(zo_build *build, zo_issue *issue, const zo_statement *statement)
{
    zo_num high = zo_value_of_figure(build->model, &statement->high);
    issue->numeric = true;
    issue->low = zo_value_of_figure(build->model, &statement->low);
    issue->step = zo_value_of_figure(build->model, &statement->step);
    issue->unit = statement->unit.text;
    issue->gridded = 1;
    if (zo_num_sign(&issue->step) <= 0) {
        issue->step = zo_num_of(1);
        bad_grid(build, statement->step.span, "the step must be greater than zero");
        return;
    }
    zo_num finer = zo_num_of(build->finer);
    issue->step = zo_num_div(&issue->step, &finer);
    zo_num span = zo_num_sub(&high, &issue->low), steps = zo_num_div(&span, &issue->step);
    int64_t count;
    if (zo_num_sign(&span) < 0)
        bad_grid(build, statement->high.span, "the highest value lies below the lowest");
    else if (!zo_num_is_integer(&steps))
        bad_grid(build, statement->high.span,
                 "the highest value is not a whole number of steps above the lowest");
    else if (!zo_int_fits64(&steps.top, &count) || count >= ZO_MOST_VALUES)
        zo_reportf(build->sink, ZO_TOO_MANY_VALUES, statement->step.span, ZO_STR("choose a larger step"),
                   "an issue has at most %d values", ZO_MOST_VALUES);
    else
        issue->gridded = (uint32_t)count + 1;
}

static void declare_issue(zo_build *build, const zo_statement *statement)
{
    zo_model *model = build->model;
    if (!is_new(build, &model->issue_index, statement->name.text, model->issues.n, &statement->name))
        return;
    zo_issue issue = {.id = statement->name.text, .name = statement->title.text, .statement = statement};
    issue.option_index = zo_table_new(build->arena);
    if (statement->issue_kind == ZO_I_NUMERIC)
        set_grid(build, &issue, statement);
    if (statement->issue_kind == ZO_I_YES_NO) {
        add_named(build, &issue, &(zo_option){.name = {ZO_STR("no"), statement->span}});
        add_named(build, &issue, &(zo_option){.name = {ZO_STR("yes"), statement->span}});
    }
    for (size_t i = 0; i < statement->options.n; i++)
        add_named(build, &issue, &statement->options.at[i]);
    issue.size = issue.gridded + (uint32_t)issue.named.n;
    ZO_PUSH(build->arena, &model->issues, issue);
}

/* ---- Parties and the rest ---- */

/* A party may be declared again on a later date: the same one, with other clauses. */
static void declare_party(zo_build *build, const zo_statement *statement)
{
    zo_model *model = build->model;
    bool bloc = statement->kind == ZO_S_BLOC;
    uint32_t next = (uint32_t)model->parties.n;
    uint32_t index = zo_table_add(&model->party_index, statement->name.text, next);
    if (index == next)
        ZO_PUSH(build->arena, &model->parties,
                ((zo_party){statement->name.text, statement->title.text, bloc, false, statement->name.span, 0,
                            0}));
    else if (model->parties.at[index].is_bloc != bloc)
        is_new(build, &model->party_index, statement->name.text, ZO_NONE, &statement->name);
    for (size_t v = 0; v < statement->voices.n; v++) {
        model->parties.at[index].has_voices = true;
        zo_table_add(&model->voice_index,
                     zo_voice_key(build, statement->name.text, statement->voices.at[v].text), 0);
    }
}

static void declare_source(zo_build *build, const zo_statement *statement)
{
    zo_model *model = build->model;
    if (!is_new(build, &model->source_index, statement->name.text, model->sources.n, &statement->name))
        return;
    zo_source source = {.id = statement->name.text,
                        .statement = statement,
                        .document = zo_document_of(model->corpus, statement, build->arena)};
    if (!source.document || !source.document->readable)
        zo_reportf(build->sink, ZO_SOURCE_MISSING, statement->title.span,
                   ZO_STR("the path is relative to the file that names the source"),
                   "the source \"%.*s\" cannot be read: what cites it stays unverified",
                   ZO_FMT(statement->title.text));
    ZO_PUSH(build->arena, &model->sources, source);
}

static void declare_deal(zo_build *build, const zo_statement *statement)
{
    zo_model *model = build->model;
    if (is_new(build, &model->deal_index, statement->name.text, model->deals.n, &statement->name))
        ZO_PUSH(build->arena, &model->deals,
                ((zo_deal){statement->name.text, statement->title.text, statement, {0}}));
}

static void declare_title(zo_build *build, const zo_statement *statement)
{
    if (build->model->title.n == 0)
        build->model->title = statement->title.text;
    else
        zo_report(build->sink, ZO_DECLARED_TWICE, statement->head,
                  ZO_STR("the negotiation has its title already"), ZO_STR("keep one negotiation statement"));
}

static void declare_interest(zo_build *build, const zo_statement *statement)
{
    zo_model *model = build->model;
    uint32_t party = zo_find_party(build, &statement->subject);
    if (party == ZO_NONE)
        return;
    zo_str key = zo_interest_key(build, party, statement->name.text);
    if (is_new(build, &model->interest_index, key, model->interests.n, &statement->name))
        ZO_PUSH(build->arena, &model->interests,
                ((zo_interest){statement->name.text, statement->title.text, party, statement}));
}

static void declare_first(zo_build *build, const zo_statement *statement)
{
    switch (statement->kind) {
    case ZO_S_NEGOTIATION: declare_title(build, statement); break;
    case ZO_S_ISSUE: declare_issue(build, statement); break;
    case ZO_S_PARTY:
    case ZO_S_BLOC: declare_party(build, statement); break;
    case ZO_S_SOURCE: declare_source(build, statement); break;
    case ZO_S_DEAL: declare_deal(build, statement); break;
    default: break;
    }
}

static void declare_second(zo_build *build, const zo_statement *statement)
{
    if (statement->kind == ZO_S_INTEREST)
        declare_interest(build, statement);
}

void zo_declare_all(zo_build *build)
{
    zo_visit_statements(build, declare_first);
    zo_visit_statements(build, declare_second);
    if (build->model->title.n == 0 && build->model->corpus->files.n > 0 && build->sink->errors == 0)
        zo_report(build->sink, ZO_NO_NEGOTIATION, (zo_span){0, 0, 0}, ZO_STR("the negotiation has no title"),
                  ZO_STR("begin with: negotiation \"what is negotiated\""));
}
