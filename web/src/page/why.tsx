/** Why there is no deal and what would open one; or, where there is one, what binds it and what would close it. */
import type { ComponentChildren } from "preact";
import { useCallback } from "preact/hooks";
import { aroundMovement, conflictPicture } from "../charts/conflict";
import type { Amount, Softening, Statement, Why } from "../wire";
import { fill } from "../words/fill";
import { amountWords, countWords } from "../words/format";
import { counted, isolate, join } from "../words/grammar";
import { givenUpSentence, positionSentence } from "../words/sentences";
import { issueWords, packageWords, setWords, withUnit, exactNumber } from "../words/values";
import { yardstickWords } from "./brief/balanced";
import { Chart, openNamed } from "./chart";
import { usePage, type PageState } from "./context";
import { Cited, Ground, PositionCited, Together } from "./reference";
import { isBeyondPositions, isOfBloc, refusingWords } from "./refusing";
import { Section } from "./section";

const widestDiagram = 760;
const mostInDiagram = 8;

/** A statement of the record, or its bare name where the answers do not tell it. */
function Named({ name, tell }: { name: string; tell: typeof positionSentence }) {
  const page = usePage();
  const statement = page.statement(name);
  return statement ? <Cited statement={statement} text={tell(page.words, page.names, statement)} /> : <bdi>{name}</bdi>;
}

function Names({ names, tell }: { names: string[]; tell: typeof positionSentence }) {
  const [only] = names;
  if (only !== undefined && names.length === 1)
    return (
      <p class="name">
        <Named name={only} tell={tell} />
      </p>
    );
  return (
    <ul class="names">
      {names.map((name) => (
        <li>
          <Named name={name} tell={tell} />
        </li>
      ))}
    </ul>
  );
}

/** Who holds what over which issues, drawn small: only where there are few enough to see. */
function Diagram({ names, moving }: { names: string[]; moving: string[] }) {
  const page = usePage();
  const { answers, words } = page;
  const draw = useCallback(
    (width: number) =>
      conflictPicture(answers, words, names, moving, { theme: "page", width: Math.min(width, widestDiagram) }),
    [answers, words, names.join(), moving.join()],
  );
  if (names.length < 2 || names.length > mostInDiagram) return null;
  return <Chart draw={draw} onPoint={(target, pressed) => openNamed(page, target, pressed)} onLeave={page.leave} />;
}

function Complete({ complete, texts }: { complete: boolean; texts: { complete: string; partial: string } }) {
  return <p class={complete ? "small" : "limit"}>{complete ? texts.complete : texts.partial}</p>;
}

function Conflicts({ why }: { why: Why }) {
  const page = usePage();
  const { why: text } = page.words.page;
  return (
    <>
      <h3>{text.conflicts}</h3>
      <ol class="conflicts">
        {why.conflicts.map((conflict) =>
          isOfBloc(conflict) ? (
            <li>{refusingWords(page, why)}</li>
          ) : (
            <li>
              <p>{conflict.names.length === 1 ? text.alone : why.facts_exclude ? text.factsTogether : text.together}</p>
              <Names names={conflict.names} tell={positionSentence} />
              <Diagram names={conflict.names} moving={[]} />
            </li>
          ),
        )}
      </ol>
      {why.conflicts.length === 0 && <p class="limit">{text.conflictsUnknown}</p>}
      <Complete complete={why.conflicts_complete} texts={text.listOfConflicts} />
    </>
  );
}

/** The unit of the quantity that a statement compares with a constant; an alternative is counted in points. */
function constantWords(page: PageState, statement: Statement, amount: Amount): string {
  const { words } = page;
  if (statement.kind === "alternative") return fill(words.page.why.points, { n: amountWords(words, amount) });
  const compared = statement.only_if ?? statement.condition;
  const first =
    compared?.op === "in"
      ? compared.issue
      : compared?.op === "sum"
        ? (compared.left[0] ?? compared.right[0])?.issue
        : undefined;
  return withUnit(words, exactNumber(words, amount), page.issue(first ?? "")?.unit ?? "");
}

function softeningWords(page: PageState, softening: Softening, several: boolean): string {
  const { why: text } = page.words.page;
  const statement = page.statement(softening.name);
  if (!statement) return softening.name;
  const who = isolate(page.words, page.partyName(statement.party ?? ""));
  if (softening.to === null) return fill(text.howFarUnknown, { who });
  const from = constantWords(page, statement, softening.from);
  const to = constantWords(page, statement, softening.to);
  const rest = several ? text.restGivenUp : "";
  if (statement.kind === "alternative") return fill(text.softerAlternative, { who, from, to, rest });
  return fill(softening.opens === "beyond" ? text.softerBeyond : text.softer, { who, from, to, rest });
}

type Movement = Why["movements"][number];

function openingWords(page: PageState, movement: Movement): string {
  const { opens } = movement;
  const { why: text } = page.words.page;
  return counted(page.words, opens.packages, opens.status === "exact" ? text.opens : text.opensAtLeast);
}

/** Issue by issue, the values that would then be within reach. */
function openedValues(page: PageState, movement: Movement): string {
  const parts = movement.opens.values.map(({ issue, values }) => {
    const names = page.issue(issue);
    return issueWords(
      page.words,
      page.names,
      issue,
      names ? setWords(page.words, names, values) : values.join(page.words.common.comma),
    );
  });
  return join(parts, page.words.common.semicolon);
}

