"""Runs the unit tests (cmocka) and counts each of their cases."""

import re

RESULT = re.compile(r"^(not ok|ok) \d+ - (.*)$")


def unit_programs(build, wanted=""):
    return [path for path in sorted(build.tests.glob("test_*")) if path.suffix == "" and wanted in path.name]


def run_unit(path, build, tally):
    environment = build.environment(CMOCKA_MESSAGE_OUTPUT="TAP")
    outcome = build.run([path], environment=environment)
    results = [match for match in map(RESULT.match, outcome.stdout.splitlines()) if match]
    for match in results:
        tally.check(match[1] == "ok", f"{path.name}: {match[2]}", outcome.stdout + outcome.stderr)
    ended_well = outcome.status == 0 or any(match[1] != "ok" for match in results)
    if not results or not ended_well:
        tally.check(False, f"{path.name}: status {outcome.status}", outcome.stdout + outcome.stderr)
