"""The naive answers in the shape of zopa's JSON, with marks where several answers are right; see matching.py."""
from __future__ import annotations

import functools
import itertools
import random
from typing import Any, Optional

import balance
import change
import constants
import deals
import midpoint
import reasons
import record as r
import tree as t
import zone
from matching import Anything, Bag, OneOf, Ordered, Perhaps, Sample
from reach import Reach, Set, bits
from zopa_answer import value_text

RANGES = Anything("with ranges: nothing says which reading")


# ---- Small things

def package_node(package: zone.Package) -> dict:
    return {issue: value_text(value) for issue, value in package.items()}


def one_of(packages: list[zone.Package]) -> OneOf:
    return OneOf(tuple(package_node(package) for package in packages))


def amount(given: t.Range, low: str = "from", high: str = "to") -> dict:
    return {low: given[0], high: given[1]}


def plain_or_range(given: t.Range) -> Any:
    """A range may show as its ends or as the end that counts."""
    return given[0] if given[0] == given[1] else RANGES


# ---- why

def why(reach: Reach, record: r.Record, with_red_lines: bool) -> dict:
    inside = reach.zone()
    found: dict = {"zone": {"empty": not inside, "packages": inside.bit_count()}}
    if inside:
        return {**found, **what_binds(reach, record)}
    found["facts_exclude"] = not reach.feasible
    if not reach.feasible:
        return {**found, "conflicts": sets_node(reasons.conflicting_facts(reach), Bag), "movements": Bag()}
    conflicts = reasons.conflicts(reach)
    if conflicts == [frozenset()]:  # a bloc all of whose members abstain, say: no demand is to blame
        return {**found, "conflicts": Anything("no demand is to blame"), "movements": Bag()}
    movements = reasons.movements(reach)
    if not with_red_lines:
        movements = reasons.without_red_lines(reach, movements)
    nodes = [movement(reach, record, names) for names in movements]
    return {**found, "conflicts": sets_node(conflicts, by_size), "conflicts_complete": True,
            "movements": Ordered(nodes, least_difficult), "movements_complete": True}


def by_size(nodes: list) -> Ordered:
    return Ordered(nodes, lambda node: len(node["names"]))


def sets_node(sets: list[reasons.Names], kind: type) -> Bag:
    return kind([{"names": Bag(sorted(names))} for names in sets])


def least_difficult(node: dict) -> tuple:
    return node["difficulty"]["from"], len(node["names"])


def movement(reach: Reach, record: r.Record, names: reasons.Names) -> dict:
    softer = [softening_node(reach, names, name) for name in sorted(names)]
    return {"names": Bag(sorted(names)), "difficulty": amount(reasons.difficulty(reach, names)),
            "red_lines": Bag(sorted(reasons.red_lines(reach, names))), "opens": opens(reach, record, names),
            "softenings": Bag(node for node in softer if node)}


def opens(reach: Reach, record: r.Record, names: reasons.Names) -> dict:
    opened = reach.zone(names)
    surviving = zone.surviving(record, reach.listed(opened))
    return {"packages": opened.bit_count(), "values": values_node(surviving),
            "balanced": balanced(record, names)}


def values_node(surviving: dict[str, list[zone.Value]]) -> Bag:
    return Bag({"issue": issue, "values": [value_text(v) for v in values]} for issue, values in surviving.items())


def without(record: r.Record, names: reasons.Names) -> r.Record:
    left = {handle: entry for handle, entry in record.entries.items() if handle not in names}
    return r.Record(record.issues, left, record.missing)


def balanced(record: r.Record, names: reasons.Names) -> Any:
    """As if the question were put to the record without these statements."""
    if midpoint.has_ranges(record):
        return RANGES
    table = balance.table(Reach(without(record, names)))
    if None in table.disagreement:
        return Anything("a disagreement that is unknown")
    nodes = []
    for yardstick in balance.YARDSTICKS:
        chosen = balance.choose(table, yardstick).chosen
        packages = [package for vector in chosen for package in table.points[vector]]
        node = {"yardstick": yardstick, "tied_packages": len(packages),
                "packages": Bag(one_of(table.points[vector]) for vector in chosen)}
        nodes.append(node if chosen else Perhaps({"yardstick": yardstick, "packages": Bag()}))
    return Bag(nodes)


