"""The zone by brute force: every package is tried, in exact fractions.

With ranges (and orders without scores) a package is ruled out only when every reading rules it out; it is
certain when every reading lets it in.
"""
from __future__ import annotations

import itertools
from dataclasses import dataclass
from fractions import Fraction
from typing import Optional, Union

import record as r
import tree as t
from language import Bad

Value = Union[str, Fraction]
Package = dict[str, Value]
Interval = tuple[Fraction, Fraction]
Verdict = tuple[bool, bool]  # (for some reading, for every reading)

ZERO = Fraction(0)
HUNDRED = Fraction(100)
NOTHING: frozenset[str] = frozenset()


# ---- Packages

def grid_values(grid: t.Grid) -> list[Fraction]:
    count = (grid.high - grid.low) / grid.step
    return [grid.low + k * grid.step for k in range(int(count) + 1)]


def values_of(issue: t.Issue) -> list[Value]:
    numbers: list[Value] = list(grid_values(issue.grid)) if issue.grid else []
    return numbers + [name for name, _ in issue.options]


def space_size(issues: dict[str, t.Issue]) -> int:
    size = 1
    for issue in issues.values():
        size *= len(values_of(issue))
    return size


def packages(issues: dict[str, t.Issue]) -> list[Package]:
    names = list(issues)
    lists = [values_of(issue) for issue in issues.values()]
    return [dict(zip(names, chosen)) for chosen in itertools.product(*lists)]


# ---- Conditions

Issues = dict[str, t.Issue]


def option_position(issue: t.Issue, name: Value) -> Optional[int]:
    names = [option for option, _ in issue.options]
    return names.index(name) if name in names else None


def compare_numbers(op: str, a: Union[int, Fraction], b: Union[int, Fraction]) -> bool:
    return {"=": a == b, "!=": a != b, "<": a < b, "<=": a <= b, ">": a > b, ">=": a >= b}[op]


def sum_value(terms: tuple[t.Term, ...], package: Package) -> Optional[Fraction]:
    """None when an issue in it has taken a named value, which is no number."""
    total = ZERO
    for term in terms:
        value: Value = Fraction(1) if term.name is None else package[term.name]
        if isinstance(value, str):
            return None
        total += term.factor * value
    return total


def single_name(terms: tuple[t.Term, ...]) -> Optional[str]:
    return terms[0].name if len(terms) == 1 and terms[0].factor == 1 else None


def compare(cond: t.Compare, package: Package, issues: Issues) -> bool:
    """The left side is resolved first, as an issue; a bare word opposite is its option, else an issue."""
    issue = issues.get(single_name(cond.left) or "")
    word = single_name(cond.right)
    if issue and word and option_position(issue, word) is not None:
        return compare_option(cond.op, issue, package[issue.id], word)
    left, right = sum_value(cond.left, package), sum_value(cond.right, package)
    if left is None or right is None:
        return cond.op == "!="
    return compare_numbers(cond.op, left, right)


def compare_option(op: str, issue: t.Issue, value: Value, word: str) -> bool:
    """Named options compare by their order; on a numeric issue a named value equals itself and no more."""
    if issue.grid is not None:
        return {"=": value == word, "!=": value != word}.get(op, False)
    return compare_numbers(op, position(issue, value), position(issue, word))


def position(issue: t.Issue, name: Value) -> int:
    found = option_position(issue, name)
    if found is None:
        raise Bad(f"{name} is no option of {issue.id}")
    return found


def among_item(value: Value, low: Value, high: Value, issue: t.Issue) -> bool:
    if low == high:
        return value == low
    if isinstance(value, str) and isinstance(low, str):
        return position(issue, low) <= position(issue, value) <= position(issue, high)
    return type(value) is type(low) and low <= value <= high


def holds(cond: t.Condition, package: Package, issues: Issues) -> bool:
    match cond:
        case t.Compare():
            return compare(cond, package, issues)
        case t.Among():
            value = package[cond.issue]
            return any(among_item(value, low, high, issues[cond.issue]) for low, high in cond.items)
        case t.Not():
            return not holds(cond.part, package, issues)
    truths = [holds(part, package, issues) for part in cond.parts]
    match cond.word:
        case "and":
            return all(truths)
        case "or":
            return any(truths)
        case "implies":
            return not truths[0] or truths[1]
    return truths[0] == truths[1]


def stance_holds(stance: t.Stance, package: Package, issues: Issues) -> bool:
    first = holds(stance.cond, package, issues)
    second = stance.other is not None and holds(stance.other, package, issues)
    match stance.verb:
        case "requires":
            return first
        case "refuses" | "accepts":
            return not first or second
    return True  # signals


# ---- Worth

def linear(low: Fraction, high: Fraction, at_low: Fraction, at_high: Fraction, x: Fraction) -> Fraction:
    if low == high:
        return at_low
    return at_low + (at_high - at_low) * (x - low) / (high - low)


