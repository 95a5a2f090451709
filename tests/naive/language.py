"""Text to tree: an own reading of the language, written from its description alone.

Deliberately naive. It raises Bad on most bad input, with no more than a line number, and checks only grammar.
"""
from __future__ import annotations

import dataclasses
import os
import re
from fractions import Fraction
from typing import Callable, Optional, Union

import tree as t


class Bad(Exception):
    """The text is not in the language."""


# ---- Tokens

@dataclasses.dataclass(frozen=True)
class Token:
    kind: str  # text, date, time, number, name, mark, end
    text: str
    line: int


TOKEN = re.compile(
    r'(?P<text>"(?:[^"\\]|\\.)*")'
    r"|(?P<date>\d{4}-\d\d-\d\d)"
    r"|(?P<time>\d\d?:\d\d)"
    r"|(?P<number>\d+/\d+|\d+(?:\.\d+)?)"
    r"|(?P<name>[^\W\d_][\w-]*)"
    r"|(?P<mark>\.\.|!=|<=|>=|[-+*=<>(){},:.%/])",
    re.DOTALL)
BLANK = re.compile(r"(?:\s|#[^\n]*)+")


def unquote(quoted: str) -> str:
    """Strings may run over lines: white space collapses to one blank. Escapes are \\" and \\\\ only."""
    inner = re.sub(r"\s+", " ", quoted[1:-1])
    return re.sub(r'\\(["\\])', r"\1", inner)


def tokens_of(text: str) -> list[list[Token]]:
    """The tokens of each statement; a statement starts with a token in the first column."""
    statements: list[list[Token]] = []
    at = 0
    text = text.removeprefix("\ufeff")
    while at < len(text):
        blank = BLANK.match(text, at)
        if blank:
            at = blank.end()
            continue
        found = TOKEN.match(text, at)
        line = text.count("\n", 0, at) + 1
        if not found:
            raise Bad(f"line {line}: {text[at:at + 20]!r}")
        if at == 0 or text[at - 1] == "\n":
            statements.append([])
        if not statements:
            raise Bad(f"line {line}: an indented line without a statement")
        statements[-1].append(Token(str(found.lastgroup), found.group(), line))
        at = found.end()
    return statements


# ---- A cursor over one statement

RESERVED = set("and or not implies iff in unless only if as by via for cites subject assumed inferred note "
               "yes no more less".split())


class Cursor:
    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        self.at = 0

    def peek(self, ahead: int = 0) -> Token:
        index = self.at + ahead
        return self.tokens[index] if index < len(self.tokens) else Token("end", "", self.tokens[-1].line)

    def bad(self, expected: str) -> Bad:
        return Bad(f"line {self.peek().line}: expected {expected}, found {self.peek().text!r}")

    def next(self, kind: str) -> str:
        if self.peek().kind != kind:
            raise self.bad(kind)
        self.at += 1
        return self.tokens[self.at - 1].text

    def sees(self, *words: str) -> bool:
        """Do these words or marks follow, in this order?"""
        return all(self.peek(i).text == word and self.peek(i).kind in ("name", "mark")
                   for i, word in enumerate(words))

    def take(self, *words: str) -> bool:
        if not self.sees(*words):
            return False
        self.at += len(words)
        return True

    def need(self, *words: str) -> None:
        if not self.take(*words):
            raise self.bad(" ".join(words))

    def name(self) -> str:
        if self.peek().text in RESERVED:
            raise self.bad("a name")
        return self.next("name")

    def string(self) -> str:
        return unquote(self.next("text"))

    def word_of(self, words: str) -> str:
        if self.peek().text not in words.split():
            raise self.bad(words)
        return self.next("name")

    def list_of(self, item: Callable[[], str]) -> tuple[str, ...]:
        found = [item()]
        while self.take(","):
            found.append(item())
        return tuple(found)


# ---- Numbers and values

def number(c: Cursor) -> Fraction:
    sign = -1 if c.take("-") else 1
    if sign == 1:
        c.take("+")
    return sign * Fraction(c.next("number"))


