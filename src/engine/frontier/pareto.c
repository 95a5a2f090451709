/* A graph of choices -> its frontier.
 *
 * Forks are taken from the ends to the roots. The list of a fork is the merge of the lists of its arcs; that of an arc with
 * several children is the list of the largest of them, moved by each entry of the others. The roots are as the children of
 * one more arc. Lists go as soon as no fork above needs them.
 *
 * Counts are tried in one word; when one does not hold them all is done again with as many as the space needs.
 *
 * Promises: exact, or the limit that ended it; memory for lists goes back when it ends, however it ends. */
#include "engine/frontier/pareto.h"

#include <string.h>

#include "engine/frontier/merge.h"
#include "engine/graph/passes.h"

typedef struct zo_held {
    zo_store store;
    zo_ways ways;
    size_t uses; /* by arcs and roots to come */
} zo_held;

/* Every way of the one list with every way of the other and something of its own. */
typedef struct zo_product {
    const zo_ways *small, *large;
    int64_t *worth;    /* of its own */
    uint64_t *package; /* of its own */
} zo_product;

typedef struct zo_job {
    const zo_graph *graph;
    size_t hidden;
    const zo_cut *cut;
    size_t cuts;
    const zo_limit *limit;
    zo_arena *arena;  /* for the outcome */
    zo_arena scratch; /* on the same heap */
    zo_ration ration;
    zo_watch watch;
    zo_merger merger;
    zo_ways_shape shape;
    zo_held *held; /* per fork */
    zo_held *part; /* per arc of a fork, twice: products that are not whole yet */
    size_t parts;
    zo_ways unit;        /* one way, of nothing */
    zo_product *product; /* per arc of a fork */
    size_t most_arcs, most_children;
    const int64_t **inside, **outside; /* per cut, per fork */
    uint32_t *factor;                  /* forks, the shortest lists first */
    zo_store streams, rows;
    zo_points outcome;
} zo_job;

/* ---- Packages in words ---- */

typedef struct zo_slot {
    size_t word;
    unsigned shift, bits;
} zo_slot;

static const zo_slot BEFORE_ALL = {.word = 0, .shift = 64};

/* Where the value of an issue stands, after that of the issue before. */
static zo_slot next_slot(zo_slot last, uint32_t size)
{
    zo_slot slot = last;
    slot.bits = size <= 1 ? 0 : 32 - (unsigned)__builtin_clz(size - 1);
    if (last.shift < slot.bits) {
        slot.word++;
        slot.shift = 64;
    }
    slot.shift -= slot.bits;
    return slot;
}

static zo_slot slot_of(const zo_instance *in, size_t issue)
{
    zo_slot slot = BEFORE_ALL;
    for (size_t i = 0; i <= issue; i++)
        slot = next_slot(slot, in->size[i]);
    return slot;
}

static size_t package_words(const zo_instance *in)
{
    return in->issues == 0 ? 0 : slot_of(in, in->issues - 1).word + 1;
}

static size_t words_for_counts(const zo_instance *in)
{
    size_t bits = 0;
    for (size_t i = 0; i < in->issues; i++)
        bits += next_slot(BEFORE_ALL, in->size[i]).bits;
    return bits / 64 + 1;
}

/* ---- Setting up ---- */

static void count_uses(zo_job *job)
{
    const zo_graph *graph = job->graph;
    for (size_t r = 0; r < graph->roots; r++)
        job->held[graph->root[r]].uses++;
    for (size_t f = graph->forks; f-- > 0;) {
        const zo_fork *fork = &graph->fork[f];
        for (uint32_t a = fork->arc; job->held[f].uses > 0 && a < fork->arc + fork->arcs; a++)
            for (uint32_t c = 0; c < graph->arc[a].children; c++)
                job->held[graph->child[graph->arc[a].child + c]].uses++;
    }
}

static void measure(zo_job *job)
{
    const zo_graph *graph = job->graph;
    job->most_arcs = 1;
    job->most_children = graph->roots;
    for (size_t f = 0; f < graph->forks; f++)
        job->most_arcs = graph->fork[f].arcs > job->most_arcs ? graph->fork[f].arcs : job->most_arcs;
    for (size_t a = 0; a < graph->arcs; a++)
        if (graph->arc[a].children > job->most_children)
            job->most_children = graph->arc[a].children;
}

