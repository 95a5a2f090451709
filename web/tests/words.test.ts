/** The word tables and what builds sentences from them. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { capitalise, counted, isolate } from "../src/words/grammar";
import { countWords, dateWords } from "../src/words/format";
import { namesOf } from "../src/words/names";
import { languages, type Words } from "../src/words/table";
import type { IssueNames } from "../src/words/names";
import { plainNumber, setWords, valueLabel } from "../src/words/values";

const { en, fr } = languages;

/** Every text of a table with its path. */
function texts(value: unknown, path = ""): [string, string][] {
  if (typeof value === "string") return [[path, value]];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => texts(part, `${path}.${key}`));
}

const placesOf = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? "").sort();

test("a translation has the places of the original, in every text", () => {
  const french = new Map(texts(fr));
  for (const [path, text] of texts(en)) {
    const translated = french.get(path);
    if (translated === undefined || path.startsWith(".dates")) continue;
    const missing = placesOf(text).filter((place) => !placesOf(translated).includes(place));
    assert.deepEqual(missing, [], path);
  }
});

test("no French text is left in English", () => {
  const english = new Map(texts(en));
  const samples = [".workbench.suppose.addExample"]; // statements of the language, the same in all
  const left = texts(fr).filter(
    ([path, text]) => !samples.includes(path) && english.get(path) === text && /[a-z]{4,}.* .*[a-z]{4,}/.test(text.replace(/\{\w+\}/g, "")),
  );
  assert.deepEqual(left, []);
});

test("nought is singular in French, plural in English", () => {
  const forms = { one: "{n} un", many: "{n} plusieurs" };
  assert.equal(counted(fr, 0, forms), "0 un");
  assert.equal(counted(en, 0, forms), "0 plusieurs");
  assert.equal(counted(en, 1, forms), "1 un");
});

test("counts: grouped in threes; uncountable ones are told", () => {
  assert.equal(countWords(en, 9000), "9,000");
  assert.equal(countWords(fr, 12345), "12\u202f345");
  assert.equal(countWords(en, null), en.common.beyondCount);
});

test("values of a model are grouped as counts are; fractions stay", () => {
  assert.equal(plainNumber(en, "1000000"), "1,000,000");
  assert.equal(plainNumber(fr, "1000000.5"), "1\u202f000\u202f000,5");
  assert.equal(plainNumber(fr, "1/3"), "1/3");
});

test("dates as a language writes them: the first of a month, hours", () => {
  assert.equal(dateWords(en, "2025-12-01T18:05"), "1 December 2025, 18:05");
  assert.equal(dateWords(fr, "2025-12-01"), "1er décembre 2025");
  assert.equal(dateWords(fr, "2025-12-14T18:05"), "14 décembre 2025 à 18\u00a0h\u00a005");
});

test("French signs: a thin space before a semicolon, no straight apostrophe", () => {
  const wrong = texts(fr).filter(([, text]) => /[^\u202f];|\p{L}'\p{L}/u.test(text));
  assert.deepEqual(wrong, []);
});

test("names of the other direction are marked off, others are left alone", () => {
  const rtl = { ...en, direction: "rtl" } as Words;
  assert.equal(isolate(en, "Russia"), "Russia");
  assert.equal(isolate(en, "السودان"), "\u2068السودان\u2069");
  assert.equal(isolate(rtl, "Russia"), "\u2068Russia\u2069");
});

test("capitals go behind opening signs", () => {
  assert.equal(capitalise("«\u00a0écrit"), "«\u00a0Écrit");
  assert.equal(capitalise("the rule"), "The rule");
});

const distance: IssueNames = {
  issue: "d",
  name: "Distance",
  unit: "km",
  grid: { low: 0, step: 0.5, size: 5 },
  options: [{ value: "never", label: "not at all" }],
};

test("runs of numbers are told by their ends, two of them one by one", () => {
  assert.equal(setWords(en, distance, ["0.5", "0", "1", "never"]), "0 to 1 km or not at all");
  assert.equal(setWords(en, distance, ["1", "1.5"]), "1 or 1.5 km");
  assert.equal(setWords(fr, distance, ["0", "0.5", "1"]), "0 à 1\u00a0km");
  assert.equal(valueLabel(fr, distance, "1.5"), "1,5\u00a0km");
});

test("no record has no names, and asks for none", () => {
  const names = namesOf(undefined);
  assert.deepEqual(Object.keys(names.issues), []);
  assert.equal(names.parties["constructor"], undefined);
});
