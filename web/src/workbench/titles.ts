/** Statements and issues in the words of the page, from what the record says without suppositions. */
import type { Statement } from "../wire";
import { fill } from "../words/fill";
import { isolate } from "../words/grammar";
import { issueName, type Names, namesOf, partyName } from "../words/names";
import { positionSentence } from "../words/sentences";
import type { Bench } from "./context";

const known = new WeakMap<object, Names>();

/** Of the record as it stands; computed once for each answer. */
export function benchNames(bench: Pick<Bench, "state">): Names {
  const show = bench.state.base ?? bench.state.answers.show;
  if (!show) return namesOf(undefined);
  const names = known.get(show) ?? namesOf(show);
  known.set(show, names);
  return names;
}

/** Everything that is in force and can be switched off, once each, in the order of the record. */
export function switchable(bench: Pick<Bench, "state">): Statement[] {
  const show = bench.state.base ?? bench.state.answers.show;
  const found = new Map<string, Statement>();
  for (const issue of show?.issues ?? [])
    for (const row of issue.positions) if (row.name !== null) found.set(row.name, row);
  for (const row of show?.alternatives ?? []) found.set(row.name, row);
  return [...found.values()];
}

function find(bench: Pick<Bench, "state">, name: string): Statement | undefined {
  const show = bench.state.base ?? bench.state.answers.show;
  const lists = [switchable(bench), show?.values ?? [], show?.timeline ?? []];
  return lists.flat().find((row) => row.name === name);
}

export function statementTitle(bench: Pick<Bench, "state" | "words">, name: string): string {
  const statement = find(bench, name);
  return statement ? sentenceOf(bench, statement) : name;
}

/** What a weight or a worth is called; anything else is a sentence. */
export function sentenceOf(bench: Pick<Bench, "state" | "words">, statement: Statement): string {
  const { words } = bench;
  const names = benchNames(bench);
  const who = isolate(words, partyName(names, statement.party ?? ""));
  if (statement.kind === "alternative")
    return fill(words.workbench.suppose.alternativeOf, { who, text: isolate(words, statement.text ?? "") });
  if (statement.issue !== undefined && (statement.kind === "values" || statement.kind === "prefers"))
    return fill(words.workbench.suppose.weightOf, { who, issue: isolate(words, issueName(names, statement.issue)) });
  return positionSentence(words, names, statement);
}
