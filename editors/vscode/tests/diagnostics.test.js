// The extension against the real command, with a fake of VS Code: what is shown where, while typing and when saved.
"use strict";

const assert = require("node:assert/strict");
const { mkdtempSync, mkdirSync, readFileSync, rmSync, writeFileSync } = require("node:fs");
const { tmpdir } = require("node:os");
const { dirname, join, resolve } = require("node:path");
const { afterEach, beforeEach, test } = require("node:test");
const vscode = /** @type {any} */ (require("vscode"));
const { activate } = require("../src/extension");

const { state } = vscode;
const WAIT = 20000; // ms; far more than a check takes
const HEAD = 'negotiation "t"\nparty A "A"\nparty B "B"\nissue hours "h": 2..8 step 2\n';

let folder = "";
/** @type {{ dispose(): void }[]} */
let subscriptions = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "zopa-vscode-"));
  const path = process.env.ZOPA ? resolve(process.env.ZOPA) : "zopa";
  Object.assign(state, {
    folder,
    documents: [],
    said: [],
    listeners: {},
    settings: { path, with: [], whileTyping: true },
  });
  state.shown.clear();
});

afterEach(() => {
  subscriptions.forEach((one) => one.dispose());
  rmSync(folder, { recursive: true });
});

function start() {
  subscriptions = [];
  activate(/** @type {import("vscode").ExtensionContext} */ (/** @type {unknown} */ ({ subscriptions })));
}

/** @param {string} event @param {unknown} what */
const fire = (event, what) =>
  state.listeners[event].forEach((/** @type {(what: unknown) => void} */ listener) => listener(what));

/** @param {string} name @param {string} text */
function put(name, text) {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  writeFileSync(join(folder, name), text);
  return join(folder, name);
}

/** A document as the editor hands it out: without the byte order mark. @param {string} path */
function open(path) {
  const text = readFileSync(path, "utf8").replace(/^\uFEFF/, "");
  return openText(vscode.Uri.file(path), text, false);
}

/** @param {{ toString(): string }} uri @param {string} text @param {boolean} isDirty */
function openText(uri, text, isDirty) {
  const document = {
    uri,
    languageId: "zopa",
    version: 1,
    isDirty,
    text,
    getText: () => document.text,
    positionAt: (/** @type {number} */ offset) => ({ offset }),
  };
  state.documents.push(document);
  if (state.listeners.open) fire("open", document);
  return document;
}

/** @param {ReturnType<typeof open>} document @param {string} text */
function type(document, text) {
  Object.assign(document, { text, version: document.version + 1, isDirty: true });
  fire("change", { document });
}

/** @typedef {{ line: number, character: number }} Position */
/** @typedef {{ message: string, code: string, severity: number, range: { start: Position, end: Position } }} Shown */

/** @param {{ toString(): string }} uri @param {(list: Shown[]) => boolean} holds @returns {Promise<Shown[]>} */
async function shown(uri, holds) {
  for (const end = Date.now() + WAIT; Date.now() < end; await new Promise((go) => setTimeout(go, 10))) {
    const list = state.shown.get(uri.toString());
    if (list && holds(list)) return list;
  }
  assert.fail(`not shown in time: ${JSON.stringify([...state.shown])}; said: ${state.said}`);
}

const some = (/** @type {Shown[]} */ list) => list.length > 0;
const none = (/** @type {Shown[]} */ list) => list.length === 0;
const at = (/** @type {Shown | undefined} */ one) =>
  `${one?.range.start.line}:${one?.range.start.character}-${one?.range.end.line}:${one?.range.end.character}`;

test("an open file has no problems where the model is right", async () => {
  const document = open(put("m.zopa", HEAD));
  start();
  await shown(document.uri, none);
});

test("a saved mistake is shown at its place, with its hint, number and severity", async () => {
  start();
  const document = open(put("m.zopa", `${HEAD}A requires hour >= 4\n`));
  const [one] = await shown(document.uri, some);
  assert.equal(at(one), "4:11-4:15");
  assert.match(one?.message ?? "", /no issue "hour"\ndid you mean "hours"\?/);
  assert.deepEqual([one?.code, one?.severity], ["E201", 0]);
});

test("what is typed is checked before it is saved, and sources are found beside the file", async () => {
  start();
  put("source.txt", "He said so.");
  const text = `${HEAD}source s "source.txt"\nA requires hours >= 4\n    cites s "He said so"\n`;
  const document = open(put("m.zopa", text));
  await shown(document.uri, none);
  type(document, text.replace('said so"', 'said no"'));
  const [one] = await shown(document.uri, some);
  assert.equal(at(one), "6:12-6:24");
  type(document, text);
  await shown(document.uri, none);
});

test("columns count UTF-16 units: beyond the basic plane, combining marks, tabs, CRLF", async () => {
  start();
  const lines = [
    'negotiation "t"',
    'party A "A"',
    'issue Київ "h": yes/no',
    'A requires\tКиїв = yes and 𝔸𝕓 = yes  note "😀é\u0301"',
    "",
  ];
  const document = open(put("m.zopa", lines.join("\r\n")));
  const [one] = await shown(document.uri, some);
  const line = lines[3] ?? "";
  assert.equal(at(one), `3:${line.indexOf("𝔸𝕓")}-3:${line.indexOf("𝔸𝕓") + "𝔸𝕓".length}`);
});

