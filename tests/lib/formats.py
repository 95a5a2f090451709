"""CSV and HTML of every analysis on every example: CSV is read back by a strict reader; a page is well formed, needs
nothing from elsewhere, and the Berlin working paper fits on one printed page where Chromium is at hand to print it."""

import csv
import html.parser
import io
import re
import shutil

from .place import ROOT, example_models, questions, scratch

VOID = {"meta", "wbr", "br"}
ALLOWED = {"html", "head", "meta", "title", "style", "body", "header", "main", "footer", "section", "h1", "h2", "h3", "h4",
           "h5", "h6", "p", "pre", "ul", "li", "dl", "dt", "dd", "table", "thead", "tbody", "tr", "th", "td", "wbr"}
ATTRIBUTES = {"lang", "charset", "name", "content", "http-equiv", "class", "scope", "rowspan"}

# Labels that try to become markup or a formula, or to turn the line around; a word without end; other scripts.
HOSTILE = """negotiation "<script>alert(1)</script> & “quoted” 'single'"
party A "=HYPERLINK(1)"
party B "</title><b onclick=x>-1+2"
party C "السلام"
issue x "@SUM(1,2), <i>" a "+1+1" b "</td></table>" c "%s"
issue y "e\u0301\u0301 日本語 &amp; &#x3c;": -2..2 step 1/2 unit "<u>"
A requires x = a  note "--> ]]>"
B refuses y > 1  as odd_name
""" % ("w" * 3000)


class Page(html.parser.HTMLParser):
    """Finds what is wrong with a page."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.open, self.count, self.wrong = [], {}, []
        self.feed(text)
        self.close()
        if self.open:
            self.wrong.append(f"left open: {self.open}")
        for once in ("title", "h1", "main", "style", "header"):
            if self.count.get(once) != 1:
                self.wrong.append(f"{self.count.get(once, 0)} {once}")

    def handle_starttag(self, tag, attrs):
        self.count[tag] = self.count.get(tag, 0) + 1
        if tag not in ALLOWED or not {name for name, _ in attrs} <= ATTRIBUTES:
            self.wrong.append(f"not expected: {self.get_starttag_text()}")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"does not close anything: {tag}")


def what_is_wrong_with_page(text):
    wrong = Page(text).wrong
    if not text.startswith("<!DOCTYPE html>\n<html lang=\""):
        wrong.append("no doctype, or no language")
    wrong += [f"control character {ord(c):#x}" for c in set(re.findall(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", text))]
    wrong += re.findall(r"url\(|@import|https?:", text)
    return "; ".join(wrong)


def what_is_wrong_with_sheet(text):
    if not text:
        return "nothing is printed"
    if not text.endswith("\r\n") or text.replace("\r\n", "").count("\r") + text.replace("\r\n", "").count("\n") > 0:
        return "lines do not end with CRLF"
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    if len(set(rows[0])) != len(rows[0]) or "" in rows[0]:
        return f"header: {rows[0]}"
    formulas = [cell for row in rows for cell in row if re.match(r"=|@|[+-](?![0-9./]+$)", cell)]
    return f"formulas: {formulas}" if formulas else \
        "rows of several widths" if len({len(row) for row in rows}) > 1 else ""


def check_model(build, tally, directory, model):
    for analysis in questions(build):
        text = build.run([build.zopa, analysis, model], directory)
        page = build.run([build.zopa, analysis, model, "--format", "html"], directory)
        wrong = what_is_wrong_with_page(page.stdout)
        tally.check(not wrong and page.status == text.status, f"html: {analysis} of {model}", wrong or page.stderr)
        sheet = build.run([build.zopa, analysis, model, "--format", "csv"], directory)
        if sheet.status == 2 and "has no rows for csv" in sheet.stderr:
            continue
        wrong = what_is_wrong_with_sheet(sheet.stdout)
        tally.check(not wrong and sheet.status == text.status, f"csv: {analysis} of {model}", wrong or sheet.stderr)


def check_one_page(build, tally, directory):
    browser = shutil.which("chromium")
    if not browser:
        return
    build.run(f"zopa brief examples/berlin/berlin.zopa --format html -o {directory}/page.html")
    build.run([browser, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
               f"--user-data-dir={directory}/profile", f"--print-to-pdf={directory}/page.pdf",
               f"file://{directory}/page.html"])
    printed = directory / "page.pdf"
    pages = len(re.findall(rb"/Type\s*/Page\b", printed.read_bytes())) if printed.exists() else 0
    tally.check(pages == 1, "html: the Berlin working paper is one page of A4", f"{pages} pages")


def run(build, tally):
    for model in example_models():
        check_model(build, tally, ROOT, model.relative_to(ROOT))
    with scratch() as directory:
        (directory / "hostile.zopa").write_text(HOSTILE, encoding="utf-8")
        check_model(build, tally, directory, "hostile.zopa")
        check_one_page(build, tally, directory)
