/* Any bytes -> a model -> every analysis -> every format. Holds: it never crashes, whatever the model says, and
 * a model with errors is refused by every analysis but check. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "zopa.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

typedef struct served {
    const char *bytes;
    size_t length;
} served;

/* The model itself, and a source that it may cite; nothing else exists. */
static int read_served(void *context, const char *path, const char **bytes, size_t *length)
{
    static const char document[] = "He said: \"We accept a ceasefire.\" It lasted an hour.\n";
    const served *model = context;
    if (strcmp(path, "m.zopa") == 0) {
        *bytes = model->bytes;
        *length = model->length;
        return 0;
    }
    *bytes = document;
    *length = sizeof document - 1;
    return strcmp(path, "s.txt") != 0;
}

static void run(const zopa_model *model, const char *analysis, int refused)
{
    static const zopa_argument limits[] = {{"time", "0.05"}, {"memory", "64M"}};
    zopa_result *result = NULL;
    zopa_status status = zopa_run(model, analysis, limits, 2, NULL, NULL, &result);
    if (!result || status != zopa_result_status(result) || (refused && status != ZOPA_BAD))
        abort();
    const char *text;
    size_t length;
    for (zopa_format format = ZOPA_TEXT; format <= ZOPA_HTML; format++)
        if (zopa_result_write(result, format, 80, 0, &text, &length) > ZOPA_NO)
            abort();
    zopa_result_free(result);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    served text = {(const char *)bytes, length};
    zopa_reader reader = {read_served, NULL, &text};
    const char *path = "m.zopa";
    zopa_model *model = NULL;
    zopa_status loaded = zopa_load(&reader, &path, 1, NULL, NULL, &model);
    for (size_t i = 0; i < zopa_analysis_count(); i++) {
        const char *name = zopa_analysis_at(i).name;
        run(model, name, loaded != ZOPA_YES && strcmp(name, "check") != 0);
    }
    zopa_model_free(model);
    return 0;
}
