/* Streams -> one list.
 *
 * A heap of cursors gives the vectors in descending lexicographic order, equal ones one after the other, so that a vector is
 * dominated just when one that was kept before covers it. A cursor that moves on leaps over whatever is covered
 * already; few vectors go through the heap.
 *
 * With hidden worths, vectors that are equal in the shown ones are all kept, and the screen learns of them only when the
 * shown ones change. */
#include "engine/frontier/merge.h"

#include <string.h>

typedef struct zo_cursor {
    int64_t first; /* its vector's first worth */
    const zo_stream *stream;
    const int64_t *row; /* before it is moved */
    size_t at;
} zo_cursor;

void zo_merger_close(zo_merger *m)
{
    zo_screen_close(&m->screen, m->ration);
    zo_store_empty(&m->worths, m->ration);
    zo_store_empty(&m->counts, m->ration);
    zo_store_empty(&m->packages, m->ration);
    zo_store_empty(&m->cursors, m->ration);
    zo_store_empty(&m->bounds, m->ration);
}

/* ---- Cursors ---- */

/* The order of worths from place k on: positive when a comes first. */
static int compare_from(const zo_merger *m, const zo_cursor *a, const zo_cursor *b, size_t k)
{
    for (; k < m->shape.worths; k++) {
        int64_t x = a->row[k] + a->stream->worth[k], y = b->row[k] + b->stream->worth[k];
        if (x != y)
            return x > y ? 1 : -1;
    }
    return 0;
}

static bool is_before(const zo_merger *m, const zo_cursor *a, const zo_cursor *b)
{
    if (a->first != b->first)
        return a->first > b->first;
    return compare_from(m, a, b, 1) > 0;
}

static void sift(const zo_merger *m, zo_cursor *cursor, size_t n, size_t at)
{
    zo_cursor moved = cursor[at];
    for (size_t child = 2 * at + 1; child < n; child = 2 * at + 1) {
        if (child + 1 < n && is_before(m, &cursor[child + 1], &cursor[child]))
            child++;
        if (!is_before(m, &cursor[child], &moved))
            break;
        cursor[at] = cursor[child];
        at = child;
    }
    cursor[at] = moved;
}

static void place_cursor(const zo_merger *m, zo_cursor *cursor)
{
    cursor->row = cursor->stream->ways->worth + cursor->at * m->shape.worths;
    cursor->first = m->shape.worths > 0 ? cursor->row[0] + cursor->stream->worth[0] : 0;
}

static void read_vector(const zo_merger *m, const zo_cursor *cursor, int64_t *vector)
{
    for (size_t k = 0; k < m->shape.worths; k++)
        vector[k] = cursor->row[k] + cursor->stream->worth[k];
}

/* A worth of the vectors of a stream, less its least of all. */
typedef struct zo_lane {
    const int64_t *row; /* of the stream's list, at the worth */
    uint64_t more; /* to be added; without signs, since halves of a sum may be beyond what its whole is */
} zo_lane;

static zo_lane lane_of(const zo_merger *m, const zo_stream *stream, size_t i)
{
    size_t place = m->screen.place[i];
    return (zo_lane){stream->ways->worth + place,
                     (uint64_t)stream->worth[place] - (uint64_t)m->screen.least[place]};
}

static inline int64_t lane_at(const zo_lane *lane, size_t i)
{
    return (int64_t)((uint64_t)lane->row[i] + lane->more);
}

static size_t leap_under_best(const zo_merger *m, const zo_stream *stream, size_t at)
{
    size_t worths = m->shape.worths, place = m->screen.place[0], n = stream->ways->n;
    const int64_t *row = stream->ways->worth + place;
    while (m->screen.any && at < n && row[at * worths] + stream->worth[place] <= m->screen.best)
        at++;
    return at;
}

static size_t leap_under_stair(const zo_merger *m, const zo_stream *stream, size_t at)
{
    size_t worths = m->shape.worths, n = stream->ways->n;
    zo_lane row = lane_of(m, stream, 0), value = lane_of(m, stream, 1);
    const int32_t *cell = m->screen.cell;
    while (at < n && cell[lane_at(&row, at * worths)] >= lane_at(&value, at * worths))
        at++;
    return at;
}

static size_t leap_under_table(const zo_merger *m, const zo_stream *stream, size_t at)
{
    size_t worths = m->shape.worths, n = stream->ways->n;
    zo_lane row = lane_of(m, stream, 0), column = lane_of(m, stream, 1), value = lane_of(m, stream, 2);
    const int32_t *cell = m->screen.cell;
    int64_t columns = (int64_t)m->screen.columns;
    for (; at < n; at++) {
        size_t i = at * worths;
        if (cell[lane_at(&row, i) * columns + lane_at(&column, i)] < lane_at(&value, i))
            break;
    }
    return at;
}

