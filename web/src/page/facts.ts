/** The answers as the page looks things up in them: statements by name, parties by identifier. Made once for all sections. */
import type { Answer, Answers, Party, Statement } from "../wire";
import { own } from "../words/grammar";
import { issueName, type IssueNames, type Names, namesOf, partyName } from "../words/names";

export interface Facts {
  answers: Answers;
  names: Names;
  /** In force, or at least on record. */
  statement: (name: string) => Statement | undefined;
  party: (party: string) => Party | undefined;
  partyName: (party: string) => string;
  issue: (issue: string) => IssueNames | undefined;
  issueName: (issue: string) => string;
  /** Issues on which something settled is on record. */
  isSettled: (issue: string) => boolean;
  /** Any answer that is there: they all begin alike. */
  heading: Answer | undefined;
}

/** Later lists win: what is in force over what was once said. */
function statementsOf(answers: Answers): Record<string, Statement> {
  const all: Record<string, Statement> = Object.create(null);
  const { show, zone, timeline } = answers;
  const lists: (Statement[] | undefined)[] = [
    timeline?.record,
    show?.timeline,
    show?.values,
    show?.alternatives,
    answers.why?.record,
    zone?.record,
  ];
  for (const list of lists) for (const statement of list ?? []) all[statement.name] = statement;
  for (const issue of show?.issues ?? []) for (const row of issue.positions) if (row.name !== null) all[row.name] = row;
  return all;
}

function settledIssues(answers: Answers): Set<string> {
  const settled = (answers.show?.issues ?? []).filter((issue) =>
    issue.positions.some((row) => row.name !== null && row.kind === "settled"),
  );
  return new Set(settled.map((issue) => issue.issue));
}

export function factsOf(answers: Answers): Facts {
  const names = namesOf(answers.show);
  const statements = statementsOf(answers);
  const settled = settledIssues(answers);
  const parties: Record<string, Party> = Object.create(null);
  for (const party of answers.show?.parties ?? []) parties[party.party] = party;
  const { show, zone, brief, why, check } = answers;
  return {
    answers,
    names,
    statement: (name) => own(statements, name),
    party: (party) => own(parties, party),
    partyName: (party) => partyName(names, party),
    issue: (issue) => own(names.issues, issue),
    issueName: (issue) => issueName(names, issue),
    isSettled: (issue) => settled.has(issue),
    heading: show ?? zone ?? brief ?? why ?? check,
  };
}
