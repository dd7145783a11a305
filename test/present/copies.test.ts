import { expect, test } from "vitest";
import { readFileSync } from "node:fs";
import { zeroMoney } from "../../src/kernel/money.ts";
import { createLanguages, toDocuments, type Context } from "../../src/pipeline.ts";
import { invoiceOf, MERIDIAN, valueOf } from "../documents.ts";

const languages = createLanguages(
  (name) => JSON.parse(readFileSync(new URL(`../../locales/${name}.json`, import.meta.url), "utf8")),
  MERIDIAN.texts,
);

const made = (more: Partial<Context>) => {
  const invoice = invoiceOf();
  const link = "https://pay.meridian.example/i/abc";
  const facts = { kind: "numbered", number: "INV-1", link, cardPaidThisMonth: zeroMoney(invoice.currency) } as const;
  return valueOf(toDocuments(invoice, facts, { issuer: MERIDIAN, languages, ...more }));
};

const marksOf = (more: Partial<Context>) => made(more).view.marks.flatMap(({ runs }) => runs.map(({ text }) => text));

test("[A20] the original bears no mark of a copy, in its own language neither", () => {
  expect(marksOf({})).toEqual([]);
  expect(marksOf({ locale: "en-US" })).toEqual([]);
});

test("[A20] a duplicate and a translation are marked on every page, in their language", () => {
  expect(marksOf({ copy: "duplicate" })).toEqual(["DUPLICATE of the original document"]);
  expect(marksOf({ locale: "de-DE" })).toEqual(["ÜBERSETZUNG – maßgeblich ist das Originaldokument"]);
});

test("[A20] a copy states what the original states: number, dates, amounts, link", () => {
  const { issued: original } = made({});
  expect(made({ copy: "duplicate" }).issued).toEqual(original);
  expect(made({ locale: "ja-JP" }).issued).toEqual(original);
});
