/* The tree's tokens -> canonical text. Works on tokens, with the marks the parser left, so that nothing can be lost:
 * a statement is a head, then segments (options, clauses), each with the comments that belong to its tokens. */
#include "syntax/format.h"

#include "base/unicode.h"
#include "syntax/parser.h"

typedef struct zo_segment {
    uint32_t begin, end; /* tokens */
    int rank;            /* of the clause; -1: an option */
} zo_segment;

typedef struct zo_formatter {
    const zo_tree *tree;
    zo_text *out;
    size_t line;         /* where the current line begins in out */
    size_t comment;      /* next comment, in order, for those between statements */
    uint32_t begin, end; /* the statement's tokens */
    size_t head_end;
    bool only_if;    /* the statement is rewritten from refuses .. unless */
    bool fresh;      /* nothing on the line yet */
    bool break_next; /* a comment ended the line */
    ZO_ARRAY(zo_segment) segments;
} zo_formatter;

static const zo_token *token_at(const zo_formatter *f, uint32_t i) { return &f->tree->tokens.list.at[i]; }

static bool token_is(const zo_formatter *f, uint32_t i, const char *text)
{
    const zo_token *token = token_at(f, i);
    return token->kind != ZO_T_STRING && zo_str_is(zo_token_text(&f->tree->tokens, token), text);
}

static void new_line(zo_formatter *f, size_t indentation)
{
    if (f->out->n > 0 && f->out->s[f->out->n - 1] != '\n')
        zo_text_add_char(f->out, '\n');
    f->line = f->out->n;
    zo_text_repeat(f->out, ' ', indentation);
    f->fresh = true;
    f->break_next = false;
}

static size_t column(const zo_formatter *f)
{
    return zo_columns((zo_str){f->out->s + f->line, f->out->n - f->line});
}

/* ---- Tokens ---- */

static zo_str string_text(const zo_formatter *f, const zo_token *token)
{
    zo_arena *arena = f->out->arena;
    zo_str value = zo_string_value(&f->tree->tokens, token, arena);
    zo_text text = zo_text_new(arena);
    zo_text_add_char(&text, '"');
    for (size_t i = 0; i < value.n; i++) {
        if (value.s[i] == '"' || value.s[i] == '\\')
            zo_text_add_char(&text, '\\');
        zo_text_add_char(&text, value.s[i]);
    }
    zo_text_add_char(&text, '"');
    return zo_text_str(&text);
}

static zo_str written(const zo_formatter *f, uint32_t i)
{
    const zo_token *token = token_at(f, i);
    if (token->kind == ZO_T_STRING)
        return string_text(f, token);
    if (token->layout == ZO_ONLY_IF)
        return ZO_STR("only if");
    if (f->only_if && i == f->begin + 1)
        return ZO_STR("accepts");
    return zo_token_text(&f->tree->tokens, token);
}

static bool blank_between(const zo_formatter *f, uint32_t before, uint32_t i)
{
    const zo_token *a = token_at(f, before), *b = token_at(f, i);
    if (a->layout == ZO_SIGN || a->kind == ZO_T_DOTS || b->kind == ZO_T_DOTS)
        return false;
    if (token_is(f, before, "(") || token_is(f, before, "/") || token_is(f, i, "/"))
        return false;
    if (token_is(f, i, ",") || token_is(f, i, ":") || token_is(f, i, ")") || token_is(f, i, "%"))
        return false;
    if (token_is(f, before, "{"))
        return a->layout == ZO_DEAL_BRACE;
    return !token_is(f, i, "}") || b->layout == ZO_DEAL_BRACE;
}

static bool may_break_before(const zo_formatter *f, uint32_t i)
{
    static const char *const words[] = {"and", "or", "implies", "iff", "only", "unless"};
    if (token_is(f, i - 1, ","))
        return true;
    for (size_t w = 0; w < sizeof words / sizeof *words; w++)
        if (token_is(f, i, words[w]))
            return true;
    return false;
}

/* The width of what must stay on one line with token i. */
static size_t unit_width(const zo_formatter *f, uint32_t i, uint32_t end)
{
    size_t width = zo_columns(written(f, i));
    for (uint32_t j = i + 1; j < end && !may_break_before(f, j) && width <= ZO_LINE_WIDTH; j++)
        width += zo_columns(written(f, j)) + blank_between(f, j - 1, j);
    return width;
}

