/**
 * The course of the talks: a column for each date with entries, a lane for each party, and above them a band that says for
 * each stretch whether a package was within reach, and on which day that changed.
 */
import type { Answers, Grade, Statement, Timeline } from "../wire";
import { fill } from "../words/fill";
import { countWords, dateWords } from "../words/format";
import { namesOf } from "../words/names";
import type { Words } from "../words/table";
import { type Block, blockGap, drawBlock, heightOf, layOutBlock } from "./block";
import { drawRedLine, gradeLegend } from "./grade";
import { drawLegend, drawNotes } from "./legend";
import { textWidth, wrap } from "./measure";
import { Pen, type Style, lineStep } from "./pen";
import { type ChartOptions, type Picture, coloursOf, finish, isMirrored } from "./picture";
import { sizeWords } from "./places";
import { elapsedWords } from "./time";
import { partyName, statementWords } from "./wording";

type Moment = Timeline["moments"][number];

/** party null: sessions, deadlines and what else is nobody's own */
interface Lane {
  party: string | null;
  name: string[];
  /** blocks by column */
  cells: Block[][];
  height: number;
}

interface Course {
  pen: Pen;
  words: Words;
  moments: Moment[];
  lanes: Lane[];
  /** where each column begins, and where the last one ends */
  edges: number[];
  /** entries are marks without words: asked for, or so many dates that there is no room */
  dense: boolean;
  now: string | null;
}

const first = 118;
const pad = 9;
const mostWithWords = 12;
const mostLines = 6;
const bandHeight = 44;

/** What was entered, and how to say it. */
interface Entries {
  rows: Statement[];
  say: (statement: Statement) => string;
}

function recordOf(answers: Answers, words: Words): Entries {
  const names = namesOf(answers.show);
  return {
    rows: answers.timeline?.record ?? answers.show?.timeline ?? [],
    say: (row) => statementWords(words, names, row),
  };
}

const entriesAt = (record: Entries, moment: Moment, party: string | null): Statement[] =>
  record.rows.filter((row) => row.on === moment.at && row.party === party);

/** Parties with an entry at any of these dates, in the model's order; above them what is common to all. */
function lanesOf(answers: Answers, record: Entries, moments: Moment[]): (string | null)[] {
  const acts = (party: string | null) => moments.some((moment) => entriesAt(record, moment, party).length > 0);
  const parties: (string | null)[] = (answers.show?.parties ?? []).map((row) => row.party);
  return [null, ...parties].filter(acts);
}

/** Columns share the width by how much there is to say in them. */
function edgesOf(record: Entries, moments: Moment[], lanes: (string | null)[], width: number, least: number): number[] {
  const load = (moment: Moment) =>
    Math.max(
      ...lanes.map((lane) =>
        entriesAt(record, moment, lane).reduce((sum, row) => sum + textWidth(record.say(row), 12), 0),
      ),
      1,
    );
  const loads = moments.map((moment) => Math.sqrt(load(moment)));
  const all = loads.reduce((sum, part) => sum + part, 0);
  const spare = Math.max(0, width - first - least * moments.length);
  const edges = [first];
  loads.forEach((part, at) => edges.push((edges[at] ?? 0) + least + (spare * part) / all));
  return edges;
}

/** On a day that opened or closed the zone: what did it, or what took it back. */
function isDecisive(moment: Moment, row: Statement): boolean {
  if (moment.change !== "opened" && moment.change !== "closed") return false;
  return moment.decisive.some((names) => names.some((name) => name === row.name || name === row.target));
}

interface Ground {
  answers: Answers;
  words: Words;
  record: Entries;
  moments: Moment[];
  edges: number[];
  dense: boolean;
}

