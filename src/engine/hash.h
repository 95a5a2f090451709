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

/* Of bytes, eight to a word, least significant first: the same on every machine. */
static inline uint64_t zo_hash_bytes(const uint8_t *bytes, size_t length)
{
    uint64_t hash = length;
    for (size_t i = 0; i < length; i += 8) {
        uint64_t word = 0;
        for (size_t j = i; j < i + 8 && j < length; j++)
            word |= (uint64_t)bytes[j] << 8 * (j - i);
        hash = zo_hash_words(hash, &word, 1);
    }
    return hash;
}

#endif
