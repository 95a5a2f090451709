/** Sliders for what counts how much to a party, and for what its alternative is worth. */
import type { Statement } from "../wire";
import { fill } from "../words/fill";
import { amountWords, numberWords } from "../words/format";
import { amountRows } from "./asking";
import { withoutKey } from "./choices";
import { useBench } from "./context";
import { benchNames, sentenceOf } from "./titles";
import { partyName } from "../words/names";

/** From nothing, or as far below as the amount itself, to a round number well above it. */
export function reach(statement: Statement): { low: number; high: number } {
  const from = statement.amount?.from.decimal ?? 0;
  const to = statement.amount?.to.decimal ?? 0;
  const most = Math.max(Math.abs(from), Math.abs(to), 50) * 2;
  const high = Math.ceil(most / 50) * 50;
  return { low: statement.kind === "bonus" || from < 0 ? -high : 0, high };
}

function recordWords(bench: ReturnType<typeof useBench>, statement: Statement): string {
  const { words } = bench;
  const { from, to } = statement.amount ?? { from: { exact: "0", decimal: 0 }, to: { exact: "0", decimal: 0 } };
  if (from.exact === to.exact) return amountWords(words, from);
  return fill(words.common.range, { low: amountWords(words, from), high: amountWords(words, to) });
}

function AmountSlider({ statement }: { statement: Statement }) {
  const bench = useBench();
  const { state, desk, words, w } = bench;
  const { name } = statement;
  const { amounts, without } = state.choices;
  const supposed = amounts[name];
  const { low, high } = reach(statement);
  const shown = supposed ?? String(Math.round(statement.amount?.from.decimal ?? 0));
  const record = recordWords(bench, statement);
  const set = (value: string) => desk.choose({ amounts: { ...amounts, [name]: value } }, `amount ${name}`);
  const id = `amount-${name}`;
  return (
    <div class="amount" data-moved={supposed !== undefined || undefined}>
      <label for={id} dir="auto">
        {sentenceOf(bench, statement)}
      </label>
      <input
        id={id}
        type="range"
        min={low}
        max={high}
        step={1}
        value={shown}
        disabled={without.includes(name)}
        aria-valuetext={
          supposed === undefined ? fill(w.suppose.asRecorded, { amount: record }) : numberWords(words, supposed)
        }
        onInput={(event) => set(event.currentTarget.value)}
        onChange={() => desk.store.act({ type: "settled" })}
      />
      <output for={id}>
        {supposed === undefined ? record : fill(w.suppose.insteadOf, { amount: numberWords(words, supposed), record })}
      </output>
      {supposed !== undefined && (
        <button type="button" class="plain-button" onClick={() => desk.choose({ amounts: withoutKey(amounts, name) })}>
          {w.suppose.back}
        </button>
      )}
    </div>
  );
}

export function Weights() {
  const bench = useBench();
  const { state, w } = bench;
  const rows = amountRows(state.base ?? state.answers.show ?? null).filter((row) => row.amount && row.party);
  const parties = [...new Set(rows.map((row) => row.party ?? ""))];
  if (rows.length === 0) return <p class="quiet">{w.suppose.noAmounts}</p>;
  const names = benchNames(bench);
  return (
    <>
      {parties.map((party) => (
        <details open={parties.length < 4}>
          <summary dir="auto">{partyName(names, party)}</summary>
          {rows
            .filter((row) => row.party === party)
            .map((row) => (
              <AmountSlider key={row.name} statement={row} />
            ))}
        </details>
      ))}
    </>
  );
}
