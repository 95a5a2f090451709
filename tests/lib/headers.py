"""Every header compiles alone; the public one as C99 and as C++ without a warning."""

from .place import ROOT


def run(build, tally):
    strict = ["cc", "-pedantic", "-Wall", "-Wextra", "-Werror", "-fsyntax-only", "-Iinclude", "-Isrc", "-D_XOPEN_SOURCE=700"]
    public = ROOT / "include/zopa.h"
    checks = [(public, ["-std=c99", "-x", "c"]), (public, ["-std=c++11", "-x", "c++"])]
    for header in sorted([*(ROOT / "src").rglob("*.h"), *(ROOT / "cli").glob("*.h")]):
        checks.append((header, ["-std=c11", "-x", "c"]))
    for header, how in checks:
        outcome = build.run([*strict, *how, header])
        tally.check(outcome.status == 0, f"{header.relative_to(ROOT)} as {how[0][5:]}", outcome.stderr)
