"""zopa report and zopa plot: one file that holds the answers as the command line prints them and needs nothing else, text that
stays text, pictures that are XML or PNG, and for one party's eyes no number of another's."""

import html.parser
import json
import re
import struct
import xml.etree.ElementTree

from .place import ROOT, example_models, scratch
from .tally import difference
from .terminal import Session

# Name in the bundle, analysis, and what it is asked with.
PARTS = {name: (name, []) for name in ("check", "show", "brief", "zone", "why", "solve", "frontier")}
PARTS |= {"within": ("packages", ["--most", "500", "--within"]), "packages": ("packages", ["--most", "500"]),
          "timeline": ("timeline", []), "assess": ("assess", [])}
KINDS = ["frontier", "positions", "timeline"]
NAMESPACES = {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xhtml", "http://www.w3.org/1999/xlink",
              "http://www.w3.org/1998/Math/MathML", "http://www.w3.org/XML/1998/namespace", "http://www.w3.org/2000/xmlns/"}
VOID = {"meta", "br", "wbr", "input", "img", "hr", "link"}

# Texts that try to end the element that holds them, or the line of a script.
HOSTILE = """negotiation "</script><script>alert(1)</script>\u2028 <!--"
party A "</script><script>alert(1)</script>"
party B "]]></title><image href=x onerror=alert(1)> &amp; \U0001F600"
issue x "<!-- <script>" a "\u2028\u2029" b "</text><script>alert(1)</script>"
issue y "%s": -2..2 step 1/2 unit "<u>"
A requires x = a  note "--> ]]>"
B refuses y > 1  as odd_name
deal d "</script>" { x = a }
A values x 40: a 100, b 0
B values y 7: more
""" % ("w" * 3000)

# Every number of the other side is a multiple of 1/7919, and so is whatever is made of these numbers.
SECRETIVE = """negotiation "Two"
party A "A"
party B "B"
issue x "X" a b c
issue y "Y": 0..10 step 1
A values x 40: a 100, b 50, c 0
A values y 10: less
A alternative "waits" worth 12
B values x 4001/7919: a 0, b 30, c 100
B values y 5003/7919: more
B values (x = b and y > 3): +17/7919  as bonus
B alternative "goes" worth 409/7919
B requires y >= 2  as low
A requires y <= 9  as high
deal d "D" { x = b, y = 5 }
"""
PRIME = 7919


