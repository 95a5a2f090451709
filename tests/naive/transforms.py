"""Changes of a model that keep its meaning: other names, another order, other files, other units of worth."""
from __future__ import annotations

import dataclasses
import random
from fractions import Fraction
from typing import Any

import tree as t

# Fields that hold free text, fixed words, times or paths; every other text in the tree may be a name.
NO_NAMES = {"when", "label", "title", "text", "by", "subject_to", "mark", "note", "path", "kind", "date",
            "at", "unit", "word", "op", "verb", "direction", "roles", "voices", "rule", "duration"}


# ---- Other names

def declared_names(statements: list[t.Statement]) -> list[str]:
    names: list[str] = []
    for s in statements:
        names += [s.clauses.name] if s.clauses.name else []
        names += [s.id] if isinstance(s, (t.Actor, t.Source, t.Issue, t.Deal, t.Interest)) else []
        if isinstance(s, t.Issue) and not s.yes_no:
            names += [name for name, _ in s.options]
    return sorted(set(names))


def new_names(statements: list[t.Statement], rng: random.Random) -> dict[str, str]:
    """The same word gets the same new word wherever it stands."""
    old = declared_names(statements)
    fresh = [f"{rng.choice(['n', 'Ж', 'zz-', 'ö_'])}{i}" for i in range(len(old))]
    rng.shuffle(fresh)
    return dict(zip(old, fresh))


def renamed(node: Any, names: dict[str, str]) -> Any:
    if isinstance(node, str):
        return names.get(node, node)
    if isinstance(node, tuple):
        return tuple(renamed(part, names) for part in node)
    if not dataclasses.is_dataclass(node):
        return node
    changes = {field.name: renamed(getattr(node, field.name), names) for field in dataclasses.fields(node)
               if field.name not in NO_NAMES and not says_always_or_never(node, field.name)}
    return dataclasses.replace(node, **changes)


def says_always_or_never(node: Any, field: str) -> bool:
    return field == "consents" and isinstance(node.consents, str)


# ---- Another order, and several files

def sections_shuffled(statements: list[t.Statement], rng: random.Random) -> list[t.Statement]:
    """The undated first; then the times in any order, and the statements of each in any order."""
    times = sorted({s.when for s in statements if s.when is not None})
    rng.shuffle(times)
    result: list[t.Statement] = []
    for time in [None] + times:
        section = [s for s in statements if s.when == time]
        rng.shuffle(section)
        result += section
    return result


def split(statements: list[t.Statement], count: int, rng: random.Random) -> list[list[t.Statement]]:
    """Every statement in one of the files."""
    files: list[list[t.Statement]] = [[] for _ in range(count)]
    for statement in statements:
        rng.choice(files).append(statement)
    return [sections_shuffled(file, rng) for file in files]


# ---- Other units of worth

def scaled(amount: t.Range, factor: Fraction) -> t.Range:
    return amount[0] * factor, amount[1] * factor


def rescaled(statement: t.Statement, party: str, factor: Fraction) -> t.Statement:
    """Every weight, bonus and worth of the party, times a positive factor."""
    if not isinstance(statement, t.Said) or statement.party != party:
        return statement
    match statement:
        case t.Values() | t.Prefers():
            return dataclasses.replace(statement, weight=scaled(statement.weight, factor))
        case t.Bonus():
            return dataclasses.replace(statement, amount=scaled(statement.amount, factor))
        case t.Alternative():
            return dataclasses.replace(statement, worth=scaled(statement.worth, factor))
    return statement


# ---- One form of what can be written in several

def normal_condition(cond: t.Condition) -> t.Condition:
    """Parentheses that change nothing are forgotten: `(a and b) and c`."""
    if isinstance(cond, t.Not):
        return t.Not(normal_condition(cond.part))
    if not isinstance(cond, t.Junction):
        return cond
    parts: list[t.Condition] = []
    for part in map(normal_condition, cond.parts):
        same = isinstance(part, t.Junction) and part.word == cond.word and cond.word in ("and", "or")
        parts += part.parts if same else [part]
    return t.Junction(cond.word, tuple(parts))


def normal(statement: t.Statement) -> t.Statement:
    """`refuses A unless B` says the same as `accepts A only if B`."""
    changes: dict[str, Any] = {}
    for name in ("cond", "other", "consents"):
        if isinstance(getattr(statement, name, None), (t.Not, t.Junction)):
            changes[name] = normal_condition(getattr(statement, name))
    if isinstance(statement, t.Stance) and statement.verb == "refuses" and statement.other is not None:
        changes["verb"] = "accepts"
    return dataclasses.replace(statement, **changes)
