/** Two texts -> the lines in which they differ: the longest common lines stay, the rest is taken out or put in. */

export interface LineChange {
  kind: "same" | "mine" | "theirs";
  text: string;
}

/** Longest common subsequence by dynamic programming over what lies between equal beginnings and ends. */
function middle(mine: string[], theirs: string[]): LineChange[] {
  const width = theirs.length + 1;
  const length = new Uint32Array((mine.length + 1) * width);
  for (let i = mine.length - 1; i >= 0; i--)
    for (let j = theirs.length - 1; j >= 0; j--) {
      const down = length[(i + 1) * width + j] ?? 0;
      const across = length[i * width + j + 1] ?? 0;
      const diagonal = (length[(i + 1) * width + j + 1] ?? 0) + 1;
      length[i * width + j] = mine[i] === theirs[j] ? diagonal : Math.max(down, across);
    }
  return walk(mine, theirs, length);
}

function walk(mine: string[], theirs: string[], length: Uint32Array): LineChange[] {
  const width = theirs.length + 1;
  const changes: LineChange[] = [];
  let i = 0;
  let j = 0;
  while (i < mine.length || j < theirs.length) {
    const down = i < mine.length ? (length[(i + 1) * width + j] ?? 0) : -1;
    const across = j < theirs.length ? (length[i * width + j + 1] ?? 0) : -1;
    if (i < mine.length && j < theirs.length && mine[i] === theirs[j])
      (changes.push({ kind: "same", text: mine[i++] ?? "" }), j++);
    else if (down >= across) changes.push({ kind: "mine", text: mine[i++] ?? "" });
    else changes.push({ kind: "theirs", text: theirs[j++] ?? "" });
  }
  return changes;
}

/** Above so many cells the middle is shown as a whole: taken out, then put in. */
const mostCells = 4_000_000;

export function lineChanges(mine: string, theirs: string): LineChange[] {
  const a = mine.split("\n");
  const b = theirs.split("\n");
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  const same = (text: string): LineChange => ({ kind: "same", text });
  const left = a.slice(start, a.length - end);
  const right = b.slice(start, b.length - end);
  const large = (left.length + 1) * (right.length + 1) > mostCells;
  const whole = (): LineChange[] => [
    ...left.map((text): LineChange => ({ kind: "mine", text })),
    ...right.map((text): LineChange => ({ kind: "theirs", text })),
  ];
  return [
    ...a.slice(0, start).map(same),
    ...(large ? whole() : middle(left, right)),
    ...a.slice(a.length - end).map(same),
  ];
}
