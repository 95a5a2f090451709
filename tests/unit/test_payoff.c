/* What packages are worth, compiled from models written here, against plain arithmetic in fractions: as ranges, at
 * midpoints, and drawn. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "plain_zone.h"
#include "space/compile.h"

/* ---- Models from texts ---- */

static int read_text(void *context, const char *path, const char **bytes, size_t *length)
{
    (void)path;
    const zo_str *text = context;
    *bytes = text->s;
    *length = text->n;
    return 0;
}

static const zo_record *record_of(zo_arena *arena, zo_str text)
{
    zo_diagnostics *sink = ZO_NEW(arena, zo_diagnostics);
    zo_corpus *corpus = ZO_NEW(arena, zo_corpus);
    zo_reader reader = {read_text, NULL, &text};
    zo_str path = ZO_STR("m.zopa");
    *sink = (zo_diagnostics){.arena = arena};
    zo_read_corpus(corpus, &reader, &path, 1, arena, sink);
    zo_model *model = zo_build_model(corpus, NULL, ZO_ALWAYS, arena, sink);
    if (sink->errors > 0)
        print_message("%.*s\n%.*s\n", (int)sink->list.at[0].message.n, sink->list.at[0].message.s,
                      (int)text.n, text.s);
    assert_int_equal(sink->errors, 0);
    return zo_record_at(model, ZO_LAST, NULL, arena);
}

static const zo_compiled *compile_as(const zo_record *record, zo_reading_kind kind, uint64_t draw,
                                     zo_arena *arena)
{
    zo_reading reading = {.kind = kind, .seed = 7, .draw = draw};
    return zo_compile_reading(record, &reading, arena);
}

static zo_num in_points(const zo_payoff *payoff, const zo_int *scaled)
{
    return zo_num_ratio(scaled, &payoff->scale);
}

static zo_num worth_of(const zo_instance *in, const zo_payoff *payoff, bool most, const uint32_t *package)
{
    zo_int total = plain_total(in, most ? payoff->most : payoff->least, package);
    return in_points(payoff, &total);
}

static void assert_number(zo_num found, int64_t top, int64_t bottom)
{
    zo_int a = zo_int_of(top), b = zo_int_of(bottom);
    zo_num expected = zo_num_ratio(&a, &b);
    assert_int_equal(zo_num_compare(&found, &expected), 0);
}

static zo_str party_of(const zo_compiled *compiled, size_t payoff)
{
    const zo_record *record = compiled->record;
    return record->model->parties.at[record->seats.at[compiled->payoff_seat[payoff]].party].id;
}

/* ---- One model by hand ---- */

#define PARTIES                           \
    "negotiation \"n\"\n"                 \
    "party A \"A\"\n"                     \
    "party B \"B\"\n"                     \
    "party O \"O\" role observer\n"       \
    "party C \"C\" consents when i = x\n" \
    "bloc G \"G\" decides majority\n"     \
    "party M \"M\" in G\n"                \
    "issue i \"i\"\n    x \"x\"\n    y \"y\"\n    z \"z\"\n"
#define VALUES                                 \
    "A values i 20..30: x 10, y 50..60, z 0\n" \
    "A values (i = z): -3..-2\n"               \
    "A alternative \"none\" worth 1/3..2\n"    \
    "B prefers i 10: y > x = z\n"              \
    "O values i 10: x 1, y 2, z 3\n"           \
    "C values i 10: x 1, y 2, z 3\n"           \
    "M values i 10: x 1, y 2, z 3\n"           \
    "M alternative \"none\" worth 0.2\n"       \
    "G values i 7: x 1/3, y 2, z 3\n"

