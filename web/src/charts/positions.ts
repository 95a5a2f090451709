/** The record as a table: issues by parties, each position with how it is known; what is open is seen to be open. */
import type { Answers, Grade, Issue, Position, Show } from "../wire";
import { fill } from "../words/fill";
import { countWords } from "../words/format";
import { type Names, namesOf } from "../words/names";
import type { Words } from "../words/table";
import { type Block, blockGap, drawBlock, heightOf, layOutBlock } from "./block";
import { drawRedLine, gradeLegend } from "./grade";
import { drawLegend, drawNotes } from "./legend";
import { textWidth, wrap } from "./measure";
import { Pen, lineStep } from "./pen";
import { type ChartOptions, type Picture, coloursOf, finish, isMirrored } from "./picture";
import { partyName, positionWords } from "./wording";

/** party null: rules and settled points */
interface Column {
  party: string | null;
  name: string;
}

interface Cell {
  column: Column;
  blocks: Block[];
  open: boolean;
  /** a party's cell that is empty because the point is settled */
  settled: boolean;
}

interface Row {
  issue: Issue;
  name: string[];
  cells: Cell[];
  height: number;
}

interface Sheet {
  pen: Pen;
  words: Words;
  columns: Column[];
  rows: Row[];
  /** width of the column of issues, and of each other */
  first: number;
  each: number;
}

const pad = 10;
const least = 138;
const nameSize = 12;

const rowsOf = (issue: Issue, party: string | null): Position[] => issue.positions.filter((row) => row.party === party);

/** Parties that have a say anywhere, in the model's order, then what no party said. */
function columnsOf(answers: Answers, show: Show, words: Words): Column[] {
  const speaks = (party: string | null) => show.issues.some((issue) => rowsOf(issue, party).length > 0);
  const parties = show.parties.filter((row) => speaks(row.party));
  const columns: Column[] = parties.map((row) => ({ party: row.party, name: partyName(answers, row.party) }));
  return speaks(null) ? columns.concat({ party: null, name: words.charts.positions.rules }) : columns;
}

/** Settled for good, not only in part or under a condition. */
function isSettled(row: Position, issue: string): boolean {
  const condition = row.name !== null && row.kind === "settled" ? row.condition : undefined;
  return condition?.op === "in" && condition.issue === issue && "relation" in condition && condition.relation === "=";
}

function cellOf(words: Words, names: Names, issue: Issue, column: Column, width: number): Cell {
  const blocks: Block[] = [];
  let open = false;
  for (const row of rowsOf(issue, column.party)) {
    if (row.name === null) open = true;
    else
      blocks.push(
        layOutBlock(words, row, positionWords(words, names, row, issue.issue), { width: width - 2 * pad, dated: true }),
      );
  }
  const settled =
    !open && blocks.length === 0 && column.party !== null && issue.positions.some((row) => isSettled(row, issue.issue));
  return { column, blocks, open, settled };
}

const cellHeight = (words: Words, cell: Cell, width: number): number =>
  cell.open ? openLines(words, width).length * lineStep(11.5) + 2 * pad : heightOf(cell.blocks) + 2 * pad;

const openLines = (words: Words, width: number): string[] =>
  wrap(words.charts.positions.open, 11.5, width - 2 * pad - 12);

function layOutRow(words: Words, names: Names, issue: Issue, columns: Column[], first: number, each: number): Row {
  const name = wrap(issue.name || issue.issue, nameSize, first - pad, true);
  const cells = columns.map((column) => cellOf(words, names, issue, column, each));
  const heights = cells.map((cell) => cellHeight(words, cell, each));
  return { issue, name, cells, height: Math.max(name.length * lineStep(nameSize) + 2 * pad, 40, ...heights) };
}

function layOut(answers: Answers, show: Show, words: Words, options: ChartOptions): Sheet {
  const columns = columnsOf(answers, show, words);
  const wanted = options.width ?? 1000;
  const first = wanted < 620 ? 104 : 150;
  const each = Math.max(least, Math.floor((wanted - first) / Math.max(1, columns.length)));
  const pen = new Pen(Math.max(wanted, first + each * columns.length), coloursOf(options), isMirrored(words));
  const names = namesOf(show);
  const rows = show.issues.map((issue) => layOutRow(words, names, issue, columns, first, each));
  return { pen, words, columns, rows, first, each };
}

