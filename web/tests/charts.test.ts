/** The charts as text: well-formed, escaped, complete, nothing upon another, mirrored, the same twice and in every engine. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import { createContext, runInContext } from "node:vm";
import { withBanner } from "../src/charts/banner";
import { aroundMovement, conflictPicture } from "../src/charts/conflict";
import { noDealWords } from "../src/charts/entries";
import { spread } from "../src/charts/layout";
import { mapPicture } from "../src/charts/map";
import { textWidth, wrap, wrapAtMost } from "../src/charts/measure";
import { type Box, Pen } from "../src/charts/pen";
import { type ChartOptions, coloursOf, type Picture, svgText } from "../src/charts/picture";
import { zopaPlot } from "../src/charts/plot";
import { positionsPicture } from "../src/charts/positions";
import { escape } from "../src/charts/svg";
import { type Colours, propertyName, type Role, themes } from "../src/charts/theme";
import { timelinePicture } from "../src/charts/timeline";
import type { Answers, Bundle, ComparedParty } from "../src/wire";
import { languages, type Words } from "../src/words/table";
import { bundleOf, bundleText, examples, hostileBundle, largeBundle } from "./models";
import { everyNode, type Node, parseXml } from "./xml";

const { en, fr } = languages;
const light: ChartOptions = { theme: "light" };
const rtl: Words = { ...en, direction: "rtl" };
const kinds = ["frontier", "positions", "timeline"];
const plotOptions = JSON.stringify({ language: "en", theme: "light" });

type Draw = (answers: Answers, words: Words, options: ChartOptions) => Picture;
const charts: Record<string, Draw> = { map: mapPicture, positions: positionsPicture, timeline: timelinePicture };

/** Every picture that can be made of these answers. */
function allPictures(answers: Answers, words: Words, options: ChartOptions): [string, Picture][] {
  const pictures = Object.keys(charts).map((name): [string, Picture] => [
    name,
    (charts[name] as Draw)(answers, words, options),
  ]);
  for (const conflict of answers.why?.conflicts ?? []) {
    pictures.push([`conflict ${conflict.names.join()}`, conflictPicture(answers, words, conflict.names, [], options)]);
  }
  for (const { names } of answers.why?.movements ?? []) {
    pictures.push([
      `movement ${names.join()}`,
      conflictPicture(answers, words, aroundMovement(answers, names), names, options),
    ]);
  }
  return pictures.map(([name, picture]) => [name, withBanner(picture, answers, words, options)]);
}

const read = (picture: Picture, words: Words = en): Node => parseXml(svgText(picture, words, light));
const kindsOf = (svg: Node, kind: string): Node[] =>
  everyNode(svg).filter((node) => node.attributes["data-kind"] === kind);

/** Half a pixel is no overlap. */
function overlap(a: Box, b: Box): boolean {
  const slack = 0.5;
  return (
    a.x + a.width > b.x + slack &&
    b.x + b.width > a.x + slack &&
    a.y + a.height > b.y + slack &&
    b.y + b.height > a.y + slack
  );
}

function assertClear(picture: Picture, where: string): void {
  picture.boxes.forEach((box, at) => {
    const inside =
      box.x >= -1 && box.x + box.width <= picture.width + 1 && box.y >= -1 && box.y + box.height <= picture.height + 1;
    assert.ok(inside, `${where}: “${box.text}” leaves the picture`);
    for (const other of picture.boxes.slice(at + 1))
      assert.ok(!overlap(box, other), `${where}: “${box.text}” lies on “${other.text}”`);
  });
}

test("what a model says is escaped", () => {
  assert.equal(escape('</svg><script>"'), "&lt;/svg&gt;&lt;script&gt;&quot;");
  assert.equal(escape("a\u0000b\u0007\u202ec\ud800"), "abc\ufffd");
  assert.equal(escape("\u{1f600}"), "&#128512;");
});

