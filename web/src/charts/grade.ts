/** How something is known, as a line beside it: solid, double, thin, dashed, dotted, wavy. A red line has a thick edge. */
import type { Grade } from "../wire";
import { gradeWords } from "../words/sentences";
import type { Words } from "../words/table";
import type { LegendItem } from "./legend";
import type { Pen } from "./pen";

export const barWidth = 12;

function wave(pen: Pen, x: number, top: number, bottom: number): void {
  const points: [number, number][] = [];
  for (let y = top; y <= bottom; y += 3) points.push([x + ((points.length % 2) * 2 - 1) * 1.8, y]);
  pen.polyline(points, { stroke: pen.colour("ink"), "stroke-width": 1.3 });
}

/** Draws the line of a grade from top to bottom. */
export function drawGrade(pen: Pen, grade: Grade, x: number, top: number, bottom: number): void {
  const line = (at: number, width: number, dashes?: string) =>
    pen.line(at, top, at, bottom, { stroke: pen.colour("ink"), "stroke-width": width, "stroke-dasharray": dashes });
  if (grade === "quoted") line(x, 2.6);
  else if (grade === "reported") line(x, 1);
  else if (grade === "inferred") line(x, 1.6, "7 4");
  else if (grade === "assumed") line(x, 1.8, "1.6 3");
  else if (grade === "disputed") line(x, 1.6, "9 3 2 3");
  else if (grade === "unverified") wave(pen, x, top, bottom);
  else {
    line(x - 1.6, 1);
    line(x + 1.6, 1);
  }
}

export function drawRedLine(pen: Pen, x: number, top: number, bottom: number): void {
  pen.rect(x, top, 5, bottom - top, { fill: pen.colour("ink") });
}

const grades: Grade[] = ["quoted", "relayed", "reported", "inferred", "assumed", "unverified", "disputed"];

/** Only the grades that occur. */
export function gradeLegend(pen: Pen, words: Words, occurring: Grade[]): LegendItem[] {
  const seen = grades.filter((grade) => occurring.indexOf(grade) >= 0);
  return seen.map((grade) => ({
    words: gradeWords(words, grade),
    draw: (x, y) => drawGrade(pen, grade, x + 4, y - 9, y + 9),
  }));
}
