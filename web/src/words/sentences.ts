/** Statements -> words, in any language of the table: what is said, who says it, and how it counts as a ground. */
import type { Condition, Statement } from "../wire";
import { conditionWords, mentions } from "./conditions";
import { fill } from "./fill";
import { dateWords } from "./format";
import { capitalise, isolate, listWords, own } from "./grammar";
import { issueName, type Names, partyName } from "./names";
import { exactNumber, packageWords } from "./values";
import type { Words } from "./table";

export { conditionWords, mentions };

interface Telling {
  words: Words;
  names: Names;
  context: string | undefined;
}

function condition(to: Telling, what: Condition | undefined): string {
  return what ? conditionWords(to.words, to.names, what, to.context) : "";
}

const title = (to: Telling, statement: Statement): string => isolate(to.words, statement.text ?? "");

function withCondition(to: Telling, template: string, statement: Statement): string {
  return fill(template, { what: condition(to, statement.condition), price: condition(to, statement.only_if) });
}

function aboutIssue(to: Telling, text: string, statement: Statement): string {
  if (statement.issue === undefined || statement.issue === to.context) return text;
  return fill(to.words.common.pair, { name: text, text: isolate(to.words, issueName(to.names, statement.issue)) });
}

function offer(to: Telling, statement: Statement): string {
  const { words, names } = to;
  const deal = packageWords(words, names, statement.package ?? {});
  const name = statement.deal === undefined ? "" : (names.deals[statement.deal] ?? statement.deal);
  return name
    ? fill(words.common.said.offersNamed, { name: isolate(words, name), deal })
    : fill(words.common.said.offers, { deal });
}

/** What stood under the name that is withdrawn, by the time it was withdrawn. */
function withdrawn(to: Telling, template: string, statement: Statement): string {
  const target = statement.target ?? "";
  const before = (own(to.names.said, target) ?? []).filter(
    (said) => said.on === null || (statement.on !== null && said.on <= statement.on),
  );
  const last = before[before.length - 1];
  const said = last && last !== statement ? stanceWords(to.words, to.names, last) : target;
  return fill(template, { said });
}

function partyList(to: Telling, parties: string[]): string {
  return listWords(
    to.words,
    parties.map((party) => isolate(to.words, partyName(to.names, party))),
  );
}

function session(to: Telling, statement: Statement): string {
  const { said } = to.words.common;
  let text = fill(said.session, { text: title(to, statement) });
  if (statement.planned) text += said.planned;
  if (statement.duration) {
    const { length, unit } = statement.duration;
    text += fill(said.lasting, {
      number: exactNumber(to.words, length),
      unit: to.words.common.durations[unit] ?? unit,
    });
  }
  return statement.with?.length ? text + fill(said.with, { parties: partyList(to, statement.with) }) : text;
}

function awaits(to: Telling, statement: Statement): string {
  const { said } = to.words.common;
  const text = title(to, statement);
  return statement.from
    ? fill(said.awaitsFrom, { text, parties: partyList(to, [statement.from]) })
    : fill(said.awaits, { text });
}

function deadline(to: Telling, statement: Statement): string {
  const { said } = to.words.common;
  const text = title(to, statement);
  return statement.date
    ? fill(said.deadline, { date: dateWords(to.words, statement.date), text })
    : fill(said.deadlineUndated, { text });
}

function quotas(to: Telling, rule: NonNullable<Statement["decides"]>): string {
  const { common } = to.words;
  if (rule.by !== "quotas") return common.rules[rule.by];
  return rule.quotas.reduce((text, quota, at) => {
    const term = fill(common.rules[quota.measure], { limit: exactNumber(to.words, quota.limit) });
    return at === 0 ? term : text + (quota.alternative ? common.or : common.and) + term;
  }, "");
}

function bloc(to: Telling, statement: Statement): string {
  const { said } = to.words.common;
  return statement.decides ? fill(said.decidesBy, { rule: quotas(to, statement.decides) }) : statement.words;
}

