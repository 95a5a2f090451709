/* Documents -> searchable text; finding quotations in it. */
#include "model/quotation.h"

#include <string.h>

#include "base/table.h"
#include "base/unicode.h"

typedef enum { C_PLAIN, C_BLANK, C_DOUBLE, C_SINGLE } zo_character;

static zo_character classify(uint32_t code)
{
    if (code == ' ' || code == '\t' || code == '\n' || code == '\r' || code == 0xa0 || code == 0x202f ||
        code == 0x3000 || code == 0x2028 || code == 0x2029 || (code >= 0x2000 && code <= 0x200b) ||
        code == 0xfeff)
        return C_BLANK;
    switch (code) {
    case '"':
    case 0xff02:
    case 0xab:
    case 0xbb:
    case 0x201c:
    case 0x201d:
    case 0x201e:
    case 0x201f:
    case 0x300c:
    case 0x300d: return C_DOUBLE;
    case '\'':
    case 0x2018:
    case 0x2019:
    case 0x201a:
    case 0x201b:
    case 0x2039:
    case 0x203a: return C_SINGLE;
    default: return C_PLAIN;
    }
}

/* Which marks close what which mark opened: English, German, French, Swiss, Japanese. */
static const struct zo_pair {
    uint32_t opens, closes, also_closes;
} pairs[] = {
    {'"', '"', 0},
    {0xff02, 0xff02, 0},
    {0x201c, 0x201d, 0},
    {0x201e, 0x201c, 0x201d},
    {0x201f, 0x201d, 0},
    {0xab, 0xbb, 0},
    {0xbb, 0xab, 0xbb},
    {0x300c, 0x300d, 0},
    {0x2018, 0x2019, 0},
    {0x201a, 0x2018, 0x2019},
    {0x201b, 0x2019, 0},
    {0x2039, 0x203a, 0},
    {0x203a, 0x2039, 0x203a},
};

static const struct zo_pair *pair_opened_by(uint32_t code)
{
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (pairs[i].opens == code)
            return &pairs[i];
    return NULL;
}

/* Speech: what opened it, doubly and singly; ended in any case by an empty line. */
typedef struct zo_speech {
    const struct zo_pair *double_, *single; /* NULL: not open */
} zo_speech;

static bool is_open(const zo_speech *speech) { return speech->double_ || speech->single; }

static bool word_follows(zo_str document, size_t at)
{
    uint32_t code;
    return at < document.n && zo_decode(document.s + at, document.n - at, &code) > 0 && zo_is_letter(code);
}

/* The marks that close one way and open the other open only before a word; an apostrophe inside a word closes nothing. */
static void hear(zo_speech *speech, uint32_t code, zo_character kind, zo_str document, size_t after)
{
    const struct zo_pair **open = kind == C_DOUBLE ? &speech->double_ : &speech->single;
    bool before_word = word_follows(document, after);
    if (kind != C_DOUBLE && kind != C_SINGLE)
        return;
    if (*open) {
        bool apostrophe = code == 0x2019 && before_word;
        if ((code == (*open)->closes || code == (*open)->also_closes) && !apostrophe)
            *open = NULL;
        return;
    }
    bool reversed = code == 0xbb || code == 0x203a;
    if (!reversed || before_word)
        *open = pair_opened_by(code);
}

typedef struct zo_folder {
    char *s;
    uint32_t *from;
    uint32_t *speech;
    size_t n;
} zo_folder;

static void put(zo_folder *folder, char c, size_t from, bool inside)
{
    folder->s[folder->n] = c;
    folder->from[folder->n] = (uint32_t)from;
    uint32_t before = folder->n > 0 ? folder->speech[folder->n - 1] : 0;
    folder->speech[folder->n++] = inside ? before + 1 : 0;
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
                put(folder, ' ', at, is_open(&speech));
            continue;
        }
        newlines = 0;
        bool before = is_open(&speech);
        hear(&speech, code, kind, document, at + width);
        bool inside = before && is_open(&speech);
        if (kind == C_PLAIN)
            for (size_t i = 0; i < width; i++)
                put(folder, document.s[at + i], at + i, inside);
        else
            put(folder, kind == C_SINGLE ? '\'' : '"', at, inside);
    }
}

