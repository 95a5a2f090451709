/* Turns numbers into bytes and bytes into numbers, whatever the machine. */
#include "engine/walk/bytes.h"

static void put(zo_bytes *bytes, uint64_t number, unsigned width)
{
    for (unsigned i = 0; i < width; i++)
        ZO_PUSH(bytes->arena, &bytes->all, (uint8_t)(number >> 8 * i));
}

void zo_put64(zo_bytes *bytes, uint64_t number) { put(bytes, number, 8); }

void zo_put32(zo_bytes *bytes, uint32_t number) { put(bytes, number, 4); }

void zo_put_words(zo_bytes *bytes, const uint64_t *word, size_t words)
{
    for (size_t i = 0; i < words; i++)
        zo_put64(bytes, word[i]);
}

void zo_put_package(zo_bytes *bytes, const uint32_t *package, size_t levels)
{
    for (size_t i = 0; i < levels; i++)
        zo_put32(bytes, package[i]);
}

static uint64_t get(zo_intake *reader, unsigned width)
{
    uint64_t number = 0;
    zo_insist(reader, (size_t)(reader->end - reader->at) >= width);
    if (reader->bad)
        return 0;
    for (unsigned i = 0; i < width; i++)
        number |= (uint64_t)*reader->at++ << 8 * i;
    return number;
}

uint64_t zo_get64(zo_intake *reader) { return get(reader, 8); }

uint32_t zo_get32(zo_intake *reader) { return (uint32_t)get(reader, 4); }

void zo_get_words(zo_intake *reader, uint64_t *word, size_t words)
{
    for (size_t i = 0; i < words; i++)
        word[i] = zo_get64(reader);
}

void zo_get_package(zo_intake *reader, uint32_t *package, size_t levels)
{
    for (size_t i = 0; i < levels; i++)
        package[i] = zo_get32(reader);
}

void zo_insist(zo_intake *reader, bool fine) { reader->bad = reader->bad || !fine; }
