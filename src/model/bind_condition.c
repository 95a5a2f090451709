/* Conditions with names -> conditions over issues and values. */
#include "base/suggest.h"
#include "model/build.h"

static uint64_t *new_set(zo_build *build, const zo_issue *issue)
{
    return ZO_NEW_MANY(build->arena, uint64_t, issue->size / 64 + 1);
}
static void allow(uint64_t *set, uint32_t value) { set[value / 64] |= (uint64_t)1 << (value % 64); }

/* Values from .. to - 1. */
static void allow_range(uint64_t *set, int64_t from, int64_t to)
{
    for (int64_t v = from; v < to;) {
        if (v % 64 == 0 && to - v >= 64) {
            set[v / 64] = UINT64_MAX;
            v += 64;
        } else
            allow(set, (uint32_t)v++);
    }
}

static bool compare_holds(int order, zo_relation relation)
{
    switch (relation) {
    case ZO_EQ: return order == 0;
    case ZO_NE: return order != 0;
    case ZO_LT: return order < 0;
    case ZO_LE: return order <= 0;
    case ZO_GT: return order > 0;
    default: return order >= 0;
    }
}

static zo_relation mirrored(zo_relation relation)
{
    static const zo_relation mirror[] = {ZO_EQ, ZO_NE, ZO_GT, ZO_GE, ZO_LT, ZO_LE};
    return mirror[relation];
}

static zo_bound *new_bound(zo_build *build, zo_bound_kind kind)
{
    zo_bound *bound = ZO_NEW(build->arena, zo_bound);
    bound->kind = kind;
    return bound;
}

static const zo_issue *issue_at(const zo_build *build, uint32_t issue)
{
    return &build->model->issues.at[issue];
}

/* ---- One issue against a constant or an option ---- */

/* Where a number falls among the grid's values: the last one not above it, -1 when it lies below all. */
typedef struct zo_place {
    int64_t below;
    bool exact; /* that value equals the number */
} zo_place;

static zo_place place_on_grid(const zo_issue *issue, const zo_num *number)
{
    zo_num offset = zo_num_sub(number, &issue->low), steps = zo_num_div(&offset, &issue->step);
    zo_int floor = zo_int_div_floor(&steps.top, &steps.bottom);
    int64_t below;
    if (!zo_int_fits64(&floor, &below))
        below = zo_int_sign(&floor) < 0 ? -1 : (int64_t)issue->gridded;
    if (below < 0)
        return (zo_place){-1, false};
    if (below >= issue->gridded)
        return (zo_place){issue->gridded, false};
    return (zo_place){below, zo_num_is_integer(&steps)};
}

static void report_off_grid(zo_build *build, const zo_issue *issue, const zo_num *number, zo_span span)
{
    zo_num high = zo_issue_number(issue, issue->gridded - 1);
    zo_arena *arena = build->arena;
    zo_str low = zo_num_text(arena, &issue->low), top = zo_num_text(arena, &high),
           step = zo_num_text(arena, &issue->step);
    zo_str found = zo_num_text(arena, number);
    zo_str hint = zo_printf(arena, "its values run from %.*s to %.*s in steps of %.*s", ZO_FMT(low),
                            ZO_FMT(top), ZO_FMT(step));
    zo_reportf(build->sink, ZO_OFF_GRID, span, hint, "\"%.*s\" never takes the value %.*s", ZO_FMT(issue->id),
               ZO_FMT(found));
}

static void report_not_numeric(zo_build *build, const zo_issue *issue, zo_span span)
{
    zo_reportf(build->sink, ZO_NOT_COMPARABLE, span,
               ZO_STR("compare it with one of its options, or use in {…}"),
               "\"%.*s\" has named options, no numbers", ZO_FMT(issue->id));
}

