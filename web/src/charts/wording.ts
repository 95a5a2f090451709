/** What the charts say of parties, issues and statements: the one place where words of the answers become words of a picture. */
import type { Answers, Issue, Show, Statement } from "../wire";
import { fill } from "../words/fill";
import { dateWords } from "../words/format";
import { isolate, own } from "../words/grammar";
import type { Names } from "../words/names";
import { gradeWords, mentions, stanceWords } from "../words/sentences";
import type { Words } from "../words/table";
import { valueLabel } from "../words/values";

export function partyName(answers: Answers, party: string): string {
  return answers.show?.parties.find((row) => row.party === party)?.name || party;
}

export function findIssue(show: Show | undefined, issue: string): Issue | undefined {
  return show?.issues.find((row) => row.issue === issue);
}

export const issueName = (answers: Answers, issue: string): string => findIssue(answers.show, issue)?.name || issue;

/** A condition that is not there as data cannot be told in another language: then the record's own words stand. */
const needsCondition = ["rule", "settled", "requires", "refuses", "accepts only if", "signals", "bonus"];
const isTold = (statement: Statement): boolean =>
  statement.condition !== undefined || needsCondition.indexOf(statement.kind) < 0;

/** A statement by its whole wording, without its party. */
export function statementWords(words: Words, names: Names, statement: Statement): string {
  if (statement.kind === "alternative" && statement.text !== undefined)
    return fill(words.common.wantsNoLess, { text: isolate(words, statement.text) });
  return isTold(statement) ? stanceWords(words, names, statement) : statement.words;
}

/** Of a package that is offered, the part that concerns an issue. */
function offeredWords(words: Words, names: Names, statement: Statement, issue: string, value: string): string {
  const { offers, offersNamed } = words.charts.positions;
  const said = valueLabel(words, own(names.issues, issue), value);
  const handle = statement.deal ?? "";
  return fill(handle === "" ? offers : offersNamed, {
    value: said,
    deal: isolate(words, own(names.deals, handle) || handle),
  });
}

/** The same inside the row of an issue, which need not be named again. */
export function positionWords(words: Words, names: Names, statement: Statement, issue: string): string {
  const offered = own(statement.package, issue);
  if (statement.kind === "offers" && offered !== undefined)
    return offeredWords(words, names, statement, issue, offered);
  return isTold(statement) ? stanceWords(words, names, statement, issue) : statement.words;
}

/** "relayed, 14 December 2025": how a statement is known, and since when. */
export function evidenceWords(words: Words, statement: Statement): string {
  const grade = gradeWords(words, statement.grade);
  return statement.on === null ? grade : `${grade}${words.common.comma}${dateWords(words, statement.on)}`;
}

/** The issues that a statement speaks of, in the order of the model. */
export function issuesOf(answers: Answers, statement: Statement): string[] {
  const found: string[] = statement.issue === undefined ? [] : [statement.issue];
  for (const issue of answers.show?.issues ?? []) {
    if (issue.positions.some((row) => row.name === statement.name)) found.push(issue.issue);
  }
  const speaksOf = (issue: string) => mentions(statement.condition, issue) || mentions(statement.only_if, issue);
  return (answers.show?.issues ?? [])
    .map((row) => row.issue)
    .filter((issue) => found.indexOf(issue) >= 0 || speaksOf(issue));
}

/** The statement in force under a name. */
export function findStatement(answers: Answers, name: string): Statement | undefined {
  const show = answers.show;
  for (const issue of show?.issues ?? []) {
    for (const row of issue.positions) if (row.name === name) return row;
  }
  const others: Statement[] = [...(show?.alternatives ?? []), ...(show?.values ?? []), ...(show?.timeline ?? [])];
  return others.filter((row) => row.name === name).pop();
}
