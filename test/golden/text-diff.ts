/** A line of a diff; `old` and `new` are numbered from 1. A line with both is unchanged or stands beside its successor. */
export type DiffRow = {
  readonly old?: { readonly number: number; readonly text: string };
  readonly new?: { readonly number: number; readonly text: string };
};

/** Above so many pairs of lines a common run is not looked for: the middle is shown as replaced. */
const MOST_PAIRS = 4_000_000;

/** The two texts side by side: equal lines in one row, changed ones as old rows beside new rows. */
export const diffLines = (before: string, after: string): readonly DiffRow[] => {
  const old = before.split("\n");
  const now = after.split("\n");
  const equal = pairsOf(old, now);
  const rows: DiffRow[] = [];
  let i = 0;
  let j = 0;
  for (const [nextOld, nextNew] of [...equal, [old.length, now.length] as const]) {
    while (i < nextOld || j < nextNew) {
      rows.push({
        ...(i < nextOld && { old: { number: i + 1, text: old[i] ?? "" } }),
        ...(j < nextNew && { new: { number: j + 1, text: now[j] ?? "" } }),
      });
      i = Math.min(i + 1, nextOld);
      j = Math.min(j + 1, nextNew);
    }
    if (nextOld < old.length && nextNew < now.length) {
      rows.push({ old: { number: ++i, text: old[nextOld] ?? "" }, new: { number: ++j, text: now[nextNew] ?? "" } });
    }
  }
  return rows;
};

export const isChanged = (row: DiffRow): boolean => row.old?.text !== row.new?.text;

/** Indices of lines that are the same on both sides: a longest common subsequence between equal ends. */
const pairsOf = (old: readonly string[], now: readonly string[]): readonly (readonly [number, number])[] => {
  const least = Math.min(old.length, now.length);
  let head = 0;
  while (head < least && old[head] === now[head]) head++;
  let tail = 0;
  while (tail < least - head && old.at(-1 - tail) === now.at(-1 - tail)) tail++;
  const ends = [
    Array.from({ length: head }, (_, index) => [index, index] as const),
    Array.from({ length: tail }, (_, index) => [old.length - tail + index, now.length - tail + index] as const),
  ] as const;
  const middle = longestCommon(old.slice(head, old.length - tail), now.slice(head, now.length - tail));
  return [...ends[0], ...middle.map(([i, j]) => [i + head, j + head] as const), ...ends[1]];
};

const longestCommon = (old: readonly string[], now: readonly string[]): readonly (readonly [number, number])[] => {
  if (old.length * now.length > MOST_PAIRS) return [];
  const width = now.length + 1;
  const lengths = new Uint32Array((old.length + 1) * width);
  const at = (i: number, j: number): number => lengths[i * width + j] ?? 0;
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = now.length - 1; j >= 0; j--) {
      lengths[i * width + j] = old[i] === now[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const pairs: (readonly [number, number])[] = [];
  for (let i = 0, j = 0; i < old.length && j < now.length;) {
    if (old[i] === now[j]) pairs.push([i++, j++]);
    else if (at(i + 1, j) >= at(i, j + 1)) i++;
    else j++;
  }
  return pairs;
};
