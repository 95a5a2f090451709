/* Documents -> searchable text; finding quotations in it. */
#include "model/quotation.h"

#include <string.h>

#include "base/table.h"
#include "base/unicode.h"

typedef enum { C_PLAIN, C_BLANK, C_DOUBLE, C_OPEN, C_CLOSE, C_SINGLE, C_SINGLE_OPEN } zo_character;

static zo_character classify(uint32_t code)
{
    if (code == ' ' || code == '\t' || code == '\n' || code == '\r' || code == 0xa0 || code == 0x202f ||
        code == 0x3000 || code == 0x2028 || code == 0x2029 || (code >= 0x2000 && code <= 0x200b) ||
        code == 0xfeff)
        return C_BLANK;
    switch (code) {
    case '"':
    case 0xff02: return C_DOUBLE;
    case 0x201c:
    case 0x201e:
    case 0xab:
    case 0x201f:
    case 0x300c: return C_OPEN;
    case 0x201d:
    case 0xbb:
    case 0x300d: return C_CLOSE;
    case 0x2018:
    case 0x201a:
    case 0x201b:
    case 0x2039: return C_SINGLE_OPEN;
    case '\'':
    case 0x2019:
    case 0x203a: return C_SINGLE;
    default: return C_PLAIN;
    }
}

/* Speech: opened by a mark, closed by its counterpart, ended in any case by an empty line. */
typedef struct zo_speech {
    bool open_double, open_single;
    uint32_t opener; /* the code point that opened the double one */
} zo_speech;

static bool word_follows(zo_str document, size_t at)
{
    uint32_t code;
    return at < document.n && zo_decode(document.s + at, document.n - at, &code) > 0 && zo_is_letter(code);
}

static void hear(zo_speech *speech, uint32_t code, zo_character kind, zo_str document, size_t after)
{
    switch (kind) {
    case C_DOUBLE:
        speech->open_double = !speech->open_double;
        speech->opener = code;
        break;
    case C_OPEN: /* “ also closes „ */
        speech->open_double = !(speech->open_double && code == 0x201c && speech->opener == 0x201e);
        speech->opener = code;
        break;
    case C_CLOSE: /* » … « opens the other way round */
        speech->open_double = code == 0xbb && !speech->open_double && word_follows(document, after);
        speech->opener = code;
        break;
    case C_SINGLE_OPEN: speech->open_single = true; break;
    case C_SINGLE: /* an apostrophe inside a word closes nothing */
        if (code != '\'' && !word_follows(document, after))
            speech->open_single = false;
        break;
    default: break;
    }
}

typedef struct zo_folder {
    char *s;
    uint32_t *from;
    uint8_t *inside;
    size_t n;
} zo_folder;

static void put(zo_folder *folder, char c, size_t from, bool inside)
{
    folder->s[folder->n] = c;
    folder->from[folder->n] = (uint32_t)from;
    folder->inside[folder->n++] = inside;
}

static size_t decode_or_byte(zo_str document, size_t at, uint32_t *code)
{
    size_t width = zo_decode(document.s + at, document.n - at, code);
    if (width == 0)
        *code = 0xfffd;
    return width ? width : 1;
}

static void fold(zo_folder *folder, zo_str document)
{
    zo_speech speech = {0};
    unsigned newlines = 0;
    uint32_t code;
    for (size_t at = 0, width; at < document.n; at += width) {
        width = decode_or_byte(document, at, &code);
        zo_character kind = classify(code);
        if (kind == C_BLANK) {
            if (code == '\n' && ++newlines > 1)
                speech = (zo_speech){0};
            if (folder->n == 0 || folder->s[folder->n - 1] != ' ')
                put(folder, ' ', at, speech.open_double || speech.open_single);
            continue;
        }
        newlines = 0;
        bool before = speech.open_double || speech.open_single;
        hear(&speech, code, kind, document, at + width);
        bool inside = before && (speech.open_double || speech.open_single);
        if (kind == C_PLAIN)
            for (size_t i = 0; i < width; i++)
                put(folder, document.s[at + i], at + i, inside);
        else
            put(folder, kind == C_SINGLE || kind == C_SINGLE_OPEN ? '\'' : '"', at, inside);
    }
}

