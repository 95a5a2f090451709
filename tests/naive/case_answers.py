"""The answers that reference cases hold for one day, in the shape of their files: naively, or as zopa gives them.

    zone, surviving                          the number of packages, the values left by issue
    disagreement                             by party, null where its own stances accept nothing
    frontier, frontier_packages              where the zone is not empty: vectors, and packages that have them
    nash, kalai_smorodinsky, egalitarian, utilitarian     all chosen vectors; null: undefined
    binding                                  the demands each of which alone holds the zone back
    conflicts, movements, movements_without_red_lines, smallest_difficulty     where it is empty though facts allow
"""
from __future__ import annotations

from fractions import Fraction
from typing import Any, Optional

import balance
import matching
import midpoint
import reasons
import record as r
import zone
import zopa_answer
from reach import Reach

NO_DEMAND = [[]]  # facts allow packages, no demand excludes them, and a bloc accepts none: all abstain, say
SETS = ("conflicts", "movements", "movements_without_red_lines")
VECTORS = [name.replace("-", "_") for name in balance.YARDSTICKS]


# ---- Naively

def naive_day(record: r.Record) -> dict:
    reach = Reach(record)
    inside = reach.zone()
    found: dict = {"zone": inside.bit_count()}
    if not reach.feasible:
        return found
    table = balance.table(Reach(midpoint.midpoints(record)))
    found["disagreement"] = [None if d is None else str(d) for d in table.disagreement]
    if not inside:
        return found | naive_reasons(reach)
    if table.points and table.parties:
        found |= naive_choices(table)
    found["surviving"] = [[zopa_answer.value_text(v) for v in values]
                          for values in zone.surviving(record, reach.listed(inside)).values()]
    found["binding"] = sorted(min(names) for names in reasons.binding(reach) if len(names) == 1)
    return found


def naive_choices(table: balance.Table) -> dict:
    front = balance.frontier(table)
    found: dict = {"frontier": len(front), "frontier_packages": sum(len(table.points[v]) for v in front)}
    for name, key in zip(balance.YARDSTICKS, VECTORS):
        chosen = [[str(u) for u in vector] for vector in sorted(balance.choose(table, name).chosen)]
        found[key] = chosen or None
    return found


def naive_reasons(reach: Reach) -> dict:
    movements = reasons.movements(reach)
    without = reasons.without_red_lines(reach, movements)
    found: dict = dict(zip(SETS, map(listed, (reasons.conflicts(reach), movements, without))))
    if without:
        found["smallest_difficulty"] = str(min(reasons.difficulty(reach, names)[0] for names in without))
    return found


def listed(sets: list[reasons.Names]) -> list[list[str]]:
    return sorted(sorted(names) for names in sets)


# ---- As zopa says

def zopa_day(zopa: str, path: str, day: str) -> dict:
    """Only what zopa can be asked; see comparable()."""
    answer = zopa_answer.ask_zone(zopa, [path], day)
    found: dict = {"zone": answer.numbers["packages"]}
    if answer.numbers["packages"]:
        found["surviving"] = list(answer.surviving.values())
    if not answer.numbers["feasible"]:
        return found
    if zopa_answer.knows(zopa, "solve"):
        found |= zopa_choices(zopa_answer.ask(zopa, "solve", [path], ["--on", day])[1])
    if zopa_answer.knows(zopa, "frontier"):
        found |= zopa_frontier(zopa_answer.ask(zopa, "frontier", [path], ["--on", day])[1])
    if zopa_answer.knows(zopa, "why"):
        found |= zopa_reasons(zopa, path, day)
    return found


def zopa_choices(answer: dict) -> dict:
    parties = [node["party"] for node in answer["parties"]]
    stated = [node["disagreement"] for node in answer["parties"]]
    found: dict = {"parties": parties,
                   "disagreement": [None if d is None else str(matching.number(d)) for d in stated]}
    if answer["zone"]["packages"] and parties:
        for node in answer["yardsticks"]:
            chosen = sorted([matching.number(point["worths"][p]) for p in parties] for point in node["points"])
            vectors = [[str(u) for u in vector] for vector in chosen]
            found[node["yardstick"].replace("-", "_")] = vectors if node["defined"] else None
    return found


def zopa_frontier(answer: dict) -> dict:
    counts = {"frontier": answer["points_total"], "frontier_packages": answer["packages_total"]}
    return counts if answer["points"] else {}


def zopa_reasons(zopa: str, path: str, day: str) -> dict:
    options = ["--on", day, "--most", "100000"]
    answer = zopa_answer.ask(zopa, "why", [path], options)[1]
    if not answer["zone"]["empty"]:
        return {"binding": sorted(node["names"][0] for node in answer["binding"] if len(node["names"]) == 1)}
    with_red_lines = zopa_answer.ask(zopa, "why", [path], [*options, "--red-lines"])[1]
    nodes = (answer["conflicts"], with_red_lines["movements"], answer["movements"])
    found: dict = {key: sorted(sorted(one["names"]) for one in sets) for key, sets in zip(SETS, nodes)}
    if answer["movements"]:
        found["smallest_difficulty"] = str(matching.number(answer["movements"][0]["difficulty"]["from"]))
    return found


# ---- Comparing

def comparable(key: str, value: Any) -> Any:
    """Sets and vectors in one order, numbers in one form."""
    if value is None:
        return None
    if key in SETS:
        return sorted(sorted(names) for names in value)
    if key in VECTORS:
        return sorted([Fraction(u) for u in vector] for vector in value)
    if key == "disagreement":
        return [None if d is None else Fraction(d) for d in value]
    if key == "binding":
        return sorted(value)
    return Fraction(value) if key == "smallest_difficulty" else value


def day_differences(expected: dict, found: dict, asked: Optional[list[str]] = None) -> list[str]:
    """asked: the keys that could be found at all; None: every one."""
    keys = [key for key in {**expected, **found} if asked is None or key in asked]
    problems = []
    for key in keys:
        a, b = (comparable(key, answers[key]) if key in answers else "nothing" for answers in (expected, found))
        if a != b and not unknown_disagreement(key, a, b) and not (key == "conflicts" and a == NO_DEMAND):
            problems.append(f"{key}: expected {expected.get(key)}, found {found.get(key)}")
    return problems


def unknown_disagreement(key: str, expected: Any, found: Any) -> bool:
    """Where a party's own stances accept nothing, nothing says what stands there."""
    if key != "disagreement" or not isinstance(found, list) or len(found) != len(expected):
        return False
    return all(a is None or a == b for a, b in zip(expected, found))


def keys_of(zopa: str) -> list[str]:
    keys = ["zone", "surviving"]
    keys += ["disagreement", *VECTORS] if zopa_answer.knows(zopa, "solve") else []
    keys += ["frontier", "frontier_packages"] if zopa_answer.knows(zopa, "frontier") else []
    keys += ["binding", "smallest_difficulty", *SETS] if zopa_answer.knows(zopa, "why") else []
    return keys