/* The first from `at` on that the screen does not cover. */
static size_t leap(const zo_merger *m, const zo_stream *stream, size_t at, int64_t *vector)
{
    switch (m->screen.kind) {
    case ZO_SCREEN_ANY: return m->screen.any ? stream->ways->n : at;
    case ZO_SCREEN_BEST: return leap_under_best(m, stream, at);
    case ZO_SCREEN_STAIR: return leap_under_stair(m, stream, at);
    case ZO_SCREEN_TABLE: return leap_under_table(m, stream, at);
    default: break;
    }
    for (; at < stream->ways->n; at++) {
        const int64_t *row = stream->ways->worth + at * m->shape.worths;
        for (size_t k = 0; k < m->shape.worths; k++)
            vector[k] = row[k] + stream->worth[k];
        if (!zo_screen_covers_any(&m->screen, vector))
            break;
    }
    return at;
}

/* To the next vector that may be of use; false when there is none. */
static bool move_on(zo_merger *m, zo_cursor *cursor, int64_t *vector)
{
    size_t from = cursor->at;
    cursor->at = leap(m, cursor->stream, from + 1, vector);
    m->looks += cursor->at - from;
    if (cursor->at == cursor->stream->ways->n)
        return false;
    place_cursor(m, cursor);
    return true;
}

/* ---- Output ---- */

static bool make_room(zo_merger *m)
{
    size_t n = m->out.n + 1, word = sizeof(uint64_t);
    bool fine = zo_store_reach(&m->worths, m->ration, n * m->shape.worths * word + 1) &&
                zo_store_reach(&m->counts, m->ration, n * m->shape.count_words * word) &&
                zo_store_reach(&m->packages, m->ration, n * m->shape.package_words * word + 1);
    m->out.worth = m->worths.at;
    m->out.count = m->counts.at;
    m->out.package = m->packages.at;
    return fine;
}

/* Counts the cursor's ways to the last entry, whose package is then the first of both. */
static bool count_in(zo_merger *m, const zo_cursor *cursor, uint64_t *package, bool fresh)
{
    size_t words = m->shape.count_words, package_words = m->shape.package_words, i = m->out.n - 1;
    const zo_ways *ways = cursor->stream->ways;
    const uint64_t *other = ways->package + cursor->at * package_words;
    uint64_t *first = m->out.package + i * package_words;
    for (size_t w = 0; w < package_words; w++)
        package[w] = other[w] | cursor->stream->package[w];
    if (fresh || zo_is_earlier(package, first, package_words))
        memcpy(first, package, package_words * sizeof *first);
    bool fits = zo_count_add_product(words, cursor->stream->count, ways->count + cursor->at * words,
                                     m->out.count + i * words);
    m->overflow = m->overflow || !fits;
    return fits;
}

static bool passes_gates(const zo_merger *m, const int64_t *vector)
{
    for (size_t g = 0; g < m->gates; g++) {
        int64_t sum = m->gate[g].rest;
        for (size_t k = 0; k < m->shape.worths; k++)
            sum += m->gate[g].weight[k] * vector[k];
        if (sum < m->gate[g].least)
            return false;
    }
    return true;
}

static const int64_t *entry(const zo_merger *m, size_t i) { return m->out.worth + i * m->shape.worths; }

/* Entries that wait go into the screen once the shown worths are others. */
static bool tell_screen(zo_merger *m, const int64_t *vector)
{
    if (m->waiting == 0 || memcmp(vector, entry(m, m->out.n - 1), m->shown * sizeof *vector) == 0)
        return true;
    for (; m->waiting > 0; m->waiting--)
        if (!zo_screen_keep(&m->screen, entry(m, m->out.n - m->waiting), m->ration))
            return false;
    return true;
}

static bool push(zo_merger *m, const int64_t *vector)
{
    if (!make_room(m))
        return false;
    memcpy(m->out.worth + m->out.n * m->shape.worths, vector, m->shape.worths * sizeof *vector);
    memset(m->out.count + m->out.n * m->shape.count_words, 0, m->shape.count_words * sizeof *m->out.count);
    m->out.n++;
    return true;
}

/* The screen learns of it, at once or later. */
static bool append(zo_merger *m, const int64_t *vector)
{
    if (!push(m, vector))
        return false;
    if (m->shown == m->shape.worths)
        return zo_screen_keep(&m->screen, vector, m->ration);
    m->waiting++;
    return true;
}

static bool give_up(zo_merger *m, zo_reach why)
{
    m->reach = why;
    return false;
}

static bool is_last(const zo_merger *m, const int64_t *vector)
{
    return m->out.n > 0 && memcmp(vector, entry(m, m->out.n - 1), m->shape.worths * sizeof *vector) == 0;
}

