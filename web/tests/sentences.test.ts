/** The English sentences of the page are those of the library, on every statement of the examples. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { whoSaysWhat, stanceWords } from "../src/words/sentences";
import { conditionWords } from "../src/words/conditions";
import { namesOf } from "../src/words/names";
import { languages } from "../src/words/table";
import type { Show, Statement, Zone } from "../src/wire";

const { en, fr } = languages;
const folder = "tests/fixtures/answers";

interface Fixture {
  show: Show;
  zone: Zone;
}
const fixtures = readdirSync(folder).map((file) => ({
  file,
  ...(JSON.parse(readFileSync(`${folder}/${file}`, "utf8")) as Fixture),
}));

/** How a bloc decides is told in the library's words, until the answers tell it as data. */
const told = (statement: Statement) => statement.kind !== "bloc" || statement.decides !== undefined;

function positionOf(show: Show, row: Statement, issue: string): string {
  const names = namesOf(show);
  const fact = row.party === null && row.condition;
  const text = fact ? conditionWords(en, names, fact, issue) : stanceWords(en, names, row, issue);
  const red = row.red_line ? `${text}: a red line` : text;
  return row.subject_to ? `${red}, subject to ${row.subject_to}` : red;
}

for (const { file, show, zone } of fixtures) {
  test(`${file}: each statement in the library's words`, () => {
    const names = namesOf(show);
    const rows = [...show.timeline, ...show.alternatives, ...show.values, ...(zone.record ?? [])].filter(told);
    assert.ok(rows.length > 0);
    for (const row of rows) assert.equal(stanceWords(en, names, row), row.words, row.name);
  });

  test(`${file}: each position in the library's words`, () => {
    for (const issue of show.issues)
      for (const row of issue.positions)
        if (row.name !== null) assert.equal(positionOf(show, row, issue.issue), row.position, row.name);
  });

  test(`${file}: French leaves nothing of the English sentences`, () => {
    const names = namesOf(show);
    const english =
      /\b(requires|refuses|accepts|only if|at least|at most|more than|less than|no longer|session|awaits|planned)\b/;
    for (const row of [...show.timeline, ...(zone.record ?? [])].filter(told)) {
      const text = whoSaysWhat(fr, names, { ...row, text: "T" }).replace(/«[^»]*»/g, "");
      assert.doesNotMatch(text, english, row.name);
    }
  });
}
