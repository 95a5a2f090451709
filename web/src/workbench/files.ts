/** Files between disk and editor: opened, kept over a reload, saved, and never over a change that was made outside. */
import { decode, type Document, documentOf, isUnsaved, outgoing } from "./documents";
import type { Kept } from "./keep";
import { freeName } from "./names";
import { documentAt } from "./state";
import type { Hands } from "./tools";

export interface Files {
  /** Reads a file into a document, unless there is one; `show`: its tab comes to the front. */
  open: (path: string, kind: Document["kind"], show: boolean) => Promise<Document | null>;
  begin: (kept: Kept | null) => Promise<void>;
  closeSource: (path: string) => void;
  save: (path: string) => Promise<void>;
  saveAll: () => Promise<void>;
  keepMine: () => Promise<void>;
  takeTheirs: () => void;
}

/** A file's document; null where there is none, which has been said unless `quiet`. */
async function read(hands: Hands, path: string, kind: Document["kind"], quiet = false): Promise<Document | null> {
  const reply = await hands.guarded(() => hands.client.read(path));
  if (reply?.outcome === "refused" && !quiet) hands.refuse(reply.error);
  if (reply?.outcome !== "read") return null;
  const text = decode(reply.bytes);
  if (text === null) hands.store.act({ type: "notice", notice: { what: "unreadable", path } });
  return text === null ? null : documentOf(path, kind, text, reply.etag);
}

async function open(hands: Hands, path: string, kind: Document["kind"], show: boolean): Promise<Document | null> {
  const { store } = hands;
  if (!documentAt(store.get(), path)) {
    const document = await read(hands, path, kind);
    if (document) store.act({ type: "opened", document, show });
  } else if (show) store.act({ type: "turned", path });
  return documentAt(store.get(), path) ?? null;
}

/** What was not saved before the page was loaded again comes back as it was, and still knows what it was read from. */
async function begin(hands: Hands, kept: Kept | null): Promise<void> {
  const { store, start, asking } = hands;
  const texts = kept?.texts ?? [];
  for (const path of new Set([...start.models, ...texts.map((one) => one.path)])) {
    const lost = texts.find((one) => one.path === path);
    const found = await read(hands, path, "model", lost !== undefined);
    const document = lost ? { ...lost, kind: "model" as const } : found;
    if (document) store.act({ type: "opened", document, show: false });
  }
  if (texts.length > 0) store.act({ type: "notice", notice: { what: "restored" } });
  if (kept && documentAt(store.get(), kept.current)) store.act({ type: "turned", path: kept.current });
  asking.again();
}

/** Files that the model includes have their tabs too; each is tried once. */
function followIncludes(hands: Hands): void {
  const tried = new Set(hands.start.models);
  hands.store.listen(() => {
    for (const path of hands.state().answers.check?.read.files ?? []) {
      if (tried.has(path)) continue;
      tried.add(path);
      void open(hands, path, "model", false);
    }
  });
}

async function meetClash(hands: Hands, path: string): Promise<void> {
  const theirs = await read(hands, path, "model");
  if (theirs) hands.store.act({ type: "clash", clash: { path, theirs: theirs.text, etag: theirs.etag ?? "" } });
}

/** The new mark of the file; null where it was not written. */
async function write(hands: Hands, document: Document, etag: string | null): Promise<string | null> {
  const { path, text } = document;
  const reply = await hands.guarded(() => hands.client.write(path, outgoing(document), etag));
  if (reply?.outcome === "refused") hands.refuse(reply.error);
  if (reply?.outcome === "changed") await meetClash(hands, path);
  if (reply?.outcome !== "written") return null;
  hands.store.act({ type: "saved", path, text, etag: reply.etag });
  hands.store.act({ type: "notice", notice: { what: "saved", path } });
  return reply.etag;
}

async function save(hands: Hands, path: string): Promise<void> {
  const document = documentAt(hands.state(), path);
  if (document && isUnsaved(document)) await write(hands, document, document.etag);
}

function takeTheirs(hands: Hands): void {
  const { clash } = hands.state();
  if (!clash) return;
  hands.store.act({ type: "rebased", path: clash.path, saved: clash.theirs, etag: clash.etag });
  hands.editor()?.replace(clash.path, clash.theirs);
  hands.store.act({ type: "clash", clash: null });
}

/** Mine goes to a new file beside it; the file itself is taken as it is on disk. */
async function keepMine(hands: Hands): Promise<void> {
  const { clash, documents } = hands.state();
  const mine = clash && documentAt(hands.state(), clash.path);
  if (!clash || !mine) return;
  const taken = documents.map((document) => document.path);
  const copy: Document = { ...mine, path: freeName(clash.path, taken, hands.mine()), saved: null, etag: null };
  const etag = await write(hands, copy, null);
  if (etag === null) return;
  hands.store.act({ type: "opened", document: { ...copy, saved: copy.text, etag }, show: false });
  takeTheirs(hands);
}

export function createFiles(hands: Hands): Files {
  followIncludes(hands);
  return {
    open: (path, kind, show) => open(hands, path, kind, show),
    begin: (kept) => begin(hands, kept),
    closeSource(path) {
      hands.store.act({ type: "closed", path });
      hands.editor()?.close(path);
    },
    save: (path) => save(hands, path),
    async saveAll() {
      for (const document of hands.state().documents) await save(hands, document.path);
    },
    keepMine: () => keepMine(hands),
    takeTheirs: () => takeTheirs(hands),
  };
}
