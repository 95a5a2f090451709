/* Turns exact operations on integers and fractions into GMP's mpn_ functions on arrays of ZO_LIMBS limbs.
 *
 * Promises: no allocation but for texts; results are normal (no negative zero, fractions in lowest terms with
 * a positive bottom); what does not fit is marked `overflow`, with a magnitude of zero, and stays so. Most
 * numbers of a model fit one limb, so the costly operations look for that first. */
#include "base/number.h"

#include <assert.h>
#include <gmp.h>
#include <string.h>

_Static_assert(GMP_NUMB_BITS == 64 && sizeof(mp_limb_t) == sizeof(uint64_t), "GMP's limbs are ours");

__extension__ typedef unsigned __int128 wide; /* a product of two limbs */

enum {
    LIMB_BITS = 64,
    MOST_DIGITS = ZO_LIMBS * 20, /* decimal digits of a magnitude, with room to spare */
    PLACES_IN_TEXT = 12
};

static const zo_int one = {.limb = {1}};
static const zo_int overflowed = {.overflow = true};

/* Limbs */

static bool fits_limb(const zo_int *a)
{
    uint64_t high = 0;
    for (size_t i = 1; i < ZO_LIMBS; i++)
        high |= a->limb[i];
    return high == 0;
}

static bool is_zero(const zo_int *a) { return a->limb[0] == 0 && fits_limb(a); }

static bool is_one(const zo_int *a) { return a->limb[0] == 1 && fits_limb(a); }

/* How many limbs are significant: mpn_ functions want the highest one to be non-zero. */
static size_t length(const zo_int *a)
{
    size_t n = ZO_LIMBS;
    while (n > 0 && a->limb[n - 1] == 0)
        n--;
    return n;
}

static bool either_overflows(const zo_int *a, const zo_int *b) { return a->overflow || b->overflow; }

/* Integers */

zo_int zo_int_of(int64_t value)
{
    uint64_t magnitude = (uint64_t)value;
    return (zo_int){.limb = {value < 0 ? 0 - magnitude : magnitude}, .negative = value < 0};
}

zo_int zo_int_of_unsigned(uint64_t value) { return (zo_int){.limb = {value}}; }

static zo_int add_signed(const zo_int *a, const zo_int *b, bool b_negative)
{
    if (either_overflows(a, b))
        return overflowed;
    zo_int sum = {.negative = a->negative};
    if (a->negative == b_negative) {
        if (mpn_add_n(sum.limb, a->limb, b->limb, ZO_LIMBS) != 0)
            return overflowed;
    } else if (mpn_sub_n(sum.limb, a->limb, b->limb, ZO_LIMBS) != 0) {
        mpn_neg(sum.limb, sum.limb, ZO_LIMBS);
        sum.negative = b_negative;
    }
    if (sum.negative)
        sum.negative = !is_zero(&sum);
    return sum;
}

zo_int zo_int_add(const zo_int *a, const zo_int *b) { return add_signed(a, b, b->negative); }

zo_int zo_int_sub(const zo_int *a, const zo_int *b) { return add_signed(a, b, !b->negative); }

/* |a| * |b| in full; returns how many limbs of the product count, none when it is 0. */
static size_t multiply(const zo_int *a, const zo_int *b, uint64_t product[2 * ZO_LIMBS])
{
    size_t n = length(a), m = length(b);
    if (n == 0 || m == 0)
        return 0;
    uint64_t highest = n >= m ? mpn_mul(product, a->limb, (mp_size_t)n, b->limb, (mp_size_t)m)
                              : mpn_mul(product, b->limb, (mp_size_t)m, a->limb, (mp_size_t)n);
    return n + m - (highest == 0 ? 1 : 0);
}