static void weigh_cuts(zo_job *job)
{
    job->inside = ZO_NEW_MANY(&job->scratch, const int64_t *, job->cuts + 1);
    job->outside = ZO_NEW_MANY(&job->scratch, const int64_t *, job->cuts + 1);
    job->merger.gate = ZO_NEW_MANY(&job->scratch, zo_gate, job->cuts + 1);
    job->merger.gates = job->cuts;
    for (size_t c = 0; c < job->cuts; c++) {
        zo_weigher *weigher = zo_weigher_new(job->graph, &job->scratch);
        zo_weigher_most(weigher, job->cut[c].weight, NULL);
        job->inside[c] = zo_weigher_inside(weigher);
        job->outside[c] = zo_weigher_outside(weigher);
        job->merger.gate[c] = (zo_gate){.weight = job->cut[c].weight, .least = job->cut[c].least};
    }
}

static void make_unit(zo_job *job)
{
    job->unit = zo_ways_in(&job->shape, 1, zo_alloc(&job->scratch, zo_ways_bytes(&job->shape, 1)));
    job->unit.n = 1;
    job->unit.count[0] = 1;
}

static void set_up(zo_job *job)
{
    const zo_graph *graph = job->graph;
    measure(job);
    job->held = ZO_NEW_MANY(&job->scratch, zo_held, graph->forks + 1);
    job->parts = 2 * job->most_arcs;
    job->part = ZO_NEW_MANY(&job->scratch, zo_held, job->parts);
    job->product = ZO_NEW_MANY(&job->scratch, zo_product, job->most_arcs);
    for (size_t a = 0; a < job->most_arcs; a++) {
        job->product[a].worth = ZO_NEW_MANY(&job->scratch, int64_t, job->shape.worths);
        job->product[a].package = ZO_NEW_MANY(&job->scratch, uint64_t, job->shape.package_words);
    }
    job->factor = ZO_NEW_MANY(&job->scratch, uint32_t, job->most_children + 1);
    count_uses(job);
    weigh_cuts(job);
    make_unit(job);
}

/* ---- Merging products ---- */

static bool is_memory_short(zo_job *job)
{
    job->merger.reach = ZO_LIMIT_MEMORY;
    return false;
}

static int64_t *add_stream(const zo_job *job, const zo_product *product, size_t i, zo_stream *stream,
                           int64_t *row)
{
    const zo_ways_shape *shape = &job->shape;
    const zo_ways *small = product->small;
    uint64_t *package = (uint64_t *)(row + shape->worths);
    for (size_t k = 0; k < shape->worths; k++)
        row[k] = product->worth[k] + small->worth[i * shape->worths + k];
    for (size_t w = 0; w < shape->package_words; w++)
        package[w] = product->package[w] | small->package[i * shape->package_words + w];
    *stream = (zo_stream){.ways = product->large,
                          .worth = row,
                          .count = small->count + i * shape->count_words,
                          .package = package};
    return row + shape->worths + shape->package_words;
}

/* Into the merger's list. */
static bool merge_products(zo_job *job, const zo_product *product, size_t products)
{
    size_t streams = 0, words = job->shape.worths + job->shape.package_words;
    for (size_t p = 0; p < products; p++)
        streams += product[p].large->n > 0 ? product[p].small->n : 0;
    if (!zo_store_reach(&job->streams, &job->ration, streams * sizeof(zo_stream) + 1) ||
        !zo_store_reach(&job->rows, &job->ration, streams * words * sizeof(int64_t) + 1))
        return is_memory_short(job);
    zo_stream *stream = job->streams.at;
    int64_t *row = job->rows.at;
    for (size_t p = 0; p < products; p++)
        for (size_t i = 0; product[p].large->n > 0 && i < product[p].small->n; i++)
            row = add_stream(job, &product[p], i, stream++, row);
    return zo_merge(&job->merger, job->streams.at, streams);
}

/* Keeps the merger's list. */
static bool hold(zo_job *job, zo_held *held)
{
    const zo_ways *out = &job->merger.out;
    if (!zo_store_reach(&held->store, &job->ration, zo_ways_bytes(&job->shape, out->n)))
        return is_memory_short(job);
    held->ways = zo_ways_in(&job->shape, out->n, held->store.at);
    zo_ways_copy(&job->shape, out, &held->ways);
    return true;
}

