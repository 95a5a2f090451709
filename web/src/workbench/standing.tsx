/** How the answers stand: up to date, being computed, short, stopped, held back by errors, or without a server. */
import { useEffect, useState } from "preact/hooks";
import { fill } from "../words/fill";
import { numberWords } from "../words/format";
import { listWords } from "../words/grammar";
import type { Words } from "../words/table";
import { type Bench, useBench } from "./context";
import { hasErrors, type Run, type Slot, unsaved } from "./state";

/** Milliseconds after which something that is computed is worth a word. */
const patience = 300;

/** The time, as long as anything is under way. */
function useClock(running: boolean): number {
  const [now, tell] = useState(Date.now());
  useEffect(() => {
    if (!running) return undefined;
    tell(Date.now());
    const timer = setInterval(() => tell(Date.now()), 250);
    return () => clearInterval(timer);
  }, [running]);
  return now;
}

function runWords(words: Words, slot: Slot, run: Run, now: number): string {
  const { progress } = words.workbench;
  const seconds = numberWords(words, String(Math.max(0, Math.floor((now - run.since) / 1000))));
  const values = {
    what: progress.questions[slot],
    seconds,
    share: numberWords(words, String(Math.floor((run.share ?? 0) * 100))),
  };
  return fill(run.share === null || run.share === 0 ? progress.run : progress.runShare, values);
}

function Progress() {
  const { state, desk, words, w } = useBench();
  const slots = Object.keys(state.runs) as Slot[];
  const now = useClock(slots.length > 0);
  const long = slots.filter((slot) => now - (state.runs[slot]?.since ?? now) > patience);
  if (long.length === 0) return null;
  const runs = long.map((slot) => runWords(words, slot, state.runs[slot] as Run, now));
  return (
    <p class="progress">
      <span class="turning" aria-hidden="true" /> {fill(w.progress.line, { runs: listWords(words, runs) })}{" "}
      <button type="button" onClick={() => void desk.asking.stop()}>
        {w.progress.stop}
      </button>
    </p>
  );
}

function ServerLine({ bench }: { bench: Bench }) {
  const { state, words, w } = bench;
  const names = unsaved(state).map((document) => document.path);
  const what = state.server === "gone" ? w.server.gone : w.server.other;
  const kept = names.length > 0 ? fill(w.server.unsaved, { files: listWords(words, names) }) : w.server.allSaved;
  return (
    <p class="line-alert" role="alert">
      {what} {kept}
    </p>
  );
}

function lineOf(bench: Bench): string | null {
  const { state, words, w } = bench;
  const supposedWrong = state.diagnostics.some((row) => row.severity === "error" && row.file === "request");
  if (supposedWrong) return w.standing.supposedWrong;
  if (hasErrors(state)) return w.standing.errors;
  if (state.short.length > 0 && !state.halted)
    return fill(w.standing.short, {
      what: listWords(
        words,
        state.short.map((slot) => w.progress.questions[slot]),
      ),
    });
  return null;
}

export function Standing() {
  const bench = useBench();
  const { state, desk, w } = bench;
  const refused = Object.values(state.refused)[0];
  const line = lineOf(bench);
  return (
    <div class="state-line">
      {state.server !== "there" && <ServerLine bench={bench} />}
      <div role="status">
        {line && <p class="line">{line}</p>}
        {refused && <p class="line">{fill(w.standing.refused, { error: refused })}</p>}
        {state.halted && <p class="line">{w.progress.stopped}</p>}
      </div>
      {state.halted && (
        <button type="button" onClick={() => desk.asking.again()}>
          {w.progress.again}
        </button>
      )}
      <Progress />
    </div>
  );
}
