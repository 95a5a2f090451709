/** A conflict or a movement as a small diagram: who holds what, and over which issues these cannot all be had. */
import type { Answers, Statement } from "../wire";
import { fill } from "../words/fill";
import { type Names, namesOf } from "../words/names";
import type { Words } from "../words/table";
import { type Block, drawBlock, layOutBlock } from "./block";
import { textWidth, wrap } from "./measure";
import { Pen, type Style, lineStep } from "./pen";
import { type ChartOptions, type Picture, coloursOf, finish, isMirrored } from "./picture";
import { findStatement, issueName, issuesOf, partyName, statementWords } from "./wording";

interface Side {
  statement: Statement;
  who: string[];
  block: Block;
  gives: string[];
  issues: string[];
  x: number;
  y: number;
  height: number;
}

interface Pill {
  issue: string;
  lines: string[];
  width: number;
  height: number;
  y: number;
}

interface Diagram {
  pen: Pen;
  words: Words;
  box: number;
  left: Side[];
  right: Side[];
  pills: Pill[];
}

const pad = 10;
const apart = 14;
const least = 520;

/** What an alternative is worth hangs on the issues that its party values, as far as the others speak of them. */
function touches(answers: Answers, statement: Statement, others: Statement[]): string[] {
  if (statement.kind !== "alternative") return issuesOf(answers, statement);
  const spoken = others.reduce(
    (all: string[], other) => all.concat(other.kind === "alternative" ? [] : issuesOf(answers, other)),
    [],
  );
  const valued = (answers.show?.values ?? []).filter((row) => row.party === statement.party && row.issue !== undefined);
  const counts = (issue: string) => valued.length === 0 || valued.some((row) => row.issue === issue);
  return (answers.show?.issues ?? [])
    .map((row) => row.issue)
    .filter((issue) => spoken.indexOf(issue) >= 0 && counts(issue));
}

function layOutSide(
  answers: Answers,
  words: Words,
  names: Names,
  statement: Statement,
  all: Statement[],
  moving: boolean,
  box: number,
): Side {
  const inner = box - 2 * pad;
  const who = wrap(
    statement.party === null ? words.charts.positions.rules : partyName(answers, statement.party),
    12,
    inner,
    true,
  );
  const block = layOutBlock(words, statement, statementWords(words, names, statement), { width: inner, dated: true });
  const gives = moving ? wrap(words.charts.conflict.gives, 11.5, inner, true) : [];
  const height =
    2 * pad + who.length * lineStep(12) + 4 + block.height + (moving ? gives.length * lineStep(11.5) + 6 : 0);
  return { statement, who, block, gives, issues: touches(answers, statement, all), x: 0, y: 0, height };
}

/** Issues that at least two speak of; where there is none, all that are spoken of. */
function pillsFor(answers: Answers, sides: Side[], width: number): Pill[] {
  const order = (answers.show?.issues ?? []).map((row) => row.issue);
  const count = (issue: string) => sides.filter((side) => side.issues.indexOf(issue) >= 0).length;
  const shared = order.filter((issue) => count(issue) > 1);
  const issues = shared.length > 0 ? shared : order.filter((issue) => count(issue) > 0);
  const texts = issues.map((issue) => wrap(issueName(answers, issue), 11.5, width - 20, true));
  const wide = Math.max(0, ...texts.map((lines) => Math.max(...lines.map((line) => textWidth(line, 11.5, true))))) + 20;
  return issues.map((issue, at) => {
    const lines = texts[at] ?? [];
    return { issue, lines, width: wide, height: lines.length * lineStep(11.5) + 12, y: 0 };
  });
}

const stackHeight = (items: { height: number }[]): number =>
  items.reduce((sum, item) => sum + item.height, 0) + Math.max(0, items.length - 1) * apart;

/** Stacks things below each other, the stack in the middle of the height. */
function stack(items: { y: number; height: number }[], height: number): void {
  let y = (height - stackHeight(items)) / 2;
  for (const item of items) {
    item.y = y;
    y += item.height + apart;
  }
}

/** Issues in the order of those who speak of them, so that few lines cross. */
function byHeight(pills: Pill[], sides: Side[]): Pill[] {
  const middle = (pill: Pill): number => {
    const speaking = sides.filter((side) => side.issues.indexOf(pill.issue) >= 0);
    return speaking.reduce((sum, side) => sum + side.y + side.height / 2, 0) / speaking.length;
  };
  return pills.slice().sort((a, b) => middle(a) - middle(b));
}

