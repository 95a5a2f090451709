/** What the record says to the package that is built: who accepts, who refuses and on which stance, what is better, what is nearest. */
import type { Deal, Package } from "../wire";
import { fill } from "../words/fill";
import { capitalise, counted, isolate, listWords } from "../words/grammar";
import { issueName, partyName } from "../words/names";
import { valueLabel } from "../words/values";
import { type Bench, useBench } from "./context";
import { benchNames, statementTitle } from "./titles";

type Seat = Deal["parties"][number];

function verdict(w: Bench["w"], deal: Deal): string {
  if (deal.feasible === "no") return w.deal.notFeasible;
  return w.deal.inZone[deal.in_zone ?? "unknown"];
}

function answerWords(w: Bench["w"], seat: Seat): string {
  const answer =
    seat.answer === "accepts" && seat.stances.length === 0 ? w.deal.silent : w.deal.answers[seat.answer ?? "unknown"];
  return seat.needed === false ? fill(w.deal.notNeeded, { answer }) : answer;
}

function Stances({ seat, holds, lead }: { seat: Seat; holds: "never" | "sometimes"; lead: string }) {
  const bench = useBench();
  const names = seat.stances.filter((stance) => stance.holds === holds).map((stance) => stance.name);
  if (names.length === 0) return null;
  return (
    <>
      <p class="quiet">{lead}</p>
      <ul>
        {names.map((name) => (
          <li dir="auto">{statementTitle(bench, name)}</li>
        ))}
      </ul>
    </>
  );
}

function SeatRow({ seat }: { seat: Seat }) {
  const bench = useBench();
  const { w } = bench;
  return (
    <div class="seat" data-answer={seat.answer ?? "unknown"}>
      <dt dir="auto">{partyName(benchNames(bench), seat.party)}</dt>
      <dd>
        <span class="seat-answer">{answerWords(w, seat)}</span>
        <Stances seat={seat} holds="never" lead={w.deal.refusedOn} />
        <Stances seat={seat} holds="sometimes" lead={w.deal.hangsOn} />
      </dd>
    </div>
  );
}

function changes(bench: Bench, deal: Package, nearest: Package): string {
  const names = benchNames(bench);
  const list = Object.entries(deal).flatMap(([issue, from]) => {
    const to = nearest[issue];
    if (to === undefined || to === from) return [];
    const label = (value: string) => valueLabel(bench.words, names.issues[issue], value);
    return [
      fill(bench.w.deal.change, {
        issue: isolate(bench.words, issueName(names, issue)),
        from: label(from),
        to: label(to),
      }),
    ];
  });
  return list.join(bench.words.common.semicolon);
}

function Nearest({ deal }: { deal: Deal }) {
  const bench = useBench();
  const { desk, w } = bench;
  const { nearest } = deal;
  if (!nearest || (deal.in_zone === "yes" && deal.whole)) return null;
  const text =
    nearest.issues === 0
      ? w.deal.nearestFills
      : fill(w.deal.nearest, { changes: changes(bench, deal.assigned, nearest.package) });
  return (
    <p dir="auto">
      {text}{" "}
      <button type="button" onClick={() => desk.loadPackage(nearest.package)}>
        {w.deal.load}
      </button>
    </p>
  );
}

function Better({ deal }: { deal: Deal }) {
  const { desk, words, w } = useBench();
  const better = deal.better_for_all;
  if (!better) return null;
  const { example } = better;
  if (!example) return <p>{w.deal.nothingBetter}</p>;
  return (
    <p>
      {counted(words, better.packages, w.deal.better)}{" "}
      <button type="button" onClick={() => desk.loadPackage(example)}>
        {w.deal.load}
      </button>
    </p>
  );
}

/** The answer of each whose consent counts, in one line. */
function Summary({ deal }: { deal: Deal }) {
  const bench = useBench();
  const { words, w } = bench;
  const names = benchNames(bench);
  const parts = (["refuses", "open", "accepts"] as const).flatMap((answer) => {
    const seats = deal.parties.filter((seat) => seat.answer === answer && seat.needed !== false);
    const list = listWords(
      words,
      seats.map((seat) => isolate(words, partyName(names, seat.party))),
    );
    return seats.length === 0
      ? []
      : [fill(words.common.pair, { name: capitalise(w.deal.answers[answer]), text: list })];
  });
  return <p class="quiet">{parts.join(" · ")}</p>;
}

/** In sight whatever is scrolled. */
export function PackageVerdict() {
  const { state, w } = useBench();
  const deal = Object.keys(state.choices.deal).length > 0 ? state.assessed?.deals[0] : undefined;
  return (
    <div
      class="deal-verdict"
      aria-live="polite"
      data-stale={(deal && state.answered.package !== state.deals) || undefined}
    >
      <p>{deal ? verdict(w, deal) : w.deal.nothingYet}</p>
      {deal && <Summary deal={deal} />}
    </div>
  );
}

export function PackageAnswer() {
  const { state, w } = useBench();
  const deal = state.assessed?.deals[0];
  if (!deal || Object.keys(state.choices.deal).length === 0) return null;
  return (
    <section
      class="deal-answer"
      aria-label={w.deal.answerTitle}
      data-stale={state.answered.package !== state.deals || undefined}
    >
      {deal.status === "limit" && <p class="quiet">{w.deal.limit}</p>}
      <Nearest deal={deal} />
      <Better deal={deal} />
      <dl>
        {deal.parties.map((seat) => (
          <SeatRow key={seat.party} seat={seat} />
        ))}
      </dl>
    </section>
  );
}
