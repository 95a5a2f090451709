/** The answers to why -> the blocs that accept nothing, whatever the positions, and what no movement can open, in words. */
import type { Why } from "../wire";
import { fill } from "../words/fill";
import { isolate, listWords } from "../words/grammar";
import type { PageState } from "./context";

/** "Accepts none as long as all its members abstain: Cabs." */
export function refusingWords(page: PageState, why: Why): string {
  const { why: text } = page.words.page;
  const blocs = why.refusing?.blocs.map((bloc) => isolate(page.words, page.partyName(bloc))) ?? [];
  if (blocs.length === 0) return text.blocsRefuse;
  return fill(why.refusing?.abstaining ? text.blocsAbstain : text.blocsRefuseBy, {
    who: listWords(page.words, blocs),
  });
}

/** A conflict without positions is a bloc's own. */
export function isOfBloc(conflict: { names: string[] }): boolean {
  return conflict.names.length === 0;
}

/** No position could open anything: the facts, or a bloc by its own rule, leave nothing whatever the parties say. */
export function isBeyondPositions(why: Why): boolean {
  return why.facts_exclude || why.conflicts.some(isOfBloc);
}