/* ---- Arcs ---- */

/* Forks by how long their lists are. */
static void sort_factors(const zo_job *job, const uint32_t *child, size_t children)
{
    for (size_t i = 0; i < children; i++) {
        size_t j = i;
        for (; j > 0 && job->held[job->factor[j - 1]].ways.n > job->held[child[i]].ways.n; j--)
            job->factor[j] = job->factor[j - 1];
        job->factor[j] = child[i];
    }
}

/* What packages can have at most besides the first so many factors and the own points of the product. */
static void set_rests(zo_job *job, const zo_product *product, size_t fork, size_t done, size_t children)
{
    for (size_t c = 0; c < job->cuts; c++) {
        zo_gate *gate = &job->merger.gate[c];
        gate->rest = fork == job->graph->forks ? 0 : job->outside[c][fork];
        for (size_t i = done; i < children; i++)
            gate->rest += job->inside[c][job->factor[i]];
        for (size_t k = 0; done > 0 && k < job->shape.worths; k++)
            gate->rest += gate->weight[k] * product->worth[k];
    }
}

/* The lists of the children of an arc of the fork, the last of graph->forks being that of all roots, become two. */
static bool multiply(zo_job *job, size_t fork, const uint32_t *child, size_t children, zo_product *product,
                     zo_held *part)
{
    int64_t *nothing = job->unit.worth;
    product->small = product->large = &job->unit;
    if (children == 0)
        return true;
    sort_factors(job, child, children);
    product->large = &job->held[job->factor[children - 1]].ways;
    if (children == 1)
        return true;
    product->small = &job->held[job->factor[0]].ways;
    for (size_t i = 1; i + 1 < children; i++) {
        zo_product two = {.small = &job->held[job->factor[i]].ways,
                          .large = product->small,
                          .worth = nothing,
                          .package = job->unit.package};
        if (two.small->n > two.large->n) {
            two.large = two.small;
            two.small = product->small;
        }
        set_rests(job, product, fork, i + 1, children);
        if (!merge_products(job, &two, 1) || !hold(job, &part[i % 2]))
            return false;
        zo_store_empty(&part[1 - i % 2].store, &job->ration);
        product->small = &part[i % 2].ways;
    }
    if (product->small->n > product->large->n) {
        const zo_ways *swap = product->small;
        product->small = product->large;
        product->large = swap;
    }
    return true;
}

static void empty_parts(zo_job *job)
{
    for (size_t p = 0; p < job->parts; p++)
        zo_store_empty(&job->part[p].store, &job->ration);
}

static void let_go(zo_job *job, uint32_t f)
{
    zo_held *held = &job->held[f];
    if (--held->uses == 0)
        zo_store_empty(&held->store, &job->ration);
}

static bool do_fork(zo_job *job, size_t f)
{
    const zo_graph *graph = job->graph;
    const zo_fork *fork = &graph->fork[f];
    zo_slot slot = slot_of(graph->instance, fork->issue);
    for (uint32_t a = 0; a < fork->arcs; a++) {
        const zo_arc *arc = &graph->arc[fork->arc + a];
        zo_product *product = &job->product[a];
        size_t bit = graph->instance->first_bit[fork->issue] + arc->value;
        for (size_t k = 0; k < graph->worths; k++)
            product->worth[k] =
                graph->points[bit * graph->worths + k] + graph->extra[arc->extra * graph->worths + k];
        memset(product->package, 0, job->shape.package_words * sizeof *product->package);
        if (slot.bits > 0)
            product->package[slot.word] = (uint64_t)arc->value << slot.shift;
        if (!multiply(job, f, graph->child + arc->child, arc->children, product, &job->part[2 * a]))
            return false;
    }
    set_rests(job, NULL, f, 0, 0);
    if (!merge_products(job, job->product, fork->arcs) || !hold(job, &job->held[f]))
        return false;
    empty_parts(job);
    for (uint32_t a = fork->arc; a < fork->arc + fork->arcs; a++)
        for (uint32_t c = 0; c < graph->arc[a].children; c++)
            let_go(job, graph->child[graph->arc[a].child + c]);
    return true;
}