def softening_node(reach: Reach, names: reasons.Names, name: str) -> Any:
    found = constants.softening(reach, names, name)
    if found is None:
        return None
    to: Any = found.after if found.also is None else OneOf((found.after, found.also))
    node = {"name": name, "from": plain_or_range(found.before), "to": to}
    return Perhaps(node) if is_unusual(reach, name) else node


def is_unusual(reach: Reach, name: str) -> bool:
    """`not` before the comparison: whether it still hangs on one comparison is a matter of taste."""
    entry = reach.record.entries[name]
    return isinstance(entry, t.Stance) and isinstance(entry.cond, t.Not)


def what_binds(reach: Reach, record: r.Record) -> dict:
    sets = [{"names": Bag(sorted(names)), "packages": reach.zone(names).bit_count()}
            for names in reasons.binding(reach)]
    hard = [hardening_node(reach, name) for name in hardenable(reach)]
    return {"binding": by_size(sets), "binding_complete": True, "hardenings": Bag(node for node in hard if node)}


def hardenable(reach: Reach) -> list[str]:
    """Also what holds everywhere now may be tightened."""
    return [handle for actor in reach.record.of(t.Actor) for handle in reach.demands(actor)]


def hardening_node(reach: Reach, name: str) -> Any:
    found = constants.hardening(reach, name)
    if found is None:
        return None
    node = {"name": name, "now": plain_or_range(found.before), "limit": found.after,
            "closes": "beyond" if found.reached else "at"}
    return Perhaps(node) if is_unusual(reach, name) else node


# ---- solve and frontier

class Middle:
    """The record with every range at its middle, and its packages by what they are worth."""

    def __init__(self, record: r.Record) -> None:
        self.reach = Reach(midpoint.midpoints(record))
        self.table = balance.table(self.reach)


def solve(middle: Middle) -> dict:
    table = middle.table
    front = balance.frontier(table) if table.parties else []
    packages = sum(len(table.points[vector]) for vector in front)
    found = {"zone": {"packages": middle.reach.zone().bit_count()},
             "parties": Bag(party_node(table, i) for i in range(len(table.parties))),
             "without_values": Bag(table.without_values),
             "yardsticks": Bag(yardstick_node(table, name) for name in balance.YARDSTICKS)}
    if table.parties:
        found["frontier"] = {"points": len(front), "packages": packages}
    return found


def party_node(table: balance.Table, i: int) -> dict:
    node: dict = {"party": table.parties[i], "implied": table.implied[i]}
    node["disagreement"] = table.disagreement[i]
    if table.disagreement[i] is None:
        node["disagreement"] = Anything("its own stances accept no package")
    if table.points:
        node |= {"ideal": table.ideal(i), "least": min(table.column(i))}
    return node


def point_node(table: balance.Table, vector: balance.Vector) -> dict:
    packages = table.points[vector]
    return {"worths": dict(zip(table.parties, vector)), "packages": len(packages), "package": one_of(packages)}


def yardstick_node(table: balance.Table, name: str) -> dict:
    choice = balance.choose(table, name)
    node: dict = {"yardstick": name, "defined": bool(choice.chosen)}
    if None in table.disagreement and name != "utilitarian":
        return {"yardstick": name} | {"defined": Anything("a disagreement that is unknown")}
    if not choice.chosen:
        if table.points and table.parties:
            node |= {"cannot_gain": Bag(choice.cannot_gain), "left_out": Bag(choice.left_out)}
        return node
    points = Bag(point_node(table, vector) for vector in choice.chosen)
    return node | {"cannot_gain": Bag(), "left_out": Bag(choice.left_out), "tied_points": len(points),
                   "tied_packages": sum(len(table.points[v]) for v in choice.chosen), "points": points}


def frontier(middle: Middle) -> Optional[dict]:
    """None without any party that has values: nothing says whether there is a frontier then."""
    table = middle.table
    if not table.parties:
        return None
    front = balance.frontier(table)
    return {"points": Bag(point_node(table, vector) for vector in front), "points_total": len(front),
            "packages_total": sum(len(table.points[vector]) for vector in front)}


# ---- assess

def assess(reach: Reach, middle: Middle, model: t.Model) -> dict:
    """Whether an offer of a named deal is a row of its own, nothing says."""
    sure = {**deals.named(model), **deals.written_out(reach.record)}
    nodes = [deal_node(reach, middle, name, assigned) for name, assigned in sure.items()]
    nodes += [Perhaps(deal_node(reach, middle, name, assigned))
              for name, assigned in deals.offers_of_named(model, reach.record).items()]
    return {"deals": Bag(nodes)}


