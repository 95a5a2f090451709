/* Entries and conditions -> words. */
#include "analysis/words.h"

#include "base/unicode.h"

static zo_str number_words(zo_arena *arena, const zo_issue *issue, const zo_num *number)
{
    zo_str text = zo_num_text(arena, number);
    if (issue->unit.n == 0)
        return text;
    return zo_printf(arena, "%.*s %.*s", ZO_FMT(text), ZO_FMT(issue->unit));
}

zo_str zo_value_label(zo_arena *arena, const zo_issue *issue, uint32_t value)
{
    if (value >= issue->gridded)
        return issue->named.at[value - issue->gridded].label;
    zo_num number = zo_issue_number(issue, value);
    return number_words(arena, issue, &number);
}

zo_str zo_issue_value_words(zo_arena *arena, const zo_issue *issue, uint32_t value)
{
    zo_str label = zo_value_label(arena, issue, value);
    return zo_printf(arena, "%.*s: %.*s", ZO_FMT(issue->name), ZO_FMT(label));
}

static zo_str quoted_label(zo_arena *arena, const zo_issue *issue, uint32_t value)
{
    zo_str label = zo_value_label(arena, issue, value);
    if (value < issue->gridded || zo_str_is(label, "yes") || zo_str_is(label, "no"))
        return label;
    return zo_printf(arena, "“%.*s”", ZO_FMT(label));
}

/* ---- Sets of values ---- */

static bool in_set(const uint64_t *set, uint32_t bit) { return set[bit / 64] >> (bit % 64) & 1; }

static zo_str run_words(zo_arena *arena, const zo_issue *issue, uint32_t from, uint32_t to)
{
    if (from == to)
        return zo_value_label(arena, issue, from);
    zo_num low = zo_issue_number(issue, from);
    zo_str first = zo_num_text(arena, &low), last = zo_value_label(arena, issue, to);
    return zo_printf(arena, to == from + 1 ? "%.*s or %.*s" : "%.*s to %.*s", ZO_FMT(first), ZO_FMT(last));
}

zo_phrases zo_set_phrases(zo_arena *arena, const zo_issue *issue, const uint64_t *set, uint32_t first)
{
    zo_phrases phrases = {0};
    for (uint32_t v = 0; v < issue->size; v++) {
        if (!in_set(set, first + v))
            continue;
        uint32_t from = v;
        while (v + 1 < issue->gridded && in_set(set, first + v + 1))
            v++;
        ZO_PUSH(arena, &phrases,
                from < issue->gridded ? run_words(arena, issue, from, v) : zo_value_label(arena, issue, v));
    }
    return phrases;
}

zo_str zo_join(zo_arena *arena, const zo_phrases *phrases, const char *separator, const char *last)
{
    zo_text text = zo_text_new(arena);
    for (size_t i = 0; i < phrases->n; i++) {
        if (i > 0)
            zo_text_add_c(&text, i + 1 == phrases->n ? last : separator);
        zo_text_add(&text, phrases->at[i]);
    }
    return zo_text_str(&text);
}

static zo_str alternatives_words(zo_arena *arena, const zo_issue *issue, const uint64_t *set)
{
    zo_phrases phrases = zo_set_phrases(arena, issue, set, 0);
    for (size_t i = 0; i < phrases.n && !issue->numeric; i++)
        phrases.at[i] = zo_printf(arena, "“%.*s”", ZO_FMT(phrases.at[i]));
    return zo_join(arena, &phrases, ", ", " or ");
}

/* ---- Conditions ---- */

static zo_str compared_number(const zo_issue *issue, const zo_bound *bound, zo_arena *arena)
{
    static const char *const words[] = {"", "not ", "less than ", "at most ", "more than ", "at least "};
    zo_str number = number_words(arena, issue, &bound->number);
    return zo_printf(arena, "%s%.*s", words[bound->relation], ZO_FMT(number));
}

static size_t allowed_count(const zo_issue *issue, const uint64_t *set)
{
    size_t count = 0;
    for (uint32_t v = 0; v < issue->size; v++)
        count += in_set(set, v);
    return count;
}

static zo_str compared_option(const zo_issue *issue, const zo_bound *bound, zo_arena *arena)
{
    zo_str label = quoted_label(arena, issue, bound->value);
    if (bound->relation == ZO_EQ)
        return label;
    if (bound->relation == ZO_NE)
        return zo_printf(arena, issue->size == 2 ? "not %.*s" : "anything but %.*s", ZO_FMT(label));
    if (allowed_count(issue, bound->allowed) == 0)
        return ZO_STR("nothing (an inequality with a value that has no number)");
    return alternatives_words(arena, issue, bound->allowed);
}

