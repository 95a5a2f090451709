/* Text -> tokens and comments. */
#include "syntax/token.h"

#include <string.h>

#include "base/date.h"
#include "base/number.h"
#include "base/unicode.h"

typedef struct zo_lexer {
    zo_tokens *out;
    zo_arena *arena;
    zo_diagnostics *sink;
    const char *s;
    uint32_t n, at;
    uint32_t line_begin;
    bool token_on_line;
    unsigned newlines; /* since the last token or comment */
} zo_lexer;

static zo_span span_of(const zo_lexer *lexer, uint32_t begin, uint32_t end)
{
    return (zo_span){lexer->out->file, begin, end};
}

static bool is_digit(char c) { return c >= '0' && c <= '9'; }
static char peek(const zo_lexer *lexer, uint32_t ahead)
{
    return lexer->n - lexer->at > ahead ? lexer->s[lexer->at + ahead] : '\0';
}

static void end_line(zo_lexer *lexer)
{
    lexer->at++;
    lexer->line_begin = lexer->at;
    lexer->token_on_line = false;
    lexer->newlines++;
}

static void push(zo_lexer *lexer, zo_token_kind kind, uint32_t begin, uint32_t end)
{
    uint8_t flags = 0;
    if (!lexer->token_on_line)
        flags |= ZO_NEW_LINE;
    if (begin == lexer->line_begin && lexer->s[begin] != '}' && lexer->s[begin] != ')')
        flags |= ZO_FIRST_COLUMN;
    if (lexer->newlines > 1)
        flags |= ZO_BLANK_BEFORE;
    ZO_PUSH(lexer->arena, &lexer->out->list, ((zo_token){begin, end, (uint8_t)kind, flags, ZO_INLINE}));
    lexer->token_on_line = true;
    lexer->newlines = 0;
    lexer->at = end;
}

static void comment(zo_lexer *lexer)
{
    uint32_t begin = lexer->at, end = begin;
    for (; lexer->at < lexer->n && lexer->s[lexer->at] != '\n'; lexer->at++)
        if (lexer->s[lexer->at] != ' ' && lexer->s[lexer->at] != '\t' && lexer->s[lexer->at] != '\r')
            end = lexer->at + 1;
    bool own_line = !lexer->token_on_line;
    bool blank = own_line && lexer->newlines > 1;
    ZO_PUSH(lexer->arena, &lexer->out->comments,
            ((zo_comment){begin, end, (uint32_t)lexer->out->list.n, own_line, blank}));
    lexer->newlines = 0;
}

/* An unclosed string ends where its statement does, or at the end of its line when the next one is no better. */
static void string(zo_lexer *lexer)
{
    uint32_t begin = lexer->at, at = begin + 1, line_end = 0, line_begin = lexer->line_begin;
    for (; at < lexer->n && lexer->s[at] != '"'; at++) {
        if (lexer->s[at] == '\\' && at + 1 < lexer->n && lexer->s[at + 1] != '\n') {
            char c = lexer->s[++at];
            if (c != '"' && c != '\\')
                zo_report(lexer->sink, ZO_BAD_ESCAPE, span_of(lexer, at - 1, at + 1),
                          ZO_STR("only \\\" and \\\\ are written with a backslash"),
                          ZO_STR("write \\\\ for a backslash itself"));
        } else if (lexer->s[at] == '\n') {
            line_end = line_end ? line_end : at;
            bool ends_statement = at + 1 >= lexer->n || !strchr(" \t\r\n", lexer->s[at + 1]);
            if (ends_statement)
                break;
            line_begin = at + 1;
        }
    }
    if (at < lexer->n && lexer->s[at] == '"') {
        push(lexer, ZO_T_STRING, begin, at + 1);
        lexer->line_begin = line_begin;
        return;
    }
    if (line_end == 0)
        line_end = at;
    while (line_end > begin + 1 && strchr(" \t\r", lexer->s[line_end - 1]))
        line_end--;
    zo_report(lexer->sink, ZO_UNCLOSED_STRING, span_of(lexer, begin, line_end),
              ZO_STR("this quotation mark opens a text that is never closed"),
              ZO_STR("close it with \"; a text may run on over indented lines"));
    push(lexer, ZO_T_STRING, begin, line_end);
}

