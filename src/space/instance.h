/* The compiled instance: what every engine reads. Issues and values are numbers here, parties have no names.
 *
 * A package is one value index per issue. A selector is one thing on record that a package satisfies or
 * violates: a rule, a settled point, a stance, or an alternative. A package is in the zone of a set of
 * selectors when it violates none that counts directly, and every bloc's rule holds over its members'
 * violations. Everything here lives in one arena and never changes after compilation. */
#ifndef ZO_SPACE_INSTANCE_H
#define ZO_SPACE_INSTANCE_H

#include "base/number.h"
#include "base/relation.h"

typedef enum zo_expr_kind {
    ZO_X_TRUE,
    ZO_X_FALSE,
    ZO_X_IN,     /* the value of one issue is among those allowed */
    ZO_X_LINEAR, /* a sum over issues compared with zero */
    ZO_X_NOT,    /* left */
    ZO_X_AND,    /* left, right */
    ZO_X_OR,     /* left, right */
    ZO_X_IFF     /* left, right */
} zo_expr_kind;

typedef struct zo_linear_term {
    uint32_t issue;
    const int64_t *value;     /* per value of the issue: its scaled contribution */
    const uint64_t *nameless; /* bit v set: value v is named and has no number; NULL when all have one */
} zo_linear_term;

/* start + the terms' contributions REL 0. When a value has no number, only ZO_NE is true.
 * Contributions are bounded so that the sum never overflows. Each issue occurs at most once. */
typedef struct zo_linear {
    int64_t start;
    zo_relation relation;
    size_t terms;
    const zo_linear_term *term;
} zo_linear;

typedef struct zo_expr zo_expr;
struct zo_expr {
    zo_expr_kind kind;
    uint32_t issue;          /* IN */
    const uint64_t *allowed; /* IN: bit v set = value v satisfies */
    const zo_linear *linear; /* LINEAR */
    const zo_expr *left, *right;
};

/* Points that a party adds up: satisfied when start + tables + bonuses >= 0. Words are two's complement,
 * least significant first, `words` of them per number: 1, or ZO_WIDE_WORDS where 64 bits do not suffice;
 * no partial sum over any package overflows them. */
enum { ZO_WIDE_WORDS = ZO_LIMBS + 1 };
typedef struct zo_bonus {
    const zo_expr *when;
    const int64_t *points; /* words */
} zo_bonus;
typedef struct zo_sum {
    unsigned words;
    const int64_t *start;        /* words: minus the threshold */
    const int64_t *const *table; /* per issue: size[issue] * words, or NULL when the issue adds nothing */
    size_t bonuses;
    const zo_bonus *bonus;
} zo_sum;

typedef enum zo_selector_class {
    ZO_RULE,        /* a fact of the world */
    ZO_SETTLED,     /* already agreed */
    ZO_STANCE,      /* a stance of a party */
    ZO_ALTERNATIVE, /* worth no less than the party's alternative, for some reading of its ranges */
    ZO_CERTAINTY    /* worth no less than the alternative for every reading; never rules a package out */
} zo_selector_class;

enum { ZO_DIRECT = UINT32_MAX };

typedef struct zo_selector {
    zo_selector_class class_;
    const zo_expr *expr; /* satisfied when true; NULL when sum decides */
    const zo_sum *sum;   /* satisfied when not negative; NULL when expr decides */
    const zo_expr *
        waived; /* where true the selector is satisfied whatever it says (no consent needed); NULL: nowhere */
    uint32_t voter; /* ZO_DIRECT, or the bloc member whose vote a violation turns against */
} zo_selector;

typedef struct zo_voter {
    uint32_t bloc;
    zo_num weight, weight_high; /* >= 0; equal unless the weight is a range */
    size_t selectors;
    const uint32_t *selector; /* its own: those whose voter it is, ascending */
    const zo_expr *abstains;  /* counts neither way where true; NULL: nowhere */
} zo_voter;

typedef enum zo_measure {
    ZO_SHARE_OF_MEMBERS, /* accepting, per cent of those not abstaining, >= limit */
    ZO_SHARE_OF_WEIGHT,  /* the same by weight */
    ZO_MORE_THAN_HALF,   /* more than half of those not abstaining accept; limit unused */
    ZO_FEWER_AGAINST     /* number against < limit */
} zo_measure;
typedef struct zo_quota {
    zo_measure measure;
    zo_num limit;
} zo_quota;
/* The rule holds when, in one of the alternatives, every quota holds. Members none: holds. Members, but all
 * of them abstaining: does not hold. */
typedef struct zo_bloc_rule {
    size_t alternatives;
    const struct zo_quota_list {
        size_t quotas;
        const zo_quota *quota;
    } * alternative;
} zo_bloc_rule;
typedef struct zo_bloc {
    zo_bloc_rule rule;
    const zo_expr *waived; /* the bloc's consent is not needed where true; NULL: needed everywhere */
    size_t voters;
    const uint32_t *voter;
} zo_bloc;

/* What packages are worth to one party, for comparing them: points times `scale`, as sums that start at 0. */
enum { ZO_NO_SELECTOR = UINT32_MAX, ZO_NO_ISSUE = UINT32_MAX };
typedef struct zo_payoff {
    const zo_sum *least,
        *most;            /* for the lowest and the highest reading; the same pointer unless ranges matter */
    zo_int scale;         /* > 0 */
    uint32_t alternative; /* the selector of its alternative, or ZO_NO_SELECTOR */
    zo_int worth_low, worth_high; /* of the alternative, times scale; 0 without one */
} zo_payoff;

typedef struct zo_instance {
    size_t issues;
    const uint32_t *size;      /* values per issue, >= 1 */
    const uint32_t *first_bit; /* issue i, value v is bit first_bit[i] + v of a value set */
    size_t value_bits;         /* sum of sizes */
    size_t selectors;
    const zo_selector *selector;
    size_t voters;
    const zo_voter *voter;
    size_t blocs;
    const zo_bloc *bloc;
    size_t payoffs;
    const zo_payoff *payoff;
} zo_instance;

static inline bool zo_bit(const uint64_t *set, size_t bit) { return set[bit / 64] >> (bit % 64) & 1; }
static inline void zo_set_bit(uint64_t *set, size_t bit) { set[bit / 64] |= (uint64_t)1 << (bit % 64); }
static inline size_t zo_set_words(size_t bits) { return bits / 64 + (bits % 64 != 0); }

/* A whole package against one expression; the plain reading that engines are tested against. */
bool zo_holds(const zo_expr *expr, const uint32_t *package);

/* How many packages there are: the product of the sizes; overflow when beyond 512 bits. */
zo_int zo_space_of(const zo_instance *instance);

#endif
