/** Choices by place -> completions of the editor. */
import type { CompletionContext, CompletionResult, CompletionSource } from "@codemirror/autocomplete";
import { choosing } from "./completion";
import { declaredIn } from "./declared";

/** In the order of the model. `texts`: those of the other model files; the one that is edited stands in the editor. */
export const offering =
  (texts: () => string[]): CompletionSource =>
  (context: CompletionContext): CompletionResult | null => {
    const text = context.state.doc.toString();
    const word = context.matchBefore(/[\p{L}][\p{L}\p{M}\p{N}_-]*/u);
    const found = choosing(text, context.pos, declaredIn([...texts(), text]));
    if (!found || !(word || context.explicit || found.due)) return null;
    const options = found.choices.map(({ label, detail, kind }, at) => {
      const option = { label, type: kind, boost: -Math.min(at, 99) };
      return detail ? { ...option, detail } : option;
    });
    return { from: found.from, options };
  };
