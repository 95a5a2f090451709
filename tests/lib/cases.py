"""Runs the case files: every command of a case in one scratch directory, its output compared exactly."""

import re

from .casefile import parse, print_case_file
from .place import ROOT, scratch, write_file
from .tally import difference

# A question and nothing else: no redirection, no second command, no help.
ASKED = re.compile(r"zopa (?!(?:fmt|help|completion|manual)\b)[a-z]+ (?!.*(--help|--version|-o\b|--output))[^|>;&]*")


def whole_lines(text):
    """What is wrong with the end of an output, if anything."""
    if text and not text.endswith("\n"):
        return "the output does not end with a newline\n"
    if text.endswith("\n\n") or text == "\n":
        return "the output ends with a blank line\n"
    return ""


def compare(command, outcome):
    detail = ""
    for name in ("stdout", "stderr"):
        expected, actual = getattr(command, name), getattr(outcome, name)
        if actual != expected:
            detail += f"{name} of $ {command.line}\n{whole_lines(actual)}{difference(expected, actual)}\n"
    if outcome.status != command.status:
        detail += f"status of $ {command.line}\nexpected {command.status}, got {outcome.status}\n"
    return detail


def accept(command, outcome):
    command.stdout, command.stderr, command.status = outcome.stdout, outcome.stderr, outcome.status


def also_in_json(line, build, directory, seen):
    """A question asked in text is asked in JSON too, for the schema; what its output is piped into is left away."""
    line = line.split(" | ")[0]
    if ASKED.fullmatch(line) and "--format" not in line:
        line += " --format json"
        seen.append((line, build.run(line, directory).stdout))


def run_case(parsed, case, build, seen, accepting):
    """Returns what differs; `seen` receives (command line, standard output)."""
    detail = ""
    with scratch(examples=any("examples/" in command.line for command in case.commands)) as directory:
        for name, content in parsed.files + case.files:
            write_file(directory, name, content)
        for command in case.commands:
            outcome = build.run(command.line, directory)
            seen.append((command.line, outcome.stdout))
            also_in_json(command.line, build, directory, seen)
            if accepting:
                accept(command, outcome)
            detail += compare(command, outcome)
    return detail


def case_files(wanted=""):
    return [path for path in sorted((ROOT / "tests/cases").rglob("*.case"))
            if wanted in str(path.relative_to(ROOT))]


def run_case_file(path, build, tally, seen, accepting=False):
    name = path.relative_to(ROOT)
    text = path.read_text(encoding="utf-8")
    try:
        parsed = parse(text)
    except ValueError as error:
        tally.check(False, f"{name}", str(error))
        return
    for case in parsed.cases:
        detail = run_case(parsed, case, build, seen, accepting)
        tally.check(not detail and case.commands, f"{name}: {case.title}", detail or "it has no commands")
    if accepting and print_case_file(parsed) != text:
        path.write_text(print_case_file(parsed), encoding="utf-8")
        print(f"rewrote {name}")


def test_case_format(tally):
    """The reader and writer of case files themselves."""
    text = ("Words.\n\n--- file a.zopa\nparty A \"A\"\n\n=== One\nWhy it matters.\n\n--- file b\nx\n\n"
            "$ zopa a\nout\n\nmore\n--- stderr\noops\n[2]\n\n$ true\n\n=== Two\n\n$ false\n[1]\n")
    parsed = parse(text)
    tally.check(print_case_file(parsed) == text, "case files: written as read",
                difference(text, print_case_file(parsed)))
    first = parsed.cases[0].commands[0]
    tally.check((first.stdout, first.stderr, first.status) == ("out\n\nmore\n", "oops\n", 2), "case files: parts")
