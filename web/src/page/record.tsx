/** The record: every statement with all of its evidence. Opened by a press on screen; an appendix in print. */
import { useEffect, useState } from "preact/hooks";
import type { Statement } from "../wire";
import { fill } from "../words/fill";
import { countWords } from "../words/format";
import { capitalise } from "../words/grammar";
import { whoSaysWhat } from "../words/sentences";
import { usePage, type PageState } from "./context";
import { Quotation, StatementFacts } from "./evidence";
import { GradeMark, RedLine } from "./mark";
import { Section } from "./section";

/** Everything that is told anywhere on the page, once, in the order of the model. */
function recordOf(page: PageState): Statement[] {
  const { show, zone, timeline } = page.answers;
  const found = new Map<string, Statement>();
  const key = (row: Statement) => `${row.file}:${row.line}:${row.name}`;
  const add = (rows: Statement[]) => rows.forEach((row) => found.set(key(row), row));
  add(timeline?.record ?? []);
  add(show?.timeline ?? []);
  add(zone?.record ?? []);
  add(show?.values ?? []);
  add(show?.alternatives ?? []);
  for (const issue of show?.issues ?? []) add(issue.positions.flatMap((row) => (row.name === null ? [] : [row])));
  return [...found.values()].sort((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1));
}

function Item({ statement }: { statement: Statement }) {
  const { words, names } = usePage();
  return (
    <li class="record-item">
      <p class="record-title">
        {capitalise(whoSaysWhat(words, names, statement))} <GradeMark grade={statement.grade} />{" "}
        <RedLine statement={statement} />
      </p>
      {statement.citations.map((citation) => (
        <Quotation citation={citation} />
      ))}
      <StatementFacts statement={statement} />
    </li>
  );
}

/** The record is long, and folded: it waits until the page has been painted. */
function useAfterPaint(): boolean {
  const [painted, setPainted] = useState(false);
  useEffect(() => {
    const timer = window.setTimeout(() => setPainted(true), 50);
    return () => window.clearTimeout(timer);
  }, []);
  return painted;
}

export function RecordSection() {
  const page = usePage();
  const { words } = page;
  const rows = recordOf(page);
  const painted = useAfterPaint();
  return (
    <Section id="record" title={words.page.titles.record} lead={words.page.record.lead} needs={["show"]}>
      <details class="printed">
        <summary>{fill(words.page.record.all, { n: countWords(words, rows.length) })}</summary>
        {painted && (
          <ol class="record">
            {rows.map((statement) => (
              <Item statement={statement} />
            ))}
          </ol>
        )}
      </details>
    </Section>
  );
}
