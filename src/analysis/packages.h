/* Packages in results: as data, in words, and side by side. */
#ifndef ZO_ANALYSIS_PACKAGES_H
#define ZO_ANALYSIS_PACKAGES_H

#include "analysis/analysis.h"

/* {ISSUE: VALUE, …}; name NULL in a list. */
zo_value *zo_add_package(const zo_model *model, zo_value *parent, const char *name, const uint32_t *package,
                         zo_arena *arena);

/* The same of some issues: n numbers, an issue and its value in turn. */
zo_value *zo_add_assigned(const zo_model *model, zo_value *parent, const char *name, const uint32_t *pairs,
                          size_t n, zo_arena *arena);

/* "membership set aside; mutual defence …; 10 km": its values in the order of the issues. */
zo_str zo_package_words(const zo_model *model, const uint32_t *package, zo_arena *arena);

/* Many packages: per issue, whether they do not all have the same value there. */
bool *zo_differing_issues(const zo_model *model, const uint32_t *const *package, size_t count,
                          zo_arena *arena);

/* The package in words on these issues; all of it where there are none. */
zo_str zo_differing_words(const zo_model *model, const bool *differs, const uint32_t *package,
                          zo_arena *arena);

/* "The same in all of them": a list of the other issues, text only. all: nothing beside them is spoken of, as "On the
 * frontier"; else other packages may differ there. */
void zo_add_common(const zo_model *model, const bool *differs, const uint32_t *package, bool all,
                   zo_value *parent, zo_arena *arena);

/* How many packages a table to read has at the most: fewer where each takes many lines. */
size_t zo_rows_in_text(const zo_model *model, const bool *differs);

/* Where `shown` of `all` are picked, the i-th of them: from the first to the last, spread evenly. */
size_t zo_spread(size_t i, size_t shown, size_t all);

/* Packages side by side, an issue a row: text only. Further rows may be added; their members are "issue" and "1", "2", …. */
enum { ZO_SIDE_BY_SIDE = 5 };
zo_value *zo_add_package_table(const zo_model *model, zo_value *parent, const char *name, zo_str title,
                               const zo_str *heading, const uint32_t *const *package, size_t count,
                               zo_arena *arena);
extern const char *const zo_package_keys[ZO_SIDE_BY_SIDE];

#endif
