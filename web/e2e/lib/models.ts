/** Models made for the tests: a large one, drawn from a seed, and a hostile one. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { newFolder } from "./program";

/** The same numbers from the same seed (a linear congruence after Knuth, MMIX, folded to 32 bits). */
function dice(seed: number): (sides: number) => number {
  let state = BigInt(seed);
  return (sides) => {
    state = (state * 6364136223846793005n + 1442695040888963407n) & 0xffffffffffffffffn;
    return Number((state >> 33n) % BigInt(sides));
  };
}

const size = { parties: 12, issues: 40, options: 4, stances: 300, days: 10 };

/** One package is spared by every stance, so that something is within reach. */
function largeText(seed: number): string {
  const roll = dice(seed);
  const spared = Array.from({ length: size.issues }, () => roll(size.options));
  const lines = ['negotiation "A large negotiation"', ""];
  for (let p = 0; p < size.parties; p++) lines.push(`party P${p} "Party number ${p}"`);
  for (let i = 0; i < size.issues; i++) {
    lines.push(`issue i${i} "Issue number ${i}"`);
    for (let o = 0; o < size.options; o++) lines.push(`    o${o} "option ${o} of ${i}"`);
  }
  const holds = (i: number): string => {
    const [at, other] = [spared[i] ?? 0, roll(size.options)];
    return roll(2) ? `i${i} <= o${Math.max(at, other)}` : `i${i} >= o${Math.min(at, other)}`;
  };
  const fails = (i: number): string => `i${i} = o${((spared[i] ?? 0) + 1 + roll(size.options - 1)) % size.options}`;
  for (let s = 0; s < size.stances; s++) {
    if (s % (size.stances / size.days) === 0)
      lines.push("", `on 2030-03-${String(1 + s / (size.stances / size.days)).padStart(2, "0")}`);
    const [party, a, b, kind] = [roll(size.parties), roll(size.issues), roll(size.issues), roll(4)];
    const said =
      [
        `requires ${holds(a)}`,
        `refuses ${fails(a)}`,
        `refuses ${fails(a)} and i${b} != o0`,
        `accepts ${fails(a)} only if ${holds(b)}`,
      ][kind] ?? "";
    lines.push(`P${party} ${said}  as s${s}`);
  }
  return `${lines.join("\n")}\n`;
}

/** 12 parties, 40 issues of 4 options, 300 stances on 10 days. */
export function largeModel(): { folder: string; models: string[]; text: string } {
  const folder = newFolder();
  const text = largeText(2030);
  writeFileSync(join(folder, "large.zopa"), text);
  return { folder, models: ["large.zopa"], text };
}

/** Texts that would do harm where text is taken for anything else. */
export const harm = {
  title: "</script><script>alert(1)</script>",
  party: "<img src=x onerror=alert(2)>",
  issue: '\\"><svg onload=alert(3)>',
  option: "<!--<script>",
  unit: "<b>km</b>",
  quotation: "<iframe srcdoc='<script>parent.alert(4)</script>'>",
  speaker: "{name} ${alert(5)} $& %s",
  note: "javascript:alert(6)",
  rightToLeft: "שלום <i>עולם</i>",
  file: "<img src=x onerror=alert(7)>.zopa",
  source: "' onfocus=alert(8) '&lt;.txt",
};

const hostileText = `negotiation "${harm.title}"
source words "${harm.source}" kind press date 2030-01-01
party isPrototypeOf "${harm.party}"
party constructor "${harm.rightToLeft}"
issue toString "${harm.issue}"
    valueOf "${harm.option}"
    hasOwnProperty
issue n "n": 0..20 step 10 unit "${harm.unit}"
on 2030-01-01
isPrototypeOf requires toString = valueOf  as then
    by "${harm.speaker}"
    cites words "${harm.quotation}"
    note "${harm.note}"
constructor refuses n > 10 unless toString = valueOf  as length
    subject to "${harm.party}"
isPrototypeOf values toString 10: valueOf 100, hasOwnProperty 0
constructor values toString 10: valueOf 0, hasOwnProperty 100
isPrototypeOf alternative "${harm.party}" worth 1
constructor alternative "${harm.option}" worth 2
session "${harm.title}" with isPrototypeOf, constructor
readout constructor "${harm.party}"
deadline 2030-02-01 "${harm.option}"
constructor awaits "${harm.party}" from isPrototypeOf
deal prototype "${harm.party}" { n = 10, toString = valueOf }
isPrototypeOf offers prototype
`;

/** Names that JavaScript knows, markup in every text, in the name of the file and of the source. */
export function hostileModel(): { folder: string; models: string[] } {
  const folder = newFolder();
  writeFileSync(join(folder, harm.file), hostileText);
  mkdirSync(dirname(join(folder, harm.source)), { recursive: true });
  writeFileSync(join(folder, harm.source), `He said: “${harm.quotation}” and left.\n\n<script>alert(9)</script>\n`);
  return { folder, models: [harm.file] };
}
