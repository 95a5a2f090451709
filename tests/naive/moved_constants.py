"""Softenings and hardenings against models in which the constant really is moved.

    python3 tests/naive/moved_constants.py [--count N] [--seed S]

A softening must open the zone, and a slightly smaller one must not; a hardening must leave something, and a slightly
larger one nothing.
"""
from __future__ import annotations

import argparse
import dataclasses
import sys
from fractions import Fraction
from typing import Any, Iterator, Optional

import constants
import reasons
import record as r
import talks
import tree as t
from expected import hardenable
from reach import Reach

LITTLE = Fraction(1, 10 ** 6)  # less than the distance between any two numbers in these models


def moved(entry: t.Statement, to: Fraction) -> t.Statement:
    if isinstance(entry, t.Alternative):
        return dataclasses.replace(entry, worth=(to, to))
    return dataclasses.replace(entry, cond=with_constant(entry.cond, to))


def with_constant(cond: Any, to: Fraction) -> Any:
    if isinstance(cond, t.Not):
        return t.Not(with_constant(cond.part, to))
    sides = [tuple(t.Term(to) if term.name is None else term for term in side) for side in (cond.left, cond.right)]
    return t.Compare(cond.op, *sides)


def is_open(record: r.Record, name: str, to: Fraction, dropped: frozenset[str] = frozenset()) -> bool:
    entries = {handle: entry for handle, entry in record.entries.items() if handle not in dropped}
    entries[name] = moved(entries[name], to)
    return bool(Reach(dataclasses.replace(record, entries=entries)).zone())


def softening_problem(record: r.Record, shift: constants.Shift, movement: frozenset[str]) -> Optional[str]:
    """Beyond: a little further along than the constant that is named."""
    along = LITTLE if shift.after > shift.before[0] else -LITTLE
    if shift.after == shift.before[0]:  # the comparison is strict
        return None
    others = movement - {shift.name}
    enough = shift.after if shift.reached else shift.after + along
    too_little = shift.after - along if shift.reached else shift.after
    if not is_open(record, shift.name, enough, others):
        return f"{shift.name} at {enough} does not open"
    return f"{shift.name} at {too_little} opens already" if is_open(record, shift.name, too_little, others) else None


def hardening_problem(record: r.Record, shift: constants.Shift, along: Fraction) -> Optional[str]:
    last = shift.after if shift.reached else shift.after - along
    first = shift.after + along if shift.reached else shift.after
    if not is_open(record, shift.name, last):
        return f"{shift.name} at {last} closes already"
    return f"{shift.name} at {first} leaves something" if is_open(record, shift.name, first) else None


def tighter(entry: t.Statement, issues: dict[str, t.Issue]) -> Fraction:
    """A little in the direction in which less is accepted."""
    if isinstance(entry, t.Alternative):
        return LITTLE
    found = constants.hinge(entry, issues)
    return -LITTLE if found and found.op in ("<", "<=") else LITTLE


def checked(record: r.Record) -> Iterator[Optional[str]]:
    reach = Reach(record)
    if reach.zone():
        for name in hardenable(reach):
            if shift := constants.hardening(reach, name):
                yield hardening_problem(record, shift, tighter(record.entries[name], record.issues))
    elif reach.feasible and len(reach.movable()) <= 10:
        for movement in reasons.movements(reach):
            for name in sorted(movement):
                if shift := constants.softening(reach, movement, name):
                    yield softening_problem(record, shift, movement)


def main() -> int:
    parser = argparse.ArgumentParser(description="softenings and hardenings against moved constants")
    parser.add_argument("--count", type=int, default=100, help="how many talks")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    passed = failed = 0
    for seed in range(options.seed, options.seed + options.count):
        for problem in checked(r.record_at(t.Model(talks.random_talks(seed)))):
            failed += problem is not None
            passed += problem is None
            print(f"seed {seed}: {problem}\n" if problem else "", end="")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