test("a line holds what fits, and no sign is lost", () => {
  const text = "Vesmar's guns out of the valley, after 30 days: Donaudampfschifffahrtsgesellschaftskapitän";
  for (const width of [40, 90, 200, 900]) {
    const lines = wrap(text, 12, width);
    assert.ok(lines.every((line) => line.length === 1 || textWidth(line, 12) <= width));
    assert.equal(lines.join("").replace(/ /g, ""), text.replace(/ /g, ""));
  }
  assert.ok(wrap("停戦は三十日のあとに始まる", 12, 60).length > 2);
  assert.deepEqual(wrapAtMost("one two three four", 12, 40, 2).length, 2);
  assert.match(wrapAtMost("one two three four", 12, 40, 2)[1] ?? "", /…$/);
});

test("labels are spread as near to their wishes as they can be", () => {
  assert.deepEqual(spread([10, 100], [20, 20], 0, 200), [10, 100]);
  assert.deepEqual(spread([50, 50], [20, 20], 0, 200), [40, 60]);
  assert.deepEqual(spread([190, 195], [20, 20], 0, 200), [160, 180]);
  assert.deepEqual(spread([5, 5, 5], [30, 30, 30], 0, 60), [0, 30, 60]);
});

test("colours can be told apart from what they stand on", () => {
  const light1 = (hex: string) => {
    const parts = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255);
    const [r = 0, g = 0, b = 0] = parts.map((part) =>
      part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4,
    );
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (a: string, b: string) => {
    const [one, two] = [light1(a), light1(b)];
    return (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05);
  };
  for (const colours of [themes.light, themes.dark] as Colours[]) {
    for (const ground of [colours.paper, colours.wash, colours.tint]) {
      for (const text of [colours.ink, colours.quiet, colours.second])
        assert.ok(contrast(text, ground) >= 4.5, `${text} on ${ground}`);
    }
    assert.ok(contrast(colours.onAccent, colours.accent) >= 4.5);
    for (const mark of [colours.edge, colours.accent])
      for (const ground of [colours.paper, colours.wash])
        assert.ok(contrast(mark, ground) >= 3, `${mark} on ${ground}`);
  }
});

test("a page's style sheet has the same colours", () => {
  const sheet = readFileSync("src/styles/tokens.css", "utf8");
  for (const colours of [themes.light, themes.dark] as Colours[]) {
    for (const role of Object.keys(colours) as Role[]) {
      assert.ok(sheet.includes(`--${propertyName(role)}: ${colours[role]};`), `${role} ${colours[role]}`);
    }
  }
});

for (const name of examples) {
  test(`${name}: every picture is well-formed and no text lies on another`, () => {
    for (const words of [en, fr]) {
      for (const width of [undefined, 680, 1400]) {
        const options = width === undefined ? light : { ...light, width };
        for (const [what, picture] of allPictures(bundleOf(name).answers, words, options)) {
          read(picture, words);
          assertClear(picture, `${name} ${what} ${words.tag} ${width}`);
        }
      }
    }
  });
}

test("on a phone nothing lies on anything else either", () => {
  for (const name of examples) {
    const { answers } = bundleOf(name);
    for (const options of [
      { ...light, width: 340 },
      { ...light, width: 340, compact: true },
    ]) {
      for (const [what, picture] of allPictures(answers, fr, options)) assertClear(picture, `${name} ${what}`);
    }
  }
});

test("every package has a mark, and balanced ones have theirs", () => {
  const { answers } = bundleOf("berlin");
  const svg = read(mapPicture(answers, en, light));
  const packages = answers.packages?.packages ?? [];
  assert.equal(kindsOf(svg, "in").length, packages.filter((row) => row.in_zone).length);
  assert.equal(kindsOf(svg, "out").length, packages.filter((row) => !row.in_zone).length);
  assert.equal(kindsOf(svg, "frontier").length, answers.frontier?.points.length);
  const indices = [...kindsOf(svg, "in"), ...kindsOf(svg, "out")]
    .map((node) => Number(node.attributes["data-package"]))
    .sort((a, b) => a - b);
  assert.deepEqual(
    indices,
    packages.map((_, at) => at),
  );
  assert.ok(kindsOf(svg, "in").every((node) => node.children[0]?.name === "title"));
  assert.ok(kindsOf(svg, "balanced").length >= 2);
});