static void payoffs_belong_to_those_who_consent_for_themselves(void **state)
{
    (void)state;
    world w;
    open_world(&w, 1);
    const zo_record *record = record_of(&w.arena, ZO_STR(PARTIES VALUES));
    const zo_compiled *compiled = zo_compile(record, &w.arena);
    const zo_instance *in = &compiled->instance;
    static const char *const seats[] = {"A", "B", "C", "G"};
    assert_int_equal(in->payoffs, 4);
    for (size_t i = 0; i < 4; i++)
        assert_true(zo_str_is(party_of(compiled, i), seats[i]));
    assert_true(zo_has_ranges(compiled));
    assert_true(compiled->uncertain);

    static const uint32_t x[] = {0}, y[] = {1}, z[] = {2};
    const zo_payoff *a = &in->payoff[0];
    assert_number(worth_of(in, a, false, x), 2, 1);
    assert_number(worth_of(in, a, true, x), 3, 1);
    assert_number(worth_of(in, a, false, y), 10, 1);
    assert_number(worth_of(in, a, true, y), 18, 1);
    assert_number(worth_of(in, a, false, z), -3, 1);
    assert_number(worth_of(in, a, true, z), -2, 1);
    assert_number(in_points(a, &a->worth_low), 1, 3);
    assert_number(in_points(a, &a->worth_high), 2, 1);
    assert_int_equal(in->selector[a->alternative].class_, ZO_ALTERNATIVE);
    assert_ptr_equal(compiled->origin[a->alternative].entry, record->seats.at[0].alternative);

    const zo_payoff *b = &in->payoff[1];
    assert_int_equal(b->alternative, ZO_NO_SELECTOR);
    assert_ptr_equal(b->least, b->most);
    assert_number(worth_of(in, b, false, y), 10, 1);
    assert_number(worth_of(in, b, false, x), 0, 1);
    assert_number(worth_of(in, &in->payoff[3], false, x), 7, 300);
    close_world(&w);
}

static void readings_leave_nothing_uncertain(void **state)
{
    (void)state;
    world w;
    open_world(&w, 1);
    const zo_record *record = record_of(&w.arena, ZO_STR(PARTIES VALUES));
    static const uint32_t y[] = {1}, z[] = {2};
    const zo_compiled *middle = compile_as(record, ZO_MIDPOINTS, 0, &w.arena);
    const zo_payoff *a = &middle->instance.payoff[0];
    assert_false(zo_has_ranges(middle));
    assert_number(worth_of(&middle->instance, a, false, y), 25 * 55, 100);
    assert_number(worth_of(&middle->instance, a, false, z), -5, 2);
    assert_number(in_points(a, &a->worth_low), 7, 6);
    for (size_t s = 0; s < middle->instance.selectors; s++)
        assert_int_not_equal(middle->instance.selector[s].class_, ZO_CERTAINTY);
    close_world(&w);
}

static void a_range_without_an_alternative_is_known(void **state)
{
    (void)state;
    static const struct {
        const char *values;
        bool ranged, uncertain;
    } cases[] = {{"A values i 10: x 1..2, y 2, z 3\n", true, false},
                 {"A values i 10: x 2, y 2, z 3\n", false, false},
                 {"A prefers i 10: x > y > z\n", true, false},
                 {"A prefers i 10: x > y = z\n", false, false},
                 {"A values (i = x): +1..2\n", true, false},
                 {"O values i 10..20: x 1, y 2, z 3\n", false, false},
                 {"M values i 10..20: x 1, y 2, z 3\n", false, false},
                 {"A values (i = x): +1\nA alternative \"a\" worth 0..1\n", true, true},
                 {"party N \"N\" in G weight 1..2\n", true, true}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        world w;
        open_world(&w, 1);
        const zo_record *record = record_of(&w.arena, zo_printf(&w.arena, PARTIES "%s", cases[i].values));
        const zo_compiled *compiled = zo_compile(record, &w.arena);
        assert_int_equal(zo_has_ranges(compiled), cases[i].ranged);
        assert_int_equal(compiled->uncertain, cases[i].uncertain);
        close_world(&w);
    }
}

