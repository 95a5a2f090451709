/* The tree of one file: statements as they were written, names not yet resolved. */
#ifndef ZO_SYNTAX_TREE_H
#define ZO_SYNTAX_TREE_H

#include "base/date.h"
#include "base/number.h"
#include "base/relation.h"
#include "syntax/token.h"

typedef struct zo_word {
    zo_str text; /* composed (NFC); empty: absent */
    zo_span span;
} zo_word;

typedef struct zo_quoted {
    zo_str text;
    zo_span span; /* with the quotation marks; begin = end: absent */
} zo_quoted;

/* A number as written; its value is read from the file when needed, which keeps huge trees small. */
typedef struct zo_figure {
    zo_span span; /* the digits; begin = end: absent */
    bool negative;
} zo_figure;

typedef struct zo_amount {
    zo_figure low, high; /* high absent: a single number */
} zo_amount;

/* ---- Conditions ---- */

typedef struct zo_term {
    zo_figure factor; /* of the name, or the constant itself; absent: 1 */
    bool minus;       /* subtracted, or a leading minus */
    zo_word name;     /* absent: a constant */
    zo_span span;
} zo_term;
typedef ZO_ARRAY(zo_term) zo_terms;

typedef struct zo_item {
    zo_word word;    /* an option; absent: a number */
    zo_amount range; /* a number, or every grid value from low to high */
    zo_span span;
} zo_item;
typedef ZO_ARRAY(zo_item) zo_items;

typedef enum zo_condition_kind {
    ZO_C_COMPARE,
    ZO_C_IN,
    ZO_C_NOT,
    ZO_C_AND,
    ZO_C_OR,
    ZO_C_IMPLIES,
    ZO_C_IFF
} zo_condition_kind;

typedef struct zo_condition zo_condition;
typedef ZO_ARRAY(zo_condition *) zo_conditions;
struct zo_condition {
    zo_condition_kind kind;
    zo_span span;
    zo_terms left;        /* COMPARE, IN */
    zo_terms right;       /* COMPARE */
    zo_relation relation; /* COMPARE */
    zo_items items;       /* IN */
    zo_conditions parts;  /* NOT: one; IMPLIES, IFF: two; AND, OR: two or more */
};

/* ---- Clauses that any statement may have ---- */

typedef struct zo_citation {
    zo_word source;
    zo_quoted quotation;
} zo_citation;

typedef enum zo_claim { ZO_CLAIM_NONE, ZO_CLAIM_ASSUMED, ZO_CLAIM_INFERRED } zo_claim;

typedef struct zo_clauses {
    zo_word name; /* as NAME */
    zo_quoted by; /* by "person" */
    zo_word via;  /* via PARTY */
    ZO_ARRAY(zo_citation) citations;
    bool red_line;
    zo_amount difficulty; /* low absent: 1 */
    zo_word interest;     /* for INTEREST */
    zo_quoted subject_to;
    zo_claim claim;
    zo_quoted note;
    uint64_t seen; /* which clauses were given: 1 << keyword */
} zo_clauses;

/* ---- Statements ---- */

typedef enum zo_statement_kind {
    ZO_S_NEGOTIATION,
    ZO_S_SOURCE,
    ZO_S_PARTY,
    ZO_S_BLOC,
    ZO_S_ISSUE,
    ZO_S_RULE,
    ZO_S_SETTLED,
    ZO_S_DEAL,
    ZO_S_ON,
    ZO_S_SESSION,
    ZO_S_DEADLINE,
    ZO_S_READOUT,
    ZO_S_INCLUDE,
    /* these begin with a party */
    ZO_S_REQUIRES,
    ZO_S_REFUSES,
    ZO_S_ACCEPTS,
    ZO_S_SIGNALS,
    ZO_S_RESERVES,
    ZO_S_OFFERS,
    ZO_S_ABSTAINS,
    ZO_S_DROPS,
    ZO_S_DENIES,
    ZO_S_REOPENS,
    ZO_S_VALUES,
    ZO_S_BONUS,
    ZO_S_PREFERS,
    ZO_S_ALTERNATIVE,
    ZO_S_INTEREST,
    ZO_S_AWAITS
} zo_statement_kind;

