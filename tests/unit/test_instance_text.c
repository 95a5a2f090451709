/* Instances as text: written and read back, seeded random ones and hostile text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "random_instance.h"
#include "space/labelled.h"
#include "space/wide.h"

/* Numbers of random wide sums may need more than the 512 bits that texts hold. */
static void tame(int64_t *number, unsigned words)
{
    enum { KEPT = 6 };
    for (unsigned w = KEPT; w < words; w++)
        number[w] = number[KEPT - 1] < 0 ? -1 : 0;
}

static void tame_sum(const zo_instance *in, const zo_sum *sum)
{
    tame((int64_t *)sum->start, sum->words);
    for (size_t i = 0; i < in->issues; i++)
        for (uint32_t v = 0; sum->table[i] != NULL && v < in->size[i]; v++)
            tame((int64_t *)sum->table[i] + (size_t)v * sum->words, sum->words);
    for (size_t b = 0; b < sum->bonuses; b++)
        tame((int64_t *)sum->bonus[b].points, sum->words);
}

static zo_str numbered(world *w, const char *prefix, size_t n)
{
    return one_in(w, 4) ? (zo_str){"", 0} : zo_printf(&w->arena, "%s%zu", prefix, n);
}

static zo_str *random_names(world *w, const char *prefix, size_t n)
{
    zo_str *names = ZO_NEW_MANY(&w->arena, zo_str, n + 1);
    for (size_t i = 0; i < n; i++)
        names[i] = numbered(w, prefix, i);
    return names;
}

static zo_str *random_value_names(world *w)
{
    const zo_instance *in = &w->instance;
    zo_str *names = ZO_NEW_MANY(&w->arena, zo_str, in->issues + 1);
    for (size_t i = 0; i < in->issues; i++) {
        zo_text text = zo_text_new(&w->arena);
        if (one_in(w, 3))
            continue;
        if (one_in(w, 2))
            zo_text_printf(&text, "-5+3*%u", in->size[i]);
        else
            for (uint32_t v = 0; v < in->size[i]; v++)
                zo_text_printf(&text, "%svälue%u", v ? " " : "", v);
        names[i] = zo_text_str(&text);
    }
    return names;
}

static void add_payoffs(world *w)
{
    size_t n = below(w, 3);
    zo_payoff *payoff = ZO_NEW_MANY(&w->arena, zo_payoff, n + 1);
    for (size_t i = 0; i < n; i++) {
        zo_sum *sum = ZO_NEW(&w->arena, zo_sum);
        *sum = *random_sum(w);
        sum->start = ZO_NEW_MANY(&w->arena, int64_t, sum->words);
        tame_sum(&w->instance, sum);
        payoff[i] = (zo_payoff){.least = sum,
                                .most = sum,
                                .scale = zo_int_of(between(w, 1, 9)),
                                .alternative = ZO_NO_SELECTOR,
                                .worth_low = zo_int_of(0),
                                .worth_high = zo_int_of(0)};
        if (w->instance.selectors > 0 && one_in(w, 2)) {
            payoff[i].alternative = below(w, (uint32_t)w->instance.selectors);
            payoff[i].worth_low = zo_int_of(between(w, -9, 9));
            payoff[i].worth_high = zo_int_of(between(w, 9, 12));
        }
    }
    w->instance.payoffs = n;
    w->instance.payoff = payoff;
}

static zo_labelled make_labelled(world *w)
{
    make_instance(w, below(w, 5), 1, 5);
    for (size_t s = 0; s < w->instance.selectors; s++)
        if (w->instance.selector[s].sum != NULL)
            tame_sum(&w->instance, w->instance.selector[s].sum);
    add_payoffs(w);
    const zo_instance *in = &w->instance;
    bool *disputed = ZO_NEW_MANY(&w->arena, bool, in->selectors + 1);
    for (size_t s = 0; s < in->selectors; s++)
        disputed[s] = one_in(w, 6);
    return (zo_labelled){.instance = *in,
                         .issue = random_names(w, "issue_", in->issues),
                         .values = random_value_names(w),
                         .selector = random_names(w, "X.", in->selectors),
                         .voter = random_names(w, "V", in->voters),
                         .bloc = random_names(w, "B", in->blocs),
                         .payoff = random_names(w, "P", in->payoffs),
                         .disputed = disputed};
}

static zo_str written(const zo_labelled *labelled, zo_arena *arena)
{
    zo_text text = zo_text_new(arena);
    zo_write_instance(labelled, &text);
    return zo_text_str(&text);
}