test("from one party's view no other party's worth is drawn", () => {
  const { answers } = bundleOf("berlin");
  const options = { ...light, for: "UA" };
  const svg = svgText(withBanner(mapPicture(answers, en, options), answers, en, options), en, options);
  assert.match(svg, /from the view of Ukraine only/);
  assert.doesNotMatch(svg, /Russia/);
});

test("axes are chosen, and an unknown one is no axis", () => {
  const { answers } = bundleOf("river-open");
  const title = (axes: string[]) => mapPicture(answers, en, { ...light, axes }).description;
  assert.match(title(["CORRA", "USERS"]), /Corra, at the mouth and to Council of Water Users/);
  assert.equal(title(["CORRA", "nobody"]), title([]));
  assert.equal(title(["CORRA", "CORRA"]), title([]));
});

test("without values the picture is the reason", () => {
  const { answers } = bundleOf("berlin");
  const none = { ...answers, packages: undefined, frontier: undefined, solve: undefined } as unknown as Answers;
  assert.match(mapPicture(none, en, light).description, /No party's values are on record.*8 of 9,000 packages/);
  assert.match(mapPicture({}, en, light).description, /No party's values/);
  assert.match(timelinePicture({}, en, light).description, /has a date/);
  read(positionsPicture({}, en, light));
});

test("hostile texts stay texts", () => {
  for (const [what, picture] of allPictures(hostileBundle().answers, en, light)) {
    const names = everyNode(read(picture)).map((node) => node.name);
    assert.ok(
      names.every((name) =>
        ["svg", "g", "rect", "line", "polyline", "path", "circle", "text", "title", "desc"].includes(name),
      ),
      what,
    );
    assert.doesNotMatch(svgText(picture, en, light), /[\u202a-\u202e]|on\w+="/);
    assertClear(picture, what);
  }
});

test("mirrored for words that run from right to left", () => {
  const { answers } = bundleOf("berlin");
  for (const name of Object.keys(charts)) {
    const draw = charts[name] as Draw;
    const [plain, mirrored] = [read(draw(answers, en, light)), read(draw(answers, rtl, light), rtl)];
    assert.equal(mirrored.attributes["direction"], "rtl");
    const places = (svg: Node) =>
      everyNode(svg)
        .filter((node) => node.name === "line")
        .map((node) => Number(node.attributes["x1"]));
    const width = Number(plain.attributes["width"]) - 12;
    const flipped = places(plain).map((x) => Math.round((width - x) * 100) / 100);
    assert.deepEqual(places(mirrored), flipped, name);
  }
});

test("a large model stays apart, and says what is left out", () => {
  const { answers } = largeBundle();
  const texts = allPictures(answers, en, light).map(([what, picture]) => {
    assertClear(picture, what);
    return everyNode(read(picture))
      .map((node) => node.text)
      .join(" ");
  });
  assert.match(texts[0] ?? "", /2,000 drawn by lot of 4 × 10³³ packages/);
  assert.match(texts[2] ?? "", /Entries are marks here/);
});

test("every exported picture carries the banner", () => {
  for (const kind of kinds) {
    const all = everyNode(parseXml(zopaPlot(kind, bundleText("berlin"), plotOptions)))
      .map((node) => node.text)
      .join("\n");
    for (const said of [
      /Working paper, confidential · Berlin talks/,
      /15 December 2025, 18:00 · read: berlin\.zopa/,
      /Of \d+ statements in force: \d+ assumed and \d+ inferred\./,
    ]) {
      assert.match(all, said, kind);
    }
  }
  assert.throws(
    () => zopaPlot("pie", bundleText("berlin"), plotOptions),
    /unknown picture “pie”; there are frontier, positions, timeline/,
  );
});

/** The script that the command line embeds, as the build makes it. */
function builtScript(): string {
  mkdirSync("test-results/plot", { recursive: true });
  execFileSync(process.execPath, ["build.mjs", "--outDir", "test-results/plot"], { stdio: "pipe" });
  return readFileSync("test-results/plot/plot.js", "utf8");
}

const cases = (): [string, string][] => [
  ...examples.map((name): [string, string] => [name, bundleText(name)]),
  ["hostile", JSON.stringify(hostileBundle())],
  ["large", JSON.stringify(largeBundle() satisfies Bundle)],
];

/** Reads the script, then for each case kind, bundle and options, a line each; prints the pictures. */
const runner = `
#include <duktape.h>
#include <stdio.h>
#include <stdlib.h>
static char *line(FILE *f, size_t *n) {
  static char buffer[1 << 24]; int sign; *n = 0;
  while ((sign = getc(f)) != EOF && sign != '\\n') buffer[(*n)++] = (char)sign;
  return sign == EOF && *n == 0 ? NULL : buffer;
}
int main(int argc, char **argv) {
  duk_context *c = duk_create_heap_default(); static char script[1 << 22]; size_t n; char *text;
  FILE *f = fopen(argv[argc - 2], "rb"); n = fread(script, 1, sizeof script, f); fclose(f);
  if (duk_peval_lstring(c, script, n)) { fprintf(stderr, "%s\\n", duk_safe_to_stacktrace(c, -1)); return 1; }
  f = fopen(argv[argc - 1], "rb");
  for (;;) {
    duk_get_global_string(c, "zopaPlot");
    for (int i = 0; i < 3; i++) { if (!(text = line(f, &n))) return 0; duk_push_lstring(c, text, n); }
    if (duk_pcall(c, 3)) { fprintf(stderr, "%s\\n", duk_safe_to_stacktrace(c, -1)); return 1; }
    puts(duk_safe_to_string(c, -1)); duk_pop(c);
  }
}`;

/** What the interpreter without a page makes of it; null where its library is not installed. */
function duktapeOutput(calls: string[]): string | null {
  writeFileSync("test-results/plot/runner.c", runner);
  writeFileSync("test-results/plot/calls.txt", calls.join("\n"));
  try {
    execFileSync("cc", ["test-results/plot/runner.c", "-o", "test-results/plot/runner", "-lduktape", "-lm"], {
      stdio: "pipe",
    });
  } catch {
    return null;
  }
  const files = ["test-results/plot/plot.js", "test-results/plot/calls.txt"];
  return execFileSync("test-results/plot/runner", files, { maxBuffer: 1 << 28, encoding: "utf8" });
}

test("the script in ES5 gives the same pictures as the modules, twice, also without a page", (t) => {
  const script = builtScript();
  assert.doesNotMatch(script, /=>|\bclass [A-Za-z]|\blet |`/);
  const bare = createContext({
    Map: undefined,
    Set: undefined,
    Symbol: undefined,
    Promise: undefined,
    Intl: undefined,
    Date: undefined,
  });
  runInContext(script, bare);
  const inBare = (bare as { zopaPlot: typeof zopaPlot }).zopaPlot;
  const calls: string[] = [];
  const expected: string[] = [];
  for (const [name, text] of cases()) {
    for (const kind of kinds) {
      const picture = zopaPlot(kind, text, plotOptions);
      assert.equal(zopaPlot(kind, text, plotOptions), picture, `${name} ${kind} twice`);
      assert.equal(inBare(kind, text, plotOptions), picture, `${name} ${kind} without Map and Set`);
      calls.push(kind, text.trim(), plotOptions);
      expected.push(picture);
    }
  }
  const drawn = duktapeOutput(calls);
  if (drawn === null) t.diagnostic("no Duktape here: its pictures were not compared");
  else assert.ok(drawn === `${expected.join("\n")}\n`, "Duktape draws the same");
});

test("a party's name in another direction leaves the sentence around it in order", () => {
  const name = "\u05e9\u05dc\u05d5\u05dd";
  const party = { party: "B", implied: true, disagreement: { exact: "5", decimal: 5 } } as ComparedParty;
  const said = noDealWords({ show: { parties: [{ party: "B", name }] } } as unknown as Answers, en, party);
  assert.equal(said, `\u2068${name}\u2069, worst that its own positions accept: 5`);
  const pen = new Pen(400, coloursOf({ theme: "light" }), false);
  pen.text(0, 10, said);
  assert.match(pen.body, /\u200e\u2068/);
});
