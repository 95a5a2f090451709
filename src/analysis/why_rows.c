/* Conflicts, movements, softenings, what binds, hardenings -> rows of one table, for CSV. */
#include "analysis/why_rows.h"

#include "analysis/sets.h"
#include "analysis/words.h"

typedef struct zo_row_writer {
    const zo_why *why;
    zo_value *rows;
    zo_arena *arena;
} zo_row_writer;

static zo_str set_words(const zo_row_writer *w, const uint64_t *set)
{
    zo_phrases parts = {0};
    for (size_t s = 0; s < w->why->compiled->instance.selectors; s++)
        if (zo_bit(set, s))
            ZO_PUSH(w->arena, &parts, zo_position_sentence(w->why->compiled, s, w->arena));
    return zo_join(w->arena, &parts, "; ", "; ");
}

static zo_value *new_row(const zo_row_writer *w, const char *kind, size_t number, const zo_value *names,
                         zo_str words)
{
    zo_value *row = zo_add_object(w->arena, w->rows, NULL);
    zo_add_text(w->arena, row, "kind", zo_str_of(kind));
    zo_add_size(w->arena, row, "number", number);
    zo_add_copy(w->arena, row, names, "names");
    zo_add_text(w->arena, row, "words", words);
    return row;
}

static void copy(const zo_row_writer *w, zo_value *row, const zo_value *from, const char *member,
                 const char *name)
{
    zo_add_copy(w->arena, row, zo_member(from, member), name);
}

static zo_str conflict_words(const zo_row_writer *w, size_t i)
{
    if (w->why->kind == ZO_WHY_REFUSING)
        return zo_refusing_words(&w->why->refusing, w->why->compiled, w->arena);
    return set_words(w, w->why->conflicts.set[i]);
}

static void add_conflicts(const zo_row_writer *w, const zo_value *conflicts)
{
    size_t i = 0;
    for (const zo_value *at = conflicts->first; at; at = at->next, i++)
        new_row(w, "conflict", i + 1, zo_member(at, "names"), conflict_words(w, i));
}

static void add_softenings(const zo_row_writer *w, size_t number, const zo_movement *movement,
                           const zo_value *softenings)
{
    size_t i = 0;
    for (const zo_value *at = softenings->first; at; at = at->next, i++) {
        zo_str words = zo_position_sentence(w->why->compiled, movement->softenings.at[i].selector, w->arena);
        zo_value *row = new_row(w, "softening", number, zo_member(at, "name"), words);
        copy(w, row, at, "relation", "relation");
        copy(w, row, at, "from", "from");
        copy(w, row, at, "to", "to");
    }
}

static void add_movements(const zo_row_writer *w, const zo_value *movements)
{
    size_t i = 0;
    for (const zo_value *at = movements->first; at; at = at->next, i++) {
        const zo_movement *movement = &w->why->movements.at[i];
        zo_value *row = new_row(w, "movement", i + 1, zo_member(at, "names"),
                                zo_given_up_words(w->why->compiled, movement->set, w->arena));
        copy(w, row, at, "difficulty", "difficulty");
        copy(w, row, zo_member(at, "opens"), "packages", "packages");
        add_softenings(w, i + 1, movement, zo_member(at, "softenings"));
    }
}

static void add_binding(const zo_row_writer *w, const zo_value *binding)
{
    size_t i = 0;
    for (const zo_value *at = binding->first; at; at = at->next, i++) {
        zo_str words = set_words(w, w->why->binding.at[i].set);
        copy(w, new_row(w, "binding", i + 1, zo_member(at, "names"), words), at, "packages", "packages");
    }
}

static void add_hardenings(const zo_row_writer *w, const zo_value *hardenings)
{
    size_t i = 0;
    for (const zo_value *at = hardenings->first; at; at = at->next, i++) {
        zo_str words = zo_position_sentence(w->why->compiled, w->why->hardenings.at[i].selector, w->arena);
        zo_value *row = new_row(w, "hardening", i + 1, zo_member(at, "name"), words);
        copy(w, row, at, "relation", "relation");
        copy(w, row, at, "now", "from");
        copy(w, row, at, "limit", "to");
        copy(w, row, at, "closes", "closes");
    }
}

void zo_add_why_rows(const zo_why *why, zo_value *root, zo_arena *arena)
{
    static const char *const columns[] = {"kind",
                                          "number",
                                          "names",
                                          "words",
                                          "difficulty.from",
                                          "difficulty.from.exact",
                                          "difficulty.to",
                                          "difficulty.to.exact",
                                          "packages",
                                          "relation",
                                          "from",
                                          "from.exact",
                                          "to",
                                          "to.exact",
                                          "closes",
                                          NULL};
    zo_row_writer w = {why, zo_add_rows(arena, root, columns), arena};
    add_conflicts(&w, zo_member(root, "conflicts"));
    add_movements(&w, zo_member(root, "movements"));
    add_binding(&w, zo_member(root, "binding"));
    add_hardenings(&w, zo_member(root, "hardenings"));
}
