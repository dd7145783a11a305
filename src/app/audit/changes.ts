import type { Format } from "../formats.ts";
import type { Toolset } from "../register/document.ts";

/** A part of what documents are made with that is another now. */
export type Change = { readonly part: keyof Toolset; readonly text: string };

/** What has changed since the document was made; empty where nothing known has. */
export const changesSince = (then: Toolset, now: Toolset): readonly Change[] =>
  PARTS.filter(({ part }) => then[part] !== now[part]).map(({ part, name, isHash }) => ({
    part,
    text: `${name} (${shown(then[part], isHash)} then, ${shown(now[part], isHash)} now)`,
  }));

const PARTS = [
  { part: "version", name: "the program", isHash: false },
  { part: "templates", name: "the templates", isHash: true },
  { part: "locales", name: "the words of locales/", isHash: true },
  { part: "fonts", name: "the fonts", isHash: true },
  { part: "runtime", name: "the runtime", isHash: false },
] as const satisfies readonly { readonly part: keyof Toolset; readonly name: string; readonly isHash: boolean }[];

/** What of the toolset goes into a format: a change of fonts explains nothing about a text. */
const INGREDIENTS = {
  pdf: ["version", "templates", "locales", "fonts", "runtime"],
  html: ["version", "templates", "locales", "runtime"],
  text: ["version", "locales", "runtime"],
  json: ["version", "runtime"],
} as const satisfies Record<Format, readonly (keyof Toolset)[]>;

export const explaining = (changes: readonly Change[], format: Format): readonly Change[] =>
  changes.filter(({ part }) => INGREDIENTS[format].some((ingredient) => ingredient === part));

/** "explained by the templates (…)", or that it cannot be explained. */
export const explanationOf = (changes: readonly Change[]): string =>
  changes.length === 0
    ? "nothing known has changed since: a defect"
    : `changed since: ${changes.map(({ text }) => text).join(", ")}`;

const shown = (value: string, isHash: boolean): string => (isHash ? value.slice(0, 12) : value);