static bool read_back(zo_str text, zo_labelled *labelled, zo_diagnostics *sink, zo_arena *arena)
{
    *sink = (zo_diagnostics){.arena = arena};
    return zo_read_instance(text, 0, labelled, sink, arena);
}

static void assert_same_answers(world *w, const zo_instance *other)
{
    zo_limit limit = {.threads = 1};
    zo_enumeration a = zo_enumerate(&w->instance, w->mode, true, &limit, &w->arena);
    zo_enumeration b = zo_enumerate(other, w->mode, true, &limit, &w->arena);
    assert_int_equal(a.groups, b.groups);
    for (size_t g = 0; g < a.groups; g++) {
        assert_memory_equal(a.group[g].mask, b.group[g].mask, a.mask_words * sizeof(uint64_t));
        assert_int_equal(zo_int_compare(&a.group[g].count, &b.group[g].count), 0);
        assert_memory_equal(a.group[g].first, b.group[g].first, other->issues * sizeof(uint32_t));
        assert_int_equal(zo_mask_accepted(&w->instance, a.group[g].mask, NULL),
                         zo_mask_accepted(other, b.group[g].mask, NULL));
        assert_int_equal(zo_mask_certain(&w->instance, a.group[g].mask),
                         zo_mask_certain(other, b.group[g].mask));
    }
}

static void assert_same_truth(world *w, const zo_instance *other)
{
    uint32_t *package = ZO_NEW_MANY(&w->arena, uint32_t, w->instance.issues + 1);
    unsigned left = 200;
    do {
        for (size_t s = 0; s < w->instance.selectors; s++)
            if (w->instance.selector[s].sum == NULL)
                assert_int_equal(zo_holds(w->instance.selector[s].expr, package),
                                 zo_holds(other->selector[s].expr, package));
    } while (next_package(&w->instance, package) && --left > 0);
}

static void what_is_written_is_read(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 3000; seed++) {
        world w;
        open_world(&w, seed);
        zo_labelled labelled = make_labelled(&w), back;
        zo_diagnostics sink;
        zo_str text = written(&labelled, &w.arena);
        bool fine = read_back(text, &back, &sink, &w.arena);
        if (!fine)
            print_message("%.*s\n%.*s\n", ZO_FMT(text), ZO_FMT(sink.list.at[0].message));
        assert_true(fine);
        zo_str again = written(&back, &w.arena);
        assert_true(zo_str_equal(text, again));
        assert_same_truth(&w, &back.instance);
        assert_same_answers(&w, &back.instance);
        close_world(&w);
    }
}

/* Whatever is read is an instance that can be written and read again; whatever is not has one mistake with its place. */
static void check_hostile(zo_str text, world *w)
{
    zo_labelled labelled, again;
    zo_diagnostics sink;
    if (read_back(text, &labelled, &sink, &w->arena)) {
        zo_str once = written(&labelled, &w->arena);
        assert_int_equal(sink.list.n, 0);
        assert_true(read_back(once, &again, &sink, &w->arena));
        assert_true(zo_str_equal(once, written(&again, &w->arena)));
        return;
    }
    assert_int_equal(sink.list.n, 1);
    assert_true(sink.list.at[0].message.n > 0);
    assert_true(sink.list.at[0].span.begin <= sink.list.at[0].span.end && sink.list.at[0].span.end <= text.n);
}

static void no_beginning_of_a_text_does_harm(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 40; seed++) {
        world w;
        open_world(&w, seed);
        zo_labelled labelled = make_labelled(&w), back;
        zo_diagnostics sink;
        zo_str text = written(&labelled, &w.arena);
        for (size_t n = 0; n + 4 < text.n; n++) {
            /* Exactly as long as the text, so that reading past it is noticed. */
            char *copy = malloc(n + (n == 0));
            memcpy(copy, text.s, n);
            assert_false(read_back((zo_str){copy, n}, &back, &sink, &w.arena));
            check_hostile((zo_str){copy, n}, &w);
            free(copy);
        }
        close_world(&w);
    }
}

static const char *const snippets[] = {"-1",  "0",    "99999999999999999999",
                                       "as",  "none", "1/0",
                                       "*9",  "+1*3", "end\n",
                                       "#",   "\n",   "-",
                                       "at",  "when", "0-",
                                       "3-1", "*",    "\xc3",
                                       "a",   "rule", "selector",
                                       "to",  "1*0",  ",",
                                       " ",   "not"};

