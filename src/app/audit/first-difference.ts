/** The first line in which two texts differ, counted from 1, and what stands there in each; undefined past the end of one. */
export type LineDifference = { readonly line: number; readonly was?: string; readonly is?: string };

/** Characters of a line that are quoted, and of these the ones before the difference. */
const QUOTED = { all: 120, before: 40 } as const;

export const firstDifference = (then: string, now: string): LineDifference | undefined => {
  const [older, newer] = [then.split("\n"), now.split("\n")];
  const most = Math.max(older.length, newer.length);
  for (let index = 0; index < most; index += 1) {
    const [a, b] = [older[index], newer[index]];
    if (a === b) continue;
    const from = Math.max(0, sharedLength(a ?? "", b ?? "") - QUOTED.before);
    return {
      line: index + 1,
      ...(a !== undefined && { was: excerpt(a, from) }),
      ...(b !== undefined && { is: excerpt(b, from) }),
    };
  }
  return undefined;
};

/** 'line 12: "Net 30" then, "Net 14" now'. */
export const differenceText = ({ line, was, is }: LineDifference): string =>
  `line ${line}: ${quoted(was)} then, ${quoted(is)} now`;

const quoted = (text: string | undefined): string => (text === undefined ? "nothing" : JSON.stringify(text));

const sharedLength = (a: string, b: string): number => {
  let at = 0;
  while (at < a.length && at < b.length && a[at] === b[at]) at += 1;
  return at;
};

const excerpt = (line: string, from: number): string => {
  const part = line.slice(from, from + QUOTED.all);
  return `${from > 0 ? "…" : ""}${part}${from + QUOTED.all < line.length ? "…" : ""}`;
};