/* The roots, into the merger's list. */
static bool do_roots(zo_job *job)
{
    const zo_graph *graph = job->graph;
    zo_product *all = &job->product[0];
    memset(all->package, 0, job->shape.package_words * sizeof *all->package);
    if (graph->worths > 0)
        memcpy(all->worth, graph->start, graph->worths * sizeof *all->worth);
    if (!multiply(job, graph->forks, graph->root, graph->roots, all, job->part))
        return false;
    set_rests(job, NULL, graph->forks, 0, 0);
    return merge_products(job, all, 1);
}

/* ---- The outcome ---- */

static bool are_alike(const zo_job *job, size_t i, size_t j)
{
    const zo_ways *out = &job->merger.out;
    size_t worths = job->shape.worths, shown = worths - job->hidden;
    return memcmp(out->worth + i * worths, out->worth + j * worths, shown * sizeof *out->worth) == 0;
}

static void move_way(const zo_job *job, size_t from, size_t to)
{
    const zo_ways_shape *shape = &job->shape;
    const zo_ways *out = &job->merger.out;
    memmove(out->worth + to * shape->worths, out->worth + from * shape->worths,
            shape->worths * sizeof *out->worth);
    memmove(out->count + to * shape->count_words, out->count + from * shape->count_words,
            shape->count_words * sizeof *out->count);
    memmove(out->package + to * shape->package_words, out->package + from * shape->package_words,
            shape->package_words * sizeof *out->package);
}

/* Hidden worths have served: ways that are equal in the others become one, and what those dominate goes. */
static bool drop_hidden(zo_job *job)
{
    zo_merger *m = &job->merger;
    zo_ways *out = &m->out;
    size_t kept = 0, shown = job->shape.worths - job->hidden;
    if (job->hidden == 0)
        return true;
    if (!zo_screen_start(&m->screen, shown, out->least, out->most, out->n, &job->ration))
        return is_memory_short(job);
    for (size_t i = 0; i < out->n; i++) {
        const int64_t *vector = out->worth + i * job->shape.worths;
        if (kept > 0 && are_alike(job, i, kept - 1)) {
            if (!zo_ways_unite(&job->shape, out, i, kept - 1)) {
                m->overflow = true;
                return false;
            }
        } else if (!zo_screen_covers(&m->screen, vector)) {
            if (!zo_screen_keep(&m->screen, vector, &job->ration))
                return is_memory_short(job);
            move_way(job, i, kept++);
        }
    }
    out->n = kept;
    return true;
}

static bool hand_over(zo_job *job)
{
    const zo_ways_shape *shape = &job->shape;
    const zo_ways *out = &job->merger.out;
    size_t n = out->n, shown = shape->worths - job->hidden;
    if (!zo_ration_take(&job->ration, zo_ways_bytes(shape, n)))
        return is_memory_short(job);
    int64_t *worth = ZO_NEW_MANY(job->arena, int64_t, n * shown);
    uint64_t *count = ZO_NEW_MANY(job->arena, uint64_t, n * shape->count_words);
    uint64_t *packed = ZO_NEW_MANY(job->arena, uint64_t, n * shape->package_words);
    for (size_t i = 0; shown > 0 && i < n; i++)
        memcpy(worth + i * shown, out->worth + i * shape->worths, shown * sizeof *worth);
    if (n > 0) {
        memcpy(count, out->count, n * shape->count_words * sizeof *count);
        memcpy(packed, out->package, n * shape->package_words * sizeof *packed);
    }
    job->outcome.points = n;
    job->outcome.worth = worth;
    job->outcome.count = count;
    job->outcome.packed = packed;
    return true;
}

/* ---- The whole ---- */

static void run(void *context)
{
    zo_job *job = context;
    const zo_graph *graph = job->graph;
    bool fine = true;
    set_up(job);
    for (size_t f = 0; f < graph->forks && fine; f++) {
        job->watch.part_done = (double)f / (double)(graph->forks + graph->roots);
        fine = job->held[f].uses == 0 || do_fork(job, f);
    }
    fine = fine && do_roots(job) && drop_hidden(job) && hand_over(job);
    job->outcome.reach = job->merger.reach;
    job->outcome.largest = job->ration.peak;
}

static void put_away(zo_job *job)
{
    for (size_t f = 0; job->held != NULL && f < job->graph->forks; f++)
        zo_store_empty(&job->held[f].store, &job->ration);
    if (job->part != NULL)
        empty_parts(job);
    zo_store_empty(&job->streams, &job->ration);
    zo_store_empty(&job->rows, &job->ration);
    zo_merger_close(&job->merger);
    zo_ration_close(&job->ration);
    zo_arena_close(&job->scratch);
}

