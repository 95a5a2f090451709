/* An empty zone -> its conflicts and smallest movements, in words. */
#include "analysis/obstacles.h"

#include "analysis/page_lines.h"
#include "analysis/sets.h"
#include "analysis/why_answer.h"
#include "analysis/words.h"

typedef struct zo_page_part {
    const zo_request *request;
    const zo_zone *zone;
    zo_arena *arena;
    zo_value *root;
    bool cut; /* something was left off because of a limit */
} zo_page_part;

enum { MOVEMENTS_ON_THE_PAGE = 3 };

static void add_obstacle(const zo_page_part *b, zo_value *table, const char *label,
                         const zo_compiled *compiled, const uint64_t *set, zo_str words)
{
    zo_value *row = zo_add_object(b->arena, table, NULL);
    zo_add_text(b->arena, row, "standing", zo_str_of(label));
    if (set)
        zo_add_names(compiled, set, row, "names", b->arena);
    zo_add_text(b->arena, row, "words", words);
}

/* Where blocs refuse all that is left the set is empty, and the blocs are what stands in the way. */
static zo_str conflict_words(const zo_page_part *b, const zo_why *why, size_t conflict)
{
    zo_phrases parts = {0};
    if (why->kind == ZO_WHY_REFUSING)
        return zo_refusing_words(&why->refusing, why->compiled, b->arena);
    for (size_t s = 0; s < why->compiled->instance.selectors; s++)
        if (zo_bit(why->conflicts.set[conflict], s))
            ZO_PUSH(b->arena, &parts, zo_position_sentence(why->compiled, s, b->arena));
    return zo_join(b->arena, &parts, "; together with: ", "; together with: ");
}

static void add_obstacles(zo_page_part *b)
{
    if (!b->zone->empty || b->zone->too_large)
        return;
    const zo_why *why = zo_find_exclusions(b->request, MOVEMENTS_ON_THE_PAGE, false);
    zo_value *table =
        zo_add_page_table(b->arena, b->root, "obstacles", "What stands in the way, and what would open it");
    for (size_t i = 0; i < why->conflicts.sets; i++)
        add_obstacle(b, table, "excluded", why->compiled, why->conflicts.set[i], conflict_words(b, why, i));
    for (size_t m = 0; m < why->movements.n; m++)
        add_obstacle(b, table, "would open it", why->compiled, why->movements.at[m].set,
                     zo_given_up_words(why->compiled, why->movements.at[m].set, b->arena));
    if (why->movements.n == 0 && why->red_lines_needed && why->kind != ZO_WHY_REFUSING)
        add_obstacle(b, table, "would open it", why->compiled, NULL,
                     ZO_STR("nothing, as long as nobody gives up what it calls a red line"));
    b->cut = b->cut || why->kind == ZO_WHY_UNDECIDED;
    if (!why->conflicts.complete || !why->movements_complete)
        add_obstacle(b, table, "and more", why->compiled, NULL, ZO_STR("zopa why lists further ones"));
    if (why->red_lines > 0)
        add_obstacle(b, table, "kept", why->compiled, NULL,
                     ZO_STR("what a party calls a red line was not counted as a possible movement"));
}

bool zo_add_obstacles(const zo_request *request, const zo_zone *zone, zo_value *root)
{
    zo_page_part part = {request, zone, request->arena, root, false};
    add_obstacles(&part);
    return !part.cut;
}
