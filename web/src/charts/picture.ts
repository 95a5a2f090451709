/** A picture before it is text: what every chart gives, and how it becomes one SVG. */
import type { Words } from "../words/table";
import type { Box, Pen } from "./pen";
import { element, escape } from "./svg";
import { type Colours, type ThemeName, font, themes } from "./theme";

export interface ChartOptions {
  theme: ThemeName;
  /** the width to lay out for; a chart takes more where its words need it */
  width?: number;
  /** which two parties' worths span the map */
  axes?: string[];
  /** a timeline with marks for entries, beside a record that has their words */
  compact?: boolean;
  /** the party from whose view it is drawn */
  for?: string | null;
}

export interface Picture {
  width: number;
  height: number;
  body: string;
  title: string;
  /** what there is to see, in a sentence */
  description: string;
  boxes: Box[];
}

export function finish(pen: Pen, height: number, title: string, description: string): Picture {
  return { width: pen.width, height: Math.ceil(height), body: pen.body, title, description, boxes: pen.boxes };
}

export const coloursOf = (options: ChartOptions): Colours => themes[options.theme];
export const isMirrored = (words: Words): boolean => words.direction === "rtl";

/** Room for strokes and marks that stand on the border. */
const edge = 6;

/** The SVG. In a page it stands on the page's own ground; as a file it brings its ground along. */
export function svgText(picture: Picture, words: Words, options: ChartOptions): string {
  const [width, height] = [picture.width + 2 * edge, picture.height + 2 * edge];
  const ground = element("rect", { x: -edge, y: -edge, width, height, fill: coloursOf(options).paper });
  const attributes = {
    xmlns: "http://www.w3.org/2000/svg",
    viewBox: `${-edge} ${-edge} ${width} ${height}`,
    width,
    height,
    role: "group",
    "aria-label": `${picture.title}. ${picture.description}`,
    lang: words.tag,
    direction: words.direction,
    "font-family": font,
  };
  const parts = [element("desc", {}, [escape(picture.description)])];
  if (options.theme !== "page") parts.unshift(element("title", {}, [escape(picture.title)]), ground);
  return element("svg", attributes, parts.concat(picture.body));
}
