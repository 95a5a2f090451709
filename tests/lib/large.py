"""Models that no run can finish with, for the tests of limits; and large ones that it can, whose answers are known."""

import random


def _names(parties):
    return [chr(ord("A") + p) for p in range(parties)]


def additive(seed, issues, values, parties, alternative=None, rules=0):
    """Parties that value every issue for itself; a rule ties two issues."""
    draw = random.Random(seed)
    names = _names(parties)
    lines = ['negotiation "large"'] + [f'party {name} "{name}"' for name in names]
    lines += [f'issue i{n} "i{n}" ' + " ".join(f"v{v}" for v in range(values)) for n in range(issues)]
    for _ in range(rules):
        one, other = draw.sample(range(issues), 2)
        lines.append(f"rule i{one} = v{draw.randrange(values)} implies i{other} = v{draw.randrange(values)}")
    for name in names:
        for n in range(issues):
            scores = ", ".join(f"v{v} {draw.randint(0, 100)}" for v in range(values))
            lines.append(f"{name} values i{n} {draw.randint(1, 9)}: {scores}")
        if alternative is not None:
            lines.append(f'{name} alternative "waits" worth {alternative}')
    return "\n".join(lines) + "\n"


def endless(dated=False):
    """Almost no two ways of choosing values add up to the same, so that there is no way around looking at packages; and parties
    whose values pull in different directions, so that the frontier has no end either. It has everything that some
    analysis asks for: a deal, guesses, ranges, two dates."""
    issues = 12
    factors = [1000003 + 7919 * n ** 3 for n in range(issues)]
    total = " + ".join(f"{factor} * i{n}" for n, factor in enumerate(factors))
    lines = ['negotiation "endless"', 'party A "A"', 'party B "B"']
    lines += [f'issue i{n} "i{n}": 0..60 step 1 unit "km"' for n in range(issues)]
    for n, factor in enumerate(factors):
        lines.append(f"A values i{n} {factor}: more")
        lines.append(f"B values i{n} {factors[(n * 7 + 3) % issues]}: less")
    lines.append("deal all \"all of it\" { " + ", ".join(f"i{n} = 10" for n in range(issues // 2)) + " }")
    lines.append("on 2025-01-01")
    lines.append(f"A requires {total} >= {10 * sum(factors) + 1} as much inferred")
    lines.append("on 2025-02-01")
    lines.append(f"B requires {total} <= {40 * sum(factors) + 1} as little assumed")
    return "\n".join(lines) + "\n"
