import { existsSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { z } from "zod";
import { findCases, GOLDEN } from "./cases.ts";

const line = z.object({
  id: z.string(),
  quantity: z.string().optional(),
  rate: z.string().optional(),
  amount: z.string(),
  corrects: z.object({ number: z.string(), date: z.string() }).optional(),
});
const part = z.object({ id: z.string(), lines: z.array(line), subtotal: z.string() });
const issuedSchema = z.object({
  kind: z.string(),
  number: z.string().optional(),
  issueDate: z.string(),
  seller: z.object({ legalName: z.string() }),
  sections: z.array(part.extend({ parts: z.array(part).default([]) })),
  net: z.string(),
  taxes: z.array(z.object({ id: z.string(), base: z.string(), amount: z.string() })),
  tax: z.string(),
  total: z.string(),
  due: z.string(),
});
type Issued = z.output<typeof issuedSchema>;

const issuedOf = (name: string): Issued =>
  issuedSchema.parse(JSON.parse(readFileSync(`${GOLDEN}/${name}/3-issued.json`, "utf8")));

/** Credit notes that take a whole invoice back, and those that correct a part of one; each invoice is a case too. */
const WHOLE = [
  ["de-credit-note", "de-annual-monthly"],
  ["ca-quebec-credit-note", "ca-saved-bank-debit"],
] as const;
const PARTIAL = [
  ["jp-credit-note", "jp-three-pages"],
  ["au-adjustment-note", "au-minimum-amount"],
] as const;

/** Minor units: documents of one pair have one currency, so that all amounts have equally many decimals. */
const minor = (amount: string): bigint => BigInt(amount.replace(".", ""));

const partsOf = ({ sections }: Issued) => sections.flatMap((section) => [section, ...section.parts]);
const linesOf = (issued: Issued) => partsOf(issued).flatMap(({ lines }) => lines);

/** Every amount of a document under the name of its place. */
const amountsOf = (issued: Issued): ReadonlyMap<string, bigint> =>
  new Map([
    ...linesOf(issued).map(({ id, amount }) => [`line ${id}`, minor(amount)] as const),
    ...partsOf(issued).map(({ id, subtotal }) => [`subtotal ${id}`, minor(subtotal)] as const),
    ...issued.taxes.flatMap(({ id, base, amount }) => [
      [`base of ${id}`, minor(base)] as const,
      [`tax ${id}`, minor(amount)] as const,
    ]),
    ...(["net", "tax", "total", "due"] as const).map((name) => [name, minor(issued[name])] as const),
  ]);

/** The places whose amounts, of invoice and credit note together, leave something. */
const remainders = (invoice: Issued, credit: Issued): readonly string[] => {
  const [charged, credited] = [amountsOf(invoice), amountsOf(credit)];
  return [...new Set([...charged.keys(), ...credited.keys()])].flatMap((place) => {
    const left = (charged.get(place) ?? 0n) + (credited.get(place) ?? 0n);
    return left === 0n ? [] : [`${place}: ${left} minor units are left`];
  });
};

test.each(WHOLE)(
  "[A10, A11, A19] %s and %s add up to zero in every line, subtotal, tax and total",
  (credit, invoice) => {
    expect(remainders(issuedOf(invoice), issuedOf(credit))).toEqual([]);
  },
);

test.each(PARTIAL)(
  "[A19] %s takes back no line, tax or total of %s that was not charged, nor more than all of it",
  (credit, invoice) => {
    const charged = linesOf(issuedOf(invoice));
    for (const { id, rate, amount } of linesOf(issuedOf(credit))) {
      const original = charged.find((one) => one.id === id);
      expect(original?.rate, id).toBe(rate);
      expect(minor(original?.amount ?? "0") + minor(amount), id).toBeGreaterThanOrEqual(0n);
    }
    const [all, some] = [issuedOf(invoice), issuedOf(credit)];
    expect(minor(all.tax) + minor(some.tax)).toBeGreaterThanOrEqual(0n);
    expect(minor(all.total) + minor(some.total)).toBeGreaterThan(0n);
  },
);

test.each([...WHOLE, ...PARTIAL])(
  "[J-ALL-1] every line of %s names number and date of %s, from a series of its own",
  (credit, invoice) => {
    const { number, issueDate } = issuedOf(invoice);
    const note = issuedOf(credit);
    const named = linesOf(note).flatMap(({ corrects }) => (corrects === undefined ? [] : [corrects]));
    expect(new Set(named.map((one) => `${one.number} of ${one.date}`))).toEqual(new Set([`${number} of ${issueDate}`]));
    expect(note.number).toMatch(/^(CN|RK)-/);
  },
);

test("[A19] each credit note that corrects an invoice among the cases is held against it", () => {
  const documents = findCases()
    .filter(({ folder }) => existsSync(`${folder}/3-issued.json`))
    .map(({ name }) => ({ name, issued: issuedOf(name) }));
  const found = documents
    .filter(({ issued }) => issued.kind === "credit-note")
    .flatMap(({ name, issued }) => {
      const numbers = new Set(linesOf(issued).flatMap(({ corrects }) => corrects?.number ?? []));
      const invoice = documents.find(
        (other) => numbers.has(other.issued.number ?? "") && other.issued.seller.legalName === issued.seller.legalName,
      );
      return invoice === undefined ? [] : [`${name} corrects ${invoice.name}`];
    });
  expect(found.toSorted()).toEqual(
    [...WHOLE, ...PARTIAL].map(([credit, invoice]) => `${credit} corrects ${invoice}`).toSorted(),
  );
});
