/* Expressions and sums -> what is left of them, step by step.
 *
 * Each expression becomes a row of nodes in preorder, so that what lies below a node is a range of nodes, and of the words in
 * which its linear leaves count. A node is open, true or false; once it is decided all below it is zero. A sum is open until
 * its bounds decide it. */
#include "engine/count/residue.h"

#include <string.h>

#include "engine/row.h"

typedef enum zo_fate { ZO_OPEN = 0, ZO_IS_TRUE = 1, ZO_IS_FALSE = 2 } zo_fate;

/* A linear leaf by steps. */
typedef struct zo_tally {
    const zo_linear *linear;
    const zo_linear_term **term; /* per step; NULL: adds nothing */
    int64_t *least, *most;       /* per step: of the terms after it */
    bool *nameless;              /* per step: whether a value of a term after it may have no number */
} zo_tally;

typedef struct zo_twig {
    zo_expr_kind kind;
    uint32_t step;           /* IN: at which it is decided */
    const uint64_t *allowed; /* IN */
    const zo_tally *tally;   /* LINEAR */
    uint32_t right;          /* AND, OR, IFF: the node of the right part; the left one follows at once */
    uint32_t end;            /* the node after all below it */
    uint32_t word, word_end; /* where its linear leaves count */
} zo_twig;

/* What a selector's sum adds by steps. Two's complement, `words` each. */
typedef struct zo_account {
    const zo_sum *sum;
    const int64_t **table; /* per step */
    int64_t *least, *most; /* per step: of the tables after it */
    uint32_t value;        /* word of the amount so far */
    uint32_t fate;         /* node that holds how it stands when only the waiver is open */
    uint32_t *bonus;       /* per bonus its root */
    uint32_t waived;       /* root, or ZO_NO_ROOT */
    uint32_t begin, end;   /* its nodes */
    uint32_t word, word_end;
} zo_account;
enum { ZO_NO_ROOT = UINT32_MAX };

typedef struct zo_matter {
    uint32_t root; /* an expression; or, with an account, the node that says whether it is settled */
    const zo_account *account; /* NULL: an expression */
    bool marks_true;           /* it counts when true (abstentions, waivers of blocs), else when false */
    bool hard;
    uint32_t mark; /* bit of the mask unless hard */
} zo_matter;

struct zo_residue {
    const zo_instance *instance;
    const zo_mode *mode;
    const uint64_t *domains;
    zo_arena *arena;
    size_t steps;
    const uint32_t *order;
    uint32_t *step_of; /* per issue */
    size_t mask_words;
    ZO_ARRAY(zo_twig) twigs;
    uint32_t words; /* behind mask and fates */
    ZO_ARRAY(zo_matter) matters;
    ZO_ARRAY(uint32_t) *touched; /* per step: the matters that its issue decides about */
};

/* ---- Nodes ---- */

static int64_t least_of(const zo_residue *r, const zo_linear_term *term)
{
    int64_t least = INT64_MAX;
    for (uint32_t v = 0; v < r->instance->size[term->issue]; v++)
        if (zo_bit(r->domains, r->instance->first_bit[term->issue] + v) && term->value[v] < least)
            least = term->value[v];
    return least == INT64_MAX ? 0 : least;
}

static int64_t most_of(const zo_residue *r, const zo_linear_term *term)
{
    int64_t most = INT64_MIN;
    for (uint32_t v = 0; v < r->instance->size[term->issue]; v++)
        if (zo_bit(r->domains, r->instance->first_bit[term->issue] + v) && term->value[v] > most)
            most = term->value[v];
    return most == INT64_MIN ? 0 : most;
}

static const zo_tally *new_tally(zo_residue *r, const zo_linear *linear)
{
    zo_tally *tally = ZO_NEW(r->arena, zo_tally);
    tally->linear = linear;
    tally->term = ZO_NEW_MANY(r->arena, const zo_linear_term *, r->steps + 1);
    tally->least = ZO_NEW_MANY(r->arena, int64_t, r->steps + 1);
    tally->most = ZO_NEW_MANY(r->arena, int64_t, r->steps + 1);
    tally->nameless = ZO_NEW_MANY(r->arena, bool, r->steps + 1);
    for (size_t t = 0; t < linear->terms; t++)
        tally->term[r->step_of[linear->term[t].issue]] = &linear->term[t];
    for (size_t s = r->steps; s-- > 1;) {
        const zo_linear_term *term = tally->term[s];
        tally->least[s - 1] = tally->least[s] + (term ? least_of(r, term) : 0);
        tally->most[s - 1] = tally->most[s] + (term ? most_of(r, term) : 0);
        tally->nameless[s - 1] = tally->nameless[s] || (term && term->nameless);
    }
    return tally;
}