zo_searchable zo_make_searchable(zo_arena *arena, zo_str document)
{
    zo_folder folder = {ZO_NEW_MANY(arena, char, document.n + 1),
                        ZO_NEW_MANY(arena, uint32_t, document.n + 1),
                        ZO_NEW_MANY(arena, uint32_t, document.n + 1), 0};
    fold(&folder, document);
    return (zo_searchable){{folder.s, folder.n}, folder.from, folder.speech, document};
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

/* Knuth, Morris and Pratt 1977: how much of the words is still matched after a mismatch behind i of their bytes. */
static uint32_t *fallbacks(zo_str words, zo_arena *scratch)
{
    uint32_t *back = ZO_NEW_MANY(scratch, uint32_t, words.n + 1);
    for (uint32_t i = 1, k = 0; i < words.n; i++) {
        while (k > 0 && words.s[i] != words.s[k])
            k = back[k];
        k += words.s[i] == words.s[k];
        back[i + 1] = k;
    }
    return back;
}

static void mark_place(const zo_searchable *document, size_t at, size_t n, uint32_t *begin, uint32_t *end)
{
    size_t last = document->from[at + n - 1];
    uint32_t code;
    *begin = document->from[at];
    *end = (uint32_t)(last + decode_or_byte(document->original, last, &code));
}

zo_occurrence zo_find_quotation(const zo_searchable *document, zo_str words, uint32_t *begin, uint32_t *end,
                                zo_arena *scratch)
{
    zo_str wanted = folded_words(scratch, words), text = document->folded;
    zo_occurrence best = ZO_NOT_THERE;
    if (wanted.n == 0 || wanted.n > text.n)
        return best;
    const uint32_t *back = fallbacks(wanted, scratch);
    for (size_t at = 0, matched = 0; at < text.n && best != ZO_IN_QUOTES; at++) {
        if (matched == 0) { /* on to where the words could begin */
            const char *next = memchr(text.s + at, wanted.s[0], text.n - at);
            if (!next)
                break;
            at = (size_t)(next - text.s);
        }
        while (matched > 0 && (matched == wanted.n || text.s[at] != wanted.s[matched]))
            matched = back[matched];
        matched += text.s[at] == wanted.s[matched];
        if (matched < wanted.n)
            continue;
        zo_occurrence here = document->speech[at] >= wanted.n ? ZO_IN_QUOTES : ZO_IN_NARRATION;
        if (here > best && begin && end)
            mark_place(document, at + 1 - wanted.n, wanted.n, begin, end);
        best = here > best ? here : best;
    }
    return best;
}

/* ---- The nearest passage: a window of as many words, sliding ---- */

typedef ZO_ARRAY(zo_str) zo_word_list;

/* The word without the marks around it. */
static zo_str bare(zo_str word)
{
    while (word.n > 0 && strchr(".,:;!?()[]\"'", word.s[0]))
        word.s++, word.n--;
    while (word.n > 0 && strchr(".,:;!?()[]\"'", word.s[word.n - 1]))
        word.n--;
    return word;
}

static zo_word_list split(zo_arena *arena, zo_str text)
{
    zo_word_list words = {0};
    for (size_t at = 0, begin = 0; at <= text.n; at++)
        if (at == text.n || text.s[at] == ' ') {
            zo_str word = {text.s + begin, at - begin};
            if (bare(word).n > 0)
                ZO_PUSH(arena, &words, word);
            begin = at + 1;
        }
    return words;
}

static bool is_known(const zo_table *known, zo_str word)
{
    return zo_table_get(known, bare(word)) != ZO_ABSENT;
}

zo_str zo_nearest_passage(const zo_searchable *document, zo_str words, zo_arena *arena)
{
    zo_word_list wanted = split(arena, folded_words(arena, words)), text = split(arena, document->folded);
    zo_table known = zo_table_new(arena);
    for (size_t i = 0; i < wanted.n; i++)
        zo_table_add(&known, bare(wanted.at[i]), 0);
    size_t window = wanted.n < text.n ? wanted.n : text.n, shared = 0, best = 0, best_at = 0;
    for (size_t i = 0; i < text.n; i++) {
        shared += is_known(&known, text.at[i]);
        if (i >= window)
            shared -= is_known(&known, text.at[i - window]);
        if (shared > best) {
            best = shared;
            best_at = i + 1 >= window ? i + 1 - window : 0;
        }
    }
    if (best == 0 || best * 2 < wanted.n)
        return (zo_str){"", 0};
    size_t end_at = best_at + window;
    while (best_at + 1 < end_at && !is_known(&known, text.at[best_at]))
        best_at++;
    while (end_at > best_at + 1 && !is_known(&known, text.at[end_at - 1]))
        end_at--;
    zo_str first = text.at[best_at], last = text.at[end_at - 1];
    size_t n = (size_t)(last.s + last.n - first.s);
    while (n > 200 && first.s[n] != ' ')
        n--;
    return (zo_str){first.s, n > 200 ? 200 : n};
}