test("a mistake over several lines ends where it ends", async () => {
  start();
  put("s.txt", "nothing of the kind");
  const document = open(
    put("m.zopa", `${HEAD}source s "s.txt"\nA requires hours >= 4\n    cites s "one\n        two"\n`),
  );
  const list = await shown(document.uri, (all) => all.some((one) => one.code === "E301"));
  assert.equal(at(list.find((one) => one.code === "E301")), "6:12-7:12");
});

test("a byte order mark shifts nothing", async () => {
  start();
  const document = open(put("m.zopa", '\uFEFFnegotiation oops\nparty A "A"\n'));
  const [one] = await shown(document.uri, some);
  assert.equal(at(one), "0:12-0:16");
});

test("a mistake in an included file is shown in that file, and goes when the document is closed", async () => {
  start();
  const part = put("parts/part.zopa", `${HEAD}A requires hour = 2\n`);
  const document = open(put("m.zopa", 'include "parts/part.zopa"\n'));
  const list = await shown(vscode.Uri.file(part), some);
  assert.equal(at(list[0]), "4:11-4:15");
  fire("close", document);
  await shown(vscode.Uri.file(part), none);
});

test("the same mistake found from two models is shown once", async () => {
  start();
  const part = put("part.zopa", `${HEAD}A requires hour = 2\n`);
  const main = open(put("m.zopa", 'include "part.zopa"\n'));
  const included = open(part);
  await shown(main.uri, none);
  await shown(included.uri, (list) => list.length === 1);
});

test("a name with blanks, a dash in front, quotation marks or a dollar sign is a file like any other", async () => {
  start();
  for (const name of ["-o x.zopa", "a 'b' \"c\".zopa", "$(touch x) `y` ;.zopa", "ü%20.zopa"]) {
    const document = open(put(name, `${HEAD}A requires hour = 2\n`));
    await shown(document.uri, (list) => list.length === 1);
  }
});

test("files listed in zopa.with make one model, saved or not", async () => {
  state.settings.with = ["setting.zopa", "said.zopa"];
  start();
  put("setting.zopa", HEAD);
  const document = open(put("said.zopa", "A requires hours >= 4\n"));
  await shown(document.uri, none);
  type(document, "A requires hour >= 4\n");
  await shown(document.uri, some);
});

test("a text that another file includes is not read twice while it is typed", async () => {
  state.settings.with = ["m.zopa", "part.zopa"];
  start();
  put("m.zopa", 'include "part.zopa"\nA requires hours >= 4\n');
  const document = open(put("part.zopa", HEAD));
  await shown(document.uri, none);
  type(document, `${HEAD}# more\n`);
  await new Promise((go) => setTimeout(go, 1000));
  assert.deepEqual(state.shown.get(document.uri.toString()), []);
});

test("an untitled text is checked", async () => {
  start();
  const document = openText(vscode.Uri.parse("untitled:Untitled-1"), `${HEAD}A requires hour = 2\n`, true);
  await shown(document.uri, some);
});

test("the last of many quick changes counts", async () => {
  start();
  const document = open(put("m.zopa", HEAD));
  for (let i = 0; i < 20; i++) type(document, `${HEAD}A requires hour = ${i}\n`);
  type(document, HEAD);
  await shown(document.uri, none);
  assert.equal(state.said.length, 0);
});

test("with whileTyping off, only what is saved is checked", async () => {
  state.settings.whileTyping = false;
  start();
  const document = open(put("m.zopa", HEAD));
  await shown(document.uri, none);
  type(document, `${HEAD}A requires hour = 2\n`);
  await new Promise((go) => setTimeout(go, 800));
  assert.deepEqual(state.shown.get(document.uri.toString()), []);
  put("m.zopa", document.text);
  document.isDirty = false;
  fire("save", document);
  await shown(document.uri, some);
});

test("a command that is not there is said once, and again after the settings changed", async () => {
  state.settings.path = join(folder, "nowhere");
  start();
  const document = open(put("m.zopa", HEAD));
  const said = async (/** @type {number} */ times) => {
    for (const end = Date.now() + WAIT; Date.now() < end && state.said.length < times;)
      await new Promise((go) => setTimeout(go, 10));
    assert.equal(state.said.length, times);
  };
  await said(1);
  fire("save", document);
  await new Promise((go) => setTimeout(go, 200));
  await said(1);
  assert.match(state.said[0], /not found.*zopa\.path/);
  fire("settings", { affectsConfiguration: () => true });
  await said(2);
});

test("a document is laid out by zopa fmt; one with mistakes of syntax stays", async () => {
  start();
  const document = open(put("m.zopa", 'negotiation   "t"\n'));
  const [edit] = await state.formatter.provideDocumentFormattingEdits(document);
  assert.equal(edit.newText, 'negotiation "t"\n');
  document.text = 'negotiation   "t\n';
  assert.deepEqual(await state.formatter.provideDocumentFormattingEdits(document), []);
});
