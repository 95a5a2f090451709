/** What keeps values out, or would -> values that share their grounds, and the grounds in words. */
import type { SurvivingValue, Zone } from "../../wire";
import { fill } from "../../words/fill";
import { countWords } from "../../words/format";
import { join } from "../../words/grammar";
import { groundName, groundWords } from "../../words/sentences";
import { issueWords, setWords } from "../../words/values";
import type { Words } from "../../words/table";
import type { Facts } from "../facts";

/** Sets of statements, each of which alone is a ground; with whether these are all. */
export interface Grounds {
  sets: string[][];
  complete: boolean;
}
export interface SharedGrounds extends Grounds {
  /** Issue by issue, the values that have these grounds. */
  values: { issue: string; values: string[] }[];
}

export type Which = "rests_on" | "closes_with";

function groundsOf(value: SurvivingValue, which: Which): Grounds {
  if (which === "rests_on") return { sets: value.rests_on ?? [], complete: value.rests_on_complete ?? true };
  return { sets: value.closes_with ?? [], complete: value.closes_with_complete ?? true };
}

const keyOf = (grounds: Grounds): string => JSON.stringify([grounds.sets, grounds.complete]);

/** The grounds of one issue's values, each with the values that have them. */
export function exclusionsOf(
  issue: Zone["issues"][number],
  which: Which = "rests_on",
): (Grounds & { values: string[] })[] {
  const found = new Map<string, Grounds & { values: string[] }>();
  for (const value of issue.values) {
    const grounds = groundsOf(value, which);
    if (grounds.sets.length === 0) continue;
    const same = found.get(keyOf(grounds));
    if (same) same.values.push(value.value);
    else found.set(keyOf(grounds), { ...grounds, values: [value.value] });
  }
  return [...found.values()];
}

/** The same over all issues: values of several issues may hang on the same. */
export function sharedGrounds(zone: Zone, which: Which): SharedGrounds[] {
  const found = new Map<string, SharedGrounds>();
  for (const issue of zone.issues)
    for (const { sets, complete, values } of exclusionsOf(issue, which)) {
      const key = keyOf({ sets, complete });
      const part = { issue: issue.issue, values };
      const same = found.get(key);
      if (same) same.values.push(part);
      else found.set(key, { sets, complete, values: [part] });
    }
  return [...found.values()];
}

export const mostWays = 6;

function nameWords(words: Words, facts: Facts, name: string, whole: boolean): string {
  const statement = facts.statement(name);
  if (!statement) return name;
  return whole ? groundWords(words, facts.names, statement) : groundName(words, facts.names, statement);
}

/** "Russia's inferred demand, and on the assumed rule together with …" */
export function shortGrounds(words: Words, facts: Facts, grounds: Grounds): string {
  const { common } = words;
  const sets = grounds.sets.slice(0, mostWays).map((set) =>
    join(
      set.map((name) => nameWords(words, facts, name, false)),
      common.togetherWith,
    ),
  );
  const more = grounds.sets.length > mostWays || !grounds.complete;
  return join(sets, common.andOn) + (more ? common.andOnMore : "");
}

/** "Control: handed over; Withdrawal: 0 km" */
export function valuesOfGrounds(words: Words, facts: Facts, shared: SharedGrounds): string {
  const parts = shared.values.map(({ issue, values }) => {
    const names = facts.issue(issue);
    return issueWords(
      words,
      facts.names,
      issue,
      names ? setWords(words, names, values) : values.join(words.common.comma),
    );
  });
  return join(parts, words.common.semicolon);
}

/** What is left unsaid after the ways that are listed. */
export function furtherWords(words: Words, grounds: Grounds): string[] {
  const { rests } = words.page;
  const further: string[] = [];
  if (grounds.sets.length > mostWays)
    further.push(fill(rests.further, { n: countWords(words, grounds.sets.length - mostWays) }));
  if (!grounds.complete) further.push(rests.perhapsMore);
  return further;
}
