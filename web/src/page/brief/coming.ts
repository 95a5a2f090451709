/** The timeline -> what is planned, due or awaited. */
import type { Show, Statement } from "../../wire";

/** The last word under each name, unless it was dropped. */
function inForce(timeline: Statement[], kind: string): Statement[] {
  const last = new Map<string, Statement>();
  for (const row of timeline) {
    if (row.kind === kind) last.set(row.name, row);
    if (row.kind === "drops" && row.target !== undefined) last.delete(row.target);
  }
  return [...last.values()];
}

function isDue(show: Show, row: Statement): boolean {
  return row.date === undefined || show.moment === null || row.date >= show.moment.slice(0, row.date.length);
}

export function comingUp(show: Show | undefined): Statement[] {
  if (!show) return [];
  const dated = show.timeline.filter(
    (row) => (row.kind === "session" && row.planned) || (row.kind === "deadline" && isDue(show, row)),
  );
  return [...dated, ...inForce(show.timeline, "awaits")];
}
