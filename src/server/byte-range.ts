/** What of a file is asked for: all of it, a part (both ends included), or one that it does not have. */
export type ByteRange =
  | { readonly kind: "whole" }
  | { readonly kind: "part"; readonly first: number; readonly last: number }
  | { readonly kind: "unsatisfiable" };

const SINGLE = /^bytes=(\d{0,15})-(\d{0,15})$/i;

/**
 * RFC 9110, 14.2, one range at a time. What does not read as one is ignored, as the RFC wants; several at once are too: a
 * server may answer with the whole, and nobody can have a small file multiplied.
 */
export const parseRange = (header: string | undefined, length: number): ByteRange => {
  const [, from, to] = SINGLE.exec(header ?? "") ?? [];
  if (from === undefined || to === undefined || (from === "" && to === "")) return { kind: "whole" };
  if (from === "") return partOf(Math.max(0, length - Number(to)), length - 1, length);
  const last = to === "" ? length - 1 : Number(to);
  return last < Number(from) && to !== "" ? { kind: "whole" } : partOf(Number(from), last, length);
};

const partOf = (first: number, last: number, length: number): ByteRange =>
  first >= length ? { kind: "unsatisfiable" } : { kind: "part", first, last: Math.min(last, length - 1) };
