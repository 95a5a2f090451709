/* The two parties whose worths a picture is drawn along. */
#ifndef CLI_AXES_H
#define CLI_AXES_H

#include "render.h"

/* ["UA","RU"] in *json (freed by the caller), [] without axes. Returns ZOPA_YES; ZOPA_BAD with one sentence
 * in *error where they are not two different parties of the record asked about; or ZOPA_MEMORY. */
int cli_axes(const zopa_model *model, const cli_render_request *request, char **json, char **error);

#endif
