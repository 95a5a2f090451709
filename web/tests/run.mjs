// Runs every tests/*.test.ts: bundled together by esbuild, run by node's test runner; the last line is `N passed, N failed`.
// Usage: node tests/run.mjs [part of a file name…]. The working directory of the tests is web/.
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const web = dirname(here);
const made = join(web, "test-results", "unit");

function testFiles() {
  const asked = process.argv.slice(2);
  const wanted = (name) => asked.length === 0 || asked.some((part) => name.includes(part));
  return readdirSync(here)
    .filter((name) => name.endsWith(".test.ts") || name.endsWith(".test.tsx"))
    .filter(wanted)
    .sort();
}

/** One script for all files, as they share what they import; packages of node_modules are part of it. */
async function bundle(files) {
  const entry = files.map((name) => `import ${JSON.stringify(`./${name}`)};`).join("\n");
  await build({
    stdin: { contents: entry, resolveDir: here, sourcefile: "all.ts", loader: "ts" },
    bundle: true,
    outfile: join(made, "all.mjs"),
    platform: "node",
    format: "esm",
    target: "node18",
    jsx: "automatic",
    jsxImportSource: "preact",
    loader: { ".css": "empty" },
    sourcemap: "inline",
    logLevel: "warning",
  });
}

/** People read the first report, the counts come from the second. */
function runTests() {
  const tap = join(made, "results.tap");
  const reports = ["--test-reporter=spec", "--test-reporter-destination=stdout", "--test-reporter=tap"];
  const options = ["--enable-source-maps", ...reports, `--test-reporter-destination=${tap}`, join(made, "all.mjs")];
  const ended = spawnSync(process.execPath, options, { cwd: web, stdio: "inherit" });
  return { status: ended.status ?? 1, results: readFileSync(tap, "utf8") };
}

const counted = (results, what) => Number(new RegExp(`^# ${what} (\\d+)$`, "m").exec(results)?.[1] ?? 0);

rmSync(made, { recursive: true, force: true });
mkdirSync(made, { recursive: true });
await bundle(testFiles());
const { status, results } = runTests();
const passed = counted(results, "pass");
const listed = counted(results, "fail") + counted(results, "cancelled");
const failed = listed > 0 || status === 0 ? listed : 1;
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);