/* ---- Comments ---- */

static zo_str comment_text(const zo_formatter *f, const zo_comment *comment)
{
    return (zo_str){f->tree->tokens.text.s + comment->begin, comment->end - comment->begin};
}

/* The first comment whose following token is i, or the end. */
static size_t comments_before(const zo_formatter *f, uint32_t i)
{
    size_t low = 0, high = f->tree->tokens.comments.n;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (f->tree->tokens.comments.at[middle].token < i)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static const zo_comment *comment_of(const zo_formatter *f, size_t index, uint32_t token)
{
    if (index >= f->tree->tokens.comments.n || f->tree->tokens.comments.at[index].token != token)
        return NULL;
    return &f->tree->tokens.comments.at[index];
}

/* Lines of comments above token i, inside a statement. */
static void leading_comments(zo_formatter *f, uint32_t i, size_t indentation)
{
    const zo_comment *comment;
    for (size_t c = comments_before(f, i); (comment = comment_of(f, c, i)) != NULL; c++) {
        if (!comment->own_line)
            continue;
        if (!f->fresh)
            new_line(f, indentation);
        zo_text_add(f->out, comment_text(f, comment));
        new_line(f, indentation);
    }
}

static void trailing_comment(zo_formatter *f, uint32_t i)
{
    const zo_comment *comment = comment_of(f, comments_before(f, i + 1), i + 1);
    if (!comment || comment->own_line)
        return;
    zo_text_add_c(f->out, "  ");
    zo_text_add(f->out, comment_text(f, comment));
    f->break_next = true;
}

/* ---- Statements ---- */

static void emit(zo_formatter *f, uint32_t i, uint32_t begin, uint32_t end, size_t indentation)
{
    if (f->break_next)
        new_line(f, indentation);
    if (i > begin)
        leading_comments(f, i, indentation);
    bool blank = !f->fresh && i > f->begin && (i == begin || blank_between(f, i - 1, i));
    if (!f->fresh && i > begin && may_break_before(f, i) &&
        column(f) + 1 + unit_width(f, i, end) > ZO_LINE_WIDTH) {
        new_line(f, indentation);
        blank = false;
    }
    if (blank)
        zo_text_add_char(f->out, ' ');
    zo_text_add(f->out, written(f, i));
    f->fresh = false;
    trailing_comment(f, i);
}

static void emit_range(zo_formatter *f, uint32_t begin, uint32_t end, size_t indentation)
{
    for (uint32_t i = begin; i < end; i++)
        emit(f, i, begin, end, indentation);
}

static void find_segments(zo_formatter *f)
{
    f->segments.n = 0;
    f->only_if = false;
    f->head_end = f->end;
    for (uint32_t i = f->begin; i < f->end; i++) {
        int layout = token_at(f, i)->layout;
        f->only_if = f->only_if || layout == ZO_ONLY_IF;
        bool clause = layout >= ZO_CLAUSE && layout < ZO_CLAUSE_LAST;
        if (!clause && layout != ZO_OPTION)
            continue;
        if (f->segments.n == 0)
            f->head_end = i;
        else
            f->segments.at[f->segments.n - 1].end = i;
        ZO_PUSH(f->out->arena, &f->segments, ((zo_segment){i, f->end, clause ? layout - ZO_CLAUSE : -1}));
    }
}

/* Stable insertion by rank; options stay first. */
static void sort_segments(zo_formatter *f)
{
    zo_segment *s = f->segments.at;
    for (size_t i = 1; i < f->segments.n; i++) {
        zo_segment moved = s[i];
        size_t j = i;
        for (; j > 0 && s[j - 1].rank > moved.rank; j--)
            s[j] = s[j - 1];
        s[j] = moved;
    }
}

static size_t widest_option(const zo_formatter *f)
{
    size_t widest = 0;
    for (size_t i = 0; i < f->segments.n && f->segments.at[i].rank < 0; i++) {
        size_t width = zo_columns(written(f, f->segments.at[i].begin));
        widest = width > widest ? width : widest;
    }
    return widest;
}

static void emit_option(zo_formatter *f, const zo_segment *option, size_t widest)
{
    new_line(f, 4);
    leading_comments(f, option->begin, 4);
    emit(f, option->begin, option->begin, option->end, 4);
    if (option->begin + 1 == option->end)
        return;
    if (!f->break_next)
        zo_text_repeat(f->out, ' ', widest - zo_columns(written(f, option->begin)));
    emit_range(f, option->begin + 1, option->end, 8);
}

static bool is_own_line(const zo_segment *segment)
{
    return segment->rank < 0 || !zo_clause_inline(segment->rank);
}

static bool has_leading_comment(const zo_formatter *f, uint32_t i)
{
    size_t c = comments_before(f, i);
    const zo_comment *comment;
    for (; (comment = comment_of(f, c, i)) != NULL; c++)
        if (comment->own_line)
            return true;
    return false;
}

/* A lone "assumed" or "inferred" stays on the line of a short head. */
static bool joins_head(const zo_formatter *f, size_t own_lines, const zo_segment *segment)
{
    return own_lines == 1 && segment->rank >= 0 && zo_clause_is_claim(segment->rank) && !f->break_next &&
           !has_leading_comment(f, segment->begin) && f->line <= f->out->n &&
           column(f) + 2 + zo_columns(written(f, segment->begin)) <= ZO_LINE_WIDTH;
}

static void emit_inline(zo_formatter *f, const zo_segment *segment)
{
    if (!f->break_next && !has_leading_comment(f, segment->begin) && token_is(f, segment->begin, "as"))
        zo_text_add_char(f->out, ' '); /* names stand apart: two blanks */
    leading_comments(f, segment->begin, 8);
    emit_range(f, segment->begin, segment->end, 8);
}

static void emit_statement(zo_formatter *f)
{
    find_segments(f);
    sort_segments(f);
    new_line(f, 0);
    emit_range(f, f->begin, (uint32_t)f->head_end, 8);
    size_t own_lines = 0, widest = widest_option(f);
    for (size_t i = 0; i < f->segments.n; i++) {
        if (is_own_line(&f->segments.at[i]))
            own_lines++;
        else
            emit_inline(f, &f->segments.at[i]);
    }
    for (size_t i = 0; i < f->segments.n; i++) {
        const zo_segment *segment = &f->segments.at[i];
        if (segment->rank < 0) {
            emit_option(f, segment, widest);
        } else if (is_own_line(segment) && joins_head(f, own_lines, segment)) {
            zo_text_add_char(f->out, ' ');
            emit_range(f, segment->begin, segment->end, 8);
        } else if (is_own_line(segment)) {
            new_line(f, 4);
            leading_comments(f, segment->begin, 4);
            emit_range(f, segment->begin, segment->end, 8);
        }
    }
}

static void empty_line(zo_formatter *f)
{
    new_line(f, 0);
    if (f->out->n > 0)
        zo_text_add_char(f->out, '\n');
    f->line = f->out->n;
}

/* Comments between statements: indented ones still belong to the statement above. */
static void comments_above_statement(zo_formatter *f, uint32_t i)
{
    const zo_comment *comment;
    for (size_t c = comments_before(f, i); (comment = comment_of(f, c, i)) != NULL; c++) {
        if (!comment->own_line)
            continue;
        bool indented = comment->begin > 0 && f->tree->tokens.text.s[comment->begin - 1] != '\n';
        if (comment->blank_before && f->out->n > 0)
            empty_line(f);
        new_line(f, indented && i > 0 ? 4 : 0);
        zo_text_add(f->out, comment_text(f, comment));
    }
}

void zo_format(const zo_tree *tree, zo_text *out)
{
    zo_formatter f = {.tree = tree, .out = out, .fresh = true};
    uint32_t count = (uint32_t)tree->tokens.list.n - 1; /* without END */
    for (uint32_t i = 0; i <= count; i = f.end) {
        comments_above_statement(&f, i);
        if (i == count)
            break;
        if ((token_at(&f, i)->flags & ZO_BLANK_BEFORE) && out->n > 0)
            empty_line(&f);
        f.begin = i;
        f.end = i + 1;
        while (f.end < count && !(token_at(&f, f.end)->flags & ZO_FIRST_COLUMN))
            f.end++;
        emit_statement(&f);
    }
    if (out->n > 0 && out->s[out->n - 1] != '\n')
        zo_text_add_char(out, '\n');
}
