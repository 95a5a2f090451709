// Writes tests/fixtures/answers from the examples: what the unit tests read. Usage: node tests/make-fixtures.mjs PROGRAM
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundleOf } from "./make-report.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const folder = join(here, "fixtures", "answers");
const examples = join(here, "..", "..", "examples");
const asked = {
  berlin: ["berlin/berlin.zopa"],
  "berlin-13": ["berlin/berlin.zopa", "--on", "2025-12-13"],
  ceasefire: ["ceasefire/ceasefire.zopa"],
  river: ["river/river.zopa"],
  wages: ["wages/wages.zopa", "wages/union-private.zopa"],
};

mkdirSync(folder, { recursive: true });
for (const [name, given] of Object.entries(asked)) {
  const models = given.map((word) => (word.endsWith(".zopa") ? join(examples, word) : word));
  const { answers } = bundleOf(["--zopa", process.argv[2] ?? "zopa", ...models]);
  writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(answers)}\n`);
}
