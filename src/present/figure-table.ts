import { invariant } from "../kernel/result.ts";

/** How a country's addresses are printed in this locale, where that differs from the country's own form. */
export type AddressForm = {
  readonly format: string;
  /** Names of regions by their code: {"QC": "Québec"}. */
  readonly regions: Readonly<Record<string, string>>;
  /** Only for addresses whose city is written in this script: "Han". */
  readonly script?: string;
  /** The addressee comes after the address (J-JP-13). */
  readonly name: "first" | "last";
};

/**
 * The figures of one locale, locales/xx-YY.json: the source for documents, so that an update of ICU changes nothing.
 * A drift test compares it with Intl. Placeholders: {n} the number, {s} the symbol; {d} {dd} {M} {MM} {MMM} {MMMM} {y}.
 */
export type FigureTable = {
  readonly decimal: string;
  readonly group: string;
  /** Whole parts with fewer digits are not grouped: 4 in most locales, 5 in Spanish. */
  readonly groupFrom: number;
  readonly minus: string;
  readonly percent: string;
  readonly currency: string;
  readonly negativeCurrency: string;
  /** By ISO code. */
  readonly symbols: Readonly<Record<string, string>>;
  readonly months: readonly string[];
  readonly shortMonths: readonly string[];
  /** For the head of a document. */
  readonly longDate: string;
  /** For tables and running text. */
  readonly shortDate: string;
  /** The first date of a range within one year. */
  readonly rangeFirst: string;
  readonly rangeSeparator: string;
  /** The first of a month where it is no plain number: "1er". */
  readonly firstOfMonth?: string;
  readonly addresses: Readonly<Record<string, AddressForm>>;
  /** Names of countries that differ from the ones of i18n-iso-countries. */
  readonly countries: Readonly<Record<string, string>>;
};

/** Typed parse of the `figures` of a locale file. The files are ours, so a fault in one is a defect: it throws. */
export const parseFigures = (value: unknown, file: string): FigureTable => {
  const at = tableAt(value, file);
  const text = (key: string): string => textAt(at, key, file);
  const groupFrom = at.get("groupFrom");
  invariant(typeof groupFrom === "number", `${file}: groupFrom is a number of digits`);
  const firstOfMonth = at.get("firstOfMonth");
  return {
    decimal: text("decimal"),
    group: text("group"),
    groupFrom,
    minus: text("minus"),
    percent: text("percent"),
    currency: text("currency"),
    negativeCurrency: text("negativeCurrency"),
    symbols: textsOf(at.get("symbols"), `${file}: symbols`),
    months: monthsAt(at, "months", file),
    shortMonths: monthsAt(at, "shortMonths", file),
    longDate: text("longDate"),
    shortDate: text("shortDate"),
    rangeFirst: text("rangeFirst"),
    rangeSeparator: text("rangeSeparator"),
    ...(firstOfMonth === undefined ? {} : { firstOfMonth: text("firstOfMonth") }),
    addresses: addressesOf(at.get("addresses") ?? {}, `${file}: addresses`),
    countries: textsOf(at.get("countries") ?? {}, `${file}: countries`),
  };
};

/** A flat table of texts, such as the words of a language. Without a prototype, so that no key is there by inheritance. */
export const textsOf = (value: unknown, where: string): Readonly<Record<string, string>> => {
  const table = tableAt(value, where);
  const texts = [...table.keys()].map((key): [string, string] => [key, textAt(table, key, where)]);
  return Object.assign(Object.create(null), Object.fromEntries(texts));
};

/** The own fields of a JSON object. */
export const tableAt = (value: unknown, where: string): ReadonlyMap<string, unknown> => {
  invariant(typeof value === "object" && value !== null && !Array.isArray(value), `${where} is an object`);
  return new Map<string, unknown>(Object.entries(value));
};

const textAt = (table: ReadonlyMap<string, unknown>, key: string, where: string): string => {
  const text = table.get(key);
  invariant(typeof text === "string", `${where}: "${key}" is a text`);
  return text;
};

const monthsAt = (table: ReadonlyMap<string, unknown>, key: string, where: string): readonly string[] => {
  const months = table.get(key);
  invariant(Array.isArray(months) && months.length === 12, `${where}: "${key}" names twelve months`);
  return months.map((month: unknown) => {
    invariant(typeof month === "string", `${where}: "${key}" are texts`);
    return month;
  });
};

const addressesOf = (value: unknown, where: string): Readonly<Record<string, AddressForm>> =>
  Object.fromEntries(
    [...tableAt(value, where)].map(([country, form]) => {
      const table = tableAt(form, `${where}.${country}`);
      const format = textAt(table, "format", where);
      const regions = textsOf(table.get("regions") ?? {}, where);
      const name = table.get("name") === "last" ? "last" : "first";
      return [
        country,
        { format, regions, name, ...(table.has("script") && { script: textAt(table, "script", where) }) },
      ];
    }),
  );
