/* UTF-8: decoding, what a name may contain, display width, canonical composition (by utf8proc). */
#ifndef ZO_BASE_UNICODE_H
#define ZO_BASE_UNICODE_H

#include "base/text.h"

/* Decodes one code point at s (n >= 1 bytes left); returns its length in bytes, or 0 when it is not UTF-8. */
size_t zo_decode(const char *s, size_t n, uint32_t *code);

bool zo_is_letter(uint32_t code);    /* may begin a name: general category L* */
bool zo_is_name_char(uint32_t code); /* may continue one: L*, M*, Nd, '_' or '-' */
/* Controls other than tab, newline, carriage return; and the bidirectional overrides and isolates. */
bool zo_is_hidden_control(uint32_t code);

size_t zo_columns(zo_str s); /* width on a terminal, in cells; combining marks take none */
size_t zo_code_points(zo_str s);
zo_str zo_compose(zo_arena *arena, zo_str s); /* NFC; returns s itself when it is ASCII */

/* The first letter in title case; s itself when that changes nothing. */
zo_str zo_capitalise(zo_arena *arena, zo_str s);

#endif
