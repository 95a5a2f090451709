/* Turns expressions and sums into the set of values, of one row, for which they hold. */
#include "engine/row.h"

#include <assert.h>
#include <string.h>

#include "engine/signs.h"

zo_row zo_row_of(uint32_t issue, uint32_t from, uint32_t count, const uint32_t *package)
{
    uint64_t full = count == ZO_ROW ? UINT64_MAX : ((uint64_t)1 << count) - 1;
    return (zo_row){.issue = issue, .from = from, .count = count, .full = full, .package = package};
}

/* Expressions */

static uint64_t part_of(const zo_row *row, const uint64_t *set)
{
    return set[row->from / 64] >> (row->from % 64) & row->full;
}

static uint64_t all_or_none(const zo_row *row, bool all) { return all ? row->full : 0; }

static uint64_t compare_with_zero(const zo_row *row, zo_relation relation, uint64_t negative, uint64_t zero)
{
    switch (relation) {
    case ZO_EQ: return zero;
    case ZO_NE: return row->full & ~zero;
    case ZO_LT: return negative;
    case ZO_LE: return negative | zero;
    case ZO_GT: return row->full & ~(negative | zero);
    case ZO_GE: return row->full & ~negative;
    }
    return 0;
}

static uint64_t compare_each(const zo_row *row, zo_relation relation, int64_t sum, const int64_t *value)
{
    uint64_t negative = 0, zero = 0;
    for (uint32_t v = 0; v < row->count; v++) {
        int64_t total = value == NULL ? sum : sum + value[row->from + v];
        negative |= (uint64_t)(total < 0) << v;
        zero |= (uint64_t)(total == 0) << v;
    }
    return compare_with_zero(row, relation, negative, zero);
}

static uint64_t linear_truth(const zo_row *row, const zo_linear *linear)
{
    int64_t sum = linear->start;
    const zo_linear_term *own = NULL;
    for (size_t i = 0; i < linear->terms; i++) {
        const zo_linear_term *term = &linear->term[i];
        if (term->issue == row->issue) {
            own = term;
            continue;
        }
        uint32_t value = row->package[term->issue];
        if (term->nameless != NULL && zo_bit(term->nameless, value))
            return all_or_none(row, linear->relation == ZO_NE);
        sum += term->value[value];
    }
    uint64_t truth = compare_each(row, linear->relation, sum, own == NULL ? NULL : own->value);
    if (own == NULL || own->nameless == NULL)
        return truth;
    uint64_t nameless = part_of(row, own->nameless);
    return linear->relation == ZO_NE ? truth | nameless : truth & ~nameless;
}

uint64_t zo_row_truth(const zo_row *row, const zo_expr *expr)
{
    uint64_t left;
    switch (expr->kind) {
    case ZO_X_TRUE: return row->full;
    case ZO_X_FALSE: return 0;
    case ZO_X_IN:
        if (expr->issue == row->issue)
            return part_of(row, expr->allowed);
        return all_or_none(row, zo_bit(expr->allowed, row->package[expr->issue]));
    case ZO_X_LINEAR: return linear_truth(row, expr->linear);
    case ZO_X_NOT: return row->full & ~zo_row_truth(row, expr->left);
    case ZO_X_AND:
        left = zo_row_truth(row, expr->left);
        return left == 0 ? 0 : left & zo_row_truth(row, expr->right);
    case ZO_X_OR:
        left = zo_row_truth(row, expr->left);
        return left == row->full ? left : left | zo_row_truth(row, expr->right);
    case ZO_X_IFF:
        left = zo_row_truth(row, expr->left);
        return row->full & ~(left ^ zo_row_truth(row, expr->right));
    }
    return 0;
}

/* Sums */

void zo_words_add(int64_t *to, const int64_t *from, const int64_t *more, unsigned words)
{
    uint64_t carry = 0;
    for (unsigned i = 0; i < words; i++) {
        uint64_t a = (uint64_t)from[i], b = (uint64_t)more[i];
        uint64_t half = a + b, sum = half + carry;
        carry = (uint64_t)(half < a) | (uint64_t)(sum < half);
        to[i] = (int64_t)sum;
    }
}

int zo_words_compare(const int64_t *a, const int64_t *b, unsigned words)
{
    unsigned i = words - 1;
    if (a[i] != b[i])
        return a[i] < b[i] ? -1 : 1;
    while (i-- > 0) {
        if (a[i] != b[i])
            return (uint64_t)a[i] < (uint64_t)b[i] ? -1 : 1;
    }
    return 0;
}