/* The limit's, and so much of what the heap has left that it need not refuse. */
static size_t memory_for(const zo_job *job)
{
    const zo_heap *heap = job->arena->heap;
    size_t most = job->limit->memory, left = heap->used < heap->limit ? heap->limit - heap->used : 0;
    size_t room = left - left / 8 + 1;
    return heap->limit != 0 && (most == 0 || most > room) ? room : most;
}

/* With counts of so many words. False: some need more. */
static bool attempt(zo_job *job, size_t count_words)
{
    const zo_graph *graph = job->graph;
    job->shape = (zo_ways_shape){
        .worths = graph->worths, .count_words = count_words, .package_words = package_words(graph->instance)};
    zo_ration_open(&job->ration, job->arena->heap, memory_for(job));
    job->watch = zo_watch_open(job->limit, 0);
    job->merger = (zo_merger){.shape = job->shape,
                              .shown = graph->worths - job->hidden,
                              .ration = &job->ration,
                              .watch = &job->watch};
    job->outcome = (zo_points){.worths = graph->worths - job->hidden,
                               .count_words = count_words,
                               .package_words = job->shape.package_words};
    zo_arena_open(&job->scratch, job->arena->heap);
    bool fine = zo_heap_stands(job->arena->heap, run, job);
    put_away(job);
    if (!fine)
        longjmp(*job->arena->heap->escape, 1);
    return !job->merger.overflow;
}

zo_points zo_pareto(const zo_graph *graph, size_t hidden, const zo_cut *cut, size_t cuts,
                    const zo_limit *limit, zo_arena *arena)
{
    zo_job job = {.graph = graph, .hidden = hidden, .cut = cut, .cuts = cuts, .limit = limit, .arena = arena};
    if (graph->empty)
        return (zo_points){.worths = graph->worths - hidden, .count_words = 1};
    if (!attempt(&job, 1)) {
        zo_job again = {
            .graph = graph, .hidden = hidden, .cut = cut, .cuts = cuts, .limit = limit, .arena = arena};
        attempt(&again, words_for_counts(graph->instance));
        return again.outcome;
    }
    return job.outcome;
}

void zo_points_package(const zo_graph *graph, const zo_points *points, size_t i, uint32_t *package)
{
    const zo_instance *in = graph->instance;
    const uint64_t *packed = points->packed + i * points->package_words;
    zo_slot slot = BEFORE_ALL;
    for (size_t j = 0; j < in->issues; j++) {
        slot = next_slot(slot, in->size[j]);
        uint64_t mask = slot.bits == 0 ? 0 : UINT64_MAX >> (64 - slot.bits);
        package[j] = slot.bits == 0 ? 0 : (uint32_t)(packed[slot.word] >> slot.shift & mask);
    }
}

zo_int zo_points_count(const zo_points *points, size_t i)
{
    const uint64_t *count = points->count + i * points->count_words;
    zo_int number = zo_int_of(0);
    for (size_t w = 0; w < points->count_words; w++) {
        if (w < ZO_LIMBS)
            number.limb[w] = count[w];
        else
            number.overflow = number.overflow || count[w] != 0;
    }
    return number;
}

/* ---- A single package ---- */

zo_points zo_points_single(const zo_graph *graph, size_t hidden, const uint32_t *package, zo_arena *arena)
{
    const zo_instance *in = graph->instance;
    size_t worths = graph->worths - hidden;
    int64_t *worth = ZO_NEW_MANY(arena, int64_t, graph->worths + 1);
    uint64_t *count = ZO_NEW(arena, uint64_t), *packed = ZO_NEW_MANY(arena, uint64_t, package_words(in) + 1);
    zo_graph_worth(graph, package, worth);
    zo_slot slot = BEFORE_ALL;
    for (size_t i = 0; i < in->issues; i++) {
        slot = next_slot(slot, in->size[i]);
        packed[slot.word] |= slot.bits == 0 ? 0 : (uint64_t)package[i] << slot.shift;
    }
    *count = 1;
    return (zo_points){
        .points = 1, .worths = worths, .worth = worth, .count_words = 1, .count = count, .packed = packed};
}
