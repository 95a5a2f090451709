"""Tree to text: each statement becomes a list of pieces, and a layout joins the pieces.

A piece is what stays together ("0..40", "55%"); between two pieces any white space, line break or comment
may stand.
"""
from __future__ import annotations

import random
from fractions import Fraction
from typing import Iterable, Optional, Union

import tree as t

Pieces = list[str]
LOOSENESS = {"implies": 0, "iff": 0, "or": 1, "and": 2}
COMMENTS = ["# a remark", "#", '# "no text", rule x = y', "# — più tardi"]


# ---- Small things

def quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def decimal(number: Fraction) -> Optional[str]:
    """The number as a decimal, when three places suffice."""
    thousandths = number * 1000
    if thousandths.denominator != 1:
        return None
    digits = str(abs(thousandths.numerator)).rjust(4, "0")
    places = digits[-3:].rstrip("0")
    return ("-" if number < 0 else "") + digits[:-3] + ("." + places if places else "")


def number(value: Fraction) -> str:
    return decimal(value) or f"{value.numerator}/{value.denominator}"


def range_text(value: t.Range) -> str:
    return number(value[0]) if value[0] == value[1] else f"{number(value[0])}..{number(value[1])}"


def value_text(value: Union[str, Fraction]) -> str:
    return value if isinstance(value, str) else number(value)


def listed(items: Iterable[Pieces]) -> Pieces:
    """Items with commas between them."""
    pieces: Pieces = []
    for item in items:
        if pieces:
            pieces.append(",")
        pieces += item
    return pieces


# ---- Conditions

def term(one: t.Term, first: bool) -> Pieces:
    sign = ["-"] if one.factor < 0 else ([] if first else ["+"])
    size = abs(one.factor)
    if one.name is None:
        return [number(one.factor)] if first else sign + [number(size)]
    return sign + ([one.name] if size == 1 else [number(size), "*", one.name])


def sum_pieces(terms: tuple[t.Term, ...]) -> Pieces:
    return [piece for i, one in enumerate(terms) for piece in term(one, i == 0)]


def among_item(low: Union[str, Fraction], high: Union[str, Fraction]) -> Pieces:
    return [value_text(low)] if low == high else [f"{value_text(low)}..{value_text(high)}"]


def condition(cond: t.Condition) -> Pieces:
    match cond:
        case t.Compare():
            return sum_pieces(cond.left) + [cond.op] + sum_pieces(cond.right)
        case t.Among():
            return [cond.issue, "in", "{"] + listed(among_item(*item) for item in cond.items) + ["}"]
        case t.Not():
            return ["not"] + within(cond.part, 3)
    looseness = LOOSENESS[cond.word]
    pieces: Pieces = []
    for part in cond.parts:
        pieces += ([cond.word] if pieces else []) + within(part, looseness + 1)
    return pieces


def within(cond: t.Condition, tightness: int) -> Pieces:
    """In parentheses when it binds more loosely than its place asks for."""
    own = 4
    if isinstance(cond, t.Not):
        own = 2
    if isinstance(cond, t.Junction):
        own = LOOSENESS[cond.word]
    return condition(cond) if own >= tightness else ["("] + condition(cond) + [")"]


# ---- Statements

def bloc_rule(rule: t.BlocRule) -> Pieces:
    match rule:
        case str():
            return [rule]
        case t.RuleTerm(kind="against"):
            return ["fewer", "than", number(rule.amount), "against"]
        case t.RuleTerm():
            return [number(rule.amount) + "%", "of", rule.kind]
    pieces: Pieces = []
    for part in rule.parts:
        pieces += ([rule.word] if pieces else []) + bloc_rule(part)
    return pieces


def actor_clauses(actor: t.Actor) -> Pieces:
    pieces: Pieces = []
    if actor.roles:
        pieces += ["role"] + listed([role] for role in actor.roles)
    if isinstance(actor.consents, str):
        pieces += ["consents", actor.consents]
    elif actor.consents is not None:
        pieces += ["consents", "when"] + condition(actor.consents)
    if actor.voices:
        pieces += ["voice"] + listed([quoted(voice)] for voice in actor.voices)
    if actor.relays:
        pieces += ["relays"] + listed([party] for party in actor.relays)
    return pieces


