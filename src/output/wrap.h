/* Text made fit to print, and broken into lines by display width. */
#ifndef ZO_OUTPUT_WRAP_H
#define ZO_OUTPUT_WRAP_H

#include "base/text.h"

typedef ZO_ARRAY(zo_str) zo_lines;

/* One line of valid UTF-8 without control characters: those and white space become blanks, runs of blanks
 * one blank, none at either end; bytes that are not UTF-8 become U+FFFD. */
zo_str zo_printable(zo_arena *arena, zo_str s);

/* Breaks printable text at blanks into lines of at most `first` columns, then `rest`; a word wider than its
 * line is broken too, after a hyphen, slash or underscore if there is one at hand. The lines are slices of
 * the text; empty text has none. */
zo_lines zo_wrap(zo_arena *arena, zo_str printable, size_t first, size_t rest);

/* The width in columns of the widest word. */
size_t zo_widest_word(zo_str printable);

#endif