static zo_str in_words(const zo_model *model, const zo_bound *bound, uint32_t context, zo_arena *arena)
{
    const zo_issue *issue = &model->issues.at[bound->issue];
    zo_str phrase = bound->listed      ? alternatives_words(arena, issue, bound->allowed)
                    : bound->is_number ? compared_number(issue, bound, arena)
                                       : compared_option(issue, bound, arena);
    if (bound->issue == context)
        return phrase;
    return zo_printf(arena, "%.*s: %.*s", ZO_FMT(issue->name), ZO_FMT(phrase));
}

static void add_factor_words(zo_text *text, const zo_model *model, const zo_factor *factor, bool negate,
                             bool first)
{
    zo_num one = zo_num_of(1), size = factor->factor;
    bool minus = (zo_num_sign(&size) < 0) != negate;
    if (zo_num_sign(&size) < 0)
        size = zo_num_negate(&size);
    zo_text_add_c(text, first ? (minus ? "minus " : "") : (minus ? " minus " : " plus "));
    if (zo_num_compare(&size, &one) != 0) {
        zo_text_add(text, zo_num_text(text->arena, &size));
        zo_text_add_c(text, " times ");
    }
    zo_text_printf(text, "“%.*s”", ZO_FMT(model->issues.at[factor->issue].name));
}

static void add_constant_words(zo_text *text, const zo_model *model, const zo_bound *sum,
                               const zo_num *constant, bool first)
{
    zo_num size = *constant;
    bool minus = zo_num_sign(&size) < 0;
    if (minus && !first)
        size = zo_num_negate(&size);
    zo_text_add_c(text, first ? "" : minus ? " minus " : " plus ");
    zo_text_add(text, number_words(text->arena, &model->issues.at[sum->factors.at[0].issue], &size));
}

static zo_str sum_words(const zo_model *model, const zo_bound *bound, zo_arena *arena)
{
    static const char *const relations[] = {" equals ",     " differs from ", " is less than ",
                                            " is at most ", " is more than ", " is at least "};
    zo_text text = zo_text_new(arena);
    for (size_t i = 0; i < bound->left_factors; i++)
        add_factor_words(&text, model, &bound->factors.at[i], false, i == 0);
    if (bound->left_factors == 0)
        add_constant_words(&text, model, bound, &bound->constant, true);
    zo_text_add_c(&text, relations[bound->relation]);
    bool first = true;
    for (size_t i = bound->left_factors; i < bound->factors.n; i++, first = false)
        add_factor_words(&text, model, &bound->factors.at[i], true, first);
    if (bound->left_factors > 0 && (first || zo_num_sign(&bound->right_constant) != 0))
        add_constant_words(&text, model, bound, &bound->right_constant, first);
    return zo_text_str(&text);
}

static bool is_compound(const zo_bound *bound)
{
    return bound->kind != ZO_B_IN && bound->kind != ZO_B_LINEAR;
}

static zo_str part_words(const zo_model *model, const zo_bound *bound, uint32_t context, zo_arena *arena)
{
    zo_str words = zo_condition_words(model, bound, context, arena);
    return is_compound(bound) && bound->kind != ZO_B_NOT ? zo_printf(arena, "(%.*s)", ZO_FMT(words)) : words;
}

zo_str zo_condition_words(const zo_model *model, const zo_bound *bound, uint32_t context, zo_arena *arena)
{
    if (bound->kind == ZO_B_IN)
        return in_words(model, bound, context, arena);
    if (bound->kind == ZO_B_LINEAR)
        return sum_words(model, bound, arena);
    zo_phrases parts = {0};
    for (size_t i = 0; i < bound->parts.n; i++)
        ZO_PUSH(arena, &parts, part_words(model, bound->parts.at[i], context, arena));
    switch (bound->kind) {
    case ZO_B_NOT:
        return zo_printf(arena, is_compound(bound->parts.at[0]) ? "not %.*s" : "not (%.*s)",
                         ZO_FMT(parts.at[0]));
    case ZO_B_IMPLIES:
        return zo_printf(arena, "if %.*s, then %.*s", ZO_FMT(parts.at[0]), ZO_FMT(parts.at[1]));
    case ZO_B_IFF:
        return zo_printf(arena, "%.*s exactly when %.*s", ZO_FMT(parts.at[0]), ZO_FMT(parts.at[1]));
    case ZO_B_AND: return zo_join(arena, &parts, " and ", " and ");
    default: return zo_join(arena, &parts, " or ", " or ");
    }
}

