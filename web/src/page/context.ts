/** What every section of the page can reach: the answers, the words, and the panel that opens a statement. */
import { createContext, type ComponentChildren } from "preact";
import { useContext } from "preact/hooks";
import type { Answers, Package, Statement } from "../wire";
import type { Words } from "../words/table";
import type { Facts } from "./facts";

/** How a statement's panel was opened: `glance` closes when the pointer or the focus leaves, `hold` stays. */
export type Manner = "glance" | "hold" | "keyboard";

/** What a panel opens beside: text, or a mark of a picture. */
export type Anchor = HTMLElement | SVGElement;

export interface PageState extends Facts {
  words: Words;
  /** From whose view worths are shown; null: everybody's. */
  view: string | null;
  control: ((statement: Statement) => ComponentChildren) | undefined;
  onPackage: ((chosen: Package) => void) | undefined;
  pending: Partial<Record<keyof Answers, boolean>>;
  stale: boolean;
  open: (statement: Statement, anchor: Anchor, manner: Manner) => void;
  leave: () => void;
  opened: { statement: Statement; anchor: Anchor } | null;
}

export const PageContext = createContext<PageState | null>(null);

export function usePage(): PageState {
  const state = useContext(PageContext);
  if (!state) throw new Error("A section stands outside of the page");
  return state;
}
