/* Two lists of pairs, one for each half -> how many packages meet both demands.
 *
 * The first half's pairs are taken by a, ascending; the more of a there is, the more pairs of the other half have enough of a to
 * go with it. Those are kept in a tree of sums by b, which says how many of them have enough of b, too. */
#include "engine/count/meet.h"

#include <string.h>

#include "engine/count/ahead.h"

__extension__ typedef unsigned __int128 wide;

/* Steps next to the cut are not listed: their values move the lists beyond, which are read side by side. */
struct zo_meet {
    const zo_course *course;
    const zo_duet *duet;
    zo_detail detail;
    size_t from, cut,
        to; /* lists are of what is before step `from`, and from step `to` on; the halves meet at the cut */
    uint64_t work, room;
};

/* A list moved by some values. */
typedef struct zo_stream {
    const zo_pair *next, *end;
    int64_t a, b; /* added to each pair */
} zo_stream;

/* Streams read together, as one. */
typedef struct zo_streams {
    ZO_ARRAY(zo_stream) all; /* a heap by what they read next */
    bool rising;             /* the least a first, else the most */
} zo_streams;

typedef struct zo_meeting {
    const zo_meet *meet;
    zo_watch watch;
    zo_arena *arena;            /* for the outcome */
    zo_arena scratch;           /* on the same heap, as the next */
    zo_arena turn[2];           /* for lists that the next step takes up */
    zo_arena state;             /* for one state at the cut */
    zo_pairs *low, *high;       /* per state */
    zo_streams rising, falling; /* of one state at the cut */
    wide packages;
    zo_enumeration outcome;
} zo_meeting;

/* ---- The plan ---- */

static uint64_t times(uint64_t a, uint64_t b) { return b != 0 && a > UINT64_MAX / b ? UINT64_MAX : a * b; }
static uint64_t plus(uint64_t a, uint64_t b) { return a > UINT64_MAX - b ? UINT64_MAX : a + b; }

static uint64_t between(int64_t least, int64_t most) { return (uint64_t)most - (uint64_t)least + 1; }

static uint64_t allowed(const zo_course *course, size_t step)
{
    uint64_t n = 0;
    for (uint32_t v = 0; v < course->instance->size[course->order[step]]; v++)
        n += zo_course_allows(course, step, v);
    return n;
}

static uint64_t least_of(uint64_t a, uint64_t b) { return a < b ? a : b; }

/* Pairs at most: as many as packages, or as amounts between the bounds; per step before it, and at the end. Of what comes
 * before in all states together; of what comes after in each. */
static uint64_t *predict(const zo_duet *duet, bool after, zo_arena *arena)
{
    const zo_course *course = duet->course;
    size_t steps = course->steps;
    uint64_t *pairs = ZO_NEW_MANY(arena, uint64_t, steps + 1);
    int64_t *const *least = after ? duet->after_least : duet->before_least, *const *most =
                                                                                after ? duet->after_most
                                                                                      : duet->before_most;
    for (size_t i = 0; i <= steps; i++) {
        size_t layer = after ? steps - i : i;
        uint64_t amounts =
            times(between(least[0][layer], most[0][layer]), between(least[1][layer], most[1][layer]));
        uint64_t packages = 1;
        if (i > 0 && after)
            packages = times(pairs[layer + 1], allowed(course, layer));
        if (i > 0 && !after)
            packages = times(pairs[layer - 1], allowed(course, layer - 1));
        pairs[layer] = least_of(packages, after ? amounts : times(amounts, course->states[layer]));
    }
    return pairs;
}

/* No count of one half overflows. */
static bool fits(const zo_course *course, size_t from, size_t to)
{
    enum { BITS = 62 };
    uint64_t packages = course->states[from];
    for (size_t s = from; s < to; s++)
        packages = times(packages, allowed(course, s));
    return packages < (uint64_t)1 << BITS;
}

typedef struct zo_forecast {
    const zo_course *course;
    const uint64_t *before, *after; /* pairs, as predicted */
} zo_forecast;

/* Streams side by side, at most. */
enum { MOST_STREAMS = 64 };

