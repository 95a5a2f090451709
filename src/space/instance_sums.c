/* The words of a linear comparison or a sum -> its tables, checked so that no sum over any package overflows. */
#include "space/instance_reader.h"
#include "space/wide.h"

/* A sum of 62 bits leaves room for whatever an engine adds on the way. */
enum { LINEAR_BITS = 62, WORD_BITS = 63 };

/* ---- What both share ---- */

/* "at ISSUE": the issue, which may occur once; the cells behind it are counted. */
static bool read_at(zo_instance_reader *r, uint64_t *seen, uint32_t *issue)
{
    zo_str place = r->words.word;
    if (!zo_read_reference(r, "the number of an issue", r->size.n, issue))
        return false;
    if (zo_bit(seen, *issue))
        return zo_words_refuse(&r->words, place, "write all its numbers behind one \"at\"",
                               ZO_STR("this issue has a table here already"));
    zo_set_bit(seen, *issue);
    r->cells += r->size.at[*issue];
    if (r->cells > ZO_MOST_CELLS)
        return zo_words_refuse(&r->words, place, "leave out issues that add nothing",
                               zo_printf(r->arena, "the tables hold more than %d numbers", ZO_MOST_CELLS));
    return true;
}

static void grow(zo_int *bound, const zo_int *by)
{
    zo_int magnitude = *by;
    magnitude.negative = false;
    *bound = zo_int_add(bound, &magnitude);
}

static void widen(zo_int *widest, const zo_int *by)
{
    zo_int magnitude = *by;
    magnitude.negative = false;
    if (zo_int_compare(&magnitude, widest) > 0)
        *widest = magnitude;
}

/* ---- Linear comparisons ---- */

static bool read_relation(zo_instance_reader *r, zo_relation *relation)
{
    static const char *const words[] = {"=", "!=", "<", "<=", ">", ">="};
    for (int i = ZO_EQ; i <= ZO_GE; i++)
        if (zo_words_take(&r->words, words[i])) {
            *relation = (zo_relation)i;
            return true;
        }
    return zo_words_wrong(&r->words, "the sum is compared with 0 by =, !=, <, <=, > or >=", "a relation");
}

static bool too_large(zo_instance_reader *r, zo_str place)
{
    return zo_words_refuse(&r->words, place, "scale the numbers of this statement down",
                           ZO_STR("sums of this statement could be too large to be added exactly"));
}

static bool read_term(zo_instance_reader *r, zo_linear_term *term, zo_int *widest)
{
    uint32_t size = r->size.at[term->issue];
    int64_t *value = ZO_NEW_MANY(r->arena, int64_t, size);
    uint64_t *nameless = ZO_NEW_MANY(r->arena, uint64_t, zo_set_words(size));
    zo_cells_reader cells = {
        .words = &r->words, .what = "a number for every value of the issue, or - for none", .may_lack = true};
    for (uint32_t v = 0; v < size; v++) {
        zo_int number;
        bool none;
        if (!zo_next_cell(&cells, &number, &none))
            return false;
        if (!zo_int_fits64(&number, &value[v]) || zo_int_bits(&number) > LINEAR_BITS)
            return too_large(r, cells.word);
        widen(widest, &number);
        if (none) {
            zo_set_bit(nameless, v);
            term->nameless = nameless;
        }
    }
    term->value = value;
    return zo_cells_end(&cells);
}

bool zo_read_linear(zo_instance_reader *r)
{
    zo_linear *linear = ZO_NEW(r->arena, zo_linear);
    ZO_ARRAY(zo_linear_term) terms = {0};
    uint64_t *seen = ZO_NEW_MANY(r->arena, uint64_t, zo_set_words(r->size.n));
    zo_int start, bound = zo_int_of(0);
    if (!read_relation(r, &linear->relation))
        return false;
    if (!zo_words_take(&r->words, "start"))
        return zo_words_wrong(&r->words, "", "\"start\" and what the sum begins with");
    zo_str place = r->words.word;
    if (!zo_words_whole(&r->words, "what the sum begins with", &start))
        return false;
    grow(&bound, &start);
    while (zo_words_take(&r->words, "at")) {
        zo_linear_term term = {0};
        zo_int widest = zo_int_of(0);
        if (!read_at(r, seen, &term.issue) || !read_term(r, &term, &widest))
            return false;
        grow(&bound, &widest);
        ZO_PUSH(r->arena, &terms, term);
    }
    if (bound.overflow || zo_int_bits(&bound) > LINEAR_BITS || !zo_int_fits64(&start, &linear->start))
        return too_large(r, place);
    linear->terms = terms.n;
    linear->term = terms.at;
    ZO_PUSH(r->arena, &r->linears, linear);
    return true;
}

