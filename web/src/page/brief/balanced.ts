/** The yardsticks' choices -> what they choose on each open issue, in words. */
import { chosenBy } from "../../charts/balance";
import type { Solve, YardstickName } from "../../wire";
import { fill } from "../../words/fill";
import { join, listWords, own } from "../../words/grammar";
import { issueWords, setWords } from "../../words/values";
import type { Words } from "../../words/table";
import type { Facts } from "../facts";
import { isOpen } from "./standings";

export interface BalancedLine {
  issue: string;
  differ: boolean;
  text: string;
}

export function yardstickWords(words: Words, yardsticks: YardstickName[]): string {
  return listWords(
    words,
    yardsticks.map((yardstick) => words.common.yardsticks[yardstick]),
  );
}

type Yardstick = Solve["yardsticks"][number];

const choosing = (solve: Solve): Yardstick[] => solve.yardsticks.filter((yardstick) => chosenBy(yardstick).length > 0);

/** All values of the packages that it chooses; of those that solve lists where the brief does not tell. */
function valuesChosen(facts: Facts, yardstick: Yardstick, issue: string): string[] {
  const row = facts.answers.brief?.balanced?.find((line) => line.issue === issue);
  const told = row?.choices?.find((choice) => choice.yardstick === yardstick.yardstick);
  if (told) return told.values;
  return [
    ...new Set(yardstick.points.map((point) => own(point.package, issue)).filter((value) => value !== undefined)),
  ];
}

/** Yardsticks that choose the same on an issue, in the order of the yardsticks. */
function groupsOn(
  words: Words,
  facts: Facts,
  solve: Solve,
  issue: string,
): { text: string; yardsticks: YardstickName[] }[] {
  const groups: { text: string; yardsticks: YardstickName[] }[] = [];
  const names = facts.issue(issue);
  for (const yardstick of choosing(solve)) {
    const values = valuesChosen(facts, yardstick, issue);
    const text = names ? setWords(words, names, values) : values.join(words.common.comma);
    const same = groups.find((group) => group.text === text);
    if (same) same.yardsticks.push(yardstick.yardstick);
    else groups.push({ text, yardsticks: [yardstick.yardstick] });
  }
  return groups;
}

function lineOn(words: Words, facts: Facts, solve: Solve, issue: string): BalancedLine {
  const groups = groupsOn(words, facts, solve, issue);
  const differ = groups.length > 1;
  const parts = groups.map(({ text, yardsticks }) =>
    differ ? fill(words.page.brief.chosenBy, { values: text, yardsticks: yardstickWords(words, yardsticks) }) : text,
  );
  return { issue, differ, text: issueWords(words, facts.names, issue, join(parts, words.common.semicolon)) };
}

/** Issues with one value left are told above. */
export function balancedLines(words: Words, facts: Facts): BalancedLine[] {
  const { zone, solve } = facts.answers;
  if (!zone || !solve || zone.zone.empty !== false || zone.status !== "exact" || choosing(solve).length === 0)
    return [];
  return zone.issues.filter(isOpen).map((issue) => lineOn(words, facts, solve, issue.issue));
}

/** Whether some choice stands for packages that the answer does not list: equal worths, other values. */
export function hasEquals(facts: Facts, solve: Solve): boolean {
  if (facts.answers.brief?.balanced?.some((line) => line.choices !== undefined)) return false;
  return choosing(solve).some((yardstick) =>
    yardstick.points.some((point) => point.packages !== 1 && point.packages !== null),
  );
}

const weak = ["assumed", "inferred", "unverified"];

/** Whether values of a party that is compared are not its own. */
export function restsOnGuesses(facts: Facts, solve: Solve): boolean {
  const compared = new Set(solve.parties.map((row) => row.party));
  return (facts.answers.show?.values ?? []).some((row) => compared.has(row.party ?? "") && weak.includes(row.grade));
}
