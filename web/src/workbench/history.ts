/** Undo and redo over everything, in the order in which it happened. What changed in a text is the editor's to know: here
 * stands only in which text; what changed in the choices stands here whole. */
import type { Choices } from "./choices";

export type Step = { what: "text"; path: string } | { what: "choices"; before: Choices; after: Choices };

export interface History {
  past: Step[];
  future: Step[];
  /** A slider that is being moved: its steps are one. */
  gesture: string | null;
}

export const noHistory: History = { past: [], future: [], gesture: null };

const mostSteps = 500;

export function recorded(history: History, step: Step, gesture?: string): History {
  const last = history.past[history.past.length - 1];
  const goesOn =
    gesture !== undefined && gesture === history.gesture && last?.what === "choices" && step.what === "choices";
  const past = goesOn ? [...history.past.slice(0, -1), { ...step, before: last.before }] : [...history.past, step];
  return { past: past.slice(-mostSteps), future: [], gesture: gesture ?? null };
}

export interface Travel {
  history: History;
  step: Step;
}

export function back(history: History): Travel | null {
  const step = history.past[history.past.length - 1];
  if (!step) return null;
  return { step, history: { past: history.past.slice(0, -1), future: [step, ...history.future], gesture: null } };
}

export function forth(history: History): Travel | null {
  const [step, ...future] = history.future;
  if (!step) return null;
  return { step, history: { past: [...history.past, step], future, gesture: null } };
}
