/** What a person does, where it takes more than a change of state: choices, undo, files, going to places, exports. */
import type { Package } from "../wire";
import type { Choices } from "./choices";
import type { Editor } from "./editor/editor";
import { createExports, type Exports } from "./exports";
import { createFiles, type Files } from "./files";
import { createGoing, type Going } from "./going";
import { back, forth, type Travel } from "./history";
import { documentAt } from "./state";
import { type Hands, handsOf, type Tools } from "./tools";

export interface Desk extends Pick<Tools, "store" | "asking">, Files, Going, Exports {
  attach: (editor: Editor) => void;
  /** `gesture`: the slider that is being moved; all its moves are one step to undo. */
  choose: (change: Partial<Choices>, gesture?: string) => void;
  loadPackage: (deal: Package) => void;
  undo: () => void;
  redo: () => void;
}

function choose(hands: Hands, change: Partial<Choices>, gesture?: string): void {
  const choices = { ...hands.state().choices, ...change };
  hands.editor()?.breakStep();
  hands.store.act(gesture === undefined ? { type: "chosen", choices } : { type: "chosen", choices, gesture });
}

function travel(hands: Hands, to: Travel | null, way: "undo" | "redo"): void {
  if (!to) return;
  const { step, history } = to;
  const choices = step.what === "choices" ? (way === "undo" ? step.before : step.after) : null;
  hands.store.act({ type: "travelled", history, choices });
  if (step.what !== "text") return;
  if (documentAt(hands.state(), step.path)) hands.store.act({ type: "turned", path: step.path });
  hands.editor()?.[way](step.path);
}

export function createDesk(tools: Tools): Desk {
  let editor: Editor | null = null;
  const hands = handsOf(tools, () => editor);
  const files = createFiles(hands);
  return {
    store: tools.store,
    asking: tools.asking,
    ...files,
    ...createGoing(hands, files),
    ...createExports(hands),
    attach(given) {
      editor = given;
    },
    choose: (change, gesture) => choose(hands, change, gesture),
    loadPackage(deal) {
      choose(hands, { deal });
      hands.store.act({ type: "view", view: "package" });
    },
    undo: () => travel(hands, back(hands.state().history), "undo"),
    redo: () => travel(hands, forth(hands.state().history), "redo"),
  };
}