zo_int zo_int_mul(const zo_int *a, const zo_int *b)
{
    if (either_overflows(a, b))
        return overflowed;
    zo_int result = {.negative = a->negative != b->negative};
    if (fits_limb(a) && fits_limb(b)) {
        wide product = (wide)a->limb[0] * b->limb[0];
        result.limb[0] = (uint64_t)product;
        result.limb[1] = (uint64_t)(product >> LIMB_BITS);
        result.negative = result.negative && product != 0;
        return result;
    }
    uint64_t product[2 * ZO_LIMBS];
    size_t n = multiply(a, b, product);
    if (n == 0)
        return zo_int_of(0);
    if (n > ZO_LIMBS)
        return overflowed;
    memcpy(result.limb, product, n * sizeof *product);
    return result;
}

/* |a| = quotient * |b| + rest, with rest < |b|; b != 0. */
static void divide(const zo_int *a, const zo_int *b, uint64_t quotient[ZO_LIMBS], uint64_t rest[ZO_LIMBS])
{
    size_t n = length(a), m = length(b);
    assert(m > 0 && "division by zero");
    memset(quotient, 0, ZO_LIMBS * sizeof *quotient);
    memset(rest, 0, ZO_LIMBS * sizeof *rest);
    if (n < m) {
        memcpy(rest, a->limb, n * sizeof *rest);
    } else if (n == 1) {
        quotient[0] = a->limb[0] / b->limb[0];
        rest[0] = a->limb[0] % b->limb[0];
    } else {
        mpn_tdiv_qr(quotient, rest, 0, a->limb, (mp_size_t)n, b->limb, (mp_size_t)m);
    }
}

static bool all_zero(const uint64_t *limbs, size_t n)
{
    uint64_t any = 0;
    for (size_t i = 0; i < n; i++)
        any |= limbs[i];
    return any == 0;
}

zo_int zo_int_div_exact(const zo_int *a, const zo_int *b)
{
    if (either_overflows(a, b))
        return overflowed;
    if (is_one(b) && !b->negative)
        return *a;
    zo_int quotient = {.negative = a->negative != b->negative};
    uint64_t rest[ZO_LIMBS];
    divide(a, b, quotient.limb, rest);
    assert(all_zero(rest, ZO_LIMBS) && "division that was to be exact");
    quotient.negative = quotient.negative && !is_zero(&quotient);
    return quotient;
}

zo_int zo_int_div_floor(const zo_int *a, const zo_int *b)
{
    if (either_overflows(a, b))
        return overflowed;
    assert(!b->negative);
    zo_int quotient = {.negative = a->negative};
    uint64_t rest[ZO_LIMBS];
    divide(a, b, quotient.limb, rest);
    /* No carry out: a rest means b >= 2, so the quotient is at most half of what fits. */
    if (a->negative && !all_zero(rest, ZO_LIMBS))
        mpn_add_1(quotient.limb, quotient.limb, ZO_LIMBS, 1);
    return quotient;
}

/* Divides a, which is not 0, by the highest power of two it has; returns the exponent. */
static size_t make_odd(zo_int *a)
{
    size_t twos = mpn_scan1(a->limb, 0);
    size_t limbs = twos / LIMB_BITS, bits = twos % LIMB_BITS;
    memmove(a->limb, a->limb + limbs, (ZO_LIMBS - limbs) * sizeof a->limb[0]);
    memset(a->limb + ZO_LIMBS - limbs, 0, limbs * sizeof a->limb[0]);
    if (bits > 0)
        mpn_rshift(a->limb, a->limb, ZO_LIMBS, (unsigned)bits);
    return twos;
}

static void shift_left(zo_int *a, size_t twos)
{
    size_t limbs = twos / LIMB_BITS, bits = twos % LIMB_BITS;
    memmove(a->limb + limbs, a->limb, (ZO_LIMBS - limbs) * sizeof a->limb[0]);
    memset(a->limb, 0, limbs * sizeof a->limb[0]);
    if (bits > 0)
        mpn_lshift(a->limb, a->limb, ZO_LIMBS, (unsigned)bits);
}

/* The gcd of two numbers of which neither is 0. mpn_gcd wants an odd operand and the longer one first, and
 * destroys both. */
