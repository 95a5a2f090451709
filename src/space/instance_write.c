/* A compiled instance -> its text, a statement a thing. Conditions, comparisons and sums that read alike are written once.
 *
 * Promises: equal instances give equal text, and what is read back from it is written the same. */
#include "space/labelled.h"

#include "base/table.h"
#include "space/wide.h"

typedef struct zo_scribe {
    const zo_labelled *labelled;
    const zo_instance *instance;
    zo_text *out;
    zo_arena *arena;
    zo_table linear_index, condition_index, sum_index; /* what a statement says -> its number */
    zo_text linears, conditions, sums;                 /* the statements so far */
} zo_scribe;

/* ---- Numbers and sets ---- */

typedef struct zo_cells {
    const int64_t *number;
    unsigned words;
    const uint64_t *nameless; /* NULL: all have a number */
    size_t n;
} zo_cells;

static bool is_nameless(const zo_cells *cells, size_t at)
{
    return cells->nameless != NULL && zo_bit(cells->nameless, at);
}

static zo_int cell(const zo_cells *cells, size_t at)
{
    return zo_int_of_words(cells->number + at * cells->words, cells->words);
}

static void add_int(zo_text *out, const zo_int *number) { zo_text_add(out, zo_int_text(out->arena, number)); }

/* How many cells from `at` on rise by the same step. */
static size_t run_length(const zo_cells *cells, size_t at, zo_int *step)
{
    size_t end = at + 1;
    zo_int last = cell(cells, at);
    for (; end < cells->n && !is_nameless(cells, end); end++) {
        zo_int next = cell(cells, end), rise = zo_int_sub(&next, &last);
        if (end == at + 1)
            *step = rise;
        if (rise.overflow || zo_int_compare(&rise, step) != 0)
            break;
        last = next;
    }
    return end - at;
}

static size_t nameless_length(const zo_cells *cells, size_t at)
{
    size_t end = at;
    while (end < cells->n && is_nameless(cells, end))
        end++;
    return end - at;
}

enum { SHORTEST_RUN = 3 };

/* Adds cells from `at` on as one word; returns how many. */
static size_t add_cells(zo_text *out, const zo_cells *cells, size_t at)
{
    size_t length = nameless_length(cells, at);
    if (length > 0) {
        zo_text_add_char(out, '-');
        if (length > 1)
            zo_text_printf(out, "*%zu", length);
        return length;
    }
    zo_int first = cell(cells, at), step = zo_int_of(0);
    length = run_length(cells, at, &step);
    add_int(out, &first);
    if (length < SHORTEST_RUN)
        return 1;
    if (zo_int_sign(&step) > 0)
        zo_text_add_char(out, '+');
    if (zo_int_sign(&step) != 0)
        add_int(out, &step);
    zo_text_printf(out, "*%zu", length);
    return length;
}

static void add_table(zo_text *out, size_t issue, const zo_cells *cells)
{
    zo_text_printf(out, "\n  at %zu", issue);
    for (size_t at = 0; at < cells->n;) {
        zo_text_add_char(out, ' ');
        at += add_cells(out, cells, at);
    }
}

void zo_write_set(const uint64_t *set, size_t first, uint32_t size, zo_text *out)
{
    size_t begin = out->n;
    for (uint32_t v = 0; v < size; v++) {
        if (!zo_bit(set, first + v))
            continue;
        uint32_t last = v;
        while (last + 1 < size && zo_bit(set, first + last + 1))
            last++;
        zo_text_printf(out, out->n > begin ? ",%u" : "%u", v);
        if (last > v)
            zo_text_printf(out, "-%u", last);
        v = last;
    }
    if (out->n == begin)
        zo_text_add_c(out, "none");
}

/* ---- Statements that others refer to ---- */

/* The number of the statement that says this, which is added when it is new. */
static uint32_t refer(zo_table *index, zo_text *list, const char *keyword, const zo_text *says)
{
    uint32_t fresh = (uint32_t)index->used, number = zo_table_add(index, zo_text_str(says), fresh);
    if (number == fresh)
        zo_text_printf(list, "%s %u %.*s\n", keyword, number, ZO_FMT(zo_text_str(says)));
    return number;
}

