/** The labels beside a map: balanced packages, offers and alternatives, each led by a thin line to its place. */
import { spread } from "./layout";
import { wrap } from "./measure";
import { type Pen, type Shape, type Style, lineStep } from "./pen";
import { balanceStyle, leaderStyle, offerStyle, shapeArea } from "./marks";

export interface ColumnEntry {
  head: string;
  details: string[];
  /** null: a label of a line, which needs no mark and less weight */
  shape: Shape | null;
  /** where its lines end; none where there are none */
  at: [number, number][];
  data: Style;
}

export const columnWidth = 212;
const headSize = 12;
const detailSize = 11;
const indent = 20;
const space = 10;

interface Laid {
  entry: ColumnEntry;
  head: string[];
  detail: string[];
  height: number;
}

function layOut(entry: ColumnEntry, width: number): Laid {
  const head = wrap(entry.head, headSize, width - indent, entry.shape !== null);
  const detail = entry.details.reduce(
    (lines: string[], text) => lines.concat(wrap(text, detailSize, width - indent)),
    [],
  );
  return {
    entry,
    head,
    detail,
    height: head.length * lineStep(headSize) + detail.length * lineStep(detailSize) + space,
  };
}

export const shapeStyle = (pen: Pen, shape: Shape): Style => (shape === "cross" ? offerStyle(pen) : balanceStyle(pen));

function drawEntry(pen: Pen, laid: Laid, x: number, y: number): void {
  const { entry } = laid;
  pen.group(entry.data, null, () => {
    if (entry.shape) pen.mark(entry.shape, x + 8, y + 8, shapeArea[entry.shape], shapeStyle(pen, entry.shape));
    const next = pen.lines(x + indent, y + 12, laid.head, { size: headSize, bold: entry.shape !== null });
    pen.lines(x + indent, next, laid.detail, { size: detailSize, fill: "quiet" });
  });
}

/** Lines go from the place straight to the edge of the plot, and from there to the label. */
function drawLeader(pen: Pen, at: [number, number], edge: number, x: number, y: number): void {
  const points: [number, number][] = [at, [Math.max(edge, at[0]), at[1]], [x - 3, y + 8]];
  pen.polyline(points, leaderStyle(pen));
}

/** Draws the entries at x, their leaders turning at `edge`; gives the bottom. */
export function drawColumn(
  pen: Pen,
  entries: ColumnEntry[],
  edge: number,
  x: number,
  width: number,
  span: [number, number],
): number {
  const laid = entries.map((entry) => layOut(entry, width));
  const middle = ({ at }: ColumnEntry) => at.reduce((sum, point) => sum + point[1], 0) / at.length;
  const wishes = laid.map(({ entry }) => (entry.at.length > 0 ? middle(entry) - 8 : span[1]));
  const tops = spread(
    wishes,
    laid.map((entry) => entry.height),
    span[0],
    span[1],
  );
  laid.forEach((entry, at) => {
    const y = tops[at] ?? 0;
    for (const point of entry.entry.at) drawLeader(pen, point, edge, x, y);
    drawEntry(pen, entry, x, y);
  });
  return Math.max(span[0], ...laid.map((entry, at) => (tops[at] ?? 0) + entry.height));
}

/** Where there is no room beside the map, below it. */
export function drawBelow(pen: Pen, entries: ColumnEntry[], x: number, top: number, width: number): number {
  let y = top;
  for (const entry of entries) {
    const laid = layOut(entry, width);
    drawEntry(pen, laid, x, y);
    y += laid.height;
  }
  return y;
}
