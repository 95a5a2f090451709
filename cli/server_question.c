/* The body of a request -> what is asked. Strict: a member that is not known is a mistake that somebody wants to hear of. */
#include "server_question.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "arguments.h"
#include "memory.h"
#include "render.h"
#include "suggest.h"

/* ---- Before it is parsed ---- */

/* Counts what a small body could blow up to: parts, and how deep they lie in each other. */
static const char *too_much(const char *body, size_t length)
{
    size_t depth = 0, parts = 0;
    bool quoted = false;
    for (size_t i = 0; i < length; i++) {
        char c = body[i];
        if (quoted && c == '\\')
            i++;
        else if (c == '"')
            quoted = !quoted;
        if (quoted)
            continue;
        bool opens = c == '[' || c == '{';
        depth += opens;
        depth -= (c == ']' || c == '}') && depth > 0;
        parts += opens || c == ',' || c == ':';
        if (depth > SRV_MOST_DEPTH)
            return "the request is nested deeper than 8 levels";
        if (parts > SRV_MOST_PARTS)
            return "the request has more than 20,000 parts";
    }
    return NULL;
}

/* ---- Its members ---- */

typedef struct reading {
    srv_question *question;
    char *why; /* empty while all is well */
    size_t size;
} reading;

#define MISTAKE(r, ...) ((void)snprintf((r)->why, (r)->size, __VA_ARGS__))

static void read_word(reading *r, const char *name, const json_t *value, const char *choices,
                      const char **out)
{
    const char *word = json_string_value(value);
    if (!word || json_string_length(value) > SRV_LONGEST_WORD) {
        MISTAKE(r, "\"%s\" is a text of at most %d bytes", name, SRV_LONGEST_WORD);
        return;
    }
    *out = word;
    if (strlen(word) != json_string_length(value))
        MISTAKE(r, "\"%s\" has a NUL character in it", name);
    else if (choices && !cli_is_choice(choices, word))
        MISTAKE(r, "\"%s\" is %s, not \"%.100s\"", name, choices, word);
}

static void read_arguments(reading *r, const json_t *list)
{
    srv_question *question = r->question;
    if (!json_is_array(list) || json_array_size(list) > SRV_MOST_ARGUMENTS) {
        MISTAKE(r, "\"arguments\" is a list of at most %d pairs [name, value]", SRV_MOST_ARGUMENTS);
        return;
    }
    for (size_t i = 0; i < json_array_size(list) && r->why[0] == '\0'; i++) {
        const json_t *pair = json_array_get(list, i);
        zopa_argument *argument = &question->argument[question->arguments++];
        *argument = (zopa_argument){"", ""};
        if (json_array_size(pair) != 2) {
            MISTAKE(r, "argument %zu is not a pair [name, value]", i + 1);
            return;
        }
        read_word(r, "name of an argument", json_array_get(pair, 0), NULL, &argument->name);
        read_word(r, "value of an argument", json_array_get(pair, 1), NULL, &argument->value);
    }
}

static void read_texts(reading *r, json_t *object)
{
    const char *name;
    json_t *value;
    srv_texts *texts = &r->question->texts;
    if (!json_is_object(object) || json_object_size(object) > SRV_MOST_TEXTS) {
        MISTAKE(r, "\"texts\" is an object of at most %d names of files and their texts", SRV_MOST_TEXTS);
        return;
    }
    texts->text = cli_grow(NULL, (json_object_size(object) + 1) * sizeof *texts->text);
    json_object_foreach(object, name, value)
    {
        if (!json_is_string(value)) {
            MISTAKE(r, "the text of \"%.100s\" is not a text", name);
            return;
        }
        texts->text[texts->count++] = (srv_text){name, json_string_value(value), json_string_length(value)};
    }
}

static void read_axes(reading *r, const json_t *list)
{
    if (json_is_null(list))
        return;
    if (json_array_size(list) != 2) {
        MISTAKE(r, "\"axes\" is a list of two parties");
        return;
    }
    for (size_t i = 0; i < 2; i++)
        read_word(r, "axes", json_array_get(list, i), NULL, &r->question->axes[i]);
}

/* "for" is an argument with a place of its own. */
static void read_for(reading *r, const json_t *value)
{
    srv_question *question = r->question;
    if (json_is_null(value))
        return;
    zopa_argument *argument = &question->argument[question->arguments++];
    *argument = (zopa_argument){"for", ""};
    read_word(r, "for", value, NULL, &argument->value);
}

