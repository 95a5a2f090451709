/** How much room there is -> which panels stand side by side. */
import type { View } from "./state";

export type Room = "narrow" | "middle" | "wide";

/** Narrow: one at a time. Middle: the text and one more. Wide: text, page, and what is played with. */
export function panels(room: Room, view: View): View[] {
  if (room === "narrow") return [view];
  if (room === "middle") return ["text", view === "text" ? "page" : view];
  return view === "suppose" || view === "package" ? ["text", "page", view] : ["text", "page"];
}