static zo_int gcd_of_long(zo_int a, zo_int b)
{
    size_t a_twos = make_odd(&a), b_twos = make_odd(&b);
    bool swap = mpn_cmp(a.limb, b.limb, ZO_LIMBS) < 0;
    zo_int *longer = swap ? &b : &a, *shorter = swap ? &a : &b;
    zo_int gcd = {0};
    mpn_gcd(gcd.limb, longer->limb, (mp_size_t)length(longer), shorter->limb, (mp_size_t)length(shorter));
    shift_left(&gcd, a_twos < b_twos ? a_twos : b_twos);
    return gcd;
}

static zo_int magnitude_of(const zo_int *a)
{
    zo_int magnitude = *a;
    magnitude.negative = false;
    return magnitude;
}

zo_int zo_int_gcd(const zo_int *a, const zo_int *b)
{
    if (either_overflows(a, b))
        return overflowed;
    size_t n = length(a), m = length(b);
    if (n == 0)
        return magnitude_of(b);
    if (m == 0)
        return magnitude_of(a);
    if (m == 1)
        return zo_int_of_unsigned(mpn_gcd_1(a->limb, (mp_size_t)n, b->limb[0]));
    if (n == 1)
        return zo_int_of_unsigned(mpn_gcd_1(b->limb, (mp_size_t)m, a->limb[0]));
    return gcd_of_long(*a, *b);
}

zo_int zo_int_lcm(const zo_int *a, const zo_int *b)
{
    if (either_overflows(a, b))
        return overflowed;
    if (is_zero(a) || is_zero(b))
        return zo_int_of(0);
    zo_int gcd = zo_int_gcd(a, b);
    zo_int part = zo_int_div_exact(a, &gcd);
    zo_int lcm = zo_int_mul(&part, b);
    lcm.negative = false;
    return lcm;
}

int zo_int_compare(const zo_int *a, const zo_int *b)
{
    if (a->negative != b->negative)
        return a->negative ? -1 : 1;
    int order = mpn_cmp(a->limb, b->limb, ZO_LIMBS);
    int sign = (order > 0) - (order < 0);
    return a->negative ? -sign : sign;
}

int zo_int_sign(const zo_int *a) { return a->negative ? -1 : !is_zero(a); }

bool zo_int_fits64(const zo_int *a, int64_t *value)
{
    uint64_t most = a->negative ? (uint64_t)INT64_MAX + 1 : (uint64_t)INT64_MAX;
    if (a->overflow || !fits_limb(a) || a->limb[0] > most)
        return false;
    /* -1 - (m - 1): the negation of m itself need not fit. */
    *value = a->negative ? -1 - (int64_t)(a->limb[0] - 1) : (int64_t)a->limb[0];
    return true;
}

size_t zo_int_bits(const zo_int *a)
{
    size_t n = length(a);
    return n == 0 ? 0 : n * LIMB_BITS - (size_t)__builtin_clzll(a->limb[n - 1]);
}

/* Texts of integers */

/* The magnitude in decimal. Never numbers: an overflow that were printed would show as such. */
static void add_digits(zo_text *text, const zo_int *a)
{
    if (a->overflow) {
        zo_text_add_c(text, "overflow");
        return;
    }
    zo_int scratch = *a; /* mpn_get_str destroys it */
    unsigned char digits[MOST_DIGITS];
    size_t n = length(&scratch);
    size_t count = n == 0 ? 0 : mpn_get_str(digits, 10, scratch.limb, (mp_size_t)n);
    size_t first = 0;
    while (first < count && digits[first] == 0)
        first++;
    if (first == count)
        zo_text_add_char(text, '0');
    for (size_t i = first; i < count; i++)
        zo_text_add_char(text, (char)('0' + digits[i]));
}

static void add_integer(zo_text *text, const zo_int *a)
{
    if (a->negative)
        zo_text_add_char(text, '-');
    add_digits(text, a);
}

zo_str zo_int_text(zo_arena *arena, const zo_int *a)
{
    zo_text text = zo_text_new(arena);
    add_integer(&text, a);
    return zo_text_str(&text);
}