static uint32_t digits(const zo_lexer *lexer, uint32_t at)
{
    while (at < lexer->n && is_digit(lexer->s[at]))
        at++;
    return at;
}

static bool looks_like_date(const zo_lexer *lexer)
{
    static const char shape[] = "dddd-dd-dd";
    for (uint32_t i = 0; shape[i]; i++)
        if (shape[i] == 'd' ? !is_digit(peek(lexer, i)) : peek(lexer, i) != shape[i])
            return false;
    return true;
}

static bool looks_like_time(const zo_lexer *lexer)
{
    size_t n = lexer->out->list.n;
    if (n == 0 || lexer->out->list.at[n - 1].kind != ZO_T_DATE)
        return false;
    uint32_t colon = digits(lexer, lexer->at) - lexer->at;
    return colon > 0 && peek(lexer, colon) == ':' && is_digit(peek(lexer, colon + 1));
}

static void date(zo_lexer *lexer)
{
    zo_time t;
    uint32_t begin = lexer->at, end = digits(lexer, begin + 8);
    if (!zo_date_parse((zo_str){lexer->s + begin, end - begin}, &t))
        zo_reportf(lexer->sink, ZO_BAD_DATE, span_of(lexer, begin, end),
                   ZO_STR("dates are written 2025-12-31"), "%.*s is no date of the calendar",
                   (int)(end - begin), lexer->s + begin);
    push(lexer, ZO_T_DATE, begin, end);
    if (peek(lexer, 0) == 'T' && is_digit(peek(lexer, 1)))
        lexer->at++; /* 2025-12-15T18:00 */
}

static void clock_time(zo_lexer *lexer)
{
    zo_time t;
    uint32_t begin = lexer->at, end = digits(lexer, digits(lexer, begin) + 1);
    if (!zo_clock_parse((zo_str){lexer->s + begin, end - begin}, &t))
        zo_reportf(lexer->sink, ZO_BAD_DATE, span_of(lexer, begin, end),
                   ZO_STR("times are written 00:00 to 23:59"), "%.*s is no time of day", (int)(end - begin),
                   lexer->s + begin);
    push(lexer, ZO_T_TIME, begin, end);
}

/* Digits, then a decimal part or a denominator. A trailing letter makes it a mistake, such as "10km". */
static void number(zo_lexer *lexer)
{
    uint32_t begin = lexer->at, end = digits(lexer, begin);
    bool point = end + 1 < lexer->n && lexer->s[end] == '.' && is_digit(lexer->s[end + 1]);
    bool slash = end + 1 < lexer->n && lexer->s[end] == '/' && is_digit(lexer->s[end + 1]);
    if (point || slash)
        end = digits(lexer, end + 1);
    zo_num value;
    if (!zo_num_parse((zo_str){lexer->s + begin, end - begin}, &value)) {
        bool long_ = end - begin > ZO_MAX_DIGITS;
        zo_reportf(lexer->sink, ZO_BAD_NUMBER, span_of(lexer, begin, end),
                   long_ ? ZO_STR("use a larger unit") : (zo_str){"", 0},
                   long_ ? "a number has at most %d digits" : "this divides by zero", ZO_MAX_DIGITS);
        push(lexer, ZO_T_BAD, begin, end);
        return;
    }
    push(lexer, ZO_T_NUMBER, begin, end);
}

