"""What only shows on a terminal: colour, the progress line, Ctrl-C."""

import os
import pty
import select
import signal
import time

from .large import additive
from .place import scratch, write_file

# Far too many packages to finish: almost no two ways of choosing values add up to the same, and only the last value decides.
ISSUES = 12
FACTORS = [1000003 + 7919 * n ** 3 for n in range(ISSUES)]
LONG_MODEL = 'negotiation "long"\nparty A "A"\n' + "".join(
    f'issue i{n} "i{n}": 0..60 step 1 unit "km"\n' for n in range(ISSUES)) + (
    "A requires " + " + ".join(f"{factor} * i{n}" for n, factor in enumerate(FACTORS)) + f" <= {30 * sum(FACTORS)}\n")


class Session:
    """A command whose output and error are a terminal."""

    def __init__(self, build, words, directory, **environment):
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            os.chdir(directory)
            os.execve(words[0], words, build.environment(TERM="xterm", **environment))
        self.seen = b""

    def read(self, seconds, until=None):
        """Reads until the text appears, the command ends, or the time is over; returns whether it appeared."""
        end = time.monotonic() + seconds
        while time.monotonic() < end and (until is None or until not in self.seen):
            if not select.select([self.terminal], [], [], 0.05)[0]:
                continue
            try:
                part = os.read(self.terminal, 65536)
            except OSError:
                part = b""
            if not part:
                break
            self.seen += part
        return until is not None and until in self.seen

    def status(self):
        self.read(60)
        os.close(self.terminal)
        code = os.waitpid(self.pid, 0)[1]
        return os.waitstatus_to_exitcode(code)


def test_colour(build, directory, tally):
    zopa = str(build.zopa)
    model = 'negotiation "x"\nparty A "A"\nA requires nothing = yes\n'
    write_file(directory, "wrong.zopa", model)
    for what, words, environment, expected in (
            ("on a terminal", [], {}, True), ("NO_COLOR", [], {"NO_COLOR": "1"}, False),
            ("--color never", ["--color", "never"], {}, False),
            ("--color always beats NO_COLOR", ["--color=always"], {"NO_COLOR": "1"}, True)):
        session = Session(build, [zopa, "check", "wrong.zopa", *words], directory, **environment)
        session.status()
        tally.check((b"\033[1;31m" in session.seen) == expected, f"colour: {what}", repr(session.seen))


def test_interruption(build, directory, tally):
    write_file(directory, "long.zopa", LONG_MODEL)
    session = Session(build, [str(build.zopa), "zone", "long.zopa"], directory)
    tally.check(session.read(30, b"%"), "progress is shown after a while", repr(session.seen))
    os.kill(session.pid, signal.SIGINT)
    status = session.status()
    tally.check(status == 3, "Ctrl-C ends a run with what is known", f"status {status}\n{session.seen!r}")
    tally.check(b"\r\033[K" in session.seen, "the progress line is removed", repr(session.seen))


def test_what_is_known(build, directory, tally):
    """The line says what is known so far; and what Ctrl-C ends with is the best so far, and how much better any could be."""
    write_file(directory, "long.zopa", LONG_MODEL)
    session = Session(build, [str(build.zopa), "zone", "long.zopa", "--time", "60"], directory)
    tally.check(session.read(60, b"packages in reach; Ctrl-C"), "packages found so far are told", repr(session.seen[-400:]))
    os.kill(session.pid, signal.SIGINT)
    session.status()
    tally.check(b"at least" in session.seen.rpartition(b"\033[K")[2], "they are in the answer", repr(session.seen[-400:]))
    write_file(directory, "wide.zopa", additive(7, 60, 6, 10, alternative=20, rules=10))
    session = Session(build, [str(build.zopa), "solve", "wide.zopa", "--time", "60"], directory)
    tally.check(session.read(60, b"egalitarian: none is more than"), "the gap so far is told", repr(session.seen[-400:]))
    os.kill(session.pid, signal.SIGINT)
    status = session.status()
    answer = " ".join(session.seen.rpartition(b"\033[K")[2].decode().split())
    tally.check(status == 3, "Ctrl-C ends a search for the best", f"status {status}")
    tally.check("best found" in answer and "no package can be more than" in answer,
                "the best so far and its gap are the answer", answer[:2000])


def test_short_questions(build, directory, tally):
    """Many questions that take no more than a moment each end on Ctrl-C as one long question does."""
    wish = "--seed 450303121 --parties 4 --issues 12 --options 3 --points 1000000 --alternatives 42 --opposed 10 --treewidth 1"
    build.run([build.zopa, "random", *wish.split(), "--output", directory / "short.zopa"])
    session = Session(build, [str(build.zopa), "solve", "short.zopa", "--draws", "5", "--time", "60"], directory)
    session.read(1.5)
    os.kill(session.pid, signal.SIGINT)
    start = time.monotonic()
    status = session.status()
    took = time.monotonic() - start
    tally.check(status == 3 and took < 10, "Ctrl-C ends many short questions", f"status {status} after {took:.1f} s")


def has_terminals():
    try:
        for end in pty.openpty():
            os.close(end)
        return True
    except OSError:
        return False


def run(build, tally):
    tally.check(has_terminals(), "a terminal can be opened (is /dev/pts mounted?)")
    if not has_terminals():
        return
    with scratch() as directory:
        test_colour(build, directory, tally)
        test_interruption(build, directory, tally)
        test_what_is_known(build, directory, tally)
        test_short_questions(build, directory, tally)
