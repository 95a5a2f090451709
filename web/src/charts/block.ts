/** A statement as a block of text: its words, below them how it is known, beside them the line of its grade. */
import type { Statement } from "../wire";
import { gradeWords } from "../words/sentences";
import type { Words } from "../words/table";
import { barWidth, drawGrade, drawRedLine } from "./grade";
import { wrap, wrapAtMost } from "./measure";
import { type Pen, type Style, lineStep } from "./pen";
import { evidenceWords } from "./wording";

export interface Block {
  statement: Statement;
  title: string;
  lines: string[];
  bold: string[];
  notes: string[];
  height: number;
  /** was too long for the place */
  cut: boolean;
}

const size = 11.5;
const small = 10.5;
export const blockGap = 9;

interface BlockRoom {
  width: number;
  most?: number;
  dated: boolean;
  /** said of it in this place, in bold */
  remark?: string;
}

export function layOutBlock(words: Words, statement: Statement, text: string, room: BlockRoom): Block {
  const inner = room.width - barWidth;
  const whole = wrap(text, size, inner);
  const lines = room.most === undefined ? whole : wrapAtMost(text, size, inner, room.most);
  const known = room.dated ? evidenceWords(words, statement) : gradeWords(words, statement.grade);
  const notes = wrap(known, small, inner);
  const remarks = [statement.red_line ? words.charts.redLine : "", room.remark ?? ""].filter((remark) => remark !== "");
  const bold = remarks.reduce((all: string[], remark) => all.concat(wrap(remark, small, inner, true)), []);
  const height = lines.length * lineStep(size) + (bold.length + notes.length) * lineStep(small) + 2;
  const title = `${text} (${[known, ...remarks].join(words.common.comma)})`;
  return { statement, title, lines, bold, notes, height, cut: lines.length < whole.length };
}

export function drawBlock(pen: Pen, block: Block, x: number, y: number, data: Style): void {
  const { statement } = block;
  pen.group({ "data-name": statement.name, ...data }, block.title, () => {
    if (statement.red_line) drawRedLine(pen, x - 3, y, y + block.height);
    drawGrade(pen, statement.grade, x + 5, y, y + block.height);
    const said = pen.lines(x + barWidth, y + 10, block.lines, { size });
    const remarked = pen.lines(x + barWidth, said, block.bold, { size: small, bold: true });
    pen.lines(x + barWidth, remarked, block.notes, { size: small, fill: "quiet" });
  });
}

export const heightOf = (blocks: Block[]): number =>
  blocks.reduce((sum, block) => sum + block.height, 0) + Math.max(0, blocks.length - 1) * blockGap;
