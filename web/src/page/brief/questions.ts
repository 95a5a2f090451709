/** The questions of the brief -> whom, on what, and what hangs on it. */
import type { Amount, Brief } from "../../wire";
import { fill } from "../../words/fill";
import { isolate } from "../../words/grammar";
import { groundWords } from "../../words/sentences";
import type { Words } from "../../words/table";
import type { Facts } from "../facts";

export interface Question {
  whom: string;
  what: string;
  hangs: string;
}

type Row = NonNullable<Brief["ask_next"]>[number];

function extent(words: Words, share: Amount | null): string {
  const { ask } = words.page;
  if (!share) return ask.notKnown;
  if (share.exact === "1") return ask.every;
  return share.decimal >= 0.5 ? ask.half : ask.some;
}

export function questionOf(words: Words, facts: Facts, row: Row): Question {
  const { ask } = words.page;
  const whom = row.party === null ? ask.facts : isolate(words, facts.partyName(row.party));
  const guess = row.name === null ? undefined : facts.statement(row.name);
  if (row.name !== null) {
    const what = guess ? groundWords(words, facts.names, guess) : row.name;
    return { whom, what: fill(ask.isItSo, { what }), hangs: ask.keepsOut };
  }
  const what = row.issue === null ? ask.consent : isolate(words, facts.issueName(row.issue));
  return { whom, what, hangs: extent(words, row.share) };
}