def range_of(c: Cursor) -> t.Range:
    low = number(c)
    high = number(c) if c.take("..") else low
    if low > high:
        raise c.bad("a range from low to high")
    return low, high


def weight(c: Cursor) -> t.Range:
    found = range_of(c)
    if found[0] < 0:
        raise c.bad("a weight of 0 or more")
    return found


def value(c: Cursor) -> Union[str, Fraction]:
    """An option (also yes or no) or a number."""
    if c.peek().kind == "name":
        return c.next("name") if c.sees("yes") or c.sees("no") else c.name()
    return number(c)


def moment(c: Cursor) -> t.Moment:
    day = c.next("date")
    time = c.next("time").rjust(5, "0") if c.peek().kind == "time" else "00:00"
    return day, time


# ---- Conditions

def condition(c: Cursor) -> t.Condition:
    """implies and iff are loosest, and neither chain nor mix without parentheses."""
    left = or_condition(c)
    for word in ("implies", "iff"):
        if c.take(word):
            right = or_condition(c)
            if c.sees("implies") or c.sees("iff"):
                raise c.bad("parentheses")
            return t.Junction(word, (left, right))
    return left


def or_condition(c: Cursor) -> t.Condition:
    parts = [and_condition(c)]
    while c.take("or"):
        parts.append(and_condition(c))
    return parts[0] if len(parts) == 1 else t.Junction("or", tuple(parts))


def and_condition(c: Cursor) -> t.Condition:
    parts = [not_condition(c)]
    while c.take("and"):
        parts.append(not_condition(c))
    return parts[0] if len(parts) == 1 else t.Junction("and", tuple(parts))


def not_condition(c: Cursor) -> t.Condition:
    if c.take("not"):
        return t.Not(not_condition(c))
    if c.take("("):
        inside = condition(c)
        c.need(")")
        return inside
    return comparison(c)


def comparison(c: Cursor) -> t.Condition:
    left = sum_of(c)
    if c.take("in"):
        if len(left) != 1 or left[0].name is None or left[0].factor != 1:
            raise c.bad("an issue before `in`")
        return t.Among(left[0].name, among_items(c))
    if c.peek().text not in ("=", "!=", "<", "<=", ">", ">="):
        raise c.bad("a comparison")
    op = c.next("mark")
    return t.Compare(op, left, sum_of(c))


def among_items(c: Cursor) -> tuple[tuple[Union[str, Fraction], Union[str, Fraction]], ...]:
    c.need("{")
    items = []
    while True:
        low = value(c)
        items.append((low, value(c) if c.take("..") else low))
        if not c.take(","):
            break
    c.need("}")
    return tuple(items)


def sum_of(c: Cursor) -> tuple[t.Term, ...]:
    terms = [term(c, -1 if c.take("-") else 1)]
    while c.sees("+") or c.sees("-"):
        sign = 1 if c.next("mark") == "+" else -1
        terms.append(term(c, sign))
    return tuple(terms)


def term(c: Cursor, sign: int) -> t.Term:
    if c.peek().kind == "name":
        name = value(c)
        return t.Term(Fraction(sign), str(name))
    factor = sign * number(c)
    return t.Term(factor, c.name() if c.take("*") else None)


# ---- Clauses

def common_clause(c: Cursor, found: dict) -> bool:
    """Reads one clause that any statement may carry; False when none follows."""
    if c.take("as"):
        found["name"] = c.name()
    elif c.take("by"):
        found["by"] = c.string()
    elif c.take("via"):
        found["via"] = c.name()
    elif c.take("cites"):
        source = c.name()
        found["cites"] = found.get("cites", ()) + ((source, c.string()),)
    elif c.take("red", "line"):
        found["red_line"] = True
    elif c.take("difficulty"):
        found["difficulty"] = range_of(c)
    elif c.take("for"):
        found["interest"] = c.name()
    elif c.take("subject", "to"):
        found["subject_to"] = c.string()
    elif c.sees("assumed") or c.sees("inferred"):
        found["mark"] = c.next("name")
    elif c.take("note"):
        found["note"] = c.string()
    else:
        return False
    return True


