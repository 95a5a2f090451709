/** How packages look on every form of the map, and what the legend says of it. */
import type { Words } from "../words/table";
import { fill } from "../words/fill";
import { countWords } from "../words/format";
import type { LegendItem } from "./legend";
import type { Pen, Shape, Style } from "./pen";
import type { Place, Places } from "./places";

export const beyondStyle = (pen: Pen): Style => ({ fill: "none", stroke: pen.colour("edge"), "stroke-width": 0.9 });
export const withinStyle = (pen: Pen): Style => ({
  fill: pen.colour("accent"),
  stroke: pen.colour("paper"),
  "stroke-width": 0.6,
});
export const frontierStyle = (pen: Pen): Style => ({
  fill: pen.colour("accent"),
  stroke: pen.colour("ink"),
  "stroke-width": 1.6,
});
export const balanceStyle = (pen: Pen): Style => ({
  fill: pen.colour("ink"),
  stroke: pen.colour("paper"),
  "stroke-width": 1.4,
});
export const offerStyle = (pen: Pen): Style => ({ fill: "none", stroke: pen.colour("second"), "stroke-width": 2.6 });
export const noDealStyle = (pen: Pen): Style => ({
  stroke: pen.colour("ink"),
  "stroke-width": 1.2,
  "stroke-dasharray": "6 4",
});
export const leaderStyle = (pen: Pen): Style => ({ stroke: pen.colour("quiet"), "stroke-width": 0.8 });

export const shapeArea: Record<Shape, number> = {
  circle: 110,
  diamond: 110,
  square: 115,
  triangle: 110,
  star: 130,
  cross: 110,
};

/** The attributes that a page listens to. */
export function markData(kind: string, index: number | null): Style {
  return { "data-kind": kind, "data-package": index === null ? undefined : index } as Style;
}

const disc = (pen: Pen, style: Style) => (x: number, y: number) => pen.circle(x, y, 3.4, style);

/** How many there are, or how many of those that were drawn by lot. */
export function shownWords(words: Words, places: Places, list: Place[]): string {
  const count = countWords(words, list.length);
  const drawn = list === places.within ? places.withinDrawn : places.drawn;
  return drawn ? fill(words.charts.map.ofDrawn, { count }) : count;
}

/** Only what is on the picture. */
export function packageLegend(pen: Pen, places: Places, words: Words): LegendItem[] {
  const { map } = words.charts;
  const items: LegendItem[] = [];
  const counted = (text: string, list: Place[]) => fill(text, { count: shownWords(words, places, list) });
  if (places.within.length > 0) {
    items.push({ words: counted(map.within, places.within), draw: disc(pen, withinStyle(pen)) });
  }
  if (places.beyond.length > 0) {
    items.push({ words: counted(map.beyond, places.beyond), draw: disc(pen, beyondStyle(pen)) });
  }
  return items;
}
