/** Places, exact numbers, statements written back, differences of lines, what can be written where. */
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Condition, Issue, Statement } from "../src/wire";
import { argumentsOf, noChoices, takenBy } from "../src/workbench/choices";
import { choosing } from "../src/workbench/editor/completion";
import { declaredIn } from "../src/workbench/editor/declared";
import { statements } from "../src/workbench/editor/scan";
import { exactText, parseExact } from "../src/workbench/exact";
import { gridOf, indexOf } from "../src/workbench/grid";
import { lineChanges } from "../src/workbench/lines";
import { conditionText, packageText, withAmount } from "../src/workbench/model-text";
import { dateAt, placeOf } from "../src/workbench/moments";
import { exportName, freeName } from "../src/workbench/names";
import { placeOfByte, placeOfLine } from "../src/workbench/offsets";
import { panels } from "../src/workbench/panels";

const exact = (text: string) => ({ exact: text, decimal: Number(text) });
const range = (from: string, to = from) => ({ from: exact(from), to: exact(to) });
const row = (members: Partial<Statement>): Statement =>
  ({
    name: "",
    kind: "",
    party: "UA",
    words: "",
    on: null,
    grade: "assumed",
    citations: [],
    file: "",
    line: 1,
    ...members,
  }) as Statement;

test("bytes become places of UTF-16, whatever the characters", () => {
  const text = 'é "Київ" 😀x\ny';
  const bytes = (part: string) => new TextEncoder().encode(part).length;
  for (const part of ["é", 'é "К', 'é "Київ" 😀', 'é "Київ" 😀x\n'])
    assert.equal(placeOfByte(text, bytes(part)), part.length);
  assert.equal(placeOfByte(text, 10_000), text.length);
  assert.equal(placeOfByte("a\nb\nc", 6, true), 4);
});

test("lines begin where they begin", () => {
  assert.equal(placeOfLine("ab\ncd\ne", 3), 6);
  assert.equal(placeOfLine("ab", 9), 2);
});

test("numbers are exact and written as in a model", () => {
  for (const text of ["0", "-0.5", "12", "1/3", "-7/3", "0.125", "123456789012345678901234567890"]) {
    const value = parseExact(text);
    assert.ok(value);
    assert.equal(exactText(value), text);
  }
  assert.equal(exactText(parseExact("1/4") ?? { over: 0n, under: 1n }), "0.25");
  for (const text of ["", "x", "1/0", "1e3"]) assert.equal(parseExact(text), null);
});

test("a grid has the values of its issue", () => {
  const thirds = {
    low: exact("0"),
    high: exact("1"),
    step: { exact: "1/3", decimal: 0.333 },
    options: [{ value: "never", label: "" }],
  } as unknown as Issue;
  const grid = gridOf(thirds);
  assert.deepEqual([0, 1, 2, 3].map(grid.at), ["0", "1/3", "2/3", "1"]);
  assert.equal(grid.numbers, 4);
  assert.equal(indexOf(grid, "2/3"), 2);
  assert.equal(indexOf(grid, "0.5"), -1);
  assert.equal(indexOf(grid, "never"), -1);
  assert.equal(gridOf({ options: [{ value: "no", label: "" }] } as unknown as Issue).numbers, 0);
});

test("conditions are written back as they are read", () => {
  const nato: Condition = { op: "in", issue: "nato", relation: "!=", value: "open" };
  const sum: Condition = {
    op: "sum",
    relation: "<=",
    left: [
      { issue: "a", factor: exact("1") },
      { issue: "b", factor: exact("-2") },
    ],
    right: [],
    constant: exact("-3"),
  };
  assert.equal(conditionText(sum), "a - 2 * b <= -3");
  const either: Condition = { op: "or", parts: [nato, { op: "not", parts: [sum] }] };
  assert.equal(
    conditionText({ op: "implies", parts: [either, { op: "in", issue: "p", values: ["1", "2"] }] }),
    "(nato != open or not (a - 2 * b <= -3)) implies p in {1, 2}",
  );
});

test("a statement keeps all but its amount", () => {
  const points = [
    { value: "open", at: null, score: range("100") },
    { value: null, at: exact("0.5"), score: range("10", "20") },
  ];
  assert.equal(
    withAmount(row({ kind: "values", issue: "nato", amount: range("20"), points }), "40"),
    "UA values nato 40: open 100, 0.5 10..20",
  );
  const order = ["x", "y", "z"].map((value, at) => ({ value, at: null, rank: at === 0 ? 0 : 1 }));
  assert.equal(withAmount(row({ kind: "prefers", issue: "a", points: order }), "7"), "UA prefers a 7: x > y = z");
  assert.equal(
    withAmount(row({ kind: "alternative", text: 'the "war"' }), "55"),
    'UA alternative "the \\"war\\"" worth 55',
  );
  const condition: Condition = { op: "in", issue: "p", relation: "=", value: "yes" };
  assert.equal(
    withAmount(row({ kind: "bonus", name: "UA.bonus.noise", condition }), "-5"),
    "UA values (p = yes): -5 as noise",
  );
  assert.equal(withAmount(row({ kind: "session", party: null }), "1"), null);
});

