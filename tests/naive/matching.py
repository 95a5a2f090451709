"""An expected answer against what zopa printed: trees of JSON, with marks for what may be answered in several ways.

Only what is expected is compared: further members are no difference. Numbers are compared exactly.
"""
from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Callable, Union

Differences = list[str]


class Bag(list):
    """A list whose order is not compared."""


class Ordered(Bag):
    """A list sorted by a key (`key`): members of equal keys may stand in any order."""

    def __init__(self, members: list, key: Callable[[Any], Any]) -> None:
        super().__init__(sorted(members, key=key))
        self.keys = [key(member) for member in self]


@dataclass(frozen=True)
class OneOf:
    """Any of these will do."""
    allowed: tuple


@dataclass(frozen=True)
class Perhaps:
    """Compared when it is there."""
    value: Any


@dataclass(frozen=True)
class Sample:
    """So many of many, no two alike, in the order of `place`. `expected` tells what a member must be from the member
    itself, None when it is none of them; `examples` are members that would do, in order."""
    count: int
    expected: Callable[[Any], Any]
    place: Callable[[Any], Any]
    examples: tuple


@dataclass(frozen=True)
class Anything:
    """Not compared: the definitions leave it open. The reason is for the reader."""
    reason: str


def number(node: Union[int, str, dict]) -> Fraction:
    """7, "7/2" or {"exact": "7/2", "decimal": 3.5}."""
    if isinstance(node, bool) or isinstance(node, float):
        raise ValueError(f"{node!r} is no exact number")
    return Fraction(node["exact"] if isinstance(node, dict) else node)


def differences(expected: Any, found: Any, path: str = "answer") -> Differences:
    match expected:
        case Anything():
            return []
        case Perhaps():
            return differences(expected.value, found, path)
        case OneOf():
            fits = any(not differences(one, found, path) for one in expected.allowed)
            return [] if fits else [f"{path}: naive one of {shown(expected)}, zopa {found}"]
        case Sample():
            return sample_differences(expected, found, path)
        case dict():
            return member_differences(expected, found, path)
        case Bag():
            return bag_differences(expected, found, path)
        case list() | tuple():
            return list_differences(expected, found, path)
    same = plain_equal(expected, found)
    return [] if same else [f"{path}: naive {shown(expected)}, zopa {found}"]


def plain_equal(expected: Any, found: Any) -> bool:
    if isinstance(expected, (int, Fraction)) and not isinstance(expected, bool):
        try:
            return number(found) == expected
        except (ValueError, TypeError, KeyError):
            return False
    return type(expected) is type(found) and expected == found


def member_differences(expected: dict, found: Any, path: str) -> Differences:
    if not isinstance(found, dict):
        return [f"{path}: naive {shown(expected)}, zopa {found}"]
    result: Differences = []
    for name, value in expected.items():
        if name in found:
            result += differences(value, found[name], f"{path}.{name}")
        elif not isinstance(value, (Perhaps, Anything)):
            result.append(f"{path}.{name} is missing; naive {shown(value)}")
    return result


def list_differences(expected: Any, found: Any, path: str) -> Differences:
    if not isinstance(found, list) or len(found) != len(expected):
        return [f"{path}: naive {shown(expected)}, zopa {found}"]
    return [text for i, (a, b) in enumerate(zip(expected, found)) for text in differences(a, b, f"{path}[{i}]")]


def sample_differences(expected: Sample, found: Any, path: str) -> Differences:
    if not isinstance(found, list) or len(found) != expected.count:
        return [f"{path}: naive {expected.count} members, zopa {found}"]
    result: Differences = []
    for i, member in enumerate(found):
        wanted = expected.expected(member)
        result += [f"{path}[{i}]: not one of them: {member}"] if wanted is None \
            else differences(wanted, member, f"{path}[{i}]")
    places = [] if result else [expected.place(member) for member in found]
    if any(a >= b for a, b in zip(places, places[1:])):
        result.append(f"{path}: not in order, or one of them twice")
    return result


def bag_differences(expected: Bag, found: Any, path: str) -> Differences:
    """Each expected member takes a found one that has no differences; members that may be missing come last."""
    if not isinstance(found, list):
        return [f"{path}: naive {shown(expected)}, zopa {found}"]
    left = list(range(len(found)))
    taken: list[int] = []
    result: Differences = []
    for member in sorted(expected, key=lambda one: isinstance(one, Perhaps)) if not ordered(expected) else expected:
        fitting = next((i for i in left if not differences(member, found[i])), None)
        if fitting is not None:
            left.remove(fitting)
            taken.append(fitting)
        elif not isinstance(member, Perhaps):
            result.append(f"{path}: naive has {shown(member)}{closest(member, found, left)}")
    result += [f"{path}: zopa has {found[i]}" for i in left]
    if not result and ordered(expected):
        by_place = [key for _, key in sorted(zip(taken, expected.keys), key=lambda pair: pair[0])]
        if by_place != expected.keys:
            result.append(f"{path}: not in order: {by_place}")
    return result


def ordered(expected: Bag) -> bool:
    return isinstance(expected, Ordered)


def closest(member: Any, found: list, left: list[int]) -> str:
    """How it differs from the one that differs least."""
    tries = [differences(member, found[i], "") for i in left]
    return f" (closest: {min(tries, key=len)[:3]})" if tries else ""


def shown(expected: Any) -> Any:
    """For a message: fractions as text."""
    match expected:
        case bool() | int() | str() | None:
            return expected
        case Fraction():
            return str(expected)
        case OneOf():
            return [shown(one) for one in expected.allowed[:3]]
        case Perhaps():
            return shown(expected.value)
        case Anything():
            return "anything"
        case dict():
            return {name: shown(value) for name, value in expected.items()}
        case frozenset() | set():
            return sorted(expected)
    return [shown(one) for one in expected]
