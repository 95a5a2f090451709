"""What opened or closed the zone between two times: every set of the keys that changed is applied alone.

A mixed record takes the chosen keys as they stand at the later time and all others as at the earlier one.
"""
from __future__ import annotations

import dataclasses
import itertools
from dataclasses import dataclass
from typing import Optional

import record as r
import tree as t
from reach import Known, Reach
from reasons import Names

Entries = dict[str, t.Statement]
BEARS_ON_THE_ZONE = (t.Actor, t.Rule, t.Settled, t.Stance, t.Alternative, t.Abstains, t.Values, t.Prefers, t.Bonus,
                     t.Withdrawal)


def changed_keys(before: Entries, after: Entries) -> list[str]:
    """In the order of the later record: said, replaced, withdrawn between the two times."""
    return [key for key, entry in after.items() if before.get(key) is not entry]


def counts(key: str, before: Entries, after: Entries) -> bool:
    """Can the change of this key bear on the zone at all?"""
    return any(isinstance(entries.get(key), BEARS_ON_THE_ZONE) and not is_signal(entries[key])
               for entries in (before, after) if key in entries)


def is_signal(entry: t.Statement) -> bool:
    return isinstance(entry, t.Stance) and entry.verb == "signals"


def mixed(before: Entries, after: Entries, chosen: Names) -> Entries:
    return {**before, **{key: after[key] for key in chosen}}


class Cache:
    """The zone of a mixed record: it is empty or not whatever order its entries stand in."""

    def __init__(self, model: t.Model) -> None:
        self.plain = r.record_at(model)
        self.known: Known = {}

    def size(self, entries: Entries) -> int:
        kept = {key: entry for key, entry in entries.items() if not isinstance(entry, t.Withdrawal)}
        return Reach(dataclasses.replace(self.plain, entries=kept), self.known).zone().bit_count()


@dataclass
class Moves:
    packages_before: int
    packages_after: int
    changed: list[str]
    decisive: Optional[list[Names]]  # None: too many keys changed to try every set

    @property
    def word(self) -> str:
        if (self.packages_before == 0) == (self.packages_after == 0):
            return "stayed open" if self.packages_after else "stayed empty"
        return "opened" if self.packages_after else "closed"


def moves(model: t.Model, start: str, end: str, most: int) -> Moves:
    before, after = r.latest_entries(model, start), r.latest_entries(model, end)
    cache = Cache(model)
    changed = changed_keys(before, after)
    found = Moves(cache.size(before), cache.size(after), changed, [])
    if found.word in ("opened", "closed"):
        bearing = [key for key in changed if counts(key, before, after)]
        found.decisive = None if len(bearing) > most else decisive(cache, before, after, bearing, found.word)
    return found


def decisive(cache: Cache, before: Entries, after: Entries, keys: list[str], word: str) -> list[Names]:
    """Minimal: no proper subset does it. More can undo what fewer did, so every set is tried by size."""
    found: list[Names] = []
    for size in range(1, len(keys) + 1):
        for chosen in map(frozenset, itertools.combinations(keys, size)):
            if any(smaller <= chosen for smaller in found):
                continue
            if (cache.size(mixed(before, after, chosen)) > 0) == (word == "opened"):
                found.append(chosen)
    return found
