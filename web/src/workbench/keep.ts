/** What survives a reload of the page, in the storage of this tab: unsaved texts, what is supposed, the package, the view. */
import type { Language } from "../wire";
import { type Choices, noChoices } from "./choices";
import { isUnsaved } from "./documents";
import { type State, type View } from "./state";

export interface Kept {
  texts: { path: string; text: string; saved: string | null; etag: string | null; crlf: boolean }[];
  choices: Choices;
  current: string;
  view: View;
  split: number;
  language: Language;
}

type Storage = Pick<globalThis.Storage, "getItem" | "setItem">;

const key = (models: string[]) => `zopa-workbench-1 ${models.join("\n")}`;

function keptOf(state: State): Kept {
  const { choices, current, view, split, language } = state;
  const texts = state.documents.filter(isUnsaved);
  return {
    texts: texts.map(({ path, text, saved, etag, crlf }) => ({ path, text, saved, etag, crlf })),
    choices,
    current,
    view,
    split,
    language,
  };
}

/** False where the tab has no room for it. */
export function keep(storage: Storage, models: string[], state: State): boolean {
  try {
    storage.setItem(key(models), JSON.stringify(keptOf(state)));
    return true;
  } catch {
    return false;
  }
}

export function recall(storage: Storage, models: string[]): Kept | null {
  try {
    const kept = JSON.parse(storage.getItem(key(models)) ?? "null") as Kept | null;
    return kept && { ...kept, choices: { ...noChoices, ...kept.choices } };
  } catch {
    return null;
  }
}
