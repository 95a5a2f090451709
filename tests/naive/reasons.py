"""Why there is no deal, or what holds the deals back: every set of demands is tried.

A conflict: with these demands alone in force (besides rules and settled points) nothing is in reach. A movement:
with these given up something is. A binding set: with these given up more is. All of them minimal.
"""
from __future__ import annotations

import itertools
from fractions import Fraction
from typing import Callable

import tree as t
from reach import Reach

Names = frozenset[str]


def minimal_sets(names: list[str], wanted: Callable[[Names], bool]) -> list[Names]:
    """The smallest first, then in the order of the names. Supersets of a set that is found are skipped."""
    found: list[Names] = []
    for size in range(len(names) + 1):
        for chosen in map(frozenset, itertools.combinations(names, size)):
            if not any(smaller <= chosen for smaller in found) and wanted(chosen):
                found.append(chosen)
    return found


def conflicts(reach: Reach) -> list[Names]:
    names = reach.movable()
    return minimal_sets(names, lambda alone: not reach.zone(frozenset(names) - alone))


def movements(reach: Reach) -> list[Names]:
    """Red lines among them: see without_red_lines."""
    return minimal_sets(reach.movable(), lambda given_up: bool(reach.zone(given_up)))


def binding(reach: Reach) -> list[Names]:
    before = reach.zone()
    return minimal_sets(reach.movable(), lambda given_up: reach.zone(given_up) != before)


def conflicting_facts(reach: Reach) -> list[Names]:
    """The minimal sets of rules and settled points that no package meets."""
    facts = [h for h in reach.record.of((t.Rule, t.Settled)) if reach.true[h] != reach.everything]
    return minimal_sets(facts, lambda chosen: not reach.meeting(list(chosen)))


def red_lines(reach: Reach, names: Names) -> Names:
    return frozenset(name for name in names if reach.record.entries[name].clauses.red_line)


def without_red_lines(reach: Reach, sets: list[Names]) -> list[Names]:
    """A minimal set that gives up no red line is minimal among all sets that give up none."""
    return [names for names in sets if not red_lines(reach, names)]


def difficulty(reach: Reach, names: Names) -> t.Range:
    """The sum over the set, 1 for what does not say."""
    stated = [reach.record.entries[name].clauses.difficulty or (Fraction(1), Fraction(1)) for name in names]
    return sum((low for low, _ in stated), Fraction(0)), sum((high for _, high in stated), Fraction(0))