def party(s: t.Party) -> Pieces:
    pieces = ["party", s.id, quoted(s.label)]
    pieces += ["in", s.bloc] if s.bloc else []
    pieces += ["weight", range_text(s.weight)] if s.weight else []
    return pieces + actor_clauses(s)


def issue(s: t.Issue) -> Pieces:
    pieces = ["issue", s.id, quoted(s.label)]
    named = [p for name, label in s.options for p in ([name, quoted(label)] if label else [name])]
    if s.yes_no:
        return pieces + [":", "yes/no"]
    if s.grid is None:
        return pieces + named
    grid = s.grid
    pieces += [":", f"{number(grid.low)}..{number(grid.high)}", "step", number(grid.step)]
    pieces += ["unit", quoted(grid.unit)] if grid.unit else []
    return pieces + (["or"] + named if named else [])


def source(s: t.Source) -> Pieces:
    pieces = ["source", s.id, quoted(s.path)]
    pieces += ["kind", s.kind] if s.kind else []
    return pieces + (["date", s.date] if s.date else [])


def deal(s: t.Deal) -> Pieces:
    return ["deal", s.id, quoted(s.label)] + assignments(s.values)


def assignments(values: tuple[tuple[str, Union[str, Fraction]], ...]) -> Pieces:
    return ["{"] + listed([name, "=", value_text(value)] for name, value in values) + ["}"]


def session(s: t.Session) -> Pieces:
    pieces = ["session", quoted(s.title)]
    pieces += ["duration", number(s.duration[0]), s.duration[1]] if s.duration else []
    pieces += ["planned"] if s.planned else []
    return pieces + ["with"] + listed([name] for name in s.parties)


def stance(s: t.Stance) -> Pieces:
    pieces = [s.party, s.verb] + condition(s.cond)
    if s.other is None:
        return pieces
    return pieces + (["only", "if"] if s.verb == "accepts" else ["unless"]) + condition(s.other)


def values(s: t.Values) -> Pieces:
    points = listed([value_text(value), range_text(score)] for value, score in s.points)
    pieces = [s.party, "values", s.issue, range_text(s.weight), ":"]
    if s.direction:
        return pieces + [s.direction] + ([","] + points if points else [])
    return pieces + points


def prefers(s: t.Prefers) -> Pieces:
    pieces = [s.party, "prefers", s.issue, range_text(s.weight), ":"]
    for i, group in enumerate(s.groups):
        pieces += [">"] if i else []
        for j, value in enumerate(group):
            pieces += ["=", value_text(value)] if j else [value_text(value)]
    return pieces


def signed(amount: t.Range) -> str:
    return ("+" if amount[0] >= 0 else "") + range_text(amount)


def body(s: t.Statement) -> Pieces:
    match s:
        case t.Negotiation():
            return ["negotiation", quoted(s.title)]
        case t.Source():
            return source(s)
        case t.Party():
            return party(s)
        case t.Bloc():
            return ["bloc", s.id, quoted(s.label), "decides"] + bloc_rule(s.rule) + actor_clauses(s)
        case t.Issue():
            return issue(s)
        case t.Rule():
            return ["rule"] + condition(s.cond)
        case t.Settled():
            return ["settled"] + condition(s.cond)
        case t.Deal():
            return deal(s)
        case t.Session():
            return session(s)
        case t.Deadline():
            return ["deadline", s.at[0], quoted(s.text)]
        case t.Readout():
            return ["readout", s.party, quoted(s.text)]
        case t.Include():
            return ["include", quoted(s.path)]
    return said(s)


