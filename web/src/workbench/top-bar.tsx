/** What is always at hand: which panels are shown, undo, redo, save, export, the language. */
import { isLanguage, languages } from "../words/table";
import { useBench } from "./context";
import { ExportMenu } from "./export-menu";
import type { View } from "./state";
import { unsaved } from "./state";

const views: View[] = ["text", "page", "suppose", "package"];

function Views({ shown }: { shown: View[] }) {
  const { desk, w } = useBench();
  return (
    <nav class="views" aria-label={w.views.label}>
      {views.map((view) => (
        <button
          type="button"
          aria-pressed={shown.includes(view)}
          onClick={() => desk.store.act({ type: "view", view })}
        >
          {w.views[view]}
        </button>
      ))}
    </nav>
  );
}

function Languages() {
  const { state, desk, w } = useBench();
  const choose = (tag: string) => {
    if (isLanguage(tag)) desk.store.act({ type: "language", language: tag });
  };
  return (
    <select aria-label={w.language} value={state.language} onChange={(event) => choose(event.currentTarget.value)}>
      {Object.values(languages).map((words) => (
        <option value={words.tag} lang={words.tag}>
          {words.name}
        </option>
      ))}
    </select>
  );
}

export function TopBar({ shown }: { shown: View[] }) {
  const { state, desk, w } = useBench();
  const { past, future } = state.history;
  return (
    <header class="top-bar">
      <h1 class="brand">zopa</h1>
      <Views shown={shown} />
      <div class="actions">
        <button type="button" disabled={past.length === 0} title={w.undoKey} onClick={desk.undo}>
          {w.undo}
        </button>
        <button type="button" disabled={future.length === 0} title={w.redoKey} onClick={desk.redo}>
          {w.redo}
        </button>
        <button
          type="button"
          disabled={unsaved(state).length === 0}
          title={w.saveKey}
          onClick={() => void desk.saveAll()}
        >
          {w.save}
        </button>
        <ExportMenu />
        <Languages />
      </div>
    </header>
  );
}
