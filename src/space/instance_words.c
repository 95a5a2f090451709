/* The text of a compiled instance -> words, numbers, and runs of numbers. */
#include "space/instance_words.h"

#include <string.h>

#include "base/unicode.h"

enum { LONGEST_SHOWN = 60 };

/* ---- Mistakes ---- */

bool zo_words_refuse(zo_instance_words *words, zo_str place, const char *hint, zo_str why)
{
    if (words->failed)
        return false;
    words->failed = true;
    uint32_t begin = (uint32_t)(place.s - words->text.s);
    zo_report(words->sink, ZO_BAD_INSTANCE, (zo_span){words->file, begin, begin + (uint32_t)place.n}, why,
              zo_str_of(hint));
    return false;
}

static zo_str shortened(zo_str word)
{
    if (word.n <= LONGEST_SHOWN)
        return word;
    size_t n = LONGEST_SHOWN;
    while (n > 0 && ((unsigned char)word.s[n] & 0xc0) == 0x80)
        n--;
    return (zo_str){word.s, n};
}

bool zo_words_wrong(zo_instance_words *words, const char *hint, const char *what)
{
    zo_str found = shortened(words->word);
    zo_str why = words->word.n == 0 ? zo_printf(words->arena, "expected %s, found the end of the text", what)
                 : words->first
                     ? zo_printf(words->arena, "expected %s, found the end of the statement before \"%.*s\"",
                                 what, ZO_FMT(found))
                     : zo_printf(words->arena, "expected %s, found \"%.*s%s\"", what, ZO_FMT(found),
                                 found.n < words->word.n ? "…" : "");
    return zo_words_refuse(words, words->word, hint, why);
}

/* ---- Words ---- */

static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

/* To the next word, past blanks, line ends and comments. */
static size_t skip(const zo_instance_words *words, size_t at)
{
    zo_str text = words->text;
    while (at < text.n && (is_blank(text.s[at]) || text.s[at] == '#')) {
        bool comment = text.s[at] == '#';
        at++;
        while (comment && at < text.n && text.s[at] != '\n')
            at++;
    }
    return at;
}

void zo_words_next(zo_instance_words *words)
{
    zo_str text = words->text;
    size_t begin = words->failed ? text.n : skip(words, words->next), end = begin;
    while (end < text.n && !is_blank(text.s[end]))
        end++;
    words->word = (zo_str){text.s + begin, end - begin};
    words->first = begin == 0 || begin == text.n || text.s[begin - 1] == '\n';
    words->next = end;
}

/* The first place that is no text, or nothing. */
static zo_str unclean(zo_str text)
{
    for (size_t at = 0; at < text.n;) {
        uint32_t code = 0;
        size_t n = zo_decode(text.s + at, text.n - at, &code);
        if (n == 0 || zo_is_hidden_control(code))
            return (zo_str){text.s + at, n == 0 ? 1 : n};
        at += n;
    }
    return (zo_str){text.s, 0};
}

bool zo_words_open(zo_instance_words *words, zo_str text, uint32_t file, zo_diagnostics *sink,
                   zo_arena *arena)
{
    *words = (zo_instance_words){.text = text, .file = file, .sink = sink, .arena = arena};
    zo_str dirt = unclean(text);
    if (dirt.n > 0)
        return zo_words_refuse(words, dirt, "an instance is plain UTF-8 text",
                               ZO_STR("these bytes are not UTF-8 text, or cannot be seen"));
    zo_words_next(words);
    return true;
}

bool zo_words_take(zo_instance_words *words, const char *word)
{
    if (words->failed || words->first || !zo_str_is(words->word, word))
        return false;
    zo_words_next(words);
    return true;
}

/* ---- Numbers ---- */

size_t zo_read_int(zo_str s, zo_int *number)
{
    bool negative = s.n > 0 && s.s[0] == '-';
    size_t at = negative || (s.n > 0 && s.s[0] == '+'), begin = at;
    zo_int ten = zo_int_of(10);
    *number = zo_int_of(0);
    for (; at < s.n && s.s[at] >= '0' && s.s[at] <= '9'; at++) {
        zo_int digit = zo_int_of(s.s[at] - '0');
        if (!number->overflow)
            *number = zo_int_mul(number, &ten);
        if (!number->overflow)
            *number = zo_int_add(number, &digit);
    }
    number->negative = negative && zo_int_sign(number) != 0;
    return at > begin ? at : 0;
}

static bool too_long(zo_instance_words *words, zo_str place)
{
    return zo_words_refuse(words, place, "scale the numbers of this statement down",
                           ZO_STR("this number has more than 512 bits"));
}

