/* Turns the best package found into a better one, by exchanges that leave everything else as it is. */
#include "engine/choice/polish.h"

#include <string.h>

__extension__ typedef __int128 wide; /* a product of two 64-bit numbers */

/* One value instead of another. */
typedef struct zo_exchange {
    uint32_t issue, value;
    int64_t *change; /* per row */
} zo_exchange;

typedef struct zo_polishing {
    zo_aim *aim;
    const zo_rows *rows;
    zo_watch *watch;
    zo_exchange *exchange;
    size_t exchanges;
    uint32_t *open, *package;
    int64_t *row;
} zo_polishing;

static bool leads_alike(const zo_graph *graph, const zo_arc *a, const zo_arc *b)
{
    bool alike = a->children == b->children;
    for (uint32_t c = 0; c < a->children && alike; c++)
        alike = graph->child[a->child + c] == graph->child[b->child + c];
    return alike;
}

static const zo_arc *chosen_arc(const zo_polishing *p, const zo_fork *fork)
{
    const zo_arc *arc = p->rows->graph->arc + fork->arc;
    while (arc->value != p->aim->package[fork->issue])
        arc++;
    return arc;
}

static void list_exchanges_at(zo_polishing *p, const zo_fork *fork, const zo_arc *chosen)
{
    const zo_rows *rows = p->rows;
    size_t first = rows->graph->instance->first_bit[fork->issue];
    const int64_t *points = rows->points + (first + chosen->value) * rows->rows,
                  *extra = rows->extra + chosen->extra * rows->rows;
    for (uint32_t a = 0; a < fork->arcs; a++) {
        const zo_arc *arc = &rows->graph->arc[fork->arc + a];
        if (arc == chosen || rows->closed[first + arc->value] || !leads_alike(rows->graph, chosen, arc))
            continue;
        zo_exchange *exchange = &p->exchange[p->exchanges++];
        exchange->issue = fork->issue;
        exchange->value = arc->value;
        for (size_t r = 0; r < rows->rows; r++)
            exchange->change[r] = rows->points[(first + arc->value) * rows->rows + r] +
                                  rows->extra[arc->extra * rows->rows + r] - points[r] - extra[r];
    }
}

static void list_exchanges(zo_polishing *p)
{
    const zo_graph *graph = p->rows->graph;
    size_t open = 0;
    p->exchanges = 0;
    for (size_t i = 0; i < graph->roots; i++)
        p->open[open++] = graph->root[i];
    while (open > 0) {
        const zo_fork *fork = &graph->fork[p->open[--open]];
        const zo_arc *chosen = chosen_arc(p, fork);
        list_exchanges_at(p, fork, chosen);
        for (uint32_t c = 0; c < chosen->children; c++)
            p->open[open++] = graph->child[chosen->child + c];
    }
}

/* Whether nobody comes below the least share there is. */
static bool keeps_least_share(const zo_aim *aim, const int64_t *row)
{
    size_t q = (size_t)aim->best_entry[0];
    wide least = (wide)aim->best[q] - aim->base[q];
    for (size_t r = 0; r < aim->goals; r++)
        if (((wide)row[r] - aim->base[r]) * aim->divisor[q] < least * aim->divisor[r])
            return false;
    return true;
}

/* A quick look before the exact comparison. */
static bool is_promising(const zo_aim *aim, const int64_t *row)
{
    return aim->kind == ZO_AIM_SUM ? row[0] > aim->best[0] : keeps_least_share(aim, row);
}

static bool note(zo_polishing *p, const zo_exchange *a, const zo_exchange *b)
{
    zo_aim *aim = p->aim;
    for (size_t r = 0; r < aim->rows; r++)
        p->row[r] = aim->best[r] + a->change[r] + (b != NULL ? b->change[r] : 0);
    if (!is_promising(aim, p->row))
        return false;
    memcpy(p->package, aim->package, aim->issues * sizeof *p->package);
    p->package[a->issue] = a->value;
    if (b != NULL)
        p->package[b->issue] = b->value;
    return zo_aim_note(aim, p->package, p->row);
}

/* The first that makes it better. */
static bool exchange_some(zo_polishing *p)
{
    for (size_t i = 0; i < p->exchanges; i++)
        if (note(p, &p->exchange[i], NULL))
            return true;
    for (size_t i = 0; i < p->exchanges && !zo_watch_ends(p->watch); i++)
        for (size_t j = 0; j < i; j++)
            if (p->exchange[i].issue != p->exchange[j].issue && note(p, &p->exchange[i], &p->exchange[j]))
                return true;
    return false;
}

void zo_polish(zo_aim *aim, const zo_rows *rows, zo_watch *watch, zo_arena *scratch)
{
    enum { MOST_TIMES = 200, MOST_EXCHANGES = 2000 };
    size_t bits = rows->graph->instance->value_bits;
    zo_polishing p = {.aim = aim, .rows = rows, .watch = watch};
    if (bits > MOST_EXCHANGES)
        return;
    p.exchange = ZO_NEW_MANY(scratch, zo_exchange, bits + 1);
    for (size_t i = 0; i < bits; i++)
        p.exchange[i].change = ZO_NEW_MANY(scratch, int64_t, aim->rows);
    p.open = ZO_NEW_MANY(scratch, uint32_t, rows->graph->forks + 1);
    p.package = ZO_NEW_MANY(scratch, uint32_t, aim->issues + 1);
    p.row = ZO_NEW_MANY(scratch, int64_t, aim->rows);
    for (size_t i = 0; i < MOST_TIMES; i++) {
        list_exchanges(&p);
        if (!exchange_some(&p))
            return;
    }
}
