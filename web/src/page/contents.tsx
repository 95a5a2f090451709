/** The head of the page: the negotiation, the table of contents, and the switch of language. */
import type { Language } from "../wire";
import { isLanguage, languages } from "../words/table";
import { usePage } from "./context";

export const parts = [
  "brief",
  "matrix",
  "timeline",
  "map",
  "packages",
  "why",
  "rests",
  "ask",
  "record",
  "exact",
  "glossary",
] as const;
export type PartName = (typeof parts)[number];

export function Contents() {
  const { words, answers } = usePage();
  const titleOf = (part: PartName) =>
    part === "why" && answers.why?.zone.empty === false ? words.page.titles.binds : words.page.titles[part];
  return (
    <nav class="contents" aria-labelledby="contents-title">
      <h2 id="contents-title">{words.page.contents}</h2>
      <ol>
        {parts.map((part) => (
          <li>
            <a href={`#${part}`}>{titleOf(part)}</a>
          </li>
        ))}
      </ol>
    </nav>
  );
}

export function Tools({ onLanguage }: { onLanguage: (language: Language) => void }) {
  const { words } = usePage();
  return (
    <div class="tools">
      <label>
        {words.page.language}{" "}
        <select
          value={words.tag}
          onChange={(event) => isLanguage(event.currentTarget.value) && onLanguage(event.currentTarget.value)}
        >
          {Object.entries(languages).map(([tag, table]) => (
            <option value={tag} lang={tag} selected={tag === words.tag}>
              {table.name}
            </option>
          ))}
        </select>
      </label>
      <button type="button" onClick={() => window.print()}>
        {words.page.print}
      </button>
    </div>
  );
}
