/** What is asked beside the record: a date, suppositions, a package -> the arguments of a question. */
import type { Package, Statement } from "../wire";
import { packageText, withAmount } from "./model-text";

export interface Choices {
  /** Null: the last date of the record. */
  on: string | null;
  /** Names of statements that are left out. */
  without: string[];
  /** Names of values, orders, bonuses and alternatives -> their amount as supposed. */
  amounts: Record<string, string>;
  /** Statements supposed, as written by hand. */
  added: string[];
  deal: Package;
}

export const noChoices: Choices = { on: null, without: [], amounts: {}, added: [], deal: {} };

export type Argument = [name: string, value: string];

/** A bonus without a name of its own cannot be replaced by one of the same name: the old one is left out. */
const unnamed = (statement: Statement): boolean => statement.kind === "bonus" && /\.\d+$/.test(statement.name);

/** `rows`: the statements in force as the record has them. */
export function argumentsOf(choices: Choices, rows: Statement[]): Argument[] {
  const list: Argument[] = choices.on === null ? [] : [["on", choices.on]];
  for (const name of choices.without) list.push(["without", name]);
  for (const row of rows) {
    const amount = choices.amounts[row.name];
    const text = amount === undefined || choices.without.includes(row.name) ? null : withAmount(row, amount);
    if (text === null) continue;
    if (unnamed(row)) list.push(["without", row.name]);
    list.push(["also", text]);
  }
  for (const text of choices.added) list.push(["also", text]);
  return list;
}

/** The timeline is that of the whole record, whatever the date. */
export const takenBy = (slot: string, rows: Argument[]): Argument[] => {
  if (slot === "timeline") return rows.filter(([name]) => name !== "on");
  return slot === "within" ? [...rows, ["within", ""]] : rows;
};

export const dealArgument = (deal: Package): Argument => ["deal", packageText(deal)];

export const isSupposing = (choices: Choices): boolean =>
  choices.without.length > 0 || choices.added.length > 0 || Object.keys(choices.amounts).length > 0;

export const toggled = (list: string[], name: string): string[] =>
  list.includes(name) ? list.filter((other) => other !== name) : [...list, name];

export function withoutKey<T>(table: Record<string, T>, key: string): Record<string, T> {
  const rest = { ...table };
  delete rest[key];
  return rest;
}
