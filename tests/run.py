#!/usr/bin/env python3
"""Runs every test: tests/run.py [--build DIR] [--accept] [--only GROUP] [NAME].

NAME is a group, or a part of the name of case files, pages and unit programs. --accept rewrites the expected output
of those case files and pages; read the difference before you commit it. The last line is the sum."""

import argparse
import sys
from concurrent.futures import ThreadPoolExecutor

from lib import (benches, cases, docs, formats, headers, install, limits, oracle, pages, robust, schema, server,
                 stages, steady, terminal, units, web)
from lib.place import Build
from lib.tally import Tally

JOBS = 2


def each(function, items):
    with ThreadPoolExecutor(JOBS) as pool:
        list(pool.map(function, items))


def run_units(build, tally, wanted):
    each(lambda path: units.run_unit(path, build, tally), units.unit_programs(build, wanted))


def run_cases(build, tally, seen, wanted, accepting):
    if not wanted:
        cases.test_case_format(tally)
    each(lambda path: cases.run_case_file(path, build, tally, seen, accepting), cases.case_files(wanted))


def run_docs(build, tally, seen, wanted, accepting):
    if not wanted:
        docs.check_errors_page(build, tally)
    each(lambda path: docs.run_page(path, build, tally, seen, accepting), docs.pages(wanted))


def all_groups(build, name, accepting):
    """(name, function of a tally), in order. Cases and pages leave their JSON answers for the schema group.
    `name` narrows down the groups that consist of files."""
    seen = []
    return [
        ("stages", stages.run),
        ("headers", lambda tally: headers.run(build, tally)),
        ("units", lambda tally: run_units(build, tally, name)),
        ("cases", lambda tally: run_cases(build, tally, seen, name, accepting)),
        ("docs", lambda tally: run_docs(build, tally, seen, name, accepting)),
        ("schema", lambda tally: schema.run(build, tally, seen)),
        ("formats", lambda tally: formats.run(build, tally)),
        ("pages", lambda tally: pages.run(build, tally)),
        ("steady", lambda tally: steady.run(build, tally)),
        ("robust", lambda tally: robust.run(build, tally)),
        ("limits", lambda tally: limits.run(build, tally)),
        ("terminal", lambda tally: terminal.run(build, tally)),
        ("server", lambda tally: server.run(build, tally)),
        ("install", lambda tally: install.run(build, tally)),
        ("benches", lambda tally: benches.run(build, tally)),
        ("oracle", lambda tally: oracle.run(build, tally)),
        ("web", lambda tally: web.run(build, tally)),
    ]


def choose_groups(build, name, accepting):
    names = [group for group, _ in all_groups(build, "", False)]
    if accepting:
        chosen, narrow = ["cases", "docs"], name
    elif name in names:
        chosen, narrow = [name], ""
    else:
        chosen, narrow = (["units", "cases", "docs"] if name else names), name
    return [(group, run) for group, run in all_groups(build, narrow, accepting) if group in chosen]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", default="build", help="the build directory")
    parser.add_argument("--accept", action="store_true", help="rewrite expected output")
    parser.add_argument("--only", action="append", default=[], metavar="GROUP", help="run this group (repeatable)")
    parser.add_argument("name", nargs="?", default="")
    arguments = parser.parse_args()
    build = Build(arguments.build)
    passed = failed = 0
    for group, run in choose_groups(build, arguments.name, arguments.accept):
        if arguments.only and group not in arguments.only:
            continue
        tally = Tally(group)
        run(tally)
        tally.report()
        sys.stdout.flush()
        passed += tally.passed
        failed += len(tally.failures)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
