/** What leaves the workbench: model, report, answers, pictures; each with the date and the suppositions that are on the screen. */
import { useRef } from "preact/hooks";
import { fill } from "../words/fill";
import { useBench } from "./context";
import { isSupposing } from "./choices";
import type { Picture } from "./client";

const analyses = ["show", "zone", "brief", "why", "solve", "frontier", "packages", "timeline"] as const;
const withRows: readonly string[] = ["show", "zone", "why", "solve", "frontier", "packages", "timeline"];
const pictures: Picture["kind"][] = ["frontier", "positions", "timeline"];

function Item({ text, onChoose }: { text: string; onChoose: () => void }) {
  return (
    <li>
      <button type="button" onClick={onChoose}>
        {text}
      </button>
    </li>
  );
}

function Items({ close }: { close: () => void }) {
  const { state, desk, w } = useBench();
  const item = (text: string, work: () => unknown) => (
    <Item
      text={text}
      onChoose={() => {
        close();
        void work();
      }}
    />
  );
  const models = state.documents.filter((document) => document.kind === "model");
  return (
    <>
      <h2>{w.export.texts}</h2>
      <ul class="plain">
        {models.map((document) =>
          item(fill(w.export.model, { name: document.path }), () => desk.exportModel(document.path)),
        )}
        {item(w.export.report, desk.exportReport)}
      </ul>
      <h2>{w.export.pictures}</h2>
      <ul class="plain grid">
        {pictures.flatMap((kind) =>
          (["svg", "png"] as const).map((format) =>
            item(`${w.export.kinds[kind]} (${format.toUpperCase()})`, () => desk.exportPicture({ kind, format })),
          ),
        )}
      </ul>
      <h2>{w.export.answers}</h2>
      <ul class="plain grid">
        {analyses.flatMap((analysis) =>
          (["json", "csv"] as const)
            .filter((format) => format === "json" || withRows.includes(analysis))
            .map((format) =>
              item(`${w.progress.questions[analysis]} (${format.toUpperCase()})`, () =>
                desk.exportAnswer(analysis, format),
              ),
            ),
        )}
      </ul>
    </>
  );
}

export function ExportMenu() {
  const { state, w } = useBench();
  const box = useRef<HTMLDetailsElement>(null);
  const close = () => {
    if (!box.current) return;
    box.current.open = false;
    box.current.querySelector("summary")?.focus();
  };
  return (
    <details class="export" ref={box} onKeyDown={(event) => event.key === "Escape" && close()}>
      <summary>{w.export.title}</summary>
      <div class="menu">
        <p class="quiet">{isSupposing(state.choices) ? w.export.supposed : w.export.lead}</p>
        <Items close={close} />
      </div>
    </details>
  );
}
