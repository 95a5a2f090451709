/* What the files that read an instance share: the statements so far, by kind. */
#ifndef ZO_SPACE_INSTANCE_READER_H
#define ZO_SPACE_INSTANCE_READER_H

#include "space/instance_words.h"
#include "space/labelled.h"

typedef struct zo_instance_reader {
    zo_instance_words words;
    zo_arena *arena;
    ZO_ARRAY(uint32_t) size; /* per issue */
    uint64_t value_bits;     /* of them all */
    ZO_ARRAY(const zo_linear *) linears;
    ZO_ARRAY(const zo_expr *) conditions;
    ZO_ARRAY(const zo_sum *) sums;
    ZO_ARRAY(zo_bloc) blocs;
    ZO_ARRAY(zo_voter) voters;
    ZO_ARRAY(zo_selector) selectors;
    ZO_ARRAY(zo_payoff) payoffs;
    ZO_ARRAY(zo_str) issue_names, value_names, bloc_names, voter_names, selector_names, payoff_names;
    ZO_ARRAY(bool) disputed;
    uint64_t cells; /* numbers of tables read so far */
} zo_instance_reader;

/* The number of something declared before: below `count`. */
bool zo_read_reference(zo_instance_reader *reader, const char *what, size_t count, uint32_t *number);

/* Each reads what follows the number of its statement. */
bool zo_read_linear(zo_instance_reader *reader);
bool zo_read_sum(zo_instance_reader *reader);
bool zo_read_condition(zo_instance_reader *reader);

#endif
