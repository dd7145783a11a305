import type { FigureTable } from "../../src/present/figure-table.ts";

/** What a reader does with a printed figure: the sign, the digits, the locale's decimal sign; all else is ornament. */
export const readBack = (text: string, figures: FigureTable): string => {
  const digits = text.replaceAll(/[^\d.,-]/g, "").replaceAll(figures.decimal === "," ? "." : ",", "");
  const plain = digits.replaceAll(figures.decimal, ".");
  return /^-?0(\.0*)?$/.test(plain) ? plain.replace("-", "") : plain;
};