def direction_score(direction: str, grid: t.Grid, x: Fraction) -> Interval:
    """`more` is 0 at the lowest and 100 at the highest value, `less` the reverse."""
    ends = (ZERO, HUNDRED) if direction == "more" else (HUNDRED, ZERO)
    score = linear(grid.low, grid.high, *ends, x)
    return score, score


def points_score(points: list[tuple[Fraction, t.Range]], x: Fraction) -> Interval:
    points = sorted(points)
    for value, score in points:
        if value == x:
            return score
    below = max(point for point in points if point[0] < x)
    above = min(point for point in points if point[0] > x)
    low, high = [linear(below[0], above[0], below[1][i], above[1][i], x) for i in (0, 1)]
    return low, high


def values_score(entry: t.Values, issue: t.Issue, value: Value) -> Interval:
    listed = dict(entry.points)
    if isinstance(value, str):
        return listed[value]
    if entry.direction and issue.grid:
        return direction_score(entry.direction, issue.grid, value)
    return points_score([(v, s) for v, s in entry.points if not isinstance(v, str)], value)


def prefers_score(entry: t.Prefers, value: Value) -> Interval:
    """First 100, last 0, the middle anywhere in between, in order: in one package, from 0 to 100."""
    rank = next(i for i, group in enumerate(entry.groups) if value in group)
    if rank == 0:
        return HUNDRED, HUNDRED
    return (ZERO, ZERO) if rank == len(entry.groups) - 1 else (ZERO, HUNDRED)


def weighted(weight: t.Range, score: Interval) -> Interval:
    corners = [w * s / 100 for w in weight for s in score]
    return min(corners), max(corners)


Tables = dict[str, dict[Value, Interval]]


def value_tables(record: r.Record, party: str) -> Tables:
    """Per issue that the party values: what each value adds, in points."""
    tables: Tables = {}
    for entry in record.said_by(party, (t.Values, t.Prefers)).values():
        issue = record.issues[entry.issue]
        tables[issue.id] = {}
        for value in values_of(issue):
            score = (values_score(entry, issue, value) if isinstance(entry, t.Values)
                     else prefers_score(entry, value))
            tables[issue.id][value] = weighted(entry.weight, score)
    return tables


def utility(tables: Tables, bonuses: list[t.Bonus], package: Package, issues: Issues) -> Interval:
    low = high = ZERO
    for issue, table in tables.items():
        low += table[package[issue]][0]
        high += table[package[issue]][1]
    for bonus in bonuses:
        if holds(bonus.cond, package, issues):
            low += bonus.amount[0]
            high += bonus.amount[1]
    return low, high


# ---- What each statement says of each package

Truths = dict[str, Verdict]  # handle of a rule, settled point, stance, alternative, abstention or actor


class Judge:
    """Looks at packages one by one, with the record of one time."""

    def __init__(self, record: r.Record) -> None:
        self.record = record
        self.issues = record.issues
        self.tables = {actor: value_tables(record, actor) for actor in record.of(t.Actor)}
        self.bonuses = {actor: list(record.said_by(actor, t.Bonus).values()) for actor in record.of(t.Actor)}

    def truths(self, package: Package) -> Truths:
        """What holds at this package, statement by statement; an actor's truth: is its consent needed?"""
        return {handle: self.verdict(entry, package) for handle, entry in self.record.entries.items()
                if isinstance(entry, (t.Rule, t.Settled, t.Stance, t.Alternative, t.Abstains, t.Actor))}

    def verdict(self, entry: t.Statement, package: Package) -> Verdict:
        match entry:
            case t.Rule() | t.Settled():
                truth = holds(entry.cond, package, self.issues)
            case t.Stance():
                truth = stance_holds(entry, package, self.issues)
            case t.Abstains():
                truth = entry.cond is None or holds(entry.cond, package, self.issues)
            case t.Alternative():
                return self.beats(entry, package)
            case t.Actor():
                needed = r.consent(entry)
                truth = needed == "always" if isinstance(needed, str) else holds(needed, package, self.issues)
        return truth, truth

    def beats(self, alternative: t.Alternative, package: Package) -> Verdict:
        """An alternative of a party without any values is not compared with anything."""
        tables = self.tables.get(alternative.party)
        bonuses = self.bonuses.get(alternative.party)
        if not tables and not bonuses:
            return True, True
        low, high = utility(tables or {}, bonuses or [], package, self.issues)
        return high >= alternative.worth[0], low >= alternative.worth[1]


# ---- Who accepts

def feasible(record: r.Record, truths: Truths, left_out: frozenset[str] = NOTHING) -> bool:
    return all(truths[handle][0] for handle, entry in record.entries.items()
               if isinstance(entry, (t.Rule, t.Settled)) and handle not in left_out)


def own_demands_met(record: r.Record, actor: str, truths: Truths, reading: int,
                    left_out: frozenset[str]) -> bool:
    demands = list(record.said_by(actor, (t.Stance, t.Alternative)))
    return all(truths[handle][reading] for handle in demands if handle not in left_out)


def accepts(record: r.Record, actor: t.Actor, truths: Truths, reading: int, left_out: frozenset[str]) -> bool:
    if not own_demands_met(record, actor.id, truths, reading, left_out):
        return False
    return not isinstance(actor, t.Bloc) or bloc_decides(record, actor, truths, reading, left_out)


