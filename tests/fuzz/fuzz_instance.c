/* Any bytes -> a compiled instance -> its zone and its canonical text. Holds: it never crashes, a mistake has one place, and
 * the canonical text is accepted and is its own canonical form. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "zopa.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

static zopa_result *read_instance(const char *text, size_t length, zopa_status *status)
{
    static const zopa_argument limits[] = {{"time", "0.05"}, {"memory", "64M"}};
    zopa_result *result = NULL;
    *status = zopa_run_instance(text, length, "fuzz", limits, 2, NULL, NULL, NULL, NULL, &result);
    if ((*status == ZOPA_MEMORY) != (result == NULL))
        abort();
    if ((*status == ZOPA_BAD) != (result != NULL && zopa_result_diagnostic_count(result) == 1))
        abort();
    return result;
}

static const char *canonical(const zopa_result *result)
{
    return zopa_node_text(zopa_node_member(zopa_result_root(result), "instance"));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length)
{
    zopa_status once_status, twice_status;
    zopa_result *once = read_instance((const char *)bytes, length, &once_status);
    if (once != NULL && once_status != ZOPA_BAD) {
        zopa_result *twice = read_instance(canonical(once), strlen(canonical(once)), &twice_status);
        if (twice_status != ZOPA_MEMORY &&
            (twice_status == ZOPA_BAD || strcmp(canonical(once), canonical(twice)) != 0))
            abort();
        zopa_result_free(twice);
    }
    zopa_result_free(once);
    return 0;
}