/* What is said elsewhere in the record changes no draw. */
static void draws_depend_on_what_is_drawn_alone(void **state)
{
    (void)state;
    world w;
    open_world(&w, 1);
    const zo_record *plain = record_of(&w.arena, ZO_STR(PARTIES VALUES));
    const zo_record *longer =
        record_of(&w.arena, ZO_STR(PARTIES "B values (i = y): +1..100\nA requires i != z\n" VALUES));
    static const uint32_t y[] = {1};
    size_t changes = 0;
    zo_num before = {0};
    for (uint64_t draw = 0; draw < 50; draw++) {
        const zo_compiled *a = compile_as(plain, ZO_DRAWN, draw, &w.arena);
        const zo_compiled *b = compile_as(longer, ZO_DRAWN, draw, &w.arena);
        zo_num here = worth_of(&a->instance, &a->instance.payoff[0], false, y);
        zo_num there = worth_of(&b->instance, &b->instance.payoff[0], false, y);
        assert_int_equal(zo_num_compare(&here, &there), 0);
        changes += draw > 0 && zo_num_compare(&here, &before) != 0;
        before = here;
    }
    assert_true(changes > 40);
    close_world(&w);
}

/* All consistent orders of the ranks between come up, ends stay, equal options share. */
static void drawn_orders_are_consistent(void **state)
{
    (void)state;
    world w;
    open_world(&w, 1);
    const zo_record *record = record_of(
        &w.arena, ZO_STR("negotiation \"n\"\nparty A \"A\"\n"
                         "issue i \"i\"\n    a \"a\"\n    b \"b\"\n    c \"c\"\n    d \"d\"\n    e \"e\"\n"
                         "A prefers i 100: e > b = d > a > c\n"));
    static const uint32_t order[] = {4, 1, 0, 2};
    size_t high = 0, low = 0;
    for (uint64_t draw = 0; draw < 200; draw++) {
        const zo_compiled *compiled = compile_as(record, ZO_DRAWN, draw, &w.arena);
        const zo_payoff *payoff = &compiled->instance.payoff[0];
        uint32_t b = 1, d = 3;
        zo_num score[4], of_b = worth_of(&compiled->instance, payoff, false, &b),
                         of_d = worth_of(&compiled->instance, payoff, false, &d);
        assert_int_equal(zo_num_compare(&of_b, &of_d), 0);
        for (size_t r = 0; r < 4; r++) {
            score[r] = worth_of(&compiled->instance, payoff, false, &order[r]);
            assert_true(r == 0 || zo_num_compare(&score[r - 1], &score[r]) >= 0);
        }
        assert_number(score[0], 100, 1);
        assert_number(score[3], 0, 1);
        zo_num half = zo_num_of(50);
        high += zo_num_compare(&score[2], &half) > 0;
        low += zo_num_compare(&score[1], &half) < 0;
    }
    assert_true(high > 25 && high < 75 && low > 25 && low < 75); /* a quarter each, or so */
    close_world(&w);
}

/* ---- Random models ---- */

enum { PARTIES_MADE = 3, ISSUES_MADE = 3, NAMED = 4, VALUES_MADE = 5, MOST_BONUSES = 3 };

typedef struct span {
    zo_num low, middle, high;
} span;

/* Issues 0 and 1 have four options; issue 2 is 0, 2, 4, 6 or never. */
typedef struct valued_issue {
    bool is;
    span weight, score[VALUES_MADE];
} valued_issue;

typedef struct made_party {
    valued_issue issue[ISSUES_MADE];
    size_t bonuses;
    uint32_t bonus_issue[MOST_BONUSES], bonus_value[MOST_BONUSES];
    span bonus[MOST_BONUSES];
    bool has_alternative;
    span alternative;
} made_party;

static const char *const value_name[ISSUES_MADE][VALUES_MADE] = {
    {"a", "b", "c", "d"}, {"a", "b", "c", "d"}, {"0", "2", "4", "6", "never"}};

static zo_num half_way(const zo_num *a, const zo_num *b)
{
    zo_num sum = zo_num_add(a, b), two = zo_num_of(2);
    return zo_num_div(&sum, &two);
}

static span exactly(zo_num number) { return (span){number, number, number}; }

