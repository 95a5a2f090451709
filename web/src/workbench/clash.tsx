/** A file that was changed outside while it was edited here: the difference in lines, and what can be done. */
import { useEffect, useRef } from "preact/hooks";
import { fill } from "../words/fill";
import { useBench } from "./context";
import { type LineChange, lineChanges } from "./lines";
import { documentAt } from "./state";

/** Lines that are the same are left out, but for those next to a change. */
function shownLines(changes: LineChange[]): (LineChange | null)[] {
  const near = (at: number) => changes.slice(Math.max(0, at - 2), at + 3).some((change) => change.kind !== "same");
  const list = changes.map((change, at) => (near(at) ? change : null));
  return list.filter((change, at) => change !== null || at === 0 || list[at - 1] !== null);
}

function Lines({ mine, theirs }: { mine: string; theirs: string }) {
  const { w } = useBench();
  return (
    <ul class="lines plain" tabIndex={0} aria-label={w.clash.difference}>
      {shownLines(lineChanges(mine, theirs)).map((change) =>
        change === null ? (
          <li class="quiet">…</li>
        ) : (
          <li data-kind={change.kind}>
            <span class="line-word">{w.clash.line[change.kind]}</span> <code dir="auto">{change.text}</code>
          </li>
        ),
      )}
    </ul>
  );
}

export function ClashDialog() {
  const { state, desk, w } = useBench();
  const box = useRef<HTMLDialogElement>(null);
  const { clash } = state;
  useEffect(() => {
    if (clash) box.current?.showModal();
    else box.current?.close();
  }, [clash]);
  const leave = () => desk.store.act({ type: "clash", clash: null });
  const mine = clash && documentAt(state, clash.path);
  return (
    <dialog ref={box} class="clash" aria-labelledby="clash-title" onCancel={leave}>
      {clash && mine && (
        <>
          <h2 id="clash-title">{fill(w.clash.title, { name: clash.path })}</h2>
          <p>{w.clash.lead}</p>
          <Lines mine={mine.text} theirs={clash.theirs.text} />
          <div class="buttons">
            <button type="button" onClick={() => void desk.keepMine()}>
              {w.clash.keepMine}
            </button>
            <button type="button" onClick={() => desk.takeTheirs()}>
              {w.clash.takeTheirs}
            </button>
            <button type="button" onClick={leave}>
              {w.clash.later}
            </button>
          </div>
        </>
      )}
    </dialog>
  );
}
