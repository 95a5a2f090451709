/** Keeps the answers up with the question. After every change: check first, then what the page shows, a few at a time, each
 * shown as it arrives; a short try first, then the full time where that was not enough. A later change ends what is under way. */
import type { Answer, Check, Diagnostic, Show, Statement } from "../wire";
import { type Argument, argumentsOf, dealArgument, isSupposing, takenBy } from "./choices";
import { type Client, type Reply, ServerGone, ServerOther, type Texts } from "./client";
import { unsavedTexts } from "./documents";
import { type Slot, type State, hasErrors } from "./state";
import type { Store } from "./store";

export interface Asking {
  /** Looks whether there is anything to ask. */
  look: () => void;
  stop: () => Promise<void>;
  again: () => void;
  end: () => void;
}

export interface Needs {
  page: boolean;
  deal: boolean;
}

/** Milliseconds that a change waits for the next one. */
const pause = 30;
/** Seconds of the first try. */
const shortTime = "0.25";
const atOnce = 3;

const always: Slot[] = ["show", "zone"];
const ofPage: Slot[] = ["brief", "why", "timeline", "solve", "frontier", "within", "packages", "assess"];
const untimed: Slot[] = ["check", "show", "base"];

/** The slots that are not named as their analyses. */
const named: Partial<Record<Slot, string>> = { base: "show", package: "assess", within: "packages" };
const analysisOf = (slot: Slot): string => named[slot] ?? slot;

/** Statements in force that have amounts, as the record has them. */
export const amountRows = (show: Show | null): Statement[] =>
  show ? [...(show.values ?? []), ...show.alternatives] : [];

/** Whether assess has a deal on record to look at. */
const hasDeals = (show: Show | undefined): boolean =>
  show !== undefined && ((show.deals ?? []).length > 0 || show.timeline.some((row) => row.kind === "offers"));

/** One question as it stands, until it changes. */
interface Round {
  revision: number;
  deals: number;
  texts: Texts;
  rows: Argument[];
  over: boolean;
  /** Nothing more is asked; what comes back is still shown. */
  halted: boolean;
}

