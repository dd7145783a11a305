import Handlebars from "handlebars";
import { mailFaults } from "./mail-literally.ts";
import type { Made, Written } from "./outputs.ts";
import { WORD } from "./payloads.ts";

/**
 * Where the outputs of a document differ from what they are with an innocent word in the hostile text's place. Printed
 * literally means: equal in every byte but for the text itself, which is escaped once in HTML and in JSON.
 */
export const differences = (plain: Written, hostile: Written, text: string): readonly string[] => [
  ...(isLiteralHtml(plain.html, hostile.html, text) ? [] : ["html"]),
  ...(dense(hostile.text) === dense(put(plain.text, text)) ? [] : ["text"]),
  ...(sameJson(plain.json, hostile.json, text) ? [] : ["json"]),
  ...(dense(hostile.explain) === dense(put(plain.explain, text)) ? [] : ["explain"]),
  ...(sameManifest(plain.manifest, hostile.manifest, text) ? [] : ["manifest"]),
  ...mailFaults(plain.mails, hostile.mails, text),
];

const put = (output: string, text: string): string => output.split(WORD).join(text);

const isLiteralHtml = (plain: string, hostile: string, text: string): boolean => {
  const escaped = Handlebars.escapeExpression(text);
  // A text of several lines is several paragraphs or notes: each of its lines is there.
  if (text.includes("\n") && plain.includes(WORD)) {
    return text.split("\n").every((line) => hostile.includes(Handlebars.escapeExpression(line)));
  }
  return (
    withoutStyles(hostile) === put(withoutStyles(plain), escaped) &&
    stringsOf(hostile) === put(stringsOf(plain), text) &&
    count(hostile, '"') === count(plain, '"')
  );
};

/** The page without its styles and their hashes, which the running head takes part in. */
const withoutStyles = (html: string): string =>
  html.replaceAll(/<style>[^]*?<\/style>/g, "<style></style>").replaceAll(/'sha256-[^']*'/g, "''");

/** The styles as a browser reads them: what is written as a code point in a CSS string is that character. */
const stringsOf = (html: string): string =>
  [...html.matchAll(/<style>([^]*?)<\/style>/g)]
    .map(([, css = ""]) =>
      css.replaceAll(/\\([0-9a-f]+) /g, (_, code: string) => String.fromCodePoint(parseInt(code, 16))),
    )
    .join("");

const count = (output: string, sign: string): number => output.split(sign).length;

/** White space is the renderer's own: it breaks lines. */
const dense = (text: string): string => text.replaceAll(/\s/gu, "");

const sameJson = (plain: string, hostile: string, text: string): boolean =>
  JSON.stringify(withTexts(JSON.parse(plain), text)) === JSON.stringify(JSON.parse(hostile));

/** The value with the hostile text in each of its texts, where the word was. */
const withTexts = (value: unknown, text: string): unknown =>
  JSON.parse(JSON.stringify(value), (_, inner: unknown) => (typeof inner === "string" ? put(inner, text) : inner));

/** The name of a file is made of the id, safely; all else is the text itself. */
const sameManifest = (plain: string, hostile: string, text: string): boolean => {
  const withoutNames = (line: string): unknown => ({ ...Object(JSON.parse(line)), files: [] });
  return (
    JSON.stringify(withTexts(withoutNames(plain), text)) === JSON.stringify(withoutNames(hostile)) &&
    /"name":"[\p{L}\p{M}\p{N}._-]+"/u.test(hostile) &&
    hostile.indexOf("\n") === hostile.length - 1
  );
};

/** What is wrong with the words of a refusal: they are short, and printable as they are. */
export const unfitWords = (made: Made): readonly string[] => {
  if (made.ok) return [];
  const { stderr, manifest, issues } = made;
  return [
    ...(issues.length === 0 ? ["no reason"] : []),
    ...issues
      .filter(({ message, hint = "", at }) => (message + hint + at).length > LONGEST)
      .map(() => "a long message"),
    ...(manifest.indexOf("\n") === manifest.length - 1 ? [] : ["a manifest line that breaks"]),
    ...(UNPRINTABLE.test(stderr.replaceAll("\n", "")) ? ["a character that a terminal obeys"] : []),
  ];
};

const LONGEST = 1_500;
const UNPRINTABLE = /[\p{Cc}\p{Cs}\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/u;
