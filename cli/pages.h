/* What the build makes from web/, held inside the command. */
#ifndef CLI_PAGES_H
#define CLI_PAGES_H

#include <stddef.h>

typedef struct cli_page {
    const char *bytes; /* with a NUL behind them */
    size_t length;     /* 0: the command was built without it */
} cli_page;

cli_page cli_report_page(void);    /* one HTML file; its comment zopa:data is where the answers go */
cli_page cli_workbench_page(void); /* the same for zopa serve */
cli_page cli_plot_script(void);    /* ES5 that sets the global function zopaPlot */

/* The sentence for a command that needs a page which was not built in. */
extern const char cli_no_pages[];

#endif