export function createAsking(store: Store, client: Client, needs: () => Needs): Asking {
  let round: Round | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;
  let looker: ReturnType<typeof setTimeout> | null = null;
  let seen = "";
  let runs = 0;
  let knocking = false;

  function failed(reason: unknown): void {
    if (!(reason instanceof ServerGone) && !(reason instanceof ServerOther)) throw reason;
    store.act({ type: "server", server: reason instanceof ServerGone ? "gone" : "other" });
    if (round) round.over = true;
    if (knocking) return;
    knocking = true;
    setTimeout(() => void knock(), 1000);
  }

  /** Until the server is back. */
  async function knock(): Promise<void> {
    knocking = false;
    try {
      await client.progress();
      store.act({ type: "server", server: "there" });
      again();
    } catch (reason) {
      failed(reason);
    }
  }

  async function ask(of: Round, slot: Slot, rows: Argument[], full: boolean): Promise<Reply | null> {
    const timed = full || untimed.includes(slot) ? rows : [...rows, ["time", shortTime] as Argument];
    const id = ++runs;
    store.act({ type: "started", slot, run: { id, since: Date.now(), share: null, full } });
    watch();
    try {
      const reply = await client.run({
        analysis: analysisOf(slot),
        arguments: takenBy(slot, timed),
        texts: of.texts,
        slot,
      });
      return of.over || reply.outcome === "superseded" ? null : reply;
    } catch (reason) {
      failed(reason);
      return null;
    } finally {
      store.act({ type: "ended", slot, id });
    }
  }

  /** True where the answer is there whole; false where it wants more time. */
  function take(of: Round, slot: Slot, reply: Reply, full: boolean): boolean {
    if (reply.outcome === "refused") store.act({ type: "refused", slot, error: reply.error });
    if (reply.outcome === "wrong") doubt(of, reply.diagnostics);
    if (reply.outcome !== "answer") return true;
    const answer = JSON.parse(reply.text) as Answer;
    const short = !full && answer.status === "limit";
    store.act({ type: "answer", slot, answer, revision: slot === "package" ? of.deals : of.revision, short });
    return !short;
  }

  /** Rows about the request speak of what is supposed, the others of the texts. */
  function doubt(of: Round, rows: Diagnostic[]): void {
    const others = store.get().diagnostics.filter((row) => row.file !== "request");
    const supposed = rows.filter((row) => row.file === "request");
    store.act({
      type: "checked",
      diagnostics: supposed.length > 0 ? [...others, ...supposed] : rows,
      revision: of.revision,
    });
    of.over = true;
  }

  async function check(of: Round): Promise<boolean> {
    const reply = await ask(of, "check", of.rows, true);
    if (!reply) return false;
    if (reply.outcome !== "answer") return take(of, "check", reply, true) && false;
    const answer = JSON.parse(reply.text) as Check;
    store.act({ type: "checked", diagnostics: answer.diagnostics, revision: of.revision, files: answer.read?.files });
    if (hasErrors(store.get())) return false;
    store.act({ type: "answer", slot: "check", answer, revision: of.revision, short: false });
    return true;
  }

  /** The record without suppositions: its amounts are what a supposed amount is put in place of. */
  async function base(of: Round, state: State): Promise<boolean> {
    const on = state.choices.on;
    const reply = await ask(of, "base", on === null ? [] : [["on", on]], true);
    if (!reply) return false;
    take(of, "base", reply, true);
    return reply.outcome === "answer";
  }

  function wanted(of: Round): Slot[] {
    const state = store.get();
    const list = [...always, ...(needs().page ? ofPage : [])];
    return list.filter((slot) => state.answered[slot] !== of.revision || state.short.includes(slot));
  }

  /** Asks a list, a few at a time; returns those that want more time. */
  async function sweep(of: Round, slots: Slot[], full: boolean): Promise<Slot[]> {
    const queue = [...slots];
    const later: Slot[] = [];
    const worker = async (): Promise<void> => {
      for (let slot = queue.shift(); slot && !of.over && !of.halted; slot = queue.shift()) {
        if (slot === "assess" && !hasDeals(store.get().answers.show)) {
          store.act({ type: "dropped", slot });
          continue;
        }
        const rows = slot === "package" ? [...of.rows, dealArgument(store.get().choices.deal)] : of.rows;
        const reply = await ask(of, slot, rows, full);
        if (reply && !take(of, slot, reply, full)) later.push(slot);
      }
    };
    await Promise.all(Array.from({ length: atOnce }, worker));
    return later;
  }

  function packageWanted(of: Round): Slot[] {
    const state = store.get();
    if (Object.keys(state.choices.deal).length === 0) {
      store.act({ type: "dropped", slot: "package" });
      return [];
    }
    return needs().deal && (state.answered.package !== of.deals || state.short.includes("package")) ? ["package"] : [];
  }

  async function answer(of: Round, state: State): Promise<void> {
    const known = state.answered.base === of.revision;
    if (isSupposing(state.choices) && !known && !(await base(of, state))) return;
    if (of.over || (state.checked === of.revision && hasErrors(state))) return;
    of.rows = argumentsOf(state.choices, amountRows(store.get().base));
    if (state.checked !== of.revision && !(await check(of))) return;
    const first = await sweep(
      of,
      always.filter((slot) => wanted(of).includes(slot)),
      false,
    );
    const show = store.get().answers.show;
    if (!of.over && !isSupposing(state.choices) && show)
      store.act({ type: "answer", slot: "base", answer: show, revision: of.revision, short: false });
    const rest = [...packageWanted(of), ...wanted(of).filter((slot) => !always.includes(slot))];
    const later = [...first, ...(await sweep(of, rest, false))];
    if (!of.over && !of.halted) await sweep(of, later, true);
  }

  /** What takes long and is not wanted any more; what is short ends by itself, or with the next run of its slot. */
  function endLong(state: State): void {
    for (const slot of Object.keys(state.runs) as Slot[])
      if (Date.now() - (state.runs[slot]?.since ?? 0) > 100) client.stop(slot).catch(failed);
  }

  function begin(): void {
    const state = store.get();
    if (round) round.over = true;
    endLong(state);
    const { revision, deals } = state;
    const of: Round = { revision, deals, texts: unsavedTexts(state.documents), rows: [], over: false, halted: false };
    round = of;
    void answer(of, state).finally(() => {
      of.over = true;
    });
  }

  function look(): void {
    const state = store.get();
    const now = JSON.stringify([state.revision, state.deals, needs()]);
    if (now === seen || state.server !== "there" || state.halted || state.documents.length === 0) return;
    seen = now;
    if (timer) clearTimeout(timer);
    timer = setTimeout(begin, pause);
  }

  function again(): void {
    seen = "";
    store.act({ type: "halted", halted: false });
    look();
  }

  async function stop(): Promise<void> {
    if (timer) clearTimeout(timer);
    if (round) round.halted = true;
    store.act({ type: "halted", halted: true });
    const slots = Object.keys(store.get().runs);
    await Promise.all(slots.map((slot) => client.stop(slot))).catch(failed);
  }

  /** Asks how far the runs are, while any takes long enough to be seen. */
  function watch(): void {
    looker ??= setTimeout(() => void progress(), 300);
  }

  async function progress(): Promise<void> {
    looker = null;
    const old = Object.values(store.get().runs).some((run) => Date.now() - run.since > 250);
    if (Object.keys(store.get().runs).length === 0) return;
    watch();
    if (!old) return;
    try {
      store.act({ type: "progress", shares: await client.progress() });
    } catch (reason) {
      failed(reason);
    }
  }

  const deaf = store.listen(look);
  return {
    look,
    stop,
    again,
    end() {
      deaf();
      if (timer) clearTimeout(timer);
      if (looker) clearTimeout(looker);
      if (round) round.over = true;
    },
  };
}
