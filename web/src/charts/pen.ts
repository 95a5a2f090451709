/**
 * Draws a picture that is laid out from left to right, and mirrors it for words that run from right to left. It keeps the
 * box of every text, so that layouts can be held to leave none upon another.
 */
import { symbol, symbolCircle, symbolDiamond, symbolSquare, symbolStar, symbolTriangle } from "d3-shape";
import { textWidth } from "./measure";
import { type Attributes, element, escape, label, rounded } from "./svg";
import type { Colours, Role } from "./theme";

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
  text: string;
}

export interface TextStyle {
  size?: number;
  bold?: boolean;
  anchor?: "start" | "middle" | "end";
  fill?: Role;
  /** lets the text stand on lines: its outline is of the ground */
  halo?: boolean;
  /** a plate of the ground below it, where much is drawn */
  plate?: boolean;
  /** part of a text that runs against the direction of the page; seen from the text itself where it is not given */
  against?: boolean;
}

export type Shape = "circle" | "diamond" | "square" | "star" | "triangle" | "cross";
export type Style = Attributes & { fill?: string; stroke?: string };

const shapes = {
  circle: symbolCircle,
  diamond: symbolDiamond,
  square: symbolSquare,
  star: symbolStar,
  triangle: symbolTriangle,
};

/** Letters that run against the direction of the page: such a text finds its own direction. */
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
const leftToRight = /[A-Za-z\u00c0-\u024f\u0370-\u03ff\u0400-\u04ff]/;

export class Pen {
  readonly boxes: Box[] = [];
  private parts: string[] = [];

  constructor(
    readonly width: number,
    readonly colours: Colours,
    readonly mirrored: boolean,
  ) {}

  get body(): string {
    return this.parts.join("");
  }

  x(at: number): number {
    return this.mirrored ? this.width - at : at;
  }

  colour(role: Role): string {
    return this.colours[role];
  }

  /** What `draw` draws, inside one element that may carry a title, the words for who cannot see or points at it. */
  group(attributes: Attributes, title: string | null, draw: () => void): void {
    const outer = this.parts;
    this.parts = title === null ? [] : [element("title", {}, [escape(title)])];
    draw();
    outer.push(element("g", attributes, this.parts));
    this.parts = outer;
  }

  private shape(name: string, attributes: Attributes, title?: string): void {
    this.parts.push(element(name, attributes, title === undefined ? [] : [element("title", {}, [escape(title)])]));
  }

  line(x1: number, y1: number, x2: number, y2: number, style: Style): void {
    this.shape("line", { x1: this.x(x1), y1, x2: this.x(x2), y2, ...style });
  }

  rect(x: number, y: number, width: number, height: number, style: Style, title?: string): void {
    this.shape("rect", { x: this.mirrored ? this.width - x - width : x, y, width, height, ...style }, title);
  }

  circle(cx: number, cy: number, r: number, style: Style, title?: string): void {
    this.shape("circle", { cx: this.x(cx), cy, r, ...style }, title);
  }

  polyline(points: [number, number][], style: Style, title?: string): void {
    const places = points.map(([x, y]) => `${rounded(this.x(x))},${rounded(y)}`).join(" ");
    this.shape("polyline", { points: places, fill: "none", ...style }, title);
  }

  /** Slanting lines that fill a rectangle. */
  hatch(x: number, y: number, width: number, height: number, apart: number, style: Style): void {
    let d = "";
    for (let along = apart; along < width + height; along += apart) {
      const [x1, y1] = along < height ? [x, y + along] : [x + along - height, y + height];
      const [x2, y2] = along < width ? [x + along, y] : [x + width, y + along - width];
      d += `M${rounded(this.x(x1))},${rounded(y1)}L${rounded(this.x(x2))},${rounded(y2)}`;
    }
    this.path(d, { fill: "none", ...style });
  }

  /** A path of the form that d3-shape gives, already through x(). */
  path(d: string, style: Style, title?: string): void {
    this.shape("path", { d, ...style }, title);
  }

  /** A shape of so many square pixels around a place. */
  mark(shape: Shape, x: number, y: number, area: number, style: Style, title?: string): void {
    const place = `translate(${rounded(this.x(x))},${rounded(y)})`;
    this.path(shapePath(shape, area), { transform: place, ...style }, title);
  }

  /** Text on a baseline. `x` is where it starts, its middle or its end, as the anchor says. */
  text(x: number, y: number, words: string, style: TextStyle = {}): void {
    const { size = 12, bold = false, anchor = "start", fill = "ink" } = style;
    const box = this.keepBox(x, y, words, size, bold, anchor);
    if (style.plate)
      this.rect(box.x - 2, box.y - 1, box.width + 4, box.height + 3, {
        fill: this.colours.paper,
        "fill-opacity": 0.86,
      });
    const halo = style.halo
      ? { "paint-order": "stroke", stroke: this.colours.paper, "stroke-width": 3, "stroke-linejoin": "round" }
      : {};
    const attributes: Attributes = {
      x: this.x(x),
      y,
      "font-size": size,
      "font-weight": bold ? "600" : undefined,
      "text-anchor": anchor === "start" ? undefined : anchor,
      fill: this.colours[fill],
      "unicode-bidi": (style.against ?? this.runsAgainst(words)) ? "plaintext" : undefined,
      ...halo,
    };
    this.parts.push(label(attributes, this.inOwnDirection(words)));
  }

  /** A line that opens with a name of the other direction runs as its language does: some renderers go by the name. */
  private inOwnDirection(words: string): string {
    if (words.charAt(0) !== "\u2068") return words;
    return (this.mirrored ? "\u200f" : "\u200e") + words;
  }

  /** Lines of text, each below the one before; gives the baseline after the last. */
  lines(x: number, y: number, words: string[], style: TextStyle = {}): number {
    const step = lineStep(style.size ?? 12);
    const against = this.runsAgainst(words.join(" "));
    words.forEach((line, at) => this.text(x, y + at * step, line, { ...style, against }));
    return y + words.length * step;
  }

  private runsAgainst(words: string): boolean {
    return (this.mirrored ? leftToRight : rightToLeft).test(words);
  }

  private keepBox(
    x: number,
    y: number,
    text: string,
    size: number,
    bold: boolean,
    anchor: "start" | "middle" | "end",
  ): Box {
    const width = textWidth(text, size, bold);
    const start = anchor === "start" ? x : anchor === "middle" ? x - width / 2 : x - width;
    const box = { x: start, y: y - size * 0.78, width, height: size, text };
    this.boxes.push(box);
    return box;
  }
}

export const lineStep = (size: number): number => Math.round(size * 1.3);

function shapePath(shape: Shape, area: number): string {
  if (shape !== "cross") return symbol().type(shapes[shape]).size(area)() ?? "";
  const arm = rounded(Math.sqrt(area) / 2);
  return `M${-arm},${-arm}L${arm},${arm}M${-arm},${arm}L${arm},${-arm}`;
}