class Elements(html.parser.HTMLParser):
    """The elements of a page, the text of its scripts, and what is wrong with its nesting."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.open, self.scripts, self.attributes, self.wrong = [], [], [], []
        self.feed(text)
        self.close()
        if self.open:
            self.wrong.append(f"left open: {self.open}")

    def handle_starttag(self, tag, attrs):
        self.attributes += [(tag, name, value) for name, value in attrs]
        if tag == "script":
            self.scripts.append((dict(attrs), ""))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"does not close anything: {tag}")

    def handle_data(self, data):
        if self.open and self.open[-1] == "script":
            attrs, text = self.scripts[-1]
            self.scripts[-1] = (attrs, text + data)


def elsewhere(text):
    """The addresses in a text that are no names of namespaces."""
    return sorted(set(re.findall(r"https?://[^\s\"'`<>)\\]*", text)) - NAMESPACES)


def what_is_wrong_with_page(text):
    page = Elements(text)
    wrong = list(page.wrong) + elsewhere(text)
    wrong += [f"refers to {value}" for _, name, value in page.attributes if name in ("src", "href", "action")]
    wrong += [f"a handler: {tag} {name}" for tag, name, _ in page.attributes if name.startswith("on")]
    if [attrs.get("id") for attrs, _ in page.scripts] != ["zopa-data", None]:
        wrong.append(f"scripts: {[attrs for attrs, _ in page.scripts]}")
    if not text.startswith("<!DOCTYPE html>") or "<!--zopa" in text:
        wrong.append("no doctype, or a marker is left")
    return "; ".join(wrong)


def data_of(text):
    return next((content for attrs, content in Elements(text).scripts if attrs.get("id") == "zopa-data"), "")


class Asker:
    """Reports, pictures and answers about one model."""

    def __init__(self, build, directory):
        self.build, self.directory = build, directory
        self.takes = {name: set(re.findall(r"^ +--([\w-]+)", build.run([build.zopa, "help", analysis]).stdout, re.M))
                      for name, (analysis, _) in PARTS.items()}

    def run(self, *words):
        return self.build.run([self.build.zopa, *words], self.directory)

    def answer(self, name, model, options):
        """With those of the options, pairs of a name and a value, that the question takes."""
        taken = [f"--{option}={value}" for option, value in options if option in self.takes[name]]
        analysis, own = PARTS[name]
        return self.run(analysis, model, *taken, *own, "--format", "json").stdout

    def bundle(self, model, options, language="en"):
        """What a report has to hold, written by hand here."""
        told = [name for name in PARTS if "for" in self.takes[name] or not dict(options).get("for")]
        answers = [(name, self.answer(name, model, options)) for name in told]
        held = ",".join(f'"{name}":{text}' for name, text in answers
                        if name != "assess" or json.loads(text)["deals"])
        party = json.dumps(dict(options).get("for"))
        return f'{{"schema":"zopa-report/1","language":"{language}","for":{party},"answers":{{{held}}}}}\n'


def check_report(asker, tally, model, options, language="en"):
    words = [f"--{name}={value}" for name, value in options] + ["--language", language]
    title = f"report of {model} {' '.join(words)}"
    report = asker.run("report", model, *words)
    wrong = what_is_wrong_with_page(report.stdout) if report.status == 0 else report.stderr
    if not tally.check(not wrong, f"{title}: one page that needs nothing else", wrong):
        return
    expected = asker.bundle(model, options, language).replace("<", "\\u003c")
    tally.check(data_of(report.stdout) == expected, f"{title}: the answers as printed",
                difference(expected, data_of(report.stdout)))
    json.loads(data_of(report.stdout))
    for threads in ("1", "2"):
        again = asker.run("report", model, *words, "--threads", threads).stdout
        tally.check(again == report.stdout, f"{title}: the same on {threads} threads")


# ---- Pictures ----

def svg_of(text):
    try:
        return xml.etree.ElementTree.fromstring(text)
    except xml.etree.ElementTree.ParseError as error:
        return str(error)


def title_of(asker, model):
    return json.loads(asker.answer("show", model, []))["negotiation"]


def what_is_wrong_with_svg(text, title):
    picture = svg_of(text)
    if isinstance(picture, str):
        return picture
    wrong = elsewhere(text)
    names = {element.tag.split("}")[-1] for element in picture.iter()}
    wrong += sorted(names & {"script", "foreignObject", "image", "a", "animate", "set"})
    wrong += [name for element in picture.iter() for name in element.attrib if name.startswith("on")]
    if picture.tag != "{http://www.w3.org/2000/svg}svg":
        wrong.append(f"is no svg but {picture.tag}")
    if title not in "".join(picture.itertext()):
        wrong.append("does not name the negotiation")
    return "; ".join(wrong)


def size_of_png(file):
    data = file.read_bytes() if file.exists() else b""
    return struct.unpack(">II", data[16:24]) if data[:8] == b"\x89PNG\r\n\x1a\n" and data[12:16] == b"IHDR" else None


def check_picture(asker, tally, model, kind, theme):
    words = ["plot", kind, model, "--theme", theme]
    title = f"{kind} of {model}, {theme}"
    drawn = asker.run(*words)
    wrong = what_is_wrong_with_svg(drawn.stdout, title_of(asker, model)) if drawn.status == 0 else drawn.stderr
    if not tally.check(not wrong, f"{title}: XML with its title, nothing else", wrong):
        return
    tally.check(asker.run(*words, "--threads=1").stdout == drawn.stdout, f"{title}: the same on one thread")
    written = asker.run(*words, "-o", "picture.png")
    file = asker.directory / "picture.png"
    size = size_of_png(file)
    picture = svg_of(drawn.stdout)
    expected = tuple(round(2 * float(picture.get(side, "0"))) for side in ("width", "height"))
    tally.check(size == expected, f"{title}: PNG of twice the size", f"{size}, not {expected}; {written.stderr}")
    again = asker.run(*words, "--threads=1", "-o", "again.png")
    tally.check(again.status != 0 or file.read_bytes() == (asker.directory / "again.png").read_bytes(),
                f"{title}: the same PNG on one thread")


def check_language(asker, tally, model):
    drawn = [asker.run("plot", "timeline", model, "--language", language).stdout for language in ("en", "fr")]
    tally.check(drawn[0] and drawn[1] and drawn[0] != drawn[1], "plot: in another language")


def check_shown(asker, tally):
    """README.md shows a picture that the command draws to this day."""
    shown = ROOT / "docs/pictures/berlin-frontier.svg"
    words = ["plot", "frontier", "examples/berlin/berlin.zopa"]
    drawn = asker.run(*words).stdout
    tally.check(shown.read_bytes() == drawn.encode(), f"{shown.relative_to(ROOT)} is up to date",
                f"after a change that is meant to be seen: build/zopa {' '.join(words)} -o {shown.relative_to(ROOT)}")
    tally.check("](docs/pictures/berlin-frontier.svg)" in (ROOT / "README.md").read_text(encoding="utf-8"),
                "README.md shows it")


# ---- For one party's eyes ----

def numbers_of(text):
    """Every fraction in a text, as numerator and denominator."""
    return [(int(above), int(below)) for above, below in re.findall(r"(\d+)/(\d+)", text)]


def leaks_of(text):
    """What in a text is made of the other side's numbers: fractions, and decimals long enough to tell."""
    decimals = [number for number in re.findall(r"\d+\.\d{8,}", text)
                if abs(float(number) * PRIME - round(float(number) * PRIME)) < 1e-4]
    return [f"{above}/{below}" for above, below in numbers_of(text) if below % PRIME == 0] + decimals