/* Writes a number or a range, with tenths; wide: numbers that need more than 64 bits once scaled. */
static span write_amount(world *w, zo_text *text, int64_t least, int64_t most, bool wide)
{
    int64_t low = between(w, 10 * least, 10 * most), high = one_in(w, 2) ? low : between(w, low, 10 * most);
    int64_t fraction = wide ? 1000000000000007 : 10;
    zo_int bottom = zo_int_of(fraction), a = zo_int_of(low), b = zo_int_of(high);
    zo_num from = zo_num_ratio(&a, &bottom), to = zo_num_ratio(&b, &bottom);
    const char *sign = low < 0 ? "-" : "", *high_sign = high < 0 ? "-" : "";
    zo_text_add(text,
                zo_printf(text->arena, " %s%lld/%lld", sign, (long long)llabs(low), (long long)fraction));
    if (high != low)
        zo_text_add(text, zo_printf(text->arena, "..%s%lld/%lld", high_sign, (long long)llabs(high),
                                    (long long)fraction));
    return (span){from, half_way(&from, &to), to};
}

static void write_options(world *w, zo_text *text, uint32_t issue, valued_issue *valued, bool wide)
{
    for (uint32_t v = 0; v < (issue < 2 ? NAMED : VALUES_MADE); v++) {
        if (issue == 2 && v == 1)
            continue; /* on the line between 0 and 4 */
        zo_text_add(text, zo_printf(text->arena, "%s %s", v == 0 ? "" : ",", value_name[issue][v]));
        valued->score[v] = write_amount(w, text, -20, 120, wide);
    }
    if (issue == 2) {
        const span *a = &valued->score[0], *b = &valued->score[2];
        valued->score[1] = (span){half_way(&a->low, &b->low), half_way(&a->middle, &b->middle),
                                  half_way(&a->high, &b->high)};
    }
}

static void write_direction(world *w, zo_text *text, valued_issue *valued)
{
    bool more = one_in(w, 2);
    zo_text_add_c(text, more ? " more, never" : " less, never");
    for (uint32_t v = 0; v < 4; v++) {
        zo_num third = zo_num_of(more ? v : 3 - v), all = zo_num_of(3), hundred = zo_num_of(100);
        third = zo_num_div(&third, &all);
        valued->score[v] = exactly(zo_num_mul(&third, &hundred));
    }
    valued->score[4] = write_amount(w, text, -20, 120, false);
}

/* Options in a random order, some equal. */
static void write_order(world *w, zo_text *text, uint32_t issue, valued_issue *valued)
{
    uint32_t order[NAMED] = {0, 1, 2, 3}, rank[NAMED], ranks = 0;
    for (uint32_t i = NAMED; i-- > 1;) {
        uint32_t j = below(w, i + 1), held = order[i];
        order[i] = order[j];
        order[j] = held;
    }
    for (uint32_t i = 0; i < NAMED; i++) {
        bool equal = i > 0 && one_in(w, 3);
        zo_text_add_c(text, i == 0 ? " " : equal ? " = " : " > ");
        zo_text_add_c(text, value_name[issue][order[i]]);
        ranks += !equal;
        rank[order[i]] = ranks - 1;
    }
    for (uint32_t v = 0; v < NAMED; v++) {
        bool first = rank[v] == 0, last = !first && rank[v] == ranks - 1;
        zo_num even = zo_num_of(100), steps = zo_num_of(ranks > 1 ? ranks - 1 : 1),
               left = zo_num_of(ranks > 1 ? ranks - 1 - rank[v] : 1);
        even = zo_num_mul(&even, &left);
        valued->score[v] =
            (span){zo_num_of(first ? 100 : 0), zo_num_div(&even, &steps), zo_num_of(last ? 0 : 100)};
    }
}

static void write_values(world *w, zo_text *text, uint32_t party, uint32_t issue, valued_issue *valued,
                         bool wide)
{
    bool order = issue < 2 && one_in(w, 3);
    valued->is = true;
    zo_text_add(text, zo_printf(text->arena, "P%u %s i%u", party, order ? "prefers" : "values", issue));
    valued->weight = write_amount(w, text, 0, 50, false);
    zo_text_add_c(text, ":");
    if (order)
        write_order(w, text, issue, valued);
    else if (issue == 2 && one_in(w, 2))
        write_direction(w, text, valued);
    else
        write_options(w, text, issue, valued, wide);
    zo_text_add_char(text, '\n');
}

