/* The body of a request -> what is asked: an analysis, its arguments, unsaved texts. */
#ifndef CLI_SERVER_QUESTION_H
#define CLI_SERVER_QUESTION_H

#include <stdbool.h>
#include <stddef.h>

#include "zopa.h"

struct json_t;

/* Texts that stand for files, whether those exist or not. */
typedef struct srv_text {
    const char *name; /* of the file, as answers show it */
    const char *bytes;
    size_t length;
} srv_text;

typedef struct srv_texts {
    srv_text *text;
    size_t count;
} srv_texts;

/* What a member that was left out is: NULL, no argument, no text. */
typedef struct srv_question {
    struct json_t *json; /* holds all texts */
    const char *analysis, *format, *slot, *kind, *language, *theme;
    const char *axes[2];
    zopa_argument *argument;
    size_t arguments;
    srv_texts texts;
} srv_question;

enum srv_question_kind { SRV_RUN, SRV_STOP, SRV_REPORT, SRV_PLOT };

enum {
    SRV_MOST_DEPTH = 8,
    SRV_MOST_PARTS = 20000, /* values of a request, all together */
    SRV_MOST_ARGUMENTS = 1000,
    SRV_MOST_TEXTS = 1000,
    SRV_LONGEST_WORD = 65536 /* bytes of anything but a text */
};

/* Returns false with one sentence in why. The question is freed in either case. */
bool srv_read_question(const char *body, size_t length, enum srv_question_kind kind, srv_question *question,
                       char *why, size_t size);
void srv_question_free(srv_question *question);

#endif
