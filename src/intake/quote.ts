import { holdsCardNumber } from "./card-number.ts";

const LONGEST_QUOTE = 60;

/**
 * What was read, for a message: short, on one line, with invisible characters written out. A card number is never
 * repeated (rule B10).
 */
export const quote = (text: string): string => {
  if (holdsCardNumber(text)) return '"…"';
  const shown = text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text;
  return `"${shown.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, codePoint)}"`;
};

/** Any value, for a message that begins with it: objects and lists are not spelt out. */
export const quoteValue = (value: unknown): string => {
  if (typeof value === "string") return quote(value);
  if (typeof value === "number") return holdsCardNumber(String(value)) ? "…" : String(value);
  return typeof value === "boolean" ? String(value) : "this";
};

/** A pointer, for a message: names of fields come from the input too, and one may hold the number of a card. */
export const shownPointer = (pointer: string): string =>
  holdsCardNumber(pointer)
    ? pointer
        .split("/")
        .map((step) => (holdsCardNumber(step) ? "…" : step))
        .join("/")
    : pointer;

/** "U+202E". */
export const codePoint = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
