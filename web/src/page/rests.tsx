/** What the answer rests on: what would come within reach, or fall out of it, if something assumed or disputed were otherwise. */
import type { ComponentChildren } from "preact";
import { fill } from "../words/fill";
import { countWords } from "../words/format";
import { counted, join } from "../words/grammar";
import { usePage, type PageState } from "./context";
import { furtherWords, type Grounds, mostWays, sharedGrounds, valuesOfGrounds } from "./brief/grounds";
import { Ground, Together } from "./reference";
import { Section } from "./section";

interface Foundation extends Grounds {
  title: string;
}

const weak = ["assumed", "inferred", "unverified"];

function foundationsOf(page: PageState): Foundation[] {
  const { zone } = page.answers;
  const { rests } = page.words.page;
  if (!zone) return [];
  if (zone.zone.empty !== false)
    return [
      {
        title: rests.wouldOpen,
        sets: zone.rests_on.opens_without ?? [],
        complete: zone.rests_on.opens_without_complete ?? true,
      },
    ];
  const titled = (which: "rests_on" | "closes_with", template: string) =>
    sharedGrounds(zone, which).map(({ sets, complete, ...shared }) => ({
      title: fill(template, { values: valuesOfGrounds(page.words, page, { sets, complete, ...shared }) }),
      sets,
      complete,
    }));
  const closing = {
    title: rests.wouldClose,
    sets: zone.rests_on.closes_with ?? [],
    complete: zone.rests_on.closes_with_complete ?? true,
  };
  const contested = closing.sets.length === 0 ? titled("closes_with", rests.valuesOut) : [closing];
  return [...titled("rests_on", rests.valuesIn), ...contested];
}

/** Whether a party that compares with its alternative has values that are a guess. */
function hasWeakValues(page: PageState): boolean {
  const compared = new Set((page.answers.show?.alternatives ?? []).map((row) => row.party));
  return (page.answers.show?.values ?? []).some((row) => compared.has(row.party) && weak.includes(row.grade));
}

function valueSentence(page: PageState): string | undefined {
  const { zone, show } = page.answers;
  const { rests } = page.words.page;
  const without = zone?.zone.without_values;
  if (!zone || without === null || without === undefined || !show?.alternatives.length) return undefined;
  if (countWords(page.words, without) === countWords(page.words, zone.zone.packages)) return rests.noValuesNeeded;
  return counted(page.words, without, hasWeakValues(page) ? rests.onWeakValues : rests.onValues);
}

function firmSentence(page: PageState): string {
  const record = page.answers.zone?.record ?? [];
  const { rests } = page.words.page;
  return record.some((row) => weak.includes(row.grade)) ? rests.onNothingWeak : rests.onNothing;
}

function Ways({ foundation }: { foundation: Foundation }) {
  const page = usePage();
  const { words } = page;
  return (
    <>
      <p class="ways-title">{foundation.title}</p>
      <ul class="ways">
        {foundation.sets.slice(0, mostWays).map((set) => (
          <li>
            <Together names={set} as={Ground} />
          </li>
        ))}
        {furtherWords(words, foundation).map((text) => (
          <li>{text}</li>
        ))}
      </ul>
    </>
  );
}

/** The first `most` of them, or all. */
export function Foundations({ most }: { most?: number }) {
  const page = usePage();
  const { zone } = page.answers;
  const { rests } = page.words.page;
  if (!zone) return <p class="missing">{page.words.page.notAsked}</p>;
  if (!zone.rests_on.known) return <p>{rests.notKnown}</p>;
  const all = foundationsOf(page).filter((foundation) => foundation.sets.length > 0);
  const shown = most === undefined ? all : all.slice(0, most);
  const values = valueSentence(page);
  return (
    <>
      {shown.map((foundation) => (
        <Ways foundation={foundation} />
      ))}
      {shown.length < all.length && (
        <p class="small">{fill(rests.moreBelow, { n: countWords(page.words, all.length - shown.length) })}</p>
      )}
      {all.length === 0 && values !== undefined && values !== rests.noValuesNeeded
        ? null
        : all.length === 0 && <p>{firmSentence(page)}</p>}
      {values && <p>{values}</p>}
    </>
  );
}

/** The balanced packages, too, rest on something: the statements without which some yardstick chooses otherwise. */
function ChoiceRests() {
  const page = usePage();
  const { words } = page;
  const rows = page.answers.solve?.rests_on ?? [];
  if (rows.length === 0) return null;
  return (
    <>
      <h3>{words.page.rests.choice}</h3>
      <ul class="ways">
        {rows.map((row) => (
          <li>
            <Together names={row.names} as={Ground} />{" "}
            <span class="small">
              {fill(words.page.rests.then, {
                yardsticks: join(
                  row.yardsticks.map((name) => words.common.yardsticks[name]),
                  words.common.comma,
                  words.common.and,
                ),
              })}
            </span>
          </li>
        ))}
      </ul>
      {page.answers.solve?.rests_on_complete === false && <p class="limit">{words.page.rests.choicePartial}</p>}
    </>
  );
}

export function RestsSection({ slot }: { slot?: ComponentChildren }) {
  const { words } = usePage();
  return (
    <Section id="rests" title={words.page.titles.rests} lead={words.page.rests.lead} needs={["zone"]} slot={slot}>
      <Foundations />
      <ChoiceRests />
    </Section>
  );
}
