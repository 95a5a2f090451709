/** An example -> the same model in a script of its own, so that every Latin word on a page is the page's and not the
 *  model's. Letters of texts, names and sources are exchanged one for one, so quotations still stand in their sources. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { copyExample, type Example } from "./program";

const keywords = new Set(
  `negotiation source party bloc issue rule settled deal on session deadline readout include requires refuses
   accepts signals reserves offers abstains drops denies reopens values prefers alternative interest awaits and or
   not implies iff in unless only if as by via for cites subject to assumed inferred note yes no more less red line
   difficulty role principal mediator guarantor host observer consents always never when voice relays weight kind
   press transcript document interview date duration min h days planned with from worth step unit decides unanimity
   majority of members fewer than against T`.split(/\s+/),
);

/** a -> б and so on: letters of the Cyrillic script by their place, the case kept. */
export const foreign = (text: string): string =>
  text.replace(/[A-Za-z]/g, (letter) => {
    const base = letter < "a" ? 65 : 97;
    return String.fromCharCode((letter < "a" ? 0x410 : 0x430) + letter.charCodeAt(0) - base);
  });

/** Comments go, keywords stay, and so do the paths of files. */
function foreignModel(text: string): string {
  return text.replace(/#.*|"(?:\\.|[^"\\])*"|[\p{L}][\p{L}\p{M}\p{Nd}_-]*/gu, (part) => {
    if (part.startsWith("#")) return "";
    if (!part.startsWith('"')) return keywords.has(part) ? part : foreign(part);
    return /\.(txt|zopa)"$/.test(part) ? part : foreign(part);
  });
}

export function foreignExample(example: Example): { folder: string; models: string[] } {
  const folder = copyExample(example);
  for (const name of readdirSync(folder)) {
    const text = readFileSync(join(folder, name), "utf8");
    if (name.endsWith(".zopa")) writeFileSync(join(folder, name), foreignModel(text));
    if (name.endsWith(".txt")) writeFileSync(join(folder, name), foreign(text));
  }
  return { folder, models: [`${example}.zopa`] };
}
