/* Turns the examples into a table of how long each question takes, from reading the files to the text of the answer.
 *
 * Usage: questions [quick | MODEL ...]. Milliseconds: the median of 21 runs, and the longest; quick: of 3 runs. Memory is the most
 * that the library held at once, without what the solver holds. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "heap.h"
#include "zopa.h"

enum { MOST_RUNS = 21, QUICK_RUNS = 3 };

static int read_file(void *context, const char *path, const char **bytes, size_t *length)
{
    (void)context;
    enum { LARGEST = 1 << 20 };
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        return 1;
    char *buffer = malloc(LARGEST);
    *length = buffer != NULL ? fread(buffer, 1, LARGEST, file) : 0;
    *bytes = buffer;
    fclose(file);
    return buffer == NULL;
}

static void release(void *context, const char *bytes, size_t length)
{
    (void)context;
    (void)length;
    free((void *)(uintptr_t)bytes);
}

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* Milliseconds; below 0 when there was no answer. */
static double ask_once(const char *path, const char *question)
{
    zopa_reader reader = {read_file, release, NULL};
    zopa_model *model = NULL;
    zopa_result *result = NULL;
    const char *text;
    size_t length = 0;
    double begun = now();
    most_held = (size_t)held;
    zopa_status status = zopa_load(&reader, &path, 1, grow_or_end, NULL, &model);
    if (status != ZOPA_MEMORY)
        status = zopa_run(model, question, NULL, 0, NULL, NULL, &result);
    if (result != NULL && status != ZOPA_BAD)
        zopa_result_write(result, ZOPA_TEXT, 100, 0, &text, &length);
    double taken = now() - begun;
    zopa_result_free(result);
    zopa_model_free(model);
    return length > 0 ? taken : -1;
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

static void ask(const char *path, const char *question, int runs)
{
    double taken[MOST_RUNS];
    for (int run = 0; run < runs; run++)
        taken[run] = ask_once(path, question);
    qsort(taken, (size_t)runs, sizeof *taken, by_size);
    if (taken[0] < 0)
        printf("  %-36s %-10s no answer\n", path, question);
    else
        printf("  %-36s %-10s %9.2f %9.2f %9.2f\n", path, question, taken[runs / 2], taken[runs - 1],
               peak_megabytes());
}

int main(int count, char **word)
{
    static const char *const examples[] = {"examples/berlin/berlin.zopa", "examples/ceasefire/ceasefire.zopa",
                                           "examples/wages/wages.zopa", "examples/river/river.zopa"};
    bool quick = count > 1 && strcmp(word[1], "quick") == 0, given = count > 1 && !quick;
    int models = given ? count - 1 : (int)(sizeof examples / sizeof *examples);
    printf("From the files to the text of the answer, ms; 2 threads\n");
    printf("  %-36s %-10s %9s %9s %9s\n", "model", "question", "median", "longest", "peak/MB");
    for (int i = 0; i < models; i++)
        for (size_t a = 0; a < zopa_analysis_count(); a++)
            ask(given ? word[i + 1] : examples[i], zopa_analysis_at(a).name, quick ? QUICK_RUNS : MOST_RUNS);
    return 0;
}
