"""Which packages are in reach when some statements are given up: sets of packages as the bits of an integer.

Every statement is judged once for each package (zone.Judge); after that every what-if costs a few operations.
Alternatives are read in the most favourable way, as the zone reads them.
"""
from __future__ import annotations

from typing import Iterator, Optional

import record as r
import tree as t
import zone
from zone import NOTHING, Package

JUDGED = (t.Rule, t.Settled, t.Stance, t.Alternative, t.Abstains, t.Actor)
Set = int  # bit i: package i, in the order of zone.packages


def bits(chosen: Set) -> Iterator[int]:
    while chosen:
        lowest = chosen & -chosen
        yield lowest.bit_length() - 1
        chosen ^= lowest


Known = dict[tuple[int, ...], Set]  # where statements hold, by what their truth depends on


class Reach:
    """`known` lets records that share statements share the work; the statements must outlive it."""

    def __init__(self, record: r.Record, known: Optional[Known] = None) -> None:
        self.record = record
        self.known = {} if known is None else known
        self.judge = zone.Judge(record)
        self.issues = record.issues
        self.packages = zone.packages(record.issues)
        self.everything: Set = (1 << len(self.packages)) - 1
        self.true = self.truths()
        self.feasible = self.meeting([h for h in record.of((t.Rule, t.Settled))])
        self.asked = r.asked(record)
        self.decided: dict[tuple, Set] = {}  # what blocs decided, by bloc and by who accepts what

    def truths(self) -> dict[str, Set]:
        """Where each statement holds; of an actor: where its consent is needed."""
        return {handle: self.where(entry) for handle, entry in self.record.of(JUDGED).items()}

    def where(self, entry: t.Statement) -> Set:
        key = tuple(id(part) for part in self.depends_on(entry))
        if key not in self.known:
            found = 0
            for i, package in enumerate(self.packages):
                found |= self.judge.verdict(entry, package)[0] << i
            self.known[key] = found
        return self.known[key]

    def depends_on(self, entry: t.Statement) -> list[t.Statement]:
        """Of parties that take no part nothing is added up: it matters whether the party is there."""
        if not isinstance(entry, t.Alternative):
            return [entry]
        present = [self.record.entries[entry.party]] if entry.party in self.record.entries else []
        return [entry, *present, *self.record.said_by(entry.party, (t.Values, t.Prefers, t.Bonus)).values()]

    def meeting(self, handles: list[str]) -> Set:
        met = self.everything
        for handle in handles:
            met &= self.true[handle]
        return met

    def listed(self, chosen: Set) -> list[Package]:
        return [self.packages[i] for i in bits(chosen)]

    # ---- Who accepts

    def demands(self, actor: str) -> list[str]:
        """What the actor itself asks for; signals ask for nothing."""
        return [handle for handle, entry in self.record.said_by(actor, (t.Stance, t.Alternative)).items()
                if not (isinstance(entry, t.Stance) and entry.verb == "signals")]

    def content(self, actor: str, dropped: frozenset[str], broken: frozenset[str] = NOTHING) -> Set:
        """Where all own demands of the actor are met. Broken ones are met nowhere."""
        own = [handle for handle in self.demands(actor) if handle not in dropped]
        return 0 if broken & set(own) else self.meeting(own)

    def accepted(self, actor: t.Actor, dropped: frozenset[str], broken: frozenset[str] = NOTHING) -> Set:
        own = self.content(actor.id, dropped, broken)
        return own & self.decision(actor, dropped, broken) if isinstance(actor, t.Bloc) else own

    def decision(self, bloc: t.Bloc, dropped: frozenset[str], broken: frozenset[str]) -> Set:
        present = r.members(self.record, bloc.id)
        if not present:
            return self.everything
        votes = tuple(self.content(member.id, dropped, broken) for member in present)
        key = (bloc.id, votes)
        if key not in self.decided:
            away = [self.away(member.id) for member in present]
            self.decided[key] = self.outcome(bloc, present, votes, away)
        return self.decided[key]

    def away(self, member: str) -> Set:
        """Where the member abstains."""
        found = 0
        for handle in self.record.said_by(member, t.Abstains):
            found |= self.true[handle]
        return found

    def outcome(self, bloc: t.Bloc, present: list[t.Party], votes: tuple[Set, ...], away: list[Set]) -> Set:
        """Package by package: all abstaining is no acceptance."""
        found = 0
        known: dict[tuple, bool] = {}
        for i in range(len(self.packages)):
            ballot = tuple(None if a >> i & 1 else bool(v >> i & 1) for v, a in zip(votes, away))
            if ballot not in known:
                voting = [member for member, vote in zip(present, ballot) if vote is not None]
                cast = [vote for vote in ballot if vote is not None]
                known[ballot] = bool(voting) and zone.rule_holds(bloc.rule, voting, cast, 0)
            found |= known[ballot] << i
        return found

    # ---- The zone

    def zone(self, dropped: frozenset[str] = NOTHING, broken: frozenset[str] = NOTHING) -> Set:
        """With the dropped demands out of force, and the broken ones met nowhere."""
        found = self.feasible
        for actor in self.asked:
            if not found:
                break
            found &= self.accepted(actor, dropped, broken) | (self.everything ^ self.true[actor.id])
        return found

    def movable(self) -> list[str]:
        """The demands whose loss could matter, in the order of the record: not those that hold anyway."""
        heard = {actor.id for actor in self.asked if self.true[actor.id] & self.feasible}
        heard |= {member.id for bloc in list(heard) for member in r.members(self.record, bloc)}
        return [handle for handle, entry in self.record.of((t.Stance, t.Alternative)).items()
                if entry.party in heard and handle in self.demands(entry.party)
                and self.feasible & ~self.true[handle]]
