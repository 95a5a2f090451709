/** What the desk works with, and what its parts share. */
import type { Language } from "../wire";
import type { Asking } from "./asking";
import { type Client, ServerGone, ServerOther } from "./client";
import type { Editor } from "./editor/editor";
import type { State } from "./state";
import type { Store } from "./store";

/** What the page of the workbench starts with. */
export interface Start {
  models: string[];
  language: Language;
  version: string;
}

export interface Tools {
  store: Store;
  client: Client;
  asking: Asking;
  start: Start;
  /** Hands a file to the person. */
  deliver: (name: string, blob: Blob) => void;
  /** What is added to a file's name when it is kept beside another. */
  mine: () => string;
}

export interface Hands extends Tools {
  state: () => State;
  editor: () => Editor | null;
  /** Says why something was not done. */
  refuse: (text: string) => void;
  /** Null where the server is gone: that is said by whoever asks questions; here nothing must be lost over it. */
  guarded: <T>(work: () => Promise<T>) => Promise<T | null>;
}

export function handsOf(tools: Tools, editor: () => Editor | null): Hands {
  return {
    ...tools,
    editor,
    state: tools.store.get,
    refuse: (text) => tools.store.act({ type: "notice", notice: { what: "refused", text } }),
    async guarded(work) {
      try {
        return await work();
      } catch (reason) {
        if (!(reason instanceof ServerGone) && !(reason instanceof ServerOther)) throw reason;
        tools.asking.again();
        return null;
      }
    },
  };
}
