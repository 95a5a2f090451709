/** The workbench's state, undo, and what survives a reload. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { noChoices } from "../src/workbench/choices";
import { documentOf, outgoing, unsavedTexts } from "../src/workbench/documents";
import { back, forth, noHistory, recorded } from "../src/workbench/history";
import { keep, recall } from "../src/workbench/keep";
import { type Action, emptyState, reduce, type State } from "../src/workbench/state";

const model = documentOf("talks.zopa", "model", 'negotiation "Talks"\n', '"1"');
const after = (...actions: Action[]): State => actions.reduce(reduce, emptyState("en"));
const opened: Action = { type: "opened", document: model, show: true };

test("an edit is a new question, the same text again is none", () => {
  const state = after(opened, { type: "edited", path: "talks.zopa", text: "x", step: true });
  assert.equal(state.revision, 1);
  assert.deepEqual(unsavedTexts(state.documents), { "talks.zopa": "x" });
  assert.equal(reduce(state, { type: "edited", path: "talks.zopa", text: "x", step: true }), state);
});

test("a package alone leaves the other answers as they are", () => {
  const state = after(opened, { type: "chosen", choices: { ...noChoices, deal: { pump: "yes" } } });
  assert.equal(state.revision, 0);
  assert.equal(state.deals, 1);
  assert.equal(reduce(state, { type: "chosen", choices: { ...state.choices, on: "2026-03-02" } }).revision, 1);
});

test("an answer belongs to its revision, a later one takes its place", () => {
  const answer = { answer: "first" } as never;
  const short = after({ type: "answer", slot: "zone", answer, revision: 3, short: true });
  assert.deepEqual(short.short, ["zone"]);
  const full = reduce(short, { type: "answer", slot: "zone", answer, revision: 3, short: false });
  assert.deepEqual(full.short, []);
  assert.equal(full.answered.zone, 3);
});

test("a run that ended later than its successor began leaves that alone", () => {
  const run = (id: number): Action => ({
    type: "started",
    slot: "zone",
    run: { id, since: 0, share: null, full: true },
  });
  const state = after(run(1), run(2), { type: "ended", slot: "zone", id: 1 });
  assert.equal(state.runs.zone?.id, 2);
});

test("the moves of one slider are one step; after it is let go the next is another", () => {
  const at = (on: string) => ({ ...noChoices, on });
  let state = after(
    { type: "chosen", choices: at("a"), gesture: "date" },
    { type: "chosen", choices: at("b"), gesture: "date" },
  );
  assert.equal(state.history.past.length, 1);
  state = reduce(reduce(state, { type: "settled" }), { type: "chosen", choices: at("c"), gesture: "date" });
  assert.equal(state.history.past.length, 2);
});

test("undo and redo go through texts and choices in one order", () => {
  const choices = { ...noChoices, on: "a" };
  let history = recorded(noHistory, { what: "text", path: "talks.zopa" });
  history = recorded(history, { what: "choices", before: noChoices, after: choices });
  const first = back(history);
  assert.equal(first?.step.what, "choices");
  const second = back(first?.history ?? noHistory);
  assert.equal(second?.step.what, "text");
  assert.equal(back(second?.history ?? noHistory), null);
  assert.deepEqual(forth(second?.history ?? noHistory)?.step, { what: "text", path: "talks.zopa" });
});

test("something new after an undo ends what could be redone", () => {
  const history = back(recorded(noHistory, { what: "text", path: "a" }))?.history ?? noHistory;
  assert.equal(recorded(history, { what: "text", path: "b" }).future.length, 0);
});

test("lines that end with CRLF come back so, and mixed ones count as a change", () => {
  const windows = documentOf("a.zopa", "model", "x\r\ny\r\n", '"1"');
  assert.equal(windows.text, "x\ny\n");
  assert.equal(outgoing({ ...windows, text: "x\nz\n" }), "x\r\nz\r\n");
  assert.notEqual(documentOf("a.zopa", "model", "x\r\ny\n", '"1"').text, "x\r\ny\n");
});

test("unsaved texts, choices and package survive, saved texts are read anew", () => {
  const items = new Map<string, string>();
  const storage = {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
  };
  const state = after(
    opened,
    { type: "edited", path: "talks.zopa", text: "mine", step: true },
    { type: "chosen", choices: { ...noChoices, deal: { pump: "no" } } },
  );
  assert.equal(keep(storage, ["talks.zopa"], state), true);
  const kept = recall(storage, ["talks.zopa"]);
  assert.equal(kept?.texts[0]?.text, "mine");
  assert.equal(kept?.texts[0]?.etag, '"1"');
  assert.deepEqual(kept?.choices.deal, { pump: "no" });
  assert.equal(recall(storage, ["other.zopa"]), null);
});

test("a tab without room says so", () => {
  const storage = {
    getItem: () => null,
    setItem: () => {
      throw new Error("full");
    },
  };
  assert.equal(keep(storage, [], emptyState("en")), false);
});

test("half a character leaves as the sign for what cannot be shown, as a request has to be UTF-8", () => {
  const halves = { ...documentOf("a.zopa", "model", "", '"1"'), text: "a\ud83d b\ude00 \ud83d\ude00\n" };
  assert.equal(outgoing(halves), "a\ufffd b\ufffd \ud83d\ude00\n");
});
