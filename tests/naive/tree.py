"""The tree of a model: plain data, one class a kind of statement, as the parser of language.py makes it.

Numbers are exact fractions. A range `20..30` is a pair; a plain number is the pair of itself twice.
"""
from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Optional, Union

Range = tuple[Fraction, Fraction]
Moment = tuple[str, str]  # ("2025-12-15", "18:00"); without a time of day the second part is "00:00"


# ---- Conditions

@dataclass(frozen=True)
class Term:
    """One summand: a number, or a factor times a name (an issue, or the bare word opposite an issue)."""
    factor: Fraction
    name: Optional[str] = None


@dataclass(frozen=True)
class Compare:
    op: str  # = != < <= > >=
    left: tuple[Term, ...]
    right: tuple[Term, ...]


@dataclass(frozen=True)
class Among:
    """`ISSUE in {a, 3, 4..8}`: every item is a pair, of the same value twice when it is no range."""
    issue: str
    items: tuple[tuple[Union[str, Fraction], Union[str, Fraction]], ...]


@dataclass(frozen=True)
class Not:
    part: "Condition"


@dataclass(frozen=True)
class Junction:
    """word is "and", "or" (two or more parts), "implies" or "iff" (two parts)."""
    word: str
    parts: tuple["Condition", ...]


Condition = Union[Compare, Among, Not, Junction]


# ---- What statements carry

@dataclass(frozen=True)
class Clauses:
    name: Optional[str] = None
    by: Optional[str] = None
    via: Optional[str] = None
    cites: tuple[tuple[str, str], ...] = ()
    red_line: bool = False
    difficulty: Optional[Range] = None
    interest: Optional[str] = None
    subject_to: Optional[str] = None
    mark: Optional[str] = None  # assumed, inferred
    note: Optional[str] = None


@dataclass(frozen=True, kw_only=True)
class Statement:
    when: Optional[Moment] = None  # None: undated
    clauses: Clauses = Clauses()


@dataclass(frozen=True, kw_only=True)
class Actor(Statement):
    """What party and bloc share. consents: "always", "never", a condition, or None when it does not say."""
    id: str
    label: str
    roles: tuple[str, ...] = ()
    consents: Union[str, Condition, None] = None
    voices: tuple[str, ...] = ()
    relays: tuple[str, ...] = ()


# ---- Statements that open with a word of the language

@dataclass(frozen=True, kw_only=True)
class Negotiation(Statement):
    title: str


@dataclass(frozen=True, kw_only=True)
class Source(Statement):
    id: str
    path: str
    kind: Optional[str] = None
    date: Optional[str] = None


@dataclass(frozen=True, kw_only=True)
class Party(Actor):
    bloc: Optional[str] = None
    weight: Optional[Range] = None


@dataclass(frozen=True)
class RuleTerm:
    """kind: "members" or "weight" (amount in per cent), or "against" (fewer than amount)."""
    kind: str
    amount: Fraction


@dataclass(frozen=True)
class RuleJunction:
    word: str  # and, or
    parts: tuple["BlocRule", ...]


BlocRule = Union[str, RuleTerm, RuleJunction]  # the text is "unanimity" or "majority"


@dataclass(frozen=True, kw_only=True)
class Bloc(Actor):
    rule: BlocRule


@dataclass(frozen=True)
class Grid:
    low: Fraction
    high: Fraction
    step: Fraction
    unit: Optional[str] = None


@dataclass(frozen=True, kw_only=True)
class Issue(Statement):
    """grid is None for named options; yes/no is the options no, yes. Options after `or` join a grid."""
    id: str
    label: str
    options: tuple[tuple[str, Optional[str]], ...] = ()
    grid: Optional[Grid] = None
    yes_no: bool = False


@dataclass(frozen=True, kw_only=True)
class Rule(Statement):
    cond: Condition


@dataclass(frozen=True, kw_only=True)
class Settled(Statement):
    cond: Condition


@dataclass(frozen=True, kw_only=True)
class Deal(Statement):
    id: str
    label: str
    values: tuple[tuple[str, Union[str, Fraction]], ...]


@dataclass(frozen=True, kw_only=True)
class Session(Statement):
    title: str
    parties: tuple[str, ...]
    duration: Optional[tuple[Fraction, str]] = None
    planned: bool = False


@dataclass(frozen=True, kw_only=True)
class Deadline(Statement):
    at: Moment
    text: str


@dataclass(frozen=True, kw_only=True)
class Readout(Statement):
    party: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Include(Statement):
    path: str


# ---- Statements that open with a party

@dataclass(frozen=True, kw_only=True)
class Said(Statement):
    party: str


@dataclass(frozen=True, kw_only=True)
class Stance(Said):
    """verb: requires, refuses, accepts, signals. other follows `unless` or `only if`."""
    verb: str
    cond: Condition
    other: Optional[Condition] = None


@dataclass(frozen=True, kw_only=True)
class Reserves(Said):
    issue: str


@dataclass(frozen=True, kw_only=True)
class Withdrawal(Said):
    """verb: drops, denies (an own stance), reopens (a settled point)."""
    verb: str
    target: str


@dataclass(frozen=True, kw_only=True)
class Offers(Said):
    """A named deal, or one written out on the spot."""
    deal: Optional[str] = None
    values: tuple[tuple[str, Union[str, Fraction]], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Awaits(Said):
    text: str
    source: Optional[str] = None


@dataclass(frozen=True, kw_only=True)
class Abstains(Said):
    cond: Optional[Condition] = None


@dataclass(frozen=True, kw_only=True)
class Values(Said):
    """direction: "more", "less" or None; points: (value, score) as listed."""
    issue: str
    weight: Range
    direction: Optional[str] = None
    points: tuple[tuple[Union[str, Fraction], Range], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Prefers(Said):
    """groups from best to worst; values in one group are equal."""
    issue: str
    weight: Range
    groups: tuple[tuple[Union[str, Fraction], ...], ...]


@dataclass(frozen=True, kw_only=True)
class Bonus(Said):
    cond: Condition
    amount: Range


@dataclass(frozen=True, kw_only=True)
class Alternative(Said):
    text: str
    worth: Range


@dataclass(frozen=True, kw_only=True)
class Interest(Said):
    id: str
    text: str


@dataclass
class Model:
    """Every statement in the order read; source paths are relative to the folder of their file."""
    statements: list[Statement] = field(default_factory=list)
    folders: dict[str, str] = field(default_factory=dict)  # source id -> folder
