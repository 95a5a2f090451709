/* A wish -> the text of a made-up negotiation.
 *
 * A few packages, the planted ones, are drawn first. All rules and sums admit them, and a stance is drawn so that one of them
 * meets it and another does not. So there is always a package that the facts allow, and nothing is said that could
 * never be met or never matter, which `zopa check` would warn of. */
#include "made_up.h"

#include <stdlib.h>
#include <string.h>

#include "dice.h"
#include "memory.h"

enum { PLANTED = 3, NEAR = 6, TRIES = 64, EVERYBODY = 1000000 };

/* What dice are for. New ones go to the end, so that old seeds keep their meaning. */
enum purpose {
    OF_SIZE,
    OF_PLANTED,
    OF_SUM,
    OF_WEIGHT,
    OF_WORTH,
    OF_SHARE,
    OF_TREE,
    OF_PAIR,
    OF_FORBIDDEN,
    OF_BONUS,
    OF_BONUS_SIZE,
    OF_IMPLICATION,
    OF_STANCE,
    OF_BLOC
};

typedef struct bounded {
    uint32_t from, terms;
    uint32_t factor[NEAR];
} bounded; /* a sum */

typedef struct talks {
    FILE *stream;
    const cli_wish *wish;
    uint32_t parties, issues;
    uint32_t *size;
    bool *numeric;
    uint32_t *planted[PLANTED];
    bounded *sum;
} talks;

static cli_die die_for(const talks *t, enum purpose purpose, size_t a, size_t b)
{
    return cli_die_for(t->wish->seed, (uint32_t)purpose, (uint32_t)a, (uint32_t)b);
}

static uint32_t roll(cli_die *die, uint32_t sides) { return (uint32_t)cli_roll(die, sides); }

/* ---- Names ---- */

static void print_party(const talks *t, uint32_t party)
{
    fputc('A' + (int)(party % 26), t->stream);
    if (party >= 26)
        fprintf(t->stream, "%u", party / 26 + 1);
}

static void print_value(const talks *t, uint32_t issue, uint32_t value)
{
    if (t->numeric[issue])
        fprintf(t->stream, "%u", value);
    else if (t->size[issue] <= 26)
        fputc('a' + (int)value, t->stream);
    else
        fprintf(t->stream, "o%u", value + 1);
}

/* ---- Conditions ---- */

enum sign { IS, IS_NOT, AT_MOST, AT_LEAST, SIGNS };

typedef struct literal {
    uint32_t issue, value;
    enum sign sign;
} literal;

/* One that holds for some values and not for others. */
static literal random_literal(const talks *t, cli_die *die, uint32_t issue)
{
    uint32_t size = t->size[issue];
    enum sign drawn = (enum sign)roll(die, SIGNS);
    switch (drawn) {
    case AT_MOST: return (literal){issue, roll(die, size - 1), drawn};
    case AT_LEAST: return (literal){issue, 1 + roll(die, size - 1), drawn};
    default: return (literal){issue, roll(die, size), drawn};
    }
}

static bool holds(literal l, const uint32_t *package)
{
    uint32_t value = package[l.issue];
    switch (l.sign) {
    case IS: return value == l.value;
    case IS_NOT: return value != l.value;
    case AT_MOST: return value <= l.value;
    default: return value >= l.value;
    }
}

static void print_literal(const talks *t, literal l)
{
    static const char *const word[] = {"=", "!=", "<=", ">="};
    bool is_end =
        (l.sign == AT_MOST && l.value == 0) || (l.sign == AT_LEAST && l.value == t->size[l.issue] - 1);
    fprintf(t->stream, "issue_%u %s ", l.issue + 1, word[is_end ? IS : l.sign]);
    print_value(t, l.issue, l.value);
}

/* Where the first holds, the second does too. */
typedef struct implication {
    literal first, second;
} implication;

static bool follows(implication i, const uint32_t *package)
{
    return !holds(i.first, package) || holds(i.second, package);
}

/* ---- The setting ---- */

