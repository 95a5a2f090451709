// Makes a report from a built zopa and dist/report.html, as `zopa report` does: for trials and for the tests of the page.
// Usage: node tests/make-report.mjs --zopa PROGRAM -o out.html [--language fr] [--for PARTY] [--on DATE]… MODEL…
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const web = dirname(dirname(fileURLToPath(import.meta.url)));
const analyses = ["check", "show", "brief", "zone", "why", "solve", "frontier", "packages", "timeline", "assess"];
const takesNoTime = ["check", "timeline"];

/** Ours are taken out; everything else goes to zopa as it stands. */
function readArguments(given) {
  const ours = { "--zopa": "zopa", "-o": "report.html", "--language": "en" };
  const rest = [];
  for (let at = 0; at < given.length; at++) {
    if (given[at] in ours) ours[given[at]] = given[++at];
    else rest.push(given[at]);
  }
  return { zopa: ours["--zopa"], output: ours["-o"], language: ours["--language"], rest };
}

function withoutOption(rest, option) {
  const at = rest.indexOf(option);
  return at < 0 ? rest : rest.filter((_, place) => place !== at && place !== at + 1);
}

/** Undefined where this zopa does not know the question, or the model has no deal to assess. */
function ask(zopa, analysis, rest) {
  let given = takesNoTime.includes(analysis) ? withoutOption(rest, "--on") : rest;
  if (analysis === "check") given = withoutOption(withoutOption(withoutOption(given, "--for"), "--without"), "--also");
  const run = spawnSync(zopa, [analysis, ...given, "--format", "json"], { encoding: "utf8", maxBuffer: 1 << 28 });
  return run.status !== 2 && run.stdout.startsWith("{") ? JSON.parse(run.stdout) : undefined;
}

/** All that the page is made of, as one object. */
export function bundleOf(given) {
  const { zopa, language, rest } = readArguments(given);
  const view = rest.indexOf("--for");
  const answers = {};
  for (const analysis of analyses) {
    const answer = ask(zopa, analysis, rest);
    if (answer) answers[analysis] = answer;
  }
  return { schema: "zopa-report/1", language, for: view < 0 ? null : rest[view + 1], answers };
}

export function pageOf(bundle) {
  const data = JSON.stringify(bundle).replaceAll("<", "\\u003c");
  const page = readFileSync(join(web, "dist", "report.html"), "utf8");
  return page.replace("<!--zopa:data-->", () => `<script type="application/json" id="zopa-data">${data}</script>`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const given = process.argv.slice(2);
  writeFileSync(readArguments(given).output, pageOf(bundleOf(given)));
}
