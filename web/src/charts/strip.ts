/** The map for one party: its worths along one axis, packages within reach stacked above it, those out of reach below. */
import { scaleLinear } from "d3-scale";
import type { Answers, ComparedParty } from "../wire";
import { fill } from "../words/fill";
import { amountWords, numberWords } from "../words/format";
import { isolate } from "../words/grammar";
import type { Words } from "../words/table";
import { balanceWords, worthWords } from "./balance";
import { drawBelow } from "./column";
import { noDealWords, placeEntries } from "./entries";
import { clamp } from "./layout";
import { drawLegend, drawNotes } from "./legend";
import {
  balanceStyle,
  beyondStyle,
  markData,
  noDealStyle,
  offerStyle,
  packageLegend,
  shapeArea,
  withinStyle,
} from "./marks";
import { textWidth } from "./measure";
import { Pen } from "./pen";
import { type ChartOptions, type Picture, coloursOf, finish, isMirrored } from "./picture";
import { type Place, type Places, worthsFor } from "./places";
import { partyName } from "./wording";

interface Strip {
  pen: Pen;
  answers: Answers;
  words: Words;
  places: Places;
  party: ComparedParty;
  scale: (value: number) => number;
  ticks: number[];
  /** the baseline, and how far a mark stands from the one before it */
  base: number;
  step: number;
  bottom: number;
}

const margin = 16;
const bin = 7;
const tallest = 150;

const worthOf = (strip: { party: ComparedParty }, place: Place): number | null =>
  place.worths[strip.party.party]?.decimal ?? null;

/** Places by the column of the strip that they fall into, in the order of the answer. */
function columnsOf(list: Place[], locate: (place: Place) => number | null): Place[][] {
  const columns: Place[][] = [];
  for (const place of list) {
    const x = locate(place);
    if (x === null) continue;
    const at = Math.max(0, Math.round(x / bin));
    (columns[at] = columns[at] ?? []).push(place);
  }
  return columns;
}

const highest = (columns: Place[][]): number =>
  columns.reduce((most, column) => Math.max(most, column?.length ?? 0), 0);

function stripFor(pen: Pen, answers: Answers, words: Words, places: Places, party: ComparedParty): Strip {
  const worths = worthsFor(places, party.party);
  const scale = scaleLinear([Math.min(...worths), Math.max(...worths)], [margin, pen.width - margin]).nice(8);
  const locate = (place: Place) => {
    const worth = worthOf({ party }, place);
    return worth === null ? null : scale(worth);
  };
  const [above, below] = [highest(columnsOf(places.within, locate)), highest(columnsOf(places.beyond, locate))];
  const step = Math.min(bin, tallest / Math.max(1, above, below));
  const base = 34 + above * step + 12;
  const bottom = base + 28 + below * step;
  return {
    pen,
    answers,
    words,
    places,
    party,
    scale: (value) => scale(value),
    ticks: scale.ticks(8),
    base,
    step,
    bottom,
  };
}

const nameOf = (strip: Strip, place: Place, said: string): string =>
  `${worthWords(strip.answers, strip.words, place.worths, [strip.party.party])}: ${said}`;

function drawStack(strip: Strip, list: Place[], kind: string, said: string, from: number, direction: 1 | -1): void {
  const { pen, step, scale } = strip;
  const columns = columnsOf(list, (place) => {
    const worth = worthOf(strip, place);
    return worth === null ? null : scale(worth);
  });
  for (const column of columns) {
    (column ?? []).forEach((place, at) => {
      const x = scale(worthOf(strip, place) ?? 0);
      pen.circle(
        x,
        from + direction * (at + 0.5) * step,
        Math.max(1.4, Math.min(3, step / 2)),
        markData(kind, place.index),
        nameOf(strip, place, said),
      );
    });
  }
}

