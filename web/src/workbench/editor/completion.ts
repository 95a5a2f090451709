/** Where the cursor stands in a statement -> what can be written there. */
import type { Declared, Name } from "./declared";
import { type Token, statements } from "./scan";
import { anyClauses, clausesOf, consents, heads, kinds, lengths, quorums, roles, verbs } from "./vocabulary";

export type ChoiceKind = "keyword" | "party" | "issue" | "option" | "source" | "stance" | "deal" | "interest";
export interface Choice {
  label: string;
  detail?: string;
  kind: ChoiceKind;
}
export interface Choosing {
  /** Where the word begins that a choice replaces. */
  from: number;
  choices: Choice[];
  /** A name is due here: offered before anything is typed. */
  due: boolean;
}

const words = (list: readonly string[]): Choice[] => list.map((label) => ({ label, kind: "keyword" }));
const names = (list: readonly Name[], kind: ChoiceKind): Choice[] =>
  list.map(({ name, label }) => (label ? { label: name, detail: label, kind } : { label: name, kind }));

const relations = ["=", "!=", "<", "<=", ">", ">="];
const openers = [
  "requires",
  "refuses",
  "signals",
  "rule",
  "settled",
  "unless",
  "if",
  "when",
  "and",
  "or",
  "not",
  "implies",
  "iff",
  "(",
];
const calls = [
  "requires",
  "refuses",
  "accepts",
  "signals",
  "rule",
  "settled",
  "abstains",
  "unless",
  "if",
  "when",
  "not",
  "and",
  "or",
  "implies",
  "iff",
];

interface Place {
  /** Complete tokens before the cursor, of this statement. */
  before: Token[];
  declared: Declared;
  /** The party that speaks, and its verb; or the first word, twice. */
  party: string;
  head: string;
  last: string;
}

const issueNamed = (place: Place, name: string | undefined) =>
  place.declared.issues.find((issue) => issue.name === name);

/** The issue that was named last. */
function issueBefore(place: Place): Choice[] {
  for (let i = place.before.length - 1; i >= 0; i--) {
    const issue = issueNamed(place, place.before[i]?.text);
    if (issue) return names(issue.options, "option");
  }
  return [];
}

const issues = (place: Place): Choice[] => names(place.declared.issues, "issue");
const parties = (place: Place): Choice[] => names(place.declared.parties, "party");

function startOfStatement(place: Place): Choice[] {
  return [...parties(place), ...words(heads)];
}

const afterVerb: Record<string, (place: Place) => Choice[]> = {
  accepts: (place) => [...issues(place), ...words(["not"])],
  reserves: () => words(["on"]),
  offers: (place) => names(place.declared.deals, "deal"),
  abstains: () => words(["when", ...anyClauses]),
  drops: (place) => names(place.declared.stances[place.party] ?? [], "stance"),
  denies: (place) => names(place.declared.stances[place.party] ?? [], "stance"),
  reopens: (place) => names(place.declared.settled, "stance"),
  values: issues,
  prefers: issues,
  readout: parties,
};

const afterClause: Record<string, (place: Place) => Choice[]> = {
  cites: (place) => names(place.declared.sources, "source"),
  via: parties,
  from: parties,
  with: parties,
  relays: parties,
  for: (place) => names(place.declared.interests[place.party] ?? [], "interest"),
  role: () => words(roles),
  kind: () => words(kinds),
  decides: () => words(quorums),
  consents: () => words(consents),
  red: () => words(["line"]),
  subject: () => words(["to"]),
  only: () => words(["if"]),
};

/** The brace that is open, if one is: a package, or the values after `in`. */
function openBrace(place: Place): "package" | "values" | null {
  const texts = place.before.map((token) => token.text);
  const brace = texts.lastIndexOf("{");
  if (brace < 0 || texts.lastIndexOf("}") > brace) return null;
  return texts[brace - 1] === "in" ? "values" : "package";
}

function insideBrace(place: Place, brace: "package" | "values"): Choice[] {
  if (brace === "values") return place.last === "{" || place.last === "," ? issueBefore(place) : [];
  if (place.last === "=") return issueBefore(place);
  return place.last === "{" || place.last === "," ? issues(place) : words(issueNamed(place, place.last) ? ["="] : []);
}

