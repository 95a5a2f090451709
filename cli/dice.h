/* Numbers that look random and are the same on any machine: the n-th roll of a die depends on its name and on n alone, so
 * that what one die shows never changes when another is rolled more often. */
#ifndef CLI_DICE_H
#define CLI_DICE_H

#include <stdint.h>

typedef struct cli_die {
    uint64_t name, rolled;
} cli_die;

/* The die of a seed for a purpose, and for up to two things that it is about. */
cli_die cli_die_for(uint64_t seed, uint32_t purpose, uint32_t a, uint32_t b);

/* 0 .. sides - 1; sides is 1 to 2^40, so that no number is favoured by more than one part in a million. */
uint64_t cli_roll(cli_die *die, uint64_t sides);

#endif
