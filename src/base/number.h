/* Exact numbers: fractions of integers of up to ZO_LIMBS * 64 bits, over GMP's mpn_ functions on fixed
 * limbs, so that arithmetic never allocates and never aborts. A result that needs more bits is marked
 * `overflow`, which every later operation carries along; callers test it once, at the end. */
#ifndef ZO_BASE_NUMBER_H
#define ZO_BASE_NUMBER_H

#include "base/text.h"

enum { ZO_LIMBS = 8, ZO_MAX_DIGITS = 60 };

typedef struct zo_int {
    uint64_t limb[ZO_LIMBS]; /* magnitude, least significant first */
    bool negative;           /* never with magnitude 0 */
    bool overflow;           /* the magnitude is then meaningless */
} zo_int;

typedef struct zo_num {
    zo_int top;
    zo_int bottom; /* > 0; lowest terms */
} zo_num;

zo_int zo_int_of(int64_t value);
zo_int zo_int_of_unsigned(uint64_t value);
zo_int zo_int_add(const zo_int *a, const zo_int *b);
zo_int zo_int_sub(const zo_int *a, const zo_int *b);
zo_int zo_int_mul(const zo_int *a, const zo_int *b);
zo_int zo_int_div_exact(const zo_int *a, const zo_int *b); /* b divides a */
zo_int zo_int_div_floor(const zo_int *a, const zo_int *b); /* b > 0 */
zo_int zo_int_gcd(const zo_int *a, const zo_int *b);       /* >= 0; gcd(0, 0) = 0 */
zo_int zo_int_lcm(const zo_int *a, const zo_int *b);       /* >= 0 */
int zo_int_compare(const zo_int *a, const zo_int *b);      /* -1, 0, 1 */
int zo_int_sign(const zo_int *a);
bool zo_int_fits64(const zo_int *a, int64_t *value);
size_t zo_int_bits(const zo_int *a);
zo_str zo_int_text(zo_arena *arena, const zo_int *a);         /* "-12" */
zo_str zo_int_text_grouped(zo_arena *arena, const zo_int *a); /* "-9,000" */

zo_num zo_num_of(int64_t value);
zo_num zo_num_from_int(const zo_int *value);
zo_num zo_num_ratio(const zo_int *top, const zo_int *bottom); /* bottom != 0 */
zo_num zo_num_add(const zo_num *a, const zo_num *b);
zo_num zo_num_sub(const zo_num *a, const zo_num *b);
zo_num zo_num_mul(const zo_num *a, const zo_num *b);
zo_num zo_num_div(const zo_num *a, const zo_num *b); /* b != 0 */
zo_num zo_num_negate(const zo_num *a);
int zo_num_compare(const zo_num *a, const zo_num *b);
int zo_num_sign(const zo_num *a);
bool zo_num_overflow(const zo_num *a);
bool zo_num_is_integer(const zo_num *a);

/* Reads "12", "12.5", "1/3" (no sign, no blanks, ASCII digits); false when it is not such a number, has
 * more than ZO_MAX_DIGITS digits, or divides by zero. */
bool zo_num_parse(zo_str s, zo_num *value);

/* The exact value: "12.5" when the decimal ends within 12 places, else "1/3". Negative: "-12.5". */
zo_str zo_num_text(zo_arena *arena, const zo_num *a);
/* "n" or "n/m", the form used for exact strings in JSON. */
zo_str zo_num_fraction(zo_arena *arena, const zo_num *a);
/* Decimal, rounded half away from zero to `places` digits after the point, trailing zeros cut; sets
 * *exact (may be NULL) to whether nothing was lost. */
zo_str zo_num_decimal(zo_arena *arena, const zo_num *a, unsigned places, bool *exact);

#endif
