/* What the files of the parser share: a cursor over the tokens of one statement. */
#ifndef ZO_SYNTAX_PARSER_H
#define ZO_SYNTAX_PARSER_H

#include "syntax/tree.h"

typedef struct zo_parser {
    zo_tree *tree;
    zo_arena *arena;
    zo_diagnostics *sink;
    uint32_t at;         /* next token */
    uint32_t begin;      /* first token of the statement */
    unsigned depth;      /* of parentheses */
    zo_time on;          /* the date that now holds */
    zo_statement *spare; /* of a statement that came to nothing, to be used again */
} zo_parser;

enum { ZO_MOST_DEPTH = 100 };

/* The next token, or an END at the end of the statement. */
const zo_token *zo_peek(const zo_parser *p);
const zo_token *zo_peek_ahead(const zo_parser *p, uint32_t ahead);
bool zo_at_end(const zo_parser *p);
bool zo_next_is(const zo_parser *p, const char *word_or_sign); /* keyword or one punctuation mark */
bool zo_take(zo_parser *p, const char *word_or_sign);          /* consumes it when it is next */
zo_str zo_next_text(const zo_parser *p);
zo_span zo_next_span(const zo_parser *p);
void zo_lay_out(zo_parser *p, int layout); /* marks the next token for the formatter */

/* Each reports what was expected when it is not there. */
bool zo_expect(zo_parser *p, const char *word_or_sign, const char *where);
bool zo_expect_name(zo_parser *p, const char *what, zo_word *word);
bool zo_expect_option(zo_parser *p, const char *what, zo_word *word); /* a name, yes or no */
bool zo_expect_string(zo_parser *p, const char *what, zo_quoted *quoted);
bool zo_expect_figure(zo_parser *p, const char *what, zo_figure *figure); /* signed */
bool zo_expect_amount(zo_parser *p, const char *what, zo_amount *amount); /* a number or LOW..HIGH */
bool zo_expect_date(zo_parser *p, const char *what, zo_time *date, zo_span *span);
void zo_expected(zo_parser *p, const char *what, zo_str hint);

zo_condition *zo_parse_condition(zo_parser *p); /* NULL after a reported error */

/* The clauses of any statement; statement-specific ones (party, source, session) included. */
void zo_parse_clauses(zo_parser *p, zo_statement *statement);
bool zo_parse_words(zo_parser *p, const char *what, zo_words *words); /* NAME {, NAME} */

/* Marks tokens for a common clause and returns whether the next token begins one. */
bool zo_at_clause(const zo_parser *p, const zo_statement *statement);

/* For the formatter: whether the clause with this rank stays on the line of the head; whether it says assumed or
 * inferred. */
bool zo_clause_inline(int rank);
bool zo_clause_is_claim(int rank);

/* What follows the heads of these statements; false after a reported error. */
bool zo_parse_values(zo_parser *p, zo_statement *statement);
bool zo_parse_prefers(zo_parser *p, zo_statement *statement);
bool zo_parse_assignments(zo_parser *p, zo_statement *statement);
bool zo_parse_bloc_rule(zo_parser *p, zo_statement *statement);
bool zo_parse_issue(zo_parser *p, zo_statement *statement);

#endif
