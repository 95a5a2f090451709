/* The text of a compiled instance, word by word. A statement begins in the first column; indented lines continue it. */
#ifndef ZO_SPACE_INSTANCE_WORDS_H
#define ZO_SPACE_INSTANCE_WORDS_H

#include "base/diagnostic.h"
#include "base/number.h"

typedef struct zo_instance_words {
    zo_str text;
    size_t next; /* byte behind the word at hand */
    zo_str word; /* at hand; empty at the end of the text */
    bool
        first; /* it begins a statement, or the text is at its end: the statement before it has no more words */
    bool failed; /* a mistake was reported; nothing is read any more */
    uint32_t file;
    zo_diagnostics *sink;
    zo_arena *arena;
} zo_instance_words;

/* Goes to the first word. False when the text is no clean UTF-8. */
bool zo_words_open(zo_instance_words *words, zo_str text, uint32_t file, zo_diagnostics *sink,
                   zo_arena *arena);
void zo_words_next(zo_instance_words *words);

/* Whether the word at hand is `word` and continues the statement; if so, goes on behind it. */
bool zo_words_take(zo_instance_words *words, const char *word);

/* All of these report the first mistake and return false. `what` is what was expected, as in "the size of the issue". */
bool zo_words_wrong(zo_instance_words *words, const char *hint, const char *what); /* expected …, found … */
bool zo_words_refuse(zo_instance_words *words, zo_str place, const char *hint,
                     zo_str why); /* place: within the text */
bool zo_words_number(zo_instance_words *words, const char *what, uint64_t most, uint32_t *number);
bool zo_words_whole(zo_instance_words *words, const char *what, zo_int *number);
bool zo_words_num(zo_instance_words *words, const char *what, zo_num *number); /* n or n/m, not negative */

/* A sign, digits: as much as there is at the beginning of s; returns its length, 0 when there is none. Overflow when it
 * needs more than 512 bits. */
size_t zo_read_int(zo_str s, zo_int *number);

/* Numbers of a table, one after another. */
typedef struct zo_cells_reader {
    zo_instance_words *words;
    const char *what;
    bool may_lack; /* "-" may stand for a value without a number */
    zo_str word;   /* the run at hand */
    zo_int number, step;
    uint32_t left; /* of the run */
    bool nameless;
} zo_cells_reader;

/* The next cell: its number, or *nameless. */
bool zo_next_cell(zo_cells_reader *cells, zo_int *number, bool *nameless);
bool zo_cells_end(zo_cells_reader *cells); /* false, and reported, in the middle of a run */

#endif