zo_str zo_int_text_grouped(zo_arena *arena, const zo_int *a)
{
    if (a->overflow)
        return zo_int_text(arena, a);
    zo_text digits = zo_text_new(arena), text = zo_text_new(arena);
    add_digits(&digits, a);
    if (a->negative)
        zo_text_add_char(&text, '-');
    for (size_t i = 0; i < digits.n; i++) {
        if (i > 0 && (digits.n - i) % 3 == 0)
            zo_text_add_char(&text, ',');
        zo_text_add_char(&text, digits.s[i]);
    }
    return zo_text_str(&text);
}

/* Fractions */

bool zo_num_overflow(const zo_num *a) { return a->top.overflow || a->bottom.overflow; }

bool zo_num_is_integer(const zo_num *a) { return is_one(&a->bottom) && !zo_num_overflow(a); }

int zo_num_sign(const zo_num *a) { return zo_int_sign(&a->top); }

zo_num zo_num_of(int64_t value) { return (zo_num){zo_int_of(value), one}; }

zo_num zo_num_from_int(const zo_int *value) { return (zo_num){*value, one}; }

/* A fraction already in lowest terms, with a bottom > 0. */
static zo_num lowest(const zo_int *top, const zo_int *bottom)
{
    return (zo_num){either_overflows(top, bottom) ? overflowed : *top, bottom->overflow ? one : *bottom};
}

zo_num zo_num_ratio(const zo_int *top, const zo_int *bottom)
{
    if (either_overflows(top, bottom))
        return zo_num_from_int(&overflowed);
    assert(!is_zero(bottom) && "a fraction over zero");
    zo_int gcd = zo_int_gcd(top, bottom);
    zo_num ratio = {zo_int_div_exact(top, &gcd), zo_int_div_exact(bottom, &gcd)};
    if (!ratio.bottom.negative)
        return ratio;
    ratio.bottom.negative = false;
    return zo_num_negate(&ratio);
}

zo_num zo_num_negate(const zo_num *a)
{
    zo_num negated = *a;
    negated.top.negative = !a->top.negative && !is_zero(&a->top);
    return negated;
}

/* a.top / a.bottom + b.top / b.bottom, by Knuth, The Art of Computer Programming, vol. 2, section 4.5.1:
 * with g the gcd of the bottoms, only a divisor of g can be cancelled afterwards. Keeps the numbers in
 * between short; a sum whose top before that last step does not fit overflows. */
static zo_num add_fractions(const zo_num *a, const zo_num *b)
{
    zo_int g = zo_int_gcd(&a->bottom, &b->bottom);
    zo_int a_bottom = zo_int_div_exact(&a->bottom, &g), b_bottom = zo_int_div_exact(&b->bottom, &g);
    zo_int left = zo_int_mul(&a->top, &b_bottom), right = zo_int_mul(&b->top, &a_bottom);
    zo_int sum = zo_int_add(&left, &right);
    if (sum.overflow)
        return zo_num_from_int(&overflowed);
    zo_int common = zo_int_gcd(&sum, &g);
    zo_int rest = zo_int_div_exact(&b->bottom, &common);
    zo_int top = zo_int_div_exact(&sum, &common), bottom = zo_int_mul(&a_bottom, &rest);
    return lowest(&top, &bottom);
}

zo_num zo_num_add(const zo_num *a, const zo_num *b)
{
    if (zo_num_overflow(a) || zo_num_overflow(b))
        return zo_num_from_int(&overflowed);
    if (is_one(&a->bottom) && is_one(&b->bottom))
        return (zo_num){zo_int_add(&a->top, &b->top), one};
    return add_fractions(a, b);
}

zo_num zo_num_sub(const zo_num *a, const zo_num *b)
{
    zo_num negated = zo_num_negate(b);
    return zo_num_add(a, &negated);
}

/* (a_top / a_bottom) * (b_top / b_bottom), both in lowest terms: cancelling crosswise first leaves nothing to
 * cancel in the product, so it overflows only when it must (Knuth, as above). */
