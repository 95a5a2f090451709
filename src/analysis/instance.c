/* The text of a compiled instance -> how many packages its zone holds, and how large it is. */
#include "analysis/instance.h"

#include "analysis/engines.h"
#include "analysis/parameters.h"
#include "analysis/words.h"
#include "engine/walk/enumerate.h"

void zo_add_sizes(const zo_labelled *labelled, zo_value *root, zo_arena *arena)
{
    const zo_instance *instance = &labelled->instance;
    zo_value *sizes = zo_add_object(arena, root, "sizes");
    zo_add_size(arena, sizes, "issues", instance->issues);
    zo_add_size(arena, sizes, "values", instance->value_bits);
    zo_add_size(arena, sizes, "selectors", instance->selectors);
    zo_add_size(arena, sizes, "voters", instance->voters);
    zo_add_size(arena, sizes, "blocs", instance->blocs);
    zo_add_size(arena, sizes, "payoffs", instance->payoffs);
}

/* ---- The zone ---- */

typedef struct zo_zone_count {
    zo_reach reach;
    zo_int packages, space;
    bool empty; /* nothing was found */
} zo_zone_count;

static zo_mode *modes_of(const zo_labelled *labelled, zo_arena *arena)
{
    const zo_instance *instance = &labelled->instance;
    zo_mode *mode = ZO_NEW_MANY(arena, zo_mode, instance->selectors + 1);
    for (size_t s = 0; s < instance->selectors; s++) {
        const zo_selector *selector = &instance->selector[s];
        bool off = labelled->disputed[s] || selector->class_ == ZO_CERTAINTY;
        mode[s] = off ? ZO_OFF : selector->voter != ZO_DIRECT ? ZO_SOFT : ZO_HARD;
    }
    return mode;
}

static zo_zone_count count_zone(const zo_request *request, const zo_labelled *labelled)
{
    const zo_instance *instance = &labelled->instance;
    zo_enumeration found =
        zo_enumerate(instance, modes_of(labelled, request->arena), false, &request->limit, request->arena);
    zo_zone_count count = {found.reach, zo_int_of(0), found.space, true};
    for (size_t g = 0; g < found.groups; g++) {
        if (!zo_mask_accepted(instance, found.group[g].mask, NULL))
            continue;
        count.packages = zo_int_add(&count.packages, &found.group[g].count);
        count.empty = false;
    }
    return count;
}

/* ---- In words ---- */

static zo_str limit_words(zo_reach reach)
{
    switch (reach) {
    case ZO_LIMIT_TIME: return ZO_STR("the time limit was reached");
    case ZO_LIMIT_MEMORY: return ZO_STR("the memory limit was reached");
    default: return ZO_STR("the run was stopped");
    }
}

static zo_str answer_words(const zo_zone_count *count, zo_arena *arena)
{
    zo_str packages = count->packages.overflow
                          ? ZO_STR("more packages than 512 bits can count")
                          : zo_count_words(arena, &count->packages, "package", "packages");
    zo_str space = count->space.overflow ? ZO_STR("more than 512 bits can count")
                                         : zo_int_text_grouped(arena, &count->space);
    if (count->reach == ZO_EXACT)
        return count->empty
                   ? zo_printf(arena, "The zone is empty: it holds none of the %.*s packages.", ZO_FMT(space))
                   : zo_printf(arena, "The zone holds %.*s, of %.*s.", ZO_FMT(packages), ZO_FMT(space));
    zo_str why = limit_words(count->reach);
    if (count->empty)
        return zo_printf(arena, "LIMIT: %.*s before a package was found or all were ruled out.", ZO_FMT(why));
    return zo_printf(arena, "LIMIT: %.*s; the zone holds at least %.*s, of %.*s.", ZO_FMT(why),
                     ZO_FMT(packages), ZO_FMT(space));
}

static zo_str plural(zo_arena *arena, size_t n, const char *one)
{
    return zo_printf(arena, "%zu %s%s", n, one, n == 1 ? "" : "s");
}

static zo_str sizes_words(const zo_instance *instance, zo_arena *arena)
{
    zo_str issues = plural(arena, instance->issues, "issue"),
           values = plural(arena, instance->value_bits, "value"),
           selectors = plural(arena, instance->selectors, "selector"),
           voters = plural(arena, instance->voters, "voter"), blocs = plural(arena, instance->blocs, "bloc"),
           payoffs = plural(arena, instance->payoffs, "payoff");
    return zo_printf(arena, "%.*s with %.*s; %.*s; %.*s in %.*s; %.*s.", ZO_FMT(issues), ZO_FMT(values),
                     ZO_FMT(selectors), ZO_FMT(voters), ZO_FMT(blocs), ZO_FMT(payoffs));
}

/* ---- The whole ---- */

zo_verdict zo_answer_instance(zo_request *request, zo_str text, zo_value *root)
{
    zo_arena *arena = request->arena;
    zo_labelled labelled;
    if (!zo_read_instance(text, 0, &labelled, request->sink, arena))
        return ZO_ANSWER_BAD;
    zo_zone_count count = count_zone(request, &labelled);
    bool exact = count.reach == ZO_EXACT;
    zo_add_text(arena, root, "schema", ZO_STR("zopa-result/1"));
    zo_add_text(arena, root, "analysis", ZO_STR("instance"));
    zo_add_text(arena, root, "status", exact ? ZO_STR("exact") : ZO_STR("limit"));
    zo_add_text(arena, root, "answer", answer_words(&count, arena))->form = ZO_F_ANSWER;
    if (exact || !count.empty)
        zo_add_bool(arena, root, "empty", count.empty);
    else
        zo_add_null(arena, root, "empty");
    zo_add_count(arena, root, "packages", &count.packages);
    zo_add_count(arena, root, "space", &count.space);
    zo_add_sizes(&labelled, root, arena);
    zo_add_paragraph(arena, root, "sizes_words", sizes_words(&labelled.instance, arena));
    zo_text canonical = zo_text_new(arena);
    zo_write_instance(&labelled, &canonical);
    zo_add_text(arena, root, "instance", zo_text_str(&canonical));
    zo_add_engines(request, root);
    return !exact ? ZO_ANSWER_LIMIT : count.empty ? ZO_ANSWER_NO : ZO_ANSWER_YES;
}

static const zo_parameter *const parameters[] = {&zo_p_time,   &zo_p_memory,  &zo_p_threads,
                                                 &zo_p_engine, &zo_p_explain, NULL};

const zo_analysis zo_instance_analysis = {.name = "instance", .parameters = parameters};