test("suppositions become arguments; what is left out has no amount", () => {
  const alternative = row({ name: "UA.alternative", kind: "alternative", text: "war" });
  const bonus = row({
    name: "UA.bonus.1",
    kind: "bonus",
    condition: { op: "in", issue: "p", relation: "=", value: "yes" },
  });
  const choices = {
    ...noChoices,
    on: "2025-12-13",
    without: ["UA.x"],
    amounts: { "UA.alternative": "55", "UA.bonus.1": "3" },
    added: ["UA refuses p = no"],
  };
  assert.deepEqual(argumentsOf(choices, [alternative, bonus]), [
    ["on", "2025-12-13"],
    ["without", "UA.x"],
    ["also", 'UA alternative "war" worth 55'],
    ["without", "UA.bonus.1"],
    ["also", "UA values (p = yes): 3"],
    ["also", "UA refuses p = no"],
  ]);
  assert.deepEqual(
    argumentsOf({ ...choices, without: ["UA.alternative"], added: [], on: null, amounts: { "UA.alternative": "1" } }, [
      alternative,
    ]),
    [["without", "UA.alternative"]],
  );
  assert.deepEqual(
    takenBy("timeline", [
      ["on", "2025"],
      ["time", "1"],
    ]),
    [["time", "1"]],
  );
  assert.equal(packageText({ nato: "open", pull: "10" }), "nato = open, pull = 10");
});

test("the last place of the slider asks for no date", () => {
  const moments = ["2025-12-13", "2025-12-14", "2025-12-15T18:00"];
  assert.deepEqual(
    [0, 1, 2].map((at) => dateAt(moments, at)),
    ["2025-12-13", "2025-12-14", null],
  );
  assert.deepEqual(
    [null, "2025-12-13", "2025-12-14T09:00", "2020-01-01"].map((on) => placeOf(moments, on)),
    [2, 0, 1, 0],
  );
});

test("differences are lines only here or only there", () => {
  const kinds = (mine: string, theirs: string) => lineChanges(mine, theirs).map(({ kind, text }) => `${kind} ${text}`);
  assert.deepEqual(kinds("a\nb\nc", "a\nx\nc"), ["same a", "mine b", "theirs x", "same c"]);
  assert.deepEqual(kinds("a", "a"), ["same a"]);
  assert.deepEqual(kinds("a\nb", "b\na").filter((line) => line.startsWith("same")).length, 1);
});

test("exports say what they are of", () => {
  assert.equal(
    exportName("x/berlin.zopa", "zone", { ...noChoices, on: "2025-12-15T18:00", without: ["UA.x"] }, "json"),
    "berlin-zone-2025-12-15T1800-what-if.json",
  );
  assert.equal(exportName("berlin.zopa", "report", noChoices, "html"), "berlin-report.html");
  assert.equal(freeName("a/b.zopa", ["a/b-mine.zopa"], "mine"), "a/b-mine-2.zopa");
});

test("panels by room", () => {
  assert.deepEqual(panels("narrow", "suppose"), ["suppose"]);
  assert.deepEqual(panels("middle", "text"), ["text", "page"]);
  assert.deepEqual(panels("wide", "package"), ["text", "page", "package"]);
});

const talks = `source digest "talks.txt"
party UA "Ukraine"
party RU "Russia"
bloc ALL "all" decides majority
issue nato "NATO"
    open "stays open"
    set_aside
issue pull "Pull back": 0..40 step 10 unit "km" or never "not at all"
issue frozen "Frozen": yes/no
deal sketch "A sketch" { nato = open }
settled frozen = yes as frozen_funds
UA interest safety "no new attack"
UA requires nato = open as membership
`;
const declared = declaredIn([talks]);
const offered = (line: string): string[] =>
  choosing(talks + line, talks.length + line.length, declared)?.choices.map((one) => one.label) ?? [];

test("names are declared wherever they stand", () => {
  assert.deepEqual(
    declared.parties.map((one) => one.name),
    ["UA", "RU", "ALL"],
  );
  assert.deepEqual(
    declared.issues.map((one) => one.options.map((option) => option.name)),
    [["open", "set_aside"], ["never"], ["yes", "no"]],
  );
  assert.deepEqual(
    declared.stances["UA"]?.map((one) => one.name),
    ["membership"],
  );
  assert.deepEqual(
    declared.settled.map((one) => one.name),
    ["frozen_funds"],
  );
});

test("a statement begins in the first column, a text that is never closed ends there", () => {
  assert.equal(statements('a "x\nb "y"\n  c\n# d\ne').length, 3);
});

test("what can be written depends on the place", () => {
  assert.ok(offered("").includes("UA") && offered("").includes("party"));
  assert.ok(offered("UA ").includes("requires"));
  assert.deepEqual(offered("UA requires ").slice(0, 3), ["nato", "pull", "frozen"]);
  assert.deepEqual(offered("UA requires nato = "), ["open", "set_aside"]);
  assert.deepEqual(offered("UA requires nato in {open, "), ["open", "set_aside"]);
  assert.ok(offered("UA requires nato ").includes("!="));
  assert.ok(offered("UA refuses nato = open ").includes("unless"));
  assert.ok(offered("UA accepts nato = open ").includes("only"));
  assert.deepEqual(offered("UA drops "), ["membership"]);
  assert.deepEqual(offered("UA reopens "), ["frozen_funds"]);
  assert.deepEqual(offered("UA offers "), ["sketch"]);
  assert.deepEqual(offered("UA offers { nato = "), ["open", "set_aside"]);
  assert.deepEqual(offered("UA requires nato = open\n    cites "), ["digest"]);
  assert.deepEqual(offered("UA requires nato = open\n    for "), ["safety"]);
  assert.deepEqual(offered("UA requires nato = open via "), ["UA", "RU", "ALL"]);
  assert.deepEqual(offered("UA values nato 20: open 100, "), ["open", "set_aside"]);
  assert.deepEqual(offered('party DE "Germany"\n    role '), [
    "principal",
    "mediator",
    "guarantor",
    "host",
    "observer",
  ]);
});

test("nothing is offered inside a text, a comment or a number", () => {
  assert.deepEqual(offered('UA requires nato = open note "op'), []);
  assert.deepEqual(offered("UA requires pull = 1"), []);
  assert.deepEqual(offered("UA requires nato = open # op"), []);
});
