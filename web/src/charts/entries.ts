/** The labels of a map: which balanced packages, offers and alternatives there are, with their worths in words. */
import type { Amount, Answers, ComparedParty } from "../wire";
import { fill } from "../words/fill";
import { amountWords } from "../words/format";
import { isolate } from "../words/grammar";
import type { Words } from "../words/table";
import { balanceWords } from "./balance";
import type { ColumnEntry } from "./column";
import { markData } from "./marks";
import type { Place, Places } from "./places";
import { partyName } from "./wording";

export type Locate = (place: Place) => [number, number] | null;

/** With more parties the axes tell the worths. */
const mostParties = 6;

/** "Ukraine without a deal: 50"; where no alternative is stated, what stands in for it. */
export function noDealWords(answers: Answers, words: Words, party: ComparedParty): string {
  const text = party.implied ? words.charts.map.impliedAlternative : words.charts.map.alternative;
  return fill(text, { party: isolate(words, partyName(answers, party.party)), points: amountWords(words, party.disagreement) });
}

/** One line a party: "Ukraine 70", or from least to most where yardsticks leave several places. */
function worthLines(answers: Answers, words: Words, places: Place[], parties: string[]): string[] {
  if (parties.length > mostParties) return [];
  return parties.map((party) => {
    const known = places.map((place) => place.worths[party]).filter((worth): worth is Amount => worth !== undefined);
    known.sort((a, b) => a.decimal - b.decimal);
    const [least, most] = [known[0], known[known.length - 1]];
    if (!least || !most) return "";
    const from = amountWords(words, least);
    const span =
      least.exact === most.exact ? from : fill(words.charts.map.span, { from, to: amountWords(words, most) });
    return `${isolate(words, partyName(answers, party))} ${span}`;
  });
}

const pointsOf = (places: Place[], locate: Locate): [number, number][] =>
  places.map(locate).filter((point): point is [number, number] => point !== null);

export function placeEntries(
  answers: Answers,
  words: Words,
  places: Places,
  parties: string[],
  locate: Locate,
): ColumnEntry[] {
  const heads: string[] = [];
  for (const balance of places.balanced) {
    if (heads.indexOf(balanceWords(words, balance)) < 0) heads.push(balanceWords(words, balance));
  }
  const balanced = heads.map((head) => {
    const tied = places.balanced.filter((balance) => balanceWords(words, balance) === head);
    const details = worthLines(answers, words, tied, parties);
    const first = tied[0] as (typeof tied)[0];
    const data = { ...markData("balanced", first.index), "data-yardsticks": first.names.join(" ") };
    return { head, details, shape: first.shape, at: pointsOf(tied, locate), data };
  });
  const offers = places.offers.map((offer) => ({
    head: fill(words.charts.map.offer, { deal: offer.name }),
    details: worthLines(answers, words, [offer], parties),
    shape: "cross" as const,
    at: pointsOf([offer], locate),
    data: markData("offer", offer.index),
  }));
  return [...balanced, ...offers];
}
