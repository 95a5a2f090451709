#!/usr/bin/env python3
"""zopa side by side with NegMAS, on the same made-up negotiations, in one run:

    bench/peer/compare.py [--build DIR] [--quick] [--timeout SECONDS] [--only WORD]

Makes a throw-away environment in the build directory, installs NegMAS from the Python package index, gives both the same
additive scenarios of `zopa random`, and compares how long they take and what they answer. NegMAS is cut short after the
timeout, per scenario. Where the index cannot be reached, it says so and ends well."""

import argparse
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from fractions import Fraction

HERE = pathlib.Path(__file__).resolve().parent
NEGMAS = "negmas==0.16.0"
INSTALL_TIME = 300  # seconds
THREADS = 2
REPEATS = 5  # of zopa; the median counts
START_TIME = 60  # seconds that NegMAS may take to be loaded and to make the scenario


# ---- The environment

def environment(build):
    """The interpreter that has NegMAS; None, after saying why, where it cannot be had."""
    home = build / "peer"
    python = home / "bin/python"
    made = home / NEGMAS
    if made.exists():
        return python
    install = [python, "-m", "pip", "install", "--quiet", "--retries", "1", "--timeout", "15", NEGMAS]
    for words in ([sys.executable, "-m", "venv", "--clear", home], install):
        try:
            done = subprocess.run(words, capture_output=True, text=True, timeout=INSTALL_TIME, check=False)
        except (OSError, subprocess.TimeoutExpired) as error:
            print(f"Skipped: {NEGMAS} could not be installed: {error}")
            return None
        if done.returncode != 0:
            reason = (done.stderr.strip() or done.stdout.strip() or "no reason given").splitlines()[-1]
            print(f"Skipped: {NEGMAS} could not be installed: {reason}")
            return None
    made.touch()
    return python


# ---- Scenarios

@dataclass
class Scenario:
    kind: str  # frontier, or sampler: of an additive space of two parties
    parties: int
    issues: int  # of 10 options each
    points: int
    opposed: int = 0
    reserve: int = 20  # per cent

    def options(self):
        return ["--seed", "2026", "--parties", str(self.parties), "--issues", str(self.issues), "--options", "10", "--points",
                str(self.points), "--opposed", str(self.opposed), "--alternatives", str(self.reserve)]

    def title(self):
        kind = "zero sum" if self.opposed == 100 else "additive"
        return f"{self.parties} {kind} 1e{self.issues}{' sampler' if self.kind == 'sampler' else ''}"


def scenarios(quick):
    if quick:
        return [Scenario("frontier", 2, 3, 1000), Scenario("frontier", 2, 3, 10**6, opposed=100), Scenario("sampler", 2, 10, 1000)]
    plain = [Scenario("frontier", parties, issues, 1000) for issues in (4, 5, 6, 7) for parties in (2, 3, 4)]
    opposed = [Scenario("frontier", 2, issues, 10**6, opposed=100) for issues in (5, 6)]
    large = [Scenario("sampler", 2, issues, points, reserve=0) for issues in (10, 20) for points in (1000, 10**5)]
    return plain + opposed + large


def tables_of(model, parties):
    """Per party and issue: the points of each value. Weights are 100, so that scores are points."""
    found = {}
    for party, issue, scores in re.findall(r"^(\w+) values issue_(\d+) 100:((?:[^\n]|\n +)*)", model, re.M):
        found.setdefault(party, {})[int(issue)] = [int(score.split()[1]) for score in scores.split(",")]
    tables = [[issues[i] for i in sorted(issues)] for issues in found.values()]
    assert len(tables) == parties
    return tables


# ---- Answers

@dataclass
class Answer:
    seconds: float = 0
    engine: float = 0  # zopa: the part of them that its engine takes
    peak: int = 0
    points: list = field(default_factory=list)
    choices: dict = field(default_factory=dict)  # name -> points
    choosing: float = 0  # seconds, all three choices
    ended: bool = False  # cut short, by a limit or by the clock


