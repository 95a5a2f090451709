"""The limits of a run: every question runs into its time and into its memory, on models that no run can finish with. It must
end soon after, hold little more than it may, and say so; and where it can finish, the engines agree."""

import json
import subprocess
import time

from .large import additive, endless
from .place import questions, scratch, write_file

# What these need to be asked at all.
ARGUMENTS = {"moves": ["--from", "2025-01-01"]}
# They compute nothing that could take long: they finish.
QUICK = {"check", "show", "compile"}
MEGABYTE = 1 << 20


class Run:
    """A run of a command: status, output, seconds, and the most memory it held."""

    def __init__(self, build, words, directory):
        begin = time.monotonic()
        child = subprocess.Popen([str(word) for word in words], cwd=directory, env=build.environment(),
                                 stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        self.output, self.errors = (part.decode() for part in child.communicate())
        self.seconds = time.monotonic() - begin
        self.status = child.returncode


def measured(build, words, directory):
    """The same under a shell that tells the peak of its child, in kilobytes."""
    script = ("import os, subprocess, sys, resource\n"
              "status = subprocess.call(sys.argv[1:])\n"
              "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr)\n"
              "sys.exit(status)\n")
    run = Run(build, ["python3", "-c", script, *words], directory)
    *lines, peak = run.errors.splitlines()
    run.errors, run.peak = "\n".join(lines), int(peak) * 1024
    return run


def says_limit(run):
    """Whether a program and a reader are both told."""
    if "limit of --memory was reached" in run.errors:
        return run.output == ""
    try:
        return json.loads(run.output)["status"] == "limit"
    except (ValueError, KeyError):
        return False


def test_time(build, directory, tally):
    for name in questions(build):
        words = [build.zopa, name, "endless.zopa", *ARGUMENTS.get(name, []), "--time", "0.4", "--format", "json"]
        run = Run(build, words, directory)
        told = f"status {run.status} after {run.seconds:.1f} s\n{run.errors}{run.output[:300]}"
        tally.check(run.seconds < 8, f"{name}: ends soon after its time", told)
        if name in QUICK:
            tally.check(run.status == 0, f"{name}: needs no more time", told)
        else:
            tally.check(run.status == 3 and says_limit(run), f"{name}: says that its time is over", told)


def test_memory(build, directory, tally):
    for name in questions(build):
        for megabytes in (1, 6):
            words = [build.zopa, name, "endless.zopa", *ARGUMENTS.get(name, []), "--memory", f"{megabytes}M",
                     "--time", "1", "--format", "json"]
            run = measured(build, words, directory)
            told = f"status {run.status}, {run.peak // MEGABYTE} MB\n{run.errors}{run.output[:300]}"
            tally.check(run.peak < 40 * MEGABYTE, f"{name}: holds little more than {megabytes} MB", told)
            fine = run.status == 0 if name in QUICK else run.status == 3 and says_limit(run)
            tally.check(fine or run.status == 3 and says_limit(run), f"{name}: says that it was held to {megabytes} MB",
                        told)


def choices(answer):
    """What each yardstick chooses, as worths."""
    return {row["yardstick"]: sorted(json.dumps(point["worths"], sort_keys=True) for point in row["points"])
            for row in answer["yardsticks"]}


def test_engines_agree(build, directory, tally):
    """Wherever several engines can answer, they answer the same."""
    for seed in range(6):
        write_file(directory, "small.zopa", additive(seed, 6, 3, 2 + seed % 3, alternative=30, rules=seed % 4))
        answers = {}
        for engine in ("enumeration", "elimination", "bounds", "layers", "auto"):
            run = Run(build, [build.zopa, "solve", "small.zopa", "--engine", engine, "--format", "json"], directory)
            answers[engine] = choices(json.loads(run.output))
        same = all(answer == answers["enumeration"] for answer in answers.values())
        tally.check(same, f"solve by any engine, model {seed}", json.dumps(answers, indent=1))
        counts = set()
        for engine in ("enumeration", "layers", "auto", "proof"):
            run = Run(build, [build.zopa, "zone", "small.zopa", "--engine", engine, "--format", "json"], directory)
            counts.add(json.dumps(json.loads(run.output)["zone"], sort_keys=True))
        tally.check(len(counts) == 1, f"zone by any engine, model {seed}", str(counts))


def test_explanation(build, directory, tally):
    write_file(directory, "large.zopa", additive(1, 40, 4, 2, alternative=20))
    run = Run(build, [build.zopa, "frontier", "large.zopa", "--explain", "--format", "json"], directory)
    engines = [(row["question"], row["engine"]) for row in json.loads(run.output)["engines"]]
    tally.check(("frontier", "elimination") in engines, "a large frontier is found by elimination", str(engines))


def run(build, tally):
    with scratch() as directory:
        write_file(directory, "endless.zopa", endless())
        test_time(build, directory, tally)
        test_memory(build, directory, tally)
        test_engines_agree(build, directory, tally)
        test_explanation(build, directory, tally)
