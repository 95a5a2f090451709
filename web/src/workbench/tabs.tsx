/** The tabs of the text: files of the model, sources that were opened. */
import { fill } from "../words/fill";
import { useBench } from "./context";
import { type Document, isUnsaved } from "./documents";

const shortName = (path: string): string => path.split("/").pop() ?? path;

function tabLabel(w: ReturnType<typeof useBench>["w"], document: Document): string {
  const name = shortName(document.path);
  if (document.kind === "source") return fill(w.text.sourceTab, { name });
  return isUnsaved(document) ? fill(w.text.unsavedTab, { name }) : name;
}

function Tab({ document, selected, onTurn }: { document: Document; selected: boolean; onTurn: (by: number) => void }) {
  const { desk, w } = useBench();
  const turn = () => desk.store.act({ type: "turned", path: document.path });
  const key = (event: KeyboardEvent) => {
    if (event.key === "ArrowRight" || event.key === "ArrowLeft") onTurn(event.key === "ArrowRight" ? 1 : -1);
    if (event.key === "Delete" && document.kind === "source") desk.closeSource(document.path);
  };
  return (
    <button
      type="button"
      role="tab"
      id={`tab-${document.path}`}
      aria-selected={selected}
      aria-controls="text-panel"
      aria-label={tabLabel(w, document)}
      tabIndex={selected ? 0 : -1}
      title={document.path}
      onClick={turn}
      onKeyDown={key}
    >
      <bdi>{shortName(document.path)}</bdi>
      {isUnsaved(document) && <span class="unsaved-dot" aria-hidden="true" />}
      {document.kind === "source" && (
        <span class="quiet" aria-hidden="true">
          {w.text.source}
        </span>
      )}
    </button>
  );
}

export function Tabs() {
  const { state, desk, w } = useBench();
  const { documents, current } = state;
  const shown = documents.find((document) => document.path === current);
  const turnFrom = (at: number) => (by: number) => {
    const next = documents[(at + by + documents.length) % documents.length];
    if (!next) return;
    desk.store.act({ type: "turned", path: next.path });
    document.getElementById(`tab-${next.path}`)?.focus();
  };
  return (
    <div class="tabs">
      <div role="tablist" aria-label={w.text.files}>
        {documents.map((one, at) => (
          <Tab key={one.path} document={one} selected={one.path === current} onTurn={turnFrom(at)} />
        ))}
      </div>
      {shown?.kind === "source" && (
        <button type="button" class="plain-button" onClick={() => desk.closeSource(shown.path)}>
          {w.text.closeSource}
        </button>
      )}
    </div>
  );
}
