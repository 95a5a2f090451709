/* The record in words: labels instead of identifiers, sentences to be read aloud. */
#ifndef ZO_ANALYSIS_WORDS_H
#define ZO_ANALYSIS_WORDS_H

#include "model/record.h"

/* A value as its label: membership set aside, 10 km, yes. */
zo_str zo_value_label(zo_arena *arena, const zo_issue *issue, uint32_t value);

/* "Price: 10 crowns": the issue's name and the value's label. */
zo_str zo_issue_value_words(zo_arena *arena, const zo_issue *issue, uint32_t value);

/* A set of values, bit first + v for value v, in order; runs of numbers as "10 to 40 km". Without quotation marks. */
typedef ZO_ARRAY(zo_str) zo_phrases;
zo_phrases zo_set_phrases(zo_arena *arena, const zo_issue *issue, const uint64_t *set, uint32_t first);
zo_str zo_join(zo_arena *arena, const zo_phrases *phrases, const char *separator, const char *last);

/* A condition; the name of the issue `context` (or ZO_NONE) is understood and left out. */
zo_str zo_condition_words(const zo_model *model, const zo_bound *bound, uint32_t context, zo_arena *arena);

/* "requires …", "accepts … only if …", "refuses …", "is ready for …": what an entry says, without who says it. */
zo_str zo_entry_words(const zo_model *model, const zo_entry *entry, uint32_t context, zo_arena *arena);

/* "Russia's inferred demand", "the assumed rule", "Ukraine's inferred alternative". */
zo_str zo_ground_name(const zo_model *model, const zo_entry *entry, zo_arena *arena);
/* The same and what it says: "Russia's inferred demand – withdrawal: at least 10 km". */
zo_str zo_ground_words(const zo_model *model, const zo_entry *entry, zo_arena *arena);

/* "control = handed, pull_ua = 10 km" as labels: an offered deal. */
zo_str zo_deal_words(const zo_model *model, const uint32_t *pairs, size_t n, zo_arena *arena);

/* Whether a condition speaks of the issue. */
bool zo_mentions(const zo_bound *bound, uint32_t issue);
bool zo_entry_mentions(const zo_model *model, const zo_entry *entry, uint32_t issue);

/* Whether something settled speaks of the issue: what all have agreed on is open to nobody. */
bool zo_is_settled(const zo_record *record, uint32_t issue);

/* The grade's word, or "disputed". */
zo_str zo_grade_text(const zo_entry *entry, bool disputed);
zo_str zo_party_name(const zo_model *model, uint32_t party);
zo_str zo_time_words(zo_arena *arena, zo_time t); /* "throughout" when undated */

/* "12.5", "about 72.17": exact where two places suffice. */
zo_str zo_number_words(const zo_num *number, zo_arena *arena);

/* "1 package", "8 packages", "9,000 packages". */
zo_str zo_count_words(zo_arena *arena, const zo_int *count, const char *one, const char *many);

#endif
