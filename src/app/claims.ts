import type { RuleId } from "../kernel/ids.ts";
import type { Issue } from "../kernel/result.ts";
import { clashKey } from "./safe-name.ts";

/** What only one document of a run may have. */
export type Claim = { readonly id: string; readonly name: string; readonly number?: string; readonly link?: string };

type Kind = keyof Claim;

/** In the order of the messages: a name is told only where the id is another, as it follows from the id. */
const RULES = {
  id: { rule: null, at: "/id", what: "the id" },
  name: { rule: null, at: "/id", what: "the file name" },
  number: { rule: "J-ALL-1", at: "/number", what: "the number" },
  link: { rule: "B3", at: "/payment/link", what: "the payment link" },
} as const satisfies Record<Kind, { readonly rule: RuleId | null; readonly at: string; readonly what: string }>;

/** The ids, file names, numbers and links that documents of this run have taken. */
export type Claims = {
  /** Everything that an accepted document has taken before; empty where nothing clashes. */
  readonly clashes: (claim: Claim) => readonly Issue[];
  /** For a document that is accepted: what is refused takes nothing. */
  readonly take: (claim: Claim, place: string) => void;
};

/** A number, link, id or file name that comes a second time is refused, and the first stands (rules B3, J-ALL-1). */
export const createClaims = (): Claims => {
  const taken: Readonly<Record<Kind, Map<string, string>>> = {
    id: new Map(),
    name: new Map(),
    number: new Map(),
    link: new Map(),
  };
  const clash = (claim: Claim, kind: Kind): readonly Issue[] => {
    const value = claim[kind];
    const place = value === undefined ? undefined : taken[kind].get(keyOf(kind, value));
    if (value === undefined || place === undefined) return [];
    const { rule, at, what } = RULES[kind];
    const message = `${what} "${value}" comes a second time in this run`;
    return [{ rule, at, message, hint: `the first is at ${place} and stands` }];
  };
  return {
    clashes: (claim) => {
      const sameId = clash(claim, "id");
      return [
        ...sameId,
        ...(sameId.length > 0 ? [] : clash(claim, "name")),
        ...clash(claim, "number"),
        ...clash(claim, "link"),
      ];
    },
    take: (claim, place) => {
      for (const kind of ["id", "name", "number", "link"] as const) {
        const value = claim[kind];
        if (value !== undefined) taken[kind].set(ownCopy(keyOf(kind, value)), place);
      }
    },
  };
};

/** What makes two values the same: names on a system that ignores case, links however their host is written. */
const KEYS = {
  id: (id) => id,
  name: clashKey,
  number: (number) => number,
  link: (link) => URL.parse(link)?.href ?? link,
} as const satisfies Record<Kind, (value: string) => string>;

const keyOf = (kind: Kind, value: string): string => KEYS[kind](value);

/** A piece of a text keeps the whole text in memory; a run that remembers pieces of all its records must not. */
const ownCopy = (piece: string): string => new TextDecoder().decode(new TextEncoder().encode(piece));
