"""Seeded random models that use the whole language, as lists of statements; see writer.py for their text.

`random_model(seed, size)`: size is the largest number of packages. All that is emitted is meant to be
free of errors.
"""
from __future__ import annotations

import random
from fractions import Fraction
from typing import Optional

import tree as t
import zone

SOURCE_FILE = "notes.txt"
SENTENCES = [
    "The delegations met for three hours without a result.",
    "“We could live with a smaller step,” said the envoy.",
    "Sources close to the talks called the mood ‘cautious’.",
    "The ministry repeated that its position has not changed.",
    "An official, speaking on background, mentioned a price - but no figure.",
]
ODD_NAMES = ["worth", "step", "unit", "values", "weight", "session", "requires", "deal", "when", "with",
             "Київ", "été", "名前", "x-1", "A_b", "süd-ost", "of", "against", "members", "from", "to"]
WORDS = ["border", "price", "customs", "debt", "grain", "port", "river", "island", "fish", "steel", "visa",
         "rail"]
STEPS = ["1", "1", "2", "5", "10", "1/2", "0.25", "1/3", "2/3", "0.1"]
PEOPLE = ["Ada", "Bo", "Cy", "Dee"]
TIMES: list[t.Moment] = [("2026-01-05", "00:00"), ("2026-01-09", "00:00"), ("2026-01-09", "14:30"),
                         ("2026-02-01", "00:00"), ("2026-02-01", "09:05"), ("2026-03-10", "00:00")]
RULE_PERCENTS = [Fraction(55), Fraction(65), Fraction(667, 10), Fraction(50), Fraction(100), Fraction(200, 3)]
When = Optional[t.Moment]


def source_text() -> str:
    return "\n\n".join(SENTENCES) + "\n"


