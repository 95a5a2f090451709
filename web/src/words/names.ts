/** What the record calls things: labels of issues, values, parties and deals, and what was said under each name. */
import type { Show, Statement } from "../wire";
import { own } from "./grammar";

export interface IssueNames {
  issue: string;
  name: string;
  unit: string;
  /** Where it is numeric: the grid's first number, its step and how many numbers it has. */
  grid: { low: number; step: number; size: number } | undefined;
  options: { value: string; label: string }[];
}

export interface Names {
  issues: Record<string, IssueNames>;
  parties: Record<string, string>;
  deals: Record<string, string>;
  /** Everything said under a name, the earliest first. */
  said: Record<string, Statement[]>;
}

function gridOf(issue: Show["issues"][number]): IssueNames["grid"] {
  if (!issue.low || !issue.high || !issue.step) return undefined;
  const low = issue.low.decimal;
  const step = issue.step.decimal;
  return { low, step, size: step > 0 ? Math.round((issue.high.decimal - low) / step) + 1 : 1 };
}

function remember(said: Names["said"], statement: Statement): void {
  const before = own(said, statement.name);
  if (before) before.push(statement);
  else said[statement.name] = [statement];
}

/** What holds throughout is not in the timeline, but in the record's tables. */
function undated(show: Show): Statement[] {
  const rows: Statement[] = [...(show.alternatives ?? []), ...(show.values ?? [])];
  for (const issue of show.issues) for (const row of issue.positions) if (row.name !== null) rows.push(row);
  const seen: Record<string, true> = Object.create(null);
  return rows.filter((row) => row.on === null && !seen[row.name] && (seen[row.name] = true));
}

export function namesOf(show: Show | undefined): Names {
  const names: Names = {
    issues: Object.create(null),
    parties: Object.create(null),
    deals: Object.create(null),
    said: Object.create(null),
  };
  if (!show) return names;
  for (const party of show.parties) names.parties[party.party] = party.name || party.party;
  for (const issue of show.issues) {
    const { name, unit = "", options = [] } = issue;
    names.issues[issue.issue] = { issue: issue.issue, name: name || issue.issue, unit, grid: gridOf(issue), options };
  }
  for (const deal of show.deals ?? []) names.deals[deal.deal] = deal.name;
  for (const row of undated(show)) remember(names.said, row);
  for (const row of show.timeline) remember(names.said, row);
  return names;
}

export function partyName(names: Names, party: string): string {
  return names.parties[party] ?? party;
}

export function issueName(names: Names, issue: string): string {
  return names.issues[issue]?.name ?? issue;
}
