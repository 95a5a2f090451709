/* Integers and fractions: against __int128 where it reaches, against identities beyond, and at the edge where
 * they overflow. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <gmp.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"

__extension__ typedef __int128 int128;
__extension__ typedef unsigned __int128 unsigned128;

enum { BITS = ZO_LIMBS * 64, ROUNDS = 20000 };

/* Nothing is refused here, so the heap has no escape point. */
static zo_heap heap;
static zo_arena arena;
static uint64_t seed;

static void *refuse_to_allocate(size_t n)
{
    (void)n;
    abort();
}

static int open_arena(void **state)
{
    (void)state;
    mp_set_memory_functions(refuse_to_allocate, NULL, NULL); /* GMP never needs memory of its own */
    zo_heap_init(&heap, NULL, NULL);
    zo_arena_open(&arena, &heap);
    seed = 20251215;
    return 0;
}

static int close_arena(void **state)
{
    (void)state;
    zo_arena_close(&arena);
    return 0;
}

/* splitmix64, by Sebastiano Vigna */
static uint64_t random64(void)
{
    uint64_t z = (seed += 0x9E3779B97F4A7C15);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
    return z ^ (z >> 31);
}

static size_t below(size_t n) { return (size_t)(random64() % n); }

/* Of any number of bits, so that small ones are frequent; now and then an extreme one. */
static int64_t random_small(void)
{
    static const int64_t extremes[] = {0, 1, -1, INT64_MAX, INT64_MIN, INT64_MIN + 1};
    if (below(20) == 0)
        return extremes[below(6)];
    return (int64_t)random64() >> below(64);
}

/* At most `bits` bits; some with long runs of ones or zeros, where carries go far. */
static zo_int random_int(size_t bits)
{
    zo_int a = {0};
    size_t n = below(bits + 1), style = below(4);
    for (size_t i = 0; i < n; i++) {
        uint64_t bit = style == 0 ? 1 : style == 1 ? i + 1 == n : random64() & 1;
        a.limb[i / 64] |= bit << (i % 64);
    }
    a.negative = zo_int_sign(&a) != 0 && (random64() & 1) != 0;
    return a;
}

static zo_int random_positive(size_t bits)
{
    zo_int a = random_int(bits);
    a.negative = false;
    return zo_int_sign(&a) == 0 ? zo_int_of(1) : a;
}

static zo_int of128(int128 value)
{
    unsigned128 magnitude = value < 0 ? 0 - (unsigned128)value : (unsigned128)value;
    return (zo_int){.limb = {(uint64_t)magnitude, (uint64_t)(magnitude >> 64)}, .negative = value < 0};
}

static zo_int power_of_two(size_t exponent)
{
    zo_int power = {0};
    power.limb[exponent / 64] = (uint64_t)1 << (exponent % 64);
    return power;
}

static zo_int greatest(void)
{
    zo_int a;
    memset(&a, 0, sizeof a);
    memset(a.limb, 0xFF, sizeof a.limb);
    return a;
}

static zo_int negated(zo_int a)
{
    a.negative = zo_int_sign(&a) > 0;
    return a;
}

/* Equal, with nothing overflown and no negative zero. */
static void assert_same(zo_int found, zo_int expected)
{
    assert_false(found.overflow);
    assert_false(expected.overflow);
    assert_memory_equal(found.limb, expected.limb, sizeof found.limb);
    assert_int_equal(found.negative, expected.negative);
}

static void assert_text(zo_str found, const char *expected)
{
    assert_string_equal(zo_c_string(&arena, found), expected);
}

/* Integers */

static int128 floor128(int128 a, int128 b) { return a / b - (a % b < 0 ? 1 : 0); }

