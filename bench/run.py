#!/usr/bin/env python3
"""Runs the benchmarks that are built: bench/run.py [--build DIR] [WORD]...

Without words, every program of bench/, one after another, and what it says of itself. Words: quick (small sizes, a few
seconds in all), the names of programs, growth (bench/growth.py, which draws the pictures of docs/performance.md) and peer
(bench/peer/compare.py, side by side with another program)."""

import argparse
import os
import pathlib
import platform
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent
SCRIPTS = {"growth": HERE / "growth.py", "peer": HERE / "peer/compare.py"}
NO_TABLES = {"ask"}  # programs that the scripts use


def programs():
    return sorted(path.stem for path in HERE.glob("*.c") if path.stem not in NO_TABLES)


def processor():
    try:
        lines = pathlib.Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.machine()
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def heading(name):
    """The first sentence of a program's opening comment."""
    opening = (HERE / f"{name}.c").read_text(encoding="utf-8").split("*/")[0].removeprefix("/*")
    words = " ".join(line.strip().removeprefix("* ") for line in opening.splitlines()).split()
    return " ".join(words).split(". ")[0].rstrip(".")


def run_program(build, name, quick):
    print(f"\n{name}: {heading(name)}.", flush=True)
    begin = time.monotonic()
    words = [build / "tests" / f"bench_{name}"] + (["quick"] if quick else [])
    status = subprocess.run(words, cwd=ROOT, check=False).returncode
    print(f"({time.monotonic() - begin:.1f} s in all)" if status == 0 else f"ended with status {status}", flush=True)
    return status


def run_script(build, name, quick):
    words = [sys.executable, SCRIPTS[name], "--build", build] + (["--quick"] if quick else [])
    return subprocess.run(words, cwd=ROOT, check=False).returncode


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", default="build", help="the build directory")
    parser.add_argument("words", nargs="*", metavar="WORD")
    arguments = parser.parse_args()
    build = pathlib.Path(arguments.build).resolve()
    quick = "quick" in arguments.words
    wanted = [word for word in arguments.words if word != "quick"] or programs()
    unknown = [word for word in wanted if word not in programs() and word not in SCRIPTS]
    if unknown:
        parser.error(f"no benchmark {unknown[0]}; there are {', '.join([*programs(), *SCRIPTS])}")
    print(f"{processor()}, {os.cpu_count()} cores; wall-clock times")
    statuses = [run_script(build, word, quick) if word in SCRIPTS else run_program(build, word, quick) for word in wanted]
    return 1 if any(statuses) else 0


if __name__ == "__main__":
    sys.exit(main())