static void touch(zo_residue *r, uint64_t *touches, const zo_expr *expr)
{
    if (expr->kind == ZO_X_IN)
        zo_set_bit(touches, r->step_of[expr->issue]);
    for (size_t t = 0; expr->kind == ZO_X_LINEAR && t < expr->linear->terms; t++)
        zo_set_bit(touches, r->step_of[expr->linear->term[t].issue]);
    if (expr->left != NULL)
        touch(r, touches, expr->left);
    if (expr->right != NULL)
        touch(r, touches, expr->right);
}

/* Adds the expression and all below it; returns its node. */
static uint32_t grow(zo_residue *r, const zo_expr *expr)
{
    uint32_t node = (uint32_t)r->twigs.n;
    zo_twig twig = {.kind = expr->kind, .allowed = expr->allowed, .word = r->words};
    if (expr->kind == ZO_X_IN)
        twig.step = r->step_of[expr->issue];
    if (expr->kind == ZO_X_LINEAR) {
        twig.tally = new_tally(r, expr->linear);
        r->words++;
    }
    ZO_PUSH(r->arena, &r->twigs, twig);
    if (expr->left != NULL)
        grow(r, expr->left);
    if (expr->right != NULL) {
        uint32_t right = grow(r, expr->right);
        r->twigs.at[node].right = right;
    }
    r->twigs.at[node].end = (uint32_t)r->twigs.n;
    r->twigs.at[node].word_end = r->words;
    return node;
}

/* A node without an expression, to remember how something stands. */
static uint32_t grow_flag(zo_residue *r)
{
    zo_twig twig = {
        .kind = ZO_X_FALSE, .end = (uint32_t)r->twigs.n + 1, .word = r->words, .word_end = r->words};
    ZO_PUSH(r->arena, &r->twigs, twig);
    return twig.end - 1;
}

/* ---- Sums ---- */

static void bounds_of_table(const zo_residue *r, size_t issue, const int64_t *table, unsigned words,
                            const int64_t **least, const int64_t **most)
{
    *least = *most = NULL;
    for (uint32_t v = 0; v < r->instance->size[issue]; v++) {
        const int64_t *number = table + (size_t)v * words;
        if (!zo_bit(r->domains, r->instance->first_bit[issue] + v))
            continue;
        if (*least == NULL || zo_words_compare(number, *least, words) < 0)
            *least = number;
        if (*most == NULL || zo_words_compare(number, *most, words) > 0)
            *most = number;
    }
}

static void bound_tables(const zo_residue *r, zo_account *account)
{
    unsigned words = account->sum->words;
    for (size_t s = r->steps; s-- > 1;) {
        const int64_t *least = NULL, *most = NULL;
        memcpy(account->least + (s - 1) * words, account->least + s * words, words * sizeof(int64_t));
        memcpy(account->most + (s - 1) * words, account->most + s * words, words * sizeof(int64_t));
        if (account->table[s] != NULL)
            bounds_of_table(r, r->order[s], account->table[s], words, &least, &most);
        if (least == NULL)
            continue;
        zo_words_add(account->least + (s - 1) * words, account->least + (s - 1) * words, least, words);
        zo_words_add(account->most + (s - 1) * words, account->most + (s - 1) * words, most, words);
    }
}

