/* Text on a terminal: how wide it is, and what may be shown of it. */
#ifndef CLI_COLUMNS_H
#define CLI_COLUMNS_H

#include <stddef.h>
#include <stdio.h>

typedef struct cli_glyph {
    char text
        [5]; /* what to print: the character as it is, or a replacement for what must not reach a terminal */
    unsigned columns; /* 0 for combining marks, 2 for wide characters */
    size_t bytes;     /* of the input; 0 at its end */
} cli_glyph;

/* The character at the start of text. `column` is where it will stand (from 0): a tab reaches to the next
 * multiple of 4 and is printed as blanks; controls and bytes that are not UTF-8 are printed as U+FFFD. */
cli_glyph cli_glyph_at(const char *text, size_t column);

/* Prints text, with nothing in it that could steer a terminal. */
void cli_print_clean(FILE *stream, const char *text);

/* Prints text wrapped at blanks so that it stays within `width` columns; the first line begins where the cursor
 * is, at column `indent`, and the others are indented to there. Paragraphs stay apart. Ends with a newline. */
void cli_print_wrapped(FILE *stream, const char *text, size_t indent, size_t width);

#endif
