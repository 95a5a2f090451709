"""Can the comparisons fail? Right answers are taken as they are; each of them with one thing wrong is not.

    python3 tests/naive/mutations.py [--count N] [--seed S]

Needs no zopa: the expected answers of random talks are written as zopa would print them, and then corrupted.
"""
from __future__ import annotations

import argparse
import copy
import os
import random
import sys
import tempfile
from fractions import Fraction
from typing import Any, Iterator, Optional

import analyses
import language
import matching
import talks
import writer

MOST_A_QUESTION = 20  # corruptions tried
Path = tuple  # member names and places


def printed(expected: Any, rng: Optional[random.Random]) -> Any:
    """As zopa could print it: one of several right answers, lists without an order in any order if rng is given."""
    match expected:
        case matching.Anything():
            return "?"
        case matching.Perhaps():
            return printed(expected.value, rng)
        case matching.OneOf():
            return printed(rng.choice(expected.allowed) if rng else expected.allowed[0], rng)
        case matching.Sample():
            return [printed(member, rng) for member in expected.examples]
        case Fraction():
            return {"exact": str(expected), "decimal": float(expected)}
        case dict():
            return {name: printed(value, rng) for name, value in expected.items()}
        case list() | tuple():
            members = [printed(member, rng) for member in expected]
            if rng and isinstance(expected, matching.Bag) and not isinstance(expected, matching.Ordered):
                rng.shuffle(members)
            return members
    return expected


# ---- One thing wrong

def checked_paths(expected: Any, path: Path = ()) -> Iterator[Path]:
    """Where something must be as it is; a list with members that may be missing may itself be longer or shorter."""
    match expected:
        case matching.Anything() | matching.Perhaps():
            return
        case matching.Sample():
            yield from checked_paths(list(expected.examples), path)
        case dict():
            for name, value in expected.items():
                yield from checked_paths(value, path + (name,))
        case list() | tuple():
            for i, member in enumerate(expected):
                yield from checked_paths(member, path + (i,))
            if not any(isinstance(member, matching.Perhaps) for member in expected):
                yield path
        case _:
            yield path


def corrupted(node: Any, rng: random.Random) -> Any:
    """Something else of the same kind: one more, another word, a member missing, doubled, or corrupted itself."""
    match node:
        case bool():
            return not node
        case int():
            return node + rng.choice([1, -1])
        case str():
            return node + "x"
        case None:
            return 0
        case {"exact": text, **others}:
            return {**others, "exact": str(Fraction(text) + Fraction(1, 10 ** 9))}
        case dict():
            name = rng.choice(sorted(node))
            return {**node, name: corrupted(node[name], rng)}
    return with_wrong_members(node, rng)


def with_wrong_members(node: list, rng: random.Random) -> list:
    if not node:
        return ["something"]
    i = rng.randrange(len(node))
    kind = rng.choice(["missing", "doubled"])
    return node[:i] + node[i + 1:] if kind == "missing" else node + [copy.deepcopy(node[i])]


def replaced(node: Any, path: Path, rng: random.Random) -> Any:
    if not path:
        return corrupted(node, rng)
    changed = copy.copy(node)
    changed[path[0]] = replaced(node[path[0]], path[1:], rng)
    return changed


# ---- Trying it

def unnoticed(question: analyses.Question, rng: random.Random) -> list[str]:
    """A right answer that was rejected, or wrong ones that were not."""
    if rejected := matching.differences(question.expected, printed(question.expected, rng)):
        return [f"{question.analysis} {question.options}: a right answer is rejected: {rejected[:3]}"]
    right = printed(question.expected, None)
    paths = list(checked_paths(question.expected))
    problems = []
    for path in rng.sample(paths, min(MOST_A_QUESTION, len(paths))):
        if not matching.differences(question.expected, replaced(right, path, rng)):
            problems.append(f"{question.analysis} {question.options}: unnoticed at {path}")
    return problems


def questions(seed: int, folder: str) -> Iterator[analyses.Question]:
    path = os.path.join(folder, "talks.zopa")
    statements = talks.random_talks(seed)
    with open(path, "w", encoding="utf-8") as file:
        file.write(writer.file_text(statements))
    moments = sorted({s.when for s in statements if s.when is not None})
    times: list[Optional[str]] = [None] + [f"{day}T{time}" for day, time in moments]
    asker = analyses.Asker(language.read_model([path]), times, random.Random(seed))
    for name in analyses.ANALYSES:
        yield from analyses.ANALYSES[name](asker)


def main() -> int:
    parser = argparse.ArgumentParser(description="right answers are taken, corrupted ones are noticed")
    parser.add_argument("--count", type=int, default=20, help="how many talks")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    passed = failed = 0
    for seed in range(options.seed, options.seed + options.count):
        with tempfile.TemporaryDirectory() as folder:
            for question in questions(seed, folder):
                problems = unnoticed(question, random.Random(seed))
                failed += bool(problems)
                passed += not problems
                print("".join(f"seed {seed}: {problem}\n" for problem in problems), end="")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
