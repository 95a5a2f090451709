/* Models loaded for the server: read beneath the root, unsaved texts first, and kept while nothing they were read from has
 * changed. */
#ifndef CLI_SERVER_MODEL_H
#define CLI_SERVER_MODEL_H

#include <pthread.h>
#include <stdint.h>
#include <sys/types.h>
#include <time.h>

#include "server_question.h"
#include "server_root.h"

/* A file that was looked for while a model was loaded. */
typedef struct srv_seen {
    char *name;
    bool from_text;     /* an unsaved text stood for it */
    const char *reason; /* why it was not read; NULL: it was */
    bool there;         /* there is something of that name beneath the root; then also: */
    dev_t device;
    ino_t number;
    off_t size;
    struct timespec written, changed;
} srv_seen;

typedef struct srv_model {
    zopa_model *model;
    srv_texts texts; /* copies */
    srv_seen *seen;
    size_t seens;
    bool settled; /* no file was written so shortly before that another write could look the same */
    unsigned holders;
    uint64_t used; /* when, in uses of the shelf */
} srv_model;

enum { SRV_KEPT_MODELS = 4 };

typedef struct srv_shelf {
    const srv_root *root;
    const char *const *name; /* of the model files */
    size_t names;
    pthread_mutex_t lock;
    srv_model *kept[SRV_KEPT_MODELS]; /* or NULL */
    uint64_t uses;
    char **known; /* the names of all *.zopa files that models were read from, and of the model files */
    size_t knowns;
} srv_shelf;

void srv_shelf_begin(srv_shelf *shelf, const srv_root *root, const char *const *name, size_t names);
void srv_shelf_end(srv_shelf *shelf); /* nobody holds a model any more */

/* The model with these texts; from the shelf when it is there. NULL when memory was refused. Given back by its holder. */
srv_model *srv_shelf_take(srv_shelf *shelf, const srv_texts *texts);
void srv_shelf_give_back(srv_shelf *shelf, srv_model *model);

/* A file that belongs to the model, and may be saved. */
bool srv_shelf_knows(srv_shelf *shelf, const char *absolute);
void srv_shelf_learn(srv_shelf *shelf, const char *name);

#endif
