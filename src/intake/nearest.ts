/** The known word that was probably meant: `licenseModel` for `licenceModel`, `bill_to` for `billTo`; else undefined. */
export const nearest = (word: string, known: readonly string[]): string | undefined => {
  const plainWord = plain(word.slice(0, LONGEST));
  const best = known
    .map((candidate) => ({ candidate, distance: distance(plainWord, plain(candidate)) }))
    .reduce<Found | undefined>(
      (least, next) => (least === undefined || next.distance < least.distance ? next : least),
      undefined,
    );
  return best !== undefined && best.distance <= mostFor(plainWord) ? best.candidate : undefined;
};

/** For a hint: the word that was probably meant, else the words that there are. */
export const didYouMean = (word: string, known: readonly string[]): string => {
  const meant = nearest(word, known);
  return meant === undefined ? `known: ${known.join(", ")}` : `did you mean "${meant}"?`;
};

type Found = { readonly candidate: string; readonly distance: number };

/** Longer than any word of ours: what is beyond it cannot be a slip. */
const LONGEST = 60;

const plain = (word: string): string => word.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");

/** One slip in three letters, one at least. */
const mostFor = (word: string): number => Math.max(1, Math.floor(word.length / 3));

/** Letters to insert, delete or replace until one word is the other (Levenshtein). */
const distance = (from: string, to: string): number => {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (const [line, letter] of Array.from(from).entries()) {
    const next = [line + 1];
    for (const [column, other] of Array.from(to).entries()) {
      const replaced = (row[column] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(replaced, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
};
