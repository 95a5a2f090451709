/* The compiled instance of a model at a time, as text that zopa instance and other programs read back. */
#include "space/compile.h"
#include "analysis/instance.h"
#include "analysis/parameters.h"

static bool refuse_too_large(zo_request *request, const zo_compiled *compiled)
{
    if (!zo_present(compiled->too_large))
        return false;
    zo_report(request->sink, ZO_TOO_LARGE, compiled->too_large,
              ZO_STR("the numbers here are too large or too finely divided to be added exactly"),
              ZO_STR("use larger units or fewer digits"));
    return true;
}

static zo_verdict run(zo_request *request, zo_value *root)
{
    const zo_compiled *compiled = zo_compile(request->record, request->arena);
    zo_add_heading(request, "compile", root);
    if (refuse_too_large(request, compiled))
        return ZO_ANSWER_BAD;
    zo_labelled labelled = zo_label(compiled, request->arena);
    zo_text text = zo_text_new(request->arena);
    zo_write_instance(&labelled, &text);
    zo_add_text(request->arena, root, "instance", zo_text_str(&text))->form = ZO_F_VERBATIM;
    zo_add_sizes(&labelled, root, request->arena);
    return ZO_ANSWER_YES;
}

static const zo_parameter *const parameters[] = {&zo_p_on,   &zo_p_without, &zo_p_also,
                                                 &zo_p_time, &zo_p_memory,  NULL};

const zo_analysis zo_compile_analysis = {
    "compile",
    "the model at a time as a plain list of integers and conditions, for programs",
    "Prints what the answers are computed from: issues and values by number, conditions, sums of integers, and what each "
    "statement asks of a package. Remarks tell which values can still occur and which issues hang together. The text is "
    "described in docs/instance.md; zopa instance reads it back.",
    "0 done",
    "compile examples/berlin/berlin.zopa --on 2025-12-13",
    parameters,
    run,
};
