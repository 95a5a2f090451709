/* The parser's cursor: looking at, taking and expecting tokens of one statement. */
#include "syntax/parser.h"

#include <string.h>

#include "base/number.h"
#include "base/suggest.h"
#include "base/unicode.h"

static const char *const reserved[] = {
    "and", "or",  "not",   "implies", "iff",     "in",       "unless", "only", "if", "as",   "by",
    "via", "for", "cites", "subject", "assumed", "inferred", "note",   "yes",  "no", "more", "less"};

bool zo_is_reserved(zo_str word)
{
    for (size_t i = 0; i < sizeof reserved / sizeof *reserved; i++)
        if (zo_str_is(word, reserved[i]))
            return true;
    return false;
}

const zo_token *zo_peek_ahead(const zo_parser *p, uint32_t ahead)
{
    static const zo_token end = {0, 0, ZO_T_END, 0, 0};
    const zo_token *list = p->tree->tokens.list.at;
    for (uint32_t i = p->at; i <= p->at + ahead; i++)
        if (list[i].kind == ZO_T_END || (i > p->begin && (list[i].flags & ZO_FIRST_COLUMN)))
            return &end;
    return &list[p->at + ahead];
}

const zo_token *zo_peek(const zo_parser *p) { return zo_peek_ahead(p, 0); }
bool zo_at_end(const zo_parser *p) { return zo_peek(p)->kind == ZO_T_END; }

zo_str zo_next_text(const zo_parser *p) { return zo_token_text(&p->tree->tokens, zo_peek(p)); }

/* At the end of a statement: the place right behind its last token. */
zo_span zo_next_span(const zo_parser *p)
{
    const zo_token *token = zo_peek(p);
    if (token->kind != ZO_T_END)
        return (zo_span){p->tree->tokens.file, token->begin, token->end};
    uint32_t end = p->at > 0 ? p->tree->tokens.list.at[p->at - 1].end : 0;
    return (zo_span){p->tree->tokens.file, end, end};
}

static bool is(const zo_parser *p, const zo_token *token, const char *wanted)
{
    return (token->kind == ZO_T_NAME || token->kind == ZO_T_PUNCTUATION) &&
           zo_str_is(zo_token_text(&p->tree->tokens, token), wanted);
}

bool zo_next_is(const zo_parser *p, const char *wanted) { return is(p, zo_peek(p), wanted); }

bool zo_take(zo_parser *p, const char *wanted)
{
    if (!zo_next_is(p, wanted))
        return false;
    p->at++;
    return true;
}

void zo_lay_out(zo_parser *p, int layout)
{
    if (!zo_at_end(p))
        p->tree->tokens.list.at[p->at].layout = (uint8_t)layout;
}

void zo_expected(zo_parser *p, const char *what, zo_str hint)
{
    const zo_token *token = zo_peek(p);
    zo_str found = zo_next_text(p);
    p->tree->broken = true;
    if (token->kind == ZO_T_BAD)
        return; /* reported by the tokenizer */
    if (token->kind == ZO_T_END)
        zo_reportf(p->sink, ZO_EXPECTED, zo_next_span(p), hint, "the statement ends here; expected %s", what);
    else if (found.n > 40)
        zo_reportf(p->sink, ZO_EXPECTED, zo_next_span(p), hint, "expected %s", what);
    else
        zo_reportf(p->sink, ZO_EXPECTED, zo_next_span(p), hint, "found %s%.*s%s; expected %s",
                   found.s[0] == '"' ? "" : "\"", ZO_FMT(found), found.s[0] == '"' ? "" : "\"", what);
}

bool zo_expect(zo_parser *p, const char *wanted, const char *where)
{
    if (zo_take(p, wanted))
        return true;
    zo_text what = zo_text_new(p->arena);
    zo_text_printf(&what, "\"%s\" %s", wanted, where);
    zo_expected(p, zo_c_string(p->arena, zo_text_str(&what)), (zo_str){"", 0});
    return false;
}

static bool take_word(zo_parser *p, zo_word *word)
{
    *word = (zo_word){zo_compose(p->arena, zo_next_text(p)), zo_next_span(p)};
    p->at++;
    return true;
}

bool zo_expect_name(zo_parser *p, const char *what, zo_word *word)
{
    if (zo_peek(p)->kind == ZO_T_NAME && !zo_is_reserved(zo_next_text(p)))
        return take_word(p, word);
    if (zo_peek(p)->kind != ZO_T_NAME) {
        zo_expected(p, what, (zo_str){"", 0});
        return false;
    }
    p->tree->broken = true;
    zo_str found = zo_next_text(p);
    zo_reportf(p->sink, ZO_RESERVED_WORD, zo_next_span(p), ZO_STR("choose another name"),
               "\"%.*s\" is a word of the language and can never be a name; expected %s", ZO_FMT(found),
               what);
    return false;
}

bool zo_expect_option(zo_parser *p, const char *what, zo_word *word)
{
    if (zo_next_is(p, "yes") || zo_next_is(p, "no"))
        return take_word(p, word);
    return zo_expect_name(p, what, word);
}

bool zo_expect_string(zo_parser *p, const char *what, zo_quoted *quoted)
{
    const zo_token *token = zo_peek(p);
    if (token->kind != ZO_T_STRING) {
        zo_expected(p, what,
                    token->kind == ZO_T_NAME ? ZO_STR("texts stand between quotation marks: \"...\"")
                                             : (zo_str){"", 0});
        return false;
    }
    *quoted = (zo_quoted){zo_string_value(&p->tree->tokens, token, p->arena), zo_next_span(p)};
    p->at++;
    return true;
}

bool zo_expect_figure(zo_parser *p, const char *what, zo_figure *figure)
{
    figure->negative = zo_next_is(p, "-");
    if (zo_next_is(p, "-") || zo_next_is(p, "+")) {
        zo_lay_out(p, ZO_SIGN);
        p->at++;
    }
    if (zo_peek(p)->kind != ZO_T_NUMBER) {
        zo_expected(p, what, (zo_str){"", 0});
        return false;
    }
    figure->span = zo_next_span(p);
    p->at++;
    return true;
}

bool zo_expect_amount(zo_parser *p, const char *what, zo_amount *amount)
{
    if (!zo_expect_figure(p, what, &amount->low))
        return false;
    if (zo_peek(p)->kind != ZO_T_DOTS)
        return true;
    p->at++;
    return zo_expect_figure(p, "the upper end of the range", &amount->high);
}

bool zo_expect_date(zo_parser *p, const char *what, zo_time *date, zo_span *span)
{
    if (zo_peek(p)->kind != ZO_T_DATE) {
        zo_expected(p, what, ZO_STR("dates are written 2025-12-31"));
        return false;
    }
    *span = zo_next_span(p);
    if (!zo_date_parse(zo_next_text(p), date))
        *date = ZO_ALWAYS; /* reported by the tokenizer */
    p->at++;
    return true;
}

bool zo_parse_words(zo_parser *p, const char *what, zo_words *words)
{
    do {
        zo_word word;
        if (!zo_expect_name(p, what, &word))
            return false;
        ZO_PUSH(p->arena, words, word);
    } while (zo_take(p, ","));
    return true;
}

zo_num zo_figure_value(const zo_tokens *tokens, const zo_figure *figure)
{
    zo_num value = zo_num_of(0);
    zo_str text = {tokens->text.s + figure->span.begin, figure->span.end - figure->span.begin};
    zo_num_parse(text, &value);
    return figure->negative ? zo_num_negate(&value) : value;
}
