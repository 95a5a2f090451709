/** What sentences are put together with: lists, plurals, capitals, and names that keep their own direction. */
import type { Count } from "../wire";
import { fill } from "./fill";
import { countWords } from "./format";
import type { Words } from "./table";

/** The forms of a counted thing; `{n}` is the count. */
export interface Forms {
  one: string;
  many: string;
}

const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/** Text of a model inside a sentence: marked off where its direction differs, so that it cannot reorder what follows. */
export function isolate(words: Words, text: string): string {
  return (words.direction === "rtl") === rightToLeft.test(text) ? text : `\u2068${text}\u2069`;
}

/** A list in words, with another separator before the last one. */
export function join(parts: string[], separator: string, last = separator): string {
  if (parts.length < 2) return parts.join("");
  return parts.slice(0, -1).join(separator) + last + parts[parts.length - 1];
}

/** "a, b and c" */
export function listWords(words: Words, parts: string[]): string {
  return join(parts, words.common.comma, words.common.and);
}

function isOne(words: Words, count: Count | null): boolean {
  return count === 1 || (count === 0 && words.zeroIsOne);
}

/** "1 package", "8 packages". */
export function counted(words: Words, count: Count | null, forms: Forms, others: Record<string, string> = {}): string {
  return fill(isOne(words, count) ? forms.one : forms.many, { n: countWords(words, count), ...others });
}

/** A sentence's first letter as a capital, behind any sign that opens it. */
export function capitalise(text: string): string {
  return text.replace(
    /^([\s"'«“‘(\u2068\u00a0\u202f]*)(\p{Ll})/u,
    (_, signs: string, letter: string) => signs + letter.toUpperCase(),
  );
}

/** A member that the object itself has, whatever its name. */
export function own<T>(record: Record<string, T> | undefined, key: string): T | undefined {
  return record !== undefined && Object.prototype.hasOwnProperty.call(record, key) ? record[key] : undefined;
}
