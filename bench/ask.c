/* Turns the text of a compiled instance (zopa compile) into one answer with what it took: for the growth pictures and for
 * comparisons with other programs, which need every point of a frontier and the engine's time alone.
 *
 * Usage: ask frontier|count INSTANCE [THREADS [SECONDS [MEGABYTES [ENGINE]]]]. INSTANCE: a file, or - for standard input.
 * ENGINE: enumeration or elimination, instead of the one by rule. Prints a line
 * "NAME VALUE" each for space, reach, seconds, processor (seconds of all threads), peak (bytes), packages; frontier: points and of each yardstick how many it
 * chooses, then every point, "point WORTH ... PACKAGES", and every choice, "YARDSTICK WORTH ...". */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "engine/choice/yardstick.h"
#include "engine/walk/enumerate.h"
#include "engine/walk/survey.h"
#include "heap.h"
#include "space/labelled.h"

static zo_str read_all(const char *path, zo_arena *arena)
{
    FILE *file = strcmp(path, "-") == 0 ? stdin : fopen(path, "rb");
    ZO_ARRAY(char) text = {0};
    if (file == NULL) {
        perror(path);
        exit(2);
    }
    for (int c; (c = getc(file)) != EOF;)
        ZO_PUSH(arena, &text, (char)c);
    fclose(file);
    return (zo_str){text.at, text.n};
}

/* As zopa instance reads it. */
static zo_mode *modes_of(const zo_labelled *labelled, zo_arena *arena)
{
    const zo_instance *instance = &labelled->instance;
    zo_mode *mode = ZO_NEW_MANY(arena, zo_mode, instance->selectors + 1);
    for (size_t s = 0; s < instance->selectors; s++) {
        const zo_selector *selector = &instance->selector[s];
        bool off = labelled->disputed[s] || selector->class_ == ZO_CERTAINTY;
        mode[s] = off ? ZO_OFF : selector->voter != ZO_DIRECT ? ZO_SOFT : ZO_HARD;
    }
    return mode;
}

static double worked_before; /* processor time, in seconds, until the question was asked */

static void print_int(const char *name, const zo_int *number, zo_arena *arena)
{
    zo_str text = zo_int_text(arena, number);
    printf("%s %.*s\n", name, ZO_FMT(text));
}

static void print_effort(const zo_instance *instance, zo_reach reach, uint64_t begin, zo_arena *arena)
{
    static const char *const names[] = {"exact", "time", "memory", "incomplete"};
    double seconds = (double)(zo_clock_now() - begin) / 1e9, worked = (double)clock() / CLOCKS_PER_SEC;
    zo_int space = zo_space_of(instance);
    printf("seconds %.6f\nprocessor %.6f\npeak %zu\nreach %s\n", seconds, worked - worked_before,
           (size_t)most_held, names[reach]);
    print_int("space", &space, arena);
}

static void count(const zo_labelled *labelled, const zo_limit *limit, zo_arena *arena)
{
    const zo_instance *instance = &labelled->instance;
    uint64_t begin = zo_clock_now();
    zo_enumeration found = zo_enumerate(instance, modes_of(labelled, arena), false, limit, arena);
    zo_int packages = zo_int_of(0);
    for (size_t g = 0; g < found.groups; g++)
        if (zo_mask_accepted(instance, found.group[g].mask, NULL))
            packages = zo_int_add(&packages, &found.group[g].count);
    print_effort(instance, found.reach, begin, arena);
    print_int("packages", &packages, arena);
}

/* ---- The frontier ---- */

static void print_worths(const char *name, const zo_int *worth, size_t payoffs, zo_arena *arena)
{
    fputs(name, stdout);
    for (size_t p = 0; p < payoffs; p++) {
        zo_str text = zo_int_text(arena, &worth[p]);
        printf(" %.*s", ZO_FMT(text));
    }
}

