/** The French report has no English word: every Latin word on it is of the French table, since the model has none. */
import { fr } from "../src/words/fr";
import { foreignExample } from "./lib/foreign";
import { examples } from "./lib/program";
import { expect, test } from "./lib/test";
import { latinWords, textsOf, vocabulary } from "./lib/words";

/** The program, its languages, and what two examples call their sources: the same in every language. */
const names = ["zopa", "english", "français", "readout", "interview"];

/** Statements and files are named alike in every language: UA.values.nato, rule.1, talks.txt. */
const withoutNames = (text: string): string => text.replace(/[\p{L}\p{N}_-]+(\.[\p{L}\p{N}_-]+)+/gu, " ");

for (const example of examples)
  test(`${example}: the report in French has no word of another language`, async ({ openReport }) => {
    const { page, seen } = await openReport(foreignExample(example), "--language", "fr");
    const known = new Set([...vocabulary(fr), ...names, example]);
    const strange = (await textsOf(page)).filter((text) =>
      latinWords(withoutNames(text)).some((word) => !known.has(word.toLowerCase())),
    );
    expect([...new Set(strange)].slice(0, 30)).toEqual([]);
    await expect(page.locator("html")).toHaveAttribute("lang", "fr");
    expect(seen.errors).toEqual([]);
  });