static uint64_t signs(const int64_t *total, uint32_t count)
{
    assert(count <= ZO_ROW);
    uint64_t negative = 0;
    for (uint32_t v = 0; v < count; v++)
        negative |= (uint64_t)total[v] >> 63 << v;
    return negative;
}

static void add_bonuses(const zo_row *row, const zo_addend *addend, int64_t *total)
{
    for (size_t i = 0; i < addend->bonuses; i++) {
        uint64_t truth = zo_row_truth(row, addend->bonus[i].when);
        for (; truth != 0; truth &= truth - 1)
            total[__builtin_ctzll(truth)] += *addend->bonus[i].points;
    }
}

static void narrow_totals(const zo_row *row, const zo_addend *addend, int64_t sum, int64_t *total)
{
    for (uint32_t v = 0; v < row->count; v++)
        total[v] = addend->table == NULL ? sum : sum + addend->table[row->from + v];
    add_bonuses(row, addend, total);
}

static uint64_t negative_narrow(const zo_row *row, const zo_addend *addend, int64_t sum)
{
    if (addend->table != NULL && addend->bonuses == 0)
        return zo_any_negative(&(zo_totals){sum, addend->table + row->from}, 1, row->count);
    int64_t total[ZO_ROW];
    narrow_totals(row, addend, sum, total);
    return signs(total, row->count);
}

static void wide_total(const zo_row *row, const zo_addend *addend, const int64_t *sum, uint32_t v,
                       int64_t *total)
{
    memcpy(total, sum, addend->words * sizeof *total);
    if (addend->table != NULL)
        zo_words_add(total, total, addend->table + (size_t)(row->from + v) * addend->words, addend->words);
    zo_row one = zo_row_of(row->issue, row->from + v, 1, row->package);
    for (size_t i = 0; i < addend->bonuses; i++) {
        if (zo_row_truth(&one, addend->bonus[i].when) != 0)
            zo_words_add(total, total, addend->bonus[i].points, addend->words);
    }
}

static bool is_negative_wide(const zo_row *row, const zo_addend *addend, const int64_t *sum, uint32_t v)
{
    int64_t total[ZO_WIDE_WORDS];
    wide_total(row, addend, sum, v, total);
    return total[addend->words - 1] < 0;
}

static uint64_t negative_wide(const zo_row *row, const zo_addend *addend, const int64_t *sum)
{
    uint64_t negative = 0;
    for (uint32_t v = 0; v < row->count; v++)
        negative |= (uint64_t)is_negative_wide(row, addend, sum, v) << v;
    return negative;
}

uint64_t zo_row_violates(const zo_row *row, const zo_addend *closing, const int64_t *sums)
{
    const int64_t *sum = sums + closing->at;
    uint64_t negative =
        closing->words == 1 ? negative_narrow(row, closing, *sum) : negative_wide(row, closing, sum);
    if (negative == 0 || closing->waived == NULL)
        return negative;
    return negative & ~zo_row_truth(row, closing->waived);
}

void zo_row_totals(const zo_row *row, const zo_addend *last, const int64_t *sums, int64_t *total)
{
    if (last->words == 1) {
        narrow_totals(row, last, sums[last->at], total);
        return;
    }
    for (uint32_t v = 0; v < row->count; v++)
        wide_total(row, last, sums + last->at, v, total + (size_t)v * last->words);
}

enum { TOTALS_AT_ONCE = 8 };

/* This is where most of an enumeration's time goes. Often the row's bounds say that no total is negative, or all are. */
uint64_t zo_row_any_negative(const zo_row *row, const zo_addend *closing, size_t count, const int64_t *sums)
{
    zo_totals totals[TOTALS_AT_ONCE];
    uint64_t negative = 0;
    size_t n = 0;
    for (size_t i = 0; i < count; i++) {
        const int64_t *bounds = closing[i].bounds + row->from / ZO_ROW * 2, sum = sums[closing[i].at];
        if (sum + bounds[1] < 0)
            return row->full;
        if (sum + bounds[0] >= 0)
            continue;
        totals[n++] = (zo_totals){sum, closing[i].table + row->from};
        if (n == TOTALS_AT_ONCE) {
            negative |= zo_any_negative(totals, n, row->count);
            n = 0;
        }
    }
    return n == 0 ? negative : negative | zo_any_negative(totals, n, row->count);
}
