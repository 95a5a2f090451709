/* Results: a typed tree that analyses build and writers read. Writers compute nothing.
 *
 * Every node has a name (its JSON key). A node with a title, or one whose form is an answer, a paragraph or
 * a list, also appears in text; the others are data for machines. */
#ifndef ZO_RESULT_RESULT_H
#define ZO_RESULT_RESULT_H

#include "base/date.h"
#include "base/number.h"

typedef enum zo_value_kind {
    ZO_V_NULL,
    ZO_V_BOOL,
    ZO_V_NUMBER, /* exact; JSON: {"exact": "7/2", "decimal": 3.5}, integers below 2^53 as plain numbers when `plain` */
    ZO_V_TEXT,
    ZO_V_LIST,
    ZO_V_OBJECT
} zo_value_kind;

typedef enum zo_form {
    ZO_F_DATA,      /* machines only, unless a title is set: then "title: value" on a line */
    ZO_F_ANSWER,    /* TEXT: the first line of the text output */
    ZO_F_BANNER,    /* TEXT: what the page is; above the answer in HTML, a paragraph in text */
    ZO_F_PARAGRAPH, /* TEXT: a paragraph under its title, if any */
    ZO_F_LIST,      /* LIST of TEXT: an item each, under its title */
    ZO_F_TABLE,     /* LIST of OBJECT: rows, under its title; `columns` says which members are shown */
    ZO_F_SECTION,   /* OBJECT: title, then its children */
    ZO_F_TRAILER,   /* TEXT: a closing line in parentheses */
    ZO_F_VERBATIM   /* TEXT: as it is, without wrapping: for programs; ends with a line end */
} zo_form;

typedef struct zo_column {
    const char *key; /* the member shown; a LIST of TEXT is joined by "; " */
    zo_str heading;  /* empty: none */
    bool right;      /* align right (numbers) */
    bool keep;       /* never wrapped */
    bool once;       /* left blank where the row above shows the same */
} zo_column;

typedef struct zo_value zo_value;
struct zo_value {
    zo_value_kind kind;
    zo_form form;
    zo_str name;    /* key within the parent object; empty in lists */
    zo_str title;   /* heading in text */
    zo_str text;    /* TEXT */
    zo_str empty;   /* LIST in text: what to say when there is no item; empty string: omit the section */
    zo_num number;  /* NUMBER */
    bool plain;     /* NUMBER: JSON number, not exact and decimal */
    bool flag;      /* BOOL */
    bool text_only; /* left out of JSON: a view of data that stands elsewhere in the tree */
    bool page_only; /* left out of text: the command line shows it there in a form of its own */
    const zo_column *column; /* TABLE */
    size_t columns;
    const char *const *rows;       /* LIST of OBJECT: the one list that CSV prints; see zo_mark_rows */
    zo_value *first, *last, *next; /* LIST, OBJECT: children in order; next sibling */
};

typedef enum zo_verdict { ZO_ANSWER_YES, ZO_ANSWER_NO, ZO_ANSWER_BAD, ZO_ANSWER_LIMIT } zo_verdict;

zo_value *zo_object(zo_arena *arena);
/* Each adds a child at the end and returns it; parent: OBJECT (name needed) or LIST (name NULL). */
zo_value *zo_add_object(zo_arena *arena, zo_value *parent, const char *name);
zo_value *zo_add_list(zo_arena *arena, zo_value *parent, const char *name);
zo_value *zo_add_text(zo_arena *arena, zo_value *parent, const char *name, zo_str text);
zo_value *zo_add_bool(zo_arena *arena, zo_value *parent, const char *name, bool flag);
zo_value *zo_add_number(zo_arena *arena, zo_value *parent, const char *name, const zo_num *number);
zo_value *zo_add_size(zo_arena *arena, zo_value *parent, const char *name, uint64_t number); /* plain */
/* A list whose rows the text shows as a table; columns outlive it. */
zo_value *zo_add_table(zo_arena *arena, zo_value *parent, const char *name, zo_str title,
                       const zo_column *column, size_t columns);
/* A paragraph for readers, that programs find as data elsewhere. */
zo_value *zo_add_paragraph(zo_arena *arena, zo_value *parent, const char *name, zo_str words);
zo_value *zo_add_null(zo_arena *arena, zo_value *parent, const char *name);

/* Makes a list of objects the rows of the CSV. columns (ends with NULL, outlives the list; NULL: none): what stands in
 * the header line at least and first, also when there are no rows; members found beside these follow. */
void zo_mark_rows(zo_value *list, const char *const *columns);
/* Such a list for CSV alone, "rows", where the tree has them in another shape. */
zo_value *zo_add_rows(zo_arena *arena, zo_value *parent, const char *const *columns);
/* Adds what another node holds, or null for NULL; children are shared, not copied. */
zo_value *zo_add_copy(zo_arena *arena, zo_value *parent, const zo_value *of, const char *name);

const zo_value *zo_member(const zo_value *object, const char *name); /* NULL when absent */
size_t zo_children(const zo_value *value);

#endif
