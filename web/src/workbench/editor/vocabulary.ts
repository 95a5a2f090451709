/** The words of the language by the places where they stand: see docs/language.md. */

/** First words of a statement; those after a party are verbs. */
export const heads = [
  "negotiation",
  "source",
  "include",
  "party",
  "bloc",
  "issue",
  "rule",
  "settled",
  "deal",
  "on",
  "session",
  "deadline",
  "readout",
];

export const verbs = [
  "requires",
  "refuses",
  "accepts",
  "signals",
  "reserves",
  "offers",
  "abstains",
  "drops",
  "denies",
  "reopens",
  "awaits",
  "interest",
  "values",
  "prefers",
  "alternative",
];

/** These can never be names. */
export const reserved = [
  "and",
  "or",
  "not",
  "implies",
  "iff",
  "in",
  "unless",
  "only",
  "if",
  "as",
  "by",
  "via",
  "for",
  "cites",
  "subject",
  "assumed",
  "inferred",
  "note",
  "yes",
  "no",
  "more",
  "less",
];

/** Words that join or continue what a statement says. */
export const connectives = [
  "and",
  "or",
  "not",
  "implies",
  "iff",
  "in",
  "unless",
  "only",
  "if",
  "when",
  "to",
  "of",
  "than",
  "against",
];

export const anyClauses = ["as", "by", "via", "cites", "assumed", "inferred", "for", "subject", "note"];
const saidClauses = ["red", "difficulty"];
const partyClauses = ["role", "consents", "voice", "relays", "in", "weight"];

const headClauses: Record<string, string[]> = {
  party: partyClauses,
  bloc: partyClauses.filter((word) => word !== "in" && word !== "weight"),
  source: ["kind", "date"],
  session: ["duration", "planned", "with"],
  awaits: ["from"],
};

const setting = ["negotiation", "source", "party", "bloc", "issue", "deal", "include"];

/** What may follow a complete statement: `head` is its first word, or its verb. */
export function clausesOf(head: string): string[] {
  if (head === "on" || head === "include") return [];
  return [...(headClauses[head] ?? []), ...anyClauses, ...(setting.includes(head) ? [] : saidClauses)];
}

export const clauseWords = new Set([
  ...anyClauses,
  ...saidClauses,
  ...Object.values(headClauses).flat(),
  "line",
  "worth",
  "decides",
  "step",
  "unit",
  "on",
]);

export const roles = ["principal", "mediator", "guarantor", "host", "observer"];
export const kinds = ["press", "readout", "transcript", "document", "interview"];
export const quorums = ["unanimity", "majority", "fewer"];
export const consents = ["always", "never", "when"];
export const lengths = ["min", "h", "days"];
