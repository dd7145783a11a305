import { invariant } from "../kernel/result.ts";
import type { DocumentView, Text } from "../present/document-view.ts";
import type { RenderAssets } from "./renderer.ts";

/** The text of a style element, and the hash by which the page's policy allows it. */
export type Style = { readonly css: string; readonly hash: string };

export const withHash = (css: string, { digest }: RenderAssets): Style => ({ css, hash: digest(css) });

/** The look that all documents share: the theme's colours as custom properties, dark ones for dark screens, the rules. */
export const themeStyle = (assets: RenderAssets): string => {
  const theme: unknown = JSON.parse(assets.template("theme.json"));
  return oneLine(`
:root { ${properties(theme, "colours")} }
@media screen and (prefers-color-scheme: dark) { :root { ${properties(theme, "dark")} } }
${assets.template("style.css")}`);
};

/** Comments and line ends are for who writes the sheet; in a million documents they would only weigh. */
const oneLine = (css: string): string =>
  css
    .replaceAll(/\/\*[^]*?\*\//g, "")
    .replaceAll(/\s+/g, " ")
    .trim();

/**
 * Paper, and what stands on every printed page: the reference, the seller and "page x of y" below, marks and, from the
 * second page on, the running head above. On a screen there are no pages, and the page's own foot says it once.
 */
export const paperStyle = ({ paper, marks, continued, footer }: DocumentView): string => `
@page {
size: ${paper};
@top-left { content: ${quoted(plain(continued))}; }
@top-right { content: ${quoted(marks.map(plain).join(" · "))}; }
@bottom-left { content: ${quoted(plain(footer.reference))}; }
@bottom-center { content: ${quoted(plain(footer.seller))}; }
@bottom-right { content: ${counted(footer.pagePattern)}; }
}
@page :first {
@top-left { content: none; }
@top-right { content: none; }
}
`;

const plain = ({ runs }: Text): string => runs.map(({ text }) => text).join("");

/** "Page {page} of {pages}" with the browser's counters in the places of the two names. */
const counted = (pattern: string): string =>
  pattern
    .split(/(\{page\}|\{pages\})/)
    .filter((piece) => piece !== "")
    .map((piece) => COUNTERS.get(piece) ?? quoted(piece))
    .join(" ");

const COUNTERS: ReadonlyMap<string, string> = new Map([
  ["{page}", "counter(page)"],
  ["{pages}", "counter(pages)"],
]);

/** A CSS string that nothing can end: whatever is not a letter, a digit, a space or one of ". , -" goes as its code point. */
const quoted = (text: string): string =>
  `"${text.replaceAll(/[^\p{L}\p{M}\p{N} .,-]/gu, (sign) => `\\${(sign.codePointAt(0) ?? 0).toString(16)} `)}"`;

const properties = (theme: unknown, part: "colours" | "dark"): string =>
  [...coloursOf(theme, part)].map(([name, colour]) => `--${name}: ${colour};`).join(" ");

/** The colours of theme.json by their names, for light or for dark screens. */
export const coloursOf = (theme: unknown, part: "colours" | "dark"): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(recordOf(recordOf(theme, "theme.json")[part], part)).map(([name, colour]) => {
      invariant(typeof colour === "string" && /^#[0-9a-f]{6}$/.test(colour), `theme.json ${part}.${name} is #rrggbb`);
      return [name, colour];
    }),
  );

const recordOf = (value: unknown, name: string): Readonly<Record<string, unknown>> => {
  invariant(typeof value === "object" && value !== null, `${name} is an object`);
  return Object.fromEntries(Object.entries(value));
};
