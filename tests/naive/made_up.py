"""Models that `zopa random` makes up: nothing to warn of, laid out, and their zones as the naive evaluator has them.

    python3 tests/naive/made_up.py --zopa PATH [--count N] [--seed S]

Prints what differs with the command that makes the model; the last line is "N passed, N failed".
"""
from __future__ import annotations

import argparse
import os
import random
import sys
import tempfile

import language
import record
import zone
import zopa_answer

MOST_PACKAGES = 3000


def random_options(seed: int) -> list[str]:
    """Options that go together, of a model that is small enough to be walked through slowly."""
    rng = random.Random(seed)
    parties, issues, least = rng.randint(1, 7), rng.randint(1, 6), rng.randint(2, 3)
    most = least + rng.randint(0, 2)
    while most ** issues > MOST_PACKAGES:
        issues -= 1
    points = rng.choice([0, 1, 10, 100, 10**6])
    wish = {"seed": seed, "parties": parties, "issues": issues, "options": f"{least}..{most}", "points": points,
            "stances": rng.randint(0, 9), "blocs": rng.randint(0, parties // 3)}
    if points > 0 and rng.random() < 0.6:
        wish["alternatives"] = rng.randint(0, 50)
    if points > 0 and parties > 1 and rng.random() < 0.5:
        wish["opposed"] = rng.choice([10, 50, 100])
    if issues > 1:
        wish["sums"] = rng.randint(0, 2)
        wish["implications"] = rng.randint(0, 5)
        if rng.random() < 0.6:
            wish["treewidth"] = rng.randint(1, issues - 1)
    return [word for name, value in wish.items() for word in (f"--{name}", str(value))]


def problems_of(zopa: str, options: list[str], folder: str) -> list[str]:
    path = os.path.join(folder, "made-up.zopa")
    status, _, errors = zopa_answer.run([zopa, "random", *options, "--output", path])
    if status != 0:
        return [errors]
    found = []
    status, checked, _ = zopa_answer.run([zopa, "check", path])
    if not checked.startswith(b"The record can be used. No errors, no warnings."):
        found.append(checked.decode())
    if zopa_answer.run([zopa, "fmt", "--check", path])[0] != 0:
        found.append("not in the standard layout")
    naive = zone.answer(zone.question(record.record_at(language.read_model([path]), None, ())))
    return found + zopa_answer.differences(naive, zopa_answer.ask_zone(zopa, [path]))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--zopa", required=True)
    parser.add_argument("--count", type=int, default=150)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        for seed in range(arguments.seed, arguments.seed + arguments.count):
            options = random_options(seed)
            problems = problems_of(arguments.zopa, options, folder)
            failed += len(problems) > 0
            for problem in problems:
                print(f"zopa random {' '.join(options)}: {problem}")
    print(f"{arguments.count - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
