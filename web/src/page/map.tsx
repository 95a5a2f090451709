/** The map of possible packages: drawn over two parties' worths, and as a table for those who would rather read. */
import type { ComponentChildren } from "preact";
import { useCallback, useState } from "preact/hooks";
import { mapPicture } from "../charts/map";
import { mapRows } from "../charts/places";
import type { Amount, ComparedParty, Package } from "../wire";
import { fill } from "../words/fill";
import { amountWords, countWords } from "../words/format";
import { isolate, own } from "../words/grammar";
import { packageWords } from "../words/values";
import { Chart } from "./chart";
import { usePage, type PageState } from "./context";
import { PackageReader } from "./package-reader";
import { Section } from "./section";
import { TakePackage } from "./take-package";

/** A row of the table: a package that the picture shows. */
interface Row {
  text: string;
  chosen: Package;
  worths: Record<string, Amount>;
}

const mostRows = 200;

/** The frontier, as the picture draws it. */
function rowsOf(page: PageState): Row[] {
  return (page.answers.frontier?.points ?? []).map((point) => ({
    text: packageWords(page.words, page.names, point.package),
    chosen: point.package,
    worths: point.worths,
  }));
}

function DataTable({ parties, rows }: { parties: ComparedParty[]; rows: Row[] }) {
  const page = usePage();
  const { map } = page.words.page;
  return (
    <div class="scroller" role="region" tabIndex={0} aria-label={map.tableTitle}>
      <table>
        <thead>
          <tr>
            <th scope="col">{map.package}</th>
            {parties.map((party) => (
              <th scope="col">{fill(map.worthTo, { party: isolate(page.words, page.partyName(party.party)) })}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr>
              <th scope="row">
                {row.text} <TakePackage chosen={row.chosen} />
              </th>
              {parties.map((party) => {
                const worth = own(row.worths, party.party);
                return <td class="number">{worth ? amountWords(page.words, worth) : ""}</td>;
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What each party has without a deal. */
function Alternatives({ parties }: { parties: ComparedParty[] }) {
  const page = usePage();
  const { map } = page.words.page;
  return (
    <ul class="plain">
      {parties.map((row) => (
        <li>
          {row.disagreement
            ? fill(row.implied ? map.implied : map.without, {
                party: isolate(page.words, page.partyName(row.party)),
                worth: amountWords(page.words, row.disagreement),
              })
            : fill(map.unknown, { party: isolate(page.words, page.partyName(row.party)) })}
        </li>
      ))}
    </ul>
  );
}

/** Which two parties' worths span the picture; with two parties there is nothing to choose. */
function Axes({
  parties,
  axes,
  onChoose,
}: {
  parties: ComparedParty[];
  axes: string[];
  onChoose: (axes: string[]) => void;
}) {
  const page = usePage();
  const { map } = page.words.page;
  const select = (place: 0 | 1, label: string) => (
    <label>
      {label}{" "}
      <select
        value={axes[place] ?? ""}
        onChange={(event) => onChoose(chosen(axes, place, event.currentTarget.value, parties))}
      >
        <option value="">{map.allParties}</option>
        {parties.map((row) => (
          <option value={row.party}>{page.partyName(row.party)}</option>
        ))}
      </select>
    </label>
  );
  if (parties.length < 3) return null;
  return (
    <fieldset class="axes">
      <legend>{map.axes}</legend>
      {select(0, map.across)} {select(1, map.up)}
    </fieldset>
  );
}

/** Both axes or none: a first choice takes another party for the second. */
function chosen(axes: string[], place: 0 | 1, party: string, parties: ComparedParty[]): string[] {
  if (party === "") return [];
  const kept = axes[1 - place];
  const other = kept !== undefined && kept !== party ? kept : (parties.find((row) => row.party !== party)?.party ?? "");
  return place === 0 ? [party, other] : [other, party];
}

function Drawing({ parties }: { parties: ComparedParty[] }) {
  const page = usePage();
  const { answers, words, view } = page;
  const [axes, setAxes] = useState<string[]>([]);
  const [at, setAt] = useState<number | null>(null);
  const rows = mapRows(answers);
  const marked = at !== null && at < rows.length ? at : null;
  const draw = useCallback(
    (width: number) => mapPicture(answers, words, { theme: "page", width, axes, for: view }),
    [answers, words, axes, view],
  );
  /** A mark is chosen first; pressed again, its package is handed on. */
  const point = (target: Element, pressed: boolean) => {
    const mark = target.closest("[data-package]")?.getAttribute("data-package");
    if (mark === null || mark === undefined) return;
    const row = rows[Number(mark)];
    if (pressed && marked === Number(mark) && row) page.onPackage?.(row.package);
    setAt(Number(mark));
  };
  return (
    <>
      <Axes parties={parties} axes={axes} onChoose={setAxes} />
      <div class="map">
        <Chart draw={draw} kind="frontier" axes={axes} marked={marked} onPoint={point} />
        {parties.length > 0 && rows.length > 0 && <PackageReader rows={rows} at={marked} onChoose={setAt} />}
      </div>
    </>
  );
}

export function MapSection({ slot }: { slot?: ComponentChildren }) {
  const page = usePage();
  const { frontier, packages } = page.answers;
  const { map } = page.words.page;
  const compared = packages?.parties ?? frontier?.parties ?? [];
  const parties = compared.filter((row) => page.view === null || row.party === page.view);
  const rows = rowsOf(page);
  const lead = parties.length > 2 ? map.leadMany : map.lead;
  return (
    <Section
      id="map"
      title={page.words.page.titles.map}
      lead={parties.length > 1 ? lead : undefined}
      needs={["frontier", "packages"]}
      slot={slot}
    >
      <Drawing parties={parties} />
      {parties.length > 0 && (
        <>
          <Alternatives parties={parties} />
          <details>
            <summary>{map.tableTitle}</summary>
            <DataTable parties={parties} rows={rows.slice(0, mostRows)} />
            {rows.length > mostRows && (
              <p class="small">{fill(map.further, { n: countWords(page.words, rows.length - mostRows) })}</p>
            )}
          </details>
        </>
      )}
    </Section>
  );
}
