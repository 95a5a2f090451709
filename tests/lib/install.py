"""An installed zopa: used by pkg-config alone, nothing exported but zopa_*, manual pages and completion in order."""

import re
import shutil

from .place import ROOT, scratch

MACROS = set("TH SH SS TP TQ PP P LP IP HP B I BR BI IB IR RB RI EX EE RS RE UR UE br nf fi".split())


def compile_and_run(build, prefix, tally):
    """examples/embed.c, with nothing but what pkg-config says, dynamically and statically."""
    find = f"PKG_CONFIG_PATH={next(prefix.rglob('zopa.pc')).parent} pkg-config --cflags --libs zopa"
    source, model = ROOT / "examples/embed.c", ROOT / "examples/berlin/berlin.zopa"
    libraries = next(prefix.rglob("libzopa.so")).parent
    for kind, line in (("shared", f"cc {source} -o {prefix}/embed $({find})"),
                       ("static", f"cc -static {source} -o {prefix}/embed $({find} --static)")):
        compiled = build.run(line)
        ran = build.run([prefix / "embed", model], environment=build.environment(LD_LIBRARY_PATH=str(libraries)))
        tally.check(compiled.status == 0 and ran.status in (0, 1) and "packages = " in ran.stdout,
                    f"install: examples/embed.c, {kind}", compiled.stderr + ran.stdout + ran.stderr)


def check_symbols(build, prefix, tally):
    listed = build.run(["nm", "-D", "--defined-only", next(prefix.rglob("libzopa.so"))])
    names = {line.split()[-1] for line in listed.stdout.splitlines()}
    header = (ROOT / "include/zopa.h").read_text(encoding="utf-8")
    declared = set(re.findall(r"^ZOPA_API [^;]*?\b(zopa_\w+)\(", header, re.M))
    others = sorted(name for name in names if not name.startswith("zopa_"))
    tally.check(names and not others, "install: only zopa_* is exported", " ".join(others))
    tally.check(declared and declared <= names, "install: all of zopa.h is exported",
                " ".join(sorted(declared - names)))


def unknown_macros(page):
    """For where no roff is at hand: the requests that man pages here should not use."""
    requests = re.findall(r"^[.'](\S*)", page.read_text(encoding="utf-8"), re.M)
    return sorted({name for name in requests if name not in MACROS and not name.startswith('\\"')})


def check_manual(build, prefix, tally):
    pages = sorted(path for path in prefix.rglob("man/*/*") if path.is_file())
    tally.check([page.name for page in pages] == ["zopa.1", "zopa-language.5"], "install: both manual pages")
    for page in pages:
        found = unknown_macros(page)
        warnings = ""
        if shutil.which("groff"):
            warnings = build.run(["groff", "-man", "-ww", "-Kutf8", "-Tutf8", "-z", page]).stderr
        elif shutil.which("mandoc"):
            warnings = build.run(["mandoc", "-T", "lint", "-W", "error", page]).stdout
        tally.check(not found and not warnings, f"install: {page.name} renders", " ".join(found) + warnings)


def check_completion(build, prefix, tally):
    script = next(prefix.rglob("completions/zopa"))

    def completions(*words):
        line = " ".join(f"'{word}'" for word in words)
        outcome = build.run(f"set -u; source {script}; COMP_WORDS=({line}); COMP_CWORD={len(words) - 1}; _zopa; "
                            'echo "${COMPREPLY[*]}"', ROOT / "examples/berlin")
        return outcome.stdout.split() if outcome.status == 0 and not outcome.stderr else [outcome.stderr]

    for words, expected in ((("zopa", "zo"), ["zone"]), (("zopa", "zone", "--form"), ["--format"]),
                            (("zopa", "zone", "--format", "="), ["text", "json", "csv", "html"]),
                            (("zopa", "zone", "--format", "=", "j"), ["json"]),
                            (("zopa", "plot", "po"), ["positions"]), (("zopa", "plot", "timeline", "berlin"), ["berlin.zopa"]),
                            (("zopa", "plot", "--theme", "=", "d"), ["dark"]),
                            (("zopa", "help", "man"), ["manual"]), (("zopa", "zone", "berlin"), ["berlin.zopa"])):
        found = completions(*words)
        tally.check(found == expected, f"completion of: {' '.join(words)}", f"expected {expected}, got {found}")


def run(build, tally):
    with scratch() as prefix:
        installed = build.run(["cmake", "--install", build.path, "--prefix", prefix])
        if not tally.check(installed.status == 0, "install", installed.stderr):
            return
        compile_and_run(build, prefix, tally)
        check_symbols(build, prefix, tally)
        check_manual(build, prefix, tally)
        check_completion(build, prefix, tally)
