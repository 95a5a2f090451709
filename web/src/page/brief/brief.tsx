/** The brief: the page for somebody who has to decide, in words and without scores. First page of the print. */
import type { ComponentChildren } from "preact";
import type { Why } from "../../wire";
import { fill } from "../../words/fill";
import { countWords } from "../../words/format";
import { capitalise, counted, join } from "../../words/grammar";
import { givenUpSentence, groundWords, positionSentence, whoSaysWhat } from "../../words/sentences";
import { type PageState, usePage } from "../context";
import { exactWords } from "../exact";
import { Cited, Ground } from "../reference";
import { isBeyondPositions, isOfBloc, refusingWords } from "../refusing";
import { Foundations } from "../rests";
import { Section } from "../section";
import { balancedLines, hasEquals, restsOnGuesses } from "./balanced";
import { comingUp } from "./coming";
import { headline, isTooLarge } from "./headline";
import { questionOf } from "./questions";
import { type Line, standings } from "./standings";

/** How much of a list the brief takes; the sections below have all of it. */
const obstaclesOnPage = 3;
const foundationsOnPage = 3;
const linesOnPage = 12;

function LineText({ line }: { line: Line }) {
  if (line.statement && line.ground) return <Ground statement={line.statement} />;
  return line.statement ? <Cited statement={line.statement} text={line.text} /> : <>{line.text}</>;
}

function Part({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <div class="brief-part">
      <h3>{title}</h3>
      {children}
    </div>
  );
}

function Standings() {
  const page = usePage();
  const { words } = page;
  const groups = standings(words, page);
  if (groups.length === 0) return null;
  const empty = page.answers.zone?.zone.empty !== false;
  return (
    <Part title={empty ? words.page.brief.missing : words.page.brief.within}>
      <dl class="standings">
        {groups.map(({ standing, lines }) => (
          <div class={`standing standing-${standing}`}>
            <dt>{words.page.brief.standings[standing]}</dt>
            {lines.slice(0, linesOnPage).map((line) => (
              <dd>
                <LineText line={line} />
              </dd>
            ))}
            {lines.length > linesOnPage && (
              <dd class="small">{counted(words, lines.length - linesOnPage, words.page.brief.moreLines)}</dd>
            )}
          </div>
        ))}
      </dl>
    </Part>
  );
}

function namesInWords(
  page: ReturnType<typeof usePage>,
  names: string[],
  tell: typeof positionSentence,
  separator: string,
): string {
  const sentences = names.map((name) => {
    const statement = page.statement(name);
    return statement ? tell(page.words, page.names, statement) : name;
  });
  return join(sentences, separator);
}

/** Why no movement is listed. */
function nothingOpens(page: PageState, why: Why): string {
  const { brief } = page.words.page;
  if (!why.movements_complete) return brief.opensUnknown;
  return isBeyondPositions(why) ? brief.opensNothing : brief.nothingOpens;
}

/** An empty zone: the first conflicts and the smallest movements. */
function Obstacles() {
  const page = usePage();
  const { why, zone } = page.answers;
  const { words } = page;
  const { brief, common } = { brief: words.page.brief, common: words.common };
  if (!why || zone?.zone.empty !== true) return null;
  const conflicts = why.conflicts.slice(0, obstaclesOnPage);
  const movements = why.movements.slice(0, obstaclesOnPage);
  const more = why.conflicts.length > obstaclesOnPage || why.movements.length > obstaclesOnPage;
  return (
    <Part title={brief.obstacles}>
      <dl class="standings">
        <div class="standing">
          <dt>{brief.excluded}</dt>
          {conflicts.map((conflict) => (
            <dd>
              {isOfBloc(conflict)
                ? refusingWords(page, why)
                : namesInWords(page, conflict.names, positionSentence, common.togetherWithColon)}
            </dd>
          ))}
        </div>
        <div class="standing">
          <dt>{brief.wouldOpen}</dt>
          {movements.map((movement) => (
            <dd>{namesInWords(page, movement.names, givenUpSentence, common.semicolonAnd)}</dd>
          ))}
          {movements.length === 0 && <dd>{nothingOpens(page, why)}</dd>}
        </div>
      </dl>
      {(more || !why.conflicts_complete || !why.movements_complete) && <p class="small">{brief.moreBelow}</p>}
    </Part>
  );
}

