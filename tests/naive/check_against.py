"""The zopa command against the naive evaluator, on random models.

    python3 tests/naive/check_against.py --zopa PATH --count N --seed S [--jobs J]

For each seed: answers at several times and with statements left out, then the properties that must
hold of any model. Prints what differs with the model and its seed; the last line is "N passed, N failed".
"""
from __future__ import annotations

import argparse
import functools
import multiprocessing
import os
import random
import sys
import tempfile
import traceback
from fractions import Fraction
from typing import Callable, Iterator, Optional

import analyses
import language
import matching
import models
import record
import sources
import talks as talks_model
import transforms
import tree as t
import writer
import zone
import zopa_answer
from zopa_answer import ask_zone, differences, value_text

MOST_WEAK = 7  # with more weak statements than this, trying every set of them takes too long
LOCALES = ["C", "C.UTF-8", "tr_TR.UTF-8", "de_DE.UTF-8"]


class Differs(Exception):
    """zopa and the naive evaluator, or two runs that must agree, do not."""


# ---- One model in a folder of its own

class Subject:
    def __init__(self, zopa: str, seed: int, size: int, folder: str) -> None:
        self.zopa = zopa
        self.seed = seed
        self.askers: dict[str, analyses.Asker] = {}
        self.rng = random.Random(seed)
        self.folder = folder
        self.known: dict[Optional[str], zopa_answer.ZopaAnswer] = {}
        self.statements = models.random_model(seed, size)
        self.write_text(models.SOURCE_FILE, models.source_text())
        self.main = self.write("main.zopa", self.statements)
        self.model = language.read_model([self.main])
        if missing := sources.missing_quotations(self.model):
            raise Differs(f"the generator cites what is not there: {missing}")

    def write_text(self, name: str, text: str) -> str:
        path = os.path.join(self.folder, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return path

    def write(self, name: str, statements: list[t.Statement], rng: Optional[random.Random] = None) -> str:
        return self.write_text(name, writer.file_text(statements, rng))

    def times(self) -> list[Optional[str]]:
        """At the end, before every date, and at every time that occurs, as a minute or as its whole day."""
        moments = sorted({s.when for s in self.statements if s.when is not None})
        found: list[Optional[str]] = [None] + (["2026-01-01"] if moments else [])
        for day, time in moments:
            found.append(day if self.rng.random() < 0.5 else f"{day}T{time}")
        return found

    def unchanged(self, on: Optional[str]) -> zopa_answer.ZopaAnswer:
        """zopa's answer for the model as it is, asked once a time."""
        if on not in self.known:
            self.known[on] = ask_zone(self.zopa, [self.main], on)
        return self.known[on]

    def naive(self, on: Optional[str], without: tuple[str, ...] = ()) -> zone.Question:
        return zone.question(record.record_at(self.model, on, without))


# ---- Answers against the naive ones

def compare(subject: Subject, on: Optional[str], without: tuple[str, ...], reasons: bool) -> None:
    asked = subject.naive(on, without)
    naive = zone.answer(asked)
    zopa = ask_zone(subject.zopa, [subject.main], on, without)
    found = differences(naive, zopa)
    if reasons and not found:
        found = reason_differences(asked, naive, zopa)
    if found:
        raise Differs(f"on {on} without {without}: " + "\n  ".join(found))


def reason_differences(asked: zone.Question, naive: zone.Answer, zopa: zopa_answer.ZopaAnswer) -> list[str]:
    """The sets of weak statements that keep a value out; compared where there are few of them."""
    if len(zone.weak_statements(asked.record)) > MOST_WEAK:
        return []
    found = []
    for name, issue in asked.record.issues.items():
        for value in zone.values_of(issue):
            if value in naive.surviving[name]:
                continue
            expected = zone.rests_on(asked, name, value, MOST_WEAK)
            answered = zopa.excluded[name][value_text(value)]
            if expected != answered:
                found.append(f"{name} = {value_text(value)} rests on: naive {shown(expected)}, "
                             f"zopa {shown(answered)}")
    return found


def shown(sets: set[frozenset[str]]) -> list[list[str]]:
    return sorted(sorted(handles) for handles in sets)


def answers_agree(subject: Subject, reasons: bool) -> None:
    for on in subject.times():
        compare(subject, on, (), reasons)


def left_out_agrees(subject: Subject, reasons: bool) -> None:
    """Statements in force at the end, one or two at a time; sometimes a party with all it said."""
    choices = [handle for handle in record.record_at(subject.model).entries if may_leave_out(subject, handle)]
    for count in (1, 2):
        if len(choices) >= count:
            compare(subject, None, tuple(subject.rng.sample(choices, count)), False)


def may_leave_out(subject: Subject, handle: str) -> bool:
    """Not a bloc (what of its members?), nor a party that took part in reopening a settled point."""
    unclear = {s.id for s in subject.statements if isinstance(s, t.Bloc)}
    unclear |= {s.party for s in subject.statements if isinstance(s, t.Withdrawal) and s.verb == "reopens"}
    return handle not in unclear


# ---- The other analyses

def asker_of(subject: Subject, statements_file: str) -> analyses.Asker:
    model = subject.model if statements_file == subject.main else language.read_model([statements_file])
    moments = sorted({s.when for s in model.statements if s.when is not None})
    times: list[Optional[str]] = [None] + (["2026-01-01"] if moments else [])
    times += [f"{day}T{time}" for day, time in moments]
    return analyses.Asker(model, times, random.Random(subject.seed))


def analyses_agree(subject: Subject, names: list[str]) -> None:
    """On talks made for these analyses; with every third seed on the model of the zone besides."""
    files = [subject.write("talks.zopa", talks_model.random_talks(subject.seed))]
    files += [subject.main] if subject.seed % 3 == 0 else []
    for file in files:
        if file not in subject.askers:
            subject.askers[file] = asker_of(subject, file)
        asker = subject.askers[file]
        for name in names:
            if asker.small():
                answers_of_one_agree(subject, file, analyses.ANALYSES[name](asker))


def answers_of_one_agree(subject: Subject, file: str, questions: Iterator[analyses.Question]) -> None:
    for question in questions:
        status, found = zopa_answer.ask(subject.zopa, question.analysis, [file], question.options)
        problems = matching.differences(question.expected, found)
        if question.status not in (None, status):
            problems.append(f"exit status: naive {question.status}, zopa {status}")
        if problems:
            text = "" if file == subject.main else open(file, encoding="utf-8").read()
            raise Differs(f"{question.analysis} {os.path.basename(file)} {' '.join(question.options)}: "
                          + "\n  ".join(problems[:12]) + "\n" + text)


# ---- Properties

def same_answer(subject: Subject, files: list[str], names: dict[str, str], what: str) -> None:
    """At every time: the same counts, and the same values under their new names."""
    for on in subject.times():
        before = subject.unchanged(on)
        after = ask_zone(subject.zopa, files, on)
        expected = {names.get(issue, issue): [names.get(value, value) for value in values]
                    for issue, values in before.surviving.items()}
        if before.numbers != after.numbers or expected != after.surviving:
            texts = "\n".join(f"--- {file}\n{open(file, encoding='utf-8').read()}" for file in files)
            raise Differs(f"{what}, on {on}: {before.numbers} {expected} became {after.numbers} "
                          f"{after.surviving}\n{texts}")


def relabelling_keeps_the_answer(subject: Subject) -> None:
    names = transforms.new_names(subject.statements, subject.rng)
    other = [transforms.renamed(s, names) for s in subject.statements]
    same_answer(subject, [subject.write("relabelled.zopa", other)], names, "relabelled")


def order_and_files_do_not_matter(subject: Subject) -> None:
    parts = transforms.split(subject.statements, subject.rng.randint(1, 3), subject.rng)
    files = [subject.write(f"part{i}.zopa", part) for i, part in enumerate(parts)]
    if subject.rng.random() < 0.5:
        whole: list[t.Statement] = [t.Include(path=os.path.basename(file)) for file in files]
        files = [subject.write("whole.zopa", whole)]
    else:
        subject.rng.shuffle(files)
    same_answer(subject, files, {}, "reordered and split")


def units_of_worth_do_not_matter(subject: Subject) -> None:
    parties = [s.id for s in subject.statements if isinstance(s, t.Actor)]
    factor = Fraction(subject.rng.choice([2, 3, 7, 10 ** 9 + 7]), subject.rng.choice([1, 2, 3, 1000]))
    party = subject.rng.choice(parties)
    other = [transforms.rescaled(s, party, factor) for s in subject.statements]
    same_answer(subject, [subject.write("rescaled.zopa", other)], {}, f"{party} times {factor}")


def white_space_does_not_matter(subject: Subject) -> None:
    path = subject.write("wild.zopa", subject.statements, subject.rng)
    same_answer(subject, [path], {}, "other white space")


def formatting_keeps_the_model(subject: Subject) -> None:
    wild = subject.write("unformatted.zopa", subject.statements, subject.rng)
    once = zopa_answer.formatted(subject.zopa, wild)
    before = [transforms.normal(s) for s in subject.statements]
    after = [transforms.normal(s) for s in language.parse_text(once)]
    if before != after:
        pairs = [f"{a}\n  became {b}" for a, b in zip(before, after) if a != b]
        raise Differs(f"fmt changed the model: {pairs[:1]} ({len(before)}, {len(after)} statements)\n{once}")
    twice = zopa_answer.formatted(subject.zopa, subject.write_text("formatted.zopa", once))
    if once != twice:
        raise Differs(f"fmt is not idempotent:\n{once}\n--- became\n{twice}")


def threads_and_locale_do_not_matter(subject: Subject) -> None:
    """Byte for byte."""
    arguments = zopa_answer.zone_arguments(subject.zopa, [subject.main], None, ())
    first = zopa_answer.run(arguments)[:2]
    others = [(arguments + ["--threads", str(n)], None) for n in (1, 2, 3)]
    others += [(arguments, locale) for locale in LOCALES]
    for asked, locale in others:
        if zopa_answer.run(asked, locale)[:2] != first:
            raise Differs(f"not the same bytes: {asked[-2:]}, locale {locale}")


PROPERTIES: list[Callable[[Subject], None]] = [
    relabelling_keeps_the_answer, order_and_files_do_not_matter, units_of_worth_do_not_matter,
    white_space_does_not_matter, formatting_keeps_the_model, threads_and_locale_do_not_matter,
]


# ---- All of it

def checks(options: argparse.Namespace) -> list[Callable[[Subject], None]]:
    chosen: list[Callable[[Subject], None]] = []
    if "zone" in options.analyses:
        chosen += [functools.partial(answers_agree, reasons=not options.no_reasons),
                   functools.partial(left_out_agrees, reasons=False)]
    chosen += [functools.partial(analyses_agree, names=[name]) for name in options.analyses if name != "zone"]
    return chosen if options.answers_only or "zone" not in options.analyses else chosen + PROPERTIES


def name_of(check: Callable) -> str:
    asked = getattr(check, "keywords", {}).get("names", [])
    return " ".join([getattr(check, "func", check).__name__.replace("_", " "), *asked])


def known_analyses(zopa: str, asked: str) -> list[str]:
    """Those that zopa has; of the others it is said that they are left out."""
    names = asked.split(",")
    for name in names:
        if name != "zone" and name not in analyses.ANALYSES:
            raise SystemExit(f"{name}: not one of zone, {', '.join(analyses.ANALYSES)}")
    known = [name for name in names if name == "zone" or zopa_answer.knows(zopa, name)]
    if left_out := [name for name in names if name not in known]:
        print(f"not compared, for zopa does not know them: {', '.join(left_out)}")
    return known


def problems_of(seed: int, options: argparse.Namespace) -> str:
    """Empty when the model of this seed passes everything; else what failed, and the model."""
    found: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        subject = Subject(options.zopa, seed, options.size, folder)
        for check in checks(options):
            try:
                check(subject)
            except (Differs, zopa_answer.Failed, language.Bad) as problem:
                found.append(f"{name_of(check)}: {problem}")
            except Exception:
                found.append(f"{name_of(check)}: {traceback.format_exc()}")
        if not found:
            return ""
        text = open(subject.main, encoding="utf-8").read()
    return "\n".join([f"==== seed {seed}", *found, f"--- the model of seed {seed}", text])


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="zopa against the naive evaluator, on random models")
    parser.add_argument("--zopa", required=True, help="the zopa binary")
    parser.add_argument("--count", type=int, default=100, help="how many models")
    parser.add_argument("--seed", type=int, default=1, help="the first model's seed; the others follow")
    parser.add_argument("--jobs", type=int, default=1, help="processes")
    parser.add_argument("--size", type=int, default=400, 
                        help="packages of most models; one in ten has up to 5 times")
    parser.add_argument("--analyses", default=",".join(["zone", *analyses.ANALYSES]),
                        help="which to compare, with commas between; those that zopa does not know are left out")
    parser.add_argument("--answers-only", action="store_true", help="leave the properties out")
    parser.add_argument("--no-reasons", action="store_true", help="do not compare rests_on")
    return parser.parse_args()


def main() -> int:
    options = arguments()
    options.zopa = os.path.abspath(options.zopa)
    if not os.access(options.zopa, os.X_OK):
        print(f"{options.zopa}: not a program", file=sys.stderr)
        return 2
    options.analyses = known_analyses(options.zopa, options.analyses)
    failed = 0
    options.count = options.count if options.analyses else 0  # nothing compared is nothing passed
    seeds = range(options.seed, options.seed + options.count)
    with multiprocessing.Pool(options.jobs) as pool:
        for text in pool.imap(functools.partial(problems_of, options=options), seeds):
            failed += bool(text)
            print(text, end="\n" if text else "", flush=True)
    print(f"{options.count - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