static void name(zo_lexer *lexer)
{
    uint32_t at = lexer->at, code;
    for (size_t width; at < lexer->n; at += (uint32_t)width) {
        width = zo_decode(lexer->s + at, lexer->n - at, &code);
        if (width == 0 || !zo_is_name_char(code))
            break;
    }
    if (at - lexer->at > ZO_LONGEST_NAME) {
        zo_reportf(lexer->sink, ZO_NAME_TOO_LONG, span_of(lexer, lexer->at, at),
                   ZO_STR("put long texts between quotation marks"), "a name has at most %d bytes",
                   ZO_LONGEST_NAME);
        push(lexer, ZO_T_BAD, lexer->at, at);
        return;
    }
    push(lexer, ZO_T_NAME, lexer->at, at);
}

static void stray(zo_lexer *lexer, uint32_t width)
{
    zo_span span = span_of(lexer, lexer->at, lexer->at + width);
    const char *s = lexer->s + lexer->at;
    zo_str hint = {"", 0};
    uint32_t code;
    zo_decode(s, width, &code);
    if (code == 0x201c || code == 0x201d || code == 0x201e || code == 0xab || code == '\'')
        hint = ZO_STR("texts stand between straight quotation marks: \"...\"");
    if (code == 0x2264 || code == 0x2265 || code == 0x2260)
        hint = ZO_STR("write <=, >= or !=");
    if (code == ';')
        hint = ZO_STR("statements end where the next line begins in the first column");
    zo_reportf(lexer->sink, ZO_STRAY_CHARACTER, span, hint, "\"%.*s\" has no meaning here", (int)width, s);
    push(lexer, ZO_T_BAD, lexer->at, lexer->at + width);
}

static void other(zo_lexer *lexer)
{
    uint32_t code;
    size_t width = zo_decode(lexer->s + lexer->at, lexer->n - lexer->at, &code);
    if (width == 0 || zo_is_hidden_control(code)) {
        lexer->at += width ? (uint32_t)width : 1; /* reported by check_characters */
        return;
    }
    if (zo_is_letter(code))
        name(lexer);
    else if (code == 0xa0 || code == 0x202f || code == 0xfeff || code == 0x3000)
        lexer->at += (uint32_t)width; /* blanks of typography */
    else
        stray(lexer, (uint32_t)width);
}

static void punctuation(zo_lexer *lexer)
{
    char c = peek(lexer, 0), d = peek(lexer, 1);
    uint32_t at = lexer->at;
    if (c == '.' && d == '.')
        push(lexer, ZO_T_DOTS, at, at + 2);
    else if (d == '=' && c == '<')
        push(lexer, ZO_T_LE, at, at + 2);
    else if (d == '=' && c == '>')
        push(lexer, ZO_T_GE, at, at + 2);
    else if (d == '=' && c == '!')
        push(lexer, ZO_T_NE, at, at + 2);
    else if (strchr("{}(),:=<>+-*/%", c))
        push(lexer, ZO_T_PUNCTUATION, at, at + 1);
    else
        other(lexer);
}

static void next(zo_lexer *lexer)
{
    char c = lexer->s[lexer->at];
    if (c == '\n')
        end_line(lexer);
    else if (c == ' ' || c == '\t' || c == '\r')
        lexer->at++;
    else if (c == '#')
        comment(lexer);
    else if (c == '"')
        string(lexer);
    else if (looks_like_date(lexer))
        date(lexer);
    else if (looks_like_time(lexer))
        clock_time(lexer);
    else if (is_digit(c))
        number(lexer);
    else if (c == '\0')
        lexer->at++; /* reported by check_characters */
    else
        punctuation(lexer);
}

