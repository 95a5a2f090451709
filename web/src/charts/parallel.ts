/** The map for three parties and more: an axis for each, all on one scale of points, and a line for each package. */
import { scaleLinear } from "d3-scale";
import type { Answers, ComparedParty } from "../wire";
import { fill } from "../words/fill";
import { amountWords, numberWords } from "../words/format";
import type { Words } from "../words/table";
import { balanceWords, worthWords } from "./balance";
import { columnWidth, drawBelow, drawColumn } from "./column";
import { placeEntries } from "./entries";
import { clamp } from "./layout";
import { drawLegend, drawNotes } from "./legend";
import { balanceStyle, markData, offerStyle, shapeArea, shownWords } from "./marks";
import { textWidth, wrap } from "./measure";
import { Pen, type Style, lineStep } from "./pen";
import { type ChartOptions, type Picture, coloursOf, finish, isMirrored } from "./picture";
import { type Place, type Places, worthsFor } from "./places";
import { partyName } from "./wording";

interface Axes {
  pen: Pen;
  answers: Answers;
  words: Words;
  places: Places;
  at: number[];
  scale: (value: number) => number;
  ticks: number[];
  top: number;
  bottom: number;
  last: number;
}

const leastApart = 92;
const left = 40;

/** Labels stand beside the axes where there are any, and room. */
function besides(places: Places, wanted: number): number {
  return wanted >= 620 && places.balanced.length + places.offers.length > 0 ? columnWidth + 22 : 0;
}

/** The axes need room for their names: more parties make a wider picture. */
function widthFor(places: Places, wanted: number): number {
  return Math.max(wanted, left + leastApart * places.parties.length + besides(places, wanted));
}

function axesFor(pen: Pen, answers: Answers, words: Words, places: Places, wanted: number): Axes {
  const apart = (pen.width - left - besides(places, wanted)) / places.parties.length;
  const at = places.parties.map((_, index) => left + apart * (index + 0.5));
  const names = places.parties.map((row) => wrap(partyName(answers, row.party), 11.5, apart - 10, true));
  const top = 14 + Math.max(...names.map((lines) => lines.length)) * lineStep(11.5) + 8;
  const bottom = top + 360;
  const worths = places.parties.reduce((all: number[], row) => all.concat(worthsFor(places, row.party)), []);
  const scale = scaleLinear([Math.min(...worths), Math.max(...worths)], [bottom, top]).nice(8);
  names.forEach((lines, index) => pen.lines(at[index] ?? 0, 14, lines, { size: 11.5, bold: true, anchor: "middle" }));
  const last = at[at.length - 1] ?? left;
  return { pen, answers, words, places, at, scale: (value) => scale(value), ticks: scale.ticks(8), top, bottom, last };
}

function drawGrid({ pen, words, scale, ticks, last }: Axes): void {
  for (const tick of ticks) {
    pen.line(left, scale(tick), last + 12, scale(tick), { stroke: pen.colour("rule"), "stroke-width": 0.7 });
    pen.text(left - 7, scale(tick) + 4, numberWords(words, String(tick)), { size: 11, anchor: "end", fill: "quiet" });
  }
}

const knownWorth = (place: Place, party: ComparedParty): number | null => place.worths[party.party]?.decimal ?? null;

function pointsOf({ places, at, scale }: Axes, place: Place): [number, number][] {
  const points: [number, number][] = [];
  places.parties.forEach((party, index) => {
    const worth = knownWorth(place, party);
    if (worth !== null) points.push([at[index] ?? 0, scale(worth)]);
  });
  return points;
}

function drawPlaces(axes: Axes, list: Place[], kind: string, said: string, style: Style): void {
  const parties = axes.places.parties.map((row) => row.party);
  axes.pen.group(style, null, () => {
    for (const place of list) {
      const name = `${worthWords(axes.answers, axes.words, place.worths, parties)}: ${said}`;
      axes.pen.polyline(pointsOf(axes, place), markData(kind, place.index), name);
    }
  });
}

/** Below its alternative the axis is shaded: there a package is worth less to that party than no deal. */
function drawAxes({ pen, words, places, at, scale, top, bottom }: Axes): void {
  places.parties.forEach((party, index) => {
    const [x, y] = [at[index] ?? 0, scale(party.disagreement.decimal)];
    pen.rect(x - 6, y, 12, bottom - y, {
      fill: pen.colour("wash"),
      stroke: pen.colour("edge"),
      "stroke-width": 0.7,
      "stroke-dasharray": "3 2",
    });
    pen.line(x, top, x, bottom, { stroke: pen.colour("edge"), "stroke-width": 1 });
    pen.line(x - 11, y, x + 11, y, { stroke: pen.colour("ink"), "stroke-width": 2.4 });
    const label = fill(words.charts.map.noDealShort, { points: amountWords(words, party.disagreement) });
    const fits = x + 16 + textWidth(label, 11) <= pen.width;
    pen.text(fits ? x + 14 : x - 14, y + 14, label, { size: 11, plate: true, anchor: fits ? "start" : "end" });
  });
}

