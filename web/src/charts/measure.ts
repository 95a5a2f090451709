/**
 * How wide a text will be, about, and where it breaks into lines. There is no font to ask: the widths are those of a wide
 * sans-serif, so that a narrower one leaves room and none runs over.
 */

/** U+0020 to U+007E, in hundredths of the size. */
const latin = [
  32, 40, 46, 84, 64, 95, 78, 27, 39, 39, 50, 84, 32, 36, 32, 34, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 34, 34, 84,
  84, 84, 53, 100, 68, 69, 70, 77, 63, 58, 77, 75, 29, 29, 66, 56, 86, 75, 79, 60, 79, 69, 63, 61, 73, 68, 99, 69, 61,
  69, 39, 34, 39, 84, 50, 50, 61, 63, 55, 63, 62, 35, 63, 63, 28, 28, 58, 28, 97, 63, 61, 63, 63, 41, 52, 39, 63, 59,
  82, 59, 59, 52, 64, 34, 64, 84,
];

const inside = (code: number, from: number, to: number): boolean => code >= from && code <= to;

/** Marks that join the letter before them, and signs that direct the text. */
function isWeightless(code: number): boolean {
  return (
    inside(code, 0x300, 0x36f) ||
    inside(code, 0x591, 0x5bd) ||
    inside(code, 0x64b, 0x65f) ||
    inside(code, 0x200b, 0x200f) ||
    inside(code, 0x202a, 0x202e) ||
    inside(code, 0x2066, 0x2069) ||
    inside(code, 0xfe00, 0xfe0f)
  );
}

/** Scripts whose signs fill a square: such a text breaks between any two of them. */
function isWide(code: number): boolean {
  return (
    inside(code, 0x1100, 0x115f) ||
    inside(code, 0x2e80, 0xa4cf) ||
    inside(code, 0xac00, 0xd7a3) ||
    inside(code, 0xf900, 0xfaff) ||
    inside(code, 0xfe30, 0xfe6f) ||
    inside(code, 0xff00, 0xff60)
  );
}

/** The signs of a text, a pair of halves as one; some interpreters keep such a pair as one already. */
function signsOf(text: string): string[] {
  const signs: string[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const pair = inside(text.charCodeAt(at), 0xd800, 0xdbff) && inside(text.charCodeAt(at + 1), 0xdc00, 0xdfff);
    signs.push(pair ? text.charAt(at) + text.charAt(at + 1) : text.charAt(at));
    if (pair) at += 1;
  }
  return signs;
}

const isBeyondPlane = (sign: string): boolean => sign.length > 1 || sign.charCodeAt(0) > 0xffff;
const isSquare = (sign: string): boolean => isBeyondPlane(sign) || isWide(sign.charCodeAt(0));

function signWidth(sign: string): number {
  const code = sign.charCodeAt(0);
  const known = latin[code - 32];
  if (known !== undefined) return known;
  if (isSquare(sign)) return 102;
  if (isWeightless(code)) return 0;
  if (inside(code, 0x590, 0x8ff)) return 62;
  if (inside(code, 0x900, 0x10ff)) return 74;
  if (inside(code, 0x2000, 0x206f)) return code === 0x2014 || code === 0x2026 ? 100 : code === 0x202f ? 20 : 52;
  if (inside(code, 0x2190, 0x2bff)) return 84;
  return 68;
}

/** The width of a text in pixels at a size; bold letters are wider. */
export function textWidth(text: string, size: number, bold = false): number {
  const sum = signsOf(text).reduce((all, sign) => all + signWidth(sign), 0);
  return (sum * size * (bold ? 1.11 : 1)) / 100;
}

/** Words with the blank after them, wide signs one by one. */
function pieces(text: string): string[] {
  const found: string[] = [];
  let piece = "";
  for (const sign of signsOf(text)) {
    if (isSquare(sign) && piece !== "") {
      found.push(piece);
      piece = "";
    }
    piece += sign;
    if (sign === " " || isSquare(sign)) {
      found.push(piece);
      piece = "";
    }
  }
  return piece === "" ? found : found.concat(piece);
}

/** A piece that no line can hold is cut between two signs. */
function cutPiece(piece: string, size: number, width: number, bold: boolean): string[] {
  const parts: string[] = [];
  let part = "";
  for (const sign of signsOf(piece)) {
    if (part !== "" && textWidth(part + sign, size, bold) > width) {
      parts.push(part);
      part = "";
    }
    part += sign;
  }
  return parts.concat(part);
}

const trimEnd = (text: string): string => text.replace(/ +$/, "");

/** Text that is marked off for its direction stays so on each line that it runs over. */
function closeIsolates(lines: string[]): string[] {
  let open = "";
  return lines.map((line) => {
    const before = open;
    for (const sign of signsOf(line)) {
      if (inside(sign.charCodeAt(0), 0x2066, 0x2068)) open += sign;
      else if (sign === "\u2069") open = open.slice(0, -1);
    }
    return before + line + open.replace(/./g, "\u2069");
  });
}

/** The lines of a text that are no wider than `width`. Every sign of it is on one of them, but for blanks at their ends. */
export function wrap(text: string, size: number, width: number, bold = false): string[] {
  const lines: string[] = [];
  let line = "";
  for (const piece of pieces(text.replace(/[ \t\r\n]+/g, " ").replace(/^ /, ""))) {
    if (textWidth(trimEnd(line + piece), size, bold) <= width) {
      line += piece;
      continue;
    }
    if (line !== "") lines.push(trimEnd(line));
    const parts = cutPiece(piece, size, width, bold);
    lines.push(...parts.slice(0, -1));
    line = parts[parts.length - 1] ?? "";
  }
  if (line !== "" || lines.length === 0) lines.push(trimEnd(line));
  return closeIsolates(lines);
}

/** At most so many lines; the last one then ends in an ellipsis, and the caller says the whole elsewhere. */
export function wrapAtMost(text: string, size: number, width: number, most: number, bold = false): string[] {
  const lines = wrap(text, size, width, bold);
  if (lines.length <= most) return lines;
  const room = width - textWidth("…", size, bold);
  const last = wrap(lines[most - 1] ?? "", size, room, bold)[0] ?? "";
  return lines.slice(0, most - 1).concat(`${last}…`);
}