/* Bytes that are no text are reported once a run, wherever they stand: in texts and comments too. */
static void check_characters(zo_lexer *lexer)
{
    uint32_t at = 0, bad_until = UINT32_MAX;
    while (at < lexer->n) {
        if ((unsigned char)lexer->s[at] >= 0x20 && (unsigned char)lexer->s[at] < 0x7f) {
            at++;
            continue;
        }
        uint32_t code = 0;
        uint32_t width = (uint32_t)zo_decode(lexer->s + at, lexer->n - at, &code);
        bool broken = width == 0, hidden = !broken && zo_is_hidden_control(code);
        uint32_t end = at + (width ? width : 1);
        if (broken && at != bad_until)
            zo_report(lexer->sink, ZO_NOT_UTF8, span_of(lexer, at, end),
                      ZO_STR("the file must be UTF-8 text; these bytes are not"),
                      ZO_STR("save it as UTF-8 in your editor"));
        if (hidden && at != bad_until)
            zo_reportf(lexer->sink, ZO_HIDDEN_CONTROL, span_of(lexer, at, end), ZO_STR("delete it"),
                       "the control character U+%c%c%c%c cannot be seen and is not allowed",
                       "0123456789ABCDEF"[code >> 12 & 15], "0123456789ABCDEF"[code >> 8 & 15],
                       "0123456789ABCDEF"[code >> 4 & 15], "0123456789ABCDEF"[code & 15]);
        if (broken || hidden)
            bad_until = end;
        at = end;
    }
}

void zo_index_lines(zo_tokens *tokens, zo_str text, uint32_t file, zo_arena *arena)
{
    *tokens = (zo_tokens){.text = text, .file = file};
    ZO_PUSH(arena, &tokens->lines, 0);
    for (uint32_t at = 0; at < text.n; at++)
        if (text.s[at] == '\n')
            ZO_PUSH(arena, &tokens->lines, at + 1);
}

zo_position zo_position_of(const zo_tokens *tokens, uint32_t byte)
{
    size_t low = 0, high = tokens->lines.n; /* the last line that begins at or before the byte */
    while (low + 1 < high) {
        size_t middle = low + (high - low) / 2;
        if (tokens->lines.at[middle] <= byte)
            low = middle;
        else
            high = middle;
    }
    const char *s = tokens->text.s;
    size_t begin = tokens->lines.n ? tokens->lines.at[low] : 0;
    size_t end = low + 1 < tokens->lines.n ? tokens->lines.at[low + 1] - 1 : tokens->text.n;
    if (end > begin && s[end - 1] == '\r')
        end--;
    size_t before = byte > end ? end : byte;
    return (zo_position){
        low + 1, zo_code_points((zo_str){s + begin, before - begin}) + 1, {s + begin, end - begin}};
}

void zo_tokenize(zo_tokens *tokens, zo_str text, uint32_t file, zo_arena *arena, zo_diagnostics *sink)
{
    zo_index_lines(tokens, text, file, arena);
    zo_lexer lexer = {.out = tokens, .arena = arena, .sink = sink, .s = text.s, .n = (uint32_t)text.n};
    check_characters(&lexer);
    if (text.n >= 3 && memcmp(text.s, "\xef\xbb\xbf", 3) == 0)
        lexer.at = lexer.line_begin = 3; /* a byte order mark */
    while (lexer.at < lexer.n)
        next(&lexer);
    lexer.token_on_line = false;
    lexer.line_begin = UINT32_MAX;
    uint8_t blank = lexer.newlines > 1 ? ZO_BLANK_BEFORE : 0;
    ZO_PUSH(arena, &tokens->list,
            ((zo_token){lexer.n, lexer.n, ZO_T_END, (uint8_t)(ZO_FIRST_COLUMN | ZO_NEW_LINE | blank),
                        ZO_INLINE}));
}

zo_str zo_string_value(const zo_tokens *tokens, const zo_token *token, zo_arena *arena)
{
    zo_str raw = zo_token_text(tokens, token);
    zo_text out = zo_text_new(arena);
    bool blank = false;
    size_t end = raw.n > 1 && raw.s[raw.n - 1] == '"' ? raw.n - 1 : raw.n;
    for (size_t i = 1; i < end; i++) {
        char c = raw.s[i];
        if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
            blank = true;
            continue;
        }
        if (blank && out.n > 0)
            zo_text_add_char(&out, ' ');
        blank = false;
        if (c == '\\' && i + 1 < end)
            c = raw.s[++i];
        zo_text_add_char(&out, c);
    }
    return zo_text_str(&out);
}