def said(s: t.Said) -> Pieces:
    match s:
        case t.Stance():
            return stance(s)
        case t.Reserves():
            return [s.party, "reserves", "on", s.issue]
        case t.Withdrawal():
            return [s.party, s.verb, s.target]
        case t.Offers():
            return [s.party, "offers"] + ([s.deal] if s.deal else assignments(s.values))
        case t.Awaits():
            return [s.party, "awaits", quoted(s.text)] + (["from", s.source] if s.source else [])
        case t.Abstains():
            return [s.party, "abstains"] + (["when"] + condition(s.cond) if s.cond else [])
        case t.Values():
            return values(s)
        case t.Prefers():
            return prefers(s)
        case t.Bonus():
            return [s.party, "values", "("] + condition(s.cond) + [")", ":", signed(s.amount)]
        case t.Alternative():
            return [s.party, "alternative", quoted(s.text), "worth", range_text(s.worth)]
        case t.Interest():
            return [s.party, "interest", s.id, quoted(s.text)]
    raise TypeError(type(s))


def clauses(c: t.Clauses) -> list[Pieces]:
    found: list[Pieces] = [["as", c.name]] if c.name else []
    found += [["by", quoted(c.by)]] if c.by else []
    found += [["via", c.via]] if c.via else []
    found += [["cites", source_id, quoted(words)] for source_id, words in c.cites]
    found += [["red", "line"]] if c.red_line else []
    found += [["difficulty", range_text(c.difficulty)]] if c.difficulty else []
    found += [["for", c.interest]] if c.interest else []
    found += [["subject", "to", quoted(c.subject_to)]] if c.subject_to else []
    found += [[c.mark]] if c.mark else []
    return found + ([["note", quoted(c.note)]] if c.note else [])


# ---- Layouts

TIGHT_BEFORE = {",", ":", ")"}
TIGHT_AFTER = {"("}


def tidy(s: t.Statement) -> str:
    """One line for the statement, and one a clause."""
    lines = [body(s)] + clauses(s.clauses)
    return "\n    ".join(one_line(line) for line in lines) + "\n"


def one_line(pieces: Pieces) -> str:
    text = ""
    for before, piece in zip([""] + pieces, pieces):
        tight = piece in TIGHT_BEFORE or before in TIGHT_AFTER or not text
        text += piece if tight else " " + piece
    return text


def wild(s: t.Statement, rng: random.Random) -> str:
    """The same statement with other white space, line breaks, comments, and its clauses in another order."""
    extra = clauses(s.clauses)
    cites = [c for c in extra if c[0] == "cites"]
    others = [c for c in extra if c[0] != "cites"]
    rng.shuffle(others)
    pieces = body(s) + [piece for clause in others + cites for piece in clause]
    text = pieces[0]
    for before, piece in zip(pieces, pieces[1:]):
        text += gap(before, piece, rng) + wild_string(piece, rng)
    return text + rng.choice(["\n", "  \n", "   # end\n", "\n\n", "\n# between\n\n"])


def gap(before: str, piece: str, rng: random.Random) -> str:
    if (piece in TIGHT_BEFORE or before in TIGHT_AFTER) and rng.random() < 0.5:
        return ""
    if rng.random() < 0.7:
        return " "
    comment = " " + rng.choice(COMMENTS) if rng.random() < 0.4 else ""
    middle = rng.choice(["", "", "\n", "\n   # inside\n", "\n# first column\n"])
    return rng.choice([" ", "  ", "\t", comment + middle + "\n  ", comment + "\n\t", " \n    "])


def wild_string(piece: str, rng: random.Random) -> str:
    """White space inside quotation marks collapses, so a blank there may become a line break."""
    if not piece.startswith('"') or rng.random() < 0.7:
        return piece
    return piece.replace(" ", rng.choice(["\n  ", "   ", " \n\t"]))


def heading(when: Optional[t.Moment]) -> str:
    if when is None:
        return ""
    return f"\non {when[0]}\n\n" if when[1] == "00:00" else f"\non {when[0]} {when[1]}\n\n"


def file_text(statements: list[t.Statement], rng: Optional[random.Random] = None) -> str:
    """Statements in the given order; a heading where the time changes. With rng: in the wild layout."""
    text = ""
    when: Optional[t.Moment] = None
    for s in statements:
        if s.when != when:
            text += heading(s.when)
            when = s.when
        text += wild(s, rng) if rng else tidy(s)
    return text