function drawAxis({ pen, words, scale, ticks, base }: Strip): void {
  pen.line(margin, base, pen.width - margin, base, { stroke: pen.colour("edge"), "stroke-width": 1 });
  for (const tick of ticks) {
    pen.line(scale(tick), base, scale(tick), base + 5, { stroke: pen.colour("edge"), "stroke-width": 1 });
    pen.text(scale(tick), base + 18, numberWords(words, String(tick)), {
      size: 11,
      anchor: "middle",
      fill: "quiet",
      halo: true,
    });
  }
}

function drawNoDeal({ pen, answers, words, party, scale, bottom }: Strip): void {
  const x = scale(party.disagreement.decimal);
  pen.rect(margin, 26, x - margin, bottom - 26, { fill: pen.colour("wash") });
  pen.line(x, 20, x, bottom, noDealStyle(pen));
  const label = noDealWords(answers, words, party);
  const half = textWidth(label, 11) / 2;
  pen.text(clamp(x, half + 2, Math.max(half + 2, pen.width - half - 2)), 13, label, { size: 11, anchor: "middle" });
}

function drawChoices(strip: Strip): void {
  const { pen, places, words, base, scale } = strip;
  for (const offer of places.offers) {
    const style = { ...offerStyle(pen), ...markData("offer", offer.index) };
    const worth = worthOf(strip, offer);
    if (worth !== null)
      pen.mark(
        "cross",
        scale(worth),
        base,
        shapeArea.cross,
        style,
        nameOf(strip, offer, fill(words.charts.map.offer, { deal: offer.name })),
      );
  }
  for (const balance of places.balanced) {
    const style = { ...balanceStyle(pen), ...markData("balanced", balance.index) };
    const worth = worthOf(strip, balance);
    if (worth !== null)
      pen.mark(
        balance.shape,
        scale(worth),
        base,
        shapeArea[balance.shape],
        style,
        nameOf(strip, balance, balanceWords(words, balance)),
      );
  }
}

function drawKey(strip: Strip, top: number): number {
  const { pen, places, words, answers, party } = strip;
  const shaded = {
    fill: pen.colour("wash"),
    stroke: pen.colour("edge"),
    "stroke-width": 0.7,
    "stroke-dasharray": "3 2",
  };
  const worse = fill(words.charts.map.worseFor, {
    party: isolate(words, partyName(answers, party.party)),
    points: amountWords(words, party.disagreement),
  });
  const items = packageLegend(pen, places, words).concat({
    words: worse,
    draw: (x, y) => pen.rect(x - 10, y - 7, 20, 14, shaded),
  });
  const keyed = drawLegend(pen, items, 0, top, pen.width) + 10;
  return drawBelow(
    pen,
    placeEntries(answers, words, places, [party.party], () => null),
    0,
    keyed,
    pen.width,
  );
}

export function strip(
  answers: Answers,
  words: Words,
  places: Places,
  party: ComparedParty,
  options: ChartOptions,
): Picture {
  const pen = new Pen(options.width ?? 900, coloursOf(options), isMirrored(words));
  const drawn = stripFor(pen, answers, words, places, party);
  const { isWithin, isBeyond, worthTo, title, describeOne } = words.charts.map;
  const name = isolate(words, partyName(answers, party.party));
  drawNoDeal(drawn);
  drawAxis(drawn);
  pen.group(beyondStyle(pen), null, () => drawStack(drawn, places.beyond, "out", isBeyond, drawn.base + 24, 1));
  pen.group(withinStyle(pen), null, () => drawStack(drawn, places.within, "in", isWithin, drawn.base - 10, -1));
  drawChoices(drawn);
  const arrow = pen.mirrored ? "←" : "→";
  pen.text(pen.width - margin, drawn.bottom + 18, `${fill(worthTo, { party: name })} ${arrow}`, {
    bold: true,
    anchor: "end",
  });
  const end = drawNotes(pen, places.notes, 0, drawKey(drawn, drawn.bottom + 26), pen.width);
  return finish(pen, end + 6, title, fill(describeOne, { party: name }));
}