/** Scores and orders: `UA values nato 20: open 100, …`. */
function scores(place: Place): Choice[] | null {
  const isScores = place.head === "values" || place.head === "prefers";
  if (!isScores || !place.before.some((token) => token.text === ":")) return null;
  const numeric = place.head === "values" && issueBefore(place).length === 0;
  if (place.last === ":")
    return [...issueBefore(place), ...words(place.head === "values" && numeric ? ["more", "less"] : [])];
  return [",", ">", "="].includes(place.last) ? issueBefore(place) : null;
}

const lists: Record<string, (place: Place) => Choice[]> = { role: () => words(roles), relays: parties, with: parties };

/** After a comma: what the list that it stands in is made of. */
function listItem(place: Place): Choice[] | null {
  if (place.last !== ",") return null;
  for (let i = place.before.length - 1; i >= 0; i--) {
    const list = lists[place.before[i]?.text ?? ""];
    if (list) return list(place);
  }
  return null;
}

function afterCondition(place: Place): Choice[] {
  const more = ["and", "or", "implies", "iff"];
  if (place.head === "refuses") more.push("unless");
  if (place.head === "accepts") more.push("only");
  return words(calls.includes(place.head) ? more : []);
}

function general(place: Place): Choice[] {
  if (issueNamed(place, place.last) && calls.includes(place.head)) {
    const before = place.before[place.before.length - 2]?.text ?? "";
    if (!relations.includes(before)) return words([...relations, "in"]);
  }
  return [...afterCondition(place), ...words(clausesOf(place.head))];
}

function choicesAt(place: Place): Choice[] {
  const { before, last, declared } = place;
  if (before.length === 0) return startOfStatement(place);
  const isParty =
    declared.parties.some((party) => party.name === before[0]?.text) && !heads.includes(before[0]?.text ?? "");
  if (before.length === 1 && isParty) return words(verbs);
  const brace = openBrace(place);
  if (brace) return insideBrace(place, brace);
  if (before.length === 2 || place.head === last) {
    const verb = afterVerb[last];
    if (verb) return verb(place);
  }
  if (last === "on" && place.head === "reserves") return issues(place);
  if (openers.includes(last)) return [...issues(place), ...words(["not"])];
  if (place.head === "party" && last === "in") return names(declared.blocs, "party");
  if (place.head === "session" && before[before.length - 2]?.text === "duration") return words(lengths);
  const clause = afterClause[last];
  if (clause) return clause(place);
  const scored = scores(place) ?? listItem(place);
  if (scored) return scored;
  if (relations.includes(last)) return issueBefore(place);
  if (last === "as" || last === "difficulty" || last === "weight") return [];
  return general(place);
}

/** Null inside a text, a comment or a number, where nothing is offered. */
export function choosing(text: string, cursor: number, declared: Declared): Choosing | null {
  const lineStart = text.lastIndexOf("\n", cursor - 1) + 1;
  const word = /[\p{L}][\p{L}\p{M}\p{N}_-]*$/u.exec(text.slice(lineStart, cursor));
  const from = word ? cursor - word[0].length : cursor;
  const line = text.slice(lineStart, from);
  if (/[\p{N}]$/u.test(line)) return null;
  const fresh = line === "";
  const list = statements(text.slice(0, from));
  const before = fresh ? [] : (list[list.length - 1] ?? []);
  const last = before[before.length - 1];
  if (last?.kind === "open" || inComment(line)) return null;
  const first = before[0]?.text ?? "";
  const head = heads.includes(first) && !verbs.includes(before[1]?.text ?? "") ? first : (before[1]?.text ?? first);
  const typed = word?.[0] ?? "";
  const choices = choicesAt({ before, declared, party: first, head, last: last?.text ?? "" });
  const longer = choices.filter(({ label }) => label !== typed && label.startsWith(typed));
  const done = longer.length === 0 && choices.some(({ label }) => label === typed);
  if (choices.length === 0 || done) return null;
  return { from, choices, due: before.length > 0 && choices.some(({ kind }) => kind !== "keyword") };
}

function inComment(line: string): boolean {
  return /#/.test(line.replace(/"(?:\\.|[^"\\])*"?/g, ""));
}