/* ---- Sums: read twice, first to learn how many words their numbers need ---- */

typedef struct zo_sum_reader {
    zo_instance_reader *reader;
    zo_int bound;
    zo_sum *sum; /* NULL at the first reading */
    const int64_t **table;
    ZO_ARRAY(zo_bonus) bonuses;
} zo_sum_reader;

static int64_t *keep(const zo_sum_reader *s, const zo_int *number)
{
    int64_t *words = ZO_NEW_MANY(s->reader->arena, int64_t, s->sum->words);
    zo_words_of_int(number, s->sum->words, words);
    return words;
}

static bool read_start(zo_sum_reader *s)
{
    zo_int start;
    if (!zo_words_take(&s->reader->words, "start"))
        return zo_words_wrong(&s->reader->words, "", "\"start\" and what the sum begins with");
    if (!zo_words_whole(&s->reader->words, "what the sum begins with", &start))
        return false;
    grow(&s->bound, &start);
    if (s->sum != NULL)
        s->sum->start = keep(s, &start);
    return true;
}

static bool read_table(zo_sum_reader *s, uint32_t issue)
{
    uint32_t size = s->reader->size.at[issue];
    unsigned words = s->sum != NULL ? s->sum->words : 0;
    int64_t *table = s->sum != NULL ? ZO_NEW_MANY(s->reader->arena, int64_t, (size_t)size * words) : NULL;
    zo_cells_reader cells = {.words = &s->reader->words, .what = "a number for every value of the issue"};
    zo_int number, widest = zo_int_of(0);
    bool none;
    for (uint32_t v = 0; v < size; v++) {
        if (!zo_next_cell(&cells, &number, &none))
            return false;
        widen(&widest, &number);
        if (table != NULL)
            zo_words_of_int(&number, words, table + (size_t)v * words);
    }
    grow(&s->bound, &widest);
    if (table != NULL)
        s->table[issue] = table;
    return zo_cells_end(&cells);
}

static bool read_bonus(zo_sum_reader *s)
{
    zo_instance_reader *r = s->reader;
    uint32_t condition;
    zo_int points;
    if (!zo_read_reference(r, "the number of a condition", r->conditions.n, &condition))
        return false;
    if (!zo_words_take(&r->words, "add"))
        return zo_words_wrong(&r->words, "", "\"add\" and the points that the condition brings");
    if (!zo_words_whole(&r->words, "the points that the condition brings", &points))
        return false;
    grow(&s->bound, &points);
    if (s->sum != NULL) {
        zo_bonus bonus = {r->conditions.at[condition], keep(s, &points)};
        ZO_PUSH(r->arena, &s->bonuses, bonus);
    }
    return true;
}

static bool read_once(zo_sum_reader *s)
{
    zo_instance_reader *r = s->reader;
    uint64_t *seen = ZO_NEW_MANY(r->arena, uint64_t, zo_set_words(r->size.n));
    if (!read_start(s))
        return false;
    for (;;) {
        uint32_t issue;
        if (zo_words_take(&r->words, "at")) {
            if (!read_at(r, seen, &issue) || !read_table(s, issue))
                return false;
        } else if (zo_words_take(&r->words, "when")) {
            if (!read_bonus(s))
                return false;
        } else {
            return !r->words.failed;
        }
    }
}

bool zo_read_sum(zo_instance_reader *r)
{
    zo_instance_words begin = r->words;
    uint64_t cells = r->cells;
    zo_sum_reader s = {.reader = r};
    if (!read_once(&s))
        return false;
    if (s.bound.overflow)
        return too_large(r, begin.word);
    zo_sum *sum = ZO_NEW(r->arena, zo_sum);
    s.sum = sum;
    sum->words = zo_int_bits(&s.bound) < WORD_BITS ? 1 : ZO_WIDE_WORDS;
    s.table = ZO_NEW_MANY(r->arena, const int64_t *, r->size.n);
    r->words = begin;
    r->cells = cells;
    if (!read_once(&s))
        return false;
    sum->table = s.table;
    sum->bonuses = s.bonuses.n;
    sum->bonus = s.bonuses.at;
    ZO_PUSH(r->arena, &r->sums, sum);
    return true;
}
