"""Runs the examples in README.md and docs/*.md: files and console sessions, in fenced blocks."""

import re
from dataclasses import dataclass, field

from .place import ROOT, scratch, write_file
from .tally import difference

FILE = re.compile(r"^<!-- file: (\S+) -->$")
RUN = re.compile(r"(?:zopa|printf|cc|\./\w+)(?: |$)")  # the commands of a console block that are run

WITHOUT = ": this zopa was built without "  # said by a command whose part the build left out; the pages group holds that it is right


@dataclass
class Block:
    kind: str  # zopa, console, or anything else
    begin: int  # the line below the fence, from 0
    name: str | None = None  # of the file that it is, if any
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
            kind = line[3:].strip()
            current = Block(kind, number + 1, name or ("model.zopa" if kind == "zopa" else None))
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


def compiler(build):
    """What `cc` means in a session: the compiler and the sanitizers of the library, which a program must share."""
    cache = (build.path / "CMakeCache.txt").read_text(encoding="utf-8")
    program, sanitizers = (re.search(rf"^{name}:\w+=(.*)$", cache, re.M)[1]
                           for name in ("CMAKE_C_COMPILER", "ZOPA_SANITIZE"))
    return f"{program} -fsanitize={sanitizers}" if sanitizers else program


def run_line(command, build, directory):
    """One line of a session. Programs that it compiles find the library that was just built."""
    if command.startswith("cc "):
        command = compiler(build) + command[2:]
    library = str(build.path)
    found = build.environment(CPATH=str(ROOT / "include"), LIBRARY_PATH=library, LD_LIBRARY_PATH=library)
    return build.run(command, directory, merged=True, environment=found)


def run_console(block, build, directory, seen):
    """The block as it should be, with what the commands print now."""
    printed = []
    for command, output in sessions(block.lines):
        printed += [] if command is None else [f"$ {command}"]
        if command is None or not RUN.match(command):
            printed += output
            continue
        blank = len(output) > 0 and output[-1] == ""  # between this command and the next
        outcome = run_line(command, build, directory)
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
            if block.name:
                write_file(directory, block.name, "\n".join(block.lines) + "\n")
            elif block.kind == "console":
                consoles.append((block, run_console(block, build, directory, seen)))
    return consoles


def run_page(path, build, tally, seen, accepting=False):
    name = path.relative_to(ROOT)
    text = path.read_text(encoding="utf-8")
    consoles = run_blocks(blocks(text), build, seen)
    for block, printed in consoles:
        if any(WITHOUT in line for line in printed):
            print(f"  {name}:{block.begin} is not tested: it needs what this zopa was built without")
            continue
        tally.check(accepting or printed == block.lines, f"{name}:{block.begin}",
                    difference("\n".join(block.lines), "\n".join(printed)))
    if accepting:
        accept(path, text, consoles)


def accept(path, text, consoles):
    lines = text.splitlines()
    consoles = [(block, printed) for block, printed in consoles if not any(WITHOUT in line for line in printed)]
    for block, printed in reversed(consoles):  # the last first, so that line numbers stay true
        lines[block.begin:block.begin + len(block.lines)] = printed
    if "\n".join(lines) + "\n" != text:
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        print(f"rewrote {path.relative_to(ROOT)}")


def shows(section, code, severity, build):
    """Whether a section, run alone, makes zopa print the diagnostic."""
    printed = [line for _, lines in run_blocks(blocks(section), build, []) for line in lines]
    return any(f": {severity} {code}: " in line for line in printed if not line.startswith("$ "))


def check_errors_page(build, tally):
    """docs/errors.md explains every diagnostic that there is, and none that there is not, by an example."""
    table = (ROOT / "src/base/diagnostic.def").read_text(encoding="utf-8")
    page = ROOT / "docs/errors.md"
    text = page.read_text(encoding="utf-8") if page.exists() else ""
    sections = dict(re.findall(r"^## (.*?)\n(.*?)(?=^## |\Z)", text, re.M | re.S))
    rows = re.findall(r'^ZO_DIAGNOSTIC\(\w+, "(\w+)", ZO_(\w+), "(.*)"\)', table, re.M)
    for code, severity, summary in rows:
        section = sections.get(f"{code} {summary}")
        tally.check(section and shows(section, code, severity.lower(), build), f"docs/errors.md: {code}",
                    "its example does not print it" if section else f"no section \"## {code} {summary}\"")
    wanted = [f"{code} {summary}" for code, _, summary in sorted(rows, key=lambda row: int(row[0][1:]))]
    tally.check(list(sections) == wanted, "docs/errors.md: the diagnostics, in order of their numbers",
                difference("\n".join(wanted), "\n".join(sections)))
