"""The house: a stage includes only earlier stages, skins include only zopa.h, and no includes form a circle."""

import re

from .place import ROOT, scratch, write_file

# Which stages the files of each folder may include, besides their own.
ORDER = ["base", "syntax", "model", "space", "engine", "result", "analysis"]
ALLOWED = {stage: set(ORDER[:at]) for at, stage in enumerate(ORDER)}
ALLOWED["output"] = {"base", "result"}
# The families of engines, in folders of src/engine; files beside them serve all.
FAMILIES = ["walk", "count", "graph", "frontier", "choice", "proof"]
SKINS = ["cli", "verify", "python", "web", "examples"]
INCLUDE = re.compile(r'^\s*#\s*include\s+"([^"]+)"', re.M)


def includes(path):
    return INCLUDE.findall(path.read_text(encoding="utf-8"))


def c_files(folder):
    return sorted(path for path in folder.rglob("*") if path.suffix in (".c", ".h", ".def")) if folder.exists() else []


def reaching_forward(root):
    found = []
    for stage, allowed in ALLOWED.items():
        for path in c_files(root / "src" / stage):
            for name in includes(path):
                other = name.split("/")[0]
                if other != stage and other not in allowed:
                    found.append(f"{path.relative_to(root)} includes {name}")
    return found


def families_reaching_forward(root):
    """A family of engines includes only those before it; what serves all includes none."""
    found = []
    for at, family in enumerate([""] + FAMILIES):
        folder = root / "src/engine" / family
        for path in c_files(folder):
            if path.parent != folder:
                continue
            for name in includes(path):
                parts = name.split("/")
                if parts[0] == "engine" and len(parts) == 3 and parts[1] not in FAMILIES[:at]:
                    found.append(f"{path.relative_to(root)} includes {name}")
    return found


def skins_beyond_the_interface(root):
    """A skin includes zopa.h and files of its own folder."""
    return [f"{path.relative_to(root)} includes {name}"
            for skin in SKINS for path in c_files(root / skin) for name in includes(path)
            if name != "zopa.h" and not (path.parent / name).exists()]


def circles(root):
    """Depth first over includes; a file met again while it is still open closes a circle."""
    found, state = [], {}

    def visit(path, trail):
        if state.get(path) == "open":
            found.append(" -> ".join(str(p.relative_to(root)) for p in trail[trail.index(path):] + [path]))
        if path in state or not path.exists():
            return
        state[path] = "open"
        for name in includes(path):
            beside = path.parent / name
            visit(beside if beside.exists() else root / "src" / name, trail + [path])
        state[path] = "done"

    for folder in ["src"] + SKINS:
        for path in c_files(root / folder):
            visit(path, [])
    return found


def problems(root):
    return reaching_forward(root) + families_reaching_forward(root) + skins_beyond_the_interface(root) + circles(root)


def test_itself(tally):
    """A made-up tree with one mistake of each kind, and the same tree without them."""
    good = {"src/base/a.h": "", "src/syntax/b.h": '#include "base/a.h"\n', "src/output/o.c": '#include "base/a.h"\n',
            "cli/main.c": '#include "zopa.h"\n#include "own.h"\n', "cli/own.h": "#include <stdio.h>\n"}
    bad = {"src/base/late.c": '#include "syntax/b.h"\n', "src/output/reach.c": '# include "model/m.h"\n',
           "src/engine/walk/w.c": '#include "engine/proof/p.h"\n', "src/engine/all.c": '#include "engine/walk/w.h"\n',
           "cli/peek.c": '#include "base/a.h"\n',
           "src/model/x.h": '#include "model/y.h"\n', "src/model/y.h": '#include "model/x.h"\n'}
    with scratch() as root:
        for name, content in good.items():
            write_file(root, name, content)
        tally.check(problems(root) == [], "stages: a good tree", "\n".join(problems(root)))
        for name, content in bad.items():
            write_file(root, name, content)
        expected = ["src/base/late.c includes syntax/b.h", "src/output/reach.c includes model/m.h",
                    "src/engine/all.c includes engine/walk/w.h", "src/engine/walk/w.c includes engine/proof/p.h", "cli/peek.c includes base/a.h", "src/model/x.h -> src/model/y.h -> src/model/x.h"]
        tally.check(problems(root) == expected, "stages: a bad tree", "\n".join(problems(root)))


def run(tally):
    test_itself(tally)
    for name, find in (("none reaches forward", reaching_forward), ("no family of engines reaches forward", families_reaching_forward),
                       ("skins see only zopa.h", skins_beyond_the_interface),
                       ("no circles", circles)):
        found = find(ROOT)
        tally.check(not found, f"stages: {name}", "\n".join(found))
