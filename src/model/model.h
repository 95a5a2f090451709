/* The checked meaning of a model: issues, parties, and dated entries with their names resolved. Built from the
 * corpus, never changed afterwards. */
#ifndef ZO_MODEL_MODEL_H
#define ZO_MODEL_MODEL_H

#include "base/number.h"
#include "model/corpus.h"
#include "model/quotation.h"

enum { ZO_NONE = UINT32_MAX, ZO_MOST_VALUES = 100000, ZO_MOST_TERMS = 1000 };

/* ---- Issues ---- */

typedef struct zo_named_value {
    zo_str id, label;
} zo_named_value;

/* Values in order: first those of the grid (numeric), then the named ones. yes/no is named: no, yes. */
typedef struct zo_issue {
    zo_str id, name;
    const zo_statement *statement;
    bool numeric;
    zo_num low, step; /* numeric */
    uint32_t gridded; /* values on the grid; 0 when not numeric */
    zo_str unit;
    ZO_ARRAY(zo_named_value) named;
    zo_table option_index; /* id -> position in named */
    uint32_t size;         /* all values, >= 1 */
} zo_issue;

zo_num zo_issue_number(const zo_issue *issue, uint32_t value); /* value < gridded */
/* The grid value equal to the number; ZO_NONE when there is none. */
uint32_t zo_issue_value_of(const zo_issue *issue, const zo_num *number);
uint32_t zo_issue_option(const zo_issue *issue, zo_str word); /* value index, or ZO_NONE */
zo_str zo_issue_value_id(zo_arena *arena, const zo_issue *issue, uint32_t value);

/* ---- Conditions, resolved ---- */

typedef enum zo_bound_kind {
    ZO_B_IN,
    ZO_B_LINEAR,
    ZO_B_NOT,
    ZO_B_AND,
    ZO_B_OR,
    ZO_B_IMPLIES,
    ZO_B_IFF
} zo_bound_kind;

typedef struct zo_factor {
    uint32_t issue;
    zo_num factor;
} zo_factor;

typedef struct zo_bound zo_bound;
struct zo_bound {
    zo_bound_kind kind;
    /* IN: one issue. As written: `relation` to a value or number, or a set (listed = true). */
    uint32_t issue;
    const uint64_t *allowed; /* bit per value */
    bool listed;
    zo_relation relation; /* also LINEAR */
    bool is_number;       /* compared with `number`, else with value `value` */
    zo_num number;
    uint32_t value;
    /* LINEAR: the sum of the factors + constant REL 0; each issue once, factors may be 0 */
    ZO_ARRAY(zo_factor) factors;
    zo_num constant;
    size_t left_factors;   /* how many of them stood on the left as written, for wording */
    zo_num right_constant; /* as written: left REL right, constants collected on the right */
    ZO_ARRAY(const zo_bound *) parts;
};

/* ---- Entries ---- */

typedef enum zo_grade { ZO_QUOTED, ZO_RELAYED, ZO_REPORTED, ZO_INFERRED, ZO_ASSUMED, ZO_UNVERIFIED } zo_grade;
const char *zo_grade_word(zo_grade grade);

typedef struct zo_range {
    zo_num low, high; /* equal when a single number */
} zo_range;

typedef struct zo_point {
    uint32_t value; /* ZO_NONE: a number of the grid's range */
    zo_num number;
    zo_range score;
    uint32_t rank; /* prefers: place in the order, from 0; equally good ones share it */
} zo_point;

typedef struct zo_checked_citation {
    uint32_t source;     /* ZO_NONE: unknown, reported */
    zo_occurrence found; /* NOT_THERE also when the source is missing */
    uint32_t begin, end; /* in the document, when found */
    const zo_citation *citation;
} zo_checked_citation;