static void draw_sums(talks *t)
{
    for (size_t s = 0; s < t->wish->sums; s++) {
        cli_die die = die_for(t, OF_SUM, s, 0);
        bounded *sum = &t->sum[s];
        sum->terms = t->issues < NEAR ? t->issues : NEAR;
        sum->from = roll(&die, t->issues - sum->terms + 1);
        for (uint32_t i = 0; i < sum->terms; i++) {
            sum->factor[i] = 1 + roll(&die, 3);
            t->numeric[sum->from + i] = true;
        }
    }
}

/* The second differs from the first, and so every planted package from some other. */
static void draw_planted(talks *t)
{
    for (size_t p = 0; p < PLANTED; p++) {
        t->planted[p] = cli_grow(NULL, t->issues * sizeof(uint32_t));
        for (uint32_t i = 0; i < t->issues; i++) {
            cli_die die = die_for(t, OF_PLANTED, p, i);
            t->planted[p][i] = roll(&die, t->size[i]);
        }
    }
    t->planted[1][0] = (t->planted[0][0] + 1) % t->size[0];
}

static void open_talks(talks *t)
{
    t->size = cli_grow(NULL, t->issues * sizeof *t->size);
    t->numeric = cli_grow(NULL, t->issues * sizeof *t->numeric);
    t->sum = cli_grow(NULL, (t->wish->sums + 1) * sizeof *t->sum);
    memset(t->numeric, 0, t->issues * sizeof *t->numeric);
    for (uint32_t i = 0; i < t->issues; i++) {
        cli_die die = die_for(t, OF_SIZE, i, 0);
        t->size[i] = (uint32_t)t->wish->least + roll(&die, (uint32_t)(t->wish->most - t->wish->least + 1));
    }
    draw_sums(t);
    draw_planted(t);
}

static void close_talks(talks *t)
{
    free(t->size);
    free(t->numeric);
    free(t->sum);
    for (size_t p = 0; p < PLANTED; p++)
        free(t->planted[p]);
}

static void print_parties(const talks *t)
{
    static const char *const rule[] = {"majority", "unanimity", "fewer than 2 against"};
    for (uint32_t b = 0; b < t->wish->blocs; b++) {
        cli_die die = die_for(t, OF_BLOC, b, 0);
        fprintf(t->stream, "bloc BLOC_%u \"Bloc %u\" decides %s\n", b + 1, b + 1, rule[roll(&die, 3)]);
    }
    for (uint32_t p = 0; p < t->parties; p++) {
        fputs("party ", t->stream);
        print_party(t, p);
        fputs(" \"Party ", t->stream);
        print_party(t, p);
        fputs("\"", t->stream);
        if (p / CLI_BLOC_MEMBERS < t->wish->blocs)
            fprintf(t->stream, " in BLOC_%u", p / CLI_BLOC_MEMBERS + 1);
        fputc('\n', t->stream);
    }
}

static void print_issues(const talks *t)
{
    for (uint32_t i = 0; i < t->issues; i++) {
        fprintf(t->stream, "issue issue_%u \"Issue %u\"", i + 1, i + 1);
        if (t->numeric[i])
            fprintf(t->stream, ": 0..%u step 1", t->size[i] - 1);
        for (uint32_t v = 0; !t->numeric[i] && v < t->size[i]; v++) {
            fputc(' ', t->stream);
            print_value(t, i, v);
        }
        fputc('\n', t->stream);
    }
}

/* ---- Facts ---- */

static uint64_t total(const bounded *sum, const uint32_t *package)
{
    uint64_t all = 0;
    for (uint32_t i = 0; i < sum->terms; i++)
        all += (uint64_t)sum->factor[i] * package[sum->from + i];
    return all;
}

/* Half of what it can be, or as much as the planted packages need. */
static uint64_t bound_of(const talks *t, const bounded *sum)
{
    uint64_t most = 0, bound;
    for (uint32_t i = 0; i < sum->terms; i++)
        most += (uint64_t)sum->factor[i] * (t->size[sum->from + i] - 1);
    bound = most / 2;
    for (size_t p = 0; p < PLANTED; p++)
        bound = total(sum, t->planted[p]) > bound ? total(sum, t->planted[p]) : bound;
    return bound;
}

