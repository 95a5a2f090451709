/** Packages side by side: what the yardsticks choose and what is on the table. Each has a column; none is called the best. */
import type { ComponentChildren } from "preact";
import { chosenBy } from "../charts/balance";
import type { Amount, Package, Solve, YardstickName } from "../wire";
import { fill } from "../words/fill";
import { amountWords, countWords } from "../words/format";
import { capitalise, counted, isolate, own } from "../words/grammar";
import { packageWords, valueLabel } from "../words/values";
import { yardstickWords } from "./brief/balanced";
import { usePage, type PageState } from "./context";
import { DealColumnFoot } from "./deal";
import type { Deal } from "../wire";
import { Section } from "./section";
import { TakePackage } from "./take-package";

/** A column: a package, whole or partial, with where it comes from. */
interface Column {
  title: string;
  note: string;
  chosen: Package;
  worths: Record<string, Amount>;
  deal: Deal | undefined;
}

/** More than this many do not fit side by side; the rest is counted. */
const mostBalanced = 6;

interface Choice {
  yardsticks: YardstickName[];
  point: Solve["yardsticks"][number]["points"][number];
}

/** Packages that several yardsticks choose stand once. */
function choicesOf(solve: Solve): Choice[] {
  const choices = new Map<string, Choice>();
  for (const row of solve.yardsticks)
    for (const point of chosenBy(row)) {
      const key = JSON.stringify(point.package);
      const same = choices.get(key);
      if (same) same.yardsticks.push(row.yardstick);
      else choices.set(key, { yardsticks: [row.yardstick], point });
    }
  return [...choices.values()];
}

function balancedColumn(page: PageState, { yardsticks, point }: Choice): Column {
  const { side } = page.words.page;
  const note =
    point.packages === 1 || point.packages === null
      ? ""
      : fill(side.sameWorths, { n: countWords(page.words, point.packages) });
  const title = fill(side.balancedBy, { yardsticks: yardstickWords(page.words, yardsticks) });
  return { title: capitalise(title), note, chosen: point.package, worths: point.worths, deal: undefined };
}

function dealColumn(page: PageState, deal: Deal): Column {
  const { side } = page.words.page;
  const title = isolate(page.words, deal.title || deal.name);
  return { title, note: deal.whole ? side.onTheTable : side.partial, chosen: deal.assigned, worths: {}, deal };
}

function valueOf(page: PageState, column: Column, issue: string): string | undefined {
  const value = own(column.chosen, issue);
  return value === undefined ? undefined : valueLabel(page.words, page.issue(issue), value);
}

function IssueLine({ issue, columns }: { issue: string; columns: Column[] }) {
  const page = usePage();
  const { side } = page.words.page;
  const values = columns.map((column) => valueOf(page, column, issue));
  const differ = new Set(values).size > 1;
  return (
    <tr class={differ ? "differ" : undefined}>
      <th scope="row">
        <span dir="auto">{page.issueName(issue)}</span>
        {differ && <span class="differ-word">{side.differ}</span>}
      </th>
      {values.map((value) => (
        <td dir="auto">{value ?? <span class="open-word">{side.open}</span>}</td>
      ))}
    </tr>
  );
}

function worthWords(page: PageState, column: Column, party: string): string {
  const worth = own(column.worths, party);
  if (worth) return amountWords(page.words, worth);
  const range = column.deal?.parties.find((row) => row.party === party)?.worth;
  if (!range) return page.words.page.side.notKnown;
  const least = amountWords(page.words, range.least);
  return range.least.exact === range.most.exact
    ? least
    : fill(page.words.common.range, { low: least, high: amountWords(page.words, range.most) });
}

/** What a party gets by its values on record, beside what its alternative is worth to it. */
function WorthLines({ columns }: { columns: Column[] }) {
  const page = usePage();
  const { side } = page.words.page;
  const parties = (page.answers.solve?.parties ?? []).filter((row) => page.view === null || row.party === page.view);
  return (
    <>
      {parties.map((row) => (
        <tr class="worth">
          <th scope="row">
            <span>{fill(side.worthTo, { party: isolate(page.words, page.partyName(row.party)) })}</span>
            {row.disagreement && (
              <span class="small">
                {fill(row.implied ? side.implied : side.without, { worth: amountWords(page.words, row.disagreement) })}
              </span>
            )}
          </th>
          {columns.map((column) => (
            <td>{worthWords(page, column, row.party)}</td>
          ))}
        </tr>
      ))}
    </>
  );
}

