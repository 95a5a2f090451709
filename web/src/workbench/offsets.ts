/** Places in a text as the answers name them (bytes of UTF-8) -> places in the editor (UTF-16, a line break counts one). */

function bytesOf(code: number): number {
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x10000 ? 3 : 4;
}

/** The editor's place of a byte; `crlf`: the bytes were counted with two for every line break. Beyond the end: the end. */
export function placeOfByte(text: string, byte: number, crlf = false): number {
  let bytes = 0;
  let at = 0;
  while (at < text.length && bytes < byte) {
    const code = text.codePointAt(at) ?? 0;
    bytes += code === 10 && crlf ? 2 : bytesOf(code);
    at += code > 0xffff ? 2 : 1;
  }
  return at;
}

/** Where a line begins; lines count from 1. */
export function placeOfLine(text: string, line: number): number {
  let at = 0;
  for (let n = 1; n < line; n++) {
    const next = text.indexOf("\n", at);
    if (next < 0) return text.length;
    at = next + 1;
  }
  return at;
}
