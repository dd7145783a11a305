import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { zeroMoney } from "../../src/kernel/money.ts";
import { createLanguages, toDocuments } from "../../src/pipeline.ts";
import { invoiceOf, MERIDIAN, rawDocument, valueOf } from "../documents.ts";

const languages = createLanguages(
  (name) => JSON.parse(readFileSync(new URL(`../../locales/${name}.json`, import.meta.url), "utf8")),
  MERIDIAN.texts,
);

const viewFor = (hostingRegion: string) => {
  const invoice = invoiceOf({ customer: { ...Object(rawDocument()["customer"]), hostingRegion } });
  const link = "https://pay.meridian.example/i/abc";
  const facts = { kind: "numbered", number: "INV-1", link, cardPaidThisMonth: zeroMoney(invoice.currency) } as const;
  return valueOf(toDocuments(invoice, facts, { issuer: MERIDIAN, languages })).view;
};

test("[F5] where the services run changes neither content nor price, and is not the billing region", () => {
  expect(viewFor("eu-central-1")).toEqual(viewFor("us-east-1"));
  expect(JSON.stringify(viewFor("eu-central-1"))).not.toContain("eu-central-1");
  expect(JSON.stringify(viewFor("eu-central-1"))).toContain(MERIDIAN.billingTeams.NA);
});
