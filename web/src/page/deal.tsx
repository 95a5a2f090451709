/** A deal held against the record: who accepts it, who refuses it and on what, what is nearest and what would be better for all. */
import type { Deal } from "../wire";
import { fill } from "../words/fill";
import { counted, join, own } from "../words/grammar";
import { positionSentence } from "../words/sentences";
import { issueWords, packageWords, valueLabel } from "../words/values";
import { usePage, type PageState } from "./context";
import { Cited } from "./reference";

type Seat = Deal["parties"][number];

function answerWords(page: PageState, seat: Seat): string {
  const { deal } = page.words.page;
  if (seat.answer === null) return deal.answers.unknown;
  if (seat.answer === "accepts" && seat.stances.length === 0) return deal.answers.silent;
  if (page.party(seat.party)?.need === "bloc") return fill(deal.throughBloc, { answer: deal.answers[seat.answer] });
  return seat.needed === false
    ? fill(deal.notNeeded, { answer: deal.answers[seat.answer] })
    : deal.answers[seat.answer];
}

/** The stances that it does not meet, or not however it is filled in. */
function Against({ seat }: { seat: Seat }) {
  const page = usePage();
  const against = seat.stances.filter((stance) => stance.holds !== "always" && stance.holds !== null);
  if (against.length === 0) return null;
  return (
    <ul>
      {against.map((stance) => {
        const statement = page.statement(stance.name);
        const text = statement ? positionSentence(page.words, page.names, statement) : stance.name;
        return (
          <li>
            {statement ? <Cited statement={statement} text={text} /> : <bdi>{text}</bdi>}
            {stance.holds === "sometimes" && <span class="small"> {page.words.page.deal.depends}</span>}
          </li>
        );
      })}
    </ul>
  );
}

function nearestWords(page: PageState, deal: Deal): string | undefined {
  const { nearest } = deal;
  if (!nearest || nearest.issues === 0) return undefined;
  const { words } = page;
  const changes = Object.keys(nearest.package).flatMap((issue) => {
    const was = own(deal.assigned, issue);
    const is = own(nearest.package, issue) ?? "";
    if (was === undefined || was === is) return [];
    const values = { to: valueLabel(words, page.issue(issue), is), from: valueLabel(words, page.issue(issue), was) };
    return [issueWords(words, page.names, issue, fill(words.page.deal.instead, values))];
  });
  return fill(words.page.deal.nearest, { changes: join(changes, words.common.semicolon) });
}

function betterWords(page: PageState, deal: Deal): string | undefined {
  const better = deal.better_for_all;
  if (!better || page.view !== null) return undefined;
  if (!better.example) return page.words.page.deal.nothingBetter;
  const example = packageWords(page.words, page.names, better.example);
  return counted(page.words, better.packages, page.words.page.deal.better, { example });
}

function inZoneWords(page: PageState, deal: Deal): string {
  const { deal: text } = page.words.page;
  if (deal.feasible === "no") return text.notFeasible;
  return text.inZone[deal.in_zone ?? "unknown"];
}

export function DealColumnFoot({ deal }: { deal: Deal }) {
  const page = usePage();
  const further = [nearestWords(page, deal), betterWords(page, deal)].filter((text) => text !== undefined);
  return (
    <>
      <p class="verdict">{inZoneWords(page, deal)}</p>
      <dl class="answers">
        {deal.parties.map((seat) => (
          <div>
            <dt dir="auto">{page.partyName(seat.party)}</dt>
            <dd>
              {answerWords(page, seat)}
              <Against seat={seat} />
            </dd>
          </div>
        ))}
      </dl>
      {further.map((text) => (
        <p class="small">{text}</p>
      ))}
    </>
  );
}
