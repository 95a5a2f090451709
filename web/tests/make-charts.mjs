// Writes tests/fixtures/*.json: of each example the answers that pictures are drawn from, as `zopa plot` gets them, without
// citations and with few packages, to stay small. Usage: node tests/make-charts.mjs PROGRAM
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const examples = join(here, "..", "..", "examples");
const program = process.argv[2] ?? "zopa";
const analyses = ["show", "zone", "why", "solve", "frontier", "packages", "timeline"];
const asked = {
  berlin: { files: ["berlin/berlin.zopa"] },
  "berlin-13": { files: ["berlin/berlin.zopa"], on: "2025-12-13" },
  ceasefire: { files: ["ceasefire/ceasefire.zopa"] },
  river: { files: ["river/river.zopa"] },
  "river-open": { files: ["river/river.zopa"], on: "2032-10-13" },
  wages: { files: ["wages/wages.zopa"] },
  "wages-private": { files: ["wages/wages.zopa", "wages/union-private.zopa"] },
};

const lean = (key, value) => (key === "citations" ? [] : key === "evidence" || key === "since" ? undefined : value);

function answer(analysis, { files, on }) {
  const models = files.map((file) => join(examples, file));
  const time = on && analysis !== "timeline" ? ["--on", on] : [];
  const few = analysis === "packages" ? ["--most", "300"] : [];
  const run = spawnSync(program, [analysis, ...models, ...time, ...few, "--format", "json"], {
    maxBuffer: 1 << 28,
    encoding: "utf8",
  });
  if (!run.stdout) throw new Error(`${analysis}: ${run.stderr}`);
  return JSON.parse(run.stdout);
}

for (const name of Object.keys(asked)) {
  const answers = Object.fromEntries(analyses.map((analysis) => [analysis, answer(analysis, asked[name])]));
  const bundle = { schema: "zopa-report/1", language: "en", for: null, answers };
  writeFileSync(join(here, "fixtures", `${name}.json`), `${JSON.stringify(bundle, lean)}\n`);
}
