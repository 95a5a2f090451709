/* Writers: a result tree as text or JSON. They read results and compute nothing. */
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

#endif
