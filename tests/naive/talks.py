"""Seeded random talks for the analyses beyond the zone: few demands, values of two to four parties, deals, moves.

They lean to what is delicate there: coarse scores that tie, weights of zero, parties that cannot gain, demands that
hang on one constant, red lines and difficulties, deals whole and partial, positions that change.
"""
from __future__ import annotations

import dataclasses
import random
from fractions import Fraction
from typing import Optional

import models
import tree as t
import zone
from models import When

ONE = Fraction(1)


class Talks(models.Maker):
    def __init__(self, seed: int, size: int) -> None:
        super().__init__(seed, size)
        self.rng = random.Random(f"talks {seed}")
        days = sorted(self.rng.sample(models.TIMES, self.rng.choice([0, 1, 2, 2, 3])))
        self.times = [None] + days
        self.ranged = self.maybe(0.3)
        self.coarse = self.maybe(0.6)
        self.mild = self.maybe(0.6)
        self.level = self.maybe(0.4)  # one weight for every issue
        self.middle: zone.Package = {}  # what nobody rejects in mild talks

    def make_issues(self) -> None:
        while len(self.issues) < 2:
            super().make_issues()
        self.middle = {name: self.rng.choice(zone.values_of(issue)) for name, issue in self.issues.items()}

    # ---- Who is there

    def make_parties(self) -> None:
        for name in ["A", "B", "C", "D"][:self.rng.choice([2, 2, 3, 4])]:
            self.add_party(name, None if self.maybe(0.9) else self.some_time())
        if self.maybe(0.3):
            self.make_bloc()

    def actor(self) -> dict:
        """Mostly a plain party; else one whose consent is not always needed."""
        return super().actor() if self.maybe(0.15) else {}

    def condition(self, depth: int = 2) -> t.Condition:
        return super().condition(min(depth, 1))

    # ---- What they say

    def make_positions(self) -> None:
        actors = list(self.parties.items())
        for i in range(self.rng.randint(1, 8)):
            party, since = self.rng.choice(actors)
            self.add_stance(party, f"s{i}", self.some_time(since))
        for party, since in actors:
            if self.maybe(0.3 if party in self.members else 0.85):
                self.make_valuation(party, since)
        for party, name, when in list(self.stances):
            if self.maybe(0.4):
                self.change_stance(party, name, when)

    def add_stance(self, party: str, name: Optional[str], when: When) -> None:
        if not self.free(f"{party}.{name}", when):
            return
        stance = self.stance(party, name, when)
        while self.mild and not zone.stance_holds(stance, self.middle, self.issues):
            stance = self.stance(party, name, when)
        self.add(stance)
        self.stances.append((party, str(name), when))

    def stance(self, party: str, name: Optional[str], when: When) -> t.Stance:
        """Half of them hang on one constant."""
        common = {"party": party, "when": when, "clauses": self.clauses(party, name)}
        if self.maybe(0.5) and self.numeric():
            verb = self.rng.choice(["requires", "requires", "refuses"])
            return t.Stance(verb=verb, cond=self.about_a_number(), **common)
        verb = self.rng.choice(["requires", "refuses", "refuses", "accepts", "accepts", "signals"])
        other = self.condition(1) if verb == "accepts" or (verb == "refuses" and self.maybe(0.3)) else None
        return t.Stance(verb=verb, cond=self.condition(1), other=other, **common)

    def numeric(self) -> list[t.Issue]:
        return [issue for issue in self.issues.values() if issue.grid]

    def about_a_number(self) -> t.Condition:
        issue = self.rng.choice(self.numeric())
        cond = self.sums(issue) if self.maybe(0.3) else self.constant_comparison(issue)
        return t.Not(cond) if self.maybe(0.1) else cond

    def clauses(self, party: Optional[str] = None, name: Optional[str] = None, firm: float = 0.4) -> t.Clauses:
        difficulty = self.range(0, 4) if party and self.maybe(0.4) else None
        return t.Clauses(name=name, red_line=party is not None and self.maybe(0.2), difficulty=difficulty,
                         mark="inferred" if self.maybe(0.1) else None)

    # ---- What it is worth to them

    def number(self, low: int, high: int) -> Fraction:
        """Coarse numbers make ties."""
        if not self.coarse:
            return super().number(low, high)
        step = max(1, (high - low) // 2)
        return Fraction(self.rng.randrange(low, high + 1, step))

    def make_valuation(self, party: str, since: When) -> None:
        """Some want the exact opposite of what another wants: many packages tie then."""
        valued = [s for s in self.statements if isinstance(s, t.Values) and s.when is None and s.party != party]
        if not valued or since is not None or not self.maybe(0.35):
            super().make_valuation(party, since)
            return
        other = self.rng.choice(valued).party
        for entry in [s for s in valued if s.party == other]:
            if self.free(f"{party}.values.{entry.issue}", None):
                self.add(opposite(entry, party))
        if self.maybe(0.5):
            self.add_alternative(party, since)

    def add_values(self, party: str, issue: t.Issue, when: When) -> None:
        if not self.maybe(0.15):
            super().add_values(party, issue, when)
            if self.level and isinstance(self.statements[-1], t.Values | t.Prefers):
                self.statements[-1] = dataclasses.replace(self.statements[-1], weight=(ONE * 20, ONE * 20))
        elif self.free(f"{party}.values.{issue.id}", when):
            self.add_indifference(party, issue, when)

    def add_indifference(self, party: str, issue: t.Issue, when: When) -> None:
        """A weight of zero, or one score for everything."""
        score = (ONE * 50, ONE * 50)
        ends: list = [issue.grid.low, issue.grid.high] if issue.grid else []
        points = tuple((value, score) for value in ends + [name for name, _ in issue.options])
        weight = self.rng.choice([(ONE * 0, ONE * 0), (ONE * 20, ONE * 20)])
        self.add(t.Values(party=party, issue=issue.id, weight=weight, points=points, when=when))

    def add_alternative(self, party: str, when: When) -> None:
        if self.free(f"{party}.alternative", when):
            worth = self.range(-5, 15) if self.mild or self.maybe(0.6) else self.range(15, 60)
            self.add(t.Alternative(party=party, text="walks away", worth=worth, when=when,
                                   clauses=self.clauses(party)))

    # ---- The world

    def make_rules(self) -> None:
        """Now and then facts that exclude each other."""
        super().make_rules()
        if self.maybe(0.06):
            issue = self.rng.choice(list(self.issues.values()))
            for value in zone.values_of(issue):
                cond = t.Not(t.Among(issue.id, ((value, value),)))
                self.add(t.Rule(cond=cond) if self.maybe(0.6) else t.Settled(cond=cond))

    # ---- What is on the table

    def make_deals(self) -> None:
        for i in range(self.rng.choice([0, 1, 2])):
            self.add(t.Deal(id=f"draft-{i}", label="a draft", values=self.assignments()))
            self.offer(deal=f"draft-{i}")
        self.offer(values=self.assignments())

    def offer(self, **what: object) -> None:
        party, since = self.rng.choice(list(self.parties.items()))
        if self.maybe(0.5):
            self.add(t.Offers(party=party, when=self.some_time(since), **what))

    def assignments(self) -> tuple:
        some = self.rng.randint(1, len(self.issues))
        count = self.rng.choice([len(self.issues), some])
        chosen = self.rng.sample(list(self.issues.values()), count)
        return tuple((issue.id, self.rng.choice(zone.values_of(issue))) for issue in chosen)


def opposite(entry: t.Values, party: str) -> t.Values:
    """What is worth more to the one is worth as much less to the other."""
    direction = {"more": "less", "less": "more", None: None}[entry.direction]
    points = tuple((value, (100 - high, 100 - low)) for value, (low, high) in entry.points)
    return dataclasses.replace(entry, party=party, direction=direction, points=points, clauses=t.Clauses())


def random_talks(seed: int, size: int = 150) -> list[t.Statement]:
    maker = Talks(seed, size)
    maker.add(t.Negotiation(title=f"Talks {seed}"))
    maker.make_issues()
    maker.make_parties()
    maker.make_positions()
    maker.make_rules()
    maker.make_deals()
    return maker.in_order()
