/* Writers: a result tree as text, JSON, CSV or HTML. They read results and compute nothing. */
#ifndef ZO_OUTPUT_OUTPUT_H
#define ZO_OUTPUT_OUTPUT_H

#include "result/result.h"

typedef struct zo_text_style {
    unsigned width; /* columns to wrap at, 40..400 */
    bool colour;    /* headings and grades by ANSI sequences */
} zo_text_style;

/* For reading aloud: the answer first, then sections; tables aligned by display width, long cells wrapped
 * inside their column; no trailing blanks; ends with one newline. */
void zo_write_text(const zo_value *root, const zo_text_style *style, zo_text *out);

/* RFC 8259, two-space indentation, keys in the tree's order, UTF-8 as it is, control characters escaped;
 * numbers that are not plain as {"exact": "7/2", "decimal": 3.5}. Ends with one newline. */
void zo_write_json(const zo_value *root, zo_text *out);

/* RFC 4180 with CRLF, in UTF-8: the marked rows of the tree (zo_mark_rows), below a header line with the union of their
 * members. False, and nothing written, when no list is marked. docs/formats.md says how members become columns. */
bool zo_write_csv(const zo_value *root, zo_text *out);

/* One page of HTML that needs nothing else: no script, no outer resource, printable on A4. Shows what text shows,
 * and what is for pages only. */
void zo_write_html(const zo_value *root, zo_text *out);

#endif
