import { readFileSync } from "node:fs";
import { parseCalendarDate, type CalendarDate } from "../../src/kernel/calendar.ts";
import { parseCurrency, zeroMoney } from "../../src/kernel/money.ts";
import type { Locale } from "../../src/kernel/party.ts";
import type { Facts, IssuedInvoice } from "../../src/issue/issued-invoice.ts";
import { issueInvoice } from "../../src/issue/issue.ts";
import { reviewLaw } from "../../src/law/law.ts";
import type { Issuer } from "../../src/policy/issuer.ts";
import type { Block, DocumentView, Fact, Text } from "../../src/present/document-view.ts";
import { presentInvoice } from "../../src/present/present.ts";
import { createLanguage, type Language } from "../../src/present/words.ts";
import { invoiceOf, MERIDIAN, rawDocument, valueOf } from "../documents.ts";

export const readLocale = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../locales/${name}.json`, import.meta.url), "utf8"));

export const languageOf = (locale: Locale, texts: Issuer["texts"] = {}): Language =>
  createLanguage(locale, readLocale, texts);

type Raw = Readonly<Record<string, unknown>>;
type Options = { readonly issuer?: Issuer; readonly locale?: Locale; readonly facts?: Facts };

/** A document through all stages before present, as the pipeline takes it. */
export const issuedOf = (fields: Raw = {}, { issuer = MERIDIAN, facts }: Options = {}): IssuedInvoice => {
  const invoice = invoiceOf(fields, issuer);
  return valueOf(issueInvoice(invoice, facts ?? numberedFacts(fields), issuer));
};

export const viewOf = (fields: Raw = {}, options: Options = {}): DocumentView => {
  const { issuer = MERIDIAN, locale = "en-US" } = options;
  const issued = issuedOf(fields, options);
  return presentInvoice(issued, valueOf(reviewLaw(issued)), { issuer, language: languageOf(locale, issuer.texts) });
};

/** The facts of a numbered document: its own number and link, nothing paid by card this month. */
const numberedFacts = (fields: Raw): Facts => {
  const raw = rawDocument(fields);
  const currency = parseCurrency(String(raw["currency"]));
  if (currency === undefined) throw new Error("no such currency");
  const { payment } = raw;
  const link = typeof payment === "object" && payment !== null && "link" in payment ? String(payment.link) : undefined;
  return {
    kind: "numbered",
    number: String(raw["number"]),
    cardPaidThisMonth: zeroMoney(currency),
    ...(link !== undefined && { link }),
  };
};

type Kind = Block["kind"];

export const maybeBlock = <K extends Kind>(view: DocumentView, kind: K): Extract<Block, { kind: K }> | undefined =>
  view.blocks.find((block): block is Extract<Block, { kind: K }> => block.kind === kind);

export const blockOf = <K extends Kind>(view: DocumentView, kind: K): Extract<Block, { kind: K }> => {
  const block = maybeBlock(view, kind);
  if (block === undefined) throw new Error(`no ${kind} block`);
  return block;
};

/** A printed text with plain spaces, so that a test reads as the document does. */
export const str = (text: Text | undefined): string | undefined =>
  text?.runs
    .map((run) => run.text)
    .join("")
    .replaceAll("\u00a0", " ");

export const strs = (texts: readonly Text[]): readonly (string | undefined)[] => texts.map(str);

/** Facts as "label: value | value". */
export const factLines = (facts: readonly Fact[]): readonly string[] =>
  facts.map(({ label, value }) => `${str(label)}: ${strs(value).join(" | ")}`);

/** Every string that is printed, wherever it stands in the view. */
export const allTexts = (view: DocumentView): readonly string[] =>
  collect(view.blocks).concat(collect([view.marks, view.continued, view.footer]));

const collect = (value: unknown): readonly string[] => {
  if (typeof value !== "object" || value === null) return [];
  if (Array.isArray(value)) return value.flatMap(collect);
  return Object.entries(value).flatMap(([key, part]: [string, unknown]) =>
    key === "text" && typeof part === "string" ? [part] : collect(part),
  );
};

export const dateOf = (text: string): CalendarDate => {
  const date = parseCalendarDate(text);
  if (date === undefined) throw new Error(`${text} is no day`);
  return date;
};

/** A tax at a rate, as it would be typed. */
export const rawTax = (fields: Raw = {}): Raw => ({
  id: "wa",
  name: "Washington sales tax",
  jurisdiction: "US-WA",
  category: "standard",
  rate: "6.5",
  ...fields,
});
