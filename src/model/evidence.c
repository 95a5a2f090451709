/* Citations looked up in their sources; the grade of each entry. */
#include "model/build.h"

/* Looking for the nearest passage takes memory in proportion to the document. */
enum { MOST_PASSAGES = 50, LONGEST_SEARCHED = 2 << 20 };

static void quotation_absent(zo_build *build, const zo_citation *citation, const zo_source *source)
{
    bool look = build->passages < MOST_PASSAGES && source->document->searchable.folded.n <= LONGEST_SEARCHED;
    zo_str near = {"", 0};
    if (look)
        near = zo_nearest_passage(&source->document->searchable, citation->quotation.text, build->arena);
    build->passages++;
    zo_str hint = !look    ? ZO_STR("copy the words from the source")
                  : near.n ? zo_printf(build->arena, "the nearest passage there is: “%.*s”", ZO_FMT(near))
                           : ZO_STR("no passage there comes near it");
    zo_reportf(build->sink, ZO_QUOTATION_ABSENT, citation->quotation.span, hint,
               "these words do not occur in \"%.*s\"", ZO_FMT(source->statement->title.text));
}

static zo_checked_citation check_citation(zo_build *build, const zo_citation *citation)
{
    zo_checked_citation checked = {.source = zo_find_source(build, &citation->source), .citation = citation};
    build->model->quotations++;
    if (citation->quotation.text.n == 0) {
        zo_report(build->sink, ZO_EMPTY_QUOTATION, citation->quotation.span,
                  ZO_STR("a citation needs the cited words"), ZO_STR("copy them from the source"));
        return checked;
    }
    if (checked.source == ZO_NONE)
        return checked;
    const zo_source *source = &build->model->sources.at[checked.source];
    if (!source->document || !source->document->readable)
        return checked;
    checked.found = zo_find_quotation(&source->document->searchable, citation->quotation.text, &checked.begin,
                                      &checked.end, build->arena);
    if (checked.found == ZO_NOT_THERE)
        quotation_absent(build, citation, source);
    else
        build->model->verified++;
    return checked;
}

static zo_grade grade_of(const zo_entry *entry)
{
    const zo_clauses *clauses = &entry->statement->clauses;
    if (clauses->claim == ZO_CLAIM_ASSUMED || (clauses->claim == ZO_CLAIM_NONE && clauses->citations.n == 0))
        return ZO_ASSUMED;
    if (clauses->claim == ZO_CLAIM_INFERRED)
        return ZO_INFERRED;
    zo_occurrence best = ZO_NOT_THERE;
    for (size_t i = 0; i < entry->citations.n; i++)
        best = entry->citations.at[i].found > best ? entry->citations.at[i].found : best;
    if (best == ZO_NOT_THERE)
        return ZO_UNVERIFIED;
    if (entry->via != ZO_NONE)
        return ZO_RELAYED;
    return best == ZO_IN_QUOTES && zo_present(clauses->by.span) ? ZO_QUOTED : ZO_REPORTED;
}

/* ---- Speakers ---- */

static bool is_voice(zo_build *build, uint32_t party, zo_str person)
{
    zo_str key = zo_voice_key(build, build->model->parties.at[party].id, person);
    return zo_table_get(&build->model->voice_index, key) != ZO_ABSENT;
}

static void check_speaker(zo_build *build, const zo_entry *entry)
{
    const zo_clauses *clauses = &entry->statement->clauses;
    if (!zo_present(clauses->by.span) || entry->party == ZO_NONE ||
        is_voice(build, entry->party, clauses->by.text))
        return;
    if (entry->via != ZO_NONE && is_voice(build, entry->via, clauses->by.text))
        return;
    if (build->model->parties.at[entry->party].has_voices)
        zo_reportf(build->sink, ZO_SPEAKER_UNKNOWN, clauses->by.span,
                   ZO_STR("add the person to the party's voice, or say via whom it came"),
                   "\"%.*s\" is no voice of %.*s", ZO_FMT(clauses->by.text),
                   ZO_FMT(build->model->parties.at[entry->party].name));
}

static void check_relay(zo_build *build, const zo_entry *entry)
{
    const zo_clauses *clauses = &entry->statement->clauses;
    if (clauses->via.text.n > 0 && clauses->citations.n == 0)
        zo_report(build->sink, ZO_RELAY_UNCITED, clauses->via.span,
                  ZO_STR("a relayed statement needs a citation"), ZO_STR("add: cites SOURCE \"…\""));
}

/* Quoted speech of nobody in particular stays reported, which the writer may not want. */
static void check_unnamed_speech(zo_build *build, const zo_entry *entry)
{
    const zo_clauses *clauses = &entry->statement->clauses;
    bool speaks = entry->party != ZO_NONE && entry->statement->kind != ZO_S_READOUT;
    if (!speaks || zo_present(clauses->by.span) || clauses->claim != ZO_CLAIM_NONE)
        return;
    for (size_t i = 0; i < entry->citations.n; i++)
        if (entry->citations.at[i].found == ZO_IN_QUOTES) {
            zo_report(build->sink, ZO_SPEAKER_UNNAMED, clauses->citations.at[i].quotation.span,
                      ZO_STR("these words are somebody's speech in the source, but no speaker is named"),
                      ZO_STR("name the speaker: by \"…\""));
            return;
        }
}

void zo_check_evidence(zo_build *build, zo_entry *entry)
{
    const zo_clauses *clauses = &entry->statement->clauses;
    for (size_t i = 0; i < clauses->citations.n; i++)
        ZO_PUSH(build->arena, &entry->citations, check_citation(build, &clauses->citations.at[i]));
    entry->grade = grade_of(entry);
    check_relay(build, entry);
    check_speaker(build, entry);
    check_unnamed_speech(build, entry);
}
