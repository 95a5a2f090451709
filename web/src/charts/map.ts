/** The map of possible packages: one axis, two, or one a party, as many as have values on record; else what can be said. */
import type { Answers, ComparedParty } from "../wire";
import { counted } from "../words/grammar";
import type { Words } from "../words/table";
import { wrap } from "./measure";
import { parallel } from "./parallel";
import { Pen } from "./pen";
import { type ChartOptions, type Picture, coloursOf, finish, isMirrored } from "./picture";
import { placesOf, sizeWords, worthsFor } from "./places";
import { scatter } from "./scatter";
import { strip } from "./strip";

/** A party whose worths are in the answer; from one party's view there is no other. */
function comparedParties(answers: Answers, options: ChartOptions): ComparedParty[] {
  const parties = (answers.packages ?? answers.frontier ?? answers.solve)?.parties ?? [];
  const view = options.for ?? null;
  return parties.filter(
    (row) => (view === null || row.party === view) && row.disagreement !== undefined && row.disagreement !== null,
  );
}

/** Which two axes were asked for; an unknown party, or the same one twice, is no axis. */
function chosenAxes(parties: ComparedParty[], axes: string[]): [ComparedParty, ComparedParty] | null {
  const found = axes.map((party) => parties.find((row) => row.party === party));
  const [first, second] = found;
  return first && second && first !== second ? [first, second] : null;
}

function reachWords(answers: Answers, words: Words): string {
  const zone = answers.zone?.zone;
  if (!zone || zone.empty === null) return "";
  if (zone.empty) return words.charts.map.zoneEmpty;
  if (zone.space === null || zone.packages === null) return "";
  return counted(words, zone.packages, words.charts.map.zoneHolds, { space: sizeWords(words, zone.space) });
}

/** Nothing can be placed: the picture is the reason. */
function sentence(answers: Answers, words: Words, reason: string, options: ChartOptions): Picture {
  const pen = new Pen(options.width ?? 900, coloursOf(options), isMirrored(words));
  const lines = [reason, reachWords(answers, words)].filter((line) => line !== "");
  let y = 24;
  for (const line of lines) y = pen.lines(0, y, wrap(line, 14, pen.width), { size: 14 }) + 6;
  return finish(pen, y, words.charts.map.title, lines.join(" "));
}

export function mapPicture(answers: Answers, words: Words, options: ChartOptions): Picture {
  const parties = comparedParties(answers, options);
  const places = placesOf(answers, words, parties);
  const seen = parties.filter((row) => worthsFor(places, row.party).length > 1);
  if (seen.length === 0) {
    const none = parties.length === 0 ? words.charts.map.noValues : words.charts.map.nothingToPlace;
    return sentence(answers, words, none, options);
  }
  const reach = reachWords(answers, words);
  if (reach !== "" && (places.drawn || answers.zone?.zone.empty)) places.notes.unshift(reach);
  const axes = chosenAxes(seen, options.axes ?? []);
  const [first, second] = seen;
  if (axes) return scatter(answers, words, places, axes, options);
  if (first && !second) return strip(answers, words, places, first, options);
  if (first && second && seen.length === 2) return scatter(answers, words, places, [first, second], options);
  return parallel(answers, words, places, options);
}
