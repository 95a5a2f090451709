/** How much time lies between two dates as written, by the calendar alone: no clock, no time zone. */
import { fill } from "../words/fill";
import { countWords } from "../words/format";
import type { Words } from "../words/table";

/** The number of a day, counted from a day long ago; years begin in March so that the leap day comes last. */
function dayNumber(iso: string): number {
  const [year = 0, month = 1, day = 1] = (iso.split("T")[0] ?? "").split("-").map(Number);
  const shifted = month < 3 ? year - 1 : year;
  const inYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  return shifted * 365 + Math.floor(shifted / 4) - Math.floor(shifted / 100) + Math.floor(shifted / 400) + inYear;
}

/** "3 days later"; "later that day" where only the time differs. */
export function elapsedWords(words: Words, from: string, to: string): string {
  const { elapsed } = words.charts;
  const days = dayNumber(to) - dayNumber(from);
  if (days === 0) return elapsed.sameDay;
  return days === 1 ? elapsed.nextDay : fill(elapsed.days, { count: countWords(words, days) });
}
