/** What if: stances, amounts and statements of one's own. */
import { AddStatement } from "./added";
import { useBench } from "./context";
import { Switches } from "./switches";
import { Weights } from "./weights";

export function SupposePane() {
  const { w } = useBench();
  return (
    <section class="pane play" aria-labelledby="suppose-title">
      <h2 id="suppose-title">{w.suppose.title}</h2>
      <p class="quiet">{w.suppose.lead}</p>
      <h3>{w.suppose.addTitle}</h3>
      <AddStatement />
      <h3>{w.suppose.stances}</h3>
      <Switches />
      <h3>{w.suppose.amounts}</h3>
      <Weights />
    </section>
  );
}
