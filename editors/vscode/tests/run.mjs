// Runs the tests of this folder, without VS Code. The command zopa is the environment's ZOPA, or is found on the search
// path. A failed test is named with its error; the last line is the sum.
import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { run } from "node:test";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
process.env.NODE_PATH = join(here, "fake"); // require("vscode") finds the fake there

const files = readdirSync(here)
  .filter((name) => name.endsWith(".test.js"))
  .map((name) => join(here, name));
let passed = 0;
let failed = 0;

/** @typedef {{ type: string, data: { name: string, details: { error: Error & { failureType?: string } } } }} Event */

/** A file that ran is no test of its own; one that broke is. @param {string} name */
const isFile = (name) => files.some((file) => file.endsWith(name));

const events = /** @type {AsyncIterable<Event>} */ (/** @type {unknown} */ (run({ files, timeout: 120000 })));
for await (const { type, data } of events) {
  if (type === "test:pass" && !isFile(data.name)) passed++;
  if (type === "test:fail" && data.details.error.failureType !== "subtestsFailed") {
    failed++;
    const cause = data.details.error.cause;
    const error = cause instanceof Error ? cause : data.details.error;
    console.log(`FAILED ${data.name}\n${(error.stack ?? error.message).replace(/^/gm, "    ")}`);
  }
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
