"""The zopa command and its JSON: the only place that knows how it is called and what it answers."""
from __future__ import annotations

import json
import os
import subprocess
from dataclasses import dataclass
from fractions import Fraction
from typing import Optional, Union

from zone import Answer, Value

SECONDS = 120


class Failed(Exception):
    """zopa could not be asked, or answered something that cannot be read."""


@dataclass
class ZopaAnswer:
    """Values are text here, as zopa writes them. excluded: issue -> value -> sets of handles."""
    status: int
    exact: bool
    empty: bool
    numbers: dict[str, int]
    surviving: dict[str, list[str]]
    excluded: dict[str, dict[str, set[frozenset[str]]]]


def run(arguments: list[str], locale: Optional[str] = None) -> tuple[int, bytes, str]:
    environment = dict(os.environ)
    if locale is not None:
        environment["LC_ALL"] = locale
    try:
        done = subprocess.run(arguments, capture_output=True, env=environment, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        raise Failed(f"no answer within {SECONDS} s: {' '.join(arguments)}") from None
    return done.returncode, done.stdout, done.stderr.decode("utf-8", "replace")


def zone_arguments(zopa: str, files: list[str], on: Optional[str], without: tuple[str, ...]) -> list[str]:
    arguments = [zopa, "zone", *files, "--format", "json"]
    if on is not None:
        arguments += ["--on", on]
    for name in without:
        arguments += ["--without", name]
    return arguments


def ask_zone(zopa: str, files: list[str], on: Optional[str] = None,
             without: tuple[str, ...] = ()) -> ZopaAnswer:
    arguments = zone_arguments(zopa, files, on, without)
    status, out, errors = run(arguments)
    if status not in (0, 1):
        raise Failed(f"exit status {status}: {' '.join(arguments)}\n{out.decode('utf-8', 'replace')}{errors}")
    return read_zone(status, out)


def formatted(zopa: str, file: str) -> str:
    status, out, errors = run([zopa, "fmt", "--stdout", file])
    if status != 0:
        raise Failed(f"fmt: exit status {status}\n{errors}")
    return out.decode("utf-8")


# ---- Reading

def exact_number(node: Union[int, dict]) -> int:
    """An integer, or {"exact": "n/m", "decimal": x}."""
    number = Fraction(node["exact"]) if isinstance(node, dict) else Fraction(node)
    if number.denominator != 1:
        raise Failed(f"{number} packages")
    return int(number)


def read_zone(status: int, out: bytes) -> ZopaAnswer:
    try:
        root = json.loads(out)
        zone = root["zone"]
        numbers = {name: exact_number(zone[name]) for name in ("space", "feasible", "packages", "certain")}
        return ZopaAnswer(status, root["status"] == "exact", zone["empty"], numbers,
                          {issue["issue"]: survivors(issue) for issue in root["issues"]},
                          {issue["issue"]: excluded(issue) for issue in root["issues"]})
    except (ValueError, KeyError, TypeError) as problem:
        raise Failed(f"unreadable answer: {problem!r}\n{out.decode('utf-8', 'replace')[:2000]}") from None


def survivors(issue: dict) -> list[str]:
    return [value["value"] for value in issue["values"] if value["survives"]]


def excluded(issue: dict) -> dict[str, set[frozenset[str]]]:
    return {value["value"]: {frozenset(handles) for handles in value["rests_on"]}
            for value in issue["values"] if not value["survives"]}


# ---- Comparing

def number_text(number: Fraction) -> str:
    """An integer or a terminating decimal of at most 12 places, else n/m."""
    if 10 ** 12 % number.denominator:
        return f"{number.numerator}/{number.denominator}"
    digits = str(abs(number) * 10 ** 12).rjust(13, "0")
    places = digits[-12:].rstrip("0")
    return ("-" if number < 0 else "") + digits[:-12] + ("." + places if places else "")


def value_text(value: Value) -> str:
    return value if isinstance(value, str) else number_text(value)


def differences(naive: Answer, zopa: ZopaAnswer) -> list[str]:
    expected = {"space": naive.space, "feasible": naive.feasible, "packages": naive.packages,
                "certain": naive.certain}
    found = [f"{name}: naive {expected[name]}, zopa {zopa.numbers[name]}"
             for name in expected if expected[name] != zopa.numbers[name]]
    surviving = {issue: [value_text(v) for v in values] for issue, values in naive.surviving.items()}
    if surviving != zopa.surviving:
        found.append(f"surviving: naive {surviving}, zopa {zopa.surviving}")
    if zopa.empty != (naive.packages == 0) or zopa.status != int(naive.packages == 0):
        found.append(f"empty: {zopa.empty}, exit status {zopa.status}")
    if not zopa.exact:
        found.append("the answer is not exact")
    return found


# ---- Any analysis

def knows(zopa: str, analysis: str) -> bool:
    return run([zopa, "help", analysis])[0] == 0


def ask(zopa: str, analysis: str, files: list[str], options: list[str]) -> tuple[int, dict]:
    """Exit status and answer; an answer that is not exact is a failure."""
    arguments = [zopa, analysis, *files, "--format", "json", *options]
    status, out, errors = run(arguments)
    text = out.decode("utf-8", "replace")
    if status not in (0, 1):
        raise Failed(f"exit status {status}: {' '.join(arguments)}\n{text[:2000]}{errors}")
    try:
        root = json.loads(text)
    except ValueError as problem:
        raise Failed(f"unreadable answer: {problem!r}\n{text[:2000]}") from None
    if not isinstance(root, dict) or root.get("status") != "exact":
        raise Failed(f"the answer is not exact: {' '.join(arguments)}\n{text[:2000]}")
    return status, root
