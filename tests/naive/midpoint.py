"""A record with ranges to the same record at the middle: every range its midpoint, orders evenly spaced.

Each number that was stated as a range is taken in its middle, before anything is multiplied.
"""
from __future__ import annotations

import dataclasses
from fractions import Fraction
from typing import Any

import record as r
import tree as t

RANGED = ("weight", "amount", "worth")


def middle(amount: t.Range) -> t.Range:
    half = (amount[0] + amount[1]) / 2
    return half, half


def evenly_spaced(entry: t.Prefers) -> t.Values:
    """First 100, last 0, and the groups between at equal distances."""
    last = len(entry.groups) - 1
    points = []
    for rank, group in enumerate(entry.groups):
        score = Fraction(100) * (last - rank) / last if last else Fraction(100)
        points += [(value, (score, score)) for value in group]
    return t.Values(party=entry.party, issue=entry.issue, weight=entry.weight, points=tuple(points),
                    when=entry.when, clauses=entry.clauses)


def at_middle(entry: t.Statement) -> t.Statement:
    if isinstance(entry, t.Prefers):
        entry = evenly_spaced(entry)
    changes: dict[str, Any] = {}
    for name in RANGED:
        if getattr(entry, name, None) is not None:
            changes[name] = middle(getattr(entry, name))
    if isinstance(entry, t.Values):
        changes["points"] = tuple((value, middle(score)) for value, score in entry.points)
    return dataclasses.replace(entry, **changes)


def midpoints(record: r.Record) -> r.Record:
    entries = {handle: at_middle(entry) for handle, entry in record.entries.items()}
    return dataclasses.replace(record, entries=entries)


def has_ranges(record: r.Record) -> bool:
    """Orders of three or more groups among them: their middle is anywhere."""
    return any(at_middle(entry) != entry and not decided(entry) for entry in record.entries.values())


def decided(entry: t.Statement) -> bool:
    return isinstance(entry, t.Prefers) and len(entry.groups) < 3 and entry.weight[0] == entry.weight[1]