bool zo_words_whole(zo_instance_words *words, const char *what, zo_int *number)
{
    if (words->first || words->word.s[0] == '+' || zo_read_int(words->word, number) != words->word.n)
        return zo_words_wrong(words, "write a whole number, such as -12", what);
    if (number->overflow)
        return too_long(words, words->word);
    zo_words_next(words);
    return !words->failed;
}

bool zo_words_number(zo_instance_words *words, const char *what, uint64_t most, uint32_t *number)
{
    zo_int value;
    int64_t small;
    if (words->failed)
        return false;
    bool is_number = !words->first && words->word.s[0] >= '0' && words->word.s[0] <= '9' &&
                     zo_read_int(words->word, &value) == words->word.n;
    if (!is_number)
        return zo_words_wrong(words, "write a whole number", what);
    if (!zo_int_fits64(&value, &small) || (uint64_t)small > most)
        return zo_words_refuse(
            words, words->word, "things are numbered from 0, in the order of their statements",
            zo_printf(words->arena, "expected %s, at most %llu", what, (unsigned long long)most));
    *number = (uint32_t)small;
    zo_words_next(words);
    return true;
}

bool zo_words_num(zo_instance_words *words, const char *what, zo_num *number)
{
    zo_int top, bottom = zo_int_of(1);
    zo_str word = words->word;
    size_t n = words->first || word.s[0] == '-' || word.s[0] == '+' ? 0 : zo_read_int(word, &top);
    bool fine = n > 0;
    if (fine && n < word.n && word.s[n] == '/') {
        zo_str below = {word.s + n + 1, word.n - n - 1};
        fine = below.n > 0 && below.s[0] >= '0' && below.s[0] <= '9';
        n += 1 + zo_read_int(below, &bottom);
    }
    if (!fine || n != word.n || zo_int_sign(&bottom) == 0)
        return zo_words_wrong(words, "write a number from 0 on, whole or a fraction such as 5/2", what);
    if (top.overflow || bottom.overflow)
        return too_long(words, word);
    *number = zo_num_ratio(&top, &bottom);
    zo_words_next(words);
    return true;
}

/* ---- Runs ---- */

/* "*4" at the end of a run; 1 without it, 0 when it is wrong. */
static uint32_t run_count(zo_str rest)
{
    zo_int count;
    int64_t n;
    if (rest.n == 0)
        return 1;
    rest = (zo_str){rest.s + 1, rest.n - 1};
    if (rest.s[-1] != '*' || rest.n == 0 || rest.s[0] < '1' || rest.s[0] > '9' ||
        zo_read_int(rest, &count) != rest.n || !zo_int_fits64(&count, &n) || n > UINT32_MAX)
        return 0;
    return (uint32_t)n;
}

static bool read_run(zo_cells_reader *cells)
{
    zo_instance_words *words = cells->words;
    zo_str word = words->word;
    cells->word = word;
    cells->step = zo_int_of(0);
    size_t n = words->first || word.s[0] == '+' ? 0 : zo_read_int(word, &cells->number);
    cells->nameless = cells->may_lack && n == 0 && !words->first && word.s[0] == '-';
    n += cells->nameless;
    if (n > 0 && !cells->nameless && n < word.n && word.s[n] != '*') {
        size_t step = zo_read_int((zo_str){word.s + n, word.n - n}, &cells->step);
        n = step == 0 || n + step == word.n ? 0 : n + step;
    }
    cells->left = n == 0 ? 0 : run_count((zo_str){word.s + n, word.n - n});
    if (cells->left == 0)
        return zo_words_wrong(words, "write a whole number, or a run: 5*3 for 5 5 5, 10+5*3 for 10 15 20",
                              cells->what);
    zo_words_next(words);
    return true;
}

bool zo_next_cell(zo_cells_reader *cells, zo_int *number, bool *nameless)
{
    if (cells->left == 0 && !read_run(cells))
        return false;
    if (!cells->nameless && (cells->number.overflow || cells->step.overflow))
        return too_long(cells->words, cells->word);
    *nameless = cells->nameless;
    *number = cells->nameless ? zo_int_of(0) : cells->number;
    cells->left--;
    if (cells->left > 0 && !cells->nameless)
        cells->number = zo_int_add(&cells->number, &cells->step);
    return true;
}

bool zo_cells_end(zo_cells_reader *cells)
{
    if (cells->left == 0)
        return true;
    return zo_words_refuse(cells->words, cells->word, "a table has one number for every value of its issue",
                           ZO_STR("this run goes on past the last value"));
}
