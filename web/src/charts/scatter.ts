/** The map for two parties: every package at its worth to the one and to the other, the frontier as steps between them. */
import { scaleLinear } from "d3-scale";
import { curveStepBefore, line } from "d3-shape";
import type { Answers, ComparedParty } from "../wire";
import { fill } from "../words/fill";
import { numberWords } from "../words/format";
import { isolate } from "../words/grammar";
import type { Words } from "../words/table";
import { balanceWords, worthWords } from "./balance";
import { type ColumnEntry, columnWidth, drawBelow, drawColumn } from "./column";
import { noDealWords, placeEntries } from "./entries";
import { clamp } from "./layout";
import { drawLegend, drawNotes } from "./legend";
import {
  balanceStyle,
  beyondStyle,
  frontierStyle,
  markData,
  noDealStyle,
  offerStyle,
  packageLegend,
  shapeArea,
  withinStyle,
} from "./marks";
import { textWidth, wrapAtMost } from "./measure";
import { Pen } from "./pen";
import { type ChartOptions, type Picture, coloursOf, finish, isMirrored } from "./picture";
import { type Place, type Places, worthsFor } from "./places";
import { partyName } from "./wording";

type Scale = (value: number) => number;

interface Axis {
  party: ComparedParty;
  name: string;
  scale: Scale;
  ticks: number[];
}

interface Plot {
  pen: Pen;
  answers: Answers;
  words: Words;
  places: Places;
  x: Axis;
  y: Axis;
  left: number;
  right: number;
  top: number;
  bottom: number;
  /** is the map of all who compare, so that steps between frontier packages mean something */
  whole: boolean;
}

/** A little room around the least and the greatest worth. */
function axisOf(places: Places, party: ComparedParty, name: string, range: [number, number], count: number): Axis {
  const worths = worthsFor(places, party.party);
  const [least, most] = [Math.min(...worths), Math.max(...worths)];
  const room = Math.max(1, (most - least) * 0.05);
  const scale = scaleLinear([least - room, most + room], range);
  return { party, name, scale: (value) => scale(value), ticks: scale.ticks(count) };
}

function locate(plot: Plot, place: Place): [number, number] | null {
  const [a, b] = [place.worths[plot.x.party.party], place.worths[plot.y.party.party]];
  return a && b ? [plot.x.scale(a.decimal), plot.y.scale(b.decimal)] : null;
}

/** What lies beyond an alternative is worth less to that party than no deal. */
function drawNoDealGround({ pen, x, y, left, right, top, bottom }: Plot): void {
  const [across, up] = [x.scale(x.party.disagreement.decimal), y.scale(y.party.disagreement.decimal)];
  const style = { fill: pen.colour("wash") };
  pen.rect(left, top, across - left, bottom - top, style);
  pen.rect(across, up, right - across, bottom - up, style);
}

function drawTicks({ pen, words, x, y, left, right, top, bottom }: Plot): void {
  const grid = { stroke: pen.colour("rule"), "stroke-width": 0.7 };
  for (const tick of x.ticks) {
    pen.line(x.scale(tick), top, x.scale(tick), bottom, grid);
    pen.text(x.scale(tick), bottom + 17, numberWords(words, String(tick)), {
      size: 11,
      anchor: "middle",
      fill: "quiet",
    });
  }
  for (const tick of y.ticks) {
    pen.line(left, y.scale(tick), right, y.scale(tick), grid);
    pen.text(left - 7, y.scale(tick) + 4, numberWords(words, String(tick)), { size: 11, anchor: "end", fill: "quiet" });
  }
  const edge = { stroke: pen.colour("edge"), "stroke-width": 1 };
  pen.line(left, bottom, right, bottom, edge);
  pen.line(left, top, left, bottom, edge);
}

