/** The record as a table, issues by parties: each position with its grade, opened by a press; what is open is seen to be open. */
import type { ComponentChildren } from "preact";
import { useMemo } from "preact/hooks";
import type { Issue, Party, Position, Show, Statement } from "../wire";
import { fill } from "../words/fill";
import { isolate, join, own } from "../words/grammar";
import { conditionWords, stanceWords } from "../words/sentences";
import { exactNumber, exactText, quotedLabel, valueLabel } from "../words/values";
import { usePage, type PageState } from "./context";
import { GradeMark, RedLine } from "./mark";
import { Reference } from "./reference";
import { Section } from "./section";

/** More columns than these do not fit a sheet of paper: there each issue is a list instead. */
const mostInPrint = 5;

type Said = Extract<Position, { name: string }>;

interface Row {
  issue: Issue;
  facts: Said[];
  /** By party: what it said, or that the cell is open; parties that need not speak and did not are left out. */
  cells: Record<string, { said: Said[]; open: boolean }>;
}

function rowOf(issue: Issue): Row {
  const row: Row = { issue, facts: [], cells: Object.create(null) };
  for (const position of issue.positions) {
    if (position.name !== null && position.party === null) row.facts.push(position);
    else {
      const cell = (row.cells[position.party ?? ""] ??= { said: [], open: false });
      if (position.name === null) cell.open = true;
      else cell.said.push(position);
    }
  }
  return row;
}

/** Of an offer only what it offers on this issue; its panel has the whole. */
function offerWords(page: PageState, statement: Statement, issue: string): string | undefined {
  const value = own(statement.package, issue);
  if (statement.kind !== "offers" || value === undefined) return undefined;
  const { words, names } = page;
  const { matrix } = words.page;
  const deal = statement.deal === undefined ? "" : (names.deals[statement.deal] ?? statement.deal);
  const label = quotedLabel(words, names.issues[issue], value);
  return deal
    ? fill(matrix.offersIn, { value: label, deal: isolate(words, deal) })
    : fill(matrix.offers, { value: label });
}

/** What a position says about this issue: a rule or a settled point by what it holds, others by what the party does. */
export function positionWords(page: PageState, statement: Statement, issue: string): string {
  const { words, names } = page;
  const fact = statement.party === null && statement.condition !== undefined;
  const offered = offerWords(page, statement, issue);
  if (offered !== undefined) return offered;
  const text =
    fact && statement.condition
      ? conditionWords(words, names, statement.condition, issue)
      : stanceWords(words, names, statement, issue);
  return statement.subject_to
    ? fill(words.page.matrix.subjectTo, { text, what: isolate(words, statement.subject_to) })
    : text;
}

function Entry({ statement, issue }: { statement: Statement; issue: string }) {
  const page = usePage();
  const { kinds } = page.words.page.matrix;
  const kind = statement.kind === "rule" ? kinds.rule : statement.kind === "settled" ? kinds.settled : undefined;
  return (
    <div class={statement.red_line ? "entry entry-red-line" : "entry"}>
      <Reference statement={statement}>
        {kind && <span class="kind">{kind} </span>}
        {positionWords(page, statement, issue)}
        <span class="entry-marks">
          <GradeMark grade={statement.grade} />
          <RedLine statement={statement} />
        </span>
      </Reference>
      {page.control?.(statement)}
    </div>
  );
}

function Cell({ row, party }: { row: Row; party: Party }) {
  const { words } = usePage();
  const cell = row.cells[party.party];
  const quiet = !cell;
  const text = words.page.matrix;
  return (
    <td role="cell" class={quiet ? "cell quiet" : cell.open ? "cell open" : "cell"} data-label={party.name}>
      <span class="cell-party" aria-hidden="true" dir="auto">
        {party.name}
      </span>
      {cell?.said.map((statement) => (
        <Entry statement={statement} issue={row.issue.issue} />
      ))}
      {cell?.open && <span class="open-word">{text.open}</span>}
      {quiet && <span class="visually-hidden">{text.silent}</span>}
    </td>
  );
}

/** "membership stays open; membership set aside", "0 to 40 km, in steps of 10". */
function valuesWords(page: PageState, issue: Issue): string {
  const names = page.issue(issue.issue);
  if (!names) return issue.values;
  const { words } = page;
  const options = names.options.map((option) => valueLabel(words, names, option.value));
  if (!names.grid || !issue.low || !issue.high || !issue.step) return join(options, words.common.semicolon);
  const high = valueLabel(words, names, exactText(issue.high));
  const low = exactNumber(words, issue.low);
  const range =
    names.grid.size === 1 ? high : fill(names.grid.size > 2 ? words.common.range : words.common.either, { low, high });
  const text = join([range, ...options], words.common.semicolon);
  return names.grid.size > 1 ? fill(words.page.matrix.inSteps, { text, step: exactNumber(words, issue.step) }) : text;
}

function IssueRow({ row, parties, hasFacts }: { row: Row; parties: Party[]; hasFacts: boolean }) {
  const page = usePage();
  const { matrix } = page.words.page;
  return (
    <tr role="row">
      <th role="rowheader" scope="row" class="issue">
        <span class="issue-name" dir="auto">
          {row.issue.name}
        </span>
        <span class="issue-values">{valuesWords(page, row.issue)}</span>
      </th>
      {hasFacts && (
        <td role="cell" class={row.facts.length > 0 ? "cell" : "cell quiet"}>
          <span class="cell-party" aria-hidden="true">
            {matrix.given}
          </span>
          {row.facts.map((statement) => (
            <Entry statement={statement} issue={row.issue.issue} />
          ))}
          {row.facts.length === 0 && <span class="visually-hidden">{matrix.nothingGiven}</span>}
        </td>
      )}
      {parties.map((party) => (
        <Cell row={row} party={party} />
      ))}
    </tr>
  );
}

