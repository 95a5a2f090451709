/* Tokens of one file: where they stand; their text is read from the file. */
#ifndef ZO_SYNTAX_TOKEN_H
#define ZO_SYNTAX_TOKEN_H

#include "base/diagnostic.h"

typedef enum zo_token_kind {
    ZO_T_END,
    ZO_T_NAME,   /* a name or a keyword: keywords are contextual */
    ZO_T_NUMBER, /* 12, 12.5, 1/3 */
    ZO_T_STRING, /* with its quotation marks */
    ZO_T_DATE,   /* 2025-12-15 */
    ZO_T_TIME,   /* 18:00, only after a date */
    ZO_T_DOTS,   /* .. */
    ZO_T_LE,
    ZO_T_GE,
    ZO_T_NE,
    ZO_T_PUNCTUATION, /* one character: { } ( ) , : = < > + - * / % */
    ZO_T_BAD          /* reported already */
} zo_token_kind;

enum zo_token_flag {
    ZO_FIRST_COLUMN = 1, /* begins a statement */
    ZO_NEW_LINE = 2,     /* first token on its line */
    ZO_BLANK_BEFORE = 4  /* an empty line stands right before it */
};

/* Set by the parser for the formatter. */
typedef enum zo_layout {
    ZO_INLINE, /* goes on */
    ZO_OPTION, /* begins an option of an issue: a line of its own */
    ZO_CLAUSE, /* + rank: begins a clause; a line of its own, clauses in order of ranks */
    ZO_CLAUSE_LAST = ZO_CLAUSE + 40,
    ZO_SIGN,       /* a sign: no blank after it */
    ZO_DEAL_BRACE, /* braces with blanks inside */
    ZO_ONLY_IF     /* `unless`, written `only if` in the canonical form, with its `refuses` as `accepts` */
} zo_layout;

typedef struct zo_token {
    uint32_t begin, end; /* bytes */
    uint8_t kind;
    uint8_t flags;
    uint8_t layout;
} zo_token;

typedef struct zo_comment {
    uint32_t begin, end; /* from '#' to before the line end, blanks at the end cut */
    uint32_t token;      /* index of the token that follows */
    bool own_line;       /* no token before it on its line */
    bool blank_before;   /* an empty line stands right before it */
} zo_comment;

typedef struct zo_tokens {
    zo_str text;             /* the file */
    uint32_t file;           /* index into the model's files */
    ZO_ARRAY(zo_token) list; /* ends with ZO_T_END */
    ZO_ARRAY(zo_comment) comments;
    ZO_ARRAY(uint32_t) lines; /* where each line begins */
} zo_tokens;

enum { ZO_MOST_BYTES = 64 << 20, ZO_LONGEST_NAME = 1000 }; /* bytes */

/* Reports what is no token, and goes on behind it. text.n <= ZO_MOST_BYTES. */
void zo_tokenize(zo_tokens *tokens, zo_str text, uint32_t file, zo_arena *arena, zo_diagnostics *sink);

/* Only the lines, for places in a text that is no model. */
void zo_index_lines(zo_tokens *tokens, zo_str text, uint32_t file, zo_arena *arena);

static inline zo_str zo_token_text(const zo_tokens *tokens, const zo_token *token)
{
    return (zo_str){tokens->text.s + token->begin, token->end - token->begin};
}
/* What a string token says: escapes resolved, white space folded to single blanks. */
zo_str zo_string_value(const zo_tokens *tokens, const zo_token *token, zo_arena *arena);

/* 1-based line and column (in code points) of a byte, and the line's text without its end. */
typedef struct zo_position {
    size_t line, column;
    zo_str text;
} zo_position;
zo_position zo_position_of(const zo_tokens *tokens, uint32_t byte);

#endif
