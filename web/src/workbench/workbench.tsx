/** The whole of the workbench: the state, the server, and the panels that there is room for. */
import { useEffect, useMemo } from "preact/hooks";
import { languages } from "../words/table";
import { createAsking } from "./asking";
import { type Client, serverClient } from "./client";
import { ClashDialog } from "./clash";
import { BenchContext } from "./context";
import { DateSlider } from "./date-slider";
import { createDesk, type Desk } from "./desk";
import { Divider } from "./divider";
import { Held } from "./held";
import { Headline } from "./headline";
import { keep, type Kept, recall } from "./keep";
import { useKeys } from "./keys";
import { Notices } from "./notices";
import { PackagePane } from "./package-pane";
import { PagePane } from "./page-pane";
import { panels, type Room } from "./panels";
import { useRoom } from "./room";
import { Standing } from "./standing";
import { emptyState, type State, unsaved, type View } from "./state";
import { createStore, type Store, useStore } from "./store";
import { Supposed } from "./supposed";
import { SupposePane } from "./suppose-pane";
import { TextPane } from "./text-pane";
import type { Start } from "./tools";
import { TopBar } from "./top-bar";

function deliver(name: string, blob: Blob): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

function firstState(start: Start, kept: Kept | null): State {
  const first = emptyState(kept?.language ?? start.language);
  return kept ? { ...first, choices: kept.choices, view: kept.view, split: kept.split } : first;
}

interface Opened {
  store: Store;
  desk: Desk;
  room: { now: Room };
}

function openDesk(start: Start, client: Client): Opened {
  const kept = recall(sessionStorage, start.models);
  const store = createStore(firstState(start, kept));
  const room: { now: Room } = { now: "middle" };
  const shown = () => panels(room.now, store.get().view);
  const asking = createAsking(store, client, () => ({
    page: shown().includes("page"),
    deal: shown().includes("package"),
  }));
  const mine = () => languages[store.get().language].workbench.clash.mineName;
  const desk = createDesk({ store, client, asking, start, deliver, mine });
  void desk.begin(kept);
  return { store, desk, room };
}

/** Kept in the tab a moment after the last change. */
function useKeeping(state: State, store: Store, models: string[]): void {
  useEffect(() => {
    if (state.documents.length === 0) return undefined;
    const timer = setTimeout(() => {
      if (!keep(sessionStorage, models, store.get())) store.act({ type: "notice", notice: { what: "full" } });
    }, 200);
    return () => clearTimeout(timer);
  }, [state.documents, state.choices, state.current, state.view, state.split, state.language]);
  const open = unsaved(state).length > 0;
  useEffect(() => {
    const leave = (event: BeforeUnloadEvent) => {
      keep(sessionStorage, models, store.get());
      if (open) event.preventDefault();
    };
    addEventListener("beforeunload", leave);
    return () => removeEventListener("beforeunload", leave);
  }, [open]);
}

function Panels({ shown, state }: { shown: View[]; state: State }) {
  const has = (view: View) => shown.includes(view);
  return (
    <main class="panels" data-panels={shown.join(" ")} style={{ "--split": `${state.split * 100}%` }}>
      <TextPane hidden={!has("text")} />
      {has("text") && shown.length > 1 && <Divider />}
      <PagePane hidden={!has("page")} />
      {has("suppose") && (
        <Held by={[state.base, state.answers.show, state.choices, state.diagnostics, state.language]}>
          <SupposePane />
        </Held>
      )}
      {has("package") && (
        <Held
          by={[
            state.answers.show,
            state.answers.zone,
            state.base,
            state.choices.deal,
            state.assessed,
            state.answered.package === state.deals,
            state.language,
          ]}
        >
          <PackagePane />
        </Held>
      )}
    </main>
  );
}

export function Workbench({ start, token }: { start: Start; token: string }) {
  const { store, desk, room } = useMemo(() => openDesk(start, serverClient(token)), []);
  const state = useStore(store);
  const words = languages[state.language];
  const size = useRoom();
  room.now = size;
  const shown = panels(size, state.view);
  useEffect(() => desk.asking.look(), [size, state.view]);
  useKeeping(state, store, start.models);
  useKeys(desk);
  useEffect(() => {
    const back = () => void desk.reread();
    addEventListener("focus", back);
    return () => removeEventListener("focus", back);
  }, [desk]);
  useEffect(() => {
    document.documentElement.lang = words.tag;
    document.documentElement.dir = words.direction;
    document.title = [state.answers.show?.negotiation, "zopa"].filter(Boolean).join(" – ");
  }, [words, state.answers.show?.negotiation]);
  return (
    <BenchContext.Provider value={{ state, desk, words, w: words.workbench }}>
      <div class="bench" data-room={size}>
        <TopBar shown={shown} />
        <section class="strip" aria-label={words.workbench.strip}>
          <Headline />
          <DateSlider />
          <Supposed />
          <Standing />
        </section>
        <Panels shown={shown} state={state} />
        <Notices />
        <ClashDialog />
      </div>
    </BenchContext.Provider>
  );
}
