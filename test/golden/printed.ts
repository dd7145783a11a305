import type { DocumentView } from "../../src/present/document-view.ts";

/** What the HTML says: every text of the view, the hidden ones for speech among them. */
export const htmlStrings = (view: DocumentView): readonly string[] => textsIn(view, []);

/** What the plain text says: it has no pages that go on, and no picture that needs an alternative. */
export const plainStrings = (view: DocumentView): readonly string[] => textsIn(view, ["continued", "alt"]);

/** What the pages say: a single page does not go on, and the alternative of a picture is not printed. */
export const pageStrings = (view: DocumentView, pages: number): readonly string[] => [
  ...textsIn(view, pages === 1 ? ["continued", "alt"] : ["alt"]),
  ...Array.from({ length: pages }, (_, index) =>
    view.footer.pagePattern.replace("{page}", String(index + 1)).replace("{pages}", String(pages)),
  ),
];

/** Every string that stands in the runs of a text, wherever it is. */
const textsIn = (value: unknown, without: readonly string[]): readonly string[] => {
  if (Array.isArray(value)) return value.flatMap((item) => textsIn(item, without));
  if (!isRecord(value)) return [];
  const { runs } = value;
  if (Array.isArray(runs)) return [runs.map((run: unknown) => (isRecord(run) ? String(run["text"]) : "")).join("")];
  return Object.entries(value).flatMap(([key, child]) => (without.includes(key) ? [] : textsIn(child, without)));
};

/** The strings that an output lacks; spaces and line ends are the renderer's own. */
export const missingIn = (output: string, strings: readonly string[]): readonly string[] => {
  const dense = withoutSpaces(output);
  return [...new Set(strings)].filter((text) => !dense.includes(withoutSpaces(text)));
};

/** The text of an HTML page: no tags or style, entities as characters; the title and alternative texts are part of it. */
export const htmlText = (html: string): string =>
  html
    .replaceAll(/<(style|script)\b[\s\S]*?<\/\1>/g, "")
    .replaceAll(/<[^>]*\b(?:alt|aria-label)="([^"]*)"[^>]*>/g, " $1 ")
    .replaceAll(/<[^>]*>/g, "")
    .replaceAll(/&#x([0-9a-fA-F]+);/g, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll(/&(\w+);/g, (entity, name: string) => ENTITIES[name] ?? entity);

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " };

// Also the characters that only allow or forbid a break.
const withoutSpaces = (text: string): string => text.replaceAll(/[\s\u00ad\u200b\u2060]/g, "");

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;
