"""A model and a time to the record then: what is in force, under which handle, and who must consent.

For each key the latest entry at or before the asked time holds; undated entries come before every date.
"""
from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import Optional, Union

import tree as t
from language import Bad, parse_text

UNNAMED_COUNTED = (t.Stance, t.Reserves, t.Offers, t.Awaits, t.Abstains, t.Readout)


@dataclass
class Record:
    """What holds, by handle. Everything left out, withdrawn, denied, reopened or replaced is gone."""
    issues: dict[str, t.Issue] = field(default_factory=dict)
    entries: dict[str, t.Statement] = field(default_factory=dict)
    missing: frozenset[str] = frozenset()  # sources that cannot be read

    def of(self, kind: type) -> dict[str, t.Statement]:
        return {handle: entry for handle, entry in self.entries.items() if isinstance(entry, kind)}

    def said_by(self, party: str, kind: type) -> dict[str, t.Statement]:
        return {handle: entry for handle, entry in self.of(kind).items() if entry.party == party}


# ---- Handles

def counted(counts: dict[str, int], prefix: str, name: Optional[str]) -> str:
    """`PREFIX.NAME`, or `PREFIX.N` for the Nth without a name."""
    if name is not None:
        return f"{prefix}.{name}"
    counts[prefix] = counts.get(prefix, 0) + 1
    return f"{prefix}.{counts[prefix]}"


def handle_of(statement: t.Statement, counts: dict[str, int]) -> Optional[str]:
    """The key of a statement that is an entry of the record; None for everything else."""
    name = statement.clauses.name
    match statement:
        case t.Party() | t.Bloc():
            return statement.id
        case t.Rule():
            return counted(counts, "rule", name)
        case t.Settled():
            return counted(counts, "settled", name)
        case t.Withdrawal(verb="reopens"):
            return f"settled.{statement.target}"
        case t.Withdrawal():
            return f"{statement.party}.{statement.target}"
        case t.Values() | t.Prefers():
            return f"{statement.party}.values.{statement.issue}"
        case t.Bonus():
            return counted(counts, f"{statement.party}.bonus", name)
        case t.Alternative():
            return f"{statement.party}.alternative"
    if isinstance(statement, UNNAMED_COUNTED):
        return counted(counts, statement.party, name)
    return None


def with_handles(model: t.Model) -> list[tuple[str, t.Statement]]:
    counts: dict[str, int] = {}
    pairs = [(handle_of(statement, counts), statement) for statement in model.statements]
    return [(handle, statement) for handle, statement in pairs if handle is not None]


# ---- Time

def held_by(statement: t.Statement, on: Optional[str]) -> bool:
    """Does it stand at the end of the asked day (DATE) or minute (DATETHH:MM)? None: after the last event."""
    if statement.when is None or on is None:
        return True
    day, _, time = on.partition("T")
    return statement.when <= (day, time or "24:00")


def earlier(a: t.Statement, b: t.Statement) -> bool:
    return (a.when or ("", "")) < (b.when or ("", ""))


def latest_entries(model: t.Model, on: Optional[str]) -> dict[str, t.Statement]:
    latest: dict[str, t.Statement] = {}
    for handle, statement in with_handles(model):
        before = latest.get(handle)
        if before is not None and before.when == statement.when:
            raise Bad(f"two entries for {handle} at one time")
        if held_by(statement, on) and (before is None or earlier(before, statement)):
            latest[handle] = statement
    return latest


# ---- Leaving out and adding

def speaker(statement: t.Statement) -> Optional[str]:
    return statement.party if isinstance(statement, (t.Said, t.Readout)) else None


def missing_sources(model: t.Model) -> frozenset[str]:
    return frozenset(s.id for s in model.statements if isinstance(s, t.Source)
                     and not os.path.exists(os.path.join(model.folders[s.id], s.path)))


def leaves_out(name: str, handle: str, statement: t.Statement) -> bool:
    """--without NAME: a handle, the bare name of a rule or settled point, or a party with all it said."""
    if handle == name or speaker(statement) == name:
        return True
    return isinstance(statement, (t.Rule, t.Settled)) and statement.clauses.name == name


def record_at(model: t.Model, on: Optional[str] = None, without: tuple[str, ...] = (),
              also: tuple[str, ...] = ()) -> Record:
    """A withdrawal counts as an entry while the latest is sought and is then left away."""
    left = t.Model([s for s in model.statements if speaker(s) not in without])
    entries = latest_entries(left, on)
    for text in also:
        entries.update(with_handles(t.Model(parse_text(text))))
    entries = {handle: entry for handle, entry in entries.items() if not isinstance(entry, t.Withdrawal)}
    for name in without:
        entries = {h: e for h, e in entries.items() if not leaves_out(name, h, e)}
    issues = {s.id: s for s in model.statements if isinstance(s, t.Issue)}
    return Record(issues, entries, missing_sources(model))


# ---- Who is asked

def asked(record: Record) -> list[t.Actor]:
    """The actors whose consent is sought directly: a member consents only through its bloc."""
    actors: list[t.Actor] = [e for e in record.entries.values() if isinstance(e, t.Actor)]
    return [actor for actor in actors if not (isinstance(actor, t.Party) and actor.bloc)]


def members(record: Record, bloc: str) -> list[t.Party]:
    return [e for e in record.entries.values() if isinstance(e, t.Party) and e.bloc == bloc]


def consent(actor: t.Actor) -> Union[str, t.Condition]:
    """"always", "never", or the condition under which consent is needed."""
    if actor.consents is not None:
        return actor.consents
    roles = actor.roles or ("principal",)
    return "always" if "principal" in roles or "guarantor" in roles else "never"


def is_weak(statement: t.Statement, missing: frozenset[str]) -> bool:
    """Assumed or inferred: it says so, or cites nothing; or unverified: the sources it cites are all missing."""
    cited = [source for source, _ in statement.clauses.cites]
    return statement.clauses.mark is not None or all(source in missing for source in cited)
