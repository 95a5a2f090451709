/** Places of labels that want to be near something and must not lie on each other. */

/** Neighbours that touch move as one: `start` is the top at which the boxes of the block are nearest to their wishes. */
interface Pack {
  members: number[];
  start: number;
  height: number;
}

const startOf = (members: number[], wishes: number[], heights: number[]): number => {
  let above = 0;
  let sum = 0;
  for (const at of members) {
    sum += (wishes[at] ?? 0) - above;
    above += heights[at] ?? 0;
  }
  return sum / members.length;
};

function merge(a: Pack, b: Pack, wishes: number[], heights: number[]): Pack {
  const members = a.members.concat(b.members);
  return { members, start: startOf(members, wishes, heights), height: a.height + b.height };
}

/** Tops for boxes of these heights, as near to their wishes as they can all be at once, not above `top`; within bottom if they fit. */
export function spread(wishes: number[], heights: number[], top: number, bottom: number): number[] {
  const order = wishes.map((_, at) => at).sort((a, b) => (wishes[a] ?? 0) - (wishes[b] ?? 0) || a - b);
  const total = heights.reduce((sum, height) => sum + height, 0);
  const fit = (pack: Pack): Pack => ({ ...pack, start: clamp(pack.start, top, Math.max(top, bottom - pack.height)) });
  const packs: Pack[] = [];
  for (const at of order) {
    let pack = fit({ members: [at], start: wishes[at] ?? 0, height: heights[at] ?? 0 });
    for (
      let last = packs[packs.length - 1];
      last && last.start + last.height > pack.start;
      last = packs[packs.length - 1]
    ) {
      packs.pop();
      pack = fit(merge(last, pack, wishes, heights));
    }
    packs.push(pack);
  }
  return topsOf(total > bottom - top ? [fit({ members: order, start: top, height: total })] : packs, heights);
}

function topsOf(packs: Pack[], heights: number[]): number[] {
  const tops: number[] = [];
  for (const pack of packs) {
    let y = pack.start;
    for (const at of pack.members) {
      tops[at] = y;
      y += heights[at] ?? 0;
    }
  }
  return tops;
}

export const clamp = (value: number, low: number, high: number): number => Math.max(low, Math.min(high, value));
