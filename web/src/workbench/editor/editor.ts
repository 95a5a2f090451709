/** One CodeMirror view for all documents: each has its own state, with its own undo, swapped in when its tab is turned to. */
import { isolateHistory, redo, undo, undoDepth } from "@codemirror/commands";
import { setDiagnostics } from "@codemirror/lint";
import { EditorState, type Extension, StateEffect, Transaction, type TransactionSpec } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import type { Diagnostic } from "../../wire";
import type { Document } from "../documents";
import { findingsOf } from "./findings";
import { type Mark, setMark } from "./marks";
import { nonce } from "./setup";

export interface EditorEvents {
  /** `step`: something new to undo came with it. */
  edited: (path: string, text: string, step: boolean) => void;
  setup: (document: Document) => Extension;
}

export interface Editor {
  show: (document: Document) => void;
  close: (path: string) => void;
  /** Puts another text in place; it can be undone. */
  replace: (path: string, text: string) => void;
  undo: (path: string) => void;
  redo: (path: string) => void;
  /** What is typed from now on is a step of its own. */
  breakStep: () => void;
  mark: (mark: Mark, focus: boolean) => void;
  find: (rows: Diagnostic[], document: Document, hint: string) => void;
  focus: () => void;
  /** Sets everything up anew, as when the language changed; what can be undone stays. */
  renew: (documents: Document[]) => void;
  destroy: () => void;
}

export function createEditor(parent: HTMLElement, events: EditorEvents): Editor {
  const states = new Map<string, EditorState>();
  let current = "";
  const view = new EditorView({
    parent,
    state: EditorState.create({ extensions: nonce() }),
    dispatchTransactions: take,
  });

  function report(path: string, before: EditorState, after: EditorState, transactions: readonly Transaction[]): void {
    if (!transactions.some((transaction) => transaction.docChanged)) return;
    const travelled = transactions.some((one) => one.isUserEvent("undo") || one.isUserEvent("redo"));
    events.edited(path, after.doc.toString(), !travelled && undoDepth(after) > undoDepth(before));
  }

  function take(transactions: readonly Transaction[]): void {
    const before = view.state;
    view.update(transactions);
    states.set(current, view.state);
    report(current, before, view.state, transactions);
  }

  /** To a document whether its tab is in front or not. */
  function send(path: string, spec: TransactionSpec): void {
    const state = states.get(path);
    if (path === current) view.dispatch(spec);
    else if (state) takeBehind(path, state.update(spec));
  }

  function takeBehind(path: string, transaction: Transaction): void {
    states.set(path, transaction.state);
    report(path, transaction.startState, transaction.state, [transaction]);
  }

  function travel(command: typeof undo, path: string): void {
    const state = states.get(path);
    if (!state) return;
    const dispatch = (one: Transaction) => (path === current ? view.dispatch(one) : takeBehind(path, one));
    command({ state, dispatch });
  }

  const stateOf = (document: Document): EditorState => {
    const known = states.get(document.path);
    const state = known ?? EditorState.create({ doc: document.text, extensions: events.setup(document) });
    states.set(document.path, state);
    return state;
  };

  return {
    show(document) {
      if (current === document.path && states.has(current)) return;
      current = document.path;
      view.setState(stateOf(document));
    },
    close: (path) => void states.delete(path),
    replace(path, text) {
      const state = states.get(path);
      if (state)
        send(path, {
          changes: { from: 0, to: state.doc.length, insert: text },
          annotations: isolateHistory.of("full"),
        });
    },
    undo: (path) => travel(undo, path),
    redo: (path) => travel(redo, path),
    breakStep() {
      if (states.has(current)) view.dispatch({ annotations: isolateHistory.of("full") });
    },
    mark(mark, focus) {
      const length = view.state.doc.length;
      const from = Math.min(mark.from, length);
      const line = view.state.doc.lineAt(from).from;
      const shown: Mark =
        mark.kind === "statement" ? { ...mark, from: line } : { ...mark, from, to: Math.min(mark.to, length) };
      view.dispatch({
        selection: { anchor: from },
        effects: [setMark.of(shown), EditorView.scrollIntoView(from, { y: "center" })],
      });
      if (focus) view.focus();
    },
    find(rows, document, hint) {
      const state = states.get(document.path);
      if (state) send(document.path, setDiagnostics(state, findingsOf(rows, document.text, document.crlf, hint)));
    },
    focus: () => view.focus(),
    renew(documents) {
      for (const document of documents) {
        const effects = StateEffect.reconfigure.of(events.setup(document));
        const state = states.get(document.path)?.update({ effects }).state;
        if (state) states.set(document.path, state);
      }
      const shown = states.get(current);
      if (shown) view.setState(shown);
    },
    destroy: () => view.destroy(),
  };
}