static uint32_t linear_number(zo_scribe *s, const zo_linear *linear)
{
    static const char *const relations[] = {"=", "!=", "<", "<=", ">", ">="};
    zo_text says = zo_text_new(s->arena);
    zo_int start = zo_int_of(linear->start);
    zo_text_printf(&says, "%s start ", relations[linear->relation]);
    add_int(&says, &start);
    for (size_t i = 0; i < linear->terms; i++) {
        const zo_linear_term *term = &linear->term[i];
        zo_cells cells = {term->value, 1, term->nameless, s->instance->size[term->issue]};
        add_table(&says, term->issue, &cells);
    }
    return refer(&s->linear_index, &s->linears, "linear", &says);
}

static void add_expr(zo_scribe *s, const zo_expr *expr, zo_text *out)
{
    static const char *const words[] = {"true", "false", "in", "linear", "not", "and", "or", "iff"};
    zo_text_add_c(out, words[expr->kind]);
    if (expr->kind == ZO_X_IN) {
        zo_text_printf(out, " %u ", expr->issue);
        zo_write_set(expr->allowed, 0, s->instance->size[expr->issue], out);
    }
    if (expr->kind == ZO_X_LINEAR)
        zo_text_printf(out, " %u", linear_number(s, expr->linear));
    for (int side = 0; side < 2; side++) {
        const zo_expr *part = side == 0 ? expr->left : expr->right;
        if (part == NULL)
            continue;
        zo_text_add_char(out, ' ');
        add_expr(s, part, out);
    }
}

static uint32_t condition_number(zo_scribe *s, const zo_expr *expr)
{
    zo_text says = zo_text_new(s->arena);
    add_expr(s, expr, &says);
    return refer(&s->condition_index, &s->conditions, "condition", &says);
}

static uint32_t sum_number(zo_scribe *s, const zo_sum *sum)
{
    zo_text says = zo_text_new(s->arena);
    zo_int number = zo_int_of_words(sum->start, sum->words);
    zo_text_add_c(&says, "start ");
    add_int(&says, &number);
    for (size_t i = 0; i < s->instance->issues; i++) {
        zo_cells cells = {sum->table[i], sum->words, NULL, s->instance->size[i]};
        if (sum->table[i] != NULL)
            add_table(&says, i, &cells);
    }
    for (size_t b = 0; b < sum->bonuses; b++) {
        zo_text_printf(&says, "\n  when %u add ", condition_number(s, sum->bonus[b].when));
        number = zo_int_of_words(sum->bonus[b].points, sum->words);
        add_int(&says, &number);
    }
    return refer(&s->sum_index, &s->sums, "sum", &says);
}

/* ---- Statements that nothing refers to before ---- */

static void add_name(zo_text *out, const zo_str *names, size_t at)
{
    if (names != NULL && names[at].n > 0)
        zo_text_printf(out, " as %.*s", ZO_FMT(names[at]));
}

static void add_condition(zo_scribe *s, zo_text *out, const char *word, const zo_expr *expr)
{
    if (expr != NULL)
        zo_text_printf(out, " %s %u", word, condition_number(s, expr));
}

static void write_issues(const zo_scribe *s, zo_text *out)
{
    const zo_labelled *l = s->labelled;
    for (size_t i = 0; i < s->instance->issues; i++) {
        zo_text_printf(out, "issue %zu size %u", i, s->instance->size[i]);
        add_name(out, l->issue, i);
        if (l->values != NULL && l->values[i].n > 0)
            zo_text_printf(out, " values %.*s", ZO_FMT(l->values[i]));
        zo_text_add_char(out, '\n');
    }
}

static void add_rule(zo_text *out, const struct zo_quota_list *list)
{
    static const char *const words[] = {"members", "weight", "majority", "against"};
    zo_text_add_c(out, "\n  rule");
    for (size_t i = 0; i < list->quotas; i++) {
        zo_text_printf(out, " %s", words[list->quota[i].measure]);
        if (list->quota[i].measure != ZO_MORE_THAN_HALF)
            zo_text_printf(out, " %.*s", ZO_FMT(zo_num_fraction(out->arena, &list->quota[i].limit)));
    }
}

static void write_blocs(zo_scribe *s, zo_text *out)
{
    for (size_t b = 0; b < s->instance->blocs; b++) {
        const zo_bloc *bloc = &s->instance->bloc[b];
        zo_text_printf(out, "bloc %zu", b);
        add_name(out, s->labelled->bloc, b);
        add_condition(s, out, "waived", bloc->waived);
        for (size_t i = 0; i < bloc->rule.alternatives; i++)
            add_rule(out, &bloc->rule.alternative[i]);
        zo_text_add_char(out, '\n');
    }
}

