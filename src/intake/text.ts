import { refusedCharacter } from "../kernel/characters.ts";
import type { Issue } from "../kernel/result.ts";
import { holdsCardNumber } from "./card-number.ts";
import { pointerOf } from "./pointer.ts";
import { codePoint } from "./quote.ts";

/**
 * Every text of a raw value, before its schema is asked. Refused are characters that cannot be seen or that change how
 * their neighbours are read, and card numbers in free text, written without quotes too (rule B10). Beyond that the
 * schema trims blanks at the ends and composes characters (NFC), so that equal texts are equal bytes.
 */
export const textIssues = (value: unknown): readonly Issue[] => {
  const issues: Issue[] = [];
  const visit = (inner: unknown, path: readonly (string | number)[]): void => {
    if (typeof inner === "string" || typeof inner === "number") issues.push(...issuesOfText(String(inner), path));
    else if (Array.isArray(inner)) inner.forEach((item, index) => visit(item, [...path, index]));
    else if (typeof inner === "object" && inner !== null) {
      for (const [name, field] of Object.entries(inner)) visit(field, [...path, name]);
    }
  };
  visit(value, []);
  return issues;
};

/** Printable ASCII needs no closer look. */
const PLAIN = /^[ -~]*$/;

/** Fields whose text may have several lines; a line ends with LF. */
const SEVERAL_LINES: ReadonlySet<unknown> = new Set(["memo", "description"]);

/** Identifiers and references to them: they have check digits of their own and are not mistaken for cards. */
const IDENTIFIERS: ReadonlySet<unknown> = new Set([
  "id",
  "accountId",
  "entity",
  "number",
  "masterOrder",
  "organisation",
  "scheme",
  "value",
  "registration",
  "taxes",
  "document",
  "key",
]);

/** Fields of figures: among their digits a point is a decimal point, and cards are not written with one. */
const FIGURES: ReadonlySet<unknown> = new Set([
  "quantity",
  "rate",
  "amount",
  "percent",
  "committed",
  "included",
  "used",
  "base",
  "net",
  "tax",
  "total",
  "due",
  "cardPaidThisMonth",
]);

/** May the text hold the number of a card, or is it something else that has as many digits? */
const isFree = (text: string, name: unknown): boolean =>
  !IDENTIFIERS.has(name) && !(FIGURES.has(name) && /^-?\d+\.\d+$/.test(text));

const issuesOfText = (text: string, path: readonly (string | number)[]): readonly Issue[] => {
  const name = path.findLast((step) => typeof step === "string");
  const looked = SEVERAL_LINES.has(name) ? text.replaceAll("\n", "") : text;
  const refused = PLAIN.test(looked) ? undefined : refusedCharacter(looked);
  const issues: Issue[] = [];
  if (refused !== undefined) issues.push({ rule: null, at: pointerOf(path), ...wordsFor(refused) });
  if (isFree(text, name) && holdsCardNumber(text)) {
    issues.push({
      rule: "B10",
      at: pointerOf(path),
      message: "holds the number of a payment card",
      hint: "take it out; of a saved card a document shows brand and last four digits",
    });
  }
  return issues;
};

type Sort = { readonly characters: RegExp; readonly what: string; readonly hint: string };

/** The first row that fits names the character. */
const SORTS: readonly Sort[] = [
  {
    characters: /[\n\r\u2028\u2029]/,
    what: "a line break",
    hint: "only memo and description have several lines, ended by \\n",
  },
  { characters: /\t/, what: "a tab", hint: "write a blank" },
  {
    characters: /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/,
    what: "a control of writing direction",
    hint: "take it out",
  },
  { characters: /[\u00AD\u200B-\u200D\u2060-\u2064\uFEFF]/, what: "a character without width", hint: "take it out" },
  { characters: /\p{Cc}/u, what: "a control character", hint: "take it out" },
  { characters: /\p{Cs}/u, what: "half of a surrogate pair", hint: "a conversion has damaged the text: send it anew" },
  {
    characters: /\uFFFD/,
    what: "the mark of a character that was lost",
    hint: "a conversion has damaged the text: send it anew",
  },
  { characters: /\p{Co}/u, what: "a character for private use", hint: "no font shows it alike: use a public one" },
  { characters: /\p{Cn}/u, what: "a code without a character", hint: "take it out" },
];

const wordsFor = (character: string): { readonly message: string; readonly hint: string } => {
  const sort = SORTS.find(({ characters }) => characters.test(character));
  return {
    message: `holds ${codePoint(character)}, ${sort?.what ?? "a character that cannot be seen"}`,
    hint: sort?.hint ?? "take it out",
  };
};