/* How far back from the cut lists need not go: as long as no pairs come together there, and streams are few. */
static size_t first_listed(const zo_forecast *f, size_t cut)
{
    uint64_t streams = f->course->states[cut];
    size_t from = cut;
    while (from > 0) {
        uint64_t values = allowed(f->course, from - 1);
        streams = times(streams, times(values, f->course->states[from - 1]));
        if (streams > MOST_STREAMS || times(f->before[from - 1], values) > f->before[from])
            break;
        from--;
    }
    return from;
}

static size_t last_listed(const zo_forecast *f, size_t cut)
{
    uint64_t streams = 1;
    size_t to = cut;
    while (to < f->course->steps) {
        uint64_t values = allowed(f->course, to);
        streams = times(streams, values);
        if (streams > MOST_STREAMS || times(f->after[to + 1], values) > f->after[to])
            break;
        to++;
    }
    return to;
}

static unsigned rounds(uint64_t n)
{
    unsigned rounds = 1;
    for (; n > 1; n = (n + 1) / 2)
        rounds++;
    return rounds;
}

/* Of putting lists together up to `from` and from `to` on: pairs, and rounds of merging them. */
static void measure_lists(const zo_forecast *f, zo_meet *meet)
{
    enum { STEPS_A_ROUND = 6, LISTS = 3 };
    uint64_t most = 0;
    for (size_t s = 0; s < f->course->steps; s++) {
        uint64_t values = allowed(f->course, s), merged = 0;
        if (s < meet->from)
            merged = times(f->before[s], values);
        else if (s >= meet->to)
            merged = times(times(f->after[s + 1], values), f->course->states[s]);
        meet->work = plus(meet->work, times(merged, (uint64_t)STEPS_A_ROUND * rounds(values)));
        most = merged > most ? merged : most;
    }
    meet->room = plus(meet->room, times(most, LISTS * sizeof(zo_pair)));
}

/* Worths of the second half, beyond so many of which several share a bin. */
enum { NARROW_BITS = 22, BIN_BITS = 20 };

static bool is_wide(const zo_duet *duet, size_t cut)
{
    return between(duet->after_least[1][cut], duet->after_most[1][cut]) >> NARROW_BITS != 0;
}

static void measure_join(const zo_forecast *f, zo_meet *meet)
{
    enum { STEPS_A_PAIR = 48, STEPS_WHEN_WIDE = 160 };
    uint64_t high = times(f->after[meet->cut], f->course->states[meet->cut]);
    bool wide_ = is_wide(meet->duet, meet->cut);
    meet->work =
        plus(meet->work, times(plus(f->before[meet->cut], high), wide_ ? STEPS_WHEN_WIDE : STEPS_A_PAIR));
    meet->room = plus(meet->room, wide_ ? times(f->after[meet->cut], 2 * sizeof(uint64_t)) : 0);
    meet->room = plus(meet->room, (uint64_t)sizeof(uint64_t) << NARROW_BITS);
}

static zo_meet measured(const zo_forecast *f, const zo_meet *meet, size_t cut)
{
    zo_meet own = *meet;
    own.cut = cut;
    own.from = first_listed(f, cut);
    own.to = last_listed(f, cut);
    own.work = own.room = 0;
    measure_lists(f, &own);
    measure_join(f, &own);
    return own;
}

static void choose_cut(zo_meet *meet, zo_arena *arena)
{
    const zo_course *course = meet->course;
    zo_forecast forecast = {course, predict(meet->duet, false, arena), predict(meet->duet, true, arena)};
    meet->work = meet->room = UINT64_MAX;
    for (size_t cut = 0; cut <= course->steps; cut++) {
        if (!fits(course, 0, cut) || !fits(course, cut, course->steps))
            continue;
        zo_meet own = measured(&forecast, meet, cut);
        if (own.work < meet->work)
            *meet = own;
    }
}

/* Whether all packages share one mask. */
static bool has_one_end(const zo_course *course) { return course->states[course->steps] == 1; }

zo_meet *zo_meet_plan(const zo_course *course, zo_detail detail, zo_arena *arena)
{
    const zo_duet *duet = zo_duet_new(course, arena);
    if (duet == NULL || !has_one_end(course))
        return NULL;
    zo_meet *meet = ZO_NEW(arena, zo_meet);
    *meet = (zo_meet){.course = course, .duet = duet, .detail = detail};
    choose_cut(meet, arena);
    return meet;
}

