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

import balance
import case_answers
import language
import record
import zopa_answer
from reach import Reach


def naive_case(path: str, days: list[str]) -> dict:
    """What the case file of this model says, by the evaluator of this folder."""
    model = language.read_model([path])
    records = {day: record.record_at(model, day) for day in days}
    first = Reach(records[days[0]])
    return {"space": len(first.packages), "feasible": first.feasible.bit_count(),
            "parties": [party for party in balance.may_count(first) if balance.has_values(first, party)],
            "days": {day: case_answers.naive_day(at_day) for day, at_day in records.items()}}


def naive_differences(path: str, case: dict) -> list[str]:
    found = naive_case(path, list(case["days"]))
    problems = [f"{path}: {key}: expected {case[key]}, found {found[key]}"
                for key in ("space", "feasible", "parties") if case[key] != found[key]]
    for day, expected in case["days"].items():
        problems += [f"{path} on {day}: {text}"
                     for text in case_answers.day_differences(expected, found["days"][day])]
    return problems


def zopa_differences(path: str, case: dict, zopa: str, keys: list[str]) -> list[str]:
    problems = []
    first = next(iter(case["days"]))
    numbers = zopa_answer.ask_zone(zopa, [path], first).numbers
    problems += [f"{path}: {key}: expected {case[key]}, found {numbers[key]}"
                 for key in ("space", "feasible") if case[key] != numbers[key]]
    for day, expected in case["days"].items():
        found = case_answers.zopa_day(zopa, path, day)
        if day == first and found.get("parties", case["parties"]) != case["parties"]:
            problems.append(f"{path}: parties: expected {case['parties']}, found {found['parties']}")
        problems += [f"{path} on {day}: {text}"
                     for text in case_answers.day_differences(expected, found, keys)]
    return problems


def check_case(path: str, zopa: Optional[str], keys: list[str]) -> list[str]:
    with open(path.removesuffix(".zopa") + ".json", encoding="utf-8") as file:
        case = json.load(file)
    try:
        return zopa_differences(path, case, zopa, keys) if zopa else naive_differences(path, case)
    except (zopa_answer.Failed, KeyError, TypeError, ValueError) as failure:
        return [f"{path}: {failure!r}"]


def main() -> int:
    parser = argparse.ArgumentParser(description="reference models against an evaluator")
    parser.add_argument("folder")
    which = parser.add_mutually_exclusive_group(required=True)
    which.add_argument("--naive", action="store_true", help="the evaluator of this folder")
    which.add_argument("--zopa", help="the zopa binary")
    options = parser.parse_args()
    failed = 0
    keys = case_answers.keys_of(options.zopa) if options.zopa else []
    paths = sorted(glob.glob(f"{options.folder}/m*.zopa"))
    for path in paths:
        problems = check_case(path, options.zopa, keys)
        failed += bool(problems)
        print("".join(problem + "\n" for problem in problems), end="")
    print(f"{len(paths) - failed} passed, {failed} failed")
    return 1 if failed or not paths else 0


if __name__ == "__main__":
    sys.exit(main())