static void write_voters(zo_scribe *s, zo_text *out)
{
    for (size_t v = 0; v < s->instance->voters; v++) {
        const zo_voter *voter = &s->instance->voter[v];
        zo_text_printf(out, "voter %zu", v);
        add_name(out, s->labelled->voter, v);
        zo_text_printf(out, " bloc %u weight %.*s", voter->bloc,
                       ZO_FMT(zo_num_fraction(out->arena, &voter->weight)));
        if (zo_num_compare(&voter->weight, &voter->weight_high) != 0)
            zo_text_printf(out, " to %.*s", ZO_FMT(zo_num_fraction(out->arena, &voter->weight_high)));
        add_condition(s, out, "abstains", voter->abstains);
        zo_text_add_char(out, '\n');
    }
}

static void write_selectors(zo_scribe *s, zo_text *out)
{
    static const char *const classes[] = {"rule", "settled", "stance", "alternative", "certainty"};
    for (size_t i = 0; i < s->instance->selectors; i++) {
        const zo_selector *selector = &s->instance->selector[i];
        zo_text_printf(out, "selector %zu", i);
        add_name(out, s->labelled->selector, i);
        zo_text_printf(out, " %s", classes[selector->class_]);
        add_condition(s, out, "condition", selector->sum == NULL ? selector->expr : NULL);
        if (selector->sum != NULL)
            zo_text_printf(out, " sum %u", sum_number(s, selector->sum));
        add_condition(s, out, "waived", selector->waived);
        if (selector->voter != ZO_DIRECT)
            zo_text_printf(out, " voter %u", selector->voter);
        if (s->labelled->disputed != NULL && s->labelled->disputed[i])
            zo_text_add_c(out, " disputed");
        zo_text_add_char(out, '\n');
    }
}

static void write_payoffs(zo_scribe *s, zo_text *out)
{
    for (size_t p = 0; p < s->instance->payoffs; p++) {
        const zo_payoff *payoff = &s->instance->payoff[p];
        zo_text_printf(out, "payoff %zu", p);
        add_name(out, s->labelled->payoff, p);
        zo_text_printf(out, " least %u", sum_number(s, payoff->least));
        zo_text_printf(out, " most %u scale ", sum_number(s, payoff->most));
        add_int(out, &payoff->scale);
        if (payoff->alternative != ZO_NO_SELECTOR) {
            zo_text_printf(out, " alternative %u worth ", payoff->alternative);
            add_int(out, &payoff->worth_low);
            if (zo_int_compare(&payoff->worth_low, &payoff->worth_high) != 0) {
                zo_text_add_c(out, " to ");
                add_int(out, &payoff->worth_high);
            }
        }
        zo_text_add_char(out, '\n');
    }
}

/* ---- The whole ---- */

static void add_section(zo_text *out, const zo_text *section)
{
    if (section->n == 0)
        return;
    zo_text_add_char(out, '\n');
    zo_text_add(out, zo_text_str(section));
}

/* Whatever is referred to stands before, so it is collected while the rest is written, and added first. */
void zo_write_instance(const zo_labelled *labelled, zo_text *out)
{
    zo_arena *arena = out->arena;
    zo_text issues = zo_text_new(arena), blocs = zo_text_new(arena), voters = zo_text_new(arena),
            selectors = zo_text_new(arena), payoffs = zo_text_new(arena);
    zo_scribe s = {labelled,
                   &labelled->instance,
                   out,
                   arena,
                   zo_table_new(arena),
                   zo_table_new(arena),
                   zo_table_new(arena),
                   zo_text_new(arena),
                   zo_text_new(arena),
                   zo_text_new(arena)};
    write_issues(&s, &issues);
    write_blocs(&s, &blocs);
    write_voters(&s, &voters);
    write_selectors(&s, &selectors);
    write_payoffs(&s, &payoffs);
    zo_text_add_c(out, "zopa-instance 1\n");
    zo_write_remarks(labelled, out);
    const zo_text *sections[] = {&issues, &s.linears, &s.conditions, &s.sums,
                                 &blocs,  &voters,    &selectors,    &payoffs};
    for (size_t i = 0; i < sizeof sections / sizeof *sections; i++)
        add_section(out, sections[i]);
    zo_text_add_c(out, "\nend\n");
}