function drawAxisTitles({ pen, words, x, y, right, bottom }: Plot): void {
  const title = (name: string) => fill(words.charts.map.worthTo, { party: name });
  const arrow = pen.mirrored ? "←" : "→";
  pen.text(2, 14, wrapAtMost(`↑ ${title(y.name)}`, 12, right, 1, true)[0] ?? "", { bold: true });
  pen.text(right, bottom + 38, wrapAtMost(`${title(x.name)} ${arrow}`, 12, right, 1, true)[0] ?? "", {
    bold: true,
    anchor: "end",
  });
}

/** The label of the upright line stands above it, kept within the plot. */
function drawNoDealLines({ pen, answers, words, x, y, left, right, top, bottom }: Plot): void {
  const [across, up] = [x.scale(x.party.disagreement.decimal), y.scale(y.party.disagreement.decimal)];
  pen.line(across, top - 6, across, bottom, noDealStyle(pen));
  pen.line(left, up, right + 6, up, noDealStyle(pen));
  const label = wrapAtMost(noDealWords(answers, words, x.party), 11, right - 2, 1)[0] ?? "";
  const half = textWidth(label, 11) / 2;
  pen.text(clamp(across, Math.min(half + 2, right - half), right - half), top - 11, label, {
    size: 11,
    anchor: "middle",
  });
}

const nameOf = (plot: Plot, place: Place, kind: string): string =>
  `${worthWords(plot.answers, plot.words, place.worths, [plot.x.party.party, plot.y.party.party])}: ${kind}`;

function drawPlaces(plot: Plot, list: Place[], kind: string, said: string, radius: number): void {
  for (const place of list) {
    const at = locate(plot, place);
    if (at) plot.pen.circle(at[0], at[1], radius, markData(kind, place.index), nameOf(plot, place, said));
  }
}

/** Many packages take smaller marks. Those within reach lie on top. */
function drawPackages(plot: Plot): void {
  const { pen, places, words } = plot;
  const { isBeyond, isWithin, isFrontier } = words.charts.map;
  const radius = places.within.length + places.beyond.length > 800 ? 2.3 : 3;
  pen.group(beyondStyle(pen), null, () => drawPlaces(plot, places.beyond, "out", isBeyond, radius));
  pen.group(withinStyle(pen), null, () => drawPlaces(plot, places.within, "in", isWithin, radius + 0.6));
  if (plot.whole) drawSteps(plot);
  pen.group(frontierStyle(pen), null, () => drawPlaces(plot, places.frontier, "frontier", isFrontier, 4));
}

/** Along the steps nothing within reach is worth more to the one without being worth less to the other. */
function drawSteps({ pen, places, x, y, ...plot }: Plot): void {
  const found = places.frontier.map((place) => [
    place.worths[x.party.party]?.decimal,
    place.worths[y.party.party]?.decimal,
  ]);
  const corners = found.filter((pair): pair is [number, number] => pair[0] !== undefined && pair[1] !== undefined);
  if (corners.length === 0) return;
  corners.sort((a, b) => a[0] - b[0]);
  const [first, last] = [corners[0] as [number, number], corners[corners.length - 1] as [number, number]];
  const along = line().curve(curveStepBefore)(corners.map(([a, b]) => [pen.x(x.scale(a)), y.scale(b)])) ?? "";
  const style = { fill: "none", stroke: pen.colour("ink"), "stroke-width": 1.3 };
  pen.path(along, style);
  pen.line(
    Math.max(plot.left, x.scale(x.party.disagreement.decimal)),
    y.scale(first[1]),
    x.scale(first[0]),
    y.scale(first[1]),
    style,
  );
  pen.line(
    x.scale(last[0]),
    y.scale(last[1]),
    x.scale(last[0]),
    Math.min(plot.bottom, y.scale(y.party.disagreement.decimal)),
    style,
  );
}