def abstains(record: r.Record, party: t.Party, truths: Truths, left_out: frozenset[str]) -> bool:
    return any(truths[handle][0] for handle in record.said_by(party.id, t.Abstains) if handle not in left_out)


def bloc_decides(record: r.Record, bloc: t.Bloc, truths: Truths, reading: int,
                 left_out: frozenset[str]) -> bool:
    """No members on record: not ruled out. All abstain: not accepted."""
    present = r.members(record, bloc.id)
    if not present:
        return True
    voting = [m for m in present if not abstains(record, m, truths, left_out)]
    if not voting:
        return False
    votes = [accepts(record, member, truths, reading, left_out) for member in voting]
    return rule_holds(bloc.rule, voting, votes, reading)


def rule_holds(rule: t.BlocRule, voting: list[t.Party], votes: list[bool], reading: int) -> bool:
    match rule:
        case "unanimity":
            return all(votes)
        case "majority":
            return 2 * sum(votes) > len(votes)
        case t.RuleTerm(kind="against"):
            return votes.count(False) < rule.amount
        case t.RuleTerm(kind="members"):
            return 100 * sum(votes) >= rule.amount * len(votes)
        case t.RuleTerm():
            return weight_suffices(rule.amount, voting, votes, reading)
    parts = [rule_holds(part, voting, votes, reading) for part in rule.parts]
    return all(parts) if rule.word == "and" else any(parts)


def weight_suffices(percent: Fraction, voting: list[t.Party], votes: list[bool], reading: int) -> bool:
    """Of weights that are ranges, reading 0 takes those most in favour, reading 1 those most against."""
    in_favour = against = ZERO
    for member, vote in zip(voting, votes):
        low, high = member.weight or (Fraction(1), Fraction(1))
        if vote:
            in_favour += high if reading == 0 else low
        else:
            against += low if reading == 0 else high
    return 100 * in_favour >= percent * (in_favour + against)


def in_zone(record: r.Record, truths: Truths, reading: int = 0, left_out: frozenset[str] = NOTHING) -> bool:
    """Feasible, and accepted by everyone whose consent is needed here."""
    if not feasible(record, truths, left_out):
        return False
    return all(accepts(record, actor, truths, reading, left_out)
               for actor in r.asked(record) if truths[actor.id][0])


# ---- The answer

@dataclass
class Answer:
    space: int
    feasible: int
    packages: int
    certain: int
    surviving: dict[str, list[Value]]


@dataclass
class Question:
    """One record with every package judged; statements can be left out again at no new cost."""
    record: r.Record
    judged: list[tuple[Package, Truths]]


def question(record: r.Record) -> Question:
    judge = Judge(record)
    return Question(record, [(package, judge.truths(package)) for package in packages(record.issues)])


def surviving(record: r.Record, inside: list[Package]) -> dict[str, list[Value]]:
    return {name: [value for value in values_of(issue) if any(package[name] == value for package in inside)]
            for name, issue in record.issues.items()}


def answer(asked: Question, left_out: frozenset[str] = NOTHING) -> Answer:
    record = asked.record
    inside = [package for package, truths in asked.judged if in_zone(record, truths, 0, left_out)]
    certain = [package for package, truths in asked.judged if in_zone(record, truths, 1, left_out)]
    possible = [package for package, truths in asked.judged if feasible(record, truths, left_out)]
    return Answer(space_size(record.issues), len(possible), len(inside), len(certain),
                  surviving(record, inside))


# ---- What an excluded value rests on

def weak_statements(record: r.Record) -> list[str]:
    """The statements whose removal can only widen the zone, and that are assumed, inferred or unverified."""
    return [handle for handle, entry in record.entries.items()
            if isinstance(entry, (t.Rule, t.Settled, t.Stance, t.Alternative)) and r.is_weak(entry, record.missing)
            and not (isinstance(entry, t.Stance) and entry.verb == "signals")]


def distinct_truths(asked: Question, issue: str, value: Value) -> list[Truths]:
    """Packages with the same truths stand and fall together: one of each is enough."""
    found = {tuple(sorted(truths.items())): truths
             for package, truths in asked.judged if package[issue] == value}
    return list(found.values())


def survives(record: r.Record, cases: list[Truths], left_out: frozenset[str]) -> bool:
    return any(in_zone(record, truths, 0, left_out) for truths in cases)


def rests_on(asked: Question, issue: str, value: Value, most: int) -> set[frozenset[str]]:
    """The minimal sets, of at most so many, whose removal lets the value survive; by trying every set."""
    cases = distinct_truths(asked, issue, value)
    minimal: set[frozenset[str]] = set()
    weak = weak_statements(asked.record)
    for size in range(1, min(most, len(weak)) + 1):
        for chosen in map(frozenset, itertools.combinations(weak, size)):
            if not any(smaller <= chosen for smaller in minimal) and survives(asked.record, cases, chosen):
                minimal.add(chosen)
    return minimal
