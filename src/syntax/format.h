/* The canonical layout of a file: one statement a line, clauses indented below it in a fixed order, comments kept.
 * Two files with the same tokens and comments format to the same bytes. */
#ifndef ZO_SYNTAX_FORMAT_H
#define ZO_SYNTAX_FORMAT_H

#include "syntax/tree.h"

enum { ZO_LINE_WIDTH = 100 };

/* tree must not be broken. */
void zo_format(const zo_tree *tree, zo_text *out);

#endif