function PassedOver() {
  const page = usePage();
  const rows = (page.answers.zone?.passed_over ?? []).flatMap((row) => page.statement(row.name) ?? []);
  if (rows.length === 0) return null;
  return (
    <Part title={page.words.page.brief.passedOver}>
      <ul>
        {rows.map((statement) => (
          <li>
            <Ground statement={statement} />
          </li>
        ))}
      </ul>
    </Part>
  );
}

function Balanced() {
  const page = usePage();
  const { words } = page;
  const lines = balancedLines(words, page);
  const { solve } = page.answers;
  if (lines.length === 0 || !solve) return null;
  const group = (differ: boolean) => lines.filter((line) => line.differ === differ);
  const { brief } = words.page;
  return (
    <Part title={brief.balanced}>
      <dl class="standings">
        {[false, true].map((differ) =>
          group(differ).length === 0 ? null : (
            <div class="standing">
              <dt>{differ ? brief.theyDiffer : brief.byEvery}</dt>
              {group(differ).map((line) => (
                <dd>{line.text}</dd>
              ))}
            </div>
          ),
        )}
        {restsOnGuesses(page, solve) && (
          <div class="standing">
            <dt>{brief.restingOn}</dt>
            <dd>{brief.assumedValues}</dd>
          </div>
        )}
      </dl>
      {hasEquals(page, solve) && <p class="small">{brief.equals}</p>}
    </Part>
  );
}

/** Whom to ask, on what, and what hangs on the answer. */
export function Questions() {
  const page = usePage();
  const { words } = page;
  const rows = page.answers.brief?.ask_next;
  const { ask } = words.page;
  if (!rows) return <p class="missing">{page.answers.brief ? ask.notFound : words.page.notAsked}</p>;
  const silent = (page.answers.zone?.not_on_record.length ?? 0) > 0;
  if (rows.length === 0) return <p>{silent ? ask.noneAlone : ask.nothing}</p>;
  return (
    <table class="questions">
      <thead>
        <tr>
          <th scope="col">{ask.whom}</th>
          <th scope="col">{ask.onWhat}</th>
          <th scope="col">{ask.hangs}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const question = questionOf(words, page, row);
          return (
            <tr>
              <th scope="row">{question.whom}</th>
              <td>{question.what}</td>
              <td>{question.hangs}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Coming() {
  const page = usePage();
  const rows = comingUp(page.answers.show);
  if (rows.length === 0) return null;
  return (
    <Part title={page.words.page.brief.comingUp}>
      <ul class="coming">
        {rows.map((statement) => (
          <li>{capitalise(whoSaysWhat(page.words, page.names, statement))}</li>
        ))}
      </ul>
    </Part>
  );
}

/** What was not found out, said as plainly as what was. */
function Limits() {
  const page = usePage();
  const { zone, brief } = page.answers;
  const { limits } = page.words.page.brief;
  if (zone?.status === "limit" && !isTooLarge(page.answers)) {
    const seen =
      zone.zone.empty === false ? fill(limits.atLeast, { n: countWords(page.words, zone.zone.packages) }) : "";
    return (
      <p class="limit">
        {limits.partly} {seen}
      </p>
    );
  }
  return brief?.status === "limit" ? <p class="limit">{limits.leftOff}</p> : null;
}

function Idle() {
  const page = usePage();
  const { zone } = page.answers;
  const { brief } = page.words.page;
  const idle = zone?.idle_conditions ?? [];
  const what = namesInWords(page, idle, groundWords, page.words.common.semicolon);
  return (
    <>
      {idle.length > 0 && <p class="note">{fill(zone?.vacuous ? brief.vacuous : brief.idle, { what })}</p>}
      {zone?.hangs_on_steps && <p class="note">{brief.steps}</p>}
    </>
  );
}

export function BriefSection({ slot }: { slot?: ComponentChildren }) {
  const page = usePage();
  const { words } = page;
  return (
    <Section id="brief" title={words.page.titles.brief} needs={["zone", "brief", "show"]} slot={slot}>
      <p class="headline">{headline(words, page.answers)}</p>
      <Limits />
      <Obstacles />
      <Standings />
      <PassedOver />
      <Part title={words.page.titles.rests}>
        <Foundations most={foundationsOnPage} />
      </Part>
      <Idle />
      <Balanced />
      <Part title={words.page.titles.ask}>
        <Questions />
      </Part>
      <Coming />
      <p class="exactly">{exactWords(words, page)}</p>
    </Section>
  );
}
