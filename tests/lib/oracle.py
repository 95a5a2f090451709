"""The naive reading: random models answered by a plain, slow program that shares no code with the library."""

import re
import sys

from .place import ROOT

MODELS = 1000
TALKS = 300
BEYOND_THE_ZONE = "why,solve,frontier,assess,moves,timeline,packages"
JOBS = 2
TIMEOUT = 1200  # seconds
LAST_LINE = re.compile(r"^(\d+) passed, (\d+) failed$")


def count(outcome, tally, name):
    lines = outcome.stdout.strip().splitlines()
    match = LAST_LINE.match(lines[-1]) if lines else None
    if not match or (outcome.status != 0) != (match[2] != "0"):
        tally.check(False, name, outcome.stdout[-2000:] + outcome.stderr[-2000:])
        return
    tally.add(int(match[1]), int(match[2]), name)
    if match[2] != "0":
        tally.failures[-1] = (f"{name}: what it printed", "\n".join(lines[-40:]))


def run(build, tally):
    naive = ROOT / "tests/naive"
    for name, models, analyses in (("naive oracle", MODELS, "zone"), ("naive oracle of talks", TALKS, BEYOND_THE_ZONE)):
        words = [sys.executable, naive / "check_against.py", "--zopa", build.zopa, "--count", models, "--jobs", JOBS,
                 "--analyses", analyses]
        count(build.run(words, timeout=TIMEOUT), tally, name)
    count(build.run([sys.executable, naive / "mutations.py"], timeout=TIMEOUT), tally, "wrong answers are noticed")
    count(build.run([sys.executable, naive / "moved_constants.py"], timeout=TIMEOUT), tally, "constants really moved")
    count(build.run([sys.executable, naive / "made_up.py", "--zopa", build.zopa], timeout=TIMEOUT), tally, "made-up models")
    reference = ROOT / "tests/reference"
    evaluators = (("reference answers", ["--zopa", build.zopa]), ("reference answers, naively", ["--naive"]))
    for name, evaluator in evaluators:
        count(build.run([sys.executable, naive / "shared_cases.py", reference, *evaluator], timeout=TIMEOUT), tally, name)
    shared = ROOT.parent / "shared/cases/random"
    if shared.is_dir():
        words = [sys.executable, naive / "shared_cases.py", shared, "--zopa", build.zopa]
        count(build.run(words, timeout=TIMEOUT), tally, "shared random cases")
