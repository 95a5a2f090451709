/** The panel that opens a statement: the words in their context, who said them, through whom, when, and where it stands. */
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import type { Citation, Range, Statement } from "../wire";
import { fill } from "../words/fill";
import { amountWords, countWords, dateWords } from "../words/format";
import { join } from "../words/grammar";
import { conditionWords, stanceWords } from "../words/sentences";
import { exactText, valueLabel } from "../words/values";
import { type Anchor, type PageState, usePage } from "./context";
import { GradeMark, RedLine } from "./mark";

/** The exact words, marked where they stand. */
export function Quotation({ citation }: { citation: Citation }) {
  const { words, heading } = usePage();
  const { evidence } = words.page;
  const source = heading?.read.sources.find((row) => row.source === citation.source);
  const found = evidence.found[citation.found];
  return (
    <figure class="quotation">
      <blockquote dir="auto">
        {citation.before && <span class="around">{citation.before}</span>}
        <mark>{citation.quotation}</mark>
        {citation.after && <span class="around">{citation.after}</span>}
      </blockquote>
      <figcaption>
        <bdi>{citation.source}</bdi>
        {source?.kind && <>, {evidence.kinds[source.kind] ?? source.kind}</>}
        {source?.date && <>, {dateWords(words, source.date)}</>}
        {source && (
          <>
            , <bdi class="path">{source.path}</bdi>
          </>
        )}
        {" – "}
        {found}
      </figcaption>
    </figure>
  );
}

/** A sentence of the page has the direction of the page; text of the model has its own. */
function Fact({ name, text, sentence }: { name: string; text: string | undefined; sentence?: boolean }) {
  if (!text) return null;
  return (
    <div class="fact">
      <dt>{name}</dt>
      <dd dir={sentence ? undefined : "auto"}>{text}</dd>
    </div>
  );
}

function rangeWords(page: PageState, range: Range | undefined): string | undefined {
  if (!range) return undefined;
  const low = amountWords(page.words, range.from);
  if (range.from.exact === range.to.exact) return low;
  return fill(page.words.common.range, { low, high: amountWords(page.words, range.to) });
}

/** "membership stays open 100, membership set aside 50": the scores of values, the places of an order. */
function scoreWords(page: PageState, statement: Statement): string | undefined {
  const { words } = page;
  const issue = page.issue(statement.issue ?? "");
  const parts = (statement.points ?? []).map((point) => {
    const value = point.value ?? (point.at ? exactText(point.at) : "");
    const score =
      point.rank === undefined
        ? (rangeWords(page, point.score) ?? "")
        : fill(words.page.evidence.rank, { n: countWords(words, point.rank + 1) });
    return fill(words.common.pair, { name: valueLabel(words, issue, value), text: score });
  });
  return parts.length > 0 ? join(parts, words.common.semicolon) : undefined;
}

/** What the amount of a statement counts. */
function amountName(page: PageState, statement: Statement): string {
  const { evidence } = page.words.page;
  if (statement.kind === "alternative") return evidence.worth;
  return statement.kind === "bonus" ? evidence.points : evidence.weight;
}

/** Everything on record about one statement. */
export function StatementFacts({ statement }: { statement: Statement }) {
  const page = usePage();
  const { evidence } = page.words.page;
  const condition = statement.condition ? conditionWords(page.words, page.names, statement.condition) : undefined;
  const price = statement.only_if ? conditionWords(page.words, page.names, statement.only_if) : undefined;
  const since = statement.on ? dateWords(page.words, statement.on) : evidence.throughout;
  const file =
    statement.file === "request"
      ? evidence.fromRequest
      : fill(evidence.place, { file: statement.file, line: String(statement.line) });
  return (
    <dl class="facts">
      <Fact name={evidence.speaker} text={statement.by} />
      <Fact name={evidence.relayedBy} text={statement.via && page.partyName(statement.via)} />
      <Fact name={evidence.since} text={since} sentence />
      <Fact name={evidence.condition} text={price && condition} sentence />
      <Fact name={evidence.onlyIf} text={price} sentence />
      <Fact name={evidence.subjectTo} text={statement.subject_to} />
      <Fact name={evidence.interest} text={statement.for} />
      <Fact name={evidence.difficulty} text={rangeWords(page, statement.difficulty)} />
      <Fact name={amountName(page, statement)} text={rangeWords(page, statement.amount)} />
      <Fact name={evidence.scores} text={scoreWords(page, statement)} sentence />
      <Fact name={evidence.note} text={statement.note} />
      <Fact name={evidence.stands} text={file} sentence />
      <Fact name={evidence.name} text={statement.name} />
    </dl>
  );
}

const gap = 8;

/** Beside what opened it, within the window; below 600 px the style sheet lays it along the bottom. */
function place(panel: HTMLElement, anchor: Anchor): void {
  const at = anchor.getBoundingClientRect();
  const height = panel.offsetHeight;
  const below = at.bottom + gap + height <= window.innerHeight || at.top < height + gap;
  const top = below ? Math.min(at.bottom + gap, window.innerHeight - height - gap) : at.top - height - gap;
  const left = Math.min(at.left, window.innerWidth - panel.offsetWidth - gap);
  panel.style.setProperty("--top", `${Math.max(gap, top)}px`);
  panel.style.setProperty("--left", `${Math.max(gap, left)}px`);
}

export interface EvidenceProps {
  statement: Statement;
  anchor: Anchor;
  takesFocus: boolean;
  onStay: () => void;
  onLeave: () => void;
  onClose: () => void;
}

export function Evidence({ statement, anchor, takesFocus, onStay, onLeave, onClose }: EvidenceProps) {
  const { words, names, partyName } = usePage();
  const panel = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (panel.current) place(panel.current, anchor);
  }, [statement, anchor]);
  useEffect(() => {
    if (takesFocus) panel.current?.focus();
  }, [takesFocus, statement]);
  return (
    <div
      ref={panel}
      id="evidence"
      class="evidence"
      role="dialog"
      aria-labelledby="evidence-title"
      tabIndex={-1}
      onPointerEnter={onStay}
      onPointerLeave={onLeave}
      onKeyDown={(event) => {
        if (event.key === "Tab" && !event.shiftKey && event.target === panel.current?.querySelector("button"))
          onClose();
      }}
    >
      <p class="evidence-title" id="evidence-title">
        {statement.party !== null && <bdi class="who">{partyName(statement.party)}</bdi>}{" "}
        {stanceWords(words, names, statement)}
      </p>
      <p class="marks">
        <GradeMark grade={statement.grade} /> <span class="meaning">{words.page.glossary.grades[statement.grade]}</span>{" "}
        <RedLine statement={statement} />
      </p>
      {statement.citations.map((citation) => (
        <Quotation citation={citation} />
      ))}
      {statement.citations.length === 0 && <p class="missing">{words.page.evidence.noCitation}</p>}
      <StatementFacts statement={statement} />
      <button type="button" class="close" onClick={onClose}>
        {words.page.evidence.close}
      </button>
    </div>
  );
}
