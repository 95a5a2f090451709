/** The banner: what kind of paper this is, of which negotiation and date, read from what, and how much of it is a guess. */
import { fill } from "../words/fill";
import { dateWords } from "../words/format";
import { counted, isolate, listWords } from "../words/grammar";
import { guessWords, inForce } from "../words/guesses";
import { whoSaysWhat } from "../words/sentences";
import { usePage, type PageState } from "./context";

/** "It rests on 1 press article. Nothing here is a party's own text." */
function sourcesWords(page: PageState): string {
  const { words } = page;
  const { banner } = words.page;
  const sources = page.heading?.read.sources ?? [];
  if (sources.length === 0) return banner.noSources;
  const kinds = ["press", "readout", "transcript", "document", "interview", ""] as const;
  const parts = kinds.flatMap((kind) => {
    const n = sources.filter((source) => (source.kind ?? "") === kind).length;
    return n === 0 ? [] : [counted(words, n, banner.sources[kind === "" ? "other" : kind])];
  });
  const text = fill(banner.restsOn, { sources: listWords(words, parts) });
  return sources.every((source) => source.kind === "press") ? `${text} ${banner.onlyPress}` : text;
}

function asOf(page: PageState): string {
  const { heading, words } = page;
  const at = heading?.on ?? heading?.moment;
  return at
    ? fill(words.page.banner.asOf, { date: dateWords(words, at.replace("T23:59", "")) })
    : words.page.banner.undated;
}

/** Added statements in words, as far as they are in force; else as they were given. */
function addedWords(page: PageState, also: string[]): string {
  const added = inForce(page.answers).filter((row) => row.file === "request");
  if (added.length !== also.length)
    return also.map((text) => isolate(page.words, text)).join(page.words.common.semicolon);
  return added.map((row) => whoSaysWhat(page.words, page.names, row)).join(page.words.common.semicolon);
}

/** What-if: the answers are to another record than the one in the files. */
function WhatIf() {
  const page = usePage();
  const { banner } = page.words.page;
  const { without = [], also = [] } = page.heading ?? {};
  if (without.length === 0 && also.length === 0) return null;
  return (
    <p class="what-if">
      <b>{banner.whatIf}</b>
      {without.length > 0 && (
        <span>
          {banner.without} <bdi>{without.join(page.words.common.comma)}</bdi>
        </span>
      )}
      {also.length > 0 && (
        <span>
          {banner.also} {addedWords(page, also)}
        </span>
      )}
    </p>
  );
}

/** The lines that stand at the top of every printed page, and of the screen. */
export function Banner() {
  const page = usePage();
  const { words, heading, view } = page;
  const files = heading?.read.files.map((file) => isolate(words, file)).join(words.common.comma) ?? "";
  return (
    <div class="banner" role="region" aria-label={words.page.banner.label}>
      <div class="banner-inner">
        <p class="banner-first">
          <strong>{words.common.workingPaper}</strong>
          <bdi class="banner-title">{heading?.negotiation}</bdi>
          <span>{asOf(page)}</span>
          {view !== null && (
            <strong>{fill(words.page.banner.view, { party: isolate(words, page.partyName(view)) })}</strong>
          )}
        </p>
        <WhatIf />
        <p class="banner-more" tabIndex={0}>
          {fill(words.page.banner.read, { files })} {sourcesWords(page)} {guessWords(words, page.answers)}
        </p>
      </div>
    </div>
  );
}