uint64_t zo_meet_work(const zo_meet *meet) { return meet->work; }
uint64_t zo_meet_room(const zo_meet *meet) { return meet->room; }

/* ---- Halves ---- */

static zo_arena *next_turn(zo_meeting *m, size_t step)
{
    zo_arena *arena = &m->turn[step % 2];
    zo_heap *heap = arena->heap;
    zo_arena_close(arena);
    zo_arena_open(arena, heap);
    return arena;
}

/* Lists move out of the arenas of turns. */
static zo_pairs *keep(zo_meeting *m, const zo_pairs *pairs, uint32_t states)
{
    zo_pairs *kept = ZO_NEW_MANY(&m->scratch, zo_pairs, states + 1);
    for (uint32_t s = 0; s < states; s++) {
        zo_pair *at = ZO_NEW_MANY(&m->scratch, zo_pair, pairs[s].n + 1);
        if (pairs[s].n > 0)
            memcpy(at, pairs[s].at, pairs[s].n * sizeof *at);
        kept[s] = (zo_pairs){pairs[s].n, at};
    }
    return kept;
}

static void list_halves(zo_meeting *m)
{
    const zo_meet *meet = m->meet;
    zo_pairs *low = zo_duet_start(meet->duet, &m->scratch), *high = zo_duet_end(meet->duet, &m->scratch);
    for (size_t step = 0; step < meet->from; step++)
        low = zo_duet_forward(meet->duet, step, low, false, &m->watch, next_turn(m, step));
    m->low = keep(m, low, meet->course->states[meet->from]);
    for (size_t step = meet->course->steps; step-- > meet->to;)
        high = zo_duet_back(meet->duet, step, high, false, &m->watch, next_turn(m, step));
    m->high = high;
}

/* ---- Streams ---- */

static int64_t reads(const zo_streams *streams, const zo_stream *stream)
{
    return streams->rising ? stream->next->a + stream->a : -(stream->end[-1].a + stream->a);
}

static void sift(zo_streams *streams, size_t at)
{
    zo_stream *all = streams->all.at, moved = all[at];
    size_t n = streams->all.n;
    int64_t own = reads(streams, &moved);
    for (size_t child = 2 * at + 1; child < n; child = 2 * at + 1) {
        int64_t least = reads(streams, &all[child]);
        if (child + 1 < n && reads(streams, &all[child + 1]) < least)
            least = reads(streams, &all[++child]);
        if (own <= least)
            break;
        all[at] = all[child];
        at = child;
    }
    all[at] = moved;
}

static void add_stream(zo_meeting *m, zo_streams *streams, const zo_pairs *pairs, int64_t a, int64_t b)
{
    zo_stream stream = {pairs->at, pairs->at + pairs->n, a, b};
    if (pairs->n > 0)
        ZO_PUSH(&m->state, &streams->all, stream);
}

/* All ways from the step's state on to the lists of the second half. */
static void add_falling(zo_meeting *m, size_t step, uint32_t state, int64_t a, int64_t b)
{
    const zo_course *course = m->meet->course;
    if (step == m->meet->to) {
        add_stream(m, &m->falling, &m->high[state], a, b);
        return;
    }
    uint32_t values = course->instance->size[course->order[step]];
    for (uint32_t v = 0; v < values; v++) {
        uint32_t to = course->next[step][(size_t)state * values + v];
        if (to != ZO_NO_STATE && zo_course_allows(course, step, v))
            add_falling(m, step + 1, to, a + zo_course_amount(course, 0, step, v),
                        b + zo_course_amount(course, 1, step, v));
    }
}

/* All ways back from the state that a step leads to, to the lists of the first half. */
static void add_rising(zo_meeting *m, size_t step, uint32_t state, int64_t a, int64_t b)
{
    const zo_course *course = m->meet->course;
    if (step == m->meet->from) {
        add_stream(m, &m->rising, &m->low[state], a, b);
        return;
    }
    uint32_t values = course->instance->size[course->order[step - 1]];
    for (uint32_t from = 0; from < course->states[step - 1]; from++)
        for (uint32_t v = 0; v < values; v++)
            if (course->next[step - 1][(size_t)from * values + v] == state &&
                zo_course_allows(course, step - 1, v))
                add_rising(m, step - 1, from, a + zo_course_amount(course, 0, step - 1, v),
                           b + zo_course_amount(course, 1, step - 1, v));
}

