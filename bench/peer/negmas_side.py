"""A scenario as JSON on standard input -> what NegMAS answers, and how long each of its functions takes, as JSON.

Runs in the environment that compare.py makes. Each answer is printed in a line of its own as soon as it is there, so that a
run that is cut short still tells what it had. Utilities are as its users write them: weights that add up to 1, values from
0 to 1."""

import json
import signal
import sys
import time
import warnings

warnings.filterwarnings("ignore")

from negmas import make_issue, make_os  # noqa: E402
from negmas.preferences import LinearAdditiveUtilityFunction, MOBANOSParetoSampler  # noqa: E402
from negmas.preferences.ops import kalai_points, ks_points, nash_points, pareto_frontier  # noqa: E402
from negmas.preferences.value_fun import TableFun  # noqa: E402


def peak_bytes():
    """Of this program alone; what getrusage tells begins with what the parent held when it started this one."""
    with open("/proc/self/status", encoding="utf-8") as status:
        return next((int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM:")), 0)


def tell(name, seconds, points):
    peak = peak_bytes()
    told = [[float(number) for number in point] for point in points]
    print(json.dumps({"name": name, "seconds": seconds, "peak": peak, "points": told}), flush=True)


def utility(space, tables, reserved, resolution):
    """tables: per issue, the whole points of each value."""
    weights = {issue.name: max(table) / resolution for issue, table in zip(space.issues, tables)}
    values = {issue.name: TableFun({value: number / (max(table) or 1) for value, number in zip(issue.values, table)})
              for issue, table in zip(space.issues, tables)}
    return LinearAdditiveUtilityFunction(values, weights=weights, outcome_space=space, reserved_value=reserved / resolution)


def timed(function, *words, **options):
    begin = time.perf_counter()
    answer = function(*words, **options)
    return time.perf_counter() - begin, answer


def frontier_and_choices(space, utilities):
    seconds, (points, _) = timed(pareto_frontier, utilities)
    tell("frontier", seconds, points)
    for name, function in (("nash", nash_points), ("kalai", kalai_points), ("ks", ks_points)):
        seconds, chosen = timed(function, utilities, points, outcome_space=space)
        tell(name, seconds, [point for point, _ in chosen])


def sample(utilities):
    """What its sampler has of the frontier. The worths are computed afterwards, outside the time."""
    sampler = MOBANOSParetoSampler()

    def outcomes():
        sampler.init(utilities[0], utilities[1])
        return sampler.pareto_outcomes()

    seconds, found = timed(outcomes)
    tell("sampler", seconds, [[float(u(outcome)) for u in utilities] for outcome in found])


def main():
    scenario = json.load(sys.stdin)
    sizes = [len(table) for table in scenario["tables"][0]]
    space = make_os([make_issue([f"v{v}" for v in range(size)], f"issue_{i}") for i, size in enumerate(sizes)])
    utilities = [utility(space, tables, scenario["reserved"], scenario["resolution"]) for tables in scenario["tables"]]
    signal.setitimer(signal.ITIMER_REAL, scenario["timeout"])  # ends the process, whatever it is in
    if scenario["kind"] == "sampler":
        sample(utilities)
    else:
        frontier_and_choices(space, utilities)


main()
