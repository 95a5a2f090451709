/** The order of questions, against a server that is not there. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { createAsking } from "../src/workbench/asking";
import { type Client, type Question, type Reply, serverClient, ServerGone, ServerOther } from "../src/workbench/client";
import { noChoices } from "../src/workbench/choices";
import { documentOf } from "../src/workbench/documents";
import { emptyState } from "../src/workbench/state";
import { createStore } from "../src/workbench/store";

const rest = (milliseconds = 90) => new Promise((done) => setTimeout(done, milliseconds));
const timed = (question: Question) => question.arguments.some(([name]) => name === "time");
const answerOf = (members: object): Reply => ({
  outcome: "answer",
  status: 0,
  text: JSON.stringify({ diagnostics: [], ...members }),
});
const show = { values: [], alternatives: [], deals: [], timeline: [], issues: [], moments: [] };

function bench(reply: (question: Question) => Reply | Promise<Reply>, deal = false) {
  const asked: Question[] = [];
  const stopped: string[] = [];
  const client = {
    async run(question: Question) {
      asked.push(question);
      return reply(question);
    },
    async stop(slot: string) {
      stopped.push(slot);
    },
    progress: async () => ({ zone: 0.5 }),
  } as unknown as Client;
  const store = createStore(emptyState("en"));
  const asking = createAsking(store, client, () => ({ page: true, deal }));
  store.act({ type: "opened", document: documentOf("a.zopa", "model", "", '"1"'), show: true });
  return { asked, stopped, store, asking, names: () => asked.map((question) => question.slot) };
}

const fine = (question: Question): Reply => answerOf(question.analysis === "show" ? show : { status: "exact" });

test("check comes first, then what is in sight, and everything belongs to the revision", async () => {
  const { names, store, asking } = bench(fine);
  await rest();
  assert.equal(names()[0], "check");
  assert.deepEqual(names().slice(1, 3).sort(), ["show", "zone"]);
  assert.ok(names().includes("packages") && !names().includes("assess"));
  assert.deepEqual(store.get().runs, {});
  assert.equal(store.get().answered.zone, store.get().revision);
  asking.end();
});

test("with errors nothing else is asked and the last answers stay", async () => {
  const row = {
    id: "E1",
    severity: "error",
    file: "a.zopa",
    line: 1,
    column: 1,
    begin: 0,
    end: 1,
    message: "no",
  } as const;
  let wrong = false;
  const { asked, store, asking } = bench((question) =>
    wrong ? { outcome: "wrong", diagnostics: [row] } : fine(question),
  );
  await rest();
  const before = asked.length;
  wrong = true;
  store.act({ type: "edited", path: "a.zopa", text: "x", step: true });
  await rest();
  assert.equal(asked.length, before + 1);
  assert.ok(store.get().answers.zone);
  assert.notEqual(store.get().answered.zone, store.get().revision);
  assert.deepEqual(asked[before]?.texts, { "a.zopa": "x" });
  asking.end();
});

test("what a quarter of a second does not answer is shown, then asked with the full time", async () => {
  const { asked, store, asking } = bench((question) =>
    question.analysis === "why" && timed(question) ? answerOf({ status: "limit" }) : fine(question),
  );
  await rest();
  const tries = asked.filter((question) => question.slot === "why");
  assert.deepEqual(tries.map(timed), [true, false]);
  assert.deepEqual(store.get().short, []);
  asking.end();
});

test("suppositions go with every question but the record's own; doubts about them are told apart", async () => {
  const row = {
    id: "E201",
    severity: "error",
    file: "request",
    line: 1,
    column: 1,
    begin: 0,
    end: 0,
    message: "no issue",
  } as const;
  let wrong = false;
  const { asked, store, asking } = bench((question) =>
    wrong && question.arguments.length > 0 ? { outcome: "wrong", diagnostics: [row] } : fine(question),
  );
  await rest();
  const before = asked.length;
  store.act({ type: "chosen", choices: { ...noChoices, without: ["A.x"] } });
  await rest();
  assert.deepEqual(asked[before], { analysis: "show", arguments: [], texts: {}, slot: "base" });
  assert.ok(asked.slice(before + 1).every((question) => question.arguments.some(([name]) => name === "without")));
  wrong = true;
  store.act({ type: "chosen", choices: { ...noChoices, without: ["A.y"] } });
  await rest();
  assert.equal(store.get().diagnostics[0]?.file, "request");
  asking.end();
});

test("a package alone asks one thing", async () => {
  const { asked, store, asking } = bench(fine, true);
  await rest();
  const before = asked.length;
  store.act({ type: "chosen", choices: { ...noChoices, deal: { pump: "yes" } } });
  await rest();
  assert.deepEqual(
    asked.slice(before).map((question) => question.slot),
    ["package"],
  );
  assert.deepEqual(asked[before]?.arguments[0], ["deal", "pump = yes"]);
  asking.end();
});

test("stop ends what runs and nothing is asked until it is wanted again", async () => {
  let release = (_: Reply): void => undefined;
  const held = new Promise<Reply>((done) => (release = done));
  const { asked, stopped, store, asking } = bench((question) => (question.slot === "zone" ? held : fine(question)));
  await rest();
  await asking.stop();
  release({ outcome: "superseded" });
  await rest();
  assert.deepEqual(stopped, ["zone"]);
  assert.equal(store.get().halted, true);
  const before = asked.length;
  asking.again();
  await rest();
  assert.ok(asked.length > before && !store.get().halted);
  asking.end();
});

test("a server that is gone is said, and asked again when it is back", async () => {
  let gone = false;
  const { store, asking } = bench((question) => {
    if (gone) throw new ServerGone("gone");
    return fine(question);
  });
  await rest();
  gone = true;
  store.act({ type: "edited", path: "a.zopa", text: "y", step: true });
  await rest();
  assert.equal(store.get().server, "gone");
  gone = false;
  await rest(1200);
  assert.equal(store.get().server, "there");
  assert.equal(store.get().answered.zone, store.get().revision);
  asking.end();
});

test("the client sends its token, and tells statuses apart", async () => {
  const seen: { path: string; init: RequestInit }[] = [];
  const replies = [
    new Response("{}", { headers: { "Zopa-Status": "1" } }),
    new Response('{"diagnostics":[]}', { status: 422 }),
    new Response('{"error":"superseded"}', { status: 409 }),
    new Response('{"error":"too large"}', { status: 413 }),
    new Response("", { status: 412 }),
    new Response('{"error":"outside"}', { status: 403 }),
    new Response("{}", { status: 403 }),
  ];
  const client = serverClient("T", (async (path: string, init: RequestInit) => {
    seen.push({ path, init });
    return replies.shift();
  }) as typeof fetch);
  const question: Question = { analysis: "zone", arguments: [], texts: {} };
  assert.deepEqual(await client.run(question), { outcome: "answer", text: "{}", status: 1 });
  assert.deepEqual(await client.run(question), { outcome: "wrong", diagnostics: [] });
  assert.deepEqual(await client.run(question), { outcome: "superseded" });
  assert.deepEqual(await client.run(question), { outcome: "refused", error: "too large" });
  assert.deepEqual(await client.write("a b.zopa", "x", null), { outcome: "changed" });
  assert.deepEqual(await client.read("../x"), { outcome: "refused", error: "outside" });
  await assert.rejects(client.run(question), ServerOther);
  assert.ok(seen.every(({ init }) => (init.headers as Record<string, string>)["X-Zopa-Token"] === "T"));
  assert.equal(seen[4]?.path, "/file?path=a%20b.zopa");
  assert.equal((seen[4]?.init.headers as Record<string, string>)["If-None-Match"], "*");
});

test("two pages of one server have slots of their own, and see their own shares alone", async () => {
  const sent: string[] = [];
  const client = (page: string) =>
    serverClient(
      "T",
      (async (path: string, init: RequestInit) => {
        if (path === "/progress") return new Response('{"a zone":0.5,"b zone":0.25,"ab why":1}');
        sent.push((JSON.parse(String(init.body)) as { slot: string }).slot);
        return new Response("{}");
      }) as typeof fetch,
      page,
    );
  const question: Question = { analysis: "zone", arguments: [], texts: {}, slot: "zone" };
  await client("a").run(question);
  await client("b").run(question);
  await client("b").stop("zone");
  assert.deepEqual(sent, ["a zone", "b zone", "b zone"]);
  assert.deepEqual(await client("b").progress(), { zone: 0.25 });
});

test("an answer that breaks off means that the server is gone", async () => {
  const broken = new ReadableStream({ start: (stream) => stream.error(new TypeError("network error")) });
  const client = serverClient("T", (async () => new Response(broken)) as unknown as typeof fetch);
  await assert.rejects(client.run({ analysis: "zone", arguments: [], texts: {} }), ServerGone);
});

test("the files of a model are known also while it has errors", async () => {
  const diagnostics = [{ severity: "error", file: "a.zopa" }];
  const { store, asking } = bench(() => answerOf({ diagnostics, read: { files: ["a.zopa", "b.zopa"] } }));
  await rest();
  assert.deepEqual(store.get().files, ["a.zopa", "b.zopa"]);
  asking.end();
});