static zo_str mutated(world *w, zo_str text)
{
    zo_text out = zo_text_new(&w->arena);
    size_t at = below(w, (uint32_t)text.n), cut = one_in(w, 2) ? 0 : below(w, 12);
    cut = cut < text.n - at ? cut : text.n - at;
    zo_text_add(&out, (zo_str){text.s, at});
    if (!one_in(w, 4))
        zo_text_add_c(&out, snippets[below(w, sizeof snippets / sizeof *snippets)]);
    zo_text_add(&out, (zo_str){text.s + at + cut, text.n - at - cut});
    return zo_text_str(&out);
}

static void no_mutation_of_a_text_does_harm(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 60; seed++) {
        world w;
        open_world(&w, 5000 + seed);
        zo_labelled labelled = make_labelled(&w);
        zo_str text = written(&labelled, &w.arena);
        for (int i = 0; i < 100; i++) {
            zo_str changed = mutated(&w, text);
            for (unsigned more = below(&w, 3); more > 0; more--)
                changed = mutated(&w, changed);
            check_hostile(changed, &w);
        }
        close_world(&w);
    }
}

static void assert_refused(world *w, const char *body, const char *why)
{
    zo_labelled labelled;
    zo_diagnostics sink;
    zo_str text = zo_printf(&w->arena, "zopa-instance 1\nissue 0 size 3\nissue 1 size 2\n%s\nend\n", body);
    assert_false(read_back(text, &labelled, &sink, &w->arena));
    zo_str message = sink.list.at[0].message;
    if (strstr(zo_c_string(&w->arena, message), why) == NULL)
        fail_msg("%s: %.*s", body, ZO_FMT(message));
}

/* No sum over any package overflows, so numbers too large together are refused. */
static void sums_that_could_overflow_are_refused(void **state)
{
    (void)state;
    world w;
    open_world(&w, 1);
    const char *nines = "99999999999999999999999999999999999999999999999999999999999999999999999999999";
    assert_refused(&w, "linear 0 < start 4611686018427387904", "too large");
    assert_refused(&w, "linear 0 < start 4611686018427387903 at 0 0 1 2", "too large");
    assert_refused(&w, "linear 0 < start 1 at 0 0 1 2 at 0 0 1 2", "table here already");
    assert_refused(&w, zo_c_string(&w.arena, zo_printf(&w.arena, "sum 0 start %s%s000", nines, nines)),
                   "512 bits");
    zo_str large = zo_printf(&w.arena, "sum 0 start %s at 0 0*2 %s", nines, nines);
    zo_labelled labelled;
    zo_diagnostics sink;
    zo_str text = zo_printf(&w.arena, "zopa-instance 1\nissue 0 size 3\n%.*s\nselector 0 rule sum 0\nend\n",
                            ZO_FMT(large));
    assert_true(read_back(text, &labelled, &sink, &w.arena));
    assert_int_equal(labelled.instance.selector[0].sum->words, ZO_WIDE_WORDS);
    assert_refused(&w, "sum 0 start 0 at 0 5*4", "past the last value");
    assert_refused(&w, "sum 0 start 0 at 0 5*2", "a number for every value");
    assert_refused(&w, "sum 0 start 0 at 0 - 1 2", "a number for every value");
    assert_refused(&w, "condition 0 in 0 0-3", "a set of values");
    assert_refused(&w, "condition 0 linear 0", "only 0 so far");
    assert_refused(&w, "condition 1 true", "expected condition 0");
    assert_refused(&w, "condition 0 true\nlinear 0 = start 0", "may stand here");
    assert_refused(&w, "bloc 0 rule members -5", "per cent");
    assert_refused(&w, "condition 0 true\nselector 0 rule condition 0 loud", "the next statement");
    close_world(&w);
}

static void words_and_integers_agree(void **state)
{
    (void)state;
    world w;
    open_world(&w, 7);
    for (int i = 0; i < 5000; i++) {
        unsigned words = one_in(&w, 2) ? 1 : ZO_WIDE_WORDS;
        int64_t number[ZO_WIDE_WORDS] = {0}, back[ZO_WIDE_WORDS] = {0};
        for (unsigned k = 0; k < words; k++)
            number[k] = one_in(&w, 4) ? (one_in(&w, 2) ? -1 : 0) : (int64_t)random_word(&w);
        if (words > 1)
            tame(number, words);
        zo_int value = zo_int_of_words(number, words);
        assert_false(value.overflow);
        zo_words_of_int(&value, words, back);
        assert_memory_equal(number, back, words * sizeof *number);
    }
    close_world(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_written_is_read),
        cmocka_unit_test(no_beginning_of_a_text_does_harm),
        cmocka_unit_test(no_mutation_of_a_text_does_harm),
        cmocka_unit_test(sums_that_could_overflow_are_refused),
        cmocka_unit_test(words_and_integers_agree),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