static void open_streams(zo_meeting *m, uint32_t state)
{
    zo_heap *heap = m->state.heap;
    zo_arena_close(&m->state);
    zo_arena_open(&m->state, heap);
    m->rising = (zo_streams){.rising = true};
    m->falling = (zo_streams){.rising = false};
    add_rising(m, m->meet->cut, state, 0, 0);
    add_falling(m, m->meet->cut, state, 0, 0);
    for (size_t i = m->rising.all.n; i-- > 0;)
        sift(&m->rising, i);
    for (size_t i = m->falling.all.n; i-- > 0;)
        sift(&m->falling, i);
}

static zo_pair peek(const zo_streams *streams)
{
    const zo_stream *stream = &streams->all.at[0];
    zo_pair pair = streams->rising ? *stream->next : stream->end[-1];
    pair.a += stream->a;
    pair.b += stream->b;
    return pair;
}

static void drop(zo_streams *streams)
{
    zo_stream *stream = &streams->all.at[0];
    if (streams->rising)
        stream->next++;
    else
        stream->end--;
    if (stream->next == stream->end)
        *stream = streams->all.at[--streams->all.n];
    if (streams->all.n > 0)
        sift(streams, 0);
}

/* ---- Sums by b ---- */

/* The counts of the pairs of the second half that were put in: sums by the bin of their b, the highest first, and where a bin is
 * of several numbers, its pairs. */
typedef struct zo_bins {
    int64_t least, most;
    unsigned shift; /* a bin is of 2^shift numbers */
    size_t bins;
    uint64_t *sum;       /* a Fenwick tree, at 1 .. bins */
    size_t *begin, *end; /* per bin; NULL where each is of one number */
    struct zo_binned {
        int64_t b;
        uint64_t count;
    } * pair;
} zo_bins;

/* 1 is the bin of the highest. */
static size_t bin_of(const zo_bins *bins, int64_t b)
{
    return (((uint64_t)bins->most - (uint64_t)b) >> bins->shift) + 1;
}

static size_t pairs_of(const zo_streams *streams)
{
    size_t n = 0;
    for (size_t i = 0; i < streams->all.n; i++)
        n += (size_t)(streams->all.at[i].end - streams->all.at[i].next);
    return n;
}

static void give_room(zo_meeting *m, zo_bins *bins)
{
    bins->begin = ZO_NEW_MANY(&m->state, size_t, bins->bins + 2);
    bins->end = ZO_NEW_MANY(&m->state, size_t, bins->bins + 2);
    for (size_t i = 0; i < m->falling.all.n; i++) {
        const zo_stream *stream = &m->falling.all.at[i];
        for (const zo_pair *pair = stream->next; pair < stream->end; pair++)
            bins->end[bin_of(bins, pair->b + stream->b)]++;
    }
    size_t total = pairs_of(&m->falling);
    bins->pair = zo_alloc_many(&m->state, total + 1, sizeof *bins->pair);
    total = 0;
    for (size_t i = 1; i <= bins->bins; i++) {
        bins->begin[i] = total;
        total += bins->end[i];
        bins->end[i] = bins->begin[i];
    }
}

/* Bins of one number each, unless that were far more bins than pairs. */
static zo_bins open_bins(zo_meeting *m)
{
    enum { FEWEST = 64, BINS_A_PAIR = 4 };
    const zo_duet *duet = m->meet->duet;
    size_t cut = m->meet->cut, pairs = pairs_of(&m->falling);
    zo_bins bins = {.least = duet->after_least[1][cut], .most = duet->after_most[1][cut]};
    uint64_t numbers = between(bins.least, bins.most), room = pairs < FEWEST ? FEWEST : pairs;
    if (numbers > room * BINS_A_PAIR || is_wide(duet, cut))
        while (numbers >> bins.shift > room || numbers >> bins.shift >> BIN_BITS != 0)
            bins.shift++;
    bins.bins = bin_of(&bins, bins.least);
    bins.sum = ZO_NEW_MANY(&m->state, uint64_t, bins.bins + 1);
    if (bins.shift > 0)
        give_room(m, &bins);
    return bins;
}