/* One dated statement, resolved. Per key the latest entry at or before a time holds. */
typedef struct zo_entry {
    const zo_statement *statement;
    uint32_t order; /* position among the model's entries */
    uint32_t key;
    uint32_t party;  /* who speaks, or is declared; ZO_NONE */
    uint32_t target; /* drops, denies, reopens: the key meant; ZO_NONE when unknown (reported) */
    zo_time on;
    bool overriding; /* from --also: wins over an entry of the same time */
    zo_grade grade;
    ZO_ARRAY(zo_checked_citation) citations;

    const zo_bound *condition; /* of rule, settled, stances, signals, bonus; consents when, abstains when */
    const zo_bound *only_if;
    uint32_t issue;    /* values, prefers, reserves */
    uint32_t deal;     /* offers NAME; ZO_NONE */
    uint32_t interest; /* for; ZO_NONE */
    uint32_t via;
    zo_range amount; /* weight, bonus, worth; weight of a member (1 unless given) */
    zo_range difficulty;
    ZO_ARRAY(zo_point) points;   /* values: listed options or points */
    ZO_ARRAY(uint32_t) assigned; /* offers { }: pairs issue, value */
    uint32_t bloc;               /* party: the bloc it is in; ZO_NONE */
    ZO_ARRAY(uint32_t) others;   /* with, relays, from: parties */
} zo_entry;

typedef struct zo_party {
    zo_str id, name; /* the name of its first declaration */
    bool is_bloc;
    bool has_voices;  /* somebody is declared to speak for it */
    zo_span declared; /* of that declaration */
    uint32_t unnamed; /* stances so far without a name */
    uint32_t unnamed_bonuses;
} zo_party;

typedef struct zo_source {
    zo_str id;
    const zo_statement *statement;
    const zo_document *document; /* NULL or not readable: missing */
} zo_source;

typedef struct zo_deal {
    zo_str id, name;
    const zo_statement *statement;
    ZO_ARRAY(uint32_t) assigned; /* pairs issue, value */
} zo_deal;

typedef struct zo_interest {
    zo_str id, text;
    uint32_t party;
    const zo_statement *statement;
} zo_interest;

/* What may hold or not at a time: all entries with one handle, oldest first. */
typedef struct zo_key {
    zo_str handle;
    zo_statement_kind kind; /* of its first entry */
    uint32_t party;         /* ZO_NONE for rules and events */
    ZO_ARRAY(zo_entry *) entries;
    ZO_ARRAY(zo_entry *) withdrawals; /* drops, denies, reopens aimed at it, oldest first */
} zo_key;

typedef struct zo_model {
    zo_arena *arena;
    const zo_corpus *corpus;
    const zo_tree *also; /* statements of the request, or NULL; its file is corpus->files.n */
    zo_str title;
    ZO_ARRAY(zo_issue) issues;
    ZO_ARRAY(zo_party) parties;
    ZO_ARRAY(zo_source) sources;
    ZO_ARRAY(zo_deal) deals;
    ZO_ARRAY(zo_interest) interests;
    ZO_ARRAY(zo_entry *) entries; /* in order of files and places */
    ZO_ARRAY(zo_key) keys;
    ZO_ARRAY(zo_time) moments;   /* dates on which something is entered, ascending, once each */
    size_t quotations, verified; /* cited; found in their sources */
    zo_table issue_index, party_index, source_index, deal_index, interest_index, key_index;
    zo_table voice_index;            /* "PARTY ID:person" */
    size_t unnamed[ZO_S_AWAITS + 1]; /* per kind of statement without a party, for handles */
} zo_model;

/* also (may be NULL): statements added to the corpus, in force from also_on. */
zo_model *zo_build_model(const zo_corpus *corpus, zo_tree *also, zo_time also_on, zo_arena *arena,
                         zo_diagnostics *sink);

/* The same with every step of a numeric issue divided by `finer` (>= 1): the values on record stay, others come between. An
 * issue that would have too many values is an error in sink. */
zo_model *zo_build_finer_model(const zo_corpus *corpus, zo_tree *also, zo_time also_on, unsigned finer,
                               zo_arena *arena, zo_diagnostics *sink);

/* The text and tokens of the file with this index, the request's included. */
const zo_tokens *zo_tokens_of(const zo_model *model, uint32_t file);
zo_num zo_value_of_figure(const zo_model *model, const zo_figure *figure);

#endif