static const zo_account *new_account(zo_residue *r, const zo_sum *sum, const zo_expr *waived,
                                     uint64_t *touches)
{
    zo_account *account = ZO_NEW(r->arena, zo_account);
    *account =
        (zo_account){.sum = sum, .begin = (uint32_t)r->twigs.n, .word = r->words, .waived = ZO_NO_ROOT};
    account->fate = grow_flag(r);
    account->value = r->words;
    r->words += sum->words;
    account->table = ZO_NEW_MANY(r->arena, const int64_t *, r->steps + 1);
    account->least = ZO_NEW_MANY(r->arena, int64_t, (r->steps + 1) * sum->words);
    account->most = ZO_NEW_MANY(r->arena, int64_t, (r->steps + 1) * sum->words);
    for (size_t i = 0; i < r->instance->issues; i++) {
        if (sum->table[i] == NULL)
            continue;
        account->table[r->step_of[i]] = sum->table[i];
        zo_set_bit(touches, r->step_of[i]);
    }
    bound_tables(r, account);
    account->bonus = ZO_NEW_MANY(r->arena, uint32_t, sum->bonuses + 1);
    for (size_t b = 0; b < sum->bonuses; b++) {
        account->bonus[b] = grow(r, sum->bonus[b].when);
        touch(r, touches, sum->bonus[b].when);
    }
    if (waived != NULL) {
        account->waived = grow(r, waived);
        touch(r, touches, waived);
    }
    account->end = (uint32_t)r->twigs.n;
    account->word_end = r->words;
    return account;
}

/* ---- Building ---- */

static void add_matter(zo_residue *r, const zo_matter *matter, uint64_t *touches)
{
    for (size_t s = 0; s < r->steps; s++)
        if (zo_bit(touches, s))
            ZO_PUSH(r->arena, &r->touched[s], (uint32_t)r->matters.n);
    ZO_PUSH(r->arena, &r->matters, *matter);
}

static void add_expression(zo_residue *r, const zo_expr *expr, zo_matter matter)
{
    uint64_t *touches = ZO_NEW_MANY(r->arena, uint64_t, zo_set_words(r->steps) + 1);
    matter.root = grow(r, expr);
    touch(r, touches, expr);
    add_matter(r, &matter, touches);
}

static void add_selector(zo_residue *r, size_t s)
{
    const zo_selector *selector = &r->instance->selector[s];
    zo_matter matter = {.hard = r->mode[s] == ZO_HARD, .mark = (uint32_t)s};
    if (selector->sum != NULL) {
        uint64_t *touches = ZO_NEW_MANY(r->arena, uint64_t, zo_set_words(r->steps) + 1);
        matter.account = new_account(r, selector->sum, selector->waived, touches);
        matter.root = matter.account->begin;
        add_matter(r, &matter, touches);
        return;
    }
    const zo_expr *expr = selector->expr;
    if (selector->waived != NULL) {
        zo_expr *either = ZO_NEW(r->arena, zo_expr);
        *either = (zo_expr){.kind = ZO_X_OR, .left = selector->waived, .right = expr};
        expr = either;
    }
    add_expression(r, expr, matter);
}

static void add_matters(zo_residue *r)
{
    const zo_instance *in = r->instance;
    for (size_t s = 0; s < in->selectors; s++)
        if (r->mode[s] != ZO_OFF)
            add_selector(r, s);
    for (size_t v = 0; v < in->voters; v++)
        if (in->voter[v].abstains != NULL)
            add_expression(r, in->voter[v].abstains,
                           (zo_matter){.marks_true = true, .mark = (uint32_t)(in->selectors + v)});
    for (size_t b = 0; b < in->blocs; b++)
        if (in->bloc[b].waived != NULL)
            add_expression(
                r, in->bloc[b].waived,
                (zo_matter){.marks_true = true, .mark = (uint32_t)(in->selectors + in->voters + b)});
}

zo_residue *zo_residue_of(const zo_instance *instance, const zo_mode *mode, const uint32_t *order,
                          size_t steps, const uint64_t *domains, zo_arena *arena)
{
    zo_residue *r = ZO_NEW(arena, zo_residue);
    *r = (zo_residue){.instance = instance,
                      .mode = mode,
                      .domains = domains,
                      .arena = arena,
                      .steps = steps,
                      .order = order,
                      .mask_words = zo_set_words(zo_mask_bits(instance))};
    r->step_of = ZO_NEW_MANY(arena, uint32_t, instance->issues + 1);
    for (uint32_t s = 0; s < r->steps; s++)
        r->step_of[order[s]] = s;
    r->touched = zo_alloc_many(arena, r->steps + 1, sizeof *r->touched);
    add_matters(r);
    return r;
}

