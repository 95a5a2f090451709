// Builds what the command embeds: report.html and workbench.html, each one file with its script and style inside, and
// plot.js, the charts as a script in ES5 for an interpreter without a page. Usage: node build.mjs [--outDir DIR]
import { createHash } from "node:crypto";
import { mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { build } from "vite";

const here = dirname(fileURLToPath(import.meta.url));

function outputFolder() {
  const at = process.argv.indexOf("--outDir");
  return resolve(at > 0 && process.argv[at + 1] ? process.argv[at + 1] : join(here, "dist"));
}

/** The folder of the package that a module belongs to; undefined for our own. */
function packageOf(module) {
  const found = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(module.replace(/^\0/, ""));
  return found ? found[0] : undefined;
}

/** Name, version and licence text of every package that has a part in a bundle: their licences ask for that. */
async function notices(modules) {
  const folders = [...new Set(modules.map(packageOf).filter((folder) => folder !== undefined))].sort();
  const texts = await Promise.all(
    folders.map(async (folder) => {
      const about = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
      const file = (await readdir(folder)).find((name) => /^licen[cs]e/i.test(name));
      if (!file) throw new Error(`${about.name} comes without the text of its licence`);
      return `${about.name} ${about.version}\n\n${(await readFile(join(folder, file), "utf8")).trim()}`;
    }),
  );
  const text = ["This file contains the following libraries.", ...texts].join("\n\n----\n\n");
  return text.replace(/--+/g, (dashes) => "\u2014".repeat(dashes.length)).replace(/\*\//g, "* /");
}

/** One entry and all that it imports, as one script and one style sheet. */
async function bundle(entry, target) {
  const built = await build({
    root: here,
    configFile: false,
    logLevel: "warn",
    esbuild: { jsx: "automatic", jsxImportSource: "preact", legalComments: "none" },
    build: {
      write: false,
      target,
      cssCodeSplit: false,
      modulePreload: false,
      rollupOptions: { input: join(here, "src", entry), output: { format: "iife", inlineDynamicImports: true } },
    },
  });
  const parts = (Array.isArray(built) ? built[0] : built).output;
  const used = parts.flatMap((part) => (part.type === "chunk" ? part.moduleIds : []));
  const script = parts.filter((part) => part.type === "chunk").map((part) => part.code).join("\n");
  const style = parts.filter((part) => part.fileName.endsWith(".css")).map((part) => String(part.source)).join("\n");
  if (/<\/script|<!--/i.test(script)) throw new Error(`${entry}: the script would end the element that holds it`);
  return { script: `\n${script.trim()}\n`, style: `\n${style.trim()}\n`, notices: await notices(used) };
}

const digest = (text) => `'sha256-${createHash("sha256").update(text, "utf8").digest("base64")}'`;

/** A function as replacement: `$` in a script means nothing then. */
const put = (page, marker, text) => page.replace(marker, () => text);

async function report() {
  const { script, style, notices } = await bundle("report.tsx", "es2020");
  const policy =
    `default-src 'none'; script-src ${digest(script)}; style-src 'unsafe-inline'; img-src data: blob:; ` +
    "base-uri 'none'; form-action 'none'";
  let page = await readFile(join(here, "report.html"), "utf8");
  page = put(page, "%POLICY%", policy);
  page = put(page, "%STYLE%", style);
  page = put(page, "%NOTICES%", notices);
  return put(page, "%SCRIPT%", script);
}

async function workbench() {
  const { script, style, notices } = await bundle("workbench.tsx", "es2020");
  const page = await readFile(join(here, "workbench.html"), "utf8");
  return put(put(put(page, "%STYLE%", style), "%NOTICES%", notices), "%SCRIPT%", script);
}

async function plot() {
  const { script } = await bundle("charts/plot.ts", "es2020");
  const options = { target: ts.ScriptTarget.ES5, module: ts.ModuleKind.None, downlevelIteration: true, removeComments: true };
  return ts.transpileModule(script, { compilerOptions: options }).outputText;
}

const folder = outputFolder();
await mkdir(folder, { recursive: true });
await writeFile(join(folder, "report.html"), await report());
await writeFile(join(folder, "workbench.html"), await workbench());
await writeFile(join(folder, "plot.js"), await plot());