def check_for(asker, tally, model, text):
    (asker.directory / model).write_text(text, encoding="utf-8")
    everything = data_of(asker.run("report", model).stdout)
    tally.check(len(leaks_of(everything)) > 10, f"for: without it {model} tells the numbers", everything[:2000])
    check_report(asker, tally, model, [("for", "A")])
    for words in (["report", model], *(["plot", kind, model] for kind in KINDS)):
        shown = asker.run(*words, "--for", "A")
        drawn = data_of(shown.stdout) if words[0] == "report" else shown.stdout
        leaks = leaks_of(drawn)
        tally.check(drawn and not leaks, f"for: {' '.join(words)} tells nothing of B's numbers",
                    " ".join(leaks[:20]) or shown.stderr)
        tally.check(str(PRIME) not in drawn, f"for: {' '.join(words)} quotes no line of B's")
    unknown = asker.run("report", model, "--for", "C")
    tally.check(unknown.status == 2 and "C" in unknown.stderr and not unknown.stdout, "for: nobody of that name",
                unknown.stderr)


# ---- The commands ----

def check_refused(asker, tally, words, said):
    refused = asker.run(*words)
    tally.check(refused.status == 2 and said in refused.stderr and not refused.stdout, f"refused: {' '.join(words)}",
                f"status {refused.status}\n{refused.stderr}")


def check_commands(asker, tally):
    model = "examples/berlin/berlin.zopa"
    for words, said in ((["report"], "name the model"), (["report", "nowhere.zopa"], "nowhere.zopa"),
                        (["report", model, "-o", model], "is not written over"),
                        (["report", model, "-o", "no/such/folder.html"], "No such file"),
                        (["report", model, "--on", "soon"], "\"soon\" is no value for on"),
                        (["report", model, "--language", "la"], "--language takes en|fr"),
                        (["plot", model], "name the picture first"), (["plot", "zone", model], "name the picture first"),
                        (["plot", "frontier"], "name the model"),
                        (["plot", "frontier", model, "-o", model], "is not written over"),
                        (["plot", "frontier", model, "--axes", "UA"], "takes two parties"),
                        (["plot", "frontier", model, "--axes", "UA,UA"], "two different parties"),
                        (["plot", "frontier", model, "--axes", "UA,XX"], "no party \"XX\""),
                        (["plot", "timeline", model, "--axes", "UA,RU"], "only the picture of the frontier")):
        check_refused(asker, tally, words, said)
    written = asker.run("report", model, "-o", "talks.html")
    tally.check(written.status == 0 and not written.stdout and not written.stderr
                and (asker.directory / "talks.html").read_text(encoding="utf-8") == asker.run("report", model).stdout,
                "report: -o writes the same bytes", written.stderr)
    limited = asker.run("report", model, "--time", "0")
    tally.check(limited.status == 3 and not what_is_wrong_with_page(limited.stdout), "report: a limit is status 3",
                f"status {limited.status}\n{limited.stderr}")
    asker.run("plot", "timeline", model, "-o", "line.PNG")
    tally.check(size_of_png(asker.directory / "line.PNG"), "plot: the ending of the file decides")
    session = Session(asker.build, [str(asker.build.zopa), "plot", "timeline", model, "--format", "png"],
                      asker.directory)
    tally.check(session.status() == 2 and b"name a file with -o" in session.seen, "plot: no PNG to a terminal",
                repr(session.seen[:200]))


def is_built_without(asker, words):
    return "this zopa was built without" in asker.run(*words, "examples/berlin/berlin.zopa").stderr


def check_built_without(asker, tally, commands):
    for words in commands:
        check_refused(asker, tally, [*words, "examples/berlin/berlin.zopa", "-o", "x.png"], "this zopa was built without")
    tally.check(not (asker.directory / "x.png").exists(), "built without: nothing is written")


def run(build, tally):
    with scratch(examples=True) as directory:
        asker = Asker(build, directory)
        missing = [words for words in (["report"], *(["plot", kind] for kind in KINDS), ["plot", "timeline", "--format=png"])
                   if is_built_without(asker, words)]
        if missing:
            check_built_without(asker, tally, missing)
            return
        (directory / "hostile.zopa").write_text(HOSTILE, encoding="utf-8")
        models = ["hostile.zopa", *(str(path.relative_to(ROOT)) for path in example_models())]
        for model in models:
            check_report(asker, tally, model, [])
            for kind in KINDS:
                check_picture(asker, tally, model, kind, "light")
        check_report(asker, tally, models[1], [("on", "2025-12-13"), ("without", "RU.pull_back")], "fr")
        check_picture(asker, tally, models[1], "positions", "dark")
        check_language(asker, tally, models[1])
        check_shown(asker, tally)
        check_for(asker, tally, "secretive.zopa", SECRETIVE)
        check_for(asker, tally, "stubborn.zopa", SECRETIVE.replace("worth 409/", "worth 40009/"))
        check_commands(asker, tally)
