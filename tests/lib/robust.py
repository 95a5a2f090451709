"""Hostile input and scarce memory: the fuzzers' corpus, and every allocation refused once."""

from .place import ROOT


def run_corpus(build, tally):
    targets = [("parser", "corpus"), ("pipeline", "corpus"), ("instance", "corpus"), ("partial", "partials")]
    if (build.tests / "replay_request").exists():  # where the server was built
        targets.append(("request", "requests"))
    for target, corpus in targets:
        for path in sorted((ROOT / "tests/fuzz" / corpus).iterdir()):
            outcome = build.run([build.tests / f"replay_{target}", path])
            tally.check(outcome.status == 0, f"corpus: {target} on {path.name}", outcome.stdout + outcome.stderr)


def run_alloc(build, tally):
    outcome = build.run([build.tests / "alloc", "tests/alloc/small.zopa"], timeout=600)
    tally.check(outcome.status == 0, "every allocation refused once", outcome.stdout + outcome.stderr)


def run(build, tally):
    run_corpus(build, tally)
    run_alloc(build, tally)
