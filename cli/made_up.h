/* A wish -> the text of a made-up negotiation, the same on any machine. */
#ifndef CLI_MADE_UP_H
#define CLI_MADE_UP_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

enum { CLI_BLOC_MEMBERS = 3 };

typedef struct cli_wish {
    uint64_t seed;
    uint64_t parties, issues;
    uint64_t least, most; /* options an issue; 2 <= least <= most */
    uint64_t
        points; /* what the best options of all issues add up to for a party; 0: nobody values anything */
    uint64_t
        opposed; /* 0: each party values for itself, 100: every package is worth as much to all together */
    uint64_t interactions; /* pairs of issues that interact, edges of a random tree of cliques */
    uint64_t treewidth;    /* of that tree: how many earlier issues each one interacts with; below `issues` */
    uint64_t implications, sums, stances;
    uint64_t blocs; /* the first parties, CLI_BLOC_MEMBERS to a bloc */
    bool has_alternatives;
    uint64_t alternatives; /* per cent of `points` */
} cli_wish;

/* Pairs of issues that a tree of that width has. */
uint64_t cli_pairs_of(uint64_t issues, uint64_t treewidth);

/* Statements as they come, not yet laid out. `command` is the line that makes it, for the comment on top. */
void cli_make_up(FILE *stream, const cli_wish *wish, const char *command);

#endif
