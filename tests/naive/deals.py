"""A deal, whole or partial, held against the record: every completion is looked at.

A party accepts when every feasible completion satisfies it, refuses when none does, else it is open.
"""
from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Optional

import balance
import record as r
import tree as t
import zone
from reach import Reach, Set
from zone import NOTHING, Package, Value

Assigned = dict[str, Value]


# ---- Which deals

def named(model: t.Model) -> dict[str, Assigned]:
    """Deals are timeless."""
    return {s.id: dict(s.values) for s in model.statements if isinstance(s, t.Deal)}


def written_out(record: r.Record) -> dict[str, Assigned]:
    """The offers of the time that write their deal out themselves, by handle."""
    return {handle: dict(entry.values) for handle, entry in record.of(t.Offers).items() if entry.deal is None}


def offers_of_named(model: t.Model, record: r.Record) -> dict[str, Assigned]:
    known = named(model)
    return {handle: known[entry.deal] for handle, entry in record.of(t.Offers).items() if entry.deal is not None}


def completions(reach: Reach, assigned: Assigned) -> Set:
    found = 0
    for i, package in enumerate(reach.packages):
        found |= all(package[issue] == value for issue, value in assigned.items()) << i
    return found


# ---- How much of a set lies in another

def share(part: Set, whole: Set, words: tuple[str, str, str]) -> str:
    """All, none or some of it."""
    if part & whole == whole:
        return words[0]
    return words[2] if part & whole else words[1]


YES_NO = ("yes", "no", "open")
ANSWERS = ("accepts", "refuses", "open")
HOLDS = ("always", "never", "sometimes")


@dataclass
class Seat:
    """One actor before a deal. worth and alternative are None without values."""
    party: str
    needed: str
    answer: str
    stances: dict[str, str]
    worth: Optional[tuple[Fraction, Fraction]]
    alternative: Optional[t.Range]


def seat(reach: Reach, actor: t.Actor, feasible: Set) -> Seat:
    needed = "in bloc" if actor not in reach.asked else str(r.consent(actor))
    if isinstance(r.consent(actor), (t.Compare, t.Among, t.Not, t.Junction)):
        needed = share(reach.true[actor.id], feasible, ("always", "never", "when"))
    held = {handle: share(reach.true[handle], feasible, HOLDS) for handle in reach.demands(actor.id)}
    stated = reach.record.entries.get(f"{actor.id}.alternative")
    return Seat(actor.id, needed, share(reach.accepted(actor, NOTHING), feasible, ANSWERS), held,
                worths(reach, actor.id, feasible), stated.worth if isinstance(stated, t.Alternative) else None)


def worths(reach: Reach, party: str, feasible: Set) -> Optional[tuple[Fraction, Fraction]]:
    """The least of the lowest and the most of the highest reading."""
    if not balance.has_values(reach, party) or not feasible:
        return None
    tables, bonuses = reach.judge.tables.get(party, {}), reach.judge.bonuses.get(party, [])
    found = [zone.utility(tables, bonuses, package, reach.issues) for package in reach.listed(feasible)]
    return min(low for low, _ in found), max(high for _, high in found)


# ---- Better and nearer packages

def better_for_all(reach: Reach, table: balance.Table, feasible: Set) -> list[Package]:
    """Packages in reach that give each party at least its most in the deal, and one of them more."""
    most = [max(balance.worth(reach, p, package) for package in reach.listed(feasible)) for p in table.parties]
    found = []
    for vector, packages in table.points.items():
        if all(u >= m for u, m in zip(vector, most)) and any(u > m for u, m in zip(vector, most)):
            found += packages
    return found


def distance(reach: Reach, assigned: Assigned, package: Package) -> tuple[int, int]:
    """Issues changed, then steps along their values."""
    changed = [issue for issue, value in assigned.items() if package[issue] != value]
    steps = 0
    for issue in changed:
        order = zone.values_of(reach.issues[issue])
        steps += abs(order.index(package[issue]) - order.index(assigned[issue]))
    return len(changed), steps


def nearest(reach: Reach, assigned: Assigned) -> tuple[Optional[tuple[int, int]], list[Package]]:
    inside = [(distance(reach, assigned, package), package) for package in reach.listed(reach.zone())]
    least = min((far for far, _ in inside), default=None)
    return least, [package for far, package in inside if far == least]


@dataclass
class Assessment:
    assigned: Assigned
    whole: bool
    feasible: str
    in_zone: str
    seats: list[Seat]
    completions: Set  # the feasible ones


def assess(reach: Reach, assigned: Assigned) -> Assessment:
    every = completions(reach, assigned)
    feasible = every & reach.feasible
    actors = [entry for entry in reach.record.entries.values() if isinstance(entry, t.Actor)]
    return Assessment(assigned, len(assigned) == len(reach.issues), share(reach.feasible, every, YES_NO),
                      share(reach.zone(), feasible, YES_NO) if feasible else "no",
                      [seat(reach, actor, feasible) for actor in actors], feasible)
