"""The benchmarks run: every program of bench/ in its quick mode, the growth pictures, and the pictures themselves."""

import re
import sys
import xml.etree.ElementTree as xml

from .place import ROOT

BUILD_TIME = 600  # seconds


def bench_words(build, *words):
    return [sys.executable, ROOT / "bench/run.py", "--build", build.path, *words]


def run_programs(build, tally):
    for path in sorted((ROOT / "bench").glob("*.c")):
        if path.stem == "ask":  # what growth asks with
            continue
        outcome = build.run(bench_words(build, "quick", path.stem))
        lines = outcome.stdout.strip().splitlines()
        tally.check(outcome.status == 0 and len(lines) > 4, f"bench/{path.name} runs", outcome.stdout + outcome.stderr)


def run_growth(build, tally):
    outcome = build.run(bench_words(build, "quick", "growth"))
    rows = re.findall(r"^ +\w+ +\d+ .*\d$", outcome.stdout, re.M)
    tally.check(outcome.status == 0 and len(rows) == 8, "bench/growth.py runs", outcome.stdout + outcome.stderr)


def run_picture(tally):
    """A picture of awkward lines: one point, nothing, many decades, a name with signs in it."""
    sys.path.insert(0, str(ROOT / "bench"))
    import picture  # pylint: disable=import-outside-toplevel
    lines = [picture.Line("a < b & c", [(1, 1e-6), (10, 1e3)], True), picture.Line("one", [(5, 5)]), picture.Line("none", [])]
    drawn = picture.draw([picture.Panel("t", "x", "y", lines, True), picture.Panel("t", "x", "y", [])], "title", "remark")
    tally.check(xml.fromstring(drawn).tag.endswith("svg"), "a picture is XML", drawn)
    tally.check("a &lt; b &amp; c" in drawn and "10 ms" in drawn, "a picture escapes its text and names its ticks", drawn)


def run(build, tally):
    made = build.run(["cmake", "--build", build.path, "--target", "benches"], timeout=BUILD_TIME)
    tally.check(made.status == 0, "the benchmarks are built", made.stdout + made.stderr)
    if made.status == 0:
        run_programs(build, tally)
        run_growth(build, tally)
    run_picture(tally)
