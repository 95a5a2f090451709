/* Turns totals into the set of values for which one of them is negative: four values at a time where the processor at hand
 * can, which is asked when the program runs. (Eight at a time were no faster: memory and the walk around it are the limit.)
 * The plain way is always there, and says the same. */
#include "engine/signs.h"

static uint64_t plain(const zo_totals *totals, size_t n, unsigned begin, unsigned end)
{
    uint64_t negative = 0;
    for (unsigned v = begin; v < end; v++) {
        uint64_t any = 0;
        for (size_t i = 0; i < n; i++)
            any |= (uint64_t)(totals[i].sum + totals[i].more[v]);
        negative |= any >> 63 << v;
    }
    return negative;
}

#if defined(__x86_64__) && defined(__GNUC__)

#include <immintrin.h>

/* Three totals in turn, four values at a time. */
__attribute__((target("avx2"))) static uint64_t three_by_four(const zo_totals *x, const zo_totals *y,
                                                              const zo_totals *z, unsigned values)
{
    __m256i of_x = _mm256_set1_epi64x(x->sum), of_y = _mm256_set1_epi64x(y->sum),
            of_z = _mm256_set1_epi64x(z->sum);
    uint64_t negative = 0;
    for (unsigned v = 0; v < values; v += 4) {
        __m256i any = _mm256_add_epi64(of_x, _mm256_loadu_si256((const __m256i_u *)(x->more + v)));
        any = _mm256_or_si256(any,
                              _mm256_add_epi64(of_y, _mm256_loadu_si256((const __m256i_u *)(y->more + v))));
        any = _mm256_or_si256(any,
                              _mm256_add_epi64(of_z, _mm256_loadu_si256((const __m256i_u *)(z->more + v))));
        negative |= (uint64_t)(unsigned)_mm256_movemask_pd(_mm256_castsi256_pd(any)) << v;
    }
    return negative;
}

/* The first of three again where there are no more. */
static uint64_t by_four(const zo_totals *totals, size_t n, unsigned values)
{
    uint64_t negative = 0;
    for (size_t i = 0; i < n; i += 3) {
        const zo_totals *x = &totals[i];
        negative |= three_by_four(x, i + 1 < n ? x + 1 : x, i + 2 < n ? x + 2 : x, values);
    }
    return negative;
}

zo_width zo_widest(void) { return __builtin_cpu_supports("avx2") ? ZO_BY_FOUR : ZO_ONE_BY_ONE; }

uint64_t zo_any_negative_by(zo_width width, const zo_totals *totals, size_t n, unsigned values)
{
    unsigned fours = width == ZO_BY_FOUR ? values & ~3u : 0;
    return (fours == 0 ? 0 : by_four(totals, n, fours)) | plain(totals, n, fours, values);
}

#else

zo_width zo_widest(void) { return ZO_ONE_BY_ONE; }

uint64_t zo_any_negative_by(zo_width width, const zo_totals *totals, size_t n, unsigned values)
{
    (void)width;
    return plain(totals, n, 0, values);
}

#endif

uint64_t zo_any_negative(const zo_totals *totals, size_t n, unsigned values)
{
    return zo_any_negative_by(zo_widest(), totals, n, values);
}