function drawChoices(axes: Axes): void {
  const { pen, places, words } = axes;
  const draw = (
    place: Place,
    said: string,
    kind: string,
    style: Style,
    lineStyle: Style,
    shape: "cross" | (typeof places.balanced)[0]["shape"],
  ) => {
    drawPlaces(axes, [place], kind, said, lineStyle);
    for (const [x, y] of pointsOf(axes, place)) pen.mark(shape, x, y, shapeArea[shape] * 0.8, style);
  };
  for (const offer of places.offers) {
    const stroke = { stroke: pen.colour("second"), "stroke-width": 2 };
    draw(offer, fill(words.charts.map.offer, { deal: offer.name }), "offer", offerStyle(pen), stroke, "cross");
  }
  for (const balance of places.balanced) {
    const stroke = { stroke: pen.colour("ink"), "stroke-width": 2.2 };
    draw(balance, balanceWords(words, balance), "balanced", balanceStyle(pen), stroke, balance.shape);
  }
}

const withinLine = (pen: Pen, many: boolean): Style => ({
  stroke: pen.colour("accent"),
  "stroke-width": 0.8,
  "stroke-opacity": many ? 0.4 : 0.75,
});
const frontierLine = (pen: Pen): Style => ({ stroke: pen.colour("accent"), "stroke-width": 2 });
/** The more there are, the fainter: the eye sees where they lie close. */
const beyondLine = (pen: Pen, count: number): Style => ({
  stroke: pen.colour("edge"),
  "stroke-width": 0.8,
  "stroke-opacity": clamp(60 / count, 0.12, 1),
});

/** What is out of reach would hide the rest: it is drawn only where nothing is within. */
const showsBeyond = (places: Places): boolean => places.within.length === 0;

function drawPackages(axes: Axes): void {
  const { pen, places, words } = axes;
  const { isBeyond, isWithin, isFrontier } = words.charts.map;
  if (showsBeyond(places)) drawPlaces(axes, places.beyond, "out", isBeyond, beyondLine(pen, places.beyond.length));
  drawPlaces(axes, places.within, "in", isWithin, withinLine(pen, places.within.length > 150));
  drawPlaces(axes, places.frontier, "frontier", isFrontier, frontierLine(pen));
}

function drawKey({ pen, words, places }: Axes, top: number): number {
  const { map } = words.charts;
  const stroke = (style: Style) => (x: number, y: number) => pen.line(x - 10, y, x + 10, y, style);
  const count = (text: string, list: Place[]) => fill(text, { count: shownWords(words, places, list) });
  const items = [];
  if (places.within.length > 0)
    items.push({ words: count(map.within, places.within), draw: stroke(withinLine(pen, false)) });
  if (showsBeyond(places)) items.push({ words: count(map.beyond, places.beyond), draw: stroke(beyondLine(pen, 1)) });
  if (places.frontier.length > 0) items.push({ words: map.frontierOfMore, draw: stroke(frontierLine(pen)) });
  const shaded = {
    fill: pen.colour("wash"),
    stroke: pen.colour("edge"),
    "stroke-width": 0.7,
    "stroke-dasharray": "3 2",
  };
  items.push({ words: map.worse, draw: (x: number, y: number) => pen.rect(x - 6, y - 7, 12, 14, shaded) });
  return drawLegend(pen, items, 0, top, pen.width);
}

function drawLabels(axes: Axes, wanted: number): number {
  const { pen, answers, words, places, last, top, bottom } = axes;
  const ids = places.parties.map((row) => row.party);
  const entries = placeEntries(answers, words, places, ids, (place) => pointsOf(axes, place).slice(-1)[0] ?? null);
  if (wanted < 620) return drawBelow(pen, entries, 0, bottom + 30, pen.width);
  const x = pen.width - columnWidth;
  return Math.max(bottom + 24, drawColumn(pen, entries, Math.min(last + 12, x - 12), x, columnWidth, [top, bottom]));
}

export function parallel(answers: Answers, words: Words, places: Places, options: ChartOptions): Picture {
  const wanted = options.width ?? 900;
  const pen = new Pen(widthFor(places, wanted), coloursOf(options), isMirrored(words));
  const axes = axesFor(pen, answers, words, places, wanted);
  drawGrid(axes);
  drawPackages(axes);
  drawAxes(axes);
  const labelled = drawLabels(axes, wanted);
  drawChoices(axes);
  const keyed = drawKey(axes, labelled);
  const leftOut = showsBeyond(places) || places.beyond.length === 0 ? [] : [words.charts.map.beyondLeftOut];
  const end = drawNotes(pen, [words.charts.map.ownPoints, ...leftOut, ...places.notes], 0, keyed, pen.width);
  return finish(pen, end + 6, words.charts.map.title, words.charts.map.describeMore);
}
