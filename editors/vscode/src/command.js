// Runs the command zopa: words and a text for its standard input -> status, output and error.
"use strict";

const { spawn } = require("node:child_process");

const MOST = 64 << 20; // bytes of output; far beyond any answer to a check

/** @typedef {{ status: number | null, output: string, error: string }} Outcome status null: it was stopped */
/** @typedef {{ stop(): void, done: Promise<Outcome> }} Run */

/**
 * The promise fails where the command cannot be started.
 * @param {string} command
 * @param {string[]} words
 * @param {string} folder
 * @param {string} input
 * @returns {Run}
 */
function run(command, words, folder, input) {
  const child = spawn(command, words, { cwd: folder, shell: false, windowsHide: true });
  const done = new Promise((/** @type {(outcome: Outcome) => void} */ resolve, reject) => {
    const tooMuch = () => {
      child.kill();
      reject(new Error(`${command} ${words[0]} wrote more than ${MOST >> 20} MiB`));
    };
    const output = gather(child.stdout, tooMuch);
    const error = gather(child.stderr, tooMuch);
    child.once("error", reject);
    child.once("close", (status) => resolve({ status, output: output(), error: error() }));
  });
  child.stdin.on("error", () => undefined); // it may end before it has read all
  child.stdin.end(input);
  return { stop: () => void child.kill(), done };
}

/**
 * @param {import("node:stream").Readable} stream
 * @param {() => void} tooMuch
 */
function gather(stream, tooMuch) {
  /** @type {Buffer[]} */
  const parts = [];
  let size = 0;
  stream.on("data", (/** @type {Buffer} */ part) => {
    size += part.length;
    if (size > MOST) tooMuch();
    else parts.push(part);
  });
  return () => Buffer.concat(parts).toString("utf8");
}

module.exports = { run };