/** A party's own statements stay on one side; the first party has the first side, as far as both stay in balance. */
function splitSides(sides: Side[]): [Side[], Side[]] {
  const parties: (string | null)[] = [];
  for (const side of sides) if (parties.indexOf(side.statement.party) < 0) parties.push(side.statement.party);
  if (parties.length < 2)
    return [sides.slice(0, Math.ceil(sides.length / 2)), sides.slice(Math.ceil(sides.length / 2))];
  const left: Side[] = [];
  let right: Side[] = [];
  for (const party of parties) {
    const own = sides.filter((side) => side.statement.party === party);
    if (left.length === 0 || left.length + own.length <= sides.length / 2) left.push(...own);
    else right = right.concat(own);
  }
  return [left, right];
}

function frameOf(pen: Pen, side: Side): Style {
  const moving = side.gives.length > 0;
  return {
    fill: pen.colour("paper"),
    stroke: pen.colour(moving ? "second" : "edge"),
    "stroke-width": moving ? 2 : 1,
    "stroke-dasharray": moving ? "6 4" : undefined,
    rx: 4,
  } as Style;
}

function drawSide({ pen, box }: Diagram, side: Side): void {
  pen.rect(side.x, side.y, box, side.height, frameOf(pen, side));
  let y = pen.lines(side.x + pad, side.y + pad + 10, side.who, { size: 12, bold: true });
  y -= 6;
  drawBlock(pen, side.block, side.x + pad, y, {});
  if (side.gives.length > 0)
    pen.lines(side.x + pad, y + side.block.height + 18, side.gives, { size: 11.5, bold: true, fill: "second" });
}

function drawLinks({ pen, box, pills, left, right }: Diagram): void {
  for (const side of [...left, ...right]) {
    const onLeft = left.indexOf(side) >= 0;
    for (const pill of pills.filter((row) => side.issues.indexOf(row.issue) >= 0)) {
      const from: [number, number] = [onLeft ? side.x + box : side.x, side.y + side.height / 2];
      const to: [number, number] = [pen.width / 2 + (pill.width / 2) * (onLeft ? -1 : 1), pill.y + pill.height / 2];
      pen.polyline([from, to], { stroke: pen.colour("edge"), "stroke-width": 1.4 });
    }
  }
}

function drawPill({ pen }: Diagram, pill: Pill): void {
  const x = (pen.width - pill.width) / 2;
  const style = { fill: pen.colour("tint"), stroke: pen.colour("accent"), "stroke-width": 1.2, rx: 12 } as Style;
  pen.group({ "data-issue": pill.issue }, null, () => {
    pen.rect(x, pill.y, pill.width, pill.height, style);
    pen.lines(pen.width / 2, pill.y + 17, pill.lines, { size: 11.5, bold: true, anchor: "middle" });
  });
}

function layOut(
  answers: Answers,
  words: Words,
  stances: string[],
  moving: string[],
  options: ChartOptions,
): { diagram: Diagram; height: number } {
  const width = Math.max(least, options.width ?? 680);
  const box = Math.floor(width * 0.36);
  const found = stances
    .map((name) => findStatement(answers, name))
    .filter((row): row is Statement => row !== undefined);
  const names = namesOf(answers.show);
  const sides = found.map((row) => layOutSide(answers, words, names, row, found, moving.indexOf(row.name) >= 0, box));
  const pills = pillsFor(answers, sides, width - 2 * box - 60);
  const [left, right] = splitSides(sides);
  const height = Math.max(40, stackHeight(left), stackHeight(right), stackHeight(pills)) + 4;
  for (const items of [left, right]) stack(items, height);
  stack(byHeight(pills, sides), height);
  for (const side of left) side.x = 1;
  for (const side of right) side.x = width - box - 1;
  const pen = new Pen(width, coloursOf(options), isMirrored(words));
  return { diagram: { pen, words, box, left, right, pills }, height };
}

/** The diagram of these statements; those in `moving` are drawn as what gives way. */
export function conflictPicture(
  answers: Answers,
  words: Words,
  names: string[],
  moving: string[],
  options: ChartOptions,
): Picture {
  const { diagram, height } = layOut(answers, words, names, moving, options);
  drawLinks(diagram);
  for (const side of [...diagram.left, ...diagram.right]) drawSide(diagram, side);
  for (const pill of diagram.pills) drawPill(diagram, pill);
  const { title, movementTitle, over } = words.charts.conflict;
  const issues = diagram.pills.map((pill) => issueName(answers, pill.issue)).join(", ");
  return finish(diagram.pen, height, moving.length > 0 ? movementTitle : title, fill(over, { issues }));
}

/** What a movement would resolve: the statements of the conflicts that it takes part in, itself among them. */
export function aroundMovement(answers: Answers, names: string[]): string[] {
  const around = names.slice();
  for (const conflict of answers.why?.conflicts ?? []) {
    if (!conflict.names.some((name) => names.indexOf(name) >= 0)) continue;
    for (const name of conflict.names) if (around.indexOf(name) < 0) around.push(name);
  }
  return around;
}
