"""Counting what passed and what failed, in groups."""

import difflib
import threading


class Tally:
    """One group of tests. Safe to use from several threads."""

    def __init__(self, name):
        self.name = name
        self.passed = 0
        self.failures = []
        self._lock = threading.Lock()

    def check(self, holds, what, detail=""):
        """Counts one test; `detail` explains a failure."""
        with self._lock:
            if holds:
                self.passed += 1
            else:
                self.failures.append((what, detail))
        return holds

    def add(self, passed, failed, what):
        """Counts many tests that another program ran."""
        with self._lock:
            self.passed += passed
            self.failures.extend([(f"{what} ({failed} failed)", "")] + [("", "")] * (failed - 1) if failed else [])

    def report(self):
        failed = len(self.failures)
        print(f"{self.name}: {self.passed} passed" + (f", {failed} failed" if failed else ""))
        for what, detail in sorted(self.failures):
            if what:
                print(f"  FAILED {what}")
            for line in detail.splitlines():
                print(f"    {line}")


def difference(expected, actual):
    """Both texts, line by line: what was expected and what came."""
    lines = difflib.unified_diff(expected.splitlines(), actual.splitlines(), "expected", "actual", lineterm="", n=2)
    return "\n".join(lines) or f"expected {expected!r}\nactual   {actual!r}"
