/** What the marks of a picture mean: swatches with words, in rows that fill the width, and notes below. */
import { textWidth, wrap } from "./measure";
import { type Pen, lineStep } from "./pen";

export interface LegendItem {
  words: string;
  /** draws the swatch around a place, at most 20 wide and 14 high */
  draw: (x: number, y: number) => void;
}

const size = 12;
const swatch = 28;
const gap = 22;

/** Draws from a top edge, gives the bottom edge. */
export function drawLegend(pen: Pen, items: LegendItem[], left: number, top: number, width: number): number {
  let x = left;
  let y = top + 14;
  for (const item of items) {
    const lines = wrap(item.words, size, width - swatch);
    const takes = swatch + Math.max(...lines.map((line) => textWidth(line, size)));
    if (x > left && x + takes > left + width) {
      x = left;
      y += lineStep(size) + 4;
    }
    item.draw(x + 10, y - 4);
    const end = pen.lines(x + swatch, y, lines, { size });
    if (lines.length > 1) y = end - lineStep(size);
    x += takes + gap;
  }
  return items.length > 0 ? y + 8 : top;
}

export function drawNotes(pen: Pen, notes: string[], left: number, top: number, width: number): number {
  let y = top + 14;
  for (const note of notes) y = pen.lines(left, y, wrap(note, 11.5, width), { size: 11.5, fill: "quiet" }) + 2;
  return notes.length > 0 ? y - 6 : top;
}
