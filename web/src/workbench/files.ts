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
  /** Takes texts that were not touched here as they are on disk by now. */
  reread: () => Promise<void>;
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
    for (const path of hands.state().files) {
      if (tried.has(path)) continue;
      tried.add(path);
      void open(hands, path, "model", false);
    }
  });
}

/** Also where its tab was never in front, so that the editor does not know it yet. */
function takeFromDisk(hands: Hands, path: string, theirs: Document): void {
  hands.store.act({ type: "rebased", path, theirs });
  hands.editor()?.replace(path, theirs.text);
  hands.store.act({ type: "edited", path, text: theirs.text, step: false });
}

async function rereadOne(hands: Hands, { path, kind, etag }: Document): Promise<void> {
  const theirs = await read(hands, path, kind, true);
  const now = documentAt(hands.state(), path);
  if (!theirs || !now || isUnsaved(now) || now.etag !== etag || theirs.etag === etag) return;
  takeFromDisk(hands, path, theirs);
  hands.store.act({ type: "notice", notice: { what: "reread", path } });
}

async function meetClash(hands: Hands, path: string): Promise<void> {
  const theirs = await read(hands, path, "model");
  if (!theirs) return;
  if (theirs.text === documentAt(hands.state(), path)?.text) hands.store.act({ type: "rebased", path, theirs });
  else hands.store.act({ type: "clash", clash: { path, theirs } });
}

async function write(hands: Hands, document: Document): Promise<void> {
  const { path, text, etag } = document;
  const send = (over: string | null) => hands.guarded(() => hands.client.write(path, outgoing(document), over));
  let reply = await send(etag);
  if (reply?.outcome === "absent" && etag !== null) reply = await send(null); // it was removed: nothing is written over
  if (reply?.outcome === "refused" || reply?.outcome === "absent") hands.refuse(reply.error);
  if (reply?.outcome === "changed") await meetClash(hands, path);
  if (reply?.outcome !== "written") return;
  hands.store.act({ type: "saved", path, text, etag: reply.etag });
  hands.store.act({ type: "notice", notice: { what: "saved", path } });
}

async function save(hands: Hands, path: string): Promise<void> {
  const document = documentAt(hands.state(), path);
  if (document && isUnsaved(document)) await write(hands, document);
}

function takeTheirs(hands: Hands): void {
  const { clash } = hands.state();
  if (!clash) return;
  takeFromDisk(hands, clash.path, clash.theirs);
  hands.store.act({ type: "clash", clash: null });
}

/** The document of a new file beside another, under the first name that is free here and on disk. */
async function writeBeside(hands: Hands, mine: Document): Promise<Document | null> {
  const taken = hands.state().documents.map((document) => document.path);
  for (;;) {
    const path = freeName(mine.path, taken, hands.mine());
    const reply = await hands.guarded(() => hands.client.write(path, outgoing(mine), null));
    if (reply?.outcome === "written") return { ...mine, path, saved: mine.text, etag: reply.etag };
    if (reply && reply.outcome !== "changed") hands.refuse(reply.error);
    if (reply?.outcome !== "changed") return null;
    taken.push(path);
  }
}

/** Mine goes to a new file beside it; the file itself is taken as it is on disk. */
async function keepMine(hands: Hands): Promise<void> {
  const { clash } = hands.state();
  const mine = clash && documentAt(hands.state(), clash.path);
  const copy = mine && (await writeBeside(hands, mine));
  if (!copy) return;
  hands.store.act({ type: "opened", document: copy, show: false });
  hands.store.act({ type: "notice", notice: { what: "saved", path: copy.path } });
  takeTheirs(hands);
}

export function createFiles(hands: Hands): Files {
  followIncludes(hands);
  const saving = new Map<string, Promise<unknown>>();
  /** One after the other: the second of two quick ones must know the mark that the first was given. */
  function saveInTurn(path: string): Promise<void> {
    const turn = (saving.get(path) ?? Promise.resolve()).then(() => save(hands, path));
    saving.set(
      path,
      turn.catch(() => undefined),
    );
    return turn;
  }
  return {
    open: (path, kind, show) => open(hands, path, kind, show),
    begin: (kept) => begin(hands, kept),
    closeSource(path) {
      hands.store.act({ type: "closed", path });
      hands.editor()?.close(path);
    },
    save: saveInTurn,
    async saveAll() {
      for (const document of hands.state().documents) await saveInTurn(document.path);
    },
    async reread() {
      for (const document of hands.state().documents) if (!isUnsaved(document)) await rereadOne(hands, document);
    },
    keepMine: () => keepMine(hands),
    takeTheirs: () => takeTheirs(hands),
  };
}
