/* Arguments -> a request; the parameters that analyses share. */
#ifndef ZO_ANALYSIS_REQUEST_H
#define ZO_ANALYSIS_REQUEST_H

#include "analysis/analysis.h"

/* Reads the arguments against the analysis's parameters; what is wrong is reported in sink. On true the request is
 * ready to run. base: the model as loaded; the request's own model is built anew when statements are added. The request's
 * arena, scratch, loaded and sink are set by the caller. */
bool zo_read_request(zo_request *request, const zo_analysis *analysis, const zo_model *base,
                     const zo_argument *arguments, size_t count);

/* The same for a question that needs no model, about file 0: limits alone. */
bool zo_read_limits(zo_request *request, const zo_analysis *analysis, const zo_argument *arguments,
                    size_t count);

/* The text of the request, for its diagnostics: added statements, a line each. */
zo_str zo_request_text(const zo_argument *arguments, size_t count, zo_arena *arena);

#endif
