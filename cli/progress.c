/* A run that takes long: a line on standard error that says how far it is, and an end on Ctrl-C. */
#include "progress.h"

#include <signal.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "terminal.h"

enum { FIRST_AFTER = 500, AGAIN_AFTER = 100 }; /* milliseconds */

/* The one thing a signal handler may set. */
static volatile sig_atomic_t interrupted;

static void on_interrupt(int signal)
{
    (void)signal;
    interrupted = 1;
}

static uint64_t now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000 + (uint64_t)t.tv_nsec / 1000000;
}

void cli_progress_begin(cli_progress *progress, const char *what)
{
    *progress =
        (cli_progress){.what = what, .visible = isatty(STDERR_FILENO) != 0, .next = now() + FIRST_AFTER};
    interrupted = 0;
    struct sigaction action = {.sa_handler = on_interrupt, .sa_flags = (int)SA_RESETHAND};
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
}

/* One line, however narrow the terminal: what is known gives way first. */
static void show_line(const cli_progress *progress, const zopa_interim *interim)
{
    char line[400];
    double share = interim->part_done < 0 ? 0 : interim->part_done > 1 ? 1 : interim->part_done;
    unsigned width = cli_terminal_width(STDERR_FILENO) - 1;
    int per_cent = (int)(share * 100);
    bool known = interim->known[0] != '\0';
    int length = snprintf(line, sizeof line, "%s: %d %%%s%s; Ctrl-C ends with what is known", progress->what,
                          per_cent, known ? ", " : "", interim->known);
    if (length > (int)width)
        length = snprintf(line, sizeof line, "%s: %d %%%s%s", progress->what, per_cent, known ? ", " : "",
                          interim->known);
    if (length > (int)width)
        snprintf(line, sizeof line, "%s: %d %%", progress->what, per_cent);
    fprintf(stderr, "\r%s\033[K", line);
    fflush(stderr);
}

int cli_progress_report(void *context, const zopa_interim *interim)
{
    cli_progress *progress = context;
    if (progress->visible && now() >= progress->next) {
        show_line(progress, interim);
        progress->shown = true;
        progress->next = now() + AGAIN_AFTER;
    }
    return interrupted != 0;
}

void cli_progress_end(cli_progress *progress)
{
    if (progress->shown)
        fputs("\r\033[K", stderr);
    signal(SIGINT, SIG_DFL);
}