static void put(zo_bins *bins, const zo_pair *pair)
{
    size_t bin = bin_of(bins, pair->b);
    if (bins->shift > 0)
        bins->pair[bins->end[bin]++] = (struct zo_binned){pair->b, pair->count};
    for (; bin <= bins->bins; bin += bin & -bin)
        bins->sum[bin] += pair->count;
}

/* Of those with at least this b. */
static uint64_t sum_from(const zo_bins *bins, int64_t b)
{
    uint64_t sum = 0;
    if (b > bins->most)
        return 0;
    size_t bin = bin_of(bins, b < bins->least ? bins->least : b), whole = bins->shift > 0 ? bin - 1 : bin;
    for (; whole > 0; whole &= whole - 1)
        sum += bins->sum[whole];
    for (size_t i = bins->shift > 0 ? bins->begin[bin] : 0; bins->shift > 0 && i < bins->end[bin]; i++)
        sum += bins->pair[i].b >= b ? bins->pair[i].count : 0;
    return sum;
}

/* ---- Joining ---- */

static void join(zo_meeting *m, uint32_t state)
{
    open_streams(m, state);
    zo_bins bins = open_bins(m);
    for (; m->rising.all.n > 0 && !zo_watch_ends(&m->watch); drop(&m->rising)) {
        zo_pair low = peek(&m->rising);
        while (m->falling.all.n > 0 && -reads(&m->falling, m->falling.all.at) >= -low.a) {
            zo_pair high = peek(&m->falling);
            put(&bins, &high);
            drop(&m->falling);
        }
        m->packages += (wide)low.count * sum_from(&bins, -low.b);
    }
}

static zo_int number_of(wide packages)
{
    zo_int number = zo_int_of(0);
    number.limb[0] = (uint64_t)packages;
    number.limb[1] = (uint64_t)(packages >> 64);
    return number;
}

static void gather(zo_meeting *m)
{
    enum { MOST_BEST_PAIRS = 1 << 22 };
    const zo_course *course = m->meet->course;
    zo_group *group = ZO_NEW(m->arena, zo_group);
    uint64_t *mask = ZO_NEW_MANY(m->arena, uint64_t, m->outcome.mask_words + 1);
    memcpy(mask, course->end, m->outcome.mask_words * sizeof *mask);
    *group = (zo_group){.mask = mask, .count = number_of(m->packages)};
    m->outcome.group = group;
    m->outcome.groups = 1;
    if (m->meet->detail != ZO_WITH_COUNTS &&
        !zo_look_ahead(m->meet->duet, m->meet->detail == ZO_WITH_WITNESSES, MOST_BEST_PAIRS, &m->watch, group,
                       m->arena) &&
        m->watch.reach == ZO_EXACT)
        m->watch.reach = ZO_LIMIT_MEMORY;
}

static void run(void *context)
{
    zo_meeting *m = context;
    const zo_course *course = m->meet->course;
    m->outcome = (zo_enumeration){.space = zo_space_of(course->instance),
                                  .part_done = 1,
                                  .mask_words = zo_set_words(zo_mask_bits(course->instance))};
    list_halves(m);
    for (uint32_t s = 0; s < course->states[m->meet->cut] && m->watch.reach == ZO_EXACT; s++)
        join(m, s);
    if (m->watch.reach == ZO_EXACT && m->packages > 0)
        gather(m);
    m->outcome.reach = m->watch.reach;
    if (m->outcome.reach != ZO_EXACT)
        m->outcome.groups = 0;
}

zo_enumeration zo_enumerate_by_halves(const zo_meet *meet, const zo_limit *limit, zo_arena *arena)
{
    zo_meeting m = {.meet = meet, .watch = zo_watch_open(limit, 0), .arena = arena};
    zo_arena_open(&m.scratch, arena->heap);
    zo_arena_open(&m.turn[0], arena->heap);
    zo_arena_open(&m.turn[1], arena->heap);
    zo_arena_open(&m.state, arena->heap);
    bool fine = zo_heap_stands(arena->heap, run, &m);
    zo_arena_close(&m.state);
    zo_arena_close(&m.turn[0]);
    zo_arena_close(&m.turn[1]);
    zo_arena_close(&m.scratch);
    if (!fine)
        longjmp(*arena->heap->escape, 1);
    return m.outcome;
}