static void print_sums(const talks *t)
{
    for (size_t s = 0; s < t->wish->sums; s++) {
        const bounded *sum = &t->sum[s];
        fputs("rule ", t->stream);
        for (uint32_t i = 0; i < sum->terms; i++) {
            fputs(i > 0 ? " + " : "", t->stream);
            if (sum->factor[i] > 1)
                fprintf(t->stream, "%u * ", sum->factor[i]);
            fprintf(t->stream, "issue_%u", sum->from + i + 1);
        }
        fprintf(t->stream, " <= %llu\n", (unsigned long long)bound_of(t, sum));
    }
}

static bool admits_planted(const talks *t, implication i)
{
    for (size_t p = 0; p < PLANTED; p++)
        if (!follows(i, t->planted[p]))
            return false;
    return true;
}

/* Excludes one pair of values that no planted package has: of any four pairs one is free. */
static implication narrow_implication(const talks *t, uint32_t a, uint32_t b)
{
    for (uint32_t cell = 0; cell < 4; cell++) {
        implication i = {{a, cell / 2, IS}, {b, cell % 2, IS_NOT}};
        if (admits_planted(t, i))
            return i;
    }
    abort(); /* three packages cannot have four pairs */
}

static void print_implications(const talks *t)
{
    uint32_t near = t->issues < NEAR ? t->issues : NEAR;
    for (size_t n = 0; n < t->wish->implications; n++) {
        cli_die die = die_for(t, OF_IMPLICATION, n, 0);
        uint32_t from = roll(&die, t->issues - near + 1), first = roll(&die, near);
        uint32_t a = from + first, b = from + (first + 1 + roll(&die, near - 1)) % near;
        implication i = {random_literal(t, &die, a), random_literal(t, &die, b)};
        for (unsigned tries = 0; !admits_planted(t, i); tries++)
            i = tries < TRIES ? (implication){random_literal(t, &die, a), random_literal(t, &die, b)}
                              : narrow_implication(t, a, b);
        fputs("rule ", t->stream);
        print_literal(t, i.first);
        fputs(" implies ", t->stream);
        print_literal(t, i.second);
        fputc('\n', t->stream);
    }
}

/* ---- Worths ---- */

/* The party's points, divided over the issues. */
static uint64_t *weights_of(const talks *t, size_t party)
{
    uint64_t *weight = cli_grow(NULL, t->issues * sizeof *weight), all = 0, before = 0;
    cli_die die = die_for(t, OF_WEIGHT, party, 0);
    for (uint32_t i = 0; i < t->issues; i++)
        all += weight[i] = 1 + cli_roll(&die, 30);
    for (uint32_t i = 0; i < t->issues; i++) {
        uint64_t upto = before + weight[i];
        weight[i] = t->wish->points * upto / all - t->wish->points * before / all;
        before = upto;
    }
    return weight;
}

/* What a party has for the options of an issue. */
typedef struct scale {
    uint32_t party, issue;
    uint64_t own, shared; /* the issue's weight to the party, and where interests are opposed */
    int64_t *points;      /* of each option */
    uint64_t *cut;        /* where the weight is cut into shares, one more than parties */
} scale;

/* One option has all of the weight, another nothing, the others something in between. */
static void draw_points(const talks *t, const scale *s)
{
    cli_die die = die_for(t, OF_WORTH, s->party, s->issue);
    uint32_t size = t->size[s->issue], best = roll(&die, size),
             worst = (best + 1 + roll(&die, size - 1)) % size;
    for (uint32_t v = 0; v < size; v++)
        s->points[v] = (int64_t)cli_roll(&die, s->own + 1);
    s->points[best] = (int64_t)s->own;
    s->points[worst] = 0;
}

