"""Which questions are put about one model, and what the naive evaluator answers to each.

A question is what zopa is asked (analysis, options) with the expected answer; questions that would take the naive
evaluator too long are not put.
"""
from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Callable, Iterator, Optional

import deals
import expected
import record as r
import tree as t
import zone
from reach import Reach
from zopa_answer import value_text

MOST_MOVABLE = 12  # with more demands than this, trying every set of them takes too long
MOST_CHANGED = 10
MOST_PACKAGES = 3000
MOST_WALKED, MOST_DRAWN_FROM = 14, 200  # feasible packages, for questions about far more
PLENTY = "100000"  # so that no list is cut


@dataclass
class Question:
    analysis: str
    options: list[str]
    expected: dict
    status: Optional[int] = None  # None: 0 or 1


class Asker:
    """One model; `times` are those at which questions are put."""

    def __init__(self, model: t.Model, times: list[Optional[str]], rng: random.Random) -> None:
        self.model = model
        self.times = times
        self.rng = rng
        self.reached: dict[Optional[str], Reach] = {}
        self.middles: dict[Optional[str], expected.Middle] = {}

    def reach(self, on: Optional[str]) -> Reach:
        if on not in self.reached:
            self.reached[on] = Reach(r.record_at(self.model, on))
        return self.reached[on]

    def middle(self, on: Optional[str]) -> expected.Middle:
        if on not in self.middles:
            self.middles[on] = expected.Middle(self.reach(on).record)
        return self.middles[on]

    def small(self) -> bool:
        issues = {s.id: s for s in self.model.statements if isinstance(s, t.Issue)}
        return zone.space_size(issues) <= MOST_PACKAGES


def at(on: Optional[str]) -> list[str]:
    return [] if on is None else ["--on", on]


def why(asker: Asker) -> Iterator[Question]:
    for on in asker.times:
        reach = asker.reach(on)
        if len(reach.movable()) > MOST_MOVABLE:
            continue
        for extra in ([], ["--red-lines"]):
            answer = expected.why(reach, reach.record, bool(extra))
            yield Question("why", [*at(on), "--most", PLENTY, *extra], answer)


def solve(asker: Asker) -> Iterator[Question]:
    for on in asker.times:
        answer = expected.solve(asker.middle(on))
        nothing = not answer["zone"]["packages"] or not answer["parties"]
        yield Question("solve", at(on), answer, int(nothing))


def frontier(asker: Asker) -> Iterator[Question]:
    for on in asker.times:
        answer = expected.frontier(asker.middle(on))
        if answer is not None:
            yield Question("frontier", at(on), answer)


def assess(asker: Asker) -> Iterator[Question]:
    for on in asker.times:
        reach = asker.reach(on)
        if deals.named(asker.model) or reach.record.of(t.Offers):
            yield Question("assess", at(on), expected.assess(reach, asker.middle(on), asker.model))
        assigned = random_deal(reach, asker.rng)
        answer = expected.assess_one(reach, asker.middle(on), assigned)
        yield Question("assess", [*at(on), "--deal", deal_text(assigned)], answer)


def random_deal(reach: Reach, rng: random.Random) -> deals.Assigned:
    """Some issues of a package; often one in reach, else any."""
    packages = reach.listed(reach.zone()) if rng.random() < 0.5 else []
    package = rng.choice(packages or reach.packages)
    count = rng.choice([len(package), rng.randint(1, len(package))])
    chosen = rng.sample(sorted(package), count)
    return {issue: value for issue, value in package.items() if issue in chosen}


def deal_text(assigned: deals.Assigned) -> str:
    return ", ".join(f"{issue} = {value_text(value)}" for issue, value in assigned.items())


def moves(asker: Asker) -> Iterator[Question]:
    dated = [on for on in asker.times if on is not None]
    for i, start in enumerate(dated):
        for end in dated[i + 1:]:
            if spoken(start) < spoken(end):
                answer = expected.moves(asker.model, start, end, MOST_CHANGED)
                yield Question("moves", ["--from", start, "--to", end], answer)


def timeline(asker: Asker) -> Iterator[Question]:
    yield Question("timeline", [], expected.timeline(asker.model, MOST_CHANGED), 0)


def packages(asker: Asker) -> Iterator[Question]:
    for on in asker.times:
        listing = expected.Listing(asker.reach(on), asker.middle(on))
        for within in (False, True):
            nodes = len(listing.chosen(within))
            flags = [*at(on), "--within"] if within else at(on)
            yield Question("packages", [*flags, "--most", "0"], expected.packages(listing, within), int(not nodes))
            if nodes > 1:
                most = asker.rng.randint(1, nodes - 1)
                options = [*flags, "--most", str(most), "--seed", str(asker.rng.randrange(1000))]
                yield Question("packages", options, expected.some_packages(listing, within, most), 0)
        if on is None and MOST_WALKED < len(listing.nodes) <= MOST_DRAWN_FROM:
            yield drawn_packages(asker, listing)


def drawn_packages(asker: Asker, listing: expected.Listing) -> Question:
    """Of a space too large to be walked through; where little else is to be counted, so that it does not take long."""
    most = asker.rng.randint(1, 50)
    also = [word for text in expected.ADDED for word in ("--also", text)]
    return Question("packages", [*also, "--most", str(most), "--time", "60"],
                    expected.drawn_packages(listing, most, asker.rng), 0)


def spoken(on: str) -> str:
    """A day means its end."""
    return on if "T" in on else on + "T24:00"


ANALYSES: dict[str, Callable[[Asker], Iterator[Question]]] = {
    "why": why, "solve": solve, "frontier": frontier, "assess": assess, "moves": moves,
    "timeline": timeline, "packages": packages,
}
