"""How far one number would have to move: softenings that open the zone, hardenings that close it.

A demand hangs on one comparison with a constant when it says nothing else, `not` aside. The constant is read as
it is written, with the sign before it; its margin at a package is the constant at which both sides are equal.
"""
from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Optional

import balance
import tree as t
import zone
from reach import Reach, Set

OPPOSITE = {"=": "!=", "!=": "=", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}
MIRRORED = {"=": "=", "!=": "!=", "<": ">", ">": "<", "<=": ">=", ">=": "<="}


@dataclass(frozen=True)
class Hinge:
    """The demand holds where `margin op constant`; `turned`: where it does not hold that `margin not-op constant`.

    The two differ where an issue has taken a value without a number: every comparison but != is false there.
    """
    op: str
    constant: Fraction
    compare: t.Compare
    turned: bool

    def margin(self, package: zone.Package) -> Optional[Fraction]:
        left, right = self.compare.left, self.compare.right
        sums = [zone.sum_value(tuple(x for x in side if x.name is not None), package) for side in (left, right)]
        if sums[0] is None or sums[1] is None:
            return None
        on_the_left = any(x.name is None for x in left)
        return sums[1] - sums[0] if on_the_left else sums[0] - sums[1]


def hinge(stance: t.Stance, issues: zone.Issues) -> Optional[Hinge]:
    if stance.verb not in ("requires", "refuses") or stance.other is not None:
        return None
    turned = stance.verb == "refuses"
    cond = stance.cond
    while isinstance(cond, t.Not):
        cond, turned = cond.part, not turned
    if not isinstance(cond, t.Compare) or not hangs_on_a_constant(cond, issues):
        return None
    constant = next(x.factor for x in cond.left + cond.right if x.name is None)
    op = MIRRORED[cond.op] if any(x.name is None for x in cond.left) else cond.op
    return Hinge(OPPOSITE[op] if turned else op, constant, cond, turned)


def hangs_on_a_constant(cond: t.Compare, issues: zone.Issues) -> bool:
    """One constant exactly, and no option: what a word stands for is no number."""
    terms = cond.left + cond.right
    named = [x.name for x in terms if x.name is not None]
    return len(terms) - len(named) == 1 and bool(named) and all(name in issues and issues[name].grid for name in named)


def utility_high(reach: Reach, party: str, package: zone.Package) -> Fraction:
    tables, bonuses = reach.judge.tables.get(party, {}), reach.judge.bonuses.get(party, [])
    return zone.utility(tables, bonuses, package, reach.issues)[1]


# ---- Softenings

@dataclass(frozen=True)
class Shift:
    """reached: the demand lets something in (hardening: still in) at this constant; else only beyond (short of) it.

    also: a constant as near on the other side, of a comparison with =.
    """
    name: str
    before: t.Range
    after: Fraction
    reached: bool
    also: Optional[Fraction] = None


def softening(reach: Reach, movement: frozenset[str], name: str) -> Optional[Shift]:
    """The others of the movement given up, at which constant does `name` let a package in?

    A movement is minimal, so each package that it opens is one that `name` alone still shuts out.
    """
    opened = reach.zone(movement)
    entry = reach.record.entries[name]
    if isinstance(entry, t.Alternative):
        best = max(utility_high(reach, entry.party, package) for package in reach.listed(opened))
        return Shift(name, entry.worth, best, True)
    found = hinge(entry, reach.record.issues)
    return nearest(reach, name, found, opened) if found and found.op != "!=" else None


def nearest(reach: Reach, name: str, found: Hinge, opened: Set) -> Optional[Shift]:
    margins = {found.margin(package) for package in reach.listed(opened)} - {None}
    if not margins:
        return None
    least = min(abs(margin - found.constant) for margin in margins)
    nearest_ones = sorted(margin for margin in margins if abs(margin - found.constant) == least)
    return Shift(name, (found.constant, found.constant), nearest_ones[0], found.op not in ("<", ">"),
                 nearest_ones[1] if len(nearest_ones) > 1 else None)


# ---- Hardenings

def compared_with_nothing(reach: Reach, entry: t.Statement) -> bool:
    return isinstance(entry, t.Alternative) and not balance.has_values(reach, entry.party)


def hardening(reach: Reach, name: str) -> Optional[Shift]:
    """The constant up to which the demand can be tightened; None when no tightening empties the zone.

    `reached`: at this constant a package is left still; else none is.
    """
    inside = reach.zone()
    entry = reach.record.entries[name]
    if reach.zone(broken=frozenset([name])) or compared_with_nothing(reach, entry):
        return None
    if isinstance(entry, t.Alternative):
        limit = max(utility_high(reach, entry.party, package) for package in reach.listed(inside))
        return Shift(name, entry.worth, limit, True)
    found = hinge(entry, reach.record.issues)
    return extreme(reach, name, found, inside) if found and found.op not in ("=", "!=") else None


def extreme(reach: Reach, name: str, found: Hinge, inside: Set) -> Optional[Shift]:
    """A package without a number that the demand lets pass is let pass by every constant."""
    margins = [found.margin(package) for package in reach.listed(inside)]
    if None in margins:
        return None
    limit = min(margins) if found.op in ("<", "<=") else max(margins)
    return Shift(name, (found.constant, found.constant), limit, found.op in ("<=", ">="))