static const zo_bound *bind_number(zo_build *build, uint32_t index, zo_relation relation,
                                   const zo_num *number, zo_span span)
{
    const zo_issue *issue = issue_at(build, index);
    if (!issue->numeric) {
        report_not_numeric(build, issue, span);
        return NULL;
    }
    if ((relation == ZO_EQ || relation == ZO_NE) && zo_issue_value_of(issue, number) == ZO_NONE) {
        report_off_grid(build, issue, number, span);
        return NULL;
    }
    zo_bound *bound = new_bound(build, ZO_B_IN);
    uint64_t *set = new_set(build, issue);
    zo_place place = place_on_grid(issue, number);
    int64_t count = issue->gridded, equal = place.exact ? place.below : place.below + 1;
    if (compare_holds(-1, relation))
        allow_range(set, 0, equal < count ? equal : count);
    if (place.exact && compare_holds(0, relation))
        allow(set, (uint32_t)equal);
    if (compare_holds(1, relation))
        allow_range(set, place.exact ? equal + 1 : equal, count);
    for (uint32_t v = issue->gridded; v < issue->size && relation == ZO_NE; v++)
        allow(set, v); /* a value without a number differs from every number */
    bound->issue = index;
    bound->allowed = set;
    bound->relation = relation;
    bound->is_number = true;
    bound->number = *number;
    return bound;
}

/* Named options keep their order; a named value of a numeric issue has no place in it. */
static const zo_bound *bind_option(zo_build *build, uint32_t index, zo_relation relation, uint32_t value,
                                   zo_span span)
{
    const zo_issue *issue = issue_at(build, index);
    bool inequality = relation != ZO_EQ && relation != ZO_NE;
    if (issue->numeric && inequality)
        zo_report(build->sink, ZO_NO_NUMBER, span,
                  ZO_STR("this value has no number: the inequality is never true"), ZO_STR("use = or !="));
    zo_bound *bound = new_bound(build, ZO_B_IN);
    uint64_t *set = new_set(build, issue);
    for (uint32_t v = 0; v < issue->size && !(issue->numeric && inequality); v++)
        if (compare_holds(v < value ? -1 : v > value, relation))
            allow(set, v);
    bound->issue = index;
    bound->allowed = set;
    bound->relation = relation;
    bound->value = value;
    return bound;
}

static void unknown_option(zo_build *build, const zo_issue *issue, const zo_word *word)
{
    zo_candidates words = {0};
    for (size_t i = 0; i < issue->named.n && zo_wants_candidates(build, &words); i++)
        zo_may_mean(build, &words, issue->named.at[i].id);
    for (size_t i = 0; issue->numeric && i < build->model->issues.n && zo_wants_candidates(build, &words);
         i++)
        zo_may_mean(build, &words, build->model->issues.at[i].id);
    zo_str hint = zo_did_you_mean(build, word->text, &words);
    if (hint.n == 0 && issue->named.n > 0) {
        zo_text list = zo_text_new(build->arena);
        for (size_t i = 0; i < issue->named.n && i < 12; i++)
            zo_text_printf(&list, "%s%.*s", i ? ", " : "its options: ", ZO_FMT(issue->named.at[i].id));
        if (issue->named.n > 12)
            zo_text_add_c(&list, ", …");
        hint = zo_text_str(&list);
    }
    zo_reportf(build->sink, ZO_UNKNOWN_OPTION, word->span, hint, "\"%.*s\" is no option of \"%.*s\"",
               ZO_FMT(word->text), ZO_FMT(issue->id));
}

/* ---- Sums ---- */

static bool add_factor(zo_build *build, zo_bound *sum, uint32_t issue, const zo_num *factor)
{
    for (size_t i = 0; i < sum->factors.n; i++)
        if (sum->factors.at[i].issue == issue) {
            sum->factors.at[i].factor = zo_num_add(&sum->factors.at[i].factor, factor);
            return true;
        }
    ZO_PUSH(build->arena, &sum->factors, ((zo_factor){issue, *factor}));
    return true;
}

static bool add_term(zo_build *build, zo_bound *sum, const zo_term *term, bool right)
{
    zo_num one = zo_num_of(1);
    zo_num factor = zo_present(term->factor.span) ? zo_value_of_figure(build->model, &term->factor) : one;
    if (term->minus != right)
        factor = zo_num_negate(&factor);
    if (term->name.text.n == 0) {
        sum->constant = zo_num_add(&sum->constant, &factor);
        return true;
    }
    uint32_t issue = zo_find_issue(build, &term->name);
    if (issue == ZO_NONE)
        return false;
    if (!issue_at(build, issue)->numeric) {
        report_not_numeric(build, issue_at(build, issue), term->name.span);
        return false;
    }
    return add_factor(build, sum, issue, &factor);
}

