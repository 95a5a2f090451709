/** The page of the report, alive: statements can be switched off and gone to, packages opened in the builder. */
import { useMemo } from "preact/hooks";
import { Page } from "../page/page";
import type { Answers, Statement } from "../wire";
import { fill } from "../words/fill";
import { toggled } from "./choices";
import { useBench } from "./context";
import { Held, useUnhurried } from "./held";
import type { Slot } from "./state";

/** Kinds of rows that --without takes out of the record. */
const fixed = ["session", "deadline", "readout", "party", "bloc", "drops", "denies", "reopens"];

function Control({ statement }: { statement: Statement }) {
  const { state, desk, w } = useBench();
  const { without } = state.choices;
  const { name } = statement;
  return (
    <span class="control">
      {!fixed.includes(statement.kind) && (
        <label class="switch">
          <input
            type="checkbox"
            title={w.control.counts}
            checked={!without.includes(name)}
            onChange={() => desk.choose({ without: toggled(without, name) })}
          />
          <span class="visually-hidden">{w.control.counts}</span>
        </label>
      )}
      <button type="button" class="plain-button" onClick={() => void desk.goToStatement(statement)}>
        {fill(w.control.line, { line: String(statement.line) })}
      </button>
      {statement.citations?.map((citation) => (
        <button
          type="button"
          class="plain-button"
          title={citation.quotation}
          onClick={() => void desk.goToCitation(citation)}
        >
          <bdi>{citation.source}</bdi>
        </button>
      ))}
    </span>
  );
}

function pendingOf(runs: Partial<Record<Slot, unknown>>): Partial<Record<keyof Answers, boolean>> {
  const pending: Partial<Record<keyof Answers, boolean>> = {};
  for (const slot of Object.keys(runs) as Slot[]) if (slot !== "base" && slot !== "package") pending[slot] = true;
  return pending;
}

export function PagePane({ hidden }: { hidden: boolean }) {
  const { state, desk, words, w } = useBench();
  const stale = state.answered.zone !== state.revision;
  const { answers, runs } = state;
  const pending = Object.keys(runs).sort().join(" ");
  const now = useMemo(() => ({ answers, words, pending: pendingOf(runs), stale }), [answers, words, pending, stale]);
  const shown = useUnhurried(now);
  return (
    <section class="pane page-pane" aria-label={w.views.page} hidden={hidden}>
      {answers.show ? (
        <Held by={[shown, state.choices.without]}>
          <Page
            {...shown}
            embedded
            onLanguage={(language) => desk.store.act({ type: "language", language })}
            control={(statement) => <Control statement={statement} />}
            onPackage={desk.loadPackage}
          />
        </Held>
      ) : (
        <p class="waiting">{w.headline.none}</p>
      )}
    </section>
  );
}
