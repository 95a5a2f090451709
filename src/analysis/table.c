/* The table of analyses: it feeds the help, the manual, completion, and every skin. */
#include "analysis/analysis.h"

extern const zo_analysis zo_assess_analysis, zo_brief_analysis, zo_check_analysis, zo_compile_analysis,
    zo_frontier_analysis, zo_moves_analysis, zo_packages_analysis, zo_show_analysis, zo_solve_analysis,
    zo_timeline_analysis, zo_why_analysis, zo_zone_analysis;

static const zo_analysis *const rows[] = {&zo_check_analysis,    &zo_show_analysis,   &zo_zone_analysis,
                                          &zo_why_analysis,      &zo_solve_analysis,  &zo_frontier_analysis,
                                          &zo_packages_analysis, &zo_assess_analysis, &zo_moves_analysis,
                                          &zo_timeline_analysis, &zo_brief_analysis,  &zo_compile_analysis};
enum { ROWS = sizeof rows / sizeof *rows };

size_t zo_analysis_count(void) { return ROWS; }
const zo_analysis *zo_analysis_at(size_t index) { return index < ROWS ? rows[index] : NULL; }

const zo_analysis *zo_find_analysis(zo_str name)
{
    for (size_t i = 0; i < ROWS; i++)
        if (zo_str_is(name, rows[i]->name))
            return rows[i];
    return NULL;
}