zo_searchable zo_make_searchable(zo_arena *arena, zo_str document)
{
    zo_folder folder = {ZO_NEW_MANY(arena, char, document.n + 1),
                        ZO_NEW_MANY(arena, uint32_t, document.n + 1),
                        ZO_NEW_MANY(arena, uint8_t, document.n + 1), 0};
    fold(&folder, document);
    return (zo_searchable){{folder.s, folder.n}, folder.from, folder.inside, document};
}

static zo_str folded_words(zo_arena *scratch, zo_str words)
{
    zo_str folded = zo_make_searchable(scratch, words).folded;
    while (folded.n > 0 && folded.s[folded.n - 1] == ' ')
        folded.n--;
    if (folded.n > 0 && folded.s[0] == ' ')
        folded.s++, folded.n--;
    return folded;
}

static bool all_inside(const zo_searchable *document, size_t at, size_t n)
{
    for (size_t i = at; i < at + n; i++)
        if (!document->inside[i])
            return false;
    return true;
}

zo_occurrence zo_find_quotation(const zo_searchable *document, zo_str words, uint32_t *begin, uint32_t *end,
                                zo_arena *scratch)
{
    zo_str wanted = folded_words(scratch, words), text = document->folded;
    zo_occurrence best = ZO_NOT_THERE;
    if (wanted.n == 0)
        return best;
    for (size_t at = 0; best != ZO_IN_QUOTES && at + wanted.n <= text.n; at++) {
        const char *next = memchr(text.s + at, wanted.s[0], text.n - wanted.n - at + 1);
        if (!next)
            break;
        at = (size_t)(next - text.s);
        if (memcmp(next, wanted.s, wanted.n) != 0)
            continue;
        zo_occurrence here = all_inside(document, at, wanted.n) ? ZO_IN_QUOTES : ZO_IN_NARRATION;
        if (here > best && begin && end) {
            *begin = document->from[at];
            size_t last = document->from[at + wanted.n - 1];
            uint32_t code;
            *end = (uint32_t)(last + decode_or_byte(document->original, last, &code));
        }
        best = here > best ? here : best;
    }
    return best;
}

/* ---- The nearest passage: a window of as many words, sliding ---- */

typedef ZO_ARRAY(zo_str) zo_word_list;

static zo_word_list split(zo_arena *arena, zo_str text)
{
    zo_word_list words = {0};
    for (size_t at = 0, begin = 0; at <= text.n; at++)
        if (at == text.n || text.s[at] == ' ') {
            if (at > begin)
                ZO_PUSH(arena, &words, ((zo_str){text.s + begin, at - begin}));
            begin = at + 1;
        }
    return words;
}

zo_str zo_nearest_passage(const zo_searchable *document, zo_str words, zo_arena *arena)
{
    zo_word_list wanted = split(arena, folded_words(arena, words)), text = split(arena, document->folded);
    zo_table known = zo_table_new(arena);
    for (size_t i = 0; i < wanted.n; i++)
        zo_table_add(&known, wanted.at[i], 0);
    size_t window = wanted.n < text.n ? wanted.n : text.n, shared = 0, best = 0, best_at = 0;
    for (size_t i = 0; i < text.n; i++) {
        shared += zo_table_get(&known, text.at[i]) != ZO_ABSENT;
        if (i >= window)
            shared -= zo_table_get(&known, text.at[i - window]) != ZO_ABSENT;
        if (shared > best) {
            best = shared;
            best_at = i + 1 >= window ? i + 1 - window : 0;
        }
    }
    if (best == 0 || best * 2 < wanted.n)
        return (zo_str){"", 0};
    zo_str first = text.at[best_at], last = text.at[best_at + window - 1];
    size_t n = (size_t)(last.s + last.n - first.s);
    while (n > 200 && first.s[n] != ' ')
        n--;
    return (zo_str){first.s, n > 200 ? 200 : n};
}
