"""Runs the examples in README.md and docs/*.md: files and console sessions, in fenced blocks."""

import re
from dataclasses import dataclass, field

from .place import ROOT, scratch, write_file
from .tally import difference

FILE = re.compile(r"^<!-- file: (\S+) -->$")
DEFAULT_NAME = "model.zopa"


@dataclass
class Block:
    kind: str  # zopa, console, or anything else
    begin: int  # the line below the fence, from 0
    name: str = DEFAULT_NAME
    lines: list = field(default_factory=list)


def blocks(text):
    """The fenced blocks of a page, in order."""
    found, current, name = [], None, None
    for number, line in enumerate(text.splitlines()):
        if current is not None:
            if line.startswith("```"):
                current = None
            else:
                current.lines.append(line)
        elif line.startswith("```"):
            current = Block(line[3:].strip(), number + 1, name or DEFAULT_NAME)
            found.append(current)
            name = None
        elif line.strip():
            match = FILE.match(line)
            name = match[1] if match else None
    return found


def sessions(lines):
    """A console block as [(command or None, [line of output])]; None: what stands before the first command."""
    parts = [(None, [])]
    for line in lines:
        if line.startswith("$ "):
            parts.append((line[2:], []))
        else:
            parts[-1][1].append(line)
    return parts if parts[0][1] else parts[1:]


def run_console(block, build, directory, seen):
    """The block as it should be, with what the commands print now. Only zopa itself is run."""
    printed = []
    for command, output in sessions(block.lines):
        printed += [] if command is None else [f"$ {command}"]
        if command is None or not re.match(r"zopa( |$)", command):
            printed += output
            continue
        blank = len(output) > 0 and output[-1] == ""  # between this command and the next
        outcome = build.run(command, directory, merged=True)
        seen.append((command, outcome.stdout))
        printed += outcome.stdout.rstrip("\n").split("\n") if outcome.stdout else []
        printed += [f"(status {outcome.status})"] if outcome.status >= 128 else []
        printed += [""] if blank else []
    return printed


def pages(wanted=""):
    found = [ROOT / "README.md"] + sorted((ROOT / "docs").glob("*.md")) + sorted((ROOT / "examples").glob("*/*.md"))
    return [path for path in found if path.exists() and wanted in str(path.relative_to(ROOT))]


def run_blocks(page, build, seen):
    """Runs a page's blocks in order, in one scratch directory; returns [(console block, its lines as printed now)]."""
    consoles = []
    with scratch(examples=True) as directory:
        for block in page:
            if block.kind == "zopa":
                write_file(directory, block.name, "\n".join(block.lines) + "\n")
            elif block.kind == "console":
                consoles.append((block, run_console(block, build, directory, seen)))
    return consoles


def run_page(path, build, tally, seen, accepting=False):
    name = path.relative_to(ROOT)
    text = path.read_text(encoding="utf-8")
    consoles = run_blocks(blocks(text), build, seen)
    for block, printed in consoles:
        tally.check(accepting or printed == block.lines, f"{name}:{block.begin}",
                    difference("\n".join(block.lines), "\n".join(printed)))
    if accepting:
        accept(path, text, consoles)


def accept(path, text, consoles):
    lines = text.splitlines()
    for block, printed in reversed(consoles):  # the last first, so that line numbers stay true
        lines[block.begin:block.begin + len(block.lines)] = printed
    if "\n".join(lines) + "\n" != text:
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        print(f"rewrote {path.relative_to(ROOT)}")


def check_errors_page(tally):
    """docs/errors.md explains every diagnostic that there is, and none that there is not, by an example."""
    table = (ROOT / "src/base/diagnostic.def").read_text(encoding="utf-8")
    known = re.findall(r'^ZO_DIAGNOSTIC\(\w+, "(\w+)"', table, re.M)
    page = ROOT / "docs/errors.md"
    text = page.read_text(encoding="utf-8") if page.exists() else ""
    sections = dict(re.findall(r"^## ([EWN]\d+)\b(.*?)(?=^## |\Z)", text, re.M | re.S))
    for code in known:
        shown = [line for block in blocks(sections.get(code, "")) if block.kind == "console" for line in block.lines]
        tally.check(any(f" {code}:" in line for line in shown), f"docs/errors.md: {code}",
                    "no section with a console block that shows it")
    unknown = sorted(set(sections) - set(known))
    tally.check(not unknown, "docs/errors.md: no section without a diagnostic", " ".join(unknown))