zo_residue *zo_residue_new(const zo_instance *instance, const zo_mode *mode, const uint32_t *order,
                           const uint64_t *domains, zo_arena *arena)
{
    return zo_residue_of(instance, mode, order, instance->issues, domains, arena);
}

/* ---- States ---- */

enum { FATES_A_WORD = 32 };

static size_t fate_words(const zo_residue *r) { return (r->twigs.n + FATES_A_WORD - 1) / FATES_A_WORD; }

size_t zo_residue_words(const zo_residue *residue)
{
    return residue->mask_words + fate_words(residue) + residue->words;
}

static zo_fate fate_of(const zo_residue *r, const uint64_t *state, uint32_t node)
{
    return (zo_fate)(state[r->mask_words + node / FATES_A_WORD] >> node % FATES_A_WORD * 2 & 3);
}

static void set_fate(const zo_residue *r, uint64_t *state, uint32_t node, zo_fate fate)
{
    uint64_t *word = &state[r->mask_words + node / FATES_A_WORD];
    unsigned at = node % FATES_A_WORD * 2;
    *word = (*word & ~((uint64_t)3 << at)) | (uint64_t)fate << at;
}

static int64_t *numbers(const zo_residue *r, uint64_t *state)
{
    return (int64_t *)(state + r->mask_words + fate_words(r));
}

/* Nothing of these nodes and words matters any more. */
static void clear(const zo_residue *r, uint64_t *state, uint32_t begin, uint32_t end, uint32_t word,
                  uint32_t word_end)
{
    for (uint32_t n = begin; n < end; n++)
        set_fate(r, state, n, ZO_OPEN);
    if (word_end > word)
        memset(numbers(r, state) + word, 0, (word_end - word) * sizeof(int64_t));
}

static zo_fate settle(const zo_residue *r, uint64_t *state, uint32_t node, zo_fate fate)
{
    const zo_twig *twig = &r->twigs.at[node];
    clear(r, state, node, twig->end, twig->word, twig->word_end);
    set_fate(r, state, node, fate);
    return fate;
}

static bool compares(int64_t sum, zo_relation relation)
{
    switch (relation) {
    case ZO_EQ: return sum == 0;
    case ZO_NE: return sum != 0;
    case ZO_LT: return sum < 0;
    case ZO_LE: return sum <= 0;
    case ZO_GT: return sum > 0;
    default: return sum >= 0;
    }
}

/* Whether every sum between the bounds compares as `truth`. */
static bool is_certain(int64_t least, int64_t most, zo_relation relation, bool truth)
{
    if (relation == ZO_EQ || relation == ZO_NE) {
        bool apart = least > 0 || most < 0;
        bool same = least == 0 && most == 0;
        return truth == (relation == ZO_EQ) ? same : apart;
    }
    return compares(least, relation) == truth && compares(most, relation) == truth;
}

static zo_fate count_leaf(const zo_residue *r, uint64_t *state, uint32_t node, size_t step, uint32_t value)
{
    const zo_twig *twig = &r->twigs.at[node];
    const zo_tally *tally = twig->tally;
    const zo_linear_term *term = tally->term[step];
    zo_relation relation = tally->linear->relation;
    int64_t *sum = &numbers(r, state)[twig->word];
    if (tally->linear->terms == 0)
        return settle(r, state, node, compares(*sum, relation) ? ZO_IS_TRUE : ZO_IS_FALSE);
    if (term == NULL)
        return ZO_OPEN;
    if (term->nameless != NULL && zo_bit(term->nameless, value))
        return settle(r, state, node, relation == ZO_NE ? ZO_IS_TRUE : ZO_IS_FALSE);
    *sum += term->value[value];
    bool nameless_later = tally->nameless[step];
    int64_t least = *sum + tally->least[step], most = *sum + tally->most[step];
    if (is_certain(least, most, relation, true) && (!nameless_later || relation == ZO_NE))
        return settle(r, state, node, ZO_IS_TRUE);
    if (is_certain(least, most, relation, false) && (!nameless_later || relation != ZO_NE))
        return settle(r, state, node, ZO_IS_FALSE);
    return ZO_OPEN;
}

static zo_fate both(zo_fate left, zo_fate right)
{
    if (left == ZO_IS_FALSE || right == ZO_IS_FALSE)
        return ZO_IS_FALSE;
    return left == ZO_IS_TRUE && right == ZO_IS_TRUE ? ZO_IS_TRUE : ZO_OPEN;
}

