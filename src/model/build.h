/* What the files that build a model share. */
#ifndef ZO_MODEL_BUILD_H
#define ZO_MODEL_BUILD_H

#include "model/model.h"

typedef struct zo_build {
    zo_model *model;
    zo_arena *arena;
    zo_diagnostics *sink;
    zo_time also_on;
    unsigned finer;  /* every step is divided by it */
    size_t passages; /* nearest passages looked for so far */
} zo_build;

/* declare.c: issues, parties, sources, deals and interests get their numbers. */
void zo_declare_all(zo_build *build);

/* bind_condition.c: NULL after a reported error. */
const zo_bound *zo_bind_condition(zo_build *build, const zo_condition *condition);
bool zo_bind_assignment(zo_build *build, const zo_assignment *assignment, uint32_t *issue, uint32_t *value);

/* bind.c: statements -> entries. */
void zo_bind_all(zo_build *build);
/* bind_values.c */
void zo_bind_values(zo_build *build, zo_entry *entry);
bool zo_bind_amount(zo_build *build, const zo_amount *amount, zo_range *range);

/* evidence.c: citations checked, grades given. */
void zo_check_evidence(zo_build *build, zo_entry *entry);

/* keys.c: entries -> keys, what replaces and what withdraws what. */
void zo_collect_keys(zo_build *build);

/* Look-ups that report an unknown name with a suggestion. */
uint32_t zo_find_issue(zo_build *build, const zo_word *word);
uint32_t zo_find_party(zo_build *build, const zo_word *word);
uint32_t zo_find_bloc(zo_build *build, const zo_word *word); /* the same; called a bloc when unknown */
uint32_t zo_find_source(zo_build *build, const zo_word *word);
uint32_t zo_find_deal(zo_build *build, const zo_word *word);
uint32_t zo_find_interest(zo_build *build, uint32_t party, const zo_word *word);

/* Words that a mistaken one may have meant; beyond ZO_MOST_CANDIDATES, or once the list of diagnostics is full, further
 * ones are not looked at, so that a huge file of mistakes stays quick. */
enum { ZO_MOST_CANDIDATES = 1000 };
typedef ZO_ARRAY(zo_str) zo_candidates;
bool zo_wants_candidates(const zo_build *build, const zo_candidates *words);
void zo_may_mean(zo_build *build, zo_candidates *words, zo_str word);
zo_str zo_did_you_mean(zo_build *build, zo_str mistaken, const zo_candidates *words);
zo_str zo_interest_key(zo_build *build, uint32_t party, zo_str id); /* PARTY.interest.ID */
zo_str zo_voice_key(zo_build *build, zo_str party, zo_str person);

/* Every statement in order of files and places, those of the request last. */
typedef void zo_statement_visitor(zo_build *build, const zo_statement *statement);
void zo_visit_statements(zo_build *build, zo_statement_visitor *visit);

#endif