class Maker:
    """Collects the statements of one model; the generator of random numbers decides everything."""

    def __init__(self, seed: int, size: int) -> None:
        self.rng = random.Random(seed)
        self.size = size
        self.statements: list[t.Statement] = []
        self.issues: dict[str, t.Issue] = {}
        self.parties: dict[str, When] = {}  # every actor -> since when it is on record
        self.members: list[str] = []
        self.stances: list[tuple[str, str, When]] = []  # party, name, time of the first entry
        self.interests: dict[str, list[str]] = {}
        self.taken: set[tuple[str, When]] = set()
        count = self.rng.choice([0, 0, 1, 1, 2, 3])
        self.times: list[When] = [None] + sorted(self.rng.sample(TIMES, count))
        self.names = iter(self.rng.sample(WORDS + ODD_NAMES, len(WORDS + ODD_NAMES)))
        self.ranged = self.rng.random() < 0.5

    # ---- Choosing

    def maybe(self, chance: float) -> bool:
        return self.rng.random() < chance

    def add(self, statement: t.Statement) -> None:
        self.statements.append(statement)

    def free(self, key: str, when: When) -> bool:
        """Two entries for one key at one time are an error: may this be one more?"""
        if (key, when) in self.taken:
            return False
        self.taken.add((key, when))
        return True

    def times_from(self, since: When) -> list[When]:
        return [time for time in self.times if since is None or (time is not None and time >= since)]

    def some_time(self, since: When = None) -> When:
        """Mostly as early as can be."""
        times = self.times_from(since)
        return times[0] if self.maybe(0.5) else self.rng.choice(times)

    def number(self, low: int, high: int) -> Fraction:
        whole = Fraction(self.rng.randint(low, high))
        part = self.rng.choice([0, 0, 0, 0, Fraction(1, 2), Fraction(1, 10), Fraction(1, 3), Fraction(3, 8)])
        return whole + part

    def range(self, low: int, high: int) -> t.Range:
        a = self.number(low, high)
        if not self.ranged or self.maybe(0.5):
            return a, a
        return a, a + self.rng.choice([1, 5, 10, Fraction(5, 2)])

    # ---- Clauses

    def clauses(self, party: Optional[str] = None, name: Optional[str] = None,
                firm: float = 0.4) -> t.Clauses:
        """firm: the chance of a citation and no mark."""
        cites = tuple(self.citation() for _ in range(self.rng.choice([1, 1, 2])))
        cited = self.maybe(firm)
        mark = None if cited else self.rng.choice([None, "assumed", "inferred"])
        cites = cites if cited or (mark and self.maybe(0.3)) else ()
        interests = self.interests.get(party or "", [])
        return t.Clauses(
            name=name, cites=cites, mark=mark,
            by=self.rng.choice(PEOPLE) if cites and self.maybe(0.3) else None,
            via=self.rng.choice(list(self.parties)) if cites and party and self.maybe(0.1) else None,
            red_line=party is not None and self.maybe(0.15),
            difficulty=self.range(1, 4) if party and self.maybe(0.2) else None,
            interest=self.rng.choice(interests) if interests and self.maybe(0.5) else None,
            note='said "off the record" # twice' if self.maybe(0.05) else None,
            subject_to="ratification by both \\ either house" if party and self.maybe(0.05) else None)

    def citation(self) -> tuple[str, str]:
        """Now and then of a source whose file is missing: a warning, and no check of the words."""
        return ("lost", "words nobody can find") if self.maybe(0.05) else ("notes", self.quotation())

    def quotation(self) -> str:
        sentence = self.rng.choice(SENTENCES)
        words = sentence.split(" ")
        start = self.rng.randrange(len(words) - 2)
        return " ".join(words[start:start + self.rng.randint(2, 6)])

    # ---- Issues

    def make_issues(self) -> None:
        space = 1
        for _ in range(self.rng.randint(1, 6)):
            issue = self.issue(next(self.names))
            space *= len(zone.values_of(issue))
            if self.issues and space > self.size:
                return
            self.issues[issue.id] = issue
            self.add(issue)

    def issue(self, name: str) -> t.Issue:
        label = f"About {name} # as text"
        kind = self.rng.random()
        if kind < 0.4:
            return t.Issue(id=name, label=label, options=self.options(name, self.rng.randint(1, 5)))
        if kind < 0.5:
            return t.Issue(id=name, label=label, options=(("no", None), ("yes", None)), yes_no=True)
        named = self.options(name, self.rng.randint(1, 2)) if self.maybe(0.25) else ()
        return t.Issue(id=name, label=label, options=tuple((o, o) for o, _ in named), grid=self.grid())

    def options(self, issue: str, count: int) -> tuple[tuple[str, Optional[str]], ...]:
        """Mostly the issue's own names; some shared between issues; some named like another issue."""
        names = [f"{issue}_{letter}" for letter in "abcde"[:count]]
        if self.maybe(0.3):
            names[0] = self.rng.choice(["none", "never", "open", "ändern"] + list(self.issues))
        return tuple((name, f"the {name} way" if self.maybe(0.5) else None) for name in names)

    def grid(self) -> t.Grid:
        step = Fraction(self.rng.choice(STEPS))
        low = self.rng.choice([Fraction(0), Fraction(self.rng.randint(-12, 12)),
                               step * self.rng.randint(-3, 3)])
        return t.Grid(low, low + step * self.rng.randint(1, 5), step, self.rng.choice(["km", "bn EUR", "%"]))

    # ---- Conditions

    def condition(self, depth: int = 2) -> t.Condition:
        roll = self.rng.random()
        if depth == 0 or roll < 0.55:
            return self.comparison()
        if roll < 0.65:
            return t.Not(self.condition(depth - 1))
        word = self.rng.choice(["and", "and", "or", "or", "implies", "iff"])
        count = self.rng.choice([2, 2, 3]) if word in ("and", "or") else 2
        return t.Junction(word, tuple(self.condition(depth - 1) for _ in range(count)))

    def comparison(self) -> t.Condition:
        issue = self.rng.choice(list(self.issues.values()))
        if self.maybe(0.25):
            return self.among(issue)
        if issue.grid is None or (issue.options and self.maybe(0.2)):
            return self.option_comparison(issue)
        return self.sums(issue) if self.maybe(0.4) else self.constant_comparison(issue)

    def among(self, issue: t.Issue) -> t.Condition:
        values = zone.values_of(issue)
        chosen = self.rng.sample(values, self.rng.randint(1, max(1, len(values) - 1)))
        items: list = [(value, value) for value in chosen]
        if issue.grid and self.maybe(0.5):
            ends = sorted(self.rng.sample(zone.grid_values(issue.grid), 2))
            items = [(ends[0], ends[1])] + [item for item in items if isinstance(item[0], str)]
        return t.Among(issue.id, tuple(items))

    def option_comparison(self, issue: t.Issue) -> t.Condition:
        name = self.rng.choice(issue.options)[0]
        ops = ["=", "!=", "=", "!="] + (["<", "<=", ">", ">="] if issue.grid is None else ["<"])
        return t.Compare(self.rng.choice(ops), (t.Term(Fraction(1), issue.id),), (t.Term(Fraction(1), name),))

    def constant_comparison(self, issue: t.Issue) -> t.Condition:
        """A constant off the grid under = (or !=) is an error; under an inequality it is not."""
        op = self.rng.choice(["=", "!=", "<", "<=", ">", ">="])
        constant = self.rng.choice(zone.grid_values(issue.grid))
        if op not in ("=", "!=") and self.maybe(0.3):
            constant += self.rng.choice([Fraction(1, 2), Fraction(-1, 7), Fraction(100)])
        left, right = (t.Term(Fraction(1), issue.id),), (t.Term(constant),)
        if op not in ("=", "!=") and self.maybe(0.1):
            left, right = right, left
        return t.Compare(op, left, right)

    def sums(self, issue: t.Issue) -> t.Condition:
        """Sums and differences; beside `issue` at least one more term that names an issue."""
        numeric = [i for i in self.issues.values() if i.grid and i.id != issue.id]
        if not numeric:
            return self.constant_comparison(issue)
        other = self.rng.choice(numeric)
        if self.maybe(0.3) and not self.is_option(issue, other.id):
            left, right = (t.Term(Fraction(1), issue.id),), (t.Term(Fraction(1), other.id),)
        else:
            left = (t.Term(self.factor(), issue.id), t.Term(self.factor(), other.id))
            right = (t.Term(self.constant_near(left)),)
            if self.maybe(0.6):
                left, right = left[:1], (t.Term(-left[1].factor, left[1].name),) + right
        return t.Compare(self.rng.choice(["=", "!=", "<", "<=", ">", ">="]), left, right)

    def is_option(self, issue: t.Issue, name: str) -> bool:
        return name in [option for option, _ in issue.options]

    def factor(self) -> Fraction:
        return Fraction(self.rng.choice([1, 1, 1, -1, 2, -2, 3])) / self.rng.choice([1, 1, 1, 2, 3])

    def constant_near(self, terms: tuple[t.Term, ...]) -> Fraction:
        """What the sum is somewhere, or close by."""
        grids = [zone.grid_values(self.issues[one.name].grid) for one in terms]
        total = sum(one.factor * self.rng.choice(grid) for one, grid in zip(terms, grids))
        return total + self.rng.choice([0, 0, 0, 1, -1, Fraction(1, 2)])

    # ---- Parties

    def make_parties(self) -> None:
        for name in self.rng.sample(["UA", "RU", "Eu", "Çin", "P-1", "米"], self.rng.randint(2, 4)):
            since = self.some_time() if self.maybe(0.3) else None
            self.add_party(name, since)
            if self.maybe(0.15):
                self.add_party(name, self.some_time(since))
        if self.maybe(0.4):
            self.make_bloc()

    def add_party(self, name: str, when: When, **extra: object) -> None:
        if not self.free(name, when):
            return
        actor = {} if "bloc" in extra else self.actor()
        self.parties.setdefault(name, when)
        self.add(t.Party(id=name, label=f"Party {name}", when=when, **actor, **extra))

    def actor(self) -> dict:
        roles: tuple[str, ...] = ()
        if self.maybe(0.3):
            all_roles = ["principal", "mediator", "guarantor", "host", "observer"]
            roles = tuple(self.rng.sample(all_roles, self.rng.choice([1, 2])))
        consents = None
        if self.maybe(0.2):
            consents = self.rng.choice(["always", "never", self.condition(1), self.condition(1)])
        voices = tuple(PEOPLE[:2]) if self.maybe(0.2) else ()
        relays = (self.rng.choice(list(self.parties)),) if self.parties and self.maybe(0.1) else ()
        return {"roles": roles, "consents": consents, "voices": voices, "relays": relays}

    def make_bloc(self) -> None:
        since = self.some_time() if self.maybe(0.2) else None
        self.free("Bloc", since)
        self.parties["Bloc"] = since
        self.add(t.Bloc(id="Bloc", label="The bloc", when=since, rule=self.bloc_rule(), **self.actor()))
        if self.maybe(0.15):
            self.replace_bloc(self.some_time(since))
        for i in range(self.rng.randint(1, 5)):
            self.make_member(f"M{i}", since)

    def replace_bloc(self, when: When) -> None:
        if self.free("Bloc", when):
            self.add(t.Bloc(id="Bloc", label="The bloc", when=when, rule=self.bloc_rule(), **self.actor()))

    def make_member(self, name: str, since: When) -> None:
        joins = self.some_time(since) if self.maybe(0.3) else since
        heavy = self.range(1, 30) if self.maybe(0.6) else None
        self.members.append(name)
        self.add_party(name, joins, bloc="Bloc", weight=heavy)
        if self.maybe(0.1):
            self.add_party(name, self.some_time(joins))  # leaves the bloc
        elif self.maybe(0.3):
            cond = self.condition(1) if self.maybe(0.6) else None
            self.add_abstention(name, self.some_time(joins), cond)

    def add_abstention(self, member: str, when: When, cond: Optional[t.Condition]) -> None:
        if self.free(f"{member}.aside", when):
            self.add(t.Abstains(party=member, cond=cond, when=when, clauses=self.clauses(name="aside")))
            self.stances.append((member, "aside", when))

    def bloc_rule(self) -> t.BlocRule:
        kind = self.rng.random()
        if kind < 0.4:
            return "unanimity" if kind < 0.2 else "majority"
        ors = tuple(self.rule_and() for _ in range(self.rng.choice([1, 1, 2])))
        return ors[0] if len(ors) == 1 else t.RuleJunction("or", ors)

    def rule_and(self) -> t.BlocRule:
        ands = tuple(self.rule_term() for _ in range(self.rng.choice([1, 1, 2])))
        return ands[0] if len(ands) == 1 else t.RuleJunction("and", ands)

    def rule_term(self) -> t.RuleTerm:
        kind = self.rng.choice(["members", "weight", "against"])
        amount = Fraction(self.rng.randint(1, 4)) if kind == "against" else self.rng.choice(RULE_PERCENTS)
        return t.RuleTerm(kind, amount)

    # ---- What parties say

    def make_positions(self) -> None:
        for party, since in list(self.parties.items()):
            if self.maybe(0.3):
                self.add_interest(party)
            for i in range(self.rng.choice([0, 0, 1, 1, 2])):
                name = f"s{i}" if self.maybe(0.8) else None
                self.add_stance(party, name, self.some_time(since))
            if self.maybe(0.75):
                self.make_valuation(party, since)
        for party, name, when in list(self.stances):
            if self.maybe(0.35):
                self.change_stance(party, name, when)

    def add_interest(self, party: str) -> None:
        self.interests[party] = [f"need-{party}"]
        self.add(t.Interest(party=party, id=f"need-{party}", text="to be safe"))

    def add_stance(self, party: str, name: Optional[str], when: When) -> None:
        if name and not self.free(f"{party}.{name}", when):
            return
        verb = self.rng.choice(["requires", "refuses", "refuses", "accepts", "accepts", "signals"])
        other = self.condition(1) if verb == "accepts" or (verb == "refuses" and self.maybe(0.5)) else None
        self.add(t.Stance(party=party, verb=verb, cond=self.condition(), other=other, when=when,
                          clauses=self.clauses(party, name)))
        if name:
            self.stances.append((party, name, when))

    def change_stance(self, party: str, name: str, when: When) -> None:
        """Later it is dropped, denied or replaced; after that it may return."""
        later = [time for time in self.times_from(when) if time != when]
        for time in later[:self.rng.choice([1, 2])]:
            if self.maybe(0.5):
                if self.free(f"{party}.{name}", time):
                    verb = self.rng.choice(["drops", "denies"])
                    self.add(t.Withdrawal(party=party, verb=verb, target=name, when=time))
            else:
                self.add_stance(party, name, time)

    # ---- What parties value

    def make_valuation(self, party: str, since: When) -> None:
        for issue in self.issues.values():
            if self.maybe(0.75):
                self.add_values(party, issue, self.some_time(since))
            if self.maybe(0.1):
                self.add_values(party, issue, self.some_time(since))
        for i in range(self.rng.choice([0, 0, 1, 2])):
            self.add_bonus(party, f"b{i}" if self.maybe(0.5) else None, self.some_time(since))
        for _ in range(self.rng.choice([0, 1, 1, 2])):
            self.add_alternative(party, self.some_time(since))

    def add_values(self, party: str, issue: t.Issue, when: When) -> None:
        if not self.free(f"{party}.values.{issue.id}", when):
            return
        common = {"party": party, "issue": issue.id, "weight": self.range(0, 30), "when": when,
                  "clauses": self.clauses(firm=0.2)}
        if issue.grid is None and len(issue.options) > 1 and self.maybe(0.3):
            self.add(t.Prefers(groups=self.groups(issue), **common))
            return
        direction = self.rng.choice(["more", "less"]) if issue.grid and self.maybe(0.6) else None
        points = self.points(issue.grid) if issue.grid and not direction else []
        points += [(name, self.range(-10, 100)) for name, _ in issue.options]
        self.add(t.Values(direction=direction, points=tuple(points), **common))

    def groups(self, issue: t.Issue) -> tuple:
        """At least two groups, best first."""
        names = [name for name, _ in issue.options]
        self.rng.shuffle(names)
        groups: list[list[str]] = [[names[0]]]
        for name in names[1:]:
            if len(groups) == 1 and name == names[-1] or self.maybe(0.75):
                groups.append([])
            groups[-1].append(name)
        return tuple(tuple(group) for group in groups)

    def points(self, grid: t.Grid) -> list:
        """Both ends, and others between them, some off the grid."""
        inside = [grid.low + (grid.high - grid.low) * self.rng.randint(1, 9) / 10 for _ in range(2)]
        chosen = sorted({grid.low, grid.high, *inside[:self.rng.choice([0, 1, 2])]})
        return [(value, self.range(-10, 100)) for value in chosen]

    def add_bonus(self, party: str, name: Optional[str], when: When) -> None:
        if name is None or self.free(f"{party}.bonus.{name}", when):
            self.add(t.Bonus(party=party, cond=self.condition(1), amount=self.range(-12, 12), when=when,
                             clauses=self.clauses(name=name, firm=0.2)))

    def add_alternative(self, party: str, when: When) -> None:
        if self.free(f"{party}.alternative", when):
            self.add(t.Alternative(party=party, text="walks away", worth=self.range(-5, 30), when=when,
                                   clauses=self.clauses(party)))

    # ---- The world

    def make_rules(self) -> None:
        for i in range(self.rng.choice([0, 0, 1, 2])):
            self.add_rule(f"r{i}" if self.maybe(0.5) else None)
        for i in range(self.rng.choice([0, 0, 0, 1, 2])):
            self.add_settled(f"p{i}" if self.maybe(0.7) else None)

    def add_rule(self, name: Optional[str]) -> None:
        """A rule of the same name on a later date takes its place."""
        when = self.some_time()
        for time in [when] + [later for later in self.times_from(when)[1:2] if name and self.maybe(0.3)]:
            cond = t.Junction("or", (self.condition(1), self.condition(1)))
            self.add(t.Rule(cond=cond, when=time, clauses=self.clauses(name=name)))

    def add_settled(self, name: Optional[str]) -> None:
        when = self.some_time()
        cond = t.Junction("or", (self.condition(0), self.condition(0), self.condition(0)))
        self.add(t.Settled(cond=cond, when=when, clauses=self.clauses(name=name)))
        later = [time for time in self.times_from(when) if time != when]
        if name and later and self.maybe(0.5):
            time = self.rng.choice(later)
            present = [p for p, since in self.parties.items() if since is None or since <= time]
            if present:
                self.add(t.Withdrawal(party=self.rng.choice(present), verb="reopens", target=name, when=time))

    # ---- What does not bear on the zone

    def make_events(self) -> None:
        party, since = self.rng.choice(list(self.parties.items()))
        when = self.some_time(since)
        issue = self.rng.choice(list(self.issues.values()))
        events: list[t.Statement] = [
            t.Session(title="In camera", parties=(party,), duration=(Fraction(3, 2), "h"), when=when),
            t.Session(title="Next round", parties=(party,), planned=True, when=when),
            t.Deadline(at=("2026-12-31", "00:00"), text="the mandate ends", when=when),
            t.Readout(party=party, text="“constructive”", when=when),
            t.Reserves(party=party, issue=issue.id, when=when),
            t.Awaits(party=party, text="a draft", source=party, when=when),
            t.Offers(party=party, deal="draft-1", when=when),
        ]
        value = self.rng.choice(zone.values_of(issue))
        self.add(t.Deal(id="draft-1", label="first draft", values=((issue.id, value),)))
        for event in self.rng.sample(events, self.rng.randint(0, 3)):
            self.add(event)

    def in_order(self) -> list[t.Statement]:
        """By time; within one time as they were made."""
        return sorted(self.statements, key=lambda s: s.when or ("", ""))


def random_model(seed: int, size: int = 400) -> list[t.Statement]:
    maker = Maker(seed, size if seed % 10 else 5 * size)
    maker.add(t.Negotiation(title=f"Model {seed}"))
    maker.add(t.Source(id="notes", path=SOURCE_FILE, kind="interview", date="2026-01-04"))
    maker.add(t.Source(id="lost", path="lost.txt"))
    maker.make_issues()
    maker.make_parties()
    maker.make_positions()
    maker.make_rules()
    maker.make_events()
    return maker.in_order()
