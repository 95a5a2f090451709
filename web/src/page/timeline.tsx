/** The timeline of movements, drawn, and as text: what was said when, and when a deal came within reach or out of it. */
import type { ComponentChildren } from "preact";
import { useCallback } from "preact/hooks";
import { timelinePicture } from "../charts/timeline";
import type { Statement, Timeline } from "../wire";
import { fill } from "../words/fill";
import { dateWords } from "../words/format";
import { capitalise, counted, join } from "../words/grammar";
import { whoSaysWhat } from "../words/sentences";
import { usePage, type PageState } from "./context";
import { Chart, openNamed } from "./chart";
import { Cited } from "./reference";
import { Section } from "./section";

type Moment = Timeline["moments"][number];

function zoneWords(page: PageState, moment: Moment): string {
  const { timeline } = page.words.page;
  if (moment.zone.empty === null) return timeline.undecided;
  if (moment.zone.empty) return timeline.nothing;
  return counted(page.words, moment.zone.packages, moment.zone.exact ? timeline.packages : timeline.atLeast);
}

/** What brought the change about: any one of these sets was enough. */
function decisiveWords(page: PageState, moment: Moment): string | undefined {
  if (moment.decisive.length === 0) return undefined;
  const sets = moment.decisive.map((set) =>
    join(
      set.map((name) => sentenceOf(page, moment, name)),
      page.words.common.togetherWithColon,
    ),
  );
  const text = fill(page.words.page.timeline.decisive, { what: join(sets, page.words.page.timeline.orAlone) });
  return moment.decisive_complete ? text : fill(page.words.page.timeline.perhapsMore, { text });
}

/** What was entered then under the name: where a statement was withdrawn, that it was. */
function sentenceOf(page: PageState, moment: Moment, name: string): string {
  const withdrawn = page.answers.timeline?.record?.find((row) => row.target === name && row.on === moment.at);
  const statement = withdrawn ?? page.statement(name);
  return statement ? whoSaysWhat(page.words, page.names, statement) : name;
}

function MomentLine({ moment }: { moment: Moment }) {
  const page = usePage();
  const { timeline } = page.words.page;
  const change = moment.change ? timeline.changes[moment.change] : undefined;
  const turned = moment.change === "opened" || moment.change === "closed";
  return (
    <p class={turned ? "moment turned" : "moment"}>
      {change && <b>{change}</b>} {zoneWords(page, moment)}
      {turned && <span> {decisiveWords(page, moment)}</span>}
    </p>
  );
}

interface Day {
  at: string;
  rows: Statement[];
  moment: Moment | undefined;
}

/** What comes after the date of the paper is not told in it. */
function isKnown(page: PageState, at: string): boolean {
  const until = page.answers.show?.on;
  return !until || at.slice(0, until.length) <= until;
}

function daysOf(page: PageState): Day[] {
  const days = new Map<string, Day>();
  const dayOf = (at: string) => {
    const day = days.get(at) ?? { at, rows: [], moment: undefined };
    days.set(at, day);
    return day;
  };
  for (const row of page.answers.show?.timeline ?? []) if (row.on) dayOf(row.on).rows.push(row);
  for (const moment of page.answers.timeline?.moments ?? [])
    if (isKnown(page, moment.at)) dayOf(moment.at).moment = moment;
  return [...days.values()].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

function Events() {
  const page = usePage();
  const { words } = page;
  const days = daysOf(page);
  if (days.length === 0) return <p>{words.page.timeline.undated}</p>;
  return (
    <ol class="days">
      {days.map((day) => (
        <li>
          <h3>
            <time dateTime={day.at}>{dateWords(words, day.at)}</time>
          </h3>
          {day.moment && <MomentLine moment={day.moment} />}
          <ul>
            {day.rows.map((statement) => (
              <li>
                <Cited statement={statement} text={capitalise(whoSaysWhat(words, page.names, statement))} />
                {page.control?.(statement)}
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}

/** The course of the talks; a mark opens what was entered. */
function Drawing() {
  const page = usePage();
  const { answers, words, view } = page;
  const draw = useCallback(
    (width: number) => timelinePicture(answers, words, { theme: "page", width, compact: true, for: view }),
    [answers.show, answers.timeline, words, view],
  );
  if (!answers.timeline) return null;
  return (
    <Chart
      draw={draw}
      kind="timeline"
      onPoint={(target, pressed) => openNamed(page, target, pressed)}
      onLeave={page.leave}
    />
  );
}

export function TimelineSection({ slot }: { slot?: ComponentChildren }) {
  const { words } = usePage();
  return (
    <Section
      id="timeline"
      title={words.page.titles.timeline}
      lead={words.page.timeline.lead}
      needs={["timeline", "show"]}
      slot={slot}
    >
      <Drawing />
      <Events />
    </Section>
  );
}
