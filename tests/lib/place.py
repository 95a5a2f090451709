"""Where things are, and running commands there: a scratch directory, a fixed environment, a time limit."""

import contextlib
import os
import pathlib
import shutil
import subprocess
import tempfile
from dataclasses import dataclass

ROOT = pathlib.Path(__file__).resolve().parents[2]
TIMEOUT = 120  # seconds; far beyond what any test needs


@dataclass
class Outcome:
    status: int  # 128 + signal when one ended it
    stdout: str
    stderr: str


def decode(data):
    return data.decode("utf-8", errors="surrogateescape")


class Build:
    """A build directory: the command, and the programs of the tests."""

    def __init__(self, path):
        self.path = pathlib.Path(path).resolve()
        self.zopa = self.path / "zopa"
        self.tests = self.path / "tests"

    def environment(self, **more):
        kept = {name: os.environ[name] for name in ("HOME", "ASAN_OPTIONS", "TSAN_OPTIONS", "UBSAN_OPTIONS")
                if name in os.environ}
        return {**kept, "PATH": f"{self.path}:{os.environ['PATH']}", "LC_ALL": "C", "TERM": "dumb", **more}

    def run(self, words, cwd=ROOT, merged=False, environment=None, timeout=TIMEOUT):
        """Runs a program (a list) or a line of bash (a string). merged: standard error goes where output goes."""
        line = ["bash", "-c", words] if isinstance(words, str) else [str(word) for word in words]
        try:
            done = subprocess.run(line, cwd=cwd, env=environment or self.environment(), timeout=timeout,
                                  stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                  stderr=subprocess.STDOUT if merged else subprocess.PIPE, check=False)
        except subprocess.TimeoutExpired:
            return Outcome(128, "", f"did not end within {timeout} seconds\n")
        status = done.returncode if done.returncode >= 0 else 128 - done.returncode
        return Outcome(status, decode(done.stdout), decode(done.stderr or b""))


@contextlib.contextmanager
def scratch(examples=False):
    """A directory that is removed afterwards; with a copy of the repository's examples when wanted."""
    with tempfile.TemporaryDirectory(prefix="zopa-test-") as name:
        path = pathlib.Path(name)
        if examples:
            shutil.copytree(ROOT / "examples", path / "examples")
        yield path


def write_file(directory, name, content):
    path = directory / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode("utf-8", errors="surrogateescape"))


def questions(build):
    """The names of all analyses, as the command itself lists them."""
    listed, names = False, []
    for line in build.run([build.zopa, "help"]).stdout.splitlines():
        if line.startswith("Questions"):
            listed = True
        elif not line:
            listed = False
        elif listed and line[2:3].strip():
            names.append(line.split()[0])
    return names


def example_models():
    """The main model of every example: examples/NAME/NAME.zopa."""
    return [path for path in sorted((ROOT / "examples").glob("*/*.zopa")) if path.stem == path.parent.name]
