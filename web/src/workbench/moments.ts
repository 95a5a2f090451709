/** The dates of a record as places on a slider: the last one is that of the whole record, where no date is asked for. */

/** Where a date is that the record does not name any more: the last before it. */
export function placeOf(moments: string[], on: string | null): number {
  if (on === null) return moments.length - 1;
  const exact = moments.indexOf(on);
  if (exact >= 0) return exact;
  return Math.max(0, moments.filter((moment) => moment <= on).length - 1);
}

/** What is asked for at a place. */
export const dateAt = (moments: string[], at: number): string | null =>
  at >= moments.length - 1 ? null : (moments[at] ?? null);
