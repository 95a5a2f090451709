/* The corpus -> the model: declared, bound, collected by keys. */
#include "model/build.h"

zo_model *zo_build_finer_model(const zo_corpus *corpus, zo_tree *also, zo_time also_on, unsigned finer,
                               zo_arena *arena, zo_diagnostics *sink)
{
    zo_model *model = ZO_NEW(arena, zo_model);
    *model = (zo_model){.arena = arena, .corpus = corpus, .also = also};
    model->issue_index = model->party_index = model->source_index = zo_table_new(arena);
    model->deal_index = model->interest_index = model->key_index = model->voice_index = zo_table_new(arena);
    zo_build build = {.model = model, .arena = arena, .sink = sink, .also_on = also_on, .finer = finer};
    zo_declare_all(&build);
    zo_bind_all(&build);
    zo_collect_keys(&build);
    return model;
}

zo_model *zo_build_model(const zo_corpus *corpus, zo_tree *also, zo_time also_on, zo_arena *arena,
                         zo_diagnostics *sink)
{
    return zo_build_finer_model(corpus, also, also_on, 1, arena, sink);
}