const told: Record<string, (to: Telling, statement: Statement) => string> = {
  rule: (to, s) => withCondition(to, to.words.common.said.rule, s),
  settled: (to, s) => withCondition(to, to.words.common.said.settled, s),
  requires: (to, s) => withCondition(to, to.words.common.said.requires, s),
  refuses: (to, s) => withCondition(to, to.words.common.said.refuses, s),
  "accepts only if": (to, s) => withCondition(to, to.words.common.said.acceptsOnlyIf, s),
  signals: (to, s) => withCondition(to, to.words.common.said.signals, s),
  reserves: (to, s) => aboutIssue(to, to.words.common.said.reserves, s),
  offers: offer,
  abstains: (to, s) =>
    s.condition ? withCondition(to, to.words.common.said.abstainsWhen, s) : to.words.common.said.abstains,
  drops: (to, s) => withdrawn(to, to.words.common.said.drops, s),
  denies: (to, s) => withdrawn(to, to.words.common.said.denies, s),
  reopens: (to, s) => withdrawn(to, to.words.common.said.reopens, s),
  values: (to, s) => aboutIssue(to, to.words.common.said.values, s),
  prefers: (to, s) => aboutIssue(to, to.words.common.said.prefers, s),
  bonus: (to, s) => withCondition(to, to.words.common.said.bonus, s),
  alternative: (to, s) => fill(to.words.common.said.alternative, { text: title(to, s) }),
  awaits,
  readout: (to, s) => fill(to.words.common.said.readout, { text: title(to, s) }),
  session,
  deadline,
  party: (to) => to.words.common.said.takesPart,
  bloc,
};

/** What a statement says, without who says it. A kind that this page does not know is told in the record's own words. */
export function stanceWords(words: Words, names: Names, statement: Statement, context?: string): string {
  const tell = own(told, statement.kind);
  return tell ? tell({ words, names, context }, statement) : statement.words;
}

/** Puts the party in front; what nobody in particular says stands for itself. */
function saidBy(words: Words, names: Names, statement: Statement, what: string): string {
  if (statement.party === null) return capitalise(what);
  return fill(words.common.says, { who: isolate(words, partyName(names, statement.party)), what });
}

/** "Russia requires …" */
export function whoSaysWhat(words: Words, names: Names, statement: Statement): string {
  return saidBy(words, names, statement, stanceWords(words, names, statement));
}

/** The same as a position to hold against others: an alternative is what a party wants no less than. */
export function positionSentence(words: Words, names: Names, statement: Statement): string {
  const alternative = statement.kind === "alternative";
  const what = alternative
    ? fill(words.common.wantsNoLess, { text: isolate(words, statement.text ?? "") })
    : stanceWords(words, names, statement);
  const sentence = saidBy(words, names, statement, what);
  return statement.red_line ? fill(words.common.callsRedLine, { sentence }) : sentence;
}

/** What giving a position up would mean. */
export function givenUpSentence(words: Words, names: Names, statement: Statement): string {
  const { common } = words;
  const said = stanceWords(words, names, statement);
  let what = fill(common.said.drops, { said });
  if (statement.kind === "alternative") what = fill(common.takesLess, { text: isolate(words, statement.text ?? "") });
  else if (statement.only_if) what = fill(common.noLongerInsists, { said });
  return saidBy(words, names, statement, what);
}

/** "inferred", in the form that agrees with a noun. */
export function gradeWords(words: Words, grade: Statement["grade"], form = 0): string {
  const forms = words.common.grades[grade];
  return forms[form] ?? forms[0] ?? grade;
}

function nounOf(words: Words, statement: Statement) {
  const { nouns } = words.common;
  return own(nouns, statement.kind) ?? (statement.only_if ? nouns.condition : nouns.refusal);
}

/** "Russia's inferred demand", "the assumed rule". */
export function groundName(words: Words, names: Names, statement: Statement): string {
  const noun = nounOf(words, statement);
  const grade = gradeWords(words, statement.grade, noun.form);
  if (statement.party === null) return fill(words.common.groundOfNobody, { noun: noun.text, grade });
  const party = partyName(names, statement.party);
  const template = party.endsWith("s") ? words.common.groundAfterS : words.common.groundOf;
  return fill(template, { party: isolate(words, party), noun: noun.text, grade });
}

function groundContent(words: Words, names: Names, statement: Statement): string {
  if (statement.kind === "alternative") return isolate(words, statement.text ?? "");
  if ((statement.kind === "values" || statement.kind === "prefers") && statement.issue !== undefined)
    return isolate(words, issueName(names, statement.issue));
  if (!statement.condition) return stanceWords(words, names, statement);
  const what = conditionWords(words, names, statement.condition);
  if (!statement.only_if) return what;
  return fill(words.common.onlyIf, { what, price: conditionWords(words, names, statement.only_if) });
}

/** The ground and what it says: "Russia's inferred demand – withdrawal: at least 10 km". */
export function groundWords(words: Words, names: Names, statement: Statement): string {
  return fill(words.common.dash, {
    name: groundName(words, names, statement),
    text: groundContent(words, names, statement),
  });
}
