/** Holds the state; tells whoever listens that it changed. */
import { useEffect, useState } from "preact/hooks";
import { type Action, type State, reduce } from "./state";

export interface Store {
  get: () => State;
  act: (action: Action) => void;
  listen: (listener: () => void) => () => void;
}

export function createStore(first: State): Store {
  let state = first;
  const listeners = new Set<() => void>();
  return {
    get: () => state,
    act(action) {
      const next = reduce(state, action);
      if (next === state) return;
      state = next;
      for (const listener of [...listeners]) listener();
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export function useStore(store: Store): State {
  const [state, take] = useState(store.get());
  useEffect(() => {
    take(store.get());
    return store.listen(() => take(store.get()));
  }, [store]);
  return state;
}