def median(numbers):
    return sorted(numbers)[len(numbers) // 2]


def time_command(words):
    begin = time.monotonic()
    done = subprocess.run(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return time.monotonic() - begin, done.returncode


def ask_zopa(build, scenario, model, folder):
    """The time of the whole command, and from a second program, which reads the same as a compiled instance, the points, the
    choices, the memory and how long choosing takes."""
    path, instance = pathlib.Path(folder) / "model.zopa", pathlib.Path(folder) / "instance"
    path.write_text(model, encoding="utf-8")
    subprocess.run([build / "zopa", "compile", path, "-o", instance], check=True)
    frontier = [build / "zopa", "frontier", path, "--time", "120", "--threads", str(THREADS)]
    timed = [time_command(frontier) for _ in range(REPEATS)]
    answer = Answer(seconds=median([seconds for seconds, _ in timed]), ended=any(status for _, status in timed))
    if answer.ended:
        return answer
    asked = subprocess.run([build / "tests/bench_ask", "frontier", instance, str(THREADS), "120"], capture_output=True,
                           text=True, check=True)
    lines = [line.split() for line in asked.stdout.splitlines()]
    values = {words[0]: words[1] for words in lines if len(words) == 2}
    answer.peak, answer.choosing, answer.engine = int(values["peak"]), float(values["choosing"]), float(values["seconds"])
    numbers = [(words[0], tuple(map(int, words[1:1 + scenario.parties]))) for words in lines if len(words) > 2]
    answer.points = [point for name, point in numbers if name == "point"]
    for name, ours in (("nash", "nash"), ("kalai", "egalitarian"), ("ks", "kalai-smorodinsky")):
        answer.choices[name] = {point for kind, point in numbers if kind == ours}
    return answer


def run_negmas(python, text, timeout):
    """What it printed, and whether it came to an end."""
    try:
        done = subprocess.run([python, HERE / "negmas_side.py"], input=text, capture_output=True, text=True,
                              timeout=timeout + START_TIME, check=False)
    except subprocess.TimeoutExpired as ended:
        return (ended.stdout or b"").decode(), False
    if done.returncode > 0:  # below 0: ended by its own clock
        print(f"NegMAS failed: {(done.stderr.strip() or 'without a word').splitlines()[-1]}")
    return done.stdout, done.returncode == 0


def ask_negmas(python, scenario, tables, timeout):
    text = json.dumps({"kind": scenario.kind, "tables": tables, "resolution": scenario.points, "timeout": timeout,
                       "reserved": scenario.points * scenario.reserve // 100})
    printed, whole = run_negmas(python, text, timeout)
    answer = Answer(ended=not whole)
    for line in printed.splitlines():
        told = json.loads(line)
        points = [tuple(round(number * scenario.points) for number in point) for point in told["points"]]
        if told["name"] in ("frontier", "sampler"):
            answer.seconds, answer.peak, answer.points = told["seconds"], told["peak"], points
        else:
            answer.choosing += told["seconds"]
            answer.choices[told["name"]] = set(points)
    return answer


# ---- Why they differ

def by_its_convention(name, scenario, points, tables):
    """What NegMAS's own definition chooses from the exact frontier, in exact numbers. Its disagreement is the reservation or the
    worst utility, whichever is more; its ideal the best utility of all outcomes."""
    reserved = scenario.points * scenario.reserve // 100
    worst = [max(reserved, sum(min(table) for table in party)) for party in tables]
    ideal = [sum(max(table) for table in party) for party in tables]
    gains = {point: [worth - least for worth, least in zip(point, worst)] for point in points}

    def measure(point):
        if name == "kalai":
            return min(gains[point])
        if name == "nash":
            product = 1
            for gain in gains[point]:
                product *= gain
            return product
        shares = [Fraction(gain, most - least) for gain, most, least in zip(gains[point], ideal, worst)]
        return min(shares) - max(shares)

    best = max(map(measure, points))
    return {point for point in points if measure(point) == best}


def choices_words(scenario, ours, theirs, tables):
    words = []
    for name, chosen in theirs.choices.items():
        if chosen == ours.choices[name]:
            words.append(f"{name} same")
        elif ours.choices[name] < chosen:
            words.append(f"{name} also ties")
        elif chosen == by_its_convention(name, scenario, ours.points, tables):
            words.append(f"{name} by its definition")
        else:
            words.append(f"{name} DIFFERS")
    return words


def frontier_words(ours, theirs):
    """How the frontiers differ, as sets of exact vectors."""
    exact, told = set(ours.points), set(theirs.points)
    words = [f"{len(told - exact)} false" if told - exact else "", f"{len(exact - told)} missing" if exact - told else "",
             f"{len(theirs.points) - len(told)} repeated" if len(theirs.points) > len(told) else ""]
    return ", ".join(word for word in words if word) or "same"


# ---- The table

COLUMNS = "{:<24} {:>9} | {:>8} {:>8} | {:>8} {:>8} {:>8} {:>8} {:>8} | {:>8} {:>8} | {:>6} {:>6} | {}"
HEADING = "\n".join((
    COLUMNS.format("parties, interests,", "points to", "points on", "frontier", "frontier", "seconds", "", "times", "times", "choices", "s", "peak", "MB", ""),
    COLUMNS.format("packages", "each", "zopa", "NegMAS", "zopa", "engine", "NegMAS", "zopa", "engine", "zopa", "NegMAS", "zopa", "NegMAS",
                   "answers of NegMAS")))


def row(scenario, ours, theirs, tables, timeout):
    title = scenario.title(), f"{scenario.points:,}"
    if ours.ended:
        return COLUMNS.format(*title, *["-"] * 11, "zopa ended at a limit")
    memory = f"{ours.peak / 1e6:.1f}"
    own = f"{ours.seconds:.3f}", f"{ours.engine:.4f}"
    if not theirs.points:
        times = [f">{timeout / seconds:,.0f}" for seconds in (ours.seconds, ours.engine)]
        return COLUMNS.format(*title, len(ours.points), "-", *own, f">{timeout:g}", *times, f"{ours.choosing:.4f}", "-", memory, "-",
                              "not there in time")
    times = [f"{theirs.seconds / seconds:,.1f}" for seconds in (ours.seconds, ours.engine)]
    answers = [f"frontier {frontier_words(ours, theirs)}"] + choices_words(scenario, ours, theirs, tables)
    return COLUMNS.format(*title, len(ours.points), len(theirs.points), *own, f"{theirs.seconds:.4f}", *times,
                          f"{ours.choosing:.4f}", f"{theirs.choosing:.3f}" if theirs.choices else "-", memory,
                          f"{theirs.peak / 1e6:.0f}", ", ".join(answers + ["cut short"] * theirs.ended))


def compare(build, python, scenario, timeout, folder):
    model = subprocess.run([build / "zopa", "random", *scenario.options()], capture_output=True, text=True, check=True).stdout
    tables = tables_of(model, scenario.parties)
    ours = ask_zopa(build, scenario, model, folder)
    theirs = ask_negmas(python, scenario, tables, timeout)
    print(row(scenario, ours, theirs, tables, timeout), flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", default="build", type=pathlib.Path)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--timeout", default=90, type=float, help="seconds that NegMAS has for a scenario")
    parser.add_argument("--only", default="", metavar="WORD", help="only scenarios with WORD in their name")
    arguments = parser.parse_args()
    build = arguments.build.resolve()
    python = environment(build)
    if python is None:
        return 0
    print(f"zopa: the whole command, from the start of the process to its end, median of {REPEATS}; engine:")
    print(f"its engine alone; both on {THREADS} threads. {NEGMAS}: its call alone, without its start, once, at most {arguments.timeout:g} s.")
    print("times: how often zopa, or its engine, would be done meanwhile. choices: Nash, Kalai and Kalai-Smorodinsky, from the frontier.")
    print(HEADING)
    with tempfile.TemporaryDirectory() as folder:
        for scenario in scenarios(arguments.quick):
            if arguments.only in scenario.title():
                compare(build, python, scenario, arguments.timeout, folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