static void warn_of_units(zo_build *build, const zo_bound *sum, zo_span span)
{
    for (size_t i = 1; i < sum->factors.n; i++) {
        zo_str a = issue_at(build, sum->factors.at[0].issue)->unit,
               b = issue_at(build, sum->factors.at[i].issue)->unit;
        if (zo_str_equal(a, b))
            continue;
        zo_reportf(build->sink, ZO_MIXED_UNITS, span,
                   ZO_STR("convert one of them by a factor, if that is what is meant"),
                   "this mixes %.*s and %.*s", ZO_FMT(a.n ? a : ZO_STR("a plain number")),
                   ZO_FMT(b.n ? b : ZO_STR("a plain number")));
        return;
    }
}

static const zo_bound *bind_sums(zo_build *build, const zo_condition *condition)
{
    zo_bound *sum = new_bound(build, ZO_B_LINEAR);
    sum->constant = zo_num_of(0);
    sum->relation = condition->relation;
    bool fine = condition->left.n + condition->right.n <= ZO_MOST_TERMS;
    if (!fine)
        zo_reportf(build->sink, ZO_TOO_LARGE, condition->span,
                   ZO_STR("split it by an issue that stands for a part"), "a comparison has at most %d terms",
                   ZO_MOST_TERMS);
    for (size_t i = 0; fine && i < condition->left.n; i++)
        fine = add_term(build, sum, &condition->left.at[i], false) && fine;
    sum->left_factors = sum->factors.n;
    for (size_t i = 0; fine && i < condition->right.n; i++)
        fine = add_term(build, sum, &condition->right.at[i], true) && fine;
    if (!fine)
        return NULL;
    if (zo_num_overflow(&sum->constant)) {
        zo_report(build->sink, ZO_TOO_LARGE, condition->span,
                  ZO_STR("the numbers of this comparison are too large"), ZO_STR("use larger units"));
        return NULL;
    }
    if (sum->factors.n == 0) {
        zo_report(build->sink, ZO_NOT_COMPARABLE, condition->span, ZO_STR("this compares only constants"),
                  ZO_STR("name an issue"));
        return NULL;
    }
    sum->right_constant = zo_num_negate(&sum->constant);
    warn_of_units(build, sum, condition->span);
    return sum;
}

/* ---- Comparisons ---- */

static const zo_term *lone_name(const zo_terms *terms)
{
    const zo_term *term = terms->at;
    bool lone = terms->n == 1 && term->name.text.n > 0 && !zo_present(term->factor.span) && !term->minus;
    return lone ? term : NULL;
}
static const zo_term *lone_constant(const zo_terms *terms)
{
    return terms->n == 1 && terms->at->name.text.n == 0 ? terms->at : NULL;
}

static const zo_bound *bind_words(zo_build *build, const zo_condition *condition, uint32_t issue,
                                  const zo_term *right)
{
    uint32_t option = zo_issue_option(issue_at(build, issue), right->name.text);
    if (option != ZO_NONE)
        return bind_option(build, issue, condition->relation, option, right->name.span);
    bool is_issue = zo_table_get(&build->model->issue_index, right->name.text) != ZO_ABSENT;
    if (is_issue && issue_at(build, issue)->numeric)
        return bind_sums(build, condition);
    if (is_issue)
        report_not_numeric(build, issue_at(build, issue), condition->left.at->span);
    else
        unknown_option(build, issue_at(build, issue), &right->name);
    return NULL;
}

static const zo_bound *bind_comparison(zo_build *build, const zo_condition *condition)
{
    const zo_term *left = lone_name(&condition->left), *right = lone_name(&condition->right);
    const zo_term *left_number = lone_constant(&condition->left),
                  *right_number = lone_constant(&condition->right);
    if (left && (right || right_number)) {
        uint32_t issue = zo_find_issue(build, &left->name);
        if (issue == ZO_NONE)
            return NULL;
        if (right)
            return bind_words(build, condition, issue, right);
        zo_num number = zo_value_of_figure(build->model, &right_number->factor);
        return bind_number(build, issue, condition->relation, &number, right_number->span);
    }
    if (left_number && right) {
        uint32_t issue = zo_find_issue(build, &right->name);
        if (issue == ZO_NONE)
            return NULL;
        zo_num number = zo_value_of_figure(build->model, &left_number->factor);
        return bind_number(build, issue, mirrored(condition->relation), &number, left_number->span);
    }
    return bind_sums(build, condition);
}

/* ---- in { … } ---- */