function difficultyWords(page: PageState, movement: Movement): string | undefined {
  const { difficulty, names } = movement;
  if (!difficulty || (difficulty.from.exact === String(names.length) && difficulty.to.exact === difficulty.from.exact))
    return undefined;
  const low = amountWords(page.words, difficulty.from);
  const high = amountWords(page.words, difficulty.to);
  return fill(page.words.page.why.difficulty, { n: low === high ? low : fill(page.words.common.range, { low, high }) });
}

function MovementItem({ movement }: { movement: Movement }) {
  const page = usePage();
  const { why: text } = page.words.page;
  const { balanced } = movement.opens;
  return (
    <li>
      <Names names={movement.names} tell={givenUpSentence} />
      <ul class="opening">
        <li>
          {openingWords(page, movement)} {difficultyWords(page, movement)}
        </li>
        {movement.softenings.map((softening) => (
          <li>{softeningWords(page, softening, movement.names.length > 1)}</li>
        ))}
      </ul>
      <details class="printed">
        <summary>{text.whatOpens}</summary>
        <Diagram names={aroundMovement(page.answers, movement.names)} moving={movement.names} />
        <p>{openedValues(page, movement)}</p>
        {balanced.map((row) =>
          row.packages
            .slice(0, 1)
            .map((example) => (
              <p>
                {fill(text.balancedThen, {
                  yardsticks: yardstickWords(page.words, [row.yardstick]),
                  package: packageWords(page.words, page.names, example),
                })}
              </p>
            )),
        )}
      </details>
    </li>
  );
}

function hasRedLine(page: PageState): boolean {
  return (page.answers.zone?.record ?? []).some((row) => row.red_line && row.grade !== "disputed");
}

function Movements({ why }: { why: Why }) {
  const page = usePage();
  const { why: text } = page.words.page;
  if (isBeyondPositions(why)) return <p>{text.noMovement}</p>;
  return (
    <>
      <h3>{text.movements}</h3>
      <ol class="movements">
        {why.movements.map((movement) => (
          <MovementItem movement={movement} />
        ))}
      </ol>
      {why.movements.length === 0 && <p>{why.movements_complete ? text.noneWithoutRedLine : text.movementsUnknown}</p>}
      {hasRedLine(page) && <p class="small">{text.redLinesKept}</p>}
      <Complete complete={why.movements_complete} texts={text.listOfMovements} />
    </>
  );
}

function Binding({ why }: { why: Why }) {
  const page = usePage();
  const { why: text } = page.words.page;
  return (
    <>
      <h3>{text.binding}</h3>
      {why.binding.length === 0 && why.binding_complete && <p>{text.nothingBinds}</p>}
      <ul class="binding">
        {why.binding.map((row) => (
          <li>
            <Together names={row.names} as={PositionCited} />{" "}
            <span class="small">{counted(page.words, row.packages, text.withoutIt)}</span>
          </li>
        ))}
      </ul>
      <Complete complete={why.binding_complete} texts={text.listOfBinding} />
    </>
  );
}

function Hardenings({ why }: { why: Why }) {
  const page = usePage();
  const { words } = page;
  const { why: text } = words.page;
  if (why.hardenings.length === 0)
    return why.hardenings_complete ? null : <p class="limit">{text.hardeningsUnknown}</p>;
  return (
    <>
      <h3>{text.hardenings}</h3>
      <ul class="hardenings">
        {why.hardenings.map((row) => {
          const statement = page.statement(row.name);
          if (!statement) return <li>{row.name}</li>;
          const values = {
            now: constantWords(page, statement, row.now),
            limit: constantWords(page, statement, row.limit),
          };
          return (
            <li>
              <Ground statement={statement} />{" "}
              <span class="small">{fill(row.closes === "at" ? text.closesAt : text.closesBeyond, values)}</span>
            </li>
          );
        })}
      </ul>
      {!why.hardenings_complete && <p class="limit">{text.hardeningsUnknown}</p>}
    </>
  );
}

/** The answer in a sentence. */
function answerWords(page: PageState, why: Why): string {
  const { why: text } = page.words.page;
  if (why.zone.empty === null) return text.undecided;
  if (why.facts_exclude) return text.factsExclude;
  if (why.conflicts.some(isOfBloc)) return text.emptyByBloc;
  if (!why.zone.empty)
    return why.zone.packages === null ? text.openUncounted : counted(page.words, why.zone.packages, text.open);
  const n = countWords(page.words, why.conflicts.length);
  return why.conflicts_complete
    ? counted(page.words, why.conflicts.length, text.empty)
    : fill(text.emptyAtLeast, { n });
}

export function WhySection({ slot }: { slot?: ComponentChildren }) {
  const page = usePage();
  const { why } = page.answers;
  const { words } = page;
  const title = why?.zone.empty === false ? words.page.titles.binds : words.page.titles.why;
  return (
    <Section id="why" title={title} needs={["why"]} slot={slot}>
      {why && (
        <>
          <p class="answer">{answerWords(page, why)}</p>
          {why.zone.empty === true && <Conflicts why={why} />}
          {why.zone.empty === true && <Movements why={why} />}
          {why.zone.empty === false && <Binding why={why} />}
          {why.zone.empty === false && <Hardenings why={why} />}
        </>
      )}
    </Section>
  );
}