bool zo_mentions(const zo_bound *bound, uint32_t issue)
{
    if (!bound)
        return false;
    if (bound->kind == ZO_B_IN)
        return bound->issue == issue;
    for (size_t i = 0; i < bound->factors.n; i++)
        if (bound->factors.at[i].issue == issue)
            return true;
    for (size_t i = 0; i < bound->parts.n; i++)
        if (zo_mentions(bound->parts.at[i], issue))
            return true;
    return false;
}

/* ---- Entries ---- */

static const uint32_t *offered(const zo_model *model, const zo_entry *entry, size_t *n)
{
    if (entry->deal != ZO_NONE) {
        *n = model->deals.at[entry->deal].assigned.n;
        return model->deals.at[entry->deal].assigned.at;
    }
    *n = entry->assigned.n;
    return entry->assigned.at;
}

bool zo_entry_mentions(const zo_model *model, const zo_entry *entry, uint32_t issue)
{
    if (entry->statement->kind == ZO_S_OFFERS) {
        size_t n;
        const uint32_t *pairs = offered(model, entry, &n);
        for (size_t i = 0; i < n; i += 2)
            if (pairs[i] == issue)
                return true;
        return false;
    }
    return entry->issue == issue || zo_mentions(entry->condition, issue) ||
           zo_mentions(entry->only_if, issue);
}

bool zo_is_settled(const zo_record *record, uint32_t issue)
{
    for (size_t i = 0; i < record->settled.n; i++)
        if (zo_entry_mentions(record->model, record->settled.at[i], issue))
            return true;
    return false;
}

zo_str zo_deal_words(const zo_model *model, const uint32_t *pairs, size_t n, zo_arena *arena)
{
    zo_phrases parts = {0};
    for (size_t i = 0; i < n; i += 2) {
        const zo_issue *issue = &model->issues.at[pairs[i]];
        zo_str value = quoted_label(arena, issue, pairs[i + 1]);
        ZO_PUSH(arena, &parts, zo_printf(arena, "%.*s: %.*s", ZO_FMT(issue->name), ZO_FMT(value)));
    }
    return zo_join(arena, &parts, "; ", "; ");
}

static zo_str offer_words(const zo_model *model, const zo_entry *entry, zo_arena *arena)
{
    size_t n;
    const uint32_t *pairs = offered(model, entry, &n);
    zo_str deal = zo_deal_words(model, pairs, n, arena);
    if (entry->deal == ZO_NONE)
        return zo_printf(arena, "offers %.*s", ZO_FMT(deal));
    return zo_printf(arena, "offers “%.*s”: %.*s", ZO_FMT(model->deals.at[entry->deal].name), ZO_FMT(deal));
}

static zo_str withdrawal_words(const zo_model *model, const zo_entry *entry, const char *verb,
                               zo_arena *arena)
{
    const zo_key *key = entry->target == ZO_NONE ? NULL : &model->keys.at[entry->target];
    if (!key || key->entries.n == 0)
        return zo_printf(arena, "%s%.*s", verb, ZO_FMT(entry->statement->name.text));
    const zo_entry *said = key->entries.at[0];
    for (size_t i = 0; i < key->entries.n && key->entries.at[i]->on <= entry->on; i++)
        said = key->entries.at[i];
    zo_str words = zo_entry_words(model, said, ZO_NONE, arena);
    return zo_printf(arena, "%s%.*s", verb, ZO_FMT(words));
}

static zo_str stance_words(const zo_model *model, const zo_entry *entry, uint32_t context, zo_arena *arena)
{
    zo_str what = zo_condition_words(model, entry->condition, context, arena);
    if (entry->only_if) {
        zo_str price = zo_condition_words(model, entry->only_if, context, arena);
        return zo_printf(arena, "accepts %.*s only if %.*s", ZO_FMT(what), ZO_FMT(price));
    }
    return zo_printf(arena, "%s %.*s", entry->statement->kind == ZO_S_REFUSES ? "refuses" : "requires",
                     ZO_FMT(what));
}

static zo_str with_words(const zo_model *model, const zo_entry *entry, zo_arena *arena)
{
    zo_phrases names = {0};
    for (size_t i = 0; i < entry->others.n; i++)
        ZO_PUSH(arena, &names, zo_party_name(model, entry->others.at[i]));
    return zo_join(arena, &names, ", ", " and ");
}

