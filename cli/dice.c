/* A counter run through the mixer of SplitMix64: Steele, G., Lea, D. and Flood, C. (2014), Fast splittable pseudorandom
 * number generators. */
#include "dice.h"

static const uint64_t step = 0x9e3779b97f4a7c15u;

static uint64_t mix(uint64_t x)
{
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    return x ^ (x >> 31);
}

cli_die cli_die_for(uint64_t seed, uint32_t purpose, uint32_t a, uint32_t b)
{
    uint64_t name = mix(seed + step);
    name = mix(name + step * (1 + (uint64_t)purpose));
    name = mix(name + step * (1 + (uint64_t)a));
    return (cli_die){.name = mix(name + step * (1 + (uint64_t)b))};
}

uint64_t cli_roll(cli_die *die, uint64_t sides) { return mix(die->name + step * ++die->rolled) % sides; }
