"""The pages and the editor's extension: types, unit tests, and the real program in a real browser. Each part counts
its own tests; here they join the sum, one by one, and those that failed by name. `make check-deps` installs what they
need."""

import json
import os
import re
import shutil
import subprocess

from .place import ROOT, Outcome, decode

WEB = ROOT / "web"
EXTENSION = ROOT / "editors" / "vscode"
LIMIT = 1800  # seconds for the slowest part; far beyond what it takes
COLOURS = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")


def call(build, words, folder, **more):
    """Unlike the other tests, these keep the environment: npm may need to be told how to reach its packages."""
    environment = {**os.environ, "ZOPA": str(build.zopa), "PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD": "1", **more}
    try:
        done = subprocess.run(words, cwd=folder, env=environment, timeout=LIMIT, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    except subprocess.TimeoutExpired as late:
        return Outcome(128, decode(late.stdout or b"") + f"did not end within {LIMIT} seconds\n", "")
    return Outcome(done.returncode, COLOURS.sub("", decode(done.stdout)), "")


def has_pages(build):
    """Whoever asked for a build without pages has none to test; where they are missing otherwise, the tests fail."""
    cache = build.path / "CMakeCache.txt"
    return not cache.exists() or "\nZOPA_WEB:STRING=OFF\n" not in cache.read_text()


def installed(build, folder, tally):
    """As the build does for web/: only when package-lock.json changed since."""
    lock, copy = folder / "package-lock.json", folder / "node_modules" / ".zopa-installed"
    if copy.exists() and copy.read_bytes() == lock.read_bytes():
        return True
    done = call(build, ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], folder)
    if done.status == 0:
        shutil.copyfile(lock, copy)
    else:
        tally.check(False, f"npm ci in {folder.relative_to(ROOT)}", done.stdout)
    return done.status == 0


def check_types(build, folder, tally):
    done = call(build, ["npm", "run", "--silent", "typecheck"], folder)
    tally.check(done.status == 0, f"types in {folder.relative_to(ROOT)}", done.stdout)


def sum_of(output):
    found = re.search(r"^(\d+) passed, (\d+) failed$", output, re.M)
    return (int(found[1]), int(found[2])) if found else (0, 0)


def named_failures(output):
    """[name, detail] of `FAILED name` and the indented lines below it."""
    parts = re.split(r"^FAILED ", output, flags=re.M)[1:]
    return [(part.splitlines()[0], "\n".join(line for line in part.splitlines()[1:] if line.startswith("    ")))
            for part in parts]


def tap_failures(text):
    """[name, detail] of the innermost `not ok` lines of a TAP report and the block below each."""
    block = re.compile(r"^( *)not ok \d+ - (.*)\n((?:\1  .*\n)*)", re.M)
    found = [(match[2], match[3]) for match in block.finditer(text)]
    return [(name, detail) for name, detail in found if "subtestsFailed" not in detail]


def count(tally, done, failures, what):
    """A program that broke off, or that named fewer failures than it counted, is a failure of its own."""
    passed, failed = sum_of(done.stdout)
    tally.add(passed, 0, what)
    for name, detail in failures:
        tally.check(False, f"{what}: {name}", detail)
    if failed > len(failures) or (done.status != 0 and not failures):
        tally.check(False, f"{what} ended with status {done.status}", done.stdout[-4000:])


def run_unit_tests(build, tally):
    report = WEB / "test-results" / "unit" / "results.tap"
    report.unlink(missing_ok=True)
    done = call(build, ["npm", "test", "--silent"], WEB)
    count(tally, done, tap_failures(report.read_text() if report.exists() else ""), "web")


def run_extension(build, tally):
    done = call(build, ["npm", "test", "--silent"], EXTENSION)
    count(tally, done, named_failures(done.stdout), "vscode")


def specs_of(suite, above=""):
    """Every test of Playwright's report with the file it stands in."""
    for spec in suite.get("specs", []):
        yield f"{above}{spec['title']}", spec
    for inner in suite.get("suites", []):
        yield from specs_of(inner, f"{above}{inner['title']}: ")


def error_of(spec):
    results = [result for test in spec["tests"] for result in test["results"]]
    errors = [error.get("message", "") for result in results for error in result["errors"]]
    return COLOURS.sub("", "\n".join(errors))[:4000]


def run_browser(build, tally, project):
    report = WEB / "test-results" / f"{project}.json"
    report.unlink(missing_ok=True)
    words = ["npx", "--no-install", "playwright", "test", "--project", project, "--reporter", "json"]
    done = call(build, words, WEB, PLAYWRIGHT_JSON_OUTPUT_NAME=str(report))
    if not report.exists():
        tally.check(False, f"the browser's tests ended with status {done.status}", done.stdout[-4000:])
        return
    answer = json.loads(report.read_text())
    for error in answer["errors"]:
        tally.check(False, "the browser's tests", COLOURS.sub("", error.get("message", "")))
    for name, spec in specs_of(answer):
        tally.check(spec["ok"], f"browser: {name}", error_of(spec))
    for line in measured(answer):
        print(f"  {line}")


def measured(answer):
    """What the tests measured, as they print it."""
    for _, spec in specs_of(answer):
        for test in spec["tests"]:
            for result in test["results"]:
                yield from (part["text"].strip() for part in result["stdout"] if "text" in part)


def run(build, tally):
    if not has_pages(build):
        print("  the pages are not tested: this build was asked to have none (ZOPA_WEB=OFF)")
        return
    for folder, unit_tests in ((WEB, run_unit_tests), (EXTENSION, run_extension)):
        if installed(build, folder, tally):
            check_types(build, folder, tally)
            unit_tests(build, tally)
    for project in ("pages", "speed"):
        run_browser(build, tally, project)
