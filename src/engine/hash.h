/* A hash of words, for tables whose order nobody sees. */
#ifndef ZO_ENGINE_HASH_H
#define ZO_ENGINE_HASH_H

#include <stddef.h>
#include <stdint.h>

/* The finalizer of splitmix64 (Steele, Lea and Flood 2014), word by word. */
static inline uint64_t zo_hash_words(uint64_t seed, const uint64_t *word, size_t words)
{
    uint64_t hash = seed;
    for (size_t i = 0; i < words; i++) {
        hash = (hash ^ word[i]) + 0x9e3779b97f4a7c15u;
        hash = (hash ^ hash >> 30) * 0xbf58476d1ce4e5b9u;
        hash = (hash ^ hash >> 27) * 0x94d049bb133111ebu;
        hash ^= hash >> 31;
    }
    return hash;
}

#endif
