import { describe, expect, test } from "vitest";
import type { Path } from "../../src/intake/pointer.ts";
import { pageTexts } from "../golden/pdf-pages.ts";
import { htmlText } from "../golden/printed.ts";
import { BASES, fieldsOf, withText, type Base } from "./bases.ts";
import { linesOf, makeAll, type Made, type Written } from "./outputs.ts";
import { PAYLOADS, WORD } from "./payloads.ts";
import { actionsOf, activeNames, addressesOf } from "./pdf-objects.ts";

/** A page takes a while to read back, so one document has the text in all its fields at once, each with a mark. */
const marked = (text: string, index: number): string => `${text} ${WORD}${index}.`;

/** The fields that take any text, and are not in the foot of every page, which has no room for a long one. */
const freeFields = async (base: Base): Promise<readonly Path[]> => {
  const fields = fieldsOf(base).filter(([step]) => step !== "number" && step !== "id");
  const made = await makeAll({ text: linesOf(fields.map((field) => withText(base, field, WORD))), formats: ["html"] });
  return fields.filter((_, index) => made[index]?.ok === true);
};

const withTexts = (base: Base, fields: readonly Path[], texts: readonly string[]): unknown =>
  fields.reduce<unknown>(
    (inner, field, index) => withText({ ...base, document: inner }, field, texts[index] ?? ""),
    base.document,
  );

const draw = (...documents: readonly unknown[]): Promise<readonly Made[]> =>
  makeAll({ text: linesOf(documents), formats: ["html", "pdf"] });

/** Refused in all fields at once is what only some of them take. */
const SEEN = PAYLOADS.filter(({ name }) => !["header lines", "a line feed", "100 kB"].includes(name));

const dense = (text: string): string => text.replaceAll(/\s/gu, "");

/** Of the texts that the HTML prints, those that the pages do not. */
const missingOnPages = async (written: Written, texts: readonly string[]): Promise<readonly string[]> => {
  const words = dense(htmlText(written.html));
  const pages = dense((await pageTexts(bytesOf(written))).join(" "));
  const printed = texts.filter((text) => words.includes(dense(text)));
  expect(printed.length).toBeGreaterThan(texts.length / 3);
  return printed.filter((text) => !pages.includes(dense(text)));
};

const bytesOf = ({ pdf }: Written): Uint8Array => pdf ?? new Uint8Array();

/** Why a document may be refused for its text: what cannot be seen, what no font has, what is too long for a foot. */
const REFUSALS = /^holds U\+|cannot be printed|too long for the margin/;

const ALLOWED = /^(?:mailto:[\w.]+@meridian\.example|https:\/\/pay\.meridian\.example\/|https:\/\/fiscal\.example\/)/;

const expectHarmless = (pdf: Uint8Array): void => {
  expect(activeNames(pdf)).toEqual([]);
  expect(actionsOf(pdf).filter((kind) => kind !== "URI")).toEqual([]);
  expect(addressesOf(pdf).filter((address) => !ALLOWED.test(address))).toEqual([]);
};

const expectLiteral = async (made: Made | undefined, texts: readonly string[]): Promise<void> => {
  if (made?.ok !== true) return expect(made?.issues.filter(({ message }) => !REFUSALS.test(message))).toEqual([]);
  expect(await missingOnPages(made.written, texts)).toEqual([]);
  expectHarmless(bytesOf(made.written));
};

const [INVOICE, ...OTHERS] = BASES;
const invoiceFields = await freeFields(INVOICE);

describe(`${SEEN.length} texts, each in all ${invoiceFields.length} free fields of one PDF, to the letter or refused:`, () => {
  test.each(SEEN)("$name", async ({ text }) => {
    const texts = invoiceFields.map((_, index) => marked(text, index));
    const [made] = await draw(withTexts(INVOICE, invoiceFields, texts));
    await expectLiteral(made, texts);
  });
});

const PRINTABLE = SEEN.filter(({ text }) => /^[ -~]*$/.test(text));

test.each(OTHERS)("the PDF of $name prints hostile texts, in each field another, to the letter", async (base) => {
  const fields = await freeFields(base);
  const texts = fields.map((_, index) => marked(PRINTABLE[index % PRINTABLE.length]?.text ?? "", index));
  const [made] = await draw(withTexts(base, fields, texts));
  expect(made).toMatchObject({ ok: true });
  await expectLiteral(made, texts);
});

test("the id of a statement, which stands in the foot of its pages, is printed to the letter or too long", async () => {
  const [statement] = OTHERS.slice(-1);
  const made = await draw(...PRINTABLE.map(({ text }) => withText(statement ?? INVOICE, ["id"], text)));
  const taken = made.filter(({ ok }) => ok).length;
  expect(taken).toBeGreaterThan(PRINTABLE.length / 2);
  for (const [index, one] of made.entries()) await expectLiteral(one, [PRINTABLE[index]?.text ?? ""]);
});

test("what acts is seen where it is", () => {
  const bytes = new TextEncoder().encode(
    "1 0 obj\n<< /Type /Catalog /OpenAction << /S /JavaScript /JS (x) >> >>\nendobj\n2 0 obj\n<< /A << /S /URI /URI (https://evil.example/\\(a\\)) >> >>\n" +
      "3 0 obj\n<< /Length 9 >>\nstream\n/Launch x\nendstream\nendobj",
  );
  expect(activeNames(bytes)).toEqual(["/OpenAction", "/JavaScript", "/JS"]);
  expect(actionsOf(bytes)).toEqual(["JavaScript", "URI"]);
  expect(addressesOf(bytes)).toEqual(["https://evil.example/(a)"]);
  expect(addressesOf(bytes).filter((address) => !ALLOWED.test(address))).toHaveLength(1);
});