/* The vector at the top of the heap. */
static bool take(zo_merger *m, const zo_cursor *cursor, const int64_t *vector, uint64_t *package)
{
    bool fresh = !is_last(m, vector);
    if (fresh) {
        if (!tell_screen(m, vector))
            return give_up(m, ZO_LIMIT_MEMORY);
        if (zo_screen_covers(&m->screen, vector) || !passes_gates(m, vector))
            return true;
        if (!append(m, vector))
            return give_up(m, ZO_LIMIT_MEMORY);
    }
    return count_in(m, cursor, package, fresh);
}

/* ---- The whole ---- */

static size_t find_bounds(zo_merger *m, const zo_stream *stream, size_t streams)
{
    int64_t *least = m->out.least, *most = m->out.most;
    size_t vectors = 0;
    for (size_t s = 0; s < streams; s++) {
        vectors += stream[s].ways->n;
        for (size_t k = 0; k < m->shape.worths; k++) {
            int64_t low = stream[s].ways->least[k] + stream[s].worth[k],
                    high = stream[s].ways->most[k] + stream[s].worth[k];
            least[k] = s == 0 || low < least[k] ? low : least[k];
            most[k] = s == 0 || high > most[k] ? high : most[k];
        }
    }
    return vectors;
}

static bool prepare(zo_merger *m, size_t streams)
{
    size_t words = 3 * m->shape.worths + m->shape.package_words + 1;
    m->out.n = m->waiting = 0;
    if (!zo_store_reach(&m->bounds, m->ration, words * sizeof(int64_t)) ||
        !zo_store_reach(&m->cursors, m->ration, streams * sizeof(zo_cursor) + 1))
        return give_up(m, ZO_LIMIT_MEMORY);
    m->out.least = m->bounds.at;
    m->out.most = m->out.least + m->shape.worths;
    return true;
}

static bool start(zo_merger *m, const zo_stream *stream, size_t streams)
{
    zo_cursor *cursor = m->cursors.at;
    size_t vectors = find_bounds(m, stream, streams);
    for (size_t s = 0; s < streams; s++) {
        cursor[s] = (zo_cursor){.stream = &stream[s]};
        place_cursor(m, &cursor[s]);
    }
    for (size_t s = streams / 2; s-- > 0;)
        sift(m, cursor, streams, s);
    return zo_screen_start(&m->screen, m->shape.worths, m->out.least, m->out.most, vectors, m->ration) ||
           give_up(m, ZO_LIMIT_MEMORY);
}

static bool is_over(zo_merger *m)
{
    enum { LOOKS = 1024 };
    if (m->looks < LOOKS)
        return false;
    m->looks = 0;
    if (zo_watch_ends(m->watch))
        m->reach = m->watch->reach;
    return m->reach != ZO_EXACT;
}

/* The list's own bounds, which are closer than those of what went in. */
static void close_bounds(zo_merger *m)
{
    size_t worths = m->shape.worths;
    for (size_t i = 0; i < m->out.n; i++) {
        for (size_t k = 0; k < worths; k++) {
            int64_t worth = m->out.worth[i * worths + k];
            m->out.least[k] = i == 0 || worth < m->out.least[k] ? worth : m->out.least[k];
            m->out.most[k] = i == 0 || worth > m->out.most[k] ? worth : m->out.most[k];
        }
    }
}

/* The only list there is, moved. */
static bool move_all(zo_merger *m, const zo_stream *stream, int64_t *vector, uint64_t *package)
{
    zo_cursor cursor = {.stream = stream};
    for (; cursor.at < stream->ways->n; cursor.at++) {
        place_cursor(m, &cursor);
        read_vector(m, &cursor, vector);
        if (!push(m, vector))
            return give_up(m, ZO_LIMIT_MEMORY);
        if (!count_in(m, &cursor, package, true))
            return false;
    }
    return true;
}

static bool merge_all(zo_merger *m, size_t streams, int64_t *vector, uint64_t *package)
{
    zo_cursor *cursor = m->cursors.at;
    while (streams > 0) {
        if (is_over(m))
            return false;
        read_vector(m, &cursor[0], vector);
        if (!take(m, &cursor[0], vector, package))
            return false;
        if (!move_on(m, &cursor[0], vector))
            cursor[0] = cursor[--streams];
        sift(m, cursor, streams, 0);
    }
    return true;
}

bool zo_merge(zo_merger *m, const zo_stream *stream, size_t streams)
{
    if (!prepare(m, streams))
        return false;
    int64_t *vector = m->out.most + m->shape.worths;
    uint64_t *package = (uint64_t *)vector + m->shape.worths;
    bool fine = streams == 1 && m->gates == 0
                    ? move_all(m, stream, vector, package)
                    : start(m, stream, streams) && merge_all(m, streams, vector, package);
    close_bounds(m);
    return fine;
}