static void write_bonuses(world *w, zo_text *text, uint32_t party, made_party *made)
{
    made->bonuses = below(w, MOST_BONUSES + 1);
    for (size_t b = 0; b < made->bonuses; b++) {
        uint32_t issue = made->bonus_issue[b] = below(w, ISSUES_MADE);
        uint32_t value = made->bonus_value[b] = below(w, issue < 2 ? NAMED : VALUES_MADE);
        zo_text_add(text,
                    zo_printf(text->arena, "P%u values (i%u = %s):", party, issue, value_name[issue][value]));
        made->bonus[b] = write_amount(w, text, -9, 9, false);
        zo_text_add_char(text, '\n');
    }
}

static zo_str write_model(world *w, made_party *made)
{
    zo_text text = zo_text_new(&w->arena);
    bool wide = one_in(w, 4);
    zo_text_add_c(&text, "negotiation \"n\"\n"
                         "issue i0 \"i0\"\n    a \"a\"\n    b \"b\"\n    c \"c\"\n    d \"d\"\n"
                         "issue i1 \"i1\"\n    a \"a\"\n    b \"b\"\n    c \"c\"\n    d \"d\"\n"
                         "issue i2 \"i2\": 0..6 step 2 unit \"u\" or never \"never\"\n");
    for (uint32_t p = 0; p < PARTIES_MADE; p++) {
        made[p] = (made_party){0};
        zo_text_add(&text, zo_printf(&w->arena, "party P%u \"P\"\n", p));
        for (uint32_t i = 0; i < ISSUES_MADE; i++) {
            if (i == 0 || !one_in(w, 3))
                write_values(w, &text, p, i, &made[p].issue[i], wide);
        }
        write_bonuses(w, &text, p, &made[p]);
        made[p].has_alternative = one_in(w, 2);
        if (!made[p].has_alternative)
            continue;
        zo_text_add(&text, zo_printf(&w->arena, "P%u alternative \"a\" worth", p));
        made[p].alternative = write_amount(w, &text, 0, 60, false);
        zo_text_add_char(&text, '\n');
    }
    return zo_text_str(&text);
}

/* ---- What they are worth ---- */

static void widen(zo_num number, span *all)
{
    all->low = zo_num_compare(&number, &all->low) < 0 ? number : all->low;
    all->high = zo_num_compare(&number, &all->high) > 0 ? number : all->high;
}

static span product_of(const span *a, const span *b)
{
    zo_num hundred = zo_num_of(100), middle = zo_num_mul(&a->middle, &b->middle);
    span all = exactly(zo_num_mul(&a->low, &b->low));
    widen(zo_num_mul(&a->low, &b->high), &all);
    widen(zo_num_mul(&a->high, &b->low), &all);
    widen(zo_num_mul(&a->high, &b->high), &all);
    return (span){zo_num_div(&all.low, &hundred), zo_num_div(&middle, &hundred),
                  zo_num_div(&all.high, &hundred)};
}

static void add(span *sum, const span *more)
{
    sum->low = zo_num_add(&sum->low, &more->low);
    sum->middle = zo_num_add(&sum->middle, &more->middle);
    sum->high = zo_num_add(&sum->high, &more->high);
}

static span plain_worth(const made_party *made, const uint32_t *package)
{
    span sum = exactly(zo_num_of(0));
    for (uint32_t i = 0; i < ISSUES_MADE; i++) {
        if (!made->issue[i].is)
            continue;
        span more = product_of(&made->issue[i].weight, &made->issue[i].score[package[i]]);
        add(&sum, &more);
    }
    for (size_t b = 0; b < made->bonuses; b++) {
        if (package[made->bonus_issue[b]] == made->bonus_value[b])
            add(&sum, &made->bonus[b]);
    }
    return sum;
}

static void assert_same(const zo_num *found, const zo_num *expected)
{
    assert_false(zo_num_overflow(found));
    assert_int_equal(zo_num_compare(found, expected), 0);
}

