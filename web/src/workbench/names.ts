/** What exported files are called: after the model, the picture or question, the date, and that something is supposed. */
import { type Choices, isSupposing } from "./choices";

export function exportName(model: string, what: string, choices: Choices, ending: string): string {
  const file = model.split("/").pop() ?? "model";
  const parts = [file.replace(/\.zopa$/, ""), what];
  if (choices.on !== null) parts.push(choices.on.replace(/:/g, ""));
  if (isSupposing(choices)) parts.push("what-if");
  return `${parts.filter((part) => part !== "").join("-")}.${ending}`;
}

/** A name that no document has yet: `talks.zopa` -> `talks-mine.zopa`, `talks-mine-2.zopa`. */
export function freeName(path: string, taken: string[], addition: string): string {
  const stem = path.replace(/\.zopa$/, "");
  for (let n = 1; ; n++) {
    const name = `${stem}-${addition}${n > 1 ? `-${n}` : ""}.zopa`;
    if (!taken.includes(name)) return name;
  }
}
