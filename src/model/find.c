/* Names looked up among what is declared, with suggestions for those that are not; statements and figures found again
 * in their files. */
#include "base/suggest.h"
#include "base/unicode.h"
#include "model/build.h"

bool zo_wants_candidates(const zo_build *build, const zo_candidates *words)
{
    return words->n < ZO_MOST_CANDIDATES && build->sink->list.n < ZO_MOST_DIAGNOSTICS;
}

void zo_may_mean(zo_build *build, zo_candidates *words, zo_str word)
{
    if (zo_wants_candidates(build, words))
        ZO_PUSH(build->arena, words, word);
}

zo_str zo_did_you_mean(zo_build *build, zo_str mistaken, const zo_candidates *words)
{
    if (zo_code_points(mistaken) < 2)
        return (zo_str){"", 0}; /* of one letter nothing can be guessed */
    zo_str near = zo_nearest(mistaken, words->at, words->n);
    return near.n ? zo_printf(build->arena, "did you mean \"%.*s\"?", ZO_FMT(near)) : (zo_str){"", 0};
}

/* The identifiers of a list, for suggestions; an empty one is passed over. */
typedef zo_str zo_id_at(const zo_model *model, size_t i);

static zo_str issue_id(const zo_model *model, size_t i) { return model->issues.at[i].id; }
static zo_str party_id(const zo_model *model, size_t i) { return model->parties.at[i].id; }
static zo_str source_id(const zo_model *model, size_t i) { return model->sources.at[i].id; }
static zo_str deal_id(const zo_model *model, size_t i) { return model->deals.at[i].id; }
static zo_str interest_id(const zo_model *model, size_t i) { return model->interests.at[i].id; }
static zo_str bloc_id(const zo_model *model, size_t i)
{
    return model->parties.at[i].is_bloc ? model->parties.at[i].id : (zo_str){"", 0};
}

static uint32_t find(zo_build *build, const zo_table *index, zo_str key, const zo_word *word,
                     const char *what, size_t count, zo_id_at *id_at)
{
    uint32_t found = zo_table_get(index, key);
    if (found != ZO_ABSENT)
        return found;
    zo_candidates ids = {0};
    for (size_t i = 0; i < count && zo_wants_candidates(build, &ids); i++)
        if (id_at(build->model, i).n > 0)
            zo_may_mean(build, &ids, id_at(build->model, i));
    zo_reportf(build->sink, ZO_UNKNOWN_NAME, word->span, zo_did_you_mean(build, word->text, &ids),
               "there is no %s \"%.*s\"", what, ZO_FMT(word->text));
    return ZO_NONE;
}

uint32_t zo_find_issue(zo_build *build, const zo_word *word)
{
    return find(build, &build->model->issue_index, word->text, word, "issue", build->model->issues.n,
                issue_id);
}

uint32_t zo_find_party(zo_build *build, const zo_word *word)
{
    return find(build, &build->model->party_index, word->text, word, "party", build->model->parties.n,
                party_id);
}

uint32_t zo_find_bloc(zo_build *build, const zo_word *word)
{
    return find(build, &build->model->party_index, word->text, word, "bloc", build->model->parties.n,
                bloc_id);
}

uint32_t zo_find_source(zo_build *build, const zo_word *word)
{
    return find(build, &build->model->source_index, word->text, word, "source", build->model->sources.n,
                source_id);
}

uint32_t zo_find_deal(zo_build *build, const zo_word *word)
{
    return find(build, &build->model->deal_index, word->text, word, "deal", build->model->deals.n, deal_id);
}

zo_str zo_interest_key(zo_build *build, uint32_t party, zo_str id)
{
    zo_str owner = build->model->parties.at[party].id;
    return zo_printf(build->arena, "%.*s.interest.%.*s", ZO_FMT(owner), ZO_FMT(id));
}

uint32_t zo_find_interest(zo_build *build, uint32_t party, const zo_word *word)
{
    if (party == ZO_NONE)
        return ZO_NONE;
    return find(build, &build->model->interest_index, zo_interest_key(build, party, word->text), word,
                "interest of this party", build->model->interests.n, interest_id);
}

zo_str zo_voice_key(zo_build *build, zo_str party, zo_str person)
{
    return zo_printf(build->arena, "%.*s:%.*s", ZO_FMT(party), ZO_FMT(person));
}

void zo_visit_statements(zo_build *build, zo_statement_visitor *visit)
{
    const zo_corpus *corpus = build->model->corpus;
    for (size_t f = 0; f < corpus->files.n; f++) {
        const zo_tree *tree = &corpus->files.at[f]->tree;
        for (size_t s = 0; s < tree->statements.n; s++)
            visit(build, tree->statements.at[s]);
    }
    for (size_t s = 0; build->model->also && s < build->model->also->statements.n; s++)
        visit(build, build->model->also->statements.at[s]);
}

zo_num zo_value_of_figure(const zo_model *model, const zo_figure *figure)
{
    return zo_figure_value(zo_tokens_of(model, figure->span.file), figure);
}

const zo_tokens *zo_tokens_of(const zo_model *model, uint32_t file)
{
    return file < model->corpus->files.n ? &model->corpus->files.at[file]->tree.tokens : &model->also->tokens;
}
