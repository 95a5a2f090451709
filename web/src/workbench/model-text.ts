/** Conditions and statements of an answer -> the language they were written in, for statements that are supposed. */
import type { Amount, Condition, Package, Range, Statement, Term } from "../wire";
import { exactText, parseExact } from "./exact";

const number = (amount: Amount): string => {
  const value = parseExact(amount.exact);
  return value ? exactText(value) : amount.exact;
};

const rangeText = (range: Range): string =>
  range.from.exact === range.to.exact ? number(range.from) : `${number(range.from)}..${number(range.to)}`;

const quoted = (text: string): string => `"${text.replace(/[\\"]/g, "\\$&").replace(/\s+/g, " ")}"`;

function termText(term: Term): string {
  const factor = number(term.factor);
  if (factor === "1") return term.issue;
  return factor === "-1" ? `- ${term.issue}` : `${factor} * ${term.issue}`;
}

function sumText(terms: Term[], constant: Amount | null): string {
  const parts = terms.map(termText);
  if (constant && (constant.decimal !== 0 || parts.length === 0)) parts.push(number(constant));
  if (parts.length === 0) return "0";
  return parts.join(" + ").replace(/\+ - ?/g, "- ");
}

type Join = Extract<Condition, { parts: Condition[] }>;

function joined(condition: Join): string {
  const inner = condition.parts.map((part) =>
    "parts" in part && part.op !== "not" ? `(${conditionText(part)})` : conditionText(part),
  );
  return condition.op === "not"
    ? `not (${conditionText(condition.parts[0] as Condition)})`
    : inner.join(` ${condition.op} `);
}

export function conditionText(condition: Condition): string {
  if (condition.op === "sum")
    return `${sumText(condition.left, null)} ${condition.relation} ${sumText(condition.right, condition.constant)}`;
  if (condition.op !== "in") return joined(condition);
  if ("values" in condition) return `${condition.issue} in {${condition.values.join(", ")}}`;
  return `${condition.issue} ${condition.relation} ${condition.value}`;
}

export const packageText = (deal: Package): string =>
  Object.entries(deal)
    .map(([issue, value]) => `${issue} = ${value}`)
    .join(", ");

function scores(statement: Statement): string {
  const points = statement.points ?? [];
  return points
    .map(
      (point) => `${point.value ?? (point.at ? number(point.at) : "")} ${point.score ? rangeText(point.score) : "0"}`,
    )
    .join(", ");
}

function order(statement: Statement): string {
  const points = [...(statement.points ?? [])].sort((a, b) => (a.rank ?? 0) - (b.rank ?? 0));
  return points
    .map((point, i) => (i === 0 ? "" : point.rank === points[i - 1]?.rank ? " = " : " > ") + (point.value ?? ""))
    .join("");
}

/** The statement of values, an order, a bonus or an alternative with another amount; null where it has none. */
export function withAmount(statement: Statement, amount: string): string | null {
  const { party, issue } = statement;
  if (!party) return null;
  if (statement.kind === "values" && issue) return `${party} values ${issue} ${amount}: ${scores(statement)}`;
  if (statement.kind === "prefers" && issue) return `${party} prefers ${issue} ${amount}: ${order(statement)}`;
  if (statement.kind === "alternative") return `${party} alternative ${quoted(statement.text ?? "")} worth ${amount}`;
  if (statement.kind !== "bonus" || !statement.condition) return null;
  const name = statement.name.split(".").pop() ?? "";
  return `${party} values (${conditionText(statement.condition)}): ${amount}${/^\d+$/.test(name) ? "" : ` as ${name}`}`;
}