static zo_str session_words(const zo_model *model, const zo_entry *entry, zo_arena *arena)
{
    const zo_statement *statement = entry->statement;
    zo_text text = zo_text_new(arena);
    zo_text_printf(&text, "session “%.*s”", ZO_FMT(statement->title.text));
    if (statement->planned)
        zo_text_add_c(&text, ", planned");
    if (zo_present(statement->duration.span)) {
        zo_num length = zo_value_of_figure(model, &statement->duration);
        zo_str number = zo_num_text(arena, &length);
        zo_text_printf(&text, ", %.*s %.*s", ZO_FMT(number), ZO_FMT(statement->duration_unit.text));
    }
    if (entry->others.n > 0) {
        zo_str with = with_words(model, entry, arena);
        zo_text_printf(&text, ", with %.*s", ZO_FMT(with));
    }
    return zo_text_str(&text);
}

static zo_str awaits_words(const zo_model *model, const zo_entry *entry, zo_arena *arena)
{
    if (entry->others.n == 0)
        return zo_printf(arena, "awaits “%.*s”", ZO_FMT(entry->statement->title.text));
    zo_str from = with_words(model, entry, arena);
    return zo_printf(arena, "awaits “%.*s” from %.*s", ZO_FMT(entry->statement->title.text), ZO_FMT(from));
}

static zo_str bloc_rule_words(const zo_model *model, const zo_statement *statement, zo_arena *arena)
{
    if (statement->decides == ZO_UNANIMITY)
        return ZO_STR("unanimity");
    if (statement->decides == ZO_MAJORITY)
        return ZO_STR("majority");
    zo_text text = zo_text_new(arena);
    for (size_t i = 0; i < statement->quotas.n; i++) {
        const zo_quota_term *term = &statement->quotas.at[i];
        zo_num limit = zo_value_of_figure(model, &term->limit);
        zo_str number = zo_num_text(arena, &limit);
        zo_text_add_c(&text, i == 0 ? "" : term->alternative ? " or " : " and ");
        if (term->measure == ZO_Q_AGAINST)
            zo_text_printf(&text, "fewer than %.*s against", ZO_FMT(number));
        else
            zo_text_printf(&text, "%.*s%c of %s", ZO_FMT(number), '%',
                           term->measure == ZO_Q_MEMBERS ? "members" : "weight");
    }
    return zo_text_str(&text);
}

static zo_str joins_words(const zo_model *model, const zo_entry *entry, zo_arena *arena)
{
    if (entry->statement->kind != ZO_S_BLOC)
        return ZO_STR("takes part");
    zo_str rule = bloc_rule_words(model, entry->statement, arena);
    return zo_printf(arena, "decides by %.*s", ZO_FMT(rule));
}

static zo_str titled(zo_arena *arena, const char *word, const zo_entry *entry)
{
    return zo_printf(arena, "%s “%.*s”", word, ZO_FMT(entry->statement->title.text));
}

static zo_str with_condition(const zo_model *model, const zo_entry *entry, const char *word, uint32_t context,
                             zo_arena *arena)
{
    zo_str words = zo_condition_words(model, entry->condition, context, arena);
    return zo_printf(arena, "%s%.*s", word, ZO_FMT(words));
}

static zo_str deadline_words(const zo_entry *entry, zo_arena *arena)
{
    zo_str day = zo_date_words(arena, entry->statement->date);
    return zo_printf(arena, "deadline %.*s: “%.*s”", ZO_FMT(day), ZO_FMT(entry->statement->title.text));
}

static zo_str about_issue(const zo_model *model, const zo_entry *entry, const char *words, uint32_t context,
                          zo_arena *arena)
{
    if (entry->issue == context || entry->issue == ZO_NONE)
        return zo_printf(arena, "%s", words);
    return zo_printf(arena, "%s: %.*s", words, ZO_FMT(model->issues.at[entry->issue].name));
}