/** What is said of a party under its name: its roles, its bloc, whether its consent is needed. */
function partyNote(page: PageState, party: Party): string {
  const { matrix } = page.words.page;
  const roles = (party.roles ?? []).filter((role) => role !== "principal").map((role) => matrix.roles[role] ?? role);
  const notes = [...roles];
  if (party.in_bloc) notes.push(fill(matrix.inBloc, { bloc: isolate(page.words, page.partyName(party.in_bloc)) }));
  if (party.is_bloc) notes.push(matrix.bloc);
  if (party.need === "never") notes.push(matrix.notNeeded);
  if (party.need === "when" && party.when)
    notes.push(fill(matrix.neededWhen, { what: conditionWords(page.words, page.names, party.when) }));
  return notes.join(page.words.common.semicolon);
}

function Head({ parties, hasFacts }: { parties: Party[]; hasFacts: boolean }) {
  const page = usePage();
  const { matrix } = page.words.page;
  return (
    <thead role="rowgroup">
      <tr role="row">
        <th role="columnheader" scope="col" class="issue">
          {matrix.issue}
        </th>
        {hasFacts && (
          <th role="columnheader" scope="col">
            {matrix.given}
          </th>
        )}
        {parties.map((party) => (
          <th role="columnheader" scope="col">
            <span dir="auto">{party.name}</span>
            <span class="party-note">{partyNote(page, party)}</span>
          </th>
        ))}
      </tr>
    </thead>
  );
}

function Legend() {
  const { words } = usePage();
  const grades = ["quoted", "relayed", "reported", "inferred", "assumed", "unverified", "disputed"] as const;
  return (
    <p class="legend">
      <span class="legend-title">{words.page.matrix.legend}</span>
      {grades.map((grade) => (
        <GradeMark grade={grade} />
      ))}
      <a href="#glossary">{words.page.matrix.explained}</a>
    </p>
  );
}

/** A party that has no column: nothing of it is on record, and nothing needs to be. */
function alsoThere(page: PageState, party: Party): string {
  const note = partyNote(page, party);
  const name = isolate(page.words, party.name);
  return note ? fill(page.words.common.remark, { text: name, remark: note }) : name;
}

function Table({ show }: { show: Show }) {
  const page = usePage();
  const { words } = page;
  const rows = useMemo(() => show.issues.map(rowOf), [show]);
  const hasFacts = rows.some((row) => row.facts.length > 0);
  const spoken = show.parties.filter((party) => rows.some((row) => row.cells[party.party] !== undefined));
  if (rows.length === 0) return <p class="missing">{words.page.matrix.noIssues}</p>;
  if (show.parties.length === 0) return <p class="missing">{words.page.matrix.noParties}</p>;
  const others = show.parties.filter((party) => !spoken.includes(party));
  return (
    <>
      <div
        class="scroller"
        role="region"
        tabIndex={0}
        aria-label={fill(words.page.asTable, { title: words.page.titles.matrix })}
      >
        <table
          role="table"
          class={spoken.length > mostInPrint ? "matrix matrix-many" : "matrix"}
          aria-labelledby="matrix-title"
        >
          <Head parties={spoken} hasFacts={hasFacts} />
          <tbody role="rowgroup">
            {rows.map((row) => (
              <IssueRow row={row} parties={spoken} hasFacts={hasFacts} />
            ))}
          </tbody>
        </table>
      </div>
      {others.length > 0 && (
        <p class="small">
          {fill(words.page.matrix.alsoThere, {
            parties: others.map((party) => alsoThere(page, party)).join(words.common.semicolon),
          })}
        </p>
      )}
    </>
  );
}

/** What each party would do without a deal, with what that is worth to it where that may be seen. */
function Alternatives({ show }: { show: Show }) {
  const page = usePage();
  const { matrix } = page.words.page;
  if (show.alternatives.length === 0) return null;
  return (
    <>
      <h3>{matrix.alternatives}</h3>
      <ul class="plain">
        {show.alternatives.map((row) => (
          <li>
            <Reference statement={row}>
              <b dir="auto">{row.who}</b>
              {page.words.common.colon}
              <bdi>{row.does}</bdi> <GradeMark grade={row.grade} />
            </Reference>
            {page.control?.(row)}
          </li>
        ))}
      </ul>
    </>
  );
}

function Interests({ show }: { show: Show }) {
  const { words } = usePage();
  if (show.interests.length === 0) return null;
  return (
    <>
      <h3>{words.page.matrix.interests}</h3>
      <ul class="plain">
        {show.interests.map((row) => (
          <li>
            <b dir="auto">{row.who}</b>
            {words.common.colon}
            <bdi>{row.text}</bdi>
          </li>
        ))}
      </ul>
    </>
  );
}

export function MatrixSection({ slot }: { slot?: ComponentChildren }) {
  const { words, answers } = usePage();
  const { show } = answers;
  return (
    <Section
      id="matrix"
      title={words.page.titles.matrix}
      lead={words.page.matrix.lead}
      hint={words.page.matrix.hint}
      needs={["show"]}
      slot={slot}
    >
      {show && (
        <>
          <Legend />
          <Table show={show} />
          <Alternatives show={show} />
          <Interests show={show} />
        </>
      )}
    </Section>
  );
}