def assess_one(reach: Reach, middle: Middle, assigned: deals.Assigned) -> dict:
    """A deal given on the command line."""
    return {"deals": [deal_node(reach, middle, Anything("a name of zopa's own"), assigned)]}


def deal_node(reach: Reach, middle: Middle, name: Any, assigned: deals.Assigned) -> dict:
    found = deals.assess(reach, assigned)
    least, packages = deals.nearest(reach, assigned)
    node = {"name": name, "assigned": package_node(assigned), "whole": found.whole, "feasible": found.feasible,
            "in_zone": found.in_zone,
            "nearest": None if least is None else {"issues": least[0], "steps": least[1],
                                                   "packages": len(packages), "package": one_of(packages)}}
    if found.completions:
        node["parties"] = Bag(seat_node(reach.record, seat) for seat in found.seats)
        node["better_for_all"] = better_node(middle, found.completions)
    return node


def seat_node(record: r.Record, seat: deals.Seat) -> dict:
    """Where consent is needed under a condition, nothing says whether what is not asked for still counts."""
    node: dict = {"party": seat.party}
    if seat.needed in ("always", "never"):
        node["needed"] = seat.needed == "always"
    if seat.needed in ("always", "in bloc"):
        node["answer"] = seat.answer
        node["stances"] = Bag(stance_node(record, name, holds) for name, holds in seat.stances.items())
    if not midpoint.has_ranges(record):
        node["worth"] = None if seat.worth is None else amount(seat.worth, "least", "most")
        node["alternative"] = None if seat.alternative is None else seat.alternative[0]
    return node


def stance_node(record: r.Record, name: str, holds: str) -> Any:
    """An alternative may be listed with the stances or be told by its worth alone."""
    node = {"name": name, "holds": holds}
    return Perhaps(node) if isinstance(record.entries[name], t.Alternative) else node


def better_node(middle: Middle, completions: Set) -> Any:
    if not middle.table.parties:
        return Anything("no party has values")
    better = deals.better_for_all(middle.reach, middle.table, completions)
    return {"packages": len(better), "example": one_of(better) if better else None}


# ---- moves

def moves(model: t.Model, start: str, end: str, most: int) -> dict:
    found = change.moves(model, start, end, most)
    node: dict = {"zone_before": zone_node(found.packages_before), "zone_after": zone_node(found.packages_after),
                  "change": found.word}
    if found.decisive is not None:
        node["decisive"] = Bag(Bag(sorted(names)) for names in found.decisive)
        node["decisive_complete"] = Perhaps(True)
    return node


def zone_node(packages: int) -> dict:
    return {"empty": packages == 0, "packages": packages}


# ---- timeline

UNDATED = "0001-01-01"  # before every date that occurs


def timeline(model: t.Model, most: int) -> dict:
    """At every time at which something was entered; each is compared with the one before."""
    entered = dated(model)
    moments = []
    before = UNDATED
    for when in sorted({statement.when for _, statement in entered}):
        after = f"{when[0]}T{when[1]}"
        found = moves(model, before, after, most)
        names = [name for name, statement in entered if statement.when == when]
        moments.append({"at": when[0] if when[1] == "00:00" else after, "zone": found["zone_after"] | {"exact": True},
                        "entered": Bag(names), **{name: found[name] for name in found if "zone" not in name}})
        before = after
    return {"moments": moments, "record": Bag({"name": name} for name, _ in entered)}


def dated(model: t.Model) -> list[tuple[str, t.Statement]]:
    """Under the names of zopa's answers: withdrawals and what is no entry of the record have names of their own."""
    counts: dict[str, int] = {}
    found = []
    for statement in model.statements:
        name = r.handle_of(statement, counts)
        if isinstance(statement, t.Withdrawal):
            name = f"{statement.party}.{statement.verb}.{statement.target}"
        elif isinstance(statement, (t.Session, t.Deadline)):
            name = r.counted(counts, type(statement).__name__.lower(), statement.clauses.name)
        if name is not None and statement.when is not None:
            found.append((name, statement))
    return found


# ---- packages