zo_str zo_entry_words(const zo_model *model, const zo_entry *entry, uint32_t context, zo_arena *arena)
{
    switch (entry->statement->kind) {
    case ZO_S_RULE: return with_condition(model, entry, "rule: ", context, arena);
    case ZO_S_SETTLED: return with_condition(model, entry, "settled: ", context, arena);
    case ZO_S_REQUIRES:
    case ZO_S_REFUSES:
    case ZO_S_ACCEPTS: return stance_words(model, entry, context, arena);
    case ZO_S_SIGNALS: return with_condition(model, entry, "signals readiness for ", context, arena);
    case ZO_S_RESERVES: return about_issue(model, entry, "reserves its position", context, arena);
    case ZO_S_OFFERS: return offer_words(model, entry, arena);
    case ZO_S_ABSTAINS:
        return entry->condition ? with_condition(model, entry, "abstains when ", context, arena)
                                : ZO_STR("abstains");
    case ZO_S_DROPS: return withdrawal_words(model, entry, "no longer ", arena);
    case ZO_S_DENIES: return withdrawal_words(model, entry, "denies that it ", arena);
    case ZO_S_REOPENS: return withdrawal_words(model, entry, "reopens what was ", arena);
    case ZO_S_VALUES: return about_issue(model, entry, "values the outcome", context, arena);
    case ZO_S_PREFERS: return about_issue(model, entry, "orders the options", context, arena);
    case ZO_S_BONUS: return with_condition(model, entry, "gives points to ", context, arena);
    case ZO_S_ALTERNATIVE: return titled(arena, "has the alternative", entry);
    case ZO_S_AWAITS: return awaits_words(model, entry, arena);
    case ZO_S_READOUT: return titled(arena, "readout:", entry);
    case ZO_S_SESSION: return session_words(model, entry, arena);
    case ZO_S_DEADLINE: return deadline_words(entry, arena);
    default: return joins_words(model, entry, arena);
    }
}

static const char *ground_noun(const zo_entry *entry)
{
    switch (entry->statement->kind) {
    case ZO_S_RULE: return "rule";
    case ZO_S_SETTLED: return "settled point";
    case ZO_S_REQUIRES: return "demand";
    case ZO_S_ALTERNATIVE: return "alternative";
    case ZO_S_VALUES: return "values";
    case ZO_S_PREFERS: return "order of preference";
    case ZO_S_BONUS: return "bonus";
    case ZO_S_ABSTAINS: return "abstention";
    case ZO_S_DENIES: return "denial";
    default: return entry->only_if ? "condition" : "refusal";
    }
}

zo_str zo_ground_name(const zo_model *model, const zo_entry *entry, zo_arena *arena)
{
    const char *grade = zo_grade_word(entry->grade), *noun = ground_noun(entry);
    if (entry->party == ZO_NONE)
        return zo_printf(arena, "the %s %s", grade, noun);
    zo_str name = zo_party_name(model, entry->party);
    bool plural = name.n > 0 && name.s[name.n - 1] == 's';
    return zo_printf(arena, "%.*s'%s %s %s", ZO_FMT(name), plural ? "" : "s", grade, noun);
}

static zo_str ground_content(const zo_model *model, const zo_entry *entry, zo_arena *arena)
{
    if (entry->statement->kind == ZO_S_ALTERNATIVE)
        return entry->statement->title.text;
    if (entry->statement->kind == ZO_S_VALUES || entry->statement->kind == ZO_S_PREFERS)
        return model->issues.at[entry->issue].name;
    if (!entry->condition)
        return zo_entry_words(model, entry, ZO_NONE, arena);
    zo_str what = zo_condition_words(model, entry->condition, ZO_NONE, arena);
    if (!entry->only_if)
        return what;
    zo_str price = zo_condition_words(model, entry->only_if, ZO_NONE, arena);
    return zo_printf(arena, "%.*s only if %.*s", ZO_FMT(what), ZO_FMT(price));
}

zo_str zo_ground_words(const zo_model *model, const zo_entry *entry, zo_arena *arena)
{
    zo_str name = zo_ground_name(model, entry, arena), content = ground_content(model, entry, arena);
    return zo_printf(arena, "%.*s – %.*s", ZO_FMT(name), ZO_FMT(content));
}

zo_str zo_grade_text(const zo_entry *entry, bool disputed)
{
    return disputed ? ZO_STR("disputed") : zo_str_of(zo_grade_word(entry->grade));
}

zo_str zo_party_name(const zo_model *model, uint32_t party) { return model->parties.at[party].name; }

zo_str zo_time_words(zo_arena *arena, zo_time t)
{
    return t == ZO_ALWAYS ? ZO_STR("throughout") : zo_date_words(arena, t);
}

zo_str zo_count_words(zo_arena *arena, const zo_int *count, const char *one, const char *many)
{
    zo_int single = zo_int_of(1);
    if (count->overflow)
        return zo_printf(arena, "more than 10^150 %s", many);
    zo_str number = zo_int_text_grouped(arena, count);
    return zo_printf(arena, "%.*s %s", ZO_FMT(number), zo_int_compare(count, &single) == 0 ? one : many);
}

zo_str zo_number_words(const zo_num *number, zo_arena *arena)
{
    bool exact;
    zo_str text = zo_num_decimal(arena, number, 2, &exact);
    return exact ? text : zo_printf(arena, "about %.*s", ZO_FMT(text));
}