static uint64_t euclid(uint64_t a, uint64_t b)
{
    while (b != 0) {
        uint64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

static uint64_t magnitude64(int64_t a) { return a < 0 ? 0 - (uint64_t)a : (uint64_t)a; }

static void small_integers_agree_with_int128(void **state)
{
    (void)state;
    for (int round = 0; round < ROUNDS; round++) {
        int64_t x = random_small(), y = random_small();
        zo_int a = zo_int_of(x), b = zo_int_of(y);
        assert_same(a, of128(x));
        assert_same(zo_int_add(&a, &b), of128((int128)x + y));
        assert_same(zo_int_sub(&a, &b), of128((int128)x - y));
        assert_same(zo_int_mul(&a, &b), of128((int128)x * y));
        assert_int_equal(zo_int_compare(&a, &b), (x > y) - (x < y));
        assert_int_equal(zo_int_sign(&a), (x > 0) - (x < 0));
        uint64_t gcd = euclid(magnitude64(x), magnitude64(y));
        assert_same(zo_int_gcd(&a, &b), zo_int_of_unsigned(gcd));
        if (y != 0) {
            int128 product = (int128)x * y;
            zo_int p = of128(product);
            assert_same(zo_int_div_exact(&p, &b), a);
            assert_same(zo_int_lcm(&a, &b), of128((product < 0 ? -product : product) / (int128)gcd));
        }
        if (y > 0)
            assert_same(zo_int_div_floor(&a, &b), of128(floor128(x, y)));
    }
}

static void wider_integers_agree_with_int128(void **state)
{
    (void)state;
    for (int round = 0; round < ROUNDS; round++) {
        int128 x = (int128)random_small() * ((int128)1 << below(60)) + random_small();
        int64_t y = random_small();
        zo_int a = of128(x), b = zo_int_of(y);
        assert_same(zo_int_add(&a, &b), of128(x + y));
        assert_same(zo_int_sub(&b, &a), of128(y - x));
        assert_int_equal(zo_int_compare(&a, &b), (x > y) - (x < y));
        if (y > 0)
            assert_same(zo_int_div_floor(&a, &b), of128(floor128(x, y)));
    }
}

static void sums_and_products_obey_the_laws(void **state)
{
    (void)state;
    for (int round = 0; round < ROUNDS; round++) {
        size_t bits = below(BITS - 2);
        zo_int a = random_int(bits), b = random_int(bits), c = random_int(BITS - 1 - bits);
        zo_int sum = zo_int_add(&a, &b), swapped = zo_int_add(&b, &a), difference = zo_int_sub(&a, &b);
        assert_same(sum, swapped);
        assert_same(zo_int_sub(&sum, &b), a);
        assert_same(zo_int_add(&difference, &b), a);
        assert_int_equal(zo_int_compare(&a, &b), zo_int_sign(&difference));
        zo_int left = zo_int_mul(&a, &c), right = zo_int_mul(&b, &c);
        assert_same(zo_int_mul(&c, &a), left);
        assert_same(zo_int_mul(&sum, &c), zo_int_add(&left, &right));
        if (zo_int_sign(&c) != 0)
            assert_same(zo_int_div_exact(&left, &c), a);
    }
}

static void floors_leave_a_rest_below_the_divisor(void **state)
{
    (void)state;
    for (int round = 0; round < ROUNDS; round++) {
        zo_int a = random_int(BITS - 1), b = random_positive(BITS - 1);
        zo_int quotient = zo_int_div_floor(&a, &b), product = zo_int_mul(&quotient, &b);
        zo_int rest = zo_int_sub(&a, &product);
        assert_false(rest.overflow);
        assert_true(zo_int_sign(&rest) >= 0);
        assert_int_equal(zo_int_compare(&rest, &b), -1);
    }
}

static zo_int long_euclid(zo_int a, zo_int b)
{
    while (zo_int_sign(&b) != 0) {
        zo_int quotient = zo_int_div_floor(&a, &b), product = zo_int_mul(&quotient, &b);
        zo_int rest = zo_int_sub(&a, &product);
        a = b;
        b = rest;
    }
    return a;
}

static void gcds_agree_with_euclid(void **state)
{
    (void)state;
    for (int round = 0; round < ROUNDS / 4; round++) {
        zo_int common = random_positive(200), p = random_positive(300), q = random_positive(300);
        zo_int a = zo_int_mul(&common, &p), b = zo_int_mul(&common, &q);
        zo_int gcd = zo_int_gcd(&a, &b);
        assert_same(gcd, long_euclid(a, b));
        zo_int minus_a = negated(a);
        assert_same(zo_int_gcd(&b, &minus_a), gcd);
        zo_int nothing = zo_int_of(0);
        assert_same(zo_int_gcd(&nothing, &minus_a), a);
        assert_same(zo_int_gcd(&minus_a, &nothing), a);
        zo_int lcm = zo_int_lcm(&a, &minus_a);
        assert_same(lcm, a);
    }
}

static void gcd_times_lcm_is_the_product(void **state)
{
    (void)state;
    for (int round = 0; round < ROUNDS / 4; round++) {
        zo_int a = random_int(BITS / 2), b = random_int(BITS / 2);
        zo_int gcd = zo_int_gcd(&a, &b), lcm = zo_int_lcm(&a, &b);
        zo_int product = zo_int_mul(&a, &b);
        product.negative = false;
        assert_same(zo_int_mul(&gcd, &lcm), product);
    }
}

static void powers_of_two_have_the_lesser_as_gcd(void **state)
{
    (void)state;
    for (size_t i = 0; i < BITS; i += 7) {
        for (size_t j = 0; j < BITS; j += 5) {
            zo_int a = power_of_two(i), b = power_of_two(j);
            assert_same(zo_int_gcd(&a, &b), power_of_two(i < j ? i : j));
        }
        zo_int power = power_of_two(i);
        assert_int_equal(zo_int_bits(&power), i + 1);
    }
    zo_int nothing = zo_int_of(0), all = greatest();
    assert_int_equal(zo_int_bits(&nothing), 0);
    assert_int_equal(zo_int_bits(&all), BITS);
    assert_same(zo_int_gcd(&nothing, &nothing), nothing);
    assert_same(zo_int_lcm(&nothing, &all), nothing);
}

static void sixty_four_bits_are_told(void **state)
{
    (void)state;
    const int64_t values[] = {0, 1, -1, INT64_MAX, INT64_MIN, INT64_MIN + 1};
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        zo_int a = zo_int_of(values[i]);
        int64_t found = 7;
        assert_true(zo_int_fits64(&a, &found));
        assert_true(found == values[i]);
    }
    const int128 edge = (int128)INT64_MAX + 1;
    const zo_int beyond[] = {of128(edge), of128(-edge - 1), of128(edge * 2), {.overflow = true}};
    for (size_t i = 0; i < sizeof beyond / sizeof *beyond; i++) {
        int64_t found;
        assert_false(zo_int_fits64(&beyond[i], &found));
    }
}

/* Overflow */

static void the_edge_is_at_512_bits(void **state)
{
    (void)state;
    zo_int all = greatest(), minus_all = negated(all), plus = zo_int_of(1), minus = zo_int_of(-1);
    assert_true(zo_int_add(&all, &plus).overflow);
    assert_true(zo_int_sub(&minus_all, &plus).overflow);
    assert_true(zo_int_add(&all, &all).overflow);
    assert_true(zo_int_mul(&all, &all).overflow);
    assert_same(zo_int_add(&all, &minus_all), zo_int_of(0));
    assert_same(zo_int_sub(&all, &all), zo_int_of(0));
    assert_same(zo_int_mul(&all, &minus), minus_all);
    assert_same(zo_int_div_floor(&minus_all, &plus), minus_all);

    for (size_t i = 0; i < BITS; i++) {
        zo_int a = power_of_two(i), fits = power_of_two(BITS - 1 - i);
        assert_same(zo_int_mul(&a, &fits), power_of_two(BITS - 1));
        if (i > 0) {
            zo_int too_long = power_of_two(BITS - i);
            assert_true(zo_int_mul(&a, &too_long).overflow);
        }
    }
}

static void overflow_is_carried_along(void **state)
{
    (void)state;
    zo_int all = greatest(), over = zo_int_add(&all, &all), two = zo_int_of(2);
    zo_int (*const operations[])(const zo_int *, const zo_int *) = {
        zo_int_add, zo_int_sub, zo_int_mul, zo_int_div_exact, zo_int_div_floor, zo_int_gcd, zo_int_lcm,
    };
    for (size_t i = 0; i < sizeof operations / sizeof *operations; i++) {
        assert_true(operations[i](&over, &two).overflow);
        assert_true(operations[i](&two, &over).overflow);
    }
    zo_int nothing = zo_int_of(0);
    assert_true(zo_int_mul(&over, &nothing).overflow);
    assert_text(zo_int_text(&arena, &over), "overflow");
    assert_text(zo_int_text_grouped(&arena, &over), "overflow");
}

static void fractions_carry_overflow_along(void **state)
{
    (void)state;
    zo_int all = greatest(), two_int = zo_int_of(2), three = zo_int_of(3);
    zo_num large = zo_num_from_int(&all), over = zo_num_add(&large, &large), two = zo_num_of(2);
    zo_num third = zo_num_ratio(&two_int, &three);
    zo_num (*const operations[])(const zo_num *, const zo_num *) = {zo_num_add, zo_num_sub, zo_num_mul,
                                                                    zo_num_div};
    for (size_t i = 0; i < sizeof operations / sizeof *operations; i++) {
        const zo_num results[] = {operations[i](&over, &two), operations[i](&two, &over),
                                  operations[i](&over, &third), operations[i](&third, &over)};
        for (size_t j = 0; j < 4; j++)
            assert_true(zo_num_overflow(&results[j]));
    }
    zo_num minus = zo_num_negate(&over), ratio = zo_num_ratio(&over.top, &two_int);
    assert_true(zo_num_overflow(&minus));
    assert_true(zo_num_overflow(&ratio));
    assert_false(zo_num_is_integer(&over));
    assert_false(zo_num_overflow(&large));
    assert_text(zo_num_text(&arena, &over), "overflow");
    assert_text(zo_num_fraction(&arena, &over), "overflow");
}

static void a_bottom_that_is_too_long_overflows(void **state)
{
    (void)state;
    zo_int one = zo_int_of(1), power = power_of_two(300);
    zo_num small = zo_num_ratio(&one, &power), product = zo_num_mul(&small, &small);
    assert_true(zo_num_overflow(&product));
    zo_num quotient = zo_num_div(&small, &small);
    assert_int_equal(zo_num_compare(&quotient, &(zo_num){zo_int_of(1), zo_int_of(1)}), 0);
}

/* Texts of integers */

static zo_int read_plainly(zo_str s)
{
    zo_int value = zo_int_of(0), ten = zo_int_of(10);
    bool minus = s.n > 0 && s.s[0] == '-';
    for (size_t i = minus; i < s.n; i++) {
        assert_in_range(s.s[i], '0', '9');
        zo_int digit = zo_int_of(s.s[i] - '0'), shifted = zo_int_mul(&value, &ten);
        value = zo_int_add(&shifted, &digit);
    }
    return minus ? negated(value) : value;
}

static void texts_are_read_back(void **state)
{
    (void)state;
    for (int round = 0; round < ROUNDS / 4; round++) {
        zo_int a = random_int(BITS);
        zo_str text = zo_int_text(&arena, &a), grouped = zo_int_text_grouped(&arena, &a);
        assert_same(read_plainly(text), a);
        assert_true(text.n == 1 || (text.s[0] != '0' && !(text.s[0] == '-' && text.s[1] == '0')));
        zo_text without = zo_text_new(&arena);
        for (size_t i = 0; i < grouped.n; i++) {
            bool comma = grouped.s[i] == ',';
            size_t from_end = grouped.n - i;
            assert_int_equal(comma, from_end % 4 == 0 && i > (size_t)a.negative);
            if (!comma)
                zo_text_add_char(&without, grouped.s[i]);
        }
        assert_true(zo_str_equal(zo_text_str(&without), text));
    }
}

static void integers_are_written(void **state)
{
    (void)state;
    const struct {
        int64_t value;
        const char *plain, *grouped;
    } cases[] = {
        {0, "0", "0"},
        {7, "7", "7"},
        {-12, "-12", "-12"},
        {100, "100", "100"},
        {-100, "-100", "-100"},
        {1000, "1000", "1,000"},
        {-9000, "-9000", "-9,000"},
        {1234567, "1234567", "1,234,567"},
        {INT64_MIN, "-9223372036854775808", "-9,223,372,036,854,775,808"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        zo_int a = zo_int_of(cases[i].value);
        assert_text(zo_int_text(&arena, &a), cases[i].plain);
        assert_text(zo_int_text_grouped(&arena, &a), cases[i].grouped);
    }
}

/* Fractions */

static zo_num random_num(size_t bits)
{
    zo_int top = random_int(bits), bottom = random_positive(bits);
    return zo_num_ratio(&top, &bottom);
}

static void assert_normal(const zo_num *a)
{
    assert_false(zo_num_overflow(a));
    assert_int_equal(zo_int_sign(&a->bottom), 1);
    assert_same(zo_int_gcd(&a->top, &a->bottom), zo_int_of(1));
    assert_true(!a->top.negative || zo_int_sign(&a->top) != 0);
}

static void assert_same_num(zo_num found, zo_num expected)
{
    assert_normal(&found);
    assert_same(found.top, expected.top);
    assert_same(found.bottom, expected.bottom);
}

static void assert_fraction(zo_num found, const char *expected)
{
    assert_text(zo_num_fraction(&arena, &found), expected);
}

static zo_num ratio128(int128 top, int128 bottom)
{
    zo_int a = of128(top), b = of128(bottom);
    return zo_num_ratio(&a, &b);
}

static void small_fractions_agree_with_int128(void **state)
{
    (void)state;
    for (int round = 0; round < ROUNDS; round++) {
        int128 p = random_small() >> 4, q = (random_small() >> 4) | 1;
        int128 r = random_small() >> 4, s = (random_small() >> 4) | 1;
        zo_num a = ratio128(p, q), b = ratio128(r, s);
        assert_normal(&a);
        assert_same_num(zo_num_add(&a, &b), ratio128(p * s + r * q, q * s));
        assert_same_num(zo_num_sub(&a, &b), ratio128(p * s - r * q, q * s));
        assert_same_num(zo_num_mul(&a, &b), ratio128(p * r, q * s));
        if (r != 0)
            assert_same_num(zo_num_div(&a, &b), ratio128(p * s, q * r));
        int128 order = (p * s - r * q) * ((q < 0) != (s < 0) ? -1 : 1);
        assert_int_equal(zo_num_compare(&a, &b), (order > 0) - (order < 0));
        assert_int_equal(zo_num_is_integer(&a), p % q == 0);
    }
}

static void long_fractions_obey_the_laws(void **state)
{
    (void)state;
    for (int round = 0; round < ROUNDS / 4; round++) {
        zo_num a = random_num(120), b = random_num(120), c = random_num(80);
        zo_num sum = zo_num_add(&a, &b), difference = zo_num_sub(&a, &b), product = zo_num_mul(&a, &b);
        assert_same_num(zo_num_sub(&sum, &b), a);
        assert_same_num(zo_num_add(&difference, &b), a);
        assert_same_num(zo_num_add(&b, &a), sum);
        assert_int_equal(zo_num_compare(&a, &b), zo_num_sign(&difference));
        if (zo_num_sign(&b) != 0)
            assert_same_num(zo_num_div(&product, &b), a);
        zo_num left = zo_num_mul(&a, &c), right = zo_num_mul(&b, &c);
        zo_num apart = zo_num_add(&left, &right);
        if (!zo_num_overflow(&apart))
            assert_same_num(zo_num_mul(&sum, &c), apart);
        zo_num minus = zo_num_negate(&a), nothing = zo_num_add(&a, &minus);
        assert_same_num(nothing, zo_num_of(0));
    }
}

static void fractions_compare_beyond_the_edge(void **state)
{
    (void)state;
    zo_int all = greatest(), one = zo_int_of(1);
    zo_int less = zo_int_sub(&all, &one), least = zo_int_sub(&less, &one);
    /* n/(n-1) falls with n; the products crosswise have 1024 bits. */
    zo_num a = zo_num_ratio(&all, &less), b = zo_num_ratio(&less, &least);
    assert_int_equal(zo_num_compare(&a, &b), -1);
    assert_int_equal(zo_num_compare(&b, &a), 1);
    assert_int_equal(zo_num_compare(&a, &a), 0);
    zo_num minus_a = zo_num_negate(&a), minus_b = zo_num_negate(&b), nothing = zo_num_of(0);
    assert_int_equal(zo_num_compare(&minus_a, &minus_b), 1);
    assert_int_equal(zo_num_compare(&minus_a, &b), -1);
    assert_int_equal(zo_num_compare(&nothing, &a), -1);
    assert_int_equal(zo_num_compare(&nothing, &minus_a), 1);
}

static void ratios_are_in_lowest_terms(void **state)
{
    (void)state;
    assert_fraction(ratio128(6, -4), "-3/2");
    assert_fraction(ratio128(-6, -4), "3/2");
    assert_fraction(ratio128(0, -4), "0");
    assert_fraction(ratio128(-8, 4), "-2");
    zo_int all = greatest(), minus_all = negated(all);
    zo_num ratio = zo_num_ratio(&all, &minus_all);
    assert_same_num(ratio, zo_num_of(-1));
}

/* Reading and writing fractions */

static zo_num parsed(const char *s)
{
    zo_num value;
    if (!zo_num_parse(zo_str_of(s), &value))
        fail_msg("not read: %s", s);
    return value;
}

static void numbers_are_read(void **state)
{
    (void)state;
    const char *const cases[][2] = {
        {"0", "0"},     {"12", "12"},   {"007", "7"}, {"12.5", "25/2"}, {"0.125", "1/8"}, {"1.000", "1"},
        {"1/3", "1/3"}, {"4/6", "2/3"}, {"6/3", "2"}, {"0/5", "0"},     {"0.10", "1/10"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_fraction(parsed(cases[i][0]), cases[i][1]);
    const char *const refused[] = {
        "",      "-1",    "+1",    " 1",    "1 ",  "1.", ".5",    "1/",       "/3",        "1/0", "1/00",
        "1.2.3", "1/2/3", "1.5/2", "1/2.5", "1e5", "x",  "1,000", "\xD9\xA3", "1\xD9\xA3", "1:3",
    };
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        zo_num value;
        if (zo_num_parse(zo_str_of(refused[i]), &value))
            fail_msg("read: \"%s\"", refused[i]);
    }
}

static void sixty_digits_are_the_most(void **state)
{
    (void)state;
    char digits[ZO_MAX_DIGITS + 3];
    memset(digits, '9', sizeof digits);
    zo_num value;
    assert_true(zo_num_parse((zo_str){digits, ZO_MAX_DIGITS}, &value));
    zo_str text = zo_num_text(&arena, &value);
    assert_int_equal(text.n, ZO_MAX_DIGITS);
    assert_memory_equal(text.s, digits, text.n);
    assert_false(zo_num_parse((zo_str){digits, ZO_MAX_DIGITS + 1}, &value));
    for (size_t i = 0; i < 2; i++) {
        digits[20] = "./"[i];
        assert_true(zo_num_parse((zo_str){digits, ZO_MAX_DIGITS + 1}, &value));
        assert_false(zo_num_parse((zo_str){digits, ZO_MAX_DIGITS + 2}, &value));
    }
}

static void values_are_written_exactly(void **state)
{
    (void)state;
    const struct {
        int64_t top, bottom;
        const char *text;
    } cases[] = {
        {0, 1, "0"},
        {25, 2, "12.5"},
        {-25, 2, "-12.5"},
        {1, 3, "1/3"},
        {-1, 3, "-1/3"},
        {-1, 2, "-0.5"},
        {1, 1000000000000, "0.000000000001"},
        {1, 10000000000000, "1/10000000000000"},
        {100, 1, "100"},
        {1, 4096, "0.000244140625"},
        {1, 8192, "1/8192"},
        {999, 10, "99.9"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        zo_num value = ratio128(cases[i].top, cases[i].bottom);
        assert_text(zo_num_text(&arena, &value), cases[i].text);
    }
}

static void decimals_round_half_away_from_zero(void **state)
{
    (void)state;
    const struct {
        int64_t top, bottom;
        unsigned places;
        const char *text;
        bool exact;
    } cases[] = {
        {1, 3, 2, "0.33", false},
        {2, 3, 2, "0.67", false},
        {1, 8, 2, "0.13", false},
        {-1, 8, 2, "-0.13", false},
        {1, 2, 0, "1", false},
        {-1, 2, 0, "-1", false},
        {1, 4, 0, "0", false},
        {-1, 4, 0, "0", false},
        {-1, 1000, 2, "0", false},
        {999, 1000, 2, "1", false},
        {-999, 1000, 2, "-1", false},
        {99999, 10, 0, "10000", false},
        {5, 2, 3, "2.5", true},
        {10, 1, 3, "10", true},
        {0, 1, 2, "0", true},
        {1001, 1000, 2, "1", false},
        {201, 200, 2, "1.01", false},
        {1, 8, 3, "0.125", true},
        {1995, 1000, 2, "2", false},
        {-5, 1000, 2, "-0.01", false},
        {1, 7, 20, "0.14285714285714285714", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        zo_num value = ratio128(cases[i].top, cases[i].bottom);
        bool exact;
        assert_text(zo_num_decimal(&arena, &value, cases[i].places, &exact), cases[i].text);
        assert_int_equal(exact, cases[i].exact);
        assert_text(zo_num_decimal(&arena, &value, cases[i].places, NULL), cases[i].text);
    }
}

/* 10^places * |a - decimal| <= 1/2, and 0 just when it is said to be exact. */
static void decimals_are_the_nearest(void **state)
{
    (void)state;
    for (int round = 0; round < ROUNDS / 4; round++) {
        zo_num a = random_num(100);
        unsigned places = (unsigned)below(20);
        bool exact;
        zo_str text = zo_num_decimal(&arena, &a, places, &exact);
        bool minus = text.s[0] == '-';
        zo_num found = parsed(zo_c_string(&arena, (zo_str){text.s + minus, text.n - minus}));
        if (minus)
            found = zo_num_negate(&found);
        zo_num distance = zo_num_sub(&a, &found), ten = zo_num_of(10), half = ratio128(1, 2);
        assert_int_equal(exact, zo_num_sign(&distance) == 0);
        for (unsigned i = 0; i < places; i++)
            distance = zo_num_mul(&distance, &ten);
        if (zo_num_sign(&distance) < 0)
            distance = zo_num_negate(&distance);
        assert_false(zo_num_overflow(&distance));
        assert_true(zo_num_compare(&distance, &half) <= 0);
    }
}

static void decimals_of_the_longest_are_right(void **state)
{
    (void)state;
    zo_int all = greatest(), one = zo_int_of(1), less = zo_int_sub(&all, &one), half = power_of_two(BITS - 1);
    zo_num nearly_one = zo_num_ratio(&less, &all), over_half = zo_num_ratio(&half, &all);
    zo_num tiny = zo_num_ratio(&one, &all);
    assert_text(zo_num_decimal(&arena, &nearly_one, 30, NULL), "1");
    assert_text(zo_num_decimal(&arena, &over_half, 0, NULL), "1");
    assert_text(zo_num_decimal(&arena, &over_half, 30, NULL), "0.5");
    assert_text(zo_num_decimal(&arena, &tiny, 30, NULL), "0");
    /* 2^-512 = 7.458...e-155 */
    zo_str digits = zo_num_decimal(&arena, &tiny, 158, NULL);
    assert_int_equal(digits.n, 160);
    assert_memory_equal(digits.s + 155, "07458", 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(small_integers_agree_with_int128),
        cmocka_unit_test(wider_integers_agree_with_int128),
        cmocka_unit_test(sums_and_products_obey_the_laws),
        cmocka_unit_test(floors_leave_a_rest_below_the_divisor),
        cmocka_unit_test(gcds_agree_with_euclid),
        cmocka_unit_test(gcd_times_lcm_is_the_product),
        cmocka_unit_test(powers_of_two_have_the_lesser_as_gcd),
        cmocka_unit_test(sixty_four_bits_are_told),
        cmocka_unit_test(the_edge_is_at_512_bits),
        cmocka_unit_test(overflow_is_carried_along),
        cmocka_unit_test(fractions_carry_overflow_along),
        cmocka_unit_test(a_bottom_that_is_too_long_overflows),
        cmocka_unit_test(texts_are_read_back),
        cmocka_unit_test(integers_are_written),
        cmocka_unit_test(small_fractions_agree_with_int128),
        cmocka_unit_test(long_fractions_obey_the_laws),
        cmocka_unit_test(fractions_compare_beyond_the_edge),
        cmocka_unit_test(ratios_are_in_lowest_terms),
        cmocka_unit_test(numbers_are_read),
        cmocka_unit_test(sixty_digits_are_the_most),
        cmocka_unit_test(values_are_written_exactly),
        cmocka_unit_test(decimals_round_half_away_from_zero),
        cmocka_unit_test(decimals_are_the_nearest),
        cmocka_unit_test(decimals_of_the_longest_are_right),
    };
    return cmocka_run_group_tests_name("number", tests, open_arena, close_arena);
}
