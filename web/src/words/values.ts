/** Values and sets of values in words: labels instead of identifiers, runs of numbers as "10 to 40 km". */
import type { Amount, Package } from "../wire";
import { fill } from "./fill";
import { numberWords } from "./format";
import { isolate, join } from "./grammar";
import { issueName, type IssueNames, type Names } from "./names";
import type { Words } from "./table";

/** A number of the model with a language's separators, and the model's minus; "1/3" stays as it is. */
export function plainNumber(words: Words, text: string): string {
  return /^-?\d+(\.\d+)?$/.test(text) ? numberWords(words, text).replace("\u2212", "-") : text;
}

function endsAsDecimal(exact: string): boolean {
  let rest = Number(exact.split("/")[1] ?? "1");
  for (const prime of [2, 5]) while (rest % prime === 0 && rest > 1) rest /= prime;
  return rest === 1;
}

/** "10", "0.5", "1/3": exact. */
export function exactNumber(words: Words, amount: Amount): string {
  return plainNumber(words, exactText(amount));
}

/** The same without a language: as the values of an issue are written. */
export function exactText(amount: Amount): string {
  return amount.exact.includes("/") && endsAsDecimal(amount.exact) ? String(amount.decimal) : amount.exact;
}

export function withUnit(words: Words, number: string, unit: string): string {
  return unit ? fill(words.common.measure, { number, unit: isolate(words, unit) }) : number;
}

/** The place of a value in the order of its issue; -1 for what is none of its values. */
export function placeOf(issue: IssueNames, value: string): number {
  const size = issue.grid?.size ?? 0;
  const named = issue.options.findIndex((option) => option.value === value);
  if (named >= 0) return size + named;
  if (!issue.grid) return -1;
  const [over = "", under = "1"] = value.split("/");
  return Math.round((Number(over) / Number(under) - issue.grid.low) / issue.grid.step);
}

function optionOf(issue: IssueNames | undefined, value: string) {
  return issue?.options.find((option) => option.value === value);
}

/** The yes and no of `: yes/no` are words of the language, other labels are the model's. */
function optionLabel(words: Words, label: string): string {
  if (label === "yes") return words.common.yes;
  return label === "no" ? words.common.no : isolate(words, label);
}

export function valueLabel(words: Words, issue: IssueNames | undefined, value: string): string {
  const option = optionOf(issue, value);
  if (option) return optionLabel(words, option.label);
  return issue?.grid ? withUnit(words, plainNumber(words, value), issue.unit) : value;
}

/** The label between quotation marks where it is a name. */
export function quotedLabel(words: Words, issue: IssueNames | undefined, value: string): string {
  const option = optionOf(issue, value);
  const label = valueLabel(words, issue, value);
  const plain = !option || option.label === "yes" || option.label === "no";
  return plain ? label : fill(words.common.quoted, { text: label });
}

function runWords(words: Words, issue: IssueNames, run: string[]): string {
  const [first = "", second] = run;
  if (second === undefined) return valueLabel(words, issue, first);
  const high = valueLabel(words, issue, run[run.length - 1] ?? second);
  return fill(run.length === 2 ? words.common.either : words.common.range, { low: plainNumber(words, first), high });
}

/** The values of a set as phrases, in order. */
export function setPhrases(words: Words, issue: IssueNames, values: string[]): string[] {
  const size = issue.grid?.size ?? 0;
  const sorted = values.map((value) => ({ value, place: placeOf(issue, value) })).sort((a, b) => a.place - b.place);
  const runs: { last: number; values: string[] }[] = [];
  for (const { value, place } of sorted) {
    const run = runs[runs.length - 1];
    if (run && place < size && run.last + 1 === place) {
      run.values.push(value);
      run.last = place;
    } else runs.push({ last: place, values: [value] });
  }
  return runs.map((run) => runWords(words, issue, run.values));
}

/** "10 to 40 km", "a, b or c". */
export function setWords(words: Words, issue: IssueNames, values: string[]): string {
  return join(setPhrases(words, issue, values), words.common.comma, words.common.or);
}

/** "Price: 10 crowns": an issue and what it comes to. */
export function issueWords(words: Words, names: Names, issue: string, what: string): string {
  return fill(words.common.pair, { name: isolate(words, issueName(names, issue)), text: what });
}

/** A package, whole or partial, in the order of the issues. */
export function packageWords(words: Words, names: Names, chosen: Package): string {
  const issues = Object.keys(names.issues).filter((issue) => Object.prototype.hasOwnProperty.call(chosen, issue));
  const parts = issues.map((issue) =>
    issueWords(words, names, issue, quotedLabel(words, names.issues[issue], chosen[issue] ?? "")),
  );
  return join(parts, words.common.semicolon);
}