function layOutLane({ answers, words, record, moments, edges, dense }: Ground, party: string | null): Lane {
  const name = wrap(party === null ? words.charts.timeline.common : partyName(answers, party), 12, first - 14, true);
  const cells = moments.map((moment, at) => {
    const width = (edges[at + 1] ?? 0) - (edges[at] ?? 0) - 2 * pad;
    const rows = entriesAt(record, moment, party);
    const room = { width, most: mostLines, dated: false };
    return rows.map((row) =>
      layOutBlock(words, row, record.say(row), {
        ...room,
        remark: isDecisive(moment, row) ? words.charts.timeline.decisive : "",
      }),
    );
  });
  const tall = dense
    ? (blocks: Block[], at: number) => denseRows(edges, blocks, at) * 16
    : (blocks: Block[]) => heightOf(blocks);
  const height = Math.max(name.length * lineStep(12) + 4, ...cells.map(tall)) + 2 * pad;
  return { party, name, cells, height };
}

const perRow = (edges: number[], at: number): number =>
  Math.max(1, Math.floor(((edges[at + 1] ?? 0) - (edges[at] ?? 0) - 10) / 15));
const denseRows = (edges: number[], blocks: Block[], at: number): number =>
  Math.ceil(blocks.length / perRow(edges, at));

function layOut(answers: Answers, words: Words, options: ChartOptions): Course {
  const moments = answers.timeline?.moments ?? [];
  const dense = options.compact === true || moments.length > mostWithWords;
  const least = dense ? 62 : 160;
  const width = Math.max(options.width ?? 1000, first + least * moments.length);
  const record = recordOf(answers, words);
  const parties = lanesOf(answers, record, moments);
  const edges = edgesOf(record, moments, parties, width, least);
  const lanes = parties.map((party) => layOutLane({ answers, words, record, moments, edges, dense }, party));
  const pen = new Pen(width, coloursOf(options), isMirrored(words));
  return { pen, words, moments, lanes, edges, dense, now: answers.show?.on ?? answers.show?.moment ?? null };
}

/** "8 packages within reach", "at least 8 …", "none within reach", "not found out". */
export function reachWords(words: Words, moment: Moment): string {
  const { timeline } = words.charts;
  if (moment.zone.empty === null) return timeline.unknown;
  if (moment.zone.empty) return timeline.none;
  const one = moment.zone.packages === 1 && moment.zone.exact;
  const text = one ? timeline.one : moment.zone.exact ? timeline.some : timeline.atLeast;
  return fill(text, { count: countWords(words, moment.zone.packages) });
}

/** The same in a word or a number. */
function reachShort(words: Words, { zone }: Moment): string {
  if (zone.empty === null) return "?";
  return zone.empty
    ? words.charts.timeline.noneShort
    : (zone.exact ? "" : "≥\u202f") + sizeWords(words, zone.packages, 6);
}

/** Filled where a package is within reach, hatched where none is, empty where it was not found out. */
function drawStretch(course: Course, at: number, top: number): void {
  const { pen, words, edges } = course;
  const moment = course.moments[at] as Moment;
  const [x, width] = [edges[at] ?? 0, (edges[at + 1] ?? 0) - (edges[at] ?? 0)];
  const open = moment.zone.empty === false;
  const edge = { stroke: pen.colour("edge"), "stroke-width": 1 };
  pen.rect(
    x + 1,
    top,
    width - 2,
    bandHeight,
    open ? { fill: pen.colour("accent") } : { fill: pen.colour("paper"), ...edge },
  );
  if (moment.zone.empty === true)
    pen.hatch(x + 2, top + 2, width - 4, bandHeight - 4, 7, { stroke: pen.colour("rule"), "stroke-width": 1 });
  const whole = wrap(reachWords(words, moment), 12, width - 2 * pad, true);
  const short = whole.length > 2;
  const size = short ? 10.5 : 12;
  const lines = short ? wrap(reachShort(words, moment), size, width - 8, true) : whole;
  const y = top + (bandHeight - lines.length * lineStep(size)) / 2 + size;
  pen.lines(x + (short ? 5 : pad), y, lines, { size, bold: true, fill: open ? "onAccent" : "ink" });
}

