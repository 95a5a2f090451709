/** How exact the answers are: what was counted, at which steps, how many quotations were found, what was not found out. */
import type { Answers } from "../wire";
import { fill } from "../words/fill";
import { countWords } from "../words/format";
import { counted, isolate, listWords } from "../words/grammar";
import { exactNumber, withUnit } from "../words/values";
import type { Words } from "../words/table";
import { isTooLarge } from "./brief/headline";
import { usePage } from "./context";
import type { Facts } from "./facts";
import { Section } from "./section";

function stepWords(words: Words, facts: Facts): string {
  const steps = (facts.answers.show?.issues ?? [])
    .filter((issue) => issue.step && issue.low && issue.high && issue.low.exact !== issue.high.exact)
    .map((issue) => (issue.step ? withUnit(words, exactNumber(words, issue.step), issue.unit ?? "") : ""));
  return listWords(words, [...new Set(steps)]);
}

function countSentence(words: Words, facts: Facts): string {
  const { zone } = facts.answers;
  const { exact } = words.page;
  if (!zone || zone.zone.space === null || isTooLarge(facts.answers)) return "";
  const space = countWords(words, zone.zone.space);
  const steps = stepWords(words, facts);
  const text = counted(words, zone.zone.packages, zone.status === "exact" ? exact.packages : exact.atLeast, { space });
  return steps ? fill(exact.atSteps, { text, steps }) : text;
}

/** "8 packages of 9,000, exact, at steps of 10 km; 17 of 17 quotations verified; read: berlin.zopa" */
export function exactWords(words: Words, facts: Facts): string {
  const read = facts.heading?.read;
  if (!read) return "";
  const { exact } = words.page;
  const quotations = fill(exact.quotations, {
    verified: countWords(words, read.quotations.verified),
    cited: countWords(words, read.quotations.cited),
  });
  const files = fill(exact.read, { files: read.files.map((file) => isolate(words, file)).join(words.common.comma) });
  return [countSentence(words, facts), quotations, files].filter((part) => part !== "").join(words.common.semicolon);
}

const computed: (keyof Answers)[] = ["zone", "brief", "why", "solve", "frontier", "within", "packages", "timeline", "assess"];

function statusOf(answers: Answers, name: keyof Answers): string | undefined {
  if (name === "timeline")
    return answers.timeline?.moments.some((moment) => !moment.zone.exact) ? "limit" : answers.timeline?.status;
  return answers[name]?.status;
}

/** The answers that were found out in full, or not. */
function Reached({ limited, text }: { limited: boolean; text: string }) {
  const { answers, words } = usePage();
  const { analyses } = words.page.exact;
  const names = computed.filter(
    (name) => answers[name] !== undefined && (statusOf(answers, name) === "limit") === limited,
  );
  if (names.length === 0) return null;
  return (
    <p class={limited ? "limit" : undefined}>
      {fill(text, {
        what: listWords(
          words,
          names.map((name) => analyses[name]),
        ),
      })}
    </p>
  );
}

export function ExactSection() {
  const page = usePage();
  const { words } = page;
  const { exact } = words.page;
  const { zone, packages } = page.answers;
  const drawn = packages?.drawn;
  return (
    <Section id="exact" title={words.page.titles.exact} needs={["zone"]}>
      <p>{exactWords(words, page)}.</p>
      <Reached limited={false} text={exact.complete} />
      <Reached limited text={exact.limited} />
      {drawn !== null && drawn !== undefined && <p>{fill(exact.drawn, { n: countWords(words, drawn) })}</p>}
      {zone && countWords(words, zone.zone.certain) !== countWords(words, zone.zone.packages) && (
        <p>{fill(exact.certain, { n: countWords(words, zone.zone.certain) })}</p>
      )}
    </Section>
  );
}
