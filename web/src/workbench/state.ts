/** The state of the workbench and all that can happen to it: one immutable value, one reducer. */
import type { Answer, Answers, Assess, Diagnostic, Language, Show } from "../wire";
import { type Choices, noChoices } from "./choices";
import { type Document, isUnsaved } from "./documents";
import { type History, type Step, noHistory, recorded } from "./history";

export type View = "text" | "page" | "suppose" | "package";

/** A question under way or answered. `base` is show without suppositions, `package` an assessment of the package built. */
export type Slot = keyof Answers | "base" | "package";

export interface Run {
  id: number;
  since: number;
  /** From 0 to 1; null: not known. */
  share: number | null;
  /** The first, short try, or the one with the full time. */
  full: boolean;
}

export type Notice =
  | { what: "restored" }
  /** The tab has no room to keep unsaved texts in. */
  | { what: "full" }
  /** A file that is no text in UTF-8. */
  | { what: "unreadable"; path: string }
  | { what: "saved"; path: string }
  /** A text that was not touched here and was changed on disk. */
  | { what: "reread"; path: string }
  | { what: "refused"; text: string }
  | { what: "exported"; name: string };

/** A file that was changed outside while it was edited here. */
export interface Clash {
  path: string;
  /** As it is on disk by now. */
  theirs: Document;
}

export interface State {
  language: Language;
  documents: Document[];
  current: string;
  view: View;
  /** Of the width, what the text gets. */
  split: number;
  choices: Choices;
  history: History;
  /** Counts whatever changes the question; `deals` what changes the package alone. */
  revision: number;
  deals: number;
  answers: Answers;
  base: Show | null;
  assessed: Assess | null;
  /** The revision that an answer belongs to. */
  answered: Partial<Record<Slot, number>>;
  /** Slots whose answer is a first, short one. */
  short: Slot[];
  refused: Partial<Record<Slot, string>>;
  diagnostics: Diagnostic[];
  /** What the model is made of, also where it has errors. */
  files: string[];
  /** The revision that the diagnostics belong to. */
  checked: number;
  runs: Partial<Record<Slot, Run>>;
  halted: boolean;
  server: "there" | "gone" | "other";
  clash: Clash | null;
  notices: Notice[];
}

export type Action =
  | { type: "language"; language: Language }
  | { type: "opened"; document: Document; show: boolean }
  | { type: "closed"; path: string }
  | { type: "turned"; path: string }
  | { type: "edited"; path: string; text: string; step: boolean }
  | { type: "saved"; path: string; text: string; etag: string }
  | { type: "rebased"; path: string; theirs: Document }
  | { type: "chosen"; choices: Choices; gesture?: string }
  | { type: "settled" }
  | { type: "travelled"; history: History; choices: Choices | null }
  | { type: "view"; view: View }
  | { type: "split"; split: number }
  | { type: "answer"; slot: Slot; answer: Answer; revision: number; short: boolean }
  | { type: "dropped"; slot: Slot }
  | { type: "refused"; slot: Slot; error: string }
  | { type: "checked"; diagnostics: Diagnostic[]; revision: number; files?: string[] }
  | { type: "started"; slot: Slot; run: Run }
  | { type: "ended"; slot: Slot; id: number }
  | { type: "progress"; shares: Record<string, number> }
  | { type: "halted"; halted: boolean }
  | { type: "server"; server: State["server"] }
  | { type: "clash"; clash: Clash | null }
  | { type: "notice"; notice: Notice }
  | { type: "noticed"; notice: Notice };

export function emptyState(language: Language): State {
  return {
    language,
    documents: [],
    current: "",
    view: "page",
    split: 0.42,
    choices: noChoices,
    history: noHistory,
    revision: 0,
    deals: 0,
    answers: {},
    base: null,
    assessed: null,
    answered: {},
    short: [],
    refused: {},
    diagnostics: [],
    files: [],
    checked: -1,
    runs: {},
    halted: false,
    server: "there",
    clash: null,
    notices: [],
  };
}

export const documentAt = (state: State, path: string): Document | undefined =>
  state.documents.find((document) => document.path === path);

export const hasErrors = (state: State): boolean => state.diagnostics.some((row) => row.severity === "error");

export const unsaved = (state: State): Document[] => state.documents.filter(isUnsaved);

function changeDocument(state: State, path: string, change: Partial<Document>): State {
  const documents = state.documents.map((document) => (document.path === path ? { ...document, ...change } : document));
  return { ...state, documents };
}

/** The counters after a change of the question. */
const moved = (state: State, changed: boolean): Pick<State, "revision" | "deals"> =>
  changed ? { revision: state.revision + 1, deals: state.deals + 1 } : { revision: state.revision, deals: state.deals };