def clauses(c: Cursor) -> t.Clauses:
    """The clauses to the end of the statement."""
    found: dict = {}
    while common_clause(c, found):
        pass
    if c.peek().kind != "end":
        raise c.bad("a clause or the end of the statement")
    return t.Clauses(**found)


def actor_clause(c: Cursor, found: dict) -> bool:
    if c.take("role"):
        found["roles"] = c.list_of(lambda: c.word_of("principal mediator guarantor host observer"))
    elif c.take("consents"):
        found["consents"] = condition(c) if c.take("when") else c.word_of("always never")
    elif c.take("voice"):
        found["voices"] = c.list_of(c.string)
    elif c.take("relays"):
        found["relays"] = c.list_of(c.name)
    else:
        return False
    return True


def membership_clause(c: Cursor, found: dict) -> bool:
    if c.take("in"):
        found["bloc"] = c.name()
    elif c.take("weight"):
        found["weight"] = weight(c)
    else:
        return False
    return True


# ---- Statements that open with a word of the language

def negotiation(c: Cursor) -> t.Statement:
    return t.Negotiation(title=c.string(), clauses=clauses(c))


def source(c: Cursor) -> t.Statement:
    name, path = c.name(), c.string()
    kind = c.word_of("press readout transcript document interview") if c.take("kind") else None
    date = c.next("date") if c.take("date") else None
    return t.Source(id=name, path=path, kind=kind, date=date, clauses=clauses(c))


def party(c: Cursor) -> t.Statement:
    name, label = c.name(), c.string()
    own: dict = {}
    common: dict = {}
    while actor_clause(c, own) or membership_clause(c, own) or common_clause(c, common):
        pass
    clauses(c)
    return t.Party(id=name, label=label, clauses=t.Clauses(**common), **own)


def bloc(c: Cursor) -> t.Statement:
    name, label = c.name(), c.string()
    own: dict = {}
    common: dict = {}
    while actor_clause(c, own) or rule_clause(c, own) or common_clause(c, common):
        pass
    clauses(c)
    return t.Bloc(id=name, label=label, clauses=t.Clauses(**common), **own)


def rule_clause(c: Cursor, found: dict) -> bool:
    if not c.take("decides"):
        return False
    if c.sees("unanimity") or c.sees("majority"):
        found["rule"] = c.next("name")
    else:
        found["rule"] = rule_or(c)
    return True


def rule_or(c: Cursor) -> t.BlocRule:
    parts = [rule_and(c)]
    while c.take("or"):
        parts.append(rule_and(c))
    return parts[0] if len(parts) == 1 else t.RuleJunction("or", tuple(parts))


def rule_and(c: Cursor) -> t.BlocRule:
    parts = [rule_term(c)]
    while c.take("and"):
        parts.append(rule_term(c))
    return parts[0] if len(parts) == 1 else t.RuleJunction("and", tuple(parts))


def rule_term(c: Cursor) -> t.BlocRule:
    if c.take("fewer", "than"):
        amount = number(c)
        c.need("against")
        return t.RuleTerm("against", amount)
    amount = number(c)
    c.need("%", "of")
    return t.RuleTerm(c.word_of("members weight"), amount)


def issue(c: Cursor) -> t.Statement:
    name, label = c.name(), c.string()
    if not c.take(":"):
        return t.Issue(id=name, label=label, options=options(c), clauses=clauses(c))
    if c.take("yes", "/", "no"):
        return t.Issue(id=name, label=label, options=(("no", None), ("yes", None)), yes_no=True,
                       clauses=clauses(c))
    low = number(c)
    c.need("..")
    high = number(c)
    c.need("step")
    step = number(c)
    unit = c.string() if c.take("unit") else None
    named = options(c) if c.take("or") else ()
    if step <= 0 or low > high or (high - low) % step:
        raise c.bad("a grid")
    grid = t.Grid(low, high, step, unit)
    return t.Issue(id=name, label=label, options=named, grid=grid, clauses=clauses(c))


