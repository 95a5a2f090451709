"""Reference models with answers, mNNN.zopa and .json: against the naive evaluator or the zopa binary.

    python3 shared_cases.py FOLDER --naive
    python3 shared_cases.py FOLDER --zopa PATH
"""
from __future__ import annotations

import argparse
import glob
import json
import sys
from typing import Optional

import language
import record
import zone
import zopa_answer

Short = tuple[int, int, int, list[list[str]]]  # space, feasible, zone, surviving values by issue


def expected_answer(case: dict, day: str) -> Short:
    that_day = case["days"][day]
    return case["space"], case["feasible"], that_day["zone"], that_day.get("surviving", [])


def naive_answer(path: str, day: str) -> Short:
    found = zone.answer(zone.question(record.record_at(language.read_model([path]), day)))
    surviving = [[zopa_answer.value_text(v) for v in values] for values in found.surviving.values()]
    return found.space, found.feasible, found.packages, surviving


def binary_answer(path: str, day: str, zopa: str) -> Short:
    found = zopa_answer.ask_zone(zopa, [path], day)
    numbers = found.numbers
    return numbers["space"], numbers["feasible"], numbers["packages"], list(found.surviving.values())


def agrees(expected: Short, found: Short) -> bool:
    """An empty zone has no list of surviving values in the case files."""
    return expected[:3] == found[:3] and (expected[2] == 0 or expected[3] == found[3])


def check_case(path: str, zopa: Optional[str]) -> list[str]:
    with open(path.removesuffix(".zopa") + ".json", encoding="utf-8") as file:
        case = json.load(file)
    problems = []
    for day in case["days"]:
        expected = expected_answer(case, day)
        try:
            found = binary_answer(path, day, zopa) if zopa else naive_answer(path, day)
        except zopa_answer.Failed as failure:
            problems.append(f"{path} on {day}: {failure}")
            continue
        if not agrees(expected, found):
            problems.append(f"{path} on {day}: expected {expected}, found {found}")
    return problems


def main() -> int:
    parser = argparse.ArgumentParser(description="reference models against an evaluator")
    parser.add_argument("folder")
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--naive", action="store_true", help="the evaluator of this folder")
    which.add_argument("--zopa", help="the zopa binary")
    options = parser.parse_args()
    failed = 0
    paths = sorted(glob.glob(f"{options.folder}/m*.zopa"))
    for path in paths:
        problems = check_case(path, options.zopa)
        failed += bool(problems)
        print("".join(problem + "\n" for problem in problems), end="")
    print(f"{len(paths) - failed} passed, {failed} failed")
    return 1 if failed or not paths else 0


if __name__ == "__main__":
    sys.exit(main())
