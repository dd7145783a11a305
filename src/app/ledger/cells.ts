/**
 * A cell of a CSV file (RFC 4180). What a spreadsheet takes for a formula, as it begins with = + - @, a tab or a carriage
 * return, is kept from being one by an apostrophe before it: a name of a customer is text, whatever it looks like.
 */
export const csvCell = (text: string): string => {
  const harmless = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
};

/** Rows end as RFC 4180 has it. */
export const csvRow = (cells: readonly string[]): string => `${cells.map(csvCell).join(",")}\r\n`;

/** A plain negative number is an amount, which must stay one. */
const FORMULA = /^(?:[=+@\t\r]|-(?!\d+(?:\.\d+)?$))/;
