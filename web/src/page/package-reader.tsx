/** One package of the map in words: what it holds, whether it is within reach, who refuses it, what each party gets. */
import { fill } from "../words/fill";
import { amountWords, countWords } from "../words/format";
import { isolate, own } from "../words/grammar";
import { valueLabel } from "../words/values";
import { usePage, type PageState } from "./context";
import { TakePackage } from "./take-package";
import type { Packages } from "../wire";

type Row = Packages["packages"][number];

function standingWords(page: PageState, row: Row): string {
  const { map } = page.words.page;
  if (row.in_zone) return map.inZone;
  const parties = row.refused_by.map((party) => isolate(page.words, page.partyName(party)));
  return parties.length > 0 ? fill(map.refusedBy, { parties: parties.join(page.words.common.comma) }) : map.outside;
}

function Contents({ row }: { row: Row }) {
  const page = usePage();
  const compared = page.answers.packages?.parties ?? [];
  return (
    <dl class="facts">
      {Object.keys(page.names.issues).map((issue) => (
        <div class="fact">
          <dt dir="auto">{page.issueName(issue)}</dt>
          <dd dir="auto">{valueLabel(page.words, page.issue(issue), own(row.package, issue) ?? "")}</dd>
        </div>
      ))}
      {compared.map((party) => {
        const worth = own(row.worths, party.party);
        return worth ? (
          <div class="fact worth">
            <dt>{fill(page.words.page.map.worthTo, { party: isolate(page.words, page.partyName(party.party)) })}</dt>
            <dd>{amountWords(page.words, worth)}</dd>
          </div>
        ) : null;
      })}
    </dl>
  );
}

export interface ReaderProps {
  rows: Row[];
  at: number | null;
  onChoose: (at: number) => void;
}

/** Steps through all packages, so that a keyboard reaches what a pointer does. */
export function PackageReader({ rows, at, onChoose }: ReaderProps) {
  const page = usePage();
  const { map } = page.words.page;
  const row = at === null ? undefined : rows[at];
  const step = (by: number) => onChoose(at === null ? 0 : (at + by + rows.length) % rows.length);
  return (
    <div class="reader" role="group" aria-label={map.reader}>
      <p class="reader-steps">
        <button type="button" onClick={() => step(-1)}>
          {map.previous}
        </button>
        <button type="button" onClick={() => step(1)}>
          {map.next}
        </button>
        <span class="small">
          {at === null
            ? map.choose
            : fill(map.place, { at: countWords(page.words, at + 1), n: countWords(page.words, rows.length) })}
        </span>
      </p>
      <div aria-live="polite">
        {row && (
          <>
            <p class="reader-standing">
              {standingWords(page, row)} <TakePackage chosen={row.package} />
            </p>
            <Contents row={row} />
          </>
        )}
      </div>
    </div>
  );
}
