/** What the map places: packages with their worths, the frontier, balanced packages and offers, for the parties to be seen. */
import type { Amount, Answers, ComparedParty, Count, Package, Packages, Range } from "../wire";
import { fill } from "../words/fill";
import { countWords } from "../words/format";
import type { Words } from "../words/table";
import { type Balance, balances } from "./balance";
import { partyName } from "./wording";

export interface Place {
  index: number | null;
  package: Package;
  worths: Record<string, Amount>;
}

export interface Offer extends Place {
  name: string;
}

export interface Places {
  parties: ComparedParty[];
  within: Place[];
  beyond: Place[];
  frontier: Place[];
  balanced: (Balance & { index: number | null })[];
  offers: Offer[];
  /** packages are a draw, not all there are */
  drawn: boolean;
  /** so are those within reach */
  withinDrawn: boolean;
  /** what is not on the map, in sentences */
  notes: string[];
}

/** A key for a package whatever the order of its issues. */
const key = (value: Package): string =>
  Object.keys(value)
    .sort()
    .map((issue) => `${issue}=${value[issue]}`)
    .join(";");

type Row = Packages["packages"][number];

/** What the map shows: the packages within reach first, then those that are feasible, each once. */
export function mapRows(answers: Answers): Row[] {
  const within = answers.within?.packages ?? [];
  const met: Record<string, true> = {};
  for (const row of within) met[key(row.package)] = true;
  return [...within, ...(answers.packages?.packages ?? []).filter((row) => met[key(row.package)] === undefined)];
}

type Found = Record<string, Place>;

function placesOfPackages(answers: Answers): { within: Place[]; beyond: Place[]; found: Found } {
  const found: Found = {};
  const within: Place[] = [];
  const beyond: Place[] = [];
  mapRows(answers).forEach((row, index) => {
    const place = { index, package: row.package, worths: row.worths };
    found[key(row.package)] = place;
    (row.in_zone ? within : beyond).push(place);
  });
  return { within, beyond, found };
}

/** Deals on record, whole ones: a partial one is no single place. */
function namedDeals(answers: Answers): { name: string; package: Package }[] {
  const show = answers.show;
  const offers = (show?.timeline ?? []).filter(
    (row) => row.kind === "offers" && row.package !== undefined && row.deal === undefined,
  );
  return [
    ...(show?.deals ?? []).map((deal) => ({ name: deal.name || deal.deal, package: deal.package })),
    ...offers.map((row) => ({ name: partyName(answers, row.party ?? ""), package: row.package ?? {} })),
  ];
}

function placeOffers(answers: Answers, words: Words, found: Found): { offers: Offer[]; notes: string[] } {
  const offers: Offer[] = [];
  const notes: string[] = [];
  const whole = answers.show?.issues.length ?? 0;
  for (const deal of namedDeals(answers)) {
    const place = found[key(deal.package)];
    const partial = Object.keys(deal.package).length < whole;
    if (place) offers.push({ ...place, name: deal.name });
    else
      notes.push(fill(partial ? words.charts.map.partialOffer : words.charts.map.offerNotDrawn, { deal: deal.name }));
  }
  return { offers, notes };
}

const superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** Beyond so many digits a power of ten says more than they do. */
export function sizeWords(words: Words, count: Count, most = 12): string {
  const digits = typeof count === "number" ? String(count) : count.exact;
  if (digits.length <= most) return countWords(words, count);
  const power = String(digits.length - 1).replace(/\d/g, (digit) => superscripts.charAt(Number(digit)));
  const rest = digits.slice(1).replace(/0+$/, "");
  const about = rest.length > 1 ? "≈\u202f" : "";
  return `${about}${digits.charAt(0)}${rest === "" ? "" : words.numbers.decimal + rest.charAt(0)} × 10${power}`;
}

function drawnNote(answers: Answers, words: Words): string[] {
  const packages = answers.packages;
  if (!packages || packages.drawn === null) return [];
  const { drawnOf, drawn } = words.charts.map;
  const shown = countWords(words, packages.drawn);
  const all = packages.feasible;
  return [
    all === null
      ? fill(drawn, { shown, all: sizeWords(words, packages.space) })
      : fill(drawnOf, { shown, all: sizeWords(words, all) }),
  ];
}

const isWide = (range: Range | undefined): boolean => range !== undefined && range.from.exact !== range.to.exact;

/** A place on the map stands for the middle of what the record leaves open. */
function middleNote(answers: Answers, words: Words): string[] {
  const values = answers.show?.values ?? [];
  const worths = (answers.show?.alternatives ?? []).map((row) => row.worth ?? row.amount);
  const scores = values.reduce(
    (all: (Range | undefined)[], row) => all.concat((row.points ?? []).map((point) => point.score)),
    [],
  );
  const open =
    [...worths, ...values.map((row) => row.amount), ...scores].some(isWide) ||
    values.some((row) => row.kind === "prefers");
  return open ? [words.charts.map.middles] : [];
}

const isDrawn = (packages: Packages | undefined): boolean => (packages?.drawn ?? null) !== null;

export function placesOf(answers: Answers, words: Words, parties: ComparedParty[]): Places {
  const { within, beyond, found } = placesOfPackages(answers);
  const { offers, notes } = placeOffers(answers, words, found);
  const indexOf = (value: Package): number | null => found[key(value)]?.index ?? null;
  const points = answers.frontier?.points ?? [];
  return {
    parties,
    within,
    beyond,
    frontier: points.map((point) => ({ index: indexOf(point.package), package: point.package, worths: point.worths })),
    balanced: balances(answers).map((balance) => ({ ...balance, index: indexOf(balance.package) })),
    offers,
    drawn: isDrawn(answers.packages),
    withinDrawn: isDrawn(answers.within ?? answers.packages),
    notes: [...middleNote(answers, words), ...drawnNote(answers, words), ...notes],
  };
}

/** Every worth that must be on a scale for these parties. */
export function worthsFor(places: Places, party: string): number[] {
  const all: { worths: Record<string, Amount> }[] = [
    ...places.within,
    ...places.beyond,
    ...places.frontier,
    ...places.balanced,
  ];
  const values = all
    .map((place) => place.worths[party]?.decimal)
    .filter((value): value is number => value !== undefined);
  const alternative = places.parties.find((row) => row.party === party)?.disagreement.decimal;
  return alternative === undefined ? values : values.concat(alternative);
}
