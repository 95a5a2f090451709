/** An issue -> the values that a package can take, in their order, as the model writes them. */
import type { Issue } from "../wire";
import { exactText, parseExact, plus, times } from "./exact";

export interface Grid {
  /** How many numbers there are, before the named values. */
  numbers: number;
  /** The named values: all of an issue of options, or those after `or`. */
  named: { value: string; label: string }[];
  /** The k-th number. */
  at: (index: number) => string;
}

const none: Grid = { numbers: 0, named: [], at: () => "" };

export function gridOf(issue: Issue): Grid {
  const low = issue.low && parseExact(issue.low.exact);
  const high = issue.high && parseExact(issue.high.exact);
  const step = issue.step && parseExact(issue.step.exact);
  if (!low || !high || !step || step.over === 0n) return { ...none, named: issue.options };
  const span = plus(high, times(low, -1n));
  const numbers = Number((span.over * step.under) / (span.under * step.over)) + 1;
  return { numbers, named: issue.options, at: (index) => exactText(plus(low, times(step, BigInt(index)))) };
}

/** Where a value stands among the numbers; -1 where it is none of them. */
export function indexOf(grid: Grid, value: string): number {
  const wanted = parseExact(value);
  const first = parseExact(grid.at(0));
  const second = parseExact(grid.at(1));
  if (!wanted || !first || !second || grid.numbers === 0) return -1;
  const step = plus(second, times(first, -1n));
  const way = plus(wanted, times(first, -1n));
  const index = Number((way.over * step.under) / (way.under * step.over));
  return index >= 0 && index < grid.numbers && grid.at(index) === exactText(wanted) ? index : -1;
}