def options(c: Cursor) -> tuple[tuple[str, Optional[str]], ...]:
    found: list[tuple[str, Optional[str]]] = []
    while c.peek().kind == "name" and c.peek().text not in RESERVED:
        name = c.name()
        found.append((name, c.string() if c.peek().kind == "text" else None))
    if not found:
        raise c.bad("an option")
    return tuple(found)


def rule(c: Cursor) -> t.Statement:
    return t.Rule(cond=condition(c), clauses=clauses(c))


def settled(c: Cursor) -> t.Statement:
    return t.Settled(cond=condition(c), clauses=clauses(c))


def deal(c: Cursor) -> t.Statement:
    name, label = c.name(), c.string()
    return t.Deal(id=name, label=label, values=assignments(c), clauses=clauses(c))


def assignments(c: Cursor) -> tuple[tuple[str, Union[str, Fraction]], ...]:
    c.need("{")
    values = []
    while not c.take("}"):
        which = c.name()
        c.need("=")
        values.append((which, value(c)))
        if not c.take(",") and not c.sees("}"):
            raise c.bad(", or }")
    return tuple(values)


def session(c: Cursor) -> t.Statement:
    title = c.string()
    duration = (number(c), c.word_of("min h days")) if c.take("duration") else None
    planned = c.take("planned")
    c.need("with")
    return t.Session(title=title, parties=c.list_of(c.name), duration=duration, planned=planned,
                     clauses=clauses(c))


def deadline(c: Cursor) -> t.Statement:
    return t.Deadline(at=moment(c), text=c.string(), clauses=clauses(c))


def readout(c: Cursor) -> t.Statement:
    return t.Readout(party=c.name(), text=c.string(), clauses=clauses(c))


def include(c: Cursor) -> t.Statement:
    return t.Include(path=c.string(), clauses=clauses(c))


OPENINGS: dict[str, Callable[[Cursor], t.Statement]] = {
    "negotiation": negotiation, "source": source, "party": party, "bloc": bloc, "issue": issue, "rule": rule,
    "settled": settled, "deal": deal, "session": session, "deadline": deadline, "readout": readout,
    "include": include,
}


# ---- Statements that open with a party

def said(c: Cursor) -> t.Statement:
    who = c.name()
    verb = c.next("name")
    if verb not in VERBS:
        raise c.bad("a verb")
    return VERBS[verb](c, who)


def requires(c: Cursor, who: str) -> t.Statement:
    return t.Stance(party=who, verb="requires", cond=condition(c), clauses=clauses(c))


def signals(c: Cursor, who: str) -> t.Statement:
    return t.Stance(party=who, verb="signals", cond=condition(c), clauses=clauses(c))


def refuses(c: Cursor, who: str) -> t.Statement:
    cond = condition(c)
    other = condition(c) if c.take("unless") else None
    return t.Stance(party=who, verb="refuses", cond=cond, other=other, clauses=clauses(c))


def accepts(c: Cursor, who: str) -> t.Statement:
    cond = condition(c)
    c.need("only", "if")
    return t.Stance(party=who, verb="accepts", cond=cond, other=condition(c), clauses=clauses(c))


def reserves(c: Cursor, who: str) -> t.Statement:
    c.need("on")
    return t.Reserves(party=who, issue=c.name(), clauses=clauses(c))


def drops(c: Cursor, who: str) -> t.Statement:
    return t.Withdrawal(party=who, verb="drops", target=c.name(), clauses=clauses(c))


def denies(c: Cursor, who: str) -> t.Statement:
    return t.Withdrawal(party=who, verb="denies", target=c.name(), clauses=clauses(c))