static int by_size(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

/* What the party gets where every option divides the same weight among all parties, at random. */
static int64_t share_of(const talks *t, const scale *s, uint32_t value)
{
    cli_die die = die_for(t, OF_SHARE, s->issue, value);
    s->cut[0] = 0;
    s->cut[t->parties] = s->shared;
    for (uint32_t p = 1; p < t->parties; p++)
        s->cut[p] = cli_roll(&die, s->shared + 1);
    qsort(s->cut, t->parties + 1, sizeof *s->cut, by_size);
    return (int64_t)(s->cut[s->party + 1] - s->cut[s->party]);
}

static int64_t mixed(const talks *t, int64_t own, int64_t shared)
{
    int64_t opposed = (int64_t)t->wish->opposed;
    return (own * (100 - opposed) + shared * opposed) / 100;
}

/* The weight is 100, so that scores are points. */
static void print_values(const talks *t, const scale *s)
{
    draw_points(t, s);
    print_party(t, s->party);
    fprintf(t->stream, " values issue_%u 100:", s->issue + 1);
    for (uint32_t v = 0; v < t->size[s->issue]; v++) {
        int64_t shared = t->wish->opposed > 0 ? share_of(t, s, v) : 0;
        fputs(v > 0 ? ", " : " ", t->stream);
        print_value(t, s->issue, v);
        fprintf(t->stream, " %lld", (long long)mixed(t, s->points[v], shared));
    }
    fputc('\n', t->stream);
}

static void print_alternative(const talks *t, uint32_t party)
{
    print_party(t, party);
    fputs(" alternative \"what ", t->stream);
    print_party(t, party);
    fprintf(t->stream, " does without a deal\" worth %llu\n",
            (unsigned long long)(t->wish->points / 100 * t->wish->alternatives +
                                 t->wish->points % 100 * t->wish->alternatives / 100));
}

static void print_worths(const talks *t)
{
    int64_t *points = cli_grow(NULL, t->wish->most * sizeof *points);
    uint64_t *cut = cli_grow(NULL, (t->parties + 1) * sizeof *cut), *shared = weights_of(t, EVERYBODY);
    for (uint32_t p = 0; p < t->parties; p++) {
        uint64_t *own = weights_of(t, p);
        fputc('\n', t->stream);
        for (uint32_t i = 0; i < t->issues; i++) {
            scale whose = {p, i, own[i], shared[i], points, cut};
            print_values(t, &whose);
        }
        if (t->wish->has_alternatives)
            print_alternative(t, p);
        free(own);
    }
    free(points);
    free(cut);
    free(shared);
}

/* ---- Interactions ---- */

typedef struct couple {
    uint32_t a, b;
} couple;

uint64_t cli_pairs_of(uint64_t issues, uint64_t treewidth)
{
    return treewidth * issues - treewidth * (treewidth + 1) / 2;
}

static void shuffle(cli_die *die, uint32_t *list, uint32_t count)
{
    for (uint32_t i = count; i > 1; i--) {
        uint32_t other = roll(die, i), last = list[i - 1];
        list[i - 1] = list[other];
        list[other] = last;
    }
}

/* Issues join one by one, in a random order. Each is paired with all of the first `width`, or with `width` of an earlier
 * issue and those that it was paired with: a k-tree. bag: at issue * width, whom it was paired with. */
static void draw_tree(const talks *t, uint32_t width, couple *pairs)
{
    cli_die die = die_for(t, OF_TREE, 0, 0);
    uint32_t *order = cli_grow(NULL, t->issues * sizeof *order);
    uint32_t *bag = cli_grow(NULL, (size_t)t->issues * width * sizeof *bag), known[64];
    size_t made = 0;
    for (uint32_t i = 0; i < t->issues; i++)
        order[i] = i;
    shuffle(&die, order, t->issues);
    for (uint32_t i = 1; i < t->issues; i++) {
        uint32_t with = i < width ? i : width;
        if (i > width) {
            uint32_t earlier = width + roll(&die, i - width);
            memcpy(known, bag + (size_t)earlier * width, width * sizeof *known);
            known[width] = earlier;
            shuffle(&die, known, width + 1);
        } else {
            for (uint32_t k = 0; k < with; k++)
                known[k] = k;
        }
        memcpy(bag + (size_t)i * width, known, with * sizeof *bag);
        for (uint32_t k = 0; k < with; k++)
            pairs[made++] = (couple){order[known[k]], order[i]};
    }
    free(order);
    free(bag);
}

/* Moves a random choice of the pairs to the front. */
static void choose_pairs(const talks *t, couple *pairs, size_t all)
{
    cli_die die = die_for(t, OF_PAIR, 0, 0);
    for (size_t i = 0; i < t->wish->interactions; i++) {
        size_t other = i + cli_roll(&die, all - i);
        couple first = pairs[i];
        pairs[i] = pairs[other];
        pairs[other] = first;
    }
}

static bool is_planted(const talks *t, couple pair, uint32_t a, uint32_t b)
{
    for (size_t p = 0; p < PLANTED; p++)
        if (t->planted[p][pair.a] == a && t->planted[p][pair.b] == b)
            return true;
    return false;
}

static void print_exclusion(const talks *t, literal first, uint32_t issue, const uint32_t *value,
                            uint32_t count)
{
    fputs("rule ", t->stream);
    print_literal(t, first);
    fprintf(t->stream, count > 1 ? " implies not issue_%u in {" : " implies issue_%u != ", issue + 1);
    for (uint32_t i = 0; i < count; i++) {
        fputs(i > 0 ? ", " : "", t->stream);
        print_value(t, issue, value[i]);
    }
    fputs(count > 1 ? "}\n" : "\n", t->stream);
}

/* One pair of options in five exclude each other, unless a planted package has both. */
static void print_forbidden(const talks *t, couple pair, cli_die *die)
{
    uint32_t *excluded = cli_grow(NULL, t->size[pair.b] * sizeof *excluded);
    for (uint32_t a = 0; a < t->size[pair.a]; a++) {
        uint32_t count = 0;
        for (uint32_t b = 0; b < t->size[pair.b]; b++)
            if (roll(die, 5) == 0 && !is_planted(t, pair, a, b))
                excluded[count++] = b;
        if (count > 0)
            print_exclusion(t, (literal){pair.a, a, IS}, pair.b, excluded, count);
    }
    free(excluded);
}

/* What all parties get by it adds up to nothing. */
static int64_t shared_bonus(const talks *t, size_t number, uint32_t party, uint64_t most)
{
    cli_die this = die_for(t, OF_BONUS_SIZE, number, party),
            next = die_for(t, OF_BONUS_SIZE, number, (party + 1) % t->parties);
    return (int64_t)cli_roll(&this, most + 1) - (int64_t)cli_roll(&next, most + 1);
}

/* Where interests are opposed, all parties have it under the same condition. At most what an issue has on the average. */
static void print_bonus(const talks *t, size_t number, couple pair, uint32_t party)
{
    uint64_t most = t->wish->points / t->issues > 0 ? t->wish->points / t->issues : 1;
    cli_die die = die_for(t, OF_BONUS, number, t->wish->opposed > 0 ? EVERYBODY : party);
    literal first = random_literal(t, &die, pair.a), second = random_literal(t, &die, pair.b);
    int64_t own = (int64_t)(1 + cli_roll(&die, most)), sign = roll(&die, 2) == 0 ? 1 : -1;
    int64_t points = mixed(t, sign * own, shared_bonus(t, number, party, most));
    if (points == 0)
        return;
    print_party(t, party);
    fputs(" values (", t->stream);
    print_literal(t, first);
    fputs(" and ", t->stream);
    print_literal(t, second);
    fprintf(t->stream, "): %lld\n", (long long)points);
}

/* Every pair has a bonus a party; in two of five, options exclude each other. */
static void print_interactions(const talks *t)
{
    if (t->wish->interactions == 0)
        return;
    uint32_t width = (uint32_t)t->wish->treewidth;
    size_t all = cli_pairs_of(t->issues, width);
    couple *pairs = cli_grow(NULL, all * sizeof *pairs);
    draw_tree(t, width, pairs);
    choose_pairs(t, pairs, all);
    fputs("\n# Issues that interact\n", t->stream);
    for (size_t i = 0; i < t->wish->interactions; i++) {
        cli_die die = die_for(t, OF_FORBIDDEN, i, 0);
        if (roll(&die, 5) < 2)
            print_forbidden(t, pairs[i], &die);
        for (uint32_t p = 0; p < t->parties && t->wish->points > 0; p++)
            print_bonus(t, i, pairs[i], p);
    }
    free(pairs);
}

/* ---- Stances ---- */

/* Met at home, the planted package of the party, and violated by another. */
static bool is_wanted(const talks *t, implication stance, size_t home)
{
    if (!follows(stance, t->planted[home]))
        return false;
    for (size_t p = 0; p < PLANTED; p++)
        if (!follows(stance, t->planted[p]))
            return true;
    return false;
}

/* Refuses what some other planted package has. */
static literal plain_stance(const talks *t, size_t home)
{
    size_t other = (home + 1) % PLANTED;
    if (t->planted[other][0] == t->planted[home][0])
        other = (home + 2) % PLANTED;
    return (literal){0, t->planted[other][0], IS_NOT};
}

static literal opposite(literal l)
{
    switch (l.sign) {
    case IS: return (literal){l.issue, l.value, IS_NOT};
    case IS_NOT: return (literal){l.issue, l.value, IS};
    case AT_MOST: return (literal){l.issue, l.value + 1, AT_LEAST};
    default: return (literal){l.issue, l.value - 1, AT_MOST};
    }
}

/* A demand is one that applies in all packages: if not what it demands, then what it demands. */
static implication random_stance(const talks *t, cli_die *die)
{
    uint32_t a = roll(die, t->issues);
    literal first = random_literal(t, die, a);
    if (t->issues == 1 || roll(die, 2) == 0)
        return (implication){opposite(first), first};
    return (implication){first, random_literal(t, die, (a + 1 + roll(die, t->issues - 1)) % t->issues)};
}

static void print_stance(const talks *t, implication stance)
{
    if (stance.first.issue != stance.second.issue) {
        fputs(" accepts ", t->stream);
        print_literal(t, stance.first);
        fputs(" only if ", t->stream);
        print_literal(t, stance.second);
    } else if (stance.second.sign == IS_NOT) {
        fputs(" refuses ", t->stream);
        print_literal(t, stance.first);
    } else {
        fputs(" requires ", t->stream);
        print_literal(t, stance.second);
    }
    fputc('\n', t->stream);
}

static void print_stances(const talks *t)
{
    for (size_t s = 0; s < t->wish->stances; s++) {
        uint32_t party = (uint32_t)(s % t->parties);
        size_t home = party % PLANTED;
        cli_die die = die_for(t, OF_STANCE, s, 0);
        implication stance = random_stance(t, &die);
        for (unsigned tries = 0; tries < TRIES && !is_wanted(t, stance, home); tries++)
            stance = random_stance(t, &die);
        if (!is_wanted(t, stance, home)) {
            literal plain = plain_stance(t, home);
            stance = (implication){opposite(plain), plain};
        }
        print_party(t, party);
        print_stance(t, stance);
    }
}

/* ---- All of it ---- */

void cli_make_up(FILE *stream, const cli_wish *wish, const char *command)
{
    talks t = {
        .stream = stream, .wish = wish, .parties = (uint32_t)wish->parties, .issues = (uint32_t)wish->issues};
    open_talks(&t);
    fprintf(stream, "# Made up, by %s\n", command);
    fprintf(stream, "negotiation \"A made-up negotiation, seed %llu\"\n\n", (unsigned long long)wish->seed);
    print_parties(&t);
    fputc('\n', stream);
    print_issues(&t);
    fputs(wish->sums + wish->implications > 0 ? "\n# Facts\n" : "", stream);
    print_sums(&t);
    print_implications(&t);
    if (wish->points > 0)
        print_worths(&t);
    print_interactions(&t);
    fputs(wish->stances > 0 ? "\n# What the parties say\n" : "", stream);
    print_stances(&t);
    close_talks(&t);
}
