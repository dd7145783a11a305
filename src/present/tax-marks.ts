import type { Invoice, Line } from "../compute/invoice.ts";

/**
 * A letter for each tax row, by the tax's id, where lines are taxed differently; none where one treatment holds for
 * all, since the tax summary then says it (rule A6). Reduced rates in Japan bear their own sign (J-JP-3).
 */
export const taxMarks = (invoice: Invoice): ReadonlyMap<string, string> => {
  const treatments = new Set(linesOf(invoice).map((line) => JSON.stringify(line.taxes.toSorted())));
  if (treatments.size <= 1) return new Map();
  return new Map(
    invoice.taxes.map(({ tax }, index) => [
      tax.id,
      tax.category === "reduced" && tax.jurisdiction === "JP" ? REDUCED_IN_JAPAN : letters(index),
    ]),
  );
};

/** The marks of one line's taxes: "A", or "A B" where two are due on it. */
export const lineMark = (line: Line, marks: ReadonlyMap<string, string>): string | undefined =>
  marks.size === 0 ? undefined : line.taxes.flatMap((tax) => marks.get(tax) ?? []).join(" ");

/** All lines in print order. */
export const linesOf = (invoice: Invoice): readonly Line[] =>
  invoice.sections.flatMap((section) => [...section.lines, ...section.parts.flatMap((part) => part.lines)]);

export const REDUCED_IN_JAPAN = "※";

/** A … Z, AA, AB … */
const letters = (index: number): string =>
  (index < 26 ? "" : letters(Math.floor(index / 26) - 1)) + String.fromCodePoint(65 + (index % 26));
