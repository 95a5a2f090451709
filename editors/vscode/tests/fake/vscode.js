// As much of the interface of VS Code as the extension uses, for tests: what it registers and shows is kept in `state`.
"use strict";

const { pathToFileURL, fileURLToPath } = require("node:url");

class Range {
  /** @param {number} a @param {number} b @param {number} c @param {number} d */
  constructor(a, b, c, d) {
    this.start = { line: a, character: b };
    this.end = { line: c, character: d };
  }
}

class Diagnostic {
  /** @param {Range} range @param {string} message @param {number} severity */
  constructor(range, message, severity) {
    Object.assign(this, { range, message, severity });
  }
}

const Uri = {
  /** @param {string} path */
  file: (path) => ({ scheme: "file", fsPath: path, toString: () => pathToFileURL(path).href }),
  /** @param {string} text */
  parse: (text) =>
    text.startsWith("file:")
      ? Uri.file(fileURLToPath(text))
      : { scheme: "untitled", fsPath: text, toString: () => text },
};

/** @type {{ settings: Record<string, unknown>, folder: string, shown: Map<string, unknown[]>, said: string[], documents: unknown[], listeners: Record<string, ((event: unknown) => void)[]>, formatter: unknown }} */
const state = { settings: {}, folder: "", shown: new Map(), said: [], documents: [], listeners: {}, formatter: null };

/** @param {string} event */
const listen = (event) => (/** @type {(event: unknown) => void} */ listener) => {
  (state.listeners[event] ??= []).push(listener);
  return { dispose: () => undefined };
};

module.exports = {
  state,
  Range,
  Diagnostic,
  Uri,
  DiagnosticSeverity: { Error: 0, Warning: 1, Information: 2, Hint: 3 },
  TextEdit: { replace: (/** @type {Range} */ range, /** @type {string} */ newText) => ({ range, newText }) },
  languages: {
    createDiagnosticCollection: () => ({
      set: (/** @type {{ toString(): string }} */ uri, /** @type {unknown[]} */ list) =>
        state.shown.set(uri.toString(), list),
      dispose: () => state.shown.clear(),
    }),
    registerDocumentFormattingEditProvider: (/** @type {string} */ _language, /** @type {unknown} */ formatter) => {
      state.formatter = formatter;
      return { dispose: () => undefined };
    },
  },
  window: {
    showErrorMessage: (/** @type {string} */ message) => {
      state.said.push(message);
      return Promise.resolve(undefined);
    },
  },
  commands: { executeCommand: () => Promise.resolve() },
  workspace: {
    get textDocuments() {
      return state.documents;
    },
    get workspaceFolders() {
      return state.folder ? [{ uri: Uri.file(state.folder) }] : undefined;
    },
    getWorkspaceFolder: () => (state.folder ? { uri: Uri.file(state.folder) } : undefined),
    getConfiguration: () => ({ get: (/** @type {string} */ name) => state.settings[name] }),
    onDidOpenTextDocument: listen("open"),
    onDidSaveTextDocument: listen("save"),
    onDidChangeTextDocument: listen("change"),
    onDidCloseTextDocument: listen("close"),
    onDidChangeConfiguration: listen("settings"),
  },
};
