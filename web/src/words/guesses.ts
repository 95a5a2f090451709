/** How much of the record in force is a guess, in a sentence: the same one on the page and in every picture. */
import type { Answers, Grade, Statement } from "../wire";
import { fill } from "./fill";
import { countWords } from "./format";
import { counted, listWords } from "./grammar";
import { gradeWords } from "./sentences";
import type { Words } from "./table";

/** Whatever is in force, once: positions, alternatives, values, and what the zone was computed from. */
export function inForce({ show, zone }: Answers): Statement[] {
  const found: Record<string, Statement> = {};
  for (const row of [...(zone?.record ?? []), ...(show?.alternatives ?? []), ...(show?.values ?? [])])
    found[row.name] = row;
  for (const issue of show?.issues ?? [])
    for (const row of issue.positions) if (row.name !== null) found[row.name] = row;
  return Object.keys(found).map((name) => found[name] as Statement);
}

const guesses: Grade[] = ["assumed", "inferred", "unverified", "disputed"];

/** "Of 23 statements in force: 15 assumed and 4 inferred." */
export function guessWords(words: Words, answers: Answers): string {
  const rows = inForce(answers);
  const { banner } = words.page;
  if (rows.length === 0) return banner.noStatements;
  const parts: string[] = [];
  for (const guess of guesses) {
    const n = rows.filter((row) => row.grade === guess).length;
    if (n > 0) parts.push(fill(banner.graded, { n: countWords(words, n), grade: gradeWords(words, guess, n === 1 ? 0 : 3) }));
  }
  return fill(parts.length > 0 ? banner.guesses : banner.noGuesses, {
    statements: counted(words, rows.length, banner.statements),
    list: listWords(words, parts),
  });
}
