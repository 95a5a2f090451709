/** How much of a record is a guess: every grade that is one counts, on the page and in pictures. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { guessWords } from "../src/words/guesses";
import { languages } from "../src/words/table";
import type { Answers } from "../src/wire";

const record = (...grades: string[]) =>
  ({ zone: { record: grades.map((grade, at) => ({ name: `A.${at}`, grade })) } }) as unknown as Answers;

test("unverified and disputed statements are told as well as assumed ones", () => {
  const { en, fr } = languages;
  assert.equal(
    guessWords(en, record("quoted", "unverified", "disputed")),
    "Of 3 statements in force: 1 unverified and 1 disputed.",
  );
  assert.equal(guessWords(en, record("quoted")), "Of 1 statement in force none is assumed, inferred, unverified or disputed.");
  assert.equal(guessWords(fr, record("assumed", "assumed")), "Sur 2 énoncés en vigueur\u00a0: 2 supposés.");
  assert.equal(guessWords(en, record()), "No statement is in force.");
});
