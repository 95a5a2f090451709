/** What every part of the workbench can reach. */
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Words } from "../words/table";
import type { Desk } from "./desk";
import type { State } from "./state";

export interface Bench {
  state: State;
  desk: Desk;
  words: Words;
  /** The words of the workbench alone. */
  w: Words["workbench"];
}

export const BenchContext = createContext<Bench | null>(null);

export function useBench(): Bench {
  const bench = useContext(BenchContext);
  if (!bench) throw new Error("A part stands outside of the workbench");
  return bench;
}
