// Places as zopa gives them (lines, code points, bytes of UTF-8) -> positions of VS Code (lines, UTF-16 units).
"use strict";

/** @typedef {{ line: number, column: number, begin: number, end: number }} Place as in the JSON of `zopa check` */
/** @typedef {{ line: number, character: number }} Position both from 0 */

const MARK = "\uFEFF";

/**
 * The UTF-16 offset of a line and column, both from 1. Lines of zopa end with \n only.
 * @param {string} text
 * @param {number} line
 * @param {number} column in code points
 */
function offsetOf(text, line, column) {
  let at = 0;
  for (let left = line - 1; left > 0; left--) {
    const end = text.indexOf("\n", at);
    if (end < 0) return text.length;
    at = end + 1;
  }
  for (let left = column - 1; left > 0 && at < text.length && text[at] !== "\n"; left--) at += unitsAt(text, at);
  return at;
}

/**
 * @param {string} text
 * @param {number} at
 */
const unitsAt = (text, at) => ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);

/** @param {number} code */
const bytesOf = (code) => (code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4);

/**
 * How far so many bytes of UTF-8 reach from an offset.
 * @param {string} text
 * @param {number} from
 * @param {number} bytes
 */
function offsetAfter(text, from, bytes) {
  let at = from;
  for (let left = bytes; left > 0 && at < text.length; at += unitsAt(text, at))
    left -= bytesOf(text.codePointAt(at) ?? 0);
  return at;
}

/**
 * Lines of VS Code end with \n, \r\n or \r, and it hides a byte order mark.
 * @param {string} text
 * @param {number} offset
 * @returns {Position}
 */
function positionAt(text, offset) {
  const before = text.slice(text.startsWith(MARK) ? 1 : 0, offset);
  const lines = before.split(/\r\n|\r(?!\n)|\n/);
  return { line: lines.length - 1, character: (lines[lines.length - 1] ?? "").length };
}

/**
 * @param {string} text the text that zopa read, with its byte order mark if it has one
 * @param {Place} place
 * @returns {{ start: Position, end: Position }}
 */
function rangeOf(text, place) {
  const begin = offsetOf(text, place.line, place.column);
  const end = offsetAfter(text, begin, place.end - place.begin);
  return { start: positionAt(text, begin), end: positionAt(text, end) };
}

module.exports = { rangeOf };
