/* A place in a document -> the words around it, up to the ends of its paragraph. */
#include "analysis/context.h"

#include "base/unicode.h"

/* Characters told on a side, and bytes looked at for them: white space in plenty is no reason to read a whole document. */
enum { MOST_CHARACTERS = 280, MOST_BYTES = 4096 };

typedef struct zo_piece {
    size_t at, width; /* of the document */
    bool blank;       /* stands for a run of white space */
} zo_piece;
typedef ZO_ARRAY(zo_piece) zo_pieces;

static size_t decode_or_byte(zo_str document, size_t at, uint32_t *code)
{
    size_t width = zo_decode(document.s + at, document.n - at, code);
    if (width == 0)
        *code = 0xfffd;
    return width ? width : 1;
}

static bool is_blank(uint32_t code)
{
    return code == ' ' || (code >= '\t' && code <= '\r') || code == 0x85 || code == 0xa0 || code == 0x1680 ||
           (code >= 0x2000 && code <= 0x200b) || code == 0x2028 || code == 0x2029 || code == 0x202f ||
           code == 0x205f || code == 0x3000 || code == 0xfeff;
}

/* Characters of the document's bytes from .. to - 1, white space folded. At an empty line those so far are dropped when
 * `last` paragraph is wanted, and the reading ends otherwise. *ended: an empty line was met. */
static zo_pieces fold(zo_str document, size_t from, size_t to, bool last, bool *ended, zo_arena *arena)
{
    zo_pieces pieces = {0};
    unsigned newlines = 0;
    uint32_t code;
    *ended = false;
    for (size_t at = from, width; at < to; at += width) {
        width = decode_or_byte(document, at, &code);
        if (!is_blank(code)) {
            newlines = 0;
            ZO_PUSH(arena, &pieces, ((zo_piece){at, width, false}));
            continue;
        }
        newlines += code == '\n';
        if (newlines > 1 || code == 0x2029) {
            *ended = true;
            if (!last)
                return pieces;
            pieces.n = 0;
        } else if (pieces.n == 0 || !pieces.at[pieces.n - 1].blank)
            ZO_PUSH(arena, &pieces, ((zo_piece){at, width, true}));
    }
    return pieces;
}

static zo_str text_of(zo_str document, const zo_piece *pieces, size_t n, zo_arena *arena)
{
    zo_text text = zo_text_new(arena);
    for (size_t i = 0; i < n; i++)
        if (pieces[i].blank)
            zo_text_add_char(&text, ' ');
        else
            zo_text_add(&text, (zo_str){document.s + pieces[i].at, pieces[i].width});
    return zo_text_str(&text);
}

/* The last characters, from a word's beginning. */
static zo_str ending(zo_str document, const zo_pieces *pieces, bool cut, zo_arena *arena)
{
    size_t from = pieces->n > MOST_CHARACTERS ? pieces->n - MOST_CHARACTERS : 0, word = from;
    cut = cut || (from > 0 && !pieces->at[from - 1].blank);
    while (cut && word < pieces->n && !pieces->at[word].blank)
        word++;
    if (word + 1 < pieces->n) /* else it is one word, or has no blanks */
        from = word;
    if (from < pieces->n && pieces->at[from].blank)
        from++;
    return text_of(document, pieces->at + from, pieces->n - from, arena);
}

/* The first characters, up to a word's end. */
static zo_str beginning(zo_str document, const zo_pieces *pieces, bool cut, zo_arena *arena)
{
    size_t to = pieces->n < MOST_CHARACTERS ? pieces->n : MOST_CHARACTERS, word = to;
    cut = to < pieces->n ? !pieces->at[to].blank : cut;
    while (cut && word > 0 && !pieces->at[word - 1].blank)
        word--;
    if (word > 1)
        to = word;
    if (to > 0 && pieces->at[to - 1].blank)
        to--;
    return text_of(document, pieces->at, to, arena);
}

/* At most so many bytes before the place, from the beginning of a character. */
static size_t start_before(zo_str document, size_t place)
{
    size_t from = place > MOST_BYTES ? place - MOST_BYTES : 0;
    while (from > 0 && from < place && ((unsigned char)document.s[from] & 0xc0) == 0x80)
        from++;
    return from;
}

zo_context zo_context_of(zo_str document, size_t begin, size_t end, zo_arena *arena)
{
    bool ended;
    size_t from = start_before(document, begin),
           to = document.n - end > MOST_BYTES ? end + MOST_BYTES : document.n;
    zo_pieces pieces = fold(document, from, begin, true, &ended, arena);
    zo_context context = {.before = ending(document, &pieces, from > 0 && !ended, arena)};
    pieces = fold(document, end, to, false, &ended, arena);
    context.after = beginning(document, &pieces, to < document.n && !ended, arena);
    return context;
}