/* Whether the alternative's selector agrees with the payoff in this reading. */
static void assert_same_verdict(const zo_instance *in, const zo_payoff *payoff, bool ranged,
                                const uint32_t *package)
{
    if (payoff->alternative == ZO_NO_SELECTOR)
        return;
    zo_int most = plain_total(in, payoff->most, package);
    bool accepted = zo_int_compare(&most, &payoff->worth_low) >= 0;
    assert_int_equal(plainly_violates(in, &in->selector[payoff->alternative], package), !accepted);
    if (!ranged)
        assert_int_equal(zo_int_compare(&payoff->worth_low, &payoff->worth_high), 0);
}

typedef struct readings {
    const zo_compiled *ranges, *middle, *drawn, *again;
} readings;

static void compare_party(const readings *r, size_t party, const made_party *made, const uint32_t *package)
{
    const zo_instance *in = &r->ranges->instance;
    const zo_payoff *payoff = &in->payoff[party], *middle = &r->middle->instance.payoff[party],
                    *drawn = &r->drawn->instance.payoff[party], *again = &r->again->instance.payoff[party];
    span worth = plain_worth(made, package);
    zo_num least = worth_of(in, payoff, false, package), most = worth_of(in, payoff, true, package);
    assert_same(&least, &worth.low);
    assert_same(&most, &worth.high);
    zo_num between_them = worth_of(&r->middle->instance, middle, false, package);
    assert_same(&between_them, &worth.middle);
    zo_num one = worth_of(&r->drawn->instance, drawn, false, package);
    zo_num same = worth_of(&r->again->instance, again, true, package);
    assert_same(&same, &one);
    assert_true(zo_num_compare(&one, &least) >= 0 && zo_num_compare(&one, &most) <= 0);
    assert_same_verdict(in, payoff, true, package);
    assert_same_verdict(&r->middle->instance, middle, false, package);
    assert_same_verdict(&r->drawn->instance, drawn, false, package);
}

static void compare_alternatives(const readings *r, size_t party, const made_party *made)
{
    const zo_payoff *payoff = &r->ranges->instance.payoff[party],
                    *middle = &r->middle->instance.payoff[party];
    span zero = exactly(zo_num_of(0));
    const span *worth = made->has_alternative ? &made->alternative : &zero;
    zo_num low = in_points(payoff, &payoff->worth_low), high = in_points(payoff, &payoff->worth_high);
    zo_num middle_worth = in_points(middle, &middle->worth_low);
    assert_same(&low, &worth->low);
    assert_same(&high, &worth->high);
    assert_same(&middle_worth, &worth->middle);
    assert_int_equal(payoff->alternative == ZO_NO_SELECTOR, !made->has_alternative);
    assert_ptr_equal(middle->least, middle->most);
}

static void random_payoffs_agree_with_fractions(void **state)
{
    (void)state;
    size_t wide = 0;
    for (uint64_t seed = 1; seed <= 300; seed++) {
        world w;
        open_world(&w, 700000 + seed);
        made_party made[PARTIES_MADE];
        const zo_record *record = record_of(&w.arena, write_model(&w, made));
        readings r = {zo_compile(record, &w.arena), compile_as(record, ZO_MIDPOINTS, 0, &w.arena),
                      compile_as(record, ZO_DRAWN, seed, &w.arena),
                      compile_as(record, ZO_DRAWN, seed, &w.arena)};
        assert_int_equal(r.ranges->instance.payoffs, PARTIES_MADE);
        assert_false(zo_has_ranges(r.drawn));
        for (size_t p = 0; p < PARTIES_MADE; p++) {
            uint32_t package[ISSUES_MADE] = {0};
            compare_alternatives(&r, p, &made[p]);
            do
                compare_party(&r, p, &made[p], package);
            while (next_package(&r.ranges->instance, package));
            wide += r.ranges->instance.payoff[p].least->words > 1;
        }
        close_world(&w);
    }
    assert_true(wide > 30);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(payoffs_belong_to_those_who_consent_for_themselves),
        cmocka_unit_test(readings_leave_nothing_uncertain),
        cmocka_unit_test(a_range_without_an_alternative_is_known),
        cmocka_unit_test(draws_depend_on_what_is_drawn_alone),
        cmocka_unit_test(drawn_orders_are_consistent),
        cmocka_unit_test(random_payoffs_agree_with_fractions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