static zo_num multiply_fractions(const zo_int *a_top, const zo_int *a_bottom, const zo_int *b_top,
                                 const zo_int *b_bottom)
{
    zo_int g = zo_int_gcd(a_top, b_bottom), h = zo_int_gcd(b_top, a_bottom);
    zo_int p = zo_int_div_exact(a_top, &g), q = zo_int_div_exact(b_top, &h);
    zo_int r = zo_int_div_exact(a_bottom, &h), s = zo_int_div_exact(b_bottom, &g);
    zo_int top = zo_int_mul(&p, &q), bottom = zo_int_mul(&r, &s);
    return lowest(&top, &bottom);
}

zo_num zo_num_mul(const zo_num *a, const zo_num *b)
{
    if (zo_num_overflow(a) || zo_num_overflow(b))
        return zo_num_from_int(&overflowed);
    if (is_one(&a->bottom) && is_one(&b->bottom))
        return (zo_num){zo_int_mul(&a->top, &b->top), one};
    return multiply_fractions(&a->top, &a->bottom, &b->top, &b->bottom);
}

zo_num zo_num_div(const zo_num *a, const zo_num *b)
{
    if (zo_num_overflow(a) || zo_num_overflow(b))
        return zo_num_from_int(&overflowed);
    assert(!is_zero(&b->top) && "division by zero");
    zo_int divisor = magnitude_of(&b->top);
    zo_num quotient = multiply_fractions(&a->top, &a->bottom, &b->bottom, &divisor);
    return b->top.negative ? zo_num_negate(&quotient) : quotient;
}

/* Compares |a| and |b| by the full products crosswise, which may be longer than any zo_int. */
static int compare_magnitudes(const zo_num *a, const zo_num *b)
{
    uint64_t left[2 * ZO_LIMBS], right[2 * ZO_LIMBS];
    size_t n = multiply(&a->top, &b->bottom, left), m = multiply(&b->top, &a->bottom, right);
    if (n != m)
        return n < m ? -1 : 1;
    int order = n == 0 ? 0 : mpn_cmp(left, right, (mp_size_t)n);
    return (order > 0) - (order < 0);
}

int zo_num_compare(const zo_num *a, const zo_num *b)
{
    bool same_bottom = mpn_cmp(a->bottom.limb, b->bottom.limb, ZO_LIMBS) == 0;
    if (same_bottom || a->top.negative != b->top.negative)
        return zo_int_compare(&a->top, &b->top);
    int order = compare_magnitudes(a, b);
    return a->top.negative ? -order : order;
}

/* Reading */

static bool is_digit(char c) { return c >= '0' && c <= '9'; }

/* Appends the digits at the beginning of *s to the number and moves *s past them; returns how many. The
 * caller has seen to it that ZO_MAX_DIGITS in all are never passed, so nothing overflows. */
static size_t take_digits(zo_str *s, zo_int *number)
{
    size_t count = 0;
    while (count < s->n && is_digit(s->s[count])) {
        mpn_mul_1(number->limb, number->limb, ZO_LIMBS, 10);
        mpn_add_1(number->limb, number->limb, ZO_LIMBS, (uint64_t)(s->s[count] - '0'));
        count++;
    }
    *s = (zo_str){s->s + count, s->n - count};
    return count;
}

static zo_int power_of_ten(size_t exponent)
{
    zo_int power = one;
    for (size_t i = 0; i < exponent; i++)
        mpn_mul_1(power.limb, power.limb, ZO_LIMBS, 10);
    return power;
}

bool zo_num_parse(zo_str s, zo_num *value)
{
    if (s.n == 0 || s.n > ZO_MAX_DIGITS + 1) /* and one for the point or bar */
        return false;
    zo_int top = {0}, bottom = one;
    size_t digits = take_digits(&s, &top);
    if (digits == 0)
        return false;
    if (s.n > 0) {
        char mark = s.s[0];
        s = (zo_str){s.s + 1, s.n - 1};
        zo_int denominator = {0};
        size_t more = take_digits(&s, mark == '.' ? &top : &denominator);
        if (more == 0 || s.n > 0 || (mark != '.' && mark != '/'))
            return false;
        bottom = mark == '.' ? power_of_ten(more) : denominator;
        digits += more;
    }
    if (digits > ZO_MAX_DIGITS || is_zero(&bottom))
        return false;
    *value = zo_num_ratio(&top, &bottom);
    return true;
}

