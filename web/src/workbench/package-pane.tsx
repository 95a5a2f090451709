/** A package put together issue by issue, and what the record says to it. */
import type { Issue } from "../wire";
import { isolate } from "../words/grammar";
import { valueLabel } from "../words/values";
import { withoutKey } from "./choices";
import { useBench } from "./context";
import { gridOf, indexOf } from "./grid";
import { PackageAnswer, PackageVerdict } from "./package-answer";
import { benchNames } from "./titles";

/** null: out of reach is not known, or not so. */
function isOut(bench: ReturnType<typeof useBench>, issue: string, value: string): boolean {
  const row = bench.state.answers.zone?.issues.find((other) => other.issue === issue);
  return row?.values.find((other) => other.value === value)?.survives === false;
}

interface PickProps {
  issue: Issue;
  value: string | undefined;
  onPick: (value: string | null, gesture?: string) => void;
}

function Option({
  issue,
  value,
  chosen,
  onPick,
}: {
  issue: Issue;
  value: string | null;
  chosen: boolean;
  onPick: PickProps["onPick"];
}) {
  const bench = useBench();
  const { words, w } = bench;
  const out = value !== null && isOut(bench, issue.issue, value);
  return (
    <label class="option" data-out={out || undefined}>
      <input type="radio" name={`pick-${issue.issue}`} checked={chosen} onChange={() => onPick(value)} />
      <span dir="auto">
        {value === null ? w.deal.leaveOpen : valueLabel(words, benchNames(bench).issues[issue.issue], value)}
      </span>
      {out && <span class="quiet"> {w.deal.outOfReach}</span>}
    </label>
  );
}

/** So many numbers still stand as options side by side. */
const fewNumbers = 6;

function NumberSlider({ issue, value, onPick }: PickProps) {
  const bench = useBench();
  const { desk, words, w } = bench;
  const grid = gridOf(issue);
  const at = value === undefined ? -1 : indexOf(grid, value);
  const label = (index: number) => valueLabel(words, benchNames(bench).issues[issue.issue], grid.at(index));
  const said = at < 0 ? w.deal.notSet : label(at);
  const id = `pick-${issue.issue}`;
  return (
    <div class="amount">
      <label for={id} class="visually-hidden">
        {issue.name}
      </label>
      <input
        id={id}
        type="range"
        min={0}
        max={grid.numbers - 1}
        step={1}
        value={Math.max(at, 0)}
        data-unset={at < 0 || undefined}
        aria-valuetext={said}
        onInput={(event) => onPick(grid.at(Number(event.currentTarget.value)), `deal ${issue.issue}`)}
        onChange={() => desk.store.act({ type: "settled" })}
      />
      <output for={id}>{said}</output>
    </div>
  );
}

function Pick(props: PickProps) {
  const { issue, value, onPick } = props;
  const bench = useBench();
  const grid = gridOf(issue);
  const few = grid.numbers <= fewNumbers;
  const numbers = few ? Array.from({ length: grid.numbers }, (_, index) => grid.at(index)) : [];
  const values = [...numbers, ...grid.named.map((option) => option.value)];
  return (
    <fieldset class="pick">
      <legend dir="auto">{isolate(bench.words, issue.name || issue.issue)}</legend>
      {!few && <NumberSlider {...props} />}
      <div class="options">
        {values.map((other) => (
          <Option key={other} issue={issue} value={other} chosen={value === other} onPick={onPick} />
        ))}
        <Option issue={issue} value={null} chosen={value === undefined} onPick={onPick} />
      </div>
    </fieldset>
  );
}

export function PackagePane() {
  const { state, desk, w } = useBench();
  const issues = state.answers.show?.issues ?? [];
  const { deal } = state.choices;
  const pick = (issue: string) => (value: string | null, gesture?: string) =>
    desk.choose({ deal: value === null ? withoutKey(deal, issue) : { ...deal, [issue]: value } }, gesture);
  return (
    <section class="pane play" aria-labelledby="deal-title">
      <div class="pane-head">
        <h2 id="deal-title">{w.deal.title}</h2>
        <button type="button" disabled={Object.keys(deal).length === 0} onClick={() => desk.choose({ deal: {} })}>
          {w.deal.clear}
        </button>
      </div>
      <p class="quiet">{w.deal.lead}</p>
      <PackageVerdict />
      <div class="builder">
        <div>
          {issues.map((issue) => (
            <Pick key={issue.issue} issue={issue} value={deal[issue.issue]} onPick={pick(issue.issue)} />
          ))}
        </div>
        <PackageAnswer />
      </div>
    </section>
  );
}
