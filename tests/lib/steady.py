"""What must not change an answer: the locale, the directory, the order of files, a file's layout. And the examples
that the help gives do run."""

import re

from .place import ROOT, example_models, questions, scratch, write_file
from .tally import difference


def test_help_examples(build, tally):
    with scratch(examples=True) as directory:
        for name in questions(build):
            shown = build.run([build.zopa, "help", name]).stdout
            found = re.findall(r"^  \$ (zopa .*)$", shown, re.M)
            outcome = build.run(found[0], directory) if found else None
            tally.check(outcome is not None and outcome.status in (0, 1) and outcome.stdout,
                        f"help {name}: its example runs", outcome.stderr if outcome else shown)


def test_surroundings(build, directory, tally):
    for name in questions(build):
        for model in example_models():
            words = [build.zopa, name, model.relative_to(ROOT)]
            here = build.run(words).stdout
            there = build.run(words, directory, environment=build.environment(LC_ALL="de_DE.UTF-8", TZ="Asia/Tokyo"))
            tally.check(here == there.stdout, f"{name} of {model.name}: the same anywhere",
                        difference(here, there.stdout))


def test_order_of_files(build, tally):
    """Every example that consists of several models side by side."""
    for folder in sorted({path.parent for path in (ROOT / "examples").glob("*/*.zopa")}):
        files = [path.relative_to(ROOT) for path in sorted(folder.glob("*.zopa"))]
        if len(files) < 2:
            continue
        for name in questions(build):
            forwards = build.run([build.zopa, name, *files]).stdout
            backwards = build.run([build.zopa, name, *reversed(files)]).stdout
            tally.check(forwards == backwards, f"{name} of {folder.name}: files in any order",
                        difference(forwards, backwards))


def layout_problem(build, text):
    """"" when formatting the text is idempotent and undoes any change of indentation and blanks."""
    with scratch() as directory:
        write_file(directory, "once.zopa", text)
        if build.run("zopa fmt --stdout once.zopa > twice.zopa", directory).status != 0:
            return ""  # not a model, on purpose
        outcome = build.run("zopa fmt --stdout twice.zopa | diff twice.zopa -", directory)
        return outcome.stdout + outcome.stderr


def test_layout(build, directory, tally):
    """Formatting twice changes nothing more, and a formatted example gives the same answers."""
    for model in example_models():
        name = model.relative_to(ROOT)
        problem = layout_problem(build, model.read_text(encoding="utf-8"))
        tally.check(not problem, f"fmt {model.name}: twice is once", problem)
        asked = [question for question in questions(build) if question != "check"]  # which names lines
        before = [build.run([build.zopa, question, name], directory).stdout for question in asked]
        build.run([build.zopa, "fmt", name], directory)
        after = [build.run([build.zopa, question, name], directory).stdout for question in asked]
        tally.check(before == after, f"fmt {model.name}: answers stay", difference("".join(before), "".join(after)))


def run(build, tally):
    test_help_examples(build, tally)
    test_order_of_files(build, tally)
    with scratch(examples=True) as directory:
        test_surroundings(build, directory, tally)
        test_layout(build, directory, tally)
