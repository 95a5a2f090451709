/* What preprocessing finds in an instance -> comments for its text: the values that can still occur, the components. */
#include "space/components.h"
#include "space/labelled.h"
#include "space/propagate.h"

static void write_issue(zo_text *out, const zo_labelled *labelled, size_t issue)
{
    zo_text_printf(out, " %zu", issue);
    if (labelled->issue != NULL && labelled->issue[issue].n > 0)
        zo_text_printf(out, " %.*s", ZO_FMT(labelled->issue[issue]));
}

static bool is_narrowed(const zo_instance *instance, const uint64_t *values, size_t issue)
{
    for (uint32_t v = 0; v < instance->size[issue]; v++)
        if (!zo_bit(values, instance->first_bit[issue] + v))
            return true;
    return false;
}

static void write_domains(zo_text *out, const zo_labelled *labelled, const zo_domains *domains)
{
    const zo_instance *instance = &labelled->instance;
    zo_text_add_c(out, domains->empty ? "# No package meets what binds directly.\n"
                                      : "# Values that can still occur, where not all can:\n");
    size_t begin = out->n;
    for (size_t i = 0; i < instance->issues && !domains->empty; i++) {
        if (!is_narrowed(instance, domains->values, i))
            continue;
        zo_text_add_c(out, "#   issue");
        write_issue(out, labelled, i);
        zo_text_add_c(out, ": ");
        zo_write_set(domains->values, instance->first_bit[i], instance->size[i], out);
        zo_text_add_char(out, '\n');
    }
    if (!domains->empty && out->n == begin)
        zo_text_add_c(out, "#   all can, everywhere\n");
}

static void write_component(zo_text *out, const zo_labelled *labelled, const zo_components *components,
                            uint32_t component)
{
    const char *separator = "#  ";
    for (size_t i = 0; i < labelled->instance.issues; i++) {
        if (components->of_issue[i] != component)
            continue;
        zo_text_add_c(out, separator);
        write_issue(out, labelled, i);
        separator = ",";
    }
    zo_text_add_char(out, '\n');
}

/* All selectors couple here, soft ones too: what is said holds whichever question is asked. */
static void write_components(zo_text *out, const zo_labelled *labelled)
{
    const zo_instance *instance = &labelled->instance;
    uint64_t *all = ZO_NEW_MANY(out->arena, uint64_t, zo_set_words(instance->selectors) + 1);
    for (size_t s = 0; s < instance->selectors; s++)
        zo_set_bit(all, s);
    zo_components components = zo_find_components(instance, all, NULL, out->arena);
    zo_text_add_c(out, "# Issues that hang together through what is on record:\n");
    uint32_t *members = ZO_NEW_MANY(out->arena, uint32_t, components.count + 1);
    for (size_t i = 0; i < instance->issues; i++)
        members[components.of_issue[i]]++;
    size_t begin = out->n;
    for (uint32_t c = 0; c < components.count; c++)
        if (members[c] > 1)
            write_component(out, labelled, &components, c);
    if (out->n == begin)
        zo_text_add_c(out, "#   none\n");
}

void zo_write_remarks(const zo_labelled *labelled, zo_text *out)
{
    zo_domains domains = zo_propagate(&labelled->instance, zo_binding(labelled, out->arena), out->arena);
    write_domains(out, labelled, &domains);
    write_components(out, labelled);
}
