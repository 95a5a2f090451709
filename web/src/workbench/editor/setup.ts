/** The parts of CodeMirror that the editor is made of. */
import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
  type CompletionSource,
} from "@codemirror/autocomplete";
import { defaultKeymap, history } from "@codemirror/commands";
import { syntaxHighlighting } from "@codemirror/language";
import { lintGutter, lintKeymap } from "@codemirror/lint";
import { highlightSelectionMatches, search, searchKeymap } from "@codemirror/search";
import { EditorState, type Extension } from "@codemirror/state";
import {
  EditorView,
  ViewPlugin,
  drawSelection,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import { classHighlighter } from "@lezer/highlight";
import { zopaLanguage } from "./grammar";
import { marks } from "./marks";

export interface Keys {
  undo: () => void;
  redo: () => void;
  save: () => void;
}

/** Undo and redo are those of the workbench: text, suppositions and package in one order. */
const ownKeys = (keys: Keys): Extension => {
  const does = (action: () => void) => () => {
    action();
    return true;
  };
  return keymap.of([
    { key: "Mod-z", run: does(keys.undo), preventDefault: true },
    { key: "Mod-Shift-z", run: does(keys.redo), preventDefault: true },
    { key: "Mod-y", run: does(keys.redo), preventDefault: true },
    { key: "Mod-s", run: does(keys.save), preventDefault: true },
  ]);
};

/** What lets the editor add its style sheet to the page. */
export function nonce(): Extension {
  const given = document.querySelector('meta[name="csp-nonce"]')?.getAttribute("content");
  return given ? EditorView.cspNonce.of(given) : [];
}

/** Where the list of problems takes room from the editor, the line that is written stays in sight. */
const cursorInSight: Extension = ViewPlugin.define((view) => {
  let height = 0;
  const observer = new ResizeObserver(() => {
    const smaller = view.scrollDOM.clientHeight < height;
    height = view.scrollDOM.clientHeight;
    if (smaller && view.hasFocus) view.dispatch({ effects: EditorView.scrollIntoView(view.state.selection.main.head) });
  });
  observer.observe(view.scrollDOM);
  return { destroy: () => observer.disconnect() };
});

/** `phrases`: the editor's own words in the language of the page. */
const common = (label: string, phrases: Record<string, string>): Extension => [
  nonce(),
  EditorState.phrases.of(phrases),
  lineNumbers(),
  highlightSpecialChars(),
  drawSelection(),
  EditorView.lineWrapping,
  EditorView.perLineTextDirection.of(true),
  EditorView.contentAttributes.of({ "aria-label": label, spellcheck: "false", translate: "no", tabindex: "0" }),
  search({ top: true }),
  highlightSelectionMatches(),
  cursorInSight,
  marks,
];

export function modelSetup(
  label: string,
  phrases: Record<string, string>,
  complete: CompletionSource,
  keys: Keys,
): Extension {
  return [
    ownKeys(keys),
    common(label, phrases),
    history({ minDepth: 1000 }),
    zopaLanguage,
    syntaxHighlighting(classHighlighter),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    closeBrackets(),
    lintGutter(),
    autocompletion({ override: [complete], icons: false }),
    keymap.of([...closeBracketsKeymap, ...completionKeymap, ...lintKeymap, ...searchKeymap, ...defaultKeymap]),
  ];
}

export function sourceSetup(label: string, phrases: Record<string, string>, keys: Keys): Extension {
  return [
    ownKeys(keys),
    common(label, phrases),
    EditorState.readOnly.of(true),
    keymap.of([...searchKeymap, ...defaultKeymap]),
  ];
}
