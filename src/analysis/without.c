/* A request and a set of selectors -> the request without them. */
#include "analysis/without.h"

#include <string.h>

zo_request zo_request_without(const zo_request *request, const zo_compiled *compiled, const uint64_t *set,
                              unsigned share)
{
    zo_request without = *request;
    size_t keys = request->model->keys.n;
    bool *left_out = ZO_NEW_MANY(request->arena, bool, keys + 1);
    if (request->left_out)
        memcpy(left_out, request->left_out, keys * sizeof *left_out);
    for (size_t s = 0; s < compiled->instance.selectors; s++)
        if (zo_bit(set, s))
            left_out[compiled->origin[s].entry->key] = true;
    without.left_out = left_out;
    without.record = zo_record_at(request->model, request->on, left_out, request->arena);
    uint64_t now = zo_clock_now(), deadline = request->limit.deadline;
    if (deadline)
        without.limit.deadline = deadline > now ? now + (deadline - now) / (share ? share : 1) : deadline;
    return without;
}