/** A pennant on the day that brought a package within reach, or took the last one out of it. */
function drawChange(course: Course, at: number, top: number): void {
  const { pen, words, edges } = course;
  const change = course.moments[at]?.change;
  if (change !== "opened" && change !== "closed") return;
  const x = edges[at] ?? 0;
  pen.line(x, top - 18, x, top + bandHeight + 14, { stroke: pen.colour("ink"), "stroke-width": 2.4 });
  const flag: Style = {
    fill: pen.colour(change === "opened" ? "accent" : "paper"),
    stroke: pen.colour("ink"),
    "stroke-width": 1.2,
  };
  const mark = [
    [x, top - 18],
    [x + 13, top - 12.5],
    [x, top - 7],
  ].map(([a = 0, b = 0]) => `${pen.x(a)},${b}`);
  pen.path(`M${mark.join("L")}Z`, flag, words.charts.timeline[change]);
  const room = (edges[at + 1] ?? 0) - x - 24;
  if (textWidth(words.charts.timeline[change], 12, true) <= room)
    pen.text(x + 18, top - 8, words.charts.timeline[change], { size: 12, bold: true });
}

function drawBand(course: Course, top: number): void {
  const { pen, words, moments } = course;
  pen.lines(0, top + 15, wrap(words.charts.timeline.band, 12, first - 14, true), { size: 12, bold: true });
  moments.forEach((moment, at) => {
    pen.group({ "data-moment": moment.at }, `${dateWords(words, moment.at)}: ${reachWords(words, moment)}`, () =>
      drawStretch(course, at, top),
    );
  });
  moments.forEach((_, at) => drawChange(course, at, top));
}

/** The last date that is not after the time asked about. */
function currentMoment({ moments, now }: Course): string | null {
  const past = moments.filter((moment) => now === null || moment.at <= now);
  return past.length > 0 ? (past[past.length - 1] as Moment).at : null;
}

/** Gives the bottom of the dates. */
function drawDates(course: Course, top: number): number {
  const { pen, words, moments, edges } = course;
  const current = currentMoment(course);
  pen.line(first, top, pen.width, top, { stroke: pen.colour("ink"), "stroke-width": 1.4 });
  let bottom = top;
  moments.forEach((moment, at) => {
    const [x, width] = [edges[at] ?? 0, (edges[at + 1] ?? 0) - (edges[at] ?? 0)];
    const size = course.dense ? 10.5 : 12;
    const bold = moment.at === current;
    const lines = wrap(dateWords(words, moment.at), size, width - 6, bold);
    pen.group({ "data-moment": moment.at, "data-kind": "date" }, dateWords(words, moment.at), () => {
      pen.circle(x + 5, top, 4.5, {
        fill: pen.colour(bold ? "ink" : "paper"),
        stroke: pen.colour("ink"),
        "stroke-width": 1.6,
      });
      const before = moments[at - 1];
      const apart = before ? wrap(elapsedWords(words, before.at, moment.at), 10.5, width - 8) : [];
      const next = pen.lines(x + 2, top + 19, lines, { size, bold });
      bottom = Math.max(bottom, pen.lines(x + 2, next, course.dense ? [] : apart, { size: 10.5, fill: "quiet" }));
    });
  });
  return bottom;
}

function drawDenseCell(course: Course, blocks: Block[], at: number, y: number): void {
  const { pen, edges } = course;
  const across = perRow(edges, at);
  blocks.forEach((block, index) => {
    const x = (edges[at] ?? 0) + 10 + (index % across) * 15;
    const style = { ...markStyle(pen, block.statement), "data-name": block.statement.name } as Style;
    pen.mark(
      isEvent(block.statement) ? "circle" : "square",
      x,
      y + 6 + Math.floor(index / across) * 16,
      80,
      style,
      block.title,
    );
  });
}

const isEvent = (statement: Statement): boolean =>
  ["session", "readout", "deadline", "awaits"].indexOf(statement.kind) >= 0;
const isWithdrawal = (statement: Statement): boolean => ["drops", "denies", "reopens"].indexOf(statement.kind) >= 0;

/** What is planned, and what takes something back, is hollow. */
function markStyle(pen: Pen, statement: Statement): Style {
  const hollow = statement.planned === true || isWithdrawal(statement);
  const dashes = statement.planned ? "3 2" : undefined;
  return {
    fill: pen.colour(hollow ? "paper" : "ink"),
    stroke: pen.colour("ink"),
    "stroke-width": 1.4,
    "stroke-dasharray": dashes,
  } as Style;
}

