/** The balanced packages of `solve`, those that coincide as one, and the shapes that stand for them. */
import type { Amount, Answers, BalancePoint, Package, YardstickName, Solve } from "../wire";
import { amountWords } from "../words/format";
import { isolate } from "../words/grammar";
import type { Words } from "../words/table";
import type { Shape } from "./pen";
import { partyName } from "./wording";

export interface Balance {
  names: YardstickName[];
  worths: Record<string, Amount>;
  package: Package;
  shape: Shape;
}

const shapes: Record<YardstickName, Shape> = {
  nash: "diamond",
  "kalai-smorodinsky": "triangle",
  egalitarian: "square",
  utilitarian: "circle",
};

const sameWorths = (a: Record<string, Amount>, b: Record<string, Amount>): boolean =>
  Object.keys(a).every((party) => a[party]?.exact === b[party]?.exact);

function addPoint(groups: Balance[], name: YardstickName, point: BalancePoint): void {
  const known = groups.find((group) => sameWorths(group.worths, point.worths));
  if (!known) groups.push({ names: [name], worths: point.worths, package: point.package, shape: shapes[name] });
  else if (known.names.indexOf(name) < 0) known.names.push(name);
}

/** What a yardstick is known to choose: the best found so far is no choice yet. */
export function chosenBy(yardstick: Solve["yardsticks"][number]): BalancePoint[] {
  return yardstick.exact ? yardstick.points : [];
}

/** In the order of the answer, which ranks nothing. Where several yardsticks meet, a star stands for them. */
export function balances(answers: Answers): Balance[] {
  const groups: Balance[] = [];
  for (const yardstick of answers.solve?.yardsticks ?? []) {
    for (const point of chosenBy(yardstick)) addPoint(groups, yardstick.yardstick, point);
  }
  return groups.map((group) => (group.names.length > 1 ? { ...group, shape: "star" as const } : group));
}

export function balanceWords(words: Words, balance: Balance): string {
  return balance.names.map((name) => words.charts.yardsticks[name]).join(", ");
}

/** "Ukraine 62.5 · Russia 58": worths as far as they are there for these parties. */
export function worthWords(answers: Answers, words: Words, worths: Record<string, Amount>, parties: string[]): string {
  const known = parties.filter((party) => worths[party] !== undefined);
  return known
    .map((party) => `${isolate(words, partyName(answers, party))} ${amountWords(words, worths[party] as Amount)}`)
    .join(" · ");
}
