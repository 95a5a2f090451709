/* Arguments -> values of parameters. The rows of the parameters say what is allowed. */
#include "analysis/arguments.h"

#include <string.h>

#include "base/number.h"
#include "base/suggest.h"

typedef struct zo_argument_reader {
    const char *analysis;
    const zo_parameter *const *parameters;
    zo_span span;
    zo_arena *arena;
    zo_diagnostics *sink;
} zo_argument_reader;

static const zo_parameter *find_parameter(const zo_argument_reader *r, zo_str name)
{
    for (size_t i = 0; r->parameters[i]; i++)
        if (zo_str_is(name, r->parameters[i]->name))
            return r->parameters[i];
    return NULL;
}

static bool unknown_parameter(const zo_argument_reader *r, zo_str name)
{
    zo_str words[32];
    size_t count = 0;
    for (size_t i = 0; r->parameters[i] && count < 32; i++)
        words[count++] = zo_str_of(r->parameters[i]->name);
    zo_str near = zo_nearest(name, words, count);
    zo_reportf(r->sink, ZO_BAD_PARAMETER, r->span,
               near.n ? zo_printf(r->arena, "did you mean \"%.*s\"?", ZO_FMT(near)) : (zo_str){"", 0},
               "%s takes no parameter \"%.*s\"", r->analysis, ZO_FMT(name));
    return false;
}

/* A whole number from `least` to `most`, with k, M or G when `units`. */
static bool read_whole(zo_str text, bool units, const zo_parameter *allowed, uint64_t *value)
{
    size_t n = text.n;
    unsigned shift = 0;
    if (units && n > 1) {
        char unit = text.s[n - 1];
        shift = unit == 'k' ? 10 : unit == 'M' ? 20 : unit == 'G' ? 30 : 0;
        n -= shift > 0;
    }
    *value = 0;
    for (size_t i = 0; i < n; i++) {
        if (text.s[i] < '0' || text.s[i] > '9' || *value > allowed->most / 10)
            return false;
        *value = *value * 10 + (uint64_t)(text.s[i] - '0');
    }
    if (n == 0 || *value > allowed->most >> shift)
        return false;
    *value <<= shift;
    return *value >= allowed->least;
}

/* Seconds with a decimal part, in thousandths. */
static bool read_seconds(zo_str text, const zo_parameter *allowed, uint64_t *thousandths)
{
    zo_num value, thousand = zo_num_of(1000), most = zo_num_of((int64_t)allowed->most);
    if (!zo_num_parse(text, &value))
        return false;
    value = zo_num_mul(&value, &thousand);
    if (zo_num_overflow(&value) || zo_num_compare(&value, &most) > 0)
        return false;
    zo_int floor = zo_int_div_floor(&value.top, &value.bottom);
    int64_t whole;
    if (!zo_int_fits64(&floor, &whole) || whole < (int64_t)allowed->least)
        return false;
    *thousandths = (uint64_t)whole;
    return true;
}

static bool read_moment(zo_str text, const zo_parameter *allowed, zo_time *moment)
{
    *moment = ZO_ALWAYS;
    return (allowed->start && zo_str_is(text, "start")) || zo_moment_parse(text, moment);
}

/* Which of the words it is. */
static bool read_choice(zo_str text, const char *choices, uint64_t *number)
{
    *number = 0;
    while (true) {
        size_t n = strcspn(choices, "|");
        if (zo_str_equal(text, (zo_str){choices, n}))
            return true;
        if (choices[n] == '\0')
            return false;
        choices += n + 1;
        ++*number;
    }
}

static bool read_value(zo_given *given)
{
    const zo_parameter *parameter = given->parameter;
    switch (parameter->kind) {
    case ZO_P_MOMENT: return read_moment(given->text, parameter, &given->moment);
    case ZO_P_SECONDS: return read_seconds(given->text, parameter, &given->number);
    case ZO_P_BYTES: return read_whole(given->text, true, parameter, &given->number);
    case ZO_P_NUMBER: return read_whole(given->text, false, parameter, &given->number);
    case ZO_P_TEXT: return given->text.n > 0;
    case ZO_P_CHOICE: return read_choice(given->text, parameter->choices, &given->number);
    case ZO_P_FLAG:
    case ZO_P_NAME:
    case ZO_P_STATEMENT: break;
    }
    return true;
}

/* What should have been given instead. */
static zo_str wanted_words(const zo_parameter *parameter, zo_arena *arena)
{
    unsigned long long least = parameter->least, most = parameter->most;
    switch (parameter->kind) {
    case ZO_P_MOMENT:
        return parameter->start ? ZO_STR("a date such as 2025-12-31 or 2025-12-31T18:00, or start")
                                : ZO_STR("a date such as 2025-12-31 or 2025-12-31T18:00");
    case ZO_P_SECONDS: return ZO_STR("seconds, such as 10 or 0.5");
    case ZO_P_BYTES: return ZO_STR("a number of bytes, such as 500M or 2G");
    case ZO_P_NUMBER:
        return least == 0 ? zo_printf(arena, "a whole number up to %llu", most)
                          : zo_printf(arena, "a whole number from %llu to %llu", least, most);
    case ZO_P_CHOICE: return zo_printf(arena, "one of %s", parameter->choices);
    case ZO_P_FLAG:
    case ZO_P_NAME:
    case ZO_P_STATEMENT:
    case ZO_P_TEXT: break;
    }
    return ZO_STR("some text");
}

static bool read_argument(const zo_argument_reader *r, const zo_argument *argument, zo_givens *givens)
{
    zo_given given = {.parameter = find_parameter(r, argument->name), .text = argument->value};
    if (!given.parameter)
        return unknown_parameter(r, argument->name);
    if (!read_value(&given)) {
        zo_str wanted = wanted_words(given.parameter, r->arena);
        zo_reportf(r->sink, ZO_BAD_PARAMETER, r->span, (zo_str){"", 0},
                   "\"%.*s\" is no value for %.*s: expected %.*s", ZO_FMT(argument->value),
                   ZO_FMT(argument->name), ZO_FMT(wanted));
        return false;
    }
    ZO_PUSH(r->arena, givens, given);
    return true;
}

bool zo_read_arguments(zo_givens *givens, const char *analysis, const zo_parameter *const *parameters,
                       const zo_argument *arguments, size_t count, zo_span span, zo_arena *arena,
                       zo_diagnostics *sink)
{
    zo_argument_reader reader = {analysis, parameters, span, arena, sink};
    bool fine = true;
    for (size_t i = 0; i < count; i++)
        fine = read_argument(&reader, &arguments[i], givens) && fine;
    return fine;
}

const zo_given *zo_find_given(const zo_givens *givens, const zo_parameter *parameter)
{
    for (size_t i = givens->n; i-- > 0;)
        if (givens->at[i].parameter == parameter)
            return &givens->at[i];
    return NULL;
}
