/** The brief that the page composes says in English what the brief of the command line says. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { balancedLines, hasEquals } from "../src/page/brief/balanced";
import { headline } from "../src/page/brief/headline";
import { questionOf } from "../src/page/brief/questions";
import { standings, type Standing } from "../src/page/brief/standings";
import { factsOf } from "../src/page/facts";
import { languages } from "../src/words/table";
import type { Answers } from "../src/wire";

const { en, fr } = languages;
const folder = "tests/fixtures/answers";
const fixtures = readdirSync(folder).map((file) => ({
  file,
  answers: JSON.parse(readFileSync(`${folder}/${file}`, "utf8")) as Answers,
}));

const named: Record<Standing, string> = {
  agreed: "agreed already",
  settled: "settled by them",
  inferred: "by inference",
  single: "one value left",
  open: "open",
  wide: "nothing ruled out",
  linked: "linked",
  reserved: "reserved",
  disputed: "disputed",
  silent: "not on record",
};

/** A long list of issues is cut on the page, and the rest counted. */
function isSame(page: string, command: string): boolean {
  const [kept = "", more] = page.split("; and ");
  return more?.endsWith("more issues") ? command.startsWith(kept) : page === command;
}

for (const { file, answers } of fixtures) {
  const facts = factsOf(answers);
  const { brief, solve } = answers;
  if (!brief) throw new Error(`${file} has no brief`);

  test(`${file}: the headline`, () => assert.equal(headline(en, answers), brief.answer));

  test(`${file}: the lines within the positions on record`, () => {
    const lines = standings(en, facts).flatMap(({ standing, lines: all }) =>
      all.map((line) => [named[standing], line.text] as const),
    );
    const expected = brief.positions.map((row) => [row.standing, row.words] as const);
    assert.deepEqual(
      lines.map(([standing]) => standing),
      expected.map(([standing]) => standing),
    );
    lines.forEach(([, text], at) => assert.ok(isSame(text, expected[at]?.[1] ?? ""), `${text} / ${expected[at]?.[1]}`));
  });

  test(`${file}: the balanced packages`, () => {
    if (!solve || hasEquals(facts, solve)) return;
    const expected = (brief.balanced ?? []).filter((row) => row.issue !== null).map((row) => row.words);
    const lines = balancedLines(en, facts);
    const ordered = [...lines.filter((line) => !line.differ), ...lines.filter((line) => line.differ)];
    assert.deepEqual(
      ordered.map((line) => line.text),
      expected,
    );
  });

  test(`${file}: the questions, in French too`, () => {
    for (const row of brief.ask_next ?? []) {
      const question = questionOf(fr, facts, row);
      assert.ok(question.whom && question.what && question.hangs);
      assert.doesNotMatch(question.hangs, /every|some of/);
    }
  });
}

test("no answer at all is told as such", () => assert.equal(headline(en, {}), en.page.brief.headlines.notAsked));