/** What is planned stands in a dashed frame. */
function drawCell(course: Course, blocks: Block[], at: number, y: number): void {
  const { pen, edges, dense } = course;
  if (dense) return drawDenseCell(course, blocks, at, y);
  const [x, width] = [edges[at] ?? 0, (edges[at + 1] ?? 0) - (edges[at] ?? 0)];
  let top = y;
  for (const block of blocks) {
    const frame = { fill: "none", stroke: pen.colour("edge"), "stroke-width": 1, "stroke-dasharray": "4 3" };
    if (block.statement.planned) pen.rect(x + 3, top - 4, width - 8, block.height + 6, frame);
    drawBlock(pen, block, x + pad - 3, top, {});
    top += block.height + blockGap;
  }
}

function drawLanes(course: Course, top: number): number {
  const { pen, lanes, edges } = course;
  let y = top;
  for (const lane of lanes) {
    pen.line(0, y, pen.width, y, { stroke: pen.colour("rule"), "stroke-width": 1 });
    pen.lines(0, y + pad + 10, lane.name, { size: 12, bold: true });
    lane.cells.forEach((blocks, at) => drawCell(course, blocks, at, y + pad));
    y += lane.height;
  }
  for (const edge of edges.slice(0, -1))
    pen.line(edge, top, edge, y, { stroke: pen.colour("rule"), "stroke-width": 1 });
  pen.line(0, y, pen.width, y, { stroke: pen.colour("rule"), "stroke-width": 1 });
  return y;
}

const allBlocks = (course: Course): Block[] =>
  course.lanes.reduce((all: Block[], lane) => lane.cells.reduce((some, cell) => some.concat(cell), all), []);

function denseKey({ pen, words }: Course, top: number): number {
  const filled: Style = { fill: pen.colour("ink") };
  const hollow: Style = { fill: pen.colour("paper"), stroke: pen.colour("ink"), "stroke-width": 1.4 };
  const { events, entries, withdrawals } = words.charts.timeline;
  const items = [
    { words: events, draw: (x: number, y: number) => pen.mark("circle", x, y, 80, filled) },
    { words: entries, draw: (x: number, y: number) => pen.mark("square", x, y, 80, filled) },
    { words: withdrawals, draw: (x: number, y: number) => pen.mark("square", x, y, 80, hollow) },
  ];
  return drawLegend(pen, items, 0, top + 6, pen.width);
}

function drawKey(course: Course, top: number): number {
  if (course.dense) return denseKey(course, top);
  const { pen, words } = course;
  const statements = allBlocks(course).map((block) => block.statement);
  const items = gradeLegend(
    pen,
    words,
    statements.map((row): Grade => row.grade),
  );
  if (statements.some((row) => row.red_line)) {
    items.push({ words: words.charts.redLineLong, draw: (x, y) => drawRedLine(pen, x, y - 8, y + 8) });
  }
  return drawLegend(pen, items, 0, top + 6, pen.width);
}

function notesFor(course: Course): string[] {
  const { timeline } = course.words.charts;
  const notes = [timeline.notToScale];
  if (course.dense) notes.push(timeline.denseNote);
  else if (allBlocks(course).some((block) => block.cut)) notes.push(timeline.cutNote);
  return notes;
}

export function timelinePicture(answers: Answers, words: Words, options: ChartOptions): Picture {
  const { timeline } = words.charts;
  const course = layOut(answers, words, options);
  const { pen } = course;
  if (course.moments.length === 0) {
    const end = pen.lines(0, 20, wrap(timeline.undated, 14, pen.width), { size: 14 });
    return finish(pen, end, timeline.title, timeline.undated);
  }
  const bandTop = 26;
  drawBand(course, bandTop);
  const dated = drawDates(course, bandTop + bandHeight + 20);
  const bottom = drawLanes(course, dated);
  const end = drawNotes(pen, notesFor(course), 0, drawKey(course, bottom), pen.width);
  return finish(pen, end + 8, timeline.title, timeline.describe);
}
