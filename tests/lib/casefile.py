"""Case files, tests/cases/**/*.case: plain text <-> cases. The format is described in tests/README.md."""

import re
from dataclasses import dataclass, field

MARK = re.compile(r"^(?:=== |--- file |\$ )")
STATUS = re.compile(r"^\[(\d+)\]$")


@dataclass
class Command:
    line: str
    stdout: str = ""
    stderr: str = ""
    status: int = 0


@dataclass
class Case:
    title: str
    words: str = ""
    files: list = field(default_factory=list)  # (name, content)
    commands: list = field(default_factory=list)


@dataclass
class CaseFile:
    words: str = ""
    files: list = field(default_factory=list)  # given to every case
    cases: list = field(default_factory=list)


def block(lines):
    """A block of lines as text: blank lines at its end only separate it from what follows."""
    text = "\n".join(lines).rstrip("\n")
    return text + "\n" if text else ""


def parse_output(line, lines):
    """What stands below a command: its output, `--- stderr` and more output, and [status] at the very end."""
    command, body = Command(line), block(lines).splitlines()
    if body and STATUS.match(body[-1]):
        command.status = int(STATUS.match(body.pop())[1])
    at = body.index("--- stderr") if "--- stderr" in body else len(body)
    command.stdout, command.stderr = block(body[:at]), block(body[at + 1:])
    return command


def split(text):
    """(mark line, lines below it); the first mark is empty."""
    parts = [("", [])]
    for line in text.splitlines():
        if MARK.match(line):
            parts.append((line, []))
        else:
            parts[-1][1].append(line)
    return parts


def parse(text):
    parsed = CaseFile()
    current = parsed
    for mark, lines in split(text):
        if mark.startswith("=== "):
            current = Case(mark[4:].strip(), block(lines))
            parsed.cases.append(current)
        elif mark.startswith("--- file "):
            current.files.append((mark[9:].strip(), block(lines)))
        elif mark and current is parsed:
            raise ValueError(f"a command before the first title: {mark}")
        elif mark:
            current.commands.append(parse_output(mark[2:], lines))
        else:
            parsed.words = block(lines)
    return parsed


def print_command(command):
    parts = [f"$ {command.line}\n", command.stdout]
    if command.stderr:
        parts += ["--- stderr\n", command.stderr]
    if command.status:
        parts.append(f"[{command.status}]\n")
    return "".join(parts)


def print_part(words, files, commands=()):
    blocks = [words] + [f"--- file {name}\n{content}" for name, content in files]
    return "\n".join([part for part in blocks if part] + [print_command(command) for command in commands])


def print_case_file(parsed):
    parts = [print_part(parsed.words, parsed.files)] if parsed.words or parsed.files else []
    for case in parsed.cases:
        body = print_part(case.words, case.files, case.commands)
        parts.append(f"=== {case.title}\n{'' if case.words else chr(10)}{body}")
    return "\n".join(parts)
