// Events of the editor -> checks, and what they found -> the list of problems. At most one check a document runs.
"use strict";

const vscode = require("vscode");
const { check } = require("./check");
const { setting } = require("./model");

const PAUSE = 250; // ms without a key before a text is checked

class Diagnostics {
  /** @param {(error: unknown) => void} complain where zopa cannot be run */
  constructor(complain) {
    this.complain = complain;
    this.collection = vscode.languages.createDiagnosticCollection("zopa");
    /** @type {Map<string, { stop(): void }>} the check under way, by document */
    this.running = new Map();
    /** @type {Map<string, NodeJS.Timeout>} */
    this.waiting = new Map();
    /** @type {Map<string, import("./check").Found>} what the last check of a document found, in all its files */
    this.known = new Map();
  }

  /** @param {vscode.TextDocument} document */
  async look(document) {
    if (document.languageId !== "zopa") return;
    const key = document.uri.toString();
    this.cancel(key);
    const version = document.version;
    const run = check(document);
    this.running.set(key, run);
    try {
      const found = await run.done;
      if (found && this.running.get(key) === run && document.version === version) this.show(key, found);
    } catch (error) {
      if (this.running.get(key) === run) this.complain(error);
    } finally {
      if (this.running.get(key) === run) this.running.delete(key);
    }
  }

  /** @param {vscode.TextDocument} document */
  lookSoon(document) {
    if (document.languageId !== "zopa" || !setting(document, "whileTyping")) return;
    const key = document.uri.toString();
    this.cancel(key);
    this.waiting.set(
      key,
      setTimeout(() => void this.look(document), PAUSE),
    );
  }

  /** @param {vscode.TextDocument} document */
  forget(document) {
    const key = document.uri.toString();
    this.cancel(key);
    this.show(key, new Map());
  }

  /**
   * A file may be named by several models; each says what it found there, and every mistake is shown once.
   * @param {string} key
   * @param {import("./check").Found} found
   */
  show(key, found) {
    const touched = new Map([...(this.known.get(key) ?? []), ...found]);
    if (found.size > 0) this.known.set(key, found);
    else this.known.delete(key);
    for (const [address, { uri }] of touched) this.collection.set(uri, this.listOf(address));
  }

  /**
   * What the open document itself found stands first; the same mistake found from another file is dropped.
   * @param {string} address
   */
  listOf(address) {
    /** @type {Map<string, vscode.Diagnostic>} */
    const list = new Map();
    for (const found of this.known.has(address) ? [this.known.get(address)] : this.known.values())
      for (const diagnostic of found?.get(address)?.list ?? [])
        list.set(
          `${diagnostic.range.start.line}:${diagnostic.range.start.character}:${diagnostic.message}`,
          diagnostic,
        );
    return [...list.values()];
  }

  /** @param {string} key */
  cancel(key) {
    clearTimeout(this.waiting.get(key));
    this.waiting.delete(key);
    this.running.get(key)?.stop();
    this.running.delete(key);
  }

  dispose() {
    for (const key of [...this.waiting.keys(), ...this.running.keys()]) this.cancel(key);
    this.collection.dispose();
  }
}

module.exports = { Diagnostics };
