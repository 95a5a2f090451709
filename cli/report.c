/* zopa report: a model -> one page with all the answers. */
#include "report.h"

#include "rendering.h"

int cli_report(const cli_line *line)
{
    if (line->operands == 0)
        return cli_usage_error(line->command, "name the model to read");
    return cli_render_files(line, line->operand, line->operands, cli_render_report, (cli_render_request){0});
}
