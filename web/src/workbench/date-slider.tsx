/** The date of the record, on a slider over all its dates; below it, whether a deal was within reach at each. */
import { dateWords } from "../words/format";
import { useBench } from "./context";
import { dateAt, placeOf } from "./moments";

function Marks({ moments, at }: { moments: string[]; at: number }) {
  const { state } = useBench();
  const rows = state.answers.timeline?.moments ?? [];
  const standing = (moment: string) => {
    const zone = rows.find((row) => row.at === moment)?.zone;
    return zone === undefined || zone.empty === null ? "unknown" : zone.empty ? "empty" : "open";
  };
  return (
    <span class="moments" aria-hidden="true">
      {moments.map((moment, index) => (
        <span class={`point point-${standing(moment)}${index === at ? " point-here" : ""}`} />
      ))}
    </span>
  );
}

function standingWords(bench: ReturnType<typeof useBench>, moment: string): string {
  const zone = bench.state.answers.timeline?.moments.find((row) => row.at === moment)?.zone;
  if (!zone || zone.empty === null) return "";
  return zone.empty ? bench.w.date.empty : bench.w.date.open;
}

export function DateSlider() {
  const bench = useBench();
  const { state, desk, words, w } = bench;
  const moments = state.answers.show?.moments ?? [];
  if (moments.length < 2) return null;
  const at = placeOf(moments, state.choices.on);
  const moment = moments[at] ?? "";
  const said = `${dateWords(words, moment)}${at === moments.length - 1 ? ` (${w.date.last})` : ""}`;
  const move = (to: number) => desk.choose({ on: dateAt(moments, to) }, "date");
  return (
    <div class="date">
      <label for="date-slider">{w.date.label}</label>
      <button type="button" class="step" aria-label={w.date.earlier} disabled={at === 0} onClick={() => move(at - 1)}>
        <span class="arrow back" />
      </button>
      <span class="track">
        <input
          id="date-slider"
          type="range"
          min={0}
          max={moments.length - 1}
          step={1}
          value={at}
          aria-valuetext={said}
          onInput={(event) => move(Number(event.currentTarget.value))}
          onChange={() => desk.store.act({ type: "settled" })}
        />
        <Marks moments={moments} at={at} />
      </span>
      <button
        type="button"
        class="step"
        aria-label={w.date.later}
        disabled={at === moments.length - 1}
        onClick={() => move(at + 1)}
      >
        <span class="arrow" />
      </button>
      <output for="date-slider">
        {said} <span class="quiet">{standingWords(bench, moment)}</span>
      </output>
    </div>
  );
}
