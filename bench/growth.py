#!/usr/bin/env python3
"""Measures how frontiers grow with issues, options, parties and resolution, on what `zopa random` makes up:

    bench/growth.py [--build DIR] [--quick] [--pictures DIR]

Prints a table and, unless quick, draws the pictures of docs/performance.md. Every line of a picture ends where a question
would take longer than the limit on time, or more than the limit on memory."""

import argparse
import pathlib
import subprocess
import sys
import tempfile

import picture

ROOT = pathlib.Path(__file__).resolve().parents[1]
THREADS, SECONDS, MEGABYTES, SEEDS = 1, 2, 2000, 3

# What grows: the option of `zopa random`, how the axis is named, its values, and what stays as it is.
BASE = {"parties": 3, "issues": 10, "options": 5, "points": 1000}
GROWTHS = (
    ("issues", "issues of 5 options", (4, 6, 8, 10, 12, 16, 20, 28, 40, 60, 90), "1,000 points a party",
     [(f"{n} parties", {"parties": n}) for n in (2, 3, 4, 5)]),
    ("options", "options an issue, 10 issues", (2, 3, 5, 8, 12, 20, 32, 50, 100), "1,000 points a party",
     [(f"{n} parties", {"parties": n}) for n in (2, 3, 4, 5)]),
    ("parties", "parties, issues of 5 options", (2, 3, 4, 5, 6, 8, 10), "1,000 points a party",
     [(f"{n} issues", {"issues": n}) for n in (6, 10, 20)]),
    ("points", "points a party, 20 issues of 5 options", (10, 30, 100, 300, 1000, 10**4, 10**5, 10**6, 10**9),
     "the resolution", [(f"{n} parties", {"parties": n, "issues": 20}) for n in (2, 3, 4)]),
)


def ask(build, options, seeds, folder):
    """Seconds of processor time, peak bytes, points, space, by the median of a few seeds; None where a limit was reached."""
    found = []
    for seed in range(1, seeds + 1):
        words = [word for name, value in options.items() for word in (f"--{name}", str(value))]
        model = subprocess.run([build / "zopa", "random", "--seed", str(seed), *words], capture_output=True, check=True)
        instance = subprocess.run([build / "zopa", "compile", "-"], input=model.stdout, capture_output=True, check=True)
        path = pathlib.Path(folder) / "instance"
        path.write_bytes(instance.stdout)
        asked = subprocess.run([build / "tests/bench_ask", "frontier", path, str(THREADS), str(SECONDS), str(MEGABYTES)],
                               capture_output=True, text=True, check=True)
        lines = [line.split(" ", 1) for line in asked.stdout.splitlines() if not line.startswith("point ")]
        answer = dict(line for line in lines if len(line) == 2)
        if answer["reach"] != "exact":
            return None
        found.append((float(answer["processor"]), int(answer["peak"]), int(answer["points"]), int(answer["space"])))
    return tuple(sorted(numbers)[len(numbers) // 2] for numbers in zip(*found))


def measure_line(build, name, option, values, fixed, seeds, folder):
    times, points, ended = [], [], False
    for value in values:
        answer = ask(build, {**BASE, **fixed, option: value}, seeds, folder)
        if answer is None:
            ended = True
            print(f"{option:>9} {value:>12} {name:>10}   beyond {SECONDS} s or {MEGABYTES} MB", flush=True)
            break
        seconds, peak, size, space = answer
        print(f"{option:>9} {value:>12} {name:>10} {space:>9.1e} {size:>9} {seconds:>9.4f} {peak / 1e6:>9.1f}", flush=True)
        times.append((value, max(seconds, 1e-6)))
        points.append((value, size))
    return picture.Line(name, times, ended), picture.Line(name, points, ended)


def measure_growth(build, growth, quick, folder):
    option, axis, values, remark, lines = growth
    if quick:
        values, lines = values[:2], [(lines[0][0], {**lines[0][1], "issues": 6})]
    measured = [measure_line(build, name, option, values, fixed, 1 if quick else SEEDS, folder) for name, fixed in lines]
    panels = [picture.Panel("Time to the whole frontier", axis, "seconds", [time for time, _ in measured], seconds=True),
              picture.Panel("Size of the frontier", axis, "points", [points for _, points in measured])]
    return picture.draw(panels, f"Frontiers, growing with {option}",
                        f"zopa random, {remark}; median of {SEEDS} seeds, one thread, processor time; an open end: the next one is "
                        f"beyond {SECONDS} s or {MEGABYTES // 1000} GB")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", default="build", type=pathlib.Path)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--pictures", default=ROOT / "docs/pictures", type=pathlib.Path)
    arguments = parser.parse_args()
    print(f"{THREADS} thread, processor time; median of {1 if arguments.quick else SEEDS} seeds")
    print(f"{'grows':>9} {'to':>12} {'line':>10} {'packages':>9} {'points':>9} {'seconds':>9} {'peak/MB':>9}")
    with tempfile.TemporaryDirectory() as folder:
        for growth in GROWTHS:
            drawn = measure_growth(arguments.build.resolve(), growth, arguments.quick, folder)
            if not arguments.quick:
                (arguments.pictures / f"growth-{growth[0]}.svg").write_text(drawn, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
