/** The text: tabs, the editor, what check found. The editor lives outside of the components; here it is fed. */
import { useEffect, useRef } from "preact/hooks";
import { useBench } from "./context";
import { type Editor, createEditor } from "./editor/editor";
import { offering } from "./editor/offer";
import { modelSetup, sourceSetup } from "./editor/setup";
import { Problems } from "./problems";
import { documentAt } from "./state";
import { Tabs } from "./tabs";
import { languages } from "../words/table";
import type { Desk } from "./desk";
import { fill } from "../words/fill";

function makeEditor(parent: HTMLElement, desk: Desk): Editor {
  const { store } = desk;
  const keys = { undo: desk.undo, redo: desk.redo, save: () => void desk.save(store.get().current) };
  const others = () =>
    store
      .get()
      .documents.filter((one) => one.kind === "model" && one.path !== store.get().current)
      .map((one) => one.text);
  return createEditor(parent, {
    edited: (path, text, step) => store.act({ type: "edited", path, text, step }),
    setup(document) {
      const { workbench } = languages[store.get().language];
      const label = fill(workbench.text.editor, { name: document.path });
      if (document.kind === "source") return sourceSetup(label, workbench.editor, keys);
      return modelSetup(label, workbench.editor, offering(others), keys);
    },
  });
}

function useEditor() {
  const { state, desk, words, w } = useBench();
  const box = useRef<HTMLDivElement>(null);
  const editor = useRef<Editor | null>(null);
  useEffect(() => {
    if (!box.current) return undefined;
    const made = makeEditor(box.current, desk);
    editor.current = made;
    desk.attach(made);
    return () => made.destroy();
  }, [desk]);
  const shown = documentAt(state, state.current);
  const paths = state.documents.map((document) => document.path).join("\n");
  useEffect(() => {
    if (shown) editor.current?.show(shown);
  }, [state.current, paths]);
  const language = useRef(words.tag);
  useEffect(() => {
    if (language.current !== words.tag) editor.current?.renew(desk.store.get().documents);
    language.current = words.tag;
  }, [words.tag]);
  useEffect(() => {
    for (const document of state.documents) {
      const rows = state.diagnostics.filter((row) => row.file === document.path);
      if (document.kind === "model") editor.current?.find(rows, document, w.problems.hint);
    }
  }, [state.diagnostics, state.current, words.tag]);
  return box;
}

export function TextPane({ hidden }: { hidden: boolean }) {
  const { state, w } = useBench();
  const box = useEditor();
  const shown = documentAt(state, state.current);
  return (
    <section class="pane text" aria-label={w.views.text} hidden={hidden}>
      <Tabs />
      <div id="text-panel" role="tabpanel" aria-labelledby={`tab-${state.current}`} class="editor" ref={box} />
      {shown?.kind === "source" && <p class="quiet read-only">{w.text.readOnly}</p>}
      <Problems />
    </section>
  );
}