static bool allow_between(zo_build *build, const zo_issue *issue, const zo_item *item, uint64_t *set)
{
    zo_num low = zo_value_of_figure(build->model, &item->range.low);
    zo_num high = zo_value_of_figure(build->model, &item->range.high);
    zo_place from = place_on_grid(issue, &low), to = place_on_grid(issue, &high);
    int64_t first = from.exact ? from.below : from.below + 1;
    int64_t last = to.below < issue->gridded ? to.below : issue->gridded - 1;
    allow_range(set, first, last + 1);
    if (first > last)
        zo_reportf(build->sink, ZO_EMPTY_RANGE, item->span, ZO_STR("the smaller number comes first"),
                   "\"%.*s\" has no value in this range", ZO_FMT(issue->id));
    return first <= last;
}

static bool allow_item(zo_build *build, const zo_issue *issue, const zo_item *item, uint64_t *set)
{
    if (item->word.text.n > 0) {
        uint32_t value = zo_issue_option(issue, item->word.text);
        if (value == ZO_NONE)
            unknown_option(build, issue, &item->word);
        else
            allow(set, value);
        return value != ZO_NONE;
    }
    if (!issue->numeric) {
        report_not_numeric(build, issue, item->span);
        return false;
    }
    if (zo_present(item->range.high.span))
        return allow_between(build, issue, item, set);
    zo_num number = zo_value_of_figure(build->model, &item->range.low);
    uint32_t value = zo_issue_value_of(issue, &number);
    if (value == ZO_NONE)
        report_off_grid(build, issue, &number, item->span);
    else
        allow(set, value);
    return value != ZO_NONE;
}

static const zo_bound *bind_in(zo_build *build, const zo_condition *condition)
{
    const zo_term *left = lone_name(&condition->left);
    if (!left) {
        zo_report(build->sink, ZO_NOT_COMPARABLE, condition->span,
                  ZO_STR("\"in\" takes one issue on its left"),
                  ZO_STR("write the sum as comparisons joined by or"));
        return NULL;
    }
    uint32_t index = zo_find_issue(build, &left->name);
    if (index == ZO_NONE)
        return NULL;
    const zo_issue *issue = issue_at(build, index);
    zo_bound *bound = new_bound(build, ZO_B_IN);
    uint64_t *set = new_set(build, issue);
    bool fine = true;
    for (size_t i = 0; i < condition->items.n; i++)
        fine = allow_item(build, issue, &condition->items.at[i], set) && fine;
    bound->issue = index;
    bound->allowed = set;
    bound->listed = true;
    return fine ? bound : NULL;
}

const zo_bound *zo_bind_condition(zo_build *build, const zo_condition *condition)
{
    static const zo_bound_kind kinds[] = {ZO_B_LINEAR, ZO_B_IN,      ZO_B_NOT, ZO_B_AND,
                                          ZO_B_OR,     ZO_B_IMPLIES, ZO_B_IFF};
    if (condition->kind == ZO_C_COMPARE)
        return bind_comparison(build, condition);
    if (condition->kind == ZO_C_IN)
        return bind_in(build, condition);
    zo_bound *bound = new_bound(build, kinds[condition->kind]);
    bool fine = true;
    for (size_t i = 0; i < condition->parts.n; i++) {
        const zo_bound *part = zo_bind_condition(build, condition->parts.at[i]);
        fine = fine && part;
        ZO_PUSH(build->arena, &bound->parts, part);
    }
    return fine ? bound : NULL;
}

bool zo_bind_assignment(zo_build *build, const zo_assignment *assignment, uint32_t *issue, uint32_t *value)
{
    *issue = zo_find_issue(build, &assignment->issue);
    if (*issue == ZO_NONE)
        return false;
    const zo_issue *found = issue_at(build, *issue);
    if (assignment->word.text.n > 0) {
        *value = zo_issue_option(found, assignment->word.text);
        if (*value == ZO_NONE)
            unknown_option(build, found, &assignment->word);
    } else if (!found->numeric) {
        report_not_numeric(build, found, assignment->span);
        *value = ZO_NONE;
    } else {
        zo_num number = zo_value_of_figure(build->model, &assignment->value);
        *value = zo_issue_value_of(found, &number);
        if (*value == ZO_NONE)
            report_off_grid(build, found, &number, assignment->value.span);
    }
    return *value != ZO_NONE;
}
