/* A page of text: lines with indentation, colour, and empty lines in between. */
#ifndef ZO_OUTPUT_PAGE_H
#define ZO_OUTPUT_PAGE_H

#include "base/text.h"

/* How a piece of text looks when colour is on: the parameters of an SGR sequence; NULL: plain. */
typedef const char *zo_ink;
#define ZO_BOLD "1"
#define ZO_UNDERLINED "4"

typedef struct zo_page {
    zo_text *out;
    size_t width; /* columns */
    bool colour;
    bool gap;       /* an empty line goes before the next line */
    size_t column;  /* where the next text goes; >= written */
    size_t written; /* columns of the current line that are in `out`; blanks beyond are only owed */
    size_t lines;   /* complete ones, empty ones not counted */
} zo_page;

/* Columns from `indent` to the right edge, or a few where the edge is too near. */
size_t zo_page_room(const zo_page *page, size_t indent);

void zo_page_gap(zo_page *page);                /* an empty line here, unless the page is still empty */
void zo_page_tab(zo_page *page, size_t column); /* where the next text begins, unless the line is beyond */
void zo_page_put(zo_page *page, zo_str printable, zo_ink ink);
void zo_page_end_line(zo_page *page); /* a line without text is not written */

/* Cleans the text and wraps it from column `indent` on, all lines but the first `hang` columns further right.
 * What is on the current line already, left of `indent` (a dash), stays. */
void zo_page_paragraph(zo_page *page, size_t indent, size_t hang, zo_str text, zo_ink ink);

/* Whole lines of text as they are, whatever the width. */
void zo_page_verbatim(zo_page *page, zo_str lines);

#endif
