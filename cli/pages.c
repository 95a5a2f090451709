/* The files that pages.S puts into the command -> bytes and lengths. */
#include "pages.h"

#include <stdint.h>

extern const char cli_report_bytes[], cli_workbench_bytes[], cli_plot_bytes[];
extern const uint64_t cli_report_length, cli_workbench_length, cli_plot_length;

const char cli_no_pages[] =
    "this zopa was built without its pages; install nodejs (18 or later) and npm, and build it again";

cli_page cli_report_page(void) { return (cli_page){cli_report_bytes, cli_report_length}; }
cli_page cli_workbench_page(void) { return (cli_page){cli_workbench_bytes, cli_workbench_length}; }
cli_page cli_plot_script(void) { return (cli_page){cli_plot_bytes, cli_plot_length}; }
