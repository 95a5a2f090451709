"""What packages are worth, the frontier, and the packages that four yardsticks choose; all by looking at each.

Works on a record without ranges; see midpoint.py.
"""
from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Callable, Optional

import record as r
import tree as t
import zone
from reach import Reach, Set, bits
from zone import NOTHING

Vector = tuple[Fraction, ...]  # one worth a party, in the order of Table.parties
YARDSTICKS = ("nash", "kalai-smorodinsky", "egalitarian", "utilitarian")


# ---- Worths

def may_count(reach: Reach) -> list[str]:
    """Those whose consent is needed, always or under a condition; members of blocs are not asked."""
    return [actor.id for actor in reach.asked if r.consent(actor) != "never"]


def has_values(reach: Reach, party: str) -> bool:
    return bool(reach.judge.tables.get(party) or reach.judge.bonuses.get(party))


def worth(reach: Reach, party: str, package: zone.Package) -> Fraction:
    tables, bonuses = reach.judge.tables.get(party, {}), reach.judge.bonuses.get(party, [])
    return zone.utility(tables, bonuses, package, reach.issues)[0]


@dataclass
class Table:
    """The packages in reach, by what they are worth to each party."""
    parties: list[str]
    without_values: list[str]
    disagreement: list[Optional[Fraction]]
    implied: list[bool]
    points: dict[Vector, list[zone.Package]]

    def column(self, i: int) -> list[Fraction]:
        return [vector[i] for vector in self.points]

    def ideal(self, i: int) -> Fraction:
        return max(self.column(i))


def table(reach: Reach, inside: Optional[Set] = None) -> Table:
    needed = may_count(reach)
    parties = [party for party in needed if has_values(reach, party)]
    points: dict[Vector, list[zone.Package]] = {}
    for i in bits(reach.zone() if inside is None else inside):
        package = reach.packages[i]
        points.setdefault(tuple(worth(reach, p, package) for p in parties), []).append(package)
    stated = [stated_worth(reach, party) for party in parties]
    return Table(parties, [party for party in needed if party not in parties],
                 [implied_worth(reach, p) if s is None else s for p, s in zip(parties, stated)],
                 [s is None for s in stated], points)


def stated_worth(reach: Reach, party: str) -> Optional[Fraction]:
    entry = reach.record.entries.get(f"{party}.alternative")
    return entry.worth[0] if isinstance(entry, t.Alternative) else None


def implied_worth(reach: Reach, party: str) -> Optional[Fraction]:
    """The worst feasible package that its own stances accept; None when they accept none."""
    own = reach.content(party, NOTHING) & reach.feasible
    return min((worth(reach, party, package) for package in reach.listed(own)), default=None)


# ---- The frontier

def dominates(a: Vector, b: Vector) -> bool:
    return a != b and all(x >= y for x, y in zip(a, b))


def frontier(found: Table) -> list[Vector]:
    """The vectors that no other beats; a larger sum is never beaten by a smaller one."""
    kept: list[Vector] = []
    for vector in sorted(found.points, key=sum, reverse=True):
        if not any(dominates(other, vector) for other in kept):
            kept.append(vector)
    return kept


# ---- Yardsticks

@dataclass
class Choice:
    """chosen is empty when the yardstick is undefined."""
    chosen: list[Vector]
    cannot_gain: list[str]
    left_out: list[str]


def best(vectors: list[Vector], score: Callable[[Vector], object]) -> list[Vector]:
    top = max((score(vector) for vector in vectors), default=None)
    return [vector for vector in vectors if score(vector) == top]


def gains(found: Table, vector: Vector) -> list[Fraction]:
    return [u - d for u, d in zip(vector, found.disagreement)]


def product(numbers: list[Fraction]) -> Fraction:
    result = Fraction(1)
    for number in numbers:
        result *= number
    return result


def nash(found: Table, vectors: list[Vector]) -> Choice:
    gaining = [vector for vector in vectors if min(gains(found, vector)) > 0]
    if gaining:
        return Choice(best(gaining, lambda v: product(gains(found, v))), [], [])
    stuck = [p for i, p in enumerate(found.parties) if found.ideal(i) <= found.disagreement[i]]
    return Choice([], stuck, [])


def kalai_smorodinsky(found: Table, vectors: list[Vector]) -> Choice:
    """Parties that cannot gain are left out: those whose ideal is no more than their disagreement."""
    counted = [i for i in range(len(found.parties)) if found.ideal(i) > found.disagreement[i]]
    left_out = [p for i, p in enumerate(found.parties) if i not in counted]
    if not counted:
        return Choice([], [], left_out)

    def shares(vector: Vector) -> list[Fraction]:
        gained = gains(found, vector)
        return sorted(gained[i] / (found.ideal(i) - found.disagreement[i]) for i in counted)
    return Choice(best(vectors, shares), [], left_out)


def egalitarian(found: Table, vectors: list[Vector]) -> Choice:
    return Choice(best(vectors, lambda v: sorted(gains(found, v))), [], [])


def utilitarian(found: Table, vectors: list[Vector]) -> Choice:
    return Choice(best(vectors, sum), [], [])


RULES = {"nash": nash, "kalai-smorodinsky": kalai_smorodinsky, "egalitarian": egalitarian,
         "utilitarian": utilitarian}


def choose(found: Table, yardstick: str) -> Choice:
    if not found.points or not found.parties:
        return Choice([], [], [])
    if yardstick != "utilitarian" and None in found.disagreement:
        return Choice([], [], [])
    return RULES[yardstick](found, frontier(found))