class Listing:
    """The feasible packages of a time, each with what zopa should say of it."""

    def __init__(self, reach: Reach, middle: Middle) -> None:
        self.reach = reach
        self.table = middle.table
        self.inside = reach.zone()
        self.refused = {actor.id: reach.true[actor.id] & ~reach.accepted(actor, zone.NOTHING)
                        for actor in reach.asked}
        self.middle = middle.reach
        self.place = {str(package_node(package)): i for i, package in enumerate(reach.packages)}
        self.nodes = {i: self.node(i) for i in bits(reach.feasible)}

    def node(self, i: int) -> dict:
        package = self.reach.packages[i]
        worths = {party: balance.worth(self.middle, party, package) for party in self.table.parties}
        return {"package": package_node(package), "in_zone": bool(self.inside >> i & 1),
                "refused_by": Bag(sorted(party for party, where in self.refused.items() if where >> i & 1)),
                "worths": worths}

    def chosen(self, within: bool) -> list[dict]:
        return [node for i, node in sorted(self.nodes.items()) if node["in_zone"] or not within]

    def counts(self, times: int = 1) -> dict:
        """With issues beside them that nothing looks at, `times` packages stand for each."""
        inside = self.inside.bit_count() * times
        return {"feasible": len(self.nodes) * times,
                "zone": {"empty": not inside, "packages": inside, "exact": True},
                "parties": Bag(party_node(self.table, i) for i in range(len(self.table.parties))),
                "without_values": Bag(self.table.without_values)}

    def at(self, found: Any) -> Optional[int]:
        """Where the package of a member stands."""
        return self.place.get(str(found["package"])) if isinstance(found, dict) else None


def packages(listing: Listing, within: bool) -> dict:
    """Every one of them, in order."""
    nodes = listing.chosen(within)
    return {**listing.counts(), "space": len(listing.reach.packages), "within": within, "shown": len(nodes),
            "drawn": None, "packages": nodes}


def some_packages(listing: Listing, within: bool, most: int) -> dict:
    """Any of them, if not all."""
    nodes = listing.chosen(within)
    fitting = {str(node["package"]): node for node in nodes}
    sample = Sample(most, lambda found: fitting.get(str(found["package"])), listing.at, tuple(nodes[:most]))
    return {**packages(listing, within), "shown": most, "drawn": most, "packages": sample}


# Issues that nothing else looks at, so many that packages are drawn, and a rule that couples them.
EXTRAS = ("extra-1", "extra-2", "extra-3")
EXTRA_VALUES = 66
EXTRA_SUM = 100
ADDED = [f"issue {name} \"{name}\": 0..{EXTRA_VALUES - 1} step 1" for name in EXTRAS]
ADDED += [f"rule {' + '.join(EXTRAS)} <= {EXTRA_SUM}"]


@functools.cache
def extras_that_fit() -> list[dict]:
    values = range(EXTRA_VALUES)
    return [dict(zip(EXTRAS, map(str, chosen))) for chosen in itertools.product(values, repeat=len(EXTRAS))
            if sum(chosen) <= EXTRA_SUM]


def drawn_packages(listing: Listing, most: int, rng: random.Random) -> dict:
    """Of far too many: each package with each fitting value of the extra issues."""
    extras = extras_that_fit()
    nodes = listing.chosen(False)
    combined = [(rng.choice(range(len(nodes))), extra) for extra in rng.sample(extras, most)]
    examples = [{**nodes[i], "package": {**nodes[i]["package"], **extra}} for i, extra in combined]
    sample = Sample(most, lambda found: with_extras(listing, found), lambda found: place_of(listing, found),
                    tuple(sorted(examples, key=lambda node: place_of(listing, node))))
    return {**listing.counts(len(extras)), "space": len(listing.reach.packages) * EXTRA_VALUES ** len(EXTRAS),
            "shown": most, "drawn": most, "packages": sample}


def extra_values(found: dict) -> list[str]:
    return [found["package"].get(name, "") for name in EXTRAS]


def plain(found: dict) -> dict:
    return {issue: value for issue, value in found["package"].items() if issue not in EXTRAS}


def with_extras(listing: Listing, found: dict) -> Optional[dict]:
    values = extra_values(found)
    i = listing.place.get(str(plain(found)))
    fits = all(value.isdecimal() for value in values) and sum(map(int, values)) <= EXTRA_SUM
    if i not in listing.nodes or not fits or any(int(value) >= EXTRA_VALUES for value in values):
        return None
    node = listing.nodes[i]
    return {**node, "package": {**node["package"], **dict(zip(EXTRAS, values))}}


def place_of(listing: Listing, found: dict) -> tuple:
    return listing.place[str(plain(found))], *map(int, extra_values(found))