function Table({ columns }: { columns: Column[] }) {
  const page = usePage();
  const { words } = page;
  const { side } = words.page;
  const issues = page.answers.show?.issues ?? [];
  return (
    <div
      class="scroller"
      role="region"
      tabIndex={0}
      aria-label={fill(words.page.asTable, { title: words.page.titles.packages })}
    >
      <table class="side-by-side" aria-labelledby="packages-title">
        <thead>
          <tr>
            <th scope="col">{side.issue}</th>
            {columns.map((column) => (
              <th scope="col">
                <span>{column.title}</span>
                {column.note && <span class="small">{column.note}</span>} <TakePackage chosen={column.chosen} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {issues.map((issue) => (
            <IssueLine issue={issue.issue} columns={columns} />
          ))}
          <WorthLines columns={columns} />
          <tr>
            <th scope="row">{side.whoAccepts}</th>
            {columns.map((column) => (
              <td>{column.deal ? <DealColumnFoot deal={column.deal} /> : side.allAccept}</td>
            ))}
          </tr>
        </tbody>
      </table>
    </div>
  );
}

/** Yardsticks that choose nothing, and why. */
function Undefined({ solve }: { solve: Solve }) {
  const page = usePage();
  const { words } = page;
  const { side } = words.page;
  const list = (parties: string[]) =>
    parties.map((party) => isolate(words, page.partyName(party))).join(words.common.comma);
  /** Nobody to compare: then no yardstick has failed. */
  const tried = solve.parties.length > 0 ? solve.yardsticks : [];
  const lines = tried.flatMap((row) => {
    const name = capitalise(words.common.yardsticks[row.yardstick]);
    if (row.defined === null) return [fill(side.notFound, { name })];
    if (!row.defined)
      return [
        fill(row.cannot_gain.length > 0 ? side.cannotGain : side.notAllGain, { name, parties: list(row.cannot_gain) }),
      ];
    return row.left_out.length > 0 ? [fill(side.leftOut, { name, parties: list(row.left_out) })] : [];
  });
  const without =
    solve.without_values.length > 0 ? [fill(side.withoutValues, { parties: list(solve.without_values) })] : [];
  return (
    <ul class="plain small">
      {[...lines, ...without].map((line) => (
        <li>{line}</li>
      ))}
    </ul>
  );
}

function Examples() {
  const page = usePage();
  const examples = page.answers.zone?.examples ?? [];
  const { side } = page.words.page;
  if (examples.length === 0) return <p>{page.answers.zone?.zone.empty ? side.noneInReach : side.nothingToCompare}</p>;
  return (
    <>
      <p>{side.noValues}</p>
      <ul>
        {examples.slice(0, mostBalanced).map((example) => (
          <li>{packageWords(page.words, page.names, example)}</li>
        ))}
      </ul>
    </>
  );
}

export function SideBySideSection({ slot }: { slot?: ComponentChildren }) {
  const page = usePage();
  const { solve, assess } = page.answers;
  const { side } = page.words.page;
  const choices = solve ? choicesOf(solve) : [];
  const balanced = choices.slice(0, mostBalanced).map((choice) => balancedColumn(page, choice));
  const columns = [...balanced, ...(assess?.deals ?? []).map((deal) => dealColumn(page, deal))];
  return (
    <Section
      id="packages"
      title={page.words.page.titles.packages}
      lead={side.lead}
      needs={["solve", "assess"]}
      slot={slot}
    >
      {columns.length > 0 ? <Table columns={columns} /> : <Examples />}
      {choices.length > mostBalanced && (
        <p class="small">{counted(page.words, choices.length - mostBalanced, side.further)}</p>
      )}
      {solve && solve.zone.packages !== 0 && <Undefined solve={solve} />}
      {solve?.status === "limit" && <p class="limit">{side.limit}</p>}
    </Section>
  );
}
