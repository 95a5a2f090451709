/** The zone and the record -> the lines of "within the positions on record", by how each issue stands. */
import type { Statement, Zone } from "../../wire";
import { fill } from "../../words/fill";
import { counted, isolate, join } from "../../words/grammar";
import { groundWords, mentions, stanceWords } from "../../words/sentences";
import { issueWords, setPhrases, setWords } from "../../words/values";
import type { Words } from "../../words/table";
import type { Facts } from "../facts";
import { exclusionsOf, shortGrounds } from "./grounds";

export type Standing =
  "agreed" | "settled" | "inferred" | "single" | "open" | "wide" | "linked" | "reserved" | "disputed" | "silent";

export interface Line {
  text: string;
  /** The statement that the line tells, where it is one. */
  statement?: Statement;
  /** The text is the statement as a ground. */
  ground?: boolean;
}
export interface Lines {
  standing: Standing;
  lines: Line[];
}

type ZoneIssue = Zone["issues"][number];

const surviving = (issue: ZoneIssue): string[] =>
  issue.values.filter((value) => value.survives).map((value) => value.value);

export function isOpen(issue: ZoneIssue): boolean {
  return issue.standing === "open";
}

function standingOf(facts: Facts, issue: ZoneIssue): Standing | undefined {
  switch (issue.standing) {
    case "settled":
      return facts.isSettled(issue.issue) ? "agreed" : "settled";
    case "inferred":
      return "inferred";
    case "single":
      return "single";
    case "open":
      return surviving(issue).length === issue.values.length ? "wide" : "open";
    default:
      return undefined;
  }
}

function valuesLeft(words: Words, facts: Facts, issue: ZoneIssue): string {
  const names = facts.issue(issue.issue);
  const values = surviving(issue);
  const phrases = names ? setPhrases(words, names, values) : values;
  return issueWords(words, facts.names, issue.issue, join(phrases, words.common.semicolon, words.common.semicolonOr));
}

function guessWords(words: Words, facts: Facts, issue: ZoneIssue): string {
  const exclusions = exclusionsOf(issue);
  const names = facts.issue(issue.issue);
  const parts = exclusions.map((exclusion) => {
    const grounds = shortGrounds(words, facts, exclusion);
    if (exclusions.length < 2 || !names) return grounds;
    return fill(words.page.brief.against, { grounds, values: setWords(words, names, exclusion.values) });
  });
  return fill(words.page.brief.itRestsOn, { grounds: join(parts, words.common.semicolon) });
}

function issueLine(words: Words, facts: Facts, issue: ZoneIssue): Line {
  const text = valuesLeft(words, facts, issue);
  if (issue.standing !== "inferred") return { text };
  return { text: fill(words.common.remark, { text, remark: guessWords(words, facts, issue) }) };
}

/** Rules, settled points and stances that tie open issues to one another. */
function links(words: Words, facts: Facts, zone: Zone): Line[] {
  const open = zone.issues.filter(isOpen).map((issue) => issue.issue);
  const ties = (statement: Statement) =>
    statement.grade !== "disputed" &&
    statement.kind !== "alternative" &&
    open.filter((issue) => mentions(statement.condition, issue) || mentions(statement.only_if, issue)).length > 1;
  const kinds = ["rule", "settled", "requires", "refuses", "accepts only if"];
  return (zone.record ?? [])
    .filter((statement) => kinds.includes(statement.kind) && ties(statement))
    .map((statement) => ({ text: groundWords(words, facts.names, statement), statement, ground: true }));
}

/** A statement once, however many issues it speaks of. */
function statementsWhere(facts: Facts, wanted: (statement: Statement) => boolean): Statement[] {
  const found = new Map<string, Statement>();
  for (const issue of facts.answers.show?.issues ?? [])
    for (const row of issue.positions) if (row.name !== null && wanted(row)) found.set(row.name, row);
  return [...found.values()];
}

function partyLine(words: Words, facts: Facts, party: string | null, text: string): string {
  return fill(words.common.pair, { name: isolate(words, facts.partyName(party ?? "")), text });
}

function reserved(words: Words, facts: Facts): Line[] {
  return statementsWhere(facts, (row) => row.kind === "reserves").map((statement) => ({
    text: partyLine(words, facts, statement.party, isolate(words, facts.issueName(statement.issue ?? ""))),
    statement,
  }));
}

function disputed(words: Words, facts: Facts): Line[] {
  return statementsWhere(facts, (row) => row.grade === "disputed").map((statement) => {
    const what = fill(words.common.said.denies, { said: stanceWords(words, facts.names, statement) });
    return {
      text: fill(words.common.says, { who: isolate(words, facts.partyName(statement.party ?? "")), what }),
      statement,
    };
  });
}

/** More issues than these are counted: the matrix shows each as an open cell. */
const mostNamed = 5;

function silenceLine(words: Words, facts: Facts, silence: Zone["not_on_record"][number]): Line {
  const roles = facts.party(silence.party)?.roles ?? [];
  const guarantor = roles.includes("guarantor") && !roles.includes("principal");
  const named = silence.issues.length > mostNamed ? silence.issues.slice(0, mostNamed - 1) : silence.issues;
  let text = join(
    named.map((issue) => isolate(words, facts.issueName(issue))),
    words.common.semicolon,
  );
  const left = silence.issues.length - named.length;
  if (left > 0) text += counted(words, left, words.page.brief.moreIssues);
  if (silence.wholly) text = guarantor ? words.page.ask.consent : words.page.brief.anyIssue;
  return { text: partyLine(words, facts, silence.party, text) };
}

/** All lines, in the order of the page; standings without any are left out. */
export function standings(words: Words, facts: Facts): Lines[] {
  const { zone } = facts.answers;
  const found: Lines[] = [];
  const add = (standing: Standing, lines: Line[]) => lines.length > 0 && found.push({ standing, lines });
  if (zone && zone.zone.empty === false && zone.status === "exact") {
    for (const standing of ["agreed", "settled", "inferred", "single", "open", "wide"] as const)
      add(
        standing,
        zone.issues
          .filter((issue) => standingOf(facts, issue) === standing)
          .map((issue) => issueLine(words, facts, issue)),
      );
    add("linked", links(words, facts, zone));
  }
  add("reserved", reserved(words, facts));
  add("disputed", disputed(words, facts));
  add(
    "silent",
    (zone?.not_on_record ?? []).map((silence) => silenceLine(words, facts, silence)),
  );
  return found;
}