/* Disagreement is the worth of the alternative, or 0 without one. */
static void choose(const zo_instance *instance, const zo_survey *survey, zo_arena *arena)
{
    static const char *const names[] = {"nash", "kalai-smorodinsky", "egalitarian", "utilitarian"};
    zo_bargainer *party = ZO_NEW_MANY(arena, zo_bargainer, instance->payoffs + 1);
    const zo_int **worth = ZO_NEW_MANY(arena, const zo_int *, survey->points + 1);
    for (size_t p = 0; p < instance->payoffs; p++)
        party[p] = (zo_bargainer){instance->payoff[p].scale, instance->payoff[p].worth_low, survey->most[p]};
    for (size_t i = 0; i < survey->points; i++)
        worth[i] = survey->point[i].worth;
    zo_bargain bargain = {instance->payoffs, party, survey->points, worth};
    uint64_t begin = zo_clock_now();
    zo_chosen chosen[4];
    for (unsigned y = 0; y < 4; y++)
        chosen[y] = zo_choose((zo_yardstick)y, &bargain, arena);
    printf("choosing %.6f\n", (double)(zo_clock_now() - begin) / 1e9);
    for (unsigned y = 0; y < 4; y++)
        for (size_t i = 0; i < chosen[y].points; i++) {
            print_worths(names[y], worth[chosen[y].point[i]], instance->payoffs, arena);
            putchar('\n');
        }
}

static void survey(const zo_labelled *labelled, const zo_limit *limit, zo_arena *arena)
{
    const zo_instance *instance = &labelled->instance;
    const zo_sum **sum = ZO_NEW_MANY(arena, const zo_sum *, instance->payoffs + 1);
    for (size_t p = 0; p < instance->payoffs; p++)
        sum[p] = instance->payoff[p].least;
    uint64_t begin = zo_clock_now();
    zo_survey found = zo_survey_zone(instance, modes_of(labelled, arena), sum, instance->payoffs, ZO_NO_ISSUE,
                                     limit, arena);
    print_effort(instance, found.reach == ZO_EXACT && !found.complete ? ZO_STOPPED : found.reach, begin,
                 arena);
    printf("points %zu\n", found.points);
    if (found.reach != ZO_EXACT || !found.complete)
        return;
    choose(instance, &found, arena);
    for (size_t i = 0; i < found.points; i++) {
        zo_str packages = zo_int_text(arena, &found.point[i].packages);
        print_worths("point", found.point[i].worth, instance->payoffs, arena);
        printf(" %.*s\n", ZO_FMT(packages));
    }
}

int main(int words, char **word)
{
    if (words < 3) {
        fputs("usage: ask frontier|count INSTANCE [THREADS [SECONDS [MEGABYTES [ENGINE]]]]\n", stderr);
        return 2;
    }
    zo_heap heap;
    zo_arena arena;
    open_heap(&heap, &arena);
    zo_diagnostics sink = {.arena = &arena};
    zo_labelled labelled;
    if (!zo_read_instance(read_all(word[2], &arena), 0, &labelled, &sink, &arena)) {
        fprintf(stderr, "%s: %.*s\n", word[2], ZO_FMT(sink.list.at[0].message));
        return 2;
    }
    most_held = (size_t)held;
    worked_before = (double)clock() / CLOCKS_PER_SEC;
    zo_limit limit = {.threads = words > 3 ? (unsigned)atoi(word[3]) : 1};
    if (words > 4)
        limit.deadline = zo_clock_now() + (uint64_t)(atof(word[4]) * 1e9);
    if (words > 5)
        limit.memory = (size_t)atoll(word[5]) * 1000000;
    if (words > 6)
        limit.engine = strcmp(word[6], "enumeration") == 0 ? ZO_ENGINE_ENUMERATION : ZO_ENGINE_ELIMINATION;
    if (strcmp(word[1], "count") == 0)
        count(&labelled, &limit, &arena);
    else
        survey(&labelled, &limit, &arena);
    zo_arena_close(&arena);
    return 0;
}
