/** Conditions -> words, in any language of the table. */
import type { Amount, Condition, Relation, Term } from "../wire";
import { fill } from "./fill";
import { isolate, join } from "./grammar";
import { issueName, type IssueNames, type Names } from "./names";
import { exactNumber, exactText, issueWords, placeOf, quotedLabel, setPhrases, valueLabel, withUnit } from "./values";
import type { Words } from "./table";

type In = Extract<Condition, { op: "in" }>;
type Sum = Extract<Condition, { op: "sum" }>;

const holds: Record<Relation, (a: number, b: number) => boolean> = {
  "=": (a, b) => a === b,
  "!=": (a, b) => a !== b,
  "<": (a, b) => a < b,
  "<=": (a, b) => a <= b,
  ">": (a, b) => a > b,
  ">=": (a, b) => a >= b,
};

/** "a", "b" or "c"; options stand between quotation marks. */
function alternatives(words: Words, issue: IssueNames, values: string[]): string {
  const phrases = setPhrases(words, issue, values);
  const quoted = issue.grid ? phrases : phrases.map((text) => fill(words.common.quoted, { text }));
  return join(quoted, words.common.comma, words.common.or);
}

/** The relation with an option: numbers do not compare with names, options compare by their order. */
function comparedOption(words: Words, issue: IssueNames, relation: Relation, value: string): string {
  const label = quotedLabel(words, issue, value);
  if (relation === "=") return label;
  const size = issue.options.length + (issue.grid?.size ?? 0);
  if (relation === "!=") return fill(size === 2 ? words.common.notValue : words.common.anythingBut, { value: label });
  if (issue.grid) return words.common.nothing;
  const place = placeOf(issue, value);
  const allowed = issue.options.filter((_, at) => holds[relation](at, place)).map((option) => option.value);
  return allowed.length > 0 ? alternatives(words, issue, allowed) : words.common.nothing;
}

function inWords(words: Words, names: Names, condition: In, context: string | undefined): string {
  const issue = names.issues[condition.issue];
  const bare = condition.issue === context;
  let phrase: string;
  if (!issue) phrase = "values" in condition ? condition.values.join(words.common.comma) : condition.value;
  else if ("values" in condition) phrase = alternatives(words, issue, condition.values);
  else if (issue.options.some((option) => option.value === condition.value))
    phrase = comparedOption(words, issue, condition.relation, condition.value);
  else phrase = fill(words.common.compared[condition.relation], { value: valueLabel(words, issue, condition.value) });
  return bare ? phrase : issueWords(words, names, condition.issue, phrase);
}

const positive = (amount: Amount): Amount => ({
  exact: amount.exact.replace("-", ""),
  decimal: Math.abs(amount.decimal),
});

function termWords(words: Words, names: Names, term: Term, first: boolean): string {
  const size = positive(term.factor);
  const minus = term.factor.decimal < 0;
  const name = fill(words.common.quoted, { text: isolate(words, issueName(names, term.issue)) });
  const times = exactText(size) === "1" ? name : fill(words.common.times, { factor: exactNumber(words, size), name });
  if (first) return minus ? fill(words.common.negative, { term: times }) : times;
  return (minus ? words.common.minus : words.common.plus) + times;
}

/** The constant has the unit of the first issue that is added up. */
function constantWords(words: Words, names: Names, sum: Sum, constant: Amount, first: boolean): string {
  const minus = constant.decimal < 0;
  const unit = names.issues[(sum.left[0] ?? sum.right[0])?.issue ?? ""]?.unit ?? "";
  const number = withUnit(words, exactNumber(words, minus && !first ? positive(constant) : constant), unit);
  if (first) return number;
  return (minus ? words.common.minus : words.common.plus) + number;
}

function sumWords(words: Words, names: Names, sum: Sum): string {
  let left = sum.left.map((term, at) => termWords(words, names, term, at === 0)).join("");
  let right = sum.right.map((term, at) => termWords(words, names, term, at === 0)).join("");
  const turned = {
    exact: sum.constant.exact.startsWith("-") ? sum.constant.exact.slice(1) : `-${sum.constant.exact}`,
    decimal: -sum.constant.decimal,
  };
  if (sum.left.length === 0)
    left = constantWords(words, names, sum, sum.constant.decimal === 0 ? sum.constant : turned, true);
  else if (sum.right.length === 0 || sum.constant.decimal !== 0)
    right += constantWords(words, names, sum, sum.constant, sum.right.length === 0);
  return fill(words.common.sums[sum.relation], { left, right });
}

const isCompound = (condition: Condition): boolean => condition.op !== "in" && condition.op !== "sum";

function partWords(words: Words, names: Names, part: Condition, context: string | undefined): string {
  const text = conditionWords(words, names, part, context);
  return isCompound(part) && part.op !== "not" ? fill(words.common.group, { text }) : text;
}

/** A condition; the name of the issue `context` is understood and left out. */
export function conditionWords(words: Words, names: Names, condition: Condition, context?: string): string {
  if (condition.op === "in") return inWords(words, names, condition, context);
  if (condition.op === "sum") return sumWords(words, names, condition);
  const parts = condition.parts.map((part) => partWords(words, names, part, context));
  const [first = "", second = ""] = parts;
  switch (condition.op) {
    case "not": {
      const inner = condition.parts[0];
      return fill(words.common.not, {
        text: inner && isCompound(inner) ? first : fill(words.common.group, { text: first }),
      });
    }
    case "implies":
      return fill(words.common.implies, { first, second });
    case "iff":
      return fill(words.common.exactlyWhen, { first, second });
    case "and":
      return join(parts, words.common.and);
    default:
      return join(parts, words.common.or);
  }
}

/** Whether a condition speaks of the issue. */
export function mentions(condition: Condition | undefined, issue: string): boolean {
  if (!condition) return false;
  if (condition.op === "in") return condition.issue === issue;
  if (condition.op === "sum") return [...condition.left, ...condition.right].some((term) => term.issue === issue);
  return condition.parts.some((part) => mentions(part, issue));
}