/** Gives the height of the heading. */
function drawHeads({ pen, columns, first, each }: Sheet): number {
  const heads = columns.map((column) => wrap(column.name, nameSize, each - 2 * pad, true));
  const height = Math.max(1, ...heads.map((lines) => lines.length)) * lineStep(nameSize) + 14;
  pen.rect(0, 0, pen.width, height, { fill: pen.colour("wash") });
  heads.forEach((lines, at) => pen.lines(first + at * each + pad, 18, lines, { size: nameSize, bold: true }));
  return height;
}

/** Hatched, with the words on clear ground. */
function drawOpen(sheet: Sheet, x: number, y: number, height: number): void {
  const { pen, words, each } = sheet;
  pen.hatch(x + 5, y + 5, each - 10, height - 10, 10, { stroke: pen.colour("edge"), "stroke-width": 0.6 });
  const lines = openLines(words, each);
  const [width, tall] = [
    Math.max(...lines.map((line) => textWidth(line, 11.5))) + 12,
    lines.length * lineStep(11.5) + 6,
  ];
  const top = y + (height - tall) / 2;
  pen.rect(x + (each - width) / 2, top, width, tall, { fill: pen.colour("paper") });
  pen.lines(x + each / 2, top + 14, lines, { size: 11.5, anchor: "middle", fill: "quiet" });
}

function drawCell(sheet: Sheet, row: Row, cell: Cell, x: number, y: number): void {
  const { pen, words } = sheet;
  const data = { "data-issue": row.issue.issue, "data-party": cell.column.party ?? undefined };
  if (cell.open) {
    const title = fill(words.charts.positions.openTitle, { party: cell.column.name, issue: row.issue.name });
    pen.group({ ...data, "data-kind": "open" }, title, () => drawOpen(sheet, x, y, row.height));
  }
  if (cell.settled) pen.text(x + pad, y + pad + 10, words.charts.settled, { size: 11.5, fill: "quiet" });
  let top = y + pad;
  for (const block of cell.open ? [] : cell.blocks) {
    drawBlock(pen, block, x + pad, top, data);
    top += block.height + blockGap;
  }
}

function drawRows(sheet: Sheet, top: number): number {
  const { pen, rows, first, each } = sheet;
  let y = top;
  for (const row of rows) {
    pen.line(0, y, pen.width, y, { stroke: pen.colour("rule"), "stroke-width": 1 });
    pen.lines(0, y + pad + 10, row.name, { size: nameSize, bold: true });
    row.cells.forEach((cell, at) => drawCell(sheet, row, cell, first + at * each, y));
    y += row.height;
  }
  const rule = { stroke: pen.colour("rule"), "stroke-width": 1 };
  for (let at = 0; at < sheet.columns.length; at += 1) pen.line(first + at * each, top, first + at * each, y, rule);
  pen.line(0, y, pen.width, y, rule);
  return y;
}

function drawKey(sheet: Sheet, top: number): number {
  const { pen, words, rows } = sheet;
  const cells = rows.reduce((all: Cell[], row) => all.concat(row.cells), []);
  const blocks = cells.reduce((all: Block[], cell) => all.concat(cell.blocks), []);
  const occurring: Grade[] = blocks.map((block) => block.statement.grade);
  const items = gradeLegend(pen, words, occurring);
  if (blocks.some((block) => block.statement.red_line)) {
    items.push({ words: words.charts.redLineLong, draw: (x, y) => drawRedLine(pen, x, y - 8, y + 8) });
  }
  const hatch = { stroke: pen.colour("edge"), "stroke-width": 0.8 };
  if (cells.some((cell) => cell.open)) {
    items.push({ words: words.charts.positions.open, draw: (x, y) => pen.hatch(x - 10, y - 7, 20, 14, 5, hatch) });
  }
  return drawLegend(pen, items, 0, top + 6, pen.width);
}

export function positionsPicture(answers: Answers, words: Words, options: ChartOptions): Picture {
  const { positions } = words.charts;
  const show = answers.show ?? ({ parties: [], issues: [], timeline: [] } as unknown as Show);
  const sheet = layOut(answers, show, words, options);
  const bottom = drawRows(sheet, drawHeads(sheet));
  const keyed = drawKey(sheet, bottom);
  const silent = show.parties.length - sheet.columns.filter((column) => column.party !== null).length;
  const notes = silent > 0 ? [fill(positions.silent, { count: countWords(words, silent) })] : [];
  const end = drawNotes(sheet.pen, notes, 0, keyed, sheet.pen.width);
  return finish(sheet.pen, end + 8, positions.title, positions.describe);
}