/* ---- The whole ---- */

/* The members that each kind of request may have. */
static const char *const members[][9] = {
    [SRV_RUN] = {"analysis", "format", "arguments", "texts", "slot"},
    [SRV_STOP] = {"slot"},
    [SRV_REPORT] = {"arguments", "texts", "language", "for", "slot"},
    [SRV_PLOT] = {"kind", "format", "arguments", "texts", "language", "theme", "axes", "slot"},
};

static bool is_member(enum srv_question_kind kind, const char *name, cli_suggestion *best)
{
    for (const char *const *member = members[kind]; *member; member++) {
        if (strcmp(*member, name) == 0)
            return true;
        cli_consider(best, name, *member);
    }
    return false;
}

static void read_member(reading *r, enum srv_question_kind kind, const char *name, json_t *value)
{
    srv_question *q = r->question;
    if (strcmp(name, "analysis") == 0)
        read_word(r, name, value, NULL, &q->analysis);
    else if (strcmp(name, "format") == 0)
        read_word(r, name, value, kind == SRV_PLOT ? "svg|png" : "json|csv|html|text", &q->format);
    else if (strcmp(name, "slot") == 0)
        read_word(r, name, value, NULL, &q->slot);
    else if (strcmp(name, "kind") == 0)
        read_word(r, name, value, "frontier|positions|timeline", &q->kind);
    else if (strcmp(name, "language") == 0)
        read_word(r, name, value, CLI_LANGUAGES, &q->language);
    else if (strcmp(name, "theme") == 0)
        read_word(r, name, value, "light|dark", &q->theme);
    else if (strcmp(name, "arguments") == 0)
        read_arguments(r, value);
    else if (strcmp(name, "texts") == 0)
        read_texts(r, value);
    else if (strcmp(name, "axes") == 0)
        read_axes(r, value);
    else
        read_for(r, value);
}

static void read_members(reading *r, enum srv_question_kind kind)
{
    const char *name;
    json_t *value;
    json_object_foreach(r->question->json, name, value)
    {
        cli_suggestion best = {0};
        if (is_member(kind, name, &best))
            read_member(r, kind, name, value);
        else if (best.word)
            MISTAKE(r, "a request has no \"%.100s\"; did you mean \"%s\"?", name, best.word);
        else
            MISTAKE(r, "a request has no \"%.100s\"", name);
        if (r->why[0] != '\0')
            return;
    }
}

static void require_members(reading *r, enum srv_question_kind kind)
{
    const srv_question *q = r->question;
    if (kind == SRV_RUN && !q->analysis)
        MISTAKE(r, "\"analysis\" is missing: the question to run, such as \"zone\"");
    else if (kind == SRV_STOP && !q->slot)
        MISTAKE(r, "\"slot\" is missing: the one to stop");
    else if (kind == SRV_PLOT && !q->kind)
        MISTAKE(r, "\"kind\" is missing: frontier, positions or timeline");
}

static void parse(reading *r, const char *body, size_t length)
{
    json_error_t error;
    const char *much = too_much(body, length);
    if (much) {
        MISTAKE(r, "%s", much);
        return;
    }
    r->question->json = json_loadb(body, length, JSON_REJECT_DUPLICATES | JSON_ALLOW_NUL, &error);
    if (!r->question->json)
        MISTAKE(r, "the request is not JSON: line %d, column %d: %s", error.line, error.column, error.text);
    else if (!json_is_object(r->question->json))
        MISTAKE(r, "the request is not a JSON object");
}

void srv_question_free(srv_question *question)
{
    free(question->argument);
    free(question->texts.text);
    json_decref(question->json);
    *question = (srv_question){0};
}

bool srv_read_question(const char *body, size_t length, enum srv_question_kind kind, srv_question *question,
                       char *why, size_t size)
{
    reading r = {question, why, size};
    why[0] = '\0';
    *question = (srv_question){.argument = cli_grow(NULL, (SRV_MOST_ARGUMENTS + 1) * sizeof(zopa_argument))};
    parse(&r, body ? body : "", length);
    if (why[0] == '\0')
        read_members(&r, kind);
    if (why[0] == '\0')
        require_members(&r, kind);
    return why[0] == '\0';
}