typedef enum zo_role {
    ZO_PRINCIPAL = 1,
    ZO_MEDIATOR = 2,
    ZO_GUARANTOR = 4,
    ZO_HOST = 8,
    ZO_OBSERVER = 16
} zo_role;
typedef enum zo_consents { ZO_BY_ROLE, ZO_CONSENTS_ALWAYS, ZO_CONSENTS_NEVER, ZO_CONSENTS_WHEN } zo_consents;

typedef struct zo_quota_term {
    enum { ZO_Q_MEMBERS, ZO_Q_WEIGHT, ZO_Q_AGAINST } measure;
    zo_figure limit;  /* per cent, or a number of members */
    bool alternative; /* begins an alternative (after `or`) */
} zo_quota_term;

typedef struct zo_option {
    zo_word name;
    zo_quoted label; /* absent: the name itself */
} zo_option;

typedef struct zo_valuation {
    zo_word word;    /* an option, or */
    zo_figure point; /* a number of the issue */
    zo_amount score;
} zo_valuation;

typedef struct zo_assignment {
    zo_word issue;
    zo_word word;    /* an option, or */
    zo_figure value; /* a number */
    zo_span span;
} zo_assignment;

typedef ZO_ARRAY(zo_word) zo_words;
typedef ZO_ARRAY(zo_quoted) zo_quoteds;

typedef struct zo_statement {
    zo_statement_kind kind;
    zo_span span;    /* the whole statement */
    zo_span head;    /* its first words, for diagnostics */
    zo_word subject; /* the party that speaks */
    zo_word
        name; /* what is declared (party, issue, deal, interest, source) or meant (issue of values, drops NAME) */
    zo_quoted title; /* the text after it: name, path, what an alternative does */
    zo_time on;      /* the date it stands under, or ZO_ALWAYS */
    zo_clauses clauses;
    zo_condition *condition; /* rule, stances, signals, bonus, consents when, abstains when */
    zo_condition *only_if;   /* accepts .. only if, refuses .. unless */
    zo_amount amount;        /* weight of values, bonus, worth, weight of a party */

    /* party, bloc */
    unsigned roles; /* set of zo_role; 0: not stated */
    zo_span consents_span;
    zo_consents consents;
    zo_quoteds voices;
    zo_words relays;
    zo_word bloc;
    bool weighted;
    enum { ZO_BY_QUOTAS, ZO_UNANIMITY, ZO_MAJORITY } decides;
    ZO_ARRAY(zo_quota_term) quotas;

    /* issue */
    enum { ZO_I_NAMED, ZO_I_YES_NO, ZO_I_NUMERIC } issue_kind;
    ZO_ARRAY(zo_option) options; /* NAMED; NUMERIC: those after `or` */
    zo_figure low, high, step;
    zo_quoted unit;

    /* values, prefers */
    enum { ZO_LISTED, ZO_MORE, ZO_LESS } direction;
    ZO_ARRAY(zo_valuation) valuations;
    ZO_ARRAY(zo_words) ranks; /* prefers: equally good ones together, best first */

    /* deal, offers { … } */
    ZO_ARRAY(zo_assignment) assignments;
    bool inline_deal;

    /* source */
    zo_word source_kind;
    zo_time date; /* of a source or deadline; ZO_ALWAYS: none */
    zo_span date_span;

    /* session */
    zo_figure duration;
    zo_word duration_unit;
    bool planned;
    zo_words with;
    zo_word from; /* awaits .. from PARTY */
} zo_statement;

typedef struct zo_tree {
    zo_tokens tokens;
    ZO_ARRAY(zo_statement *) statements;
    bool broken; /* a syntax error was reported: the formatter keeps away */
} zo_tree;

/* Parses one file; every statement that can be read is in the tree, the errors of the others are reported. */
void zo_parse(zo_tree *tree, zo_str text, uint32_t file, zo_arena *arena, zo_diagnostics *sink);

/* The value of a figure that is present, sign included. */
zo_num zo_figure_value(const zo_tokens *tokens, const zo_figure *figure);

static inline bool zo_present(zo_span span) { return span.end > span.begin; }

/* The words that can never be names, and all keywords that begin a statement or follow a party. */
bool zo_is_reserved(zo_str word);

#endif
