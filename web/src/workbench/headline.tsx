/** The zone in a few words, always in sight: a shape and a sentence. */
import { countWords } from "../words/format";
import { counted } from "../words/grammar";
import { useBench } from "./context";

export function Headline() {
  const { state, words, w } = useBench();
  const zone = state.answers.zone;
  if (!zone) return <p class="zone-line">{w.headline.none}</p>;
  const { empty, packages, feasible } = zone.zone;
  const kind = empty === null ? "unknown" : empty ? "empty" : "open";
  const stale = state.answered.zone !== state.revision;
  const text =
    kind === "open"
      ? counted(words, packages, w.headline.open, { of: feasible === null ? "" : countWords(words, feasible) })
      : w.headline[kind];
  return (
    <p class={`zone-line zone-line-${kind}`} data-stale={stale || undefined} aria-live="polite">
      <span class={`point point-${kind}`} aria-hidden="true" /> {text}
      {stale && <span class="quiet"> {w.headline.stale}</span>}
      {zone.status === "limit" && kind === "open" && <span class="quiet"> {w.headline.atLeast}</span>}
    </p>
  );
}
