/** The answers -> the one sentence at the top of the brief. */
import type { Answers } from "../../wire";
import type { Words } from "../../words/table";

/** Numbers too large to be added exactly leave even the space uncounted; a limit of time or memory does not. */
export function isTooLarge({ zone }: Answers): boolean {
  return zone?.status === "limit" && zone.zone.empty === null && zone.zone.space === null;
}

export function headline(words: Words, answers: Answers): string {
  const { zone } = answers;
  const { headlines } = words.page.brief;
  if (!zone) return headlines.notAsked;
  if (isTooLarge(answers)) return headlines.tooLarge;
  if (zone.zone.empty === null) return headlines.undecided;
  if (zone.zone.empty) return zone.zone.feasible === 0 ? headlines.factsExclude : headlines.positionsExclude;
  return zone.not_on_record.length > 0 ? headlines.thin : headlines.open;
}