static zo_fate reverse(zo_fate fate) { return fate == ZO_OPEN ? ZO_OPEN : (zo_fate)(3 - fate); }

static zo_fate joined(zo_expr_kind kind, zo_fate left, zo_fate right)
{
    if (kind == ZO_X_AND)
        return both(left, right);
    if (kind == ZO_X_OR)
        return reverse(both(reverse(left), reverse(right)));
    if (left == ZO_OPEN || right == ZO_OPEN)
        return ZO_OPEN;
    return left == right ? ZO_IS_TRUE : ZO_IS_FALSE;
}

/* How the node stands once the issue of this step has the value. */
static zo_fate look(const zo_residue *r, uint64_t *state, uint32_t node, size_t step, uint32_t value)
{
    const zo_twig *twig = &r->twigs.at[node];
    zo_fate fate = fate_of(r, state, node);
    if (fate != ZO_OPEN)
        return fate;
    switch (twig->kind) {
    case ZO_X_TRUE: return settle(r, state, node, ZO_IS_TRUE);
    case ZO_X_FALSE: return settle(r, state, node, ZO_IS_FALSE);
    case ZO_X_IN:
        if (twig->step != step)
            return ZO_OPEN;
        return settle(r, state, node, zo_bit(twig->allowed, value) ? ZO_IS_TRUE : ZO_IS_FALSE);
    case ZO_X_LINEAR: return count_leaf(r, state, node, step, value);
    case ZO_X_NOT: fate = reverse(look(r, state, node + 1, step, value)); break;
    default: {
        zo_fate left = look(r, state, node + 1, step, value);
        fate = joined(twig->kind, left, look(r, state, twig->right, step, value));
    }
    }
    return fate == ZO_OPEN ? ZO_OPEN : settle(r, state, node, fate);
}

/* ---- Sums, on their way ---- */

static void add_bonuses(const zo_residue *r, const zo_account *account, uint64_t *state, size_t step,
                        uint32_t value)
{
    int64_t *amount = &numbers(r, state)[account->value];
    for (size_t b = 0; b < account->sum->bonuses; b++) {
        uint32_t root = account->bonus[b];
        if (fate_of(r, state, root) == ZO_OPEN && look(r, state, root, step, value) == ZO_IS_TRUE)
            zo_words_add(amount, amount, account->sum->bonus[b].points, account->sum->words);
        if (fate_of(r, state, root) != ZO_OPEN)
            settle(r, state, root, ZO_IS_FALSE); /* counted: whether it was true no longer matters */
    }
}

/* Whether the least, or the most, that the sum can still come to is not negative. */
static bool reaches(const zo_residue *r, const zo_account *account, uint64_t *state, size_t step, bool most)
{
    unsigned words = account->sum->words;
    int64_t total[ZO_WIDE_WORDS];
    zo_words_add(total, &numbers(r, state)[account->value],
                 (most ? account->most : account->least) + step * words, words);
    for (size_t b = 0; b < account->sum->bonuses; b++) {
        const int64_t *points = account->sum->bonus[b].points;
        if (fate_of(r, state, account->bonus[b]) == ZO_OPEN && (points[words - 1] < 0) != most)
            zo_words_add(total, total, points, words);
    }
    return total[words - 1] >= 0;
}

static zo_fate settle_account(const zo_residue *r, const zo_account *account, uint64_t *state, zo_fate fate)
{
    clear(r, state, account->begin, account->end, account->word, account->word_end);
    return fate;
}

static zo_fate weigh(const zo_residue *r, const zo_account *account, uint64_t *state, size_t step,
                     uint32_t value)
{
    bool may_be_waived = account->waived != ZO_NO_ROOT;
    unsigned words = account->sum->words;
    if (may_be_waived) {
        zo_fate waived = look(r, state, account->waived, step, value);
        if (waived == ZO_IS_TRUE)
            return settle_account(r, account, state, ZO_IS_TRUE);
        may_be_waived = waived == ZO_OPEN;
    }
    if (fate_of(r, state, account->fate) == ZO_OPEN) {
        int64_t *amount = &numbers(r, state)[account->value];
        if (account->table[step] != NULL)
            zo_words_add(amount, amount, account->table[step] + (size_t)value * words, words);
        add_bonuses(r, account, state, step, value);
        if (reaches(r, account, state, step, false))
            return settle_account(r, account, state, ZO_IS_TRUE);
        if (reaches(r, account, state, step, true))
            return ZO_OPEN;
        uint32_t until = may_be_waived ? account->waived : account->end;
        clear(r, state, account->begin, until, account->word,
              may_be_waived ? r->twigs.at[account->waived].word : account->word_end);
        set_fate(r, state, account->fate, ZO_IS_FALSE);
    }
    return may_be_waived ? ZO_OPEN : settle_account(r, account, state, ZO_IS_FALSE);
}