function open(state: State, document: Document, show: boolean): State {
  const known = documentAt(state, document.path);
  const documents = known ? state.documents : [...state.documents, document];
  const current = show || state.current === "" ? document.path : state.current;
  const unseen = !known && isUnsaved(document);
  return { ...state, documents, current, ...moved(state, unseen) };
}

function close(state: State, path: string): State {
  const documents = state.documents.filter((document) => document.path !== path);
  return { ...state, documents, current: state.current === path ? (documents[0]?.path ?? "") : state.current };
}

/** What is on disk by now is what a text is compared with, and written like. */
const rebase = (state: State, path: string, { saved, etag, crlf }: Document): State =>
  changeDocument(state, path, { saved, etag, crlf });

function edit(state: State, path: string, text: string, step: boolean): State {
  const before = documentAt(state, path);
  if (!before || before.text === text) return state;
  const history = step ? recorded(state.history, { what: "text", path }) : state.history;
  return { ...changeDocument(state, path, { text }), history, ...moved(state, true), halted: false };
}

const question = ({ on, without, amounts, added }: Choices): string => JSON.stringify([on, without, amounts, added]);

/** Only the package of the choices may have changed: then the other answers stay as they are. */
function choose(state: State, choices: Choices, history: History): State {
  const same = question(choices) === question(state.choices);
  const revision = state.revision + (same ? 0 : 1);
  return { ...state, choices, history, revision, deals: state.deals + 1, halted: false };
}

function takeAnswer(state: State, action: Extract<Action, { type: "answer" }>): State {
  const { slot, answer, revision } = action;
  const short = state.short.filter((other) => other !== slot);
  const refused = { ...state.refused };
  delete refused[slot];
  const next = {
    ...state,
    refused,
    answered: { ...state.answered, [slot]: revision },
    short: action.short ? [...short, slot] : short,
  };
  if (slot === "base") return { ...next, base: answer as Show };
  if (slot === "package") return { ...next, assessed: answer as Assess };
  return { ...next, answers: { ...state.answers, [slot]: answer } };
}

function drop(state: State, slot: Slot): State {
  if (slot === "package") return { ...state, assessed: null };
  const answers = { ...state.answers };
  if (slot !== "base") delete answers[slot];
  return { ...state, answers };
}

function endRun(state: State, slot: Slot, id: number): State {
  if (state.runs[slot]?.id !== id) return state;
  const runs = { ...state.runs };
  const refused = { ...state.refused };
  delete runs[slot];
  delete refused[slot];
  return { ...state, runs, refused };
}

function takeProgress(state: State, shares: Record<string, number>): State {
  const runs = { ...state.runs };
  for (const slot of Object.keys(runs) as Slot[]) {
    const run = runs[slot];
    if (run && shares[slot] !== undefined) runs[slot] = { ...run, share: shares[slot] };
  }
  return { ...state, runs };
}

function notify(state: State, notice: Notice): State {
  const others = state.notices.filter((other) => JSON.stringify(other) !== JSON.stringify(notice));
  return { ...state, notices: [...others, notice].slice(-3) };
}

export function reduce(state: State, action: Action): State {
  switch (action.type) {
    case "language":
      return { ...state, language: action.language };
    case "opened":
      return open(state, action.document, action.show);
    case "closed":
      return close(state, action.path);
    case "turned":
      return { ...state, current: action.path };
    case "edited":
      return edit(state, action.path, action.text, action.step);
    case "saved":
      return changeDocument(state, action.path, { saved: action.text, etag: action.etag });
    case "rebased":
      return rebase(state, action.path, action.theirs);
    case "chosen": {
      const step: Step = { what: "choices", before: state.choices, after: action.choices };
      return choose(state, action.choices, recorded(state.history, step, action.gesture));
    }
    case "settled":
      return { ...state, history: { ...state.history, gesture: null } };
    case "travelled":
      return action.choices ? choose(state, action.choices, action.history) : { ...state, history: action.history };
    case "view":
      return { ...state, view: action.view };
    case "split":
      return { ...state, split: Math.min(0.75, Math.max(0.2, action.split)) };
    case "answer":
      return takeAnswer(state, action);
    case "dropped":
      return drop(state, action.slot);
    case "refused":
      return { ...state, refused: { ...state.refused, [action.slot]: action.error } };
    case "checked":
      return { ...state, diagnostics: action.diagnostics, checked: action.revision, files: action.files ?? state.files };
    case "started":
      return { ...state, runs: { ...state.runs, [action.slot]: action.run } };
    case "ended":
      return endRun(state, action.slot, action.id);
    case "progress":
      return takeProgress(state, action.shares);
    case "halted":
      return { ...state, halted: action.halted };
    case "server":
      return { ...state, server: action.server };
    case "clash":
      return { ...state, clash: action.clash };
    case "notice":
      return notify(state, action.notice);
    case "noticed":
      return { ...state, notices: state.notices.filter((notice) => notice !== action.notice) };
  }
}
