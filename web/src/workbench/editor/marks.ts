/** A quotation marked in a source, or the statement that was gone to. */
import { type Extension, StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView } from "@codemirror/view";

export interface Mark {
  from: number;
  to: number;
  /** A quotation, or the first line of a statement. */
  kind: "quotation" | "statement";
}

export const setMark = StateEffect.define<Mark | null>();

const quotation = Decoration.mark({ class: "zopa-quotation", attributes: { role: "mark" } });
const statement = Decoration.line({ class: "zopa-statement" });

function decorate(mark: Mark | null): DecorationSet {
  if (!mark) return Decoration.none;
  if (mark.kind === "statement") return Decoration.set([statement.range(mark.from)]);
  return mark.to > mark.from ? Decoration.set([quotation.range(mark.from, mark.to)]) : Decoration.none;
}

export const marks: Extension = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(shown, transaction) {
    let next = shown.map(transaction.changes);
    for (const effect of transaction.effects) if (effect.is(setMark)) next = decorate(effect.value);
    return next;
  },
  provide: (field) => EditorView.decorations.from(field),
});
