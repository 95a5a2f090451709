// A document -> its diagnostics, and those of the files that it includes, by `zopa check --format json`.
"use strict";

const { readFile } = require("node:fs/promises");
const { resolve } = require("node:path");
const vscode = require("vscode");
const { run } = require("./command");
const { modelOf, setting } = require("./model");
const { rangeOf } = require("./positions");

/** @typedef {{ id: string, severity: string, file: string, message: string, hint: string }} Words */
/** @typedef {import("./positions").Place & Words} Row */
/** @typedef {Map<string, { uri: vscode.Uri, list: vscode.Diagnostic[] }>} Found by the address of the file */

/** @type {Record<string, vscode.DiagnosticSeverity>} */
const severities = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  note: vscode.DiagnosticSeverity.Information,
};

/**
 * @param {Row} row
 * @param {string} text
 */
function diagnosticOf(row, text) {
  const { start, end } = rangeOf(text, row);
  const range = new vscode.Range(start.line, start.character, end.line, end.character);
  const words = row.hint ? `${row.message}\n${row.hint}` : row.message;
  const diagnostic = new vscode.Diagnostic(range, words, severities[row.severity] ?? vscode.DiagnosticSeverity.Error);
  diagnostic.source = "zopa";
  diagnostic.code = row.id;
  return diagnostic;
}

/**
 * Reads each file once; one that cannot be read any more counts as empty, so that its mistakes stand in the first line.
 * @param {vscode.TextDocument} document
 * @param {import("./model").Model} model
 */
function textsOf(document, model) {
  /** @type {Map<string, Promise<string>>} */
  const texts = new Map();
  return (/** @type {string} */ file) => {
    if (file === "-") return Promise.resolve(document.getText());
    const path = resolve(model.folder, file);
    const text = texts.get(path) ?? readFile(path, "utf8").catch(() => "");
    texts.set(path, text);
    return text;
  };
}

/**
 * A file that another one of the model includes is then read twice: as it is typed, and as it was saved.
 * @param {vscode.TextDocument} document
 * @param {import("./model").Model} model
 * @param {string[]} files
 */
const readTwice = (document, model, files) =>
  model.unsaved && files.some((file) => file !== "-" && resolve(model.folder, file) === document.uri.fsPath);

/**
 * @param {vscode.TextDocument} document
 * @param {import("./model").Model} model
 * @param {string} output
 * @returns {Promise<Found | null>} null: nothing can be said before the file is saved
 */
async function found(document, model, output) {
  const answer = JSON.parse(output);
  if (readTwice(document, model, answer.read.files)) return null;
  const textOf = textsOf(document, model);
  /** @type {Found} */
  const all = new Map([[document.uri.toString(), { uri: document.uri, list: [] }]]);
  for (const row of /** @type {Row[]} */ (answer.diagnostics)) {
    const uri = row.file === "-" ? document.uri : vscode.Uri.file(resolve(model.folder, row.file));
    const here = all.get(uri.toString()) ?? { uri, list: [] };
    here.list.push(diagnosticOf(row, await textOf(row.file)));
    all.set(uri.toString(), here);
  }
  return all;
}

/**
 * @param {vscode.TextDocument} document
 * @returns {{ stop(): void, done: Promise<Found | null> }} null: stopped, or nothing can be said yet
 */
function check(document) {
  const model = modelOf(document);
  const command = /** @type {string} */ (setting(document, "path") || "zopa");
  const started = run(command, ["check", "--format", "json", "--", ...model.files], model.folder, model.input);
  const done = started.done.then((outcome) => {
    if (outcome.status === null) return null;
    if (!outcome.output) throw new Error(outcome.error.trim() || `zopa check ended with status ${outcome.status}`);
    return found(document, model, outcome.output);
  });
  return { stop: started.stop, done };
}

module.exports = { check };