def reopens(c: Cursor, who: str) -> t.Statement:
    return t.Withdrawal(party=who, verb="reopens", target=c.name(), clauses=clauses(c))


def offers(c: Cursor, who: str) -> t.Statement:
    if c.sees("{"):
        return t.Offers(party=who, values=assignments(c), clauses=clauses(c))
    return t.Offers(party=who, deal=c.name(), clauses=clauses(c))


def awaits(c: Cursor, who: str) -> t.Statement:
    text = c.string()
    source_party = c.name() if c.take("from") else None
    return t.Awaits(party=who, text=text, source=source_party, clauses=clauses(c))


def abstains(c: Cursor, who: str) -> t.Statement:
    cond = condition(c) if c.take("when") else None
    return t.Abstains(party=who, cond=cond, clauses=clauses(c))


def values(c: Cursor, who: str) -> t.Statement:
    if c.take("("):
        cond = condition(c)
        c.need(")", ":")
        return t.Bonus(party=who, cond=cond, amount=range_of(c), clauses=clauses(c))
    which, heavy = c.name(), weight(c)
    c.need(":")
    direction = c.next("name") if c.sees("more") or c.sees("less") else None
    points = []
    while direction is None or c.take(","):
        points.append((value(c), range_of(c)))
        if direction is None and not c.take(","):
            break
    return t.Values(party=who, issue=which, weight=heavy, direction=direction, points=tuple(points),
                    clauses=clauses(c))


def prefers(c: Cursor, who: str) -> t.Statement:
    which, heavy = c.name(), weight(c)
    c.need(":")
    groups = [[value(c)]]
    while c.sees(">") or c.sees("="):
        if c.next("mark") == ">":
            groups.append([])
        groups[-1].append(value(c))
    return t.Prefers(party=who, issue=which, weight=heavy, groups=tuple(tuple(group) for group in groups),
                     clauses=clauses(c))


def alternative(c: Cursor, who: str) -> t.Statement:
    text = c.string()
    c.need("worth")
    return t.Alternative(party=who, text=text, worth=range_of(c), clauses=clauses(c))


def interest(c: Cursor, who: str) -> t.Statement:
    return t.Interest(party=who, id=c.name(), text=c.string(), clauses=clauses(c))


VERBS: dict[str, Callable[[Cursor, str], t.Statement]] = {
    "requires": requires, "refuses": refuses, "accepts": accepts, "signals": signals, "reserves": reserves,
    "drops": drops, "denies": denies, "reopens": reopens, "offers": offers, "awaits": awaits,
    "abstains": abstains, "values": values, "prefers": prefers, "alternative": alternative,
    "interest": interest,
}


# ---- Whole files

def parse_text(text: str) -> list[t.Statement]:
    """The statements of one file, each with its time; includes are kept as they stand."""
    found = []
    when: Optional[t.Moment] = None
    for tokens in tokens_of(text):
        c = Cursor(tokens)
        if c.sees("on") and c.peek(1).kind == "date":
            c.next("name")
            when = moment(c)
            clauses(c)
            continue
        opening = OPENINGS.get(c.peek().text)
        if opening:
            c.next("name")
        statement = opening(c) if opening else said(c)
        found.append(dataclasses.replace(statement, when=when))
    return found


def read_into(model: t.Model, path: str, done: set[str]) -> None:
    if os.path.realpath(path) in done:
        return
    done.add(os.path.realpath(path))
    folder = os.path.dirname(path)
    with open(path, encoding="utf-8") as file:
        statements = parse_text(file.read())
    for statement in statements:
        if isinstance(statement, t.Include):
            read_into(model, os.path.join(folder, statement.path), done)
        else:
            model.statements.append(statement)
        if isinstance(statement, t.Source):
            model.folders[statement.id] = folder


def read_model(paths: list[str]) -> t.Model:
    """Several files make one model; they are taken in the order of their names."""
    model = t.Model()
    done: set[str] = set()
    for path in sorted(paths):
        read_into(model, path, done)
    return model
