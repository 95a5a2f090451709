/** Numbers and dates as a language writes them. From the table alone, so that a page and a picture agree everywhere. */
import type { Amount, Count } from "../wire";
import { fill } from "./fill";
import type { Words } from "./table";

function group(digits: string, separator: string): string {
  return digits.length > 3 ? digits.replace(/\B(?=(\d{3})+$)/g, separator) : digits;
}

/** "1234.5" -> "1,234.5": a decimal as text, in a language's signs. */
export function numberWords(words: Words, decimal: string): string {
  const [whole = "", part] = decimal.replace("-", "").split(".");
  const sign = decimal.startsWith("-") ? "\u2212" : "";
  return sign + group(whole, words.numbers.thousands) + (part ? words.numbers.decimal + part : "");
}

/** A count of anything, exact however large; null has more digits than zopa holds. */
export function countWords(words: Words, count: Count | null): string {
  if (count === null) return words.common.beyondCount;
  return numberWords(words, typeof count === "number" ? String(count) : count.exact);
}

/** An amount with at most two places; `about` in front where that is rounded. */
export function amountWords(words: Words, amount: Amount): string {
  const rounded = Math.round(amount.decimal * 100) / 100;
  const exact = Math.abs(rounded - amount.decimal) < 1e-12;
  return (exact ? "" : "\u2248\u202f") + numberWords(words, String(rounded));
}

/** "2025-12-14" or "2025-12-14T18:00" -> "14 December 2025, 18:00", "14 décembre 2025 à 18 h 00". */
export function dateWords(words: Words, iso: string): string {
  const [date = "", time] = iso.split("T");
  const [hour = "", minute = ""] = (time ?? "").split(":");
  const [year = "", month = "1", day = "1"] = date.split("-");
  const values = {
    year,
    month: words.dates.months[Number(month) - 1] ?? month,
    day: Number(day) === 1 ? words.dates.first : String(Number(day)),
    hour,
    minute,
  };
  return fill(time ? words.dates.time : words.dates.day, values);
}
