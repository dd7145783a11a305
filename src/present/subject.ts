import type { Brand } from "../kernel/ids.ts";

/** One line that a mail header may bear. Made only by `subjectOf`. */
export type Subject = Brand<string, "Subject">;

/** In characters; mail programs show less than half of it. */
export const SUBJECT_MOST = 150;

/** Line ends, other controls, halves of pairs, and what turns the direction of the words after it. */
const REFUSED = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu;

/**
 * A text of others that has not come through intake, as one line: nothing in it can end the line and begin another, or
 * turn its words around. What does not belong there becomes a space, also the spaces that do not break.
 */
export const oneLine = (text: string): string => text.replaceAll(REFUSED, " ").replaceAll(/\s+/g, " ").trim();

/** A subject of one line; what is too long ends in "…". */
export const subjectOf = (text: string): Subject => {
  const line = oneLine(text);
  const characters = Array.from(line);
  const isLong = characters.length > SUBJECT_MOST;
  return (
    isLong
      ? `${characters
          .slice(0, SUBJECT_MOST - 1)
          .join("")
          .trimEnd()}…`
      : line
  ) as Subject;
};