/* Texts of fractions */

zo_str zo_num_fraction(zo_arena *arena, const zo_num *a)
{
    zo_text text = zo_text_new(arena);
    add_integer(&text, &a->top);
    if (!is_one(&a->bottom)) {
        zo_text_add_char(&text, '/');
        add_digits(&text, &a->bottom);
    }
    return zo_text_str(&text);
}

zo_str zo_num_text(zo_arena *arena, const zo_num *a)
{
    bool exact;
    zo_str decimal = zo_num_decimal(arena, a, PLACES_IN_TEXT, &exact);
    return exact ? decimal : zo_num_fraction(arena, a);
}

/* One step of long division: the next digit after the point of rest / bottom, of n limbs each. */
static char next_digit(uint64_t *rest, const uint64_t *bottom, size_t n)
{
    uint64_t shifted[ZO_LIMBS + 1], quotient[2];
    shifted[n] = mpn_mul_1(shifted, rest, (mp_size_t)n, 10);
    mpn_tdiv_qr(quotient, rest, 0, shifted, (mp_size_t)n + 1, bottom, (mp_size_t)n);
    return (char)('0' + quotient[0]);
}

static bool at_least_half(const uint64_t *rest, const uint64_t *bottom, size_t n)
{
    uint64_t doubled[ZO_LIMBS];
    return mpn_lshift(doubled, rest, (mp_size_t)n, 1) != 0 || mpn_cmp(doubled, bottom, (mp_size_t)n) >= 0;
}

/* Adds one in the last place; the first digit is not a 9. */
static void count_up(zo_text *digits)
{
    size_t i = digits->n - 1;
    for (; digits->s[i] == '9'; i--)
        digits->s[i] = '0';
    digits->s[i]++;
}

/* |a| rounded to `places`, as digits without the point: a 0 for a carry to go to, those before the point,
 * at most `places` more (zeros at the end are left out). Returns where the point belongs. */
static size_t round_to_digits(const zo_num *a, unsigned places, zo_text *digits, bool *exact)
{
    zo_int whole = {0};
    uint64_t rest[ZO_LIMBS];
    size_t n = length(&a->bottom);
    divide(&a->top, &a->bottom, whole.limb, rest);
    zo_text_add_char(digits, '0');
    add_digits(digits, &whole);
    size_t point = digits->n;
    for (unsigned i = 0; i < places && !all_zero(rest, n); i++)
        zo_text_add_char(digits, next_digit(rest, a->bottom.limb, n));
    *exact = all_zero(rest, n);
    if (at_least_half(rest, a->bottom.limb, n))
        count_up(digits);
    while (digits->n > point && digits->s[digits->n - 1] == '0')
        digits->n--;
    return point;
}

zo_str zo_num_decimal(zo_arena *arena, const zo_num *a, unsigned places, bool *exact)
{
    bool ignored = false;
    bool *is_exact = exact != NULL ? exact : &ignored;
    zo_text text = zo_text_new(arena), digits = zo_text_new(arena);
    if (zo_num_overflow(a)) {
        *is_exact = false;
        return zo_int_text(arena, &overflowed);
    }
    size_t point = round_to_digits(a, places, &digits, is_exact);
    size_t first = 0;
    while (first + 1 < point && digits.s[first] == '0')
        first++;
    bool rounded_to_zero = point == digits.n && digits.s[first] == '0';
    if (a->top.negative && !rounded_to_zero)
        zo_text_add_char(&text, '-');
    zo_text_add(&text, (zo_str){digits.s + first, point - first});
    if (digits.n > point) {
        zo_text_add_char(&text, '.');
        zo_text_add(&text, (zo_str){digits.s + point, digits.n - point});
    }
    return zo_text_str(&text);
}