/* ---- Steps ---- */

/* A matter that is settled leaves a word in its root, and a mark in the mask where it counts. */
static bool decide(const zo_residue *r, const zo_matter *matter, uint64_t *state, zo_fate fate)
{
    if (fate == ZO_OPEN)
        return true;
    set_fate(r, state, matter->root, ZO_IS_TRUE);
    if ((fate == ZO_IS_TRUE) != matter->marks_true)
        return true;
    if (matter->hard)
        return false;
    zo_set_bit(state, matter->mark);
    return true;
}

static zo_fate advance(const zo_residue *r, const zo_matter *matter, uint64_t *state, size_t step,
                       uint32_t value)
{
    if (matter->account == NULL)
        return look(r, state, matter->root, step, value);
    return weigh(r, matter->account, state, step, value);
}

/* An account's first node holds its fate while it is open; settled, it holds true. */
static bool is_settled(const zo_residue *r, const zo_matter *matter, const uint64_t *state)
{
    zo_fate fate = fate_of(r, state, matter->root);
    return matter->account == NULL ? fate != ZO_OPEN : fate == ZO_IS_TRUE;
}

bool zo_residue_touches(const zo_residue *residue, size_t step) { return residue->touched[step].n > 0; }

bool zo_residue_step(const zo_residue *residue, size_t step, uint32_t value, const uint64_t *from,
                     uint64_t *to)
{
    memcpy(to, from, zo_residue_words(residue) * sizeof *to);
    for (size_t i = 0; i < residue->touched[step].n; i++) {
        const zo_matter *matter = &residue->matters.at[residue->touched[step].at[i]];
        if (!is_settled(residue, matter, to) &&
            !decide(residue, matter, to, advance(residue, matter, to, step, value)))
            return false;
    }
    return true;
}

/* What depends on no issue is decided by a step that no issue has. */
static bool depends_on_issues(const zo_residue *r, size_t matter)
{
    for (size_t s = 0; s < r->steps; s++)
        for (size_t i = 0; i < r->touched[s].n; i++)
            if (r->touched[s].at[i] == matter)
                return true;
    return false;
}

static void start_numbers(const zo_residue *r, uint64_t *state)
{
    for (size_t t = 0; t < r->twigs.n; t++)
        if (r->twigs.at[t].kind == ZO_X_LINEAR)
            numbers(r, state)[r->twigs.at[t].word] = r->twigs.at[t].tally->linear->start;
    for (size_t m = 0; m < r->matters.n; m++) {
        const zo_account *account = r->matters.at[m].account;
        if (account != NULL)
            memcpy(&numbers(r, state)[account->value], account->sum->start,
                   account->sum->words * sizeof(int64_t));
    }
}

static zo_fate constant_fate(const zo_residue *r, const zo_matter *matter, uint64_t *state)
{
    if (matter->account != NULL)
        return weigh(r, matter->account, state, r->steps, 0);
    return look(r, state, matter->root, r->steps, 0);
}

bool zo_residue_start(const zo_residue *residue, uint64_t *state)
{
    memset(state, 0, zo_residue_words(residue) * sizeof *state);
    start_numbers(residue, state);
    for (size_t m = 0; m < residue->matters.n; m++)
        if (!depends_on_issues(residue, m) && !decide(residue, &residue->matters.at[m], state,
                                                      constant_fate(residue, &residue->matters.at[m], state)))
            return false;
    return true;
}

bool zo_residue_settled(const zo_residue *residue, const uint64_t *state)
{
    for (size_t m = 0; m < residue->matters.n; m++)
        if (!is_settled(residue, &residue->matters.at[m], state))
            return false;
    return true;
}