function drawChoices(plot: Plot): void {
  const { pen, places, words } = plot;
  for (const offer of places.offers) {
    const at = locate(plot, offer);
    const said = fill(words.charts.map.offer, { deal: offer.name });
    if (at)
      pen.mark(
        "cross",
        at[0],
        at[1],
        shapeArea.cross,
        { ...offerStyle(pen), ...markData("offer", offer.index) },
        nameOf(plot, offer, said),
      );
  }
  for (const balance of places.balanced) {
    const at = locate(plot, balance);
    const style = { ...balanceStyle(pen), ...markData("balanced", balance.index) };
    if (at)
      pen.mark(
        balance.shape,
        at[0],
        at[1],
        shapeArea[balance.shape],
        style,
        nameOf(plot, balance, balanceWords(words, balance)),
      );
  }
}

function columnEntries(plot: Plot): ColumnEntry[] {
  const { answers, words, places, x, y } = plot;
  const choices = placeEntries(answers, words, places, [x.party.party, y.party.party], (place) => locate(plot, place));
  const up = y.scale(y.party.disagreement.decimal);
  return [
    ...choices,
    { head: noDealWords(answers, words, y.party), details: [], shape: null, at: [[plot.right + 6, up]], data: {} },
  ];
}

function drawKey(plot: Plot, top: number): number {
  const { pen, words, places, whole } = plot;
  const { map } = words.charts;
  const items = packageLegend(pen, places, words);
  const disc = (x: number, y: number) => pen.circle(x, y, 4, frontierStyle(pen));
  const steps = (x: number, y: number) => {
    pen.polyline(
      [
        [x - 10, y - 6],
        [x, y - 6],
        [x, y + 6],
        [x + 10, y + 6],
      ],
      { stroke: pen.colour("ink"), "stroke-width": 1.3 },
    );
    disc(x, y - 6);
  };
  if (places.frontier.length > 0)
    items.push({ words: whole ? map.frontierOfTwo : map.frontierOfMore, draw: whole ? steps : disc });
  const shaded = {
    fill: pen.colour("wash"),
    stroke: pen.colour("edge"),
    "stroke-width": 0.7,
    "stroke-dasharray": "3 2",
  };
  items.push({ words: map.worse, draw: (x, y) => pen.rect(x - 10, y - 7, 20, 14, shaded) });
  return drawLegend(pen, items, 0, top, pen.width);
}

function plotFor(pen: Pen, answers: Answers, words: Words, places: Places, axes: [ComparedParty, ComparedParty]): Plot {
  const besides = pen.width >= 620 ? columnWidth + 22 : 8;
  const [left, right, top] = [44, pen.width - besides, 52];
  const bottom = top + clamp((right - left) * 0.78, 240, 470);
  const count = right - left < 360 ? 5 : 8;
  const name = (party: ComparedParty) => isolate(words, partyName(answers, party.party));
  const x = axisOf(places, axes[0], name(axes[0]), [left, right], count);
  const y = axisOf(places, axes[1], name(axes[1]), [bottom, top], count);
  return { pen, answers, words, places, x, y, left, right, top, bottom, whole: places.parties.length === 2 };
}

/** The labels go beside the plot where there is room, else below it. */
function drawLabels(plot: Plot): number {
  const { pen, right, top, bottom } = plot;
  const entries = columnEntries(plot);
  if (pen.width < 620) return drawBelow(pen, entries, 0, bottom + 52, pen.width);
  return Math.max(bottom + 48, drawColumn(pen, entries, right, right + 22, columnWidth, [top, bottom]));
}

export function scatter(
  answers: Answers,
  words: Words,
  places: Places,
  axes: [ComparedParty, ComparedParty],
  options: ChartOptions,
): Picture {
  const pen = new Pen(options.width ?? 900, coloursOf(options), isMirrored(words));
  const plot = plotFor(pen, answers, words, places, axes);
  drawNoDealGround(plot);
  drawTicks(plot);
  drawAxisTitles(plot);
  drawNoDealLines(plot);
  const labelled = drawLabels(plot);
  drawPackages(plot);
  drawChoices(plot);
  const keyed = drawKey(plot, labelled + 4);
  const end = drawNotes(pen, places.notes, 0, keyed, pen.width);
  const description = fill(words.charts.map.describeTwo, { first: plot.x.name, second: plot.y.name });
  return finish(pen, end + 6, words.charts.map.title, description);
}
