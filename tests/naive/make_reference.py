"""Writes the reference models and their answers: random talks, answered by the evaluator of this folder.

    python3 tests/naive/make_reference.py FOLDER [--count N]

Models that say nothing of interest (one package, no party with values) and those with too many demands are passed over.
"""
from __future__ import annotations

import argparse
import glob
import json
import os

import analyses
import language
import record as r
import shared_cases
import talks
import tree as t
import writer
from reach import Reach

WITHOUT_DATES = ["2026-01-01"]


def days_of(statements: list[t.Statement]) -> list[str]:
    """Before everything dated, and at every time."""
    moments = sorted({s.when for s in statements if s.when is not None})
    return WITHOUT_DATES + [f"{day}T{time}" for day, time in moments]


def worth_keeping(path: str, days: list[str], case: dict) -> bool:
    model = language.read_model([path])
    few = all(len(Reach(r.record_at(model, day)).movable()) <= analyses.MOST_MOVABLE for day in days)
    return few and case["space"] > 10 and len(case["parties"]) >= 2


def write_case(folder: str, number: int, seed: int) -> bool:
    path = os.path.join(folder, f"m{number:03}.zopa")
    statements = talks.random_talks(seed)
    with open(path, "w", encoding="utf-8") as file:
        file.write(writer.file_text(statements))
    days = days_of(statements)
    case = shared_cases.naive_case(path, days)
    if not worth_keeping(path, days, case):
        os.remove(path)
        return False
    with open(path.removesuffix(".zopa") + ".json", "w", encoding="utf-8") as file:
        json.dump(case, file, indent=1, ensure_ascii=False)
        file.write("\n")
    return True


def main() -> None:
    parser = argparse.ArgumentParser(description="write reference models with their answers")
    parser.add_argument("folder")
    parser.add_argument("--count", type=int, default=30)
    options = parser.parse_args()
    for old in glob.glob(f"{options.folder}/m*.zopa") + glob.glob(f"{options.folder}/m*.json"):
        os.remove(old)
    seed = kept = 0
    while kept < options.count:
        seed += 1
        kept += write_case(options.folder, kept, seed)


if __name__ == "__main__":
    main()
