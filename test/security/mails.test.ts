import { describe, expect, test } from "vitest";
import { pointerOf } from "../../src/intake/pointer.ts";
import { oneLine } from "../../src/present/subject.ts";
import { createEmailRenderer } from "../../src/render/email.ts";
import { MERIDIAN } from "../documents.ts";
import { failedMail, receiptMail } from "../present/emails.ts";
import { assets } from "../render/rendering.ts";
import { BASES, fieldsOf, withText } from "./bases.ts";
import { mailFaults } from "./mail-literally.ts";
import type { Mail } from "./mails.ts";
import { linesOf, makeAll } from "./outputs.ts";
import { PAYLOADS, WORD } from "./payloads.ts";

const mailsWith = async (document: unknown): Promise<readonly Mail[]> => {
  const [made] = await makeAll({ text: linesOf([document]), formats: [] });
  return made?.ok === true ? made.written.mails : [];
};

/** The fields whose texts a mail prints, anywhere in it. */
const printedIn = async (index: number): Promise<Readonly<Record<string, readonly string[]>>> => {
  const [first, ...others] = BASES;
  const base = others[index - 1] ?? first;
  const printed = new Map<string, string[]>();
  for (const field of fieldsOf(base)) {
    for (const { kind, subject, html, text } of await mailsWith(withText(base, field, WORD))) {
      const places = printed.get(kind) ?? [];
      if ([subject, html, text].join("").includes(WORD)) places.push(pointerOf(field));
      printed.set(kind, places);
    }
  }
  return Object.fromEntries(printed);
};

describe("the texts that a mail prints, all others being nowhere in it:", () => {
  test("of an invoice", async () => {
    expect(await printedIn(0)).toMatchInlineSnapshot(`
      {
        "document": [
          "/number",
          "/customer/billTo/name",
          "/contract/purchaseOrder",
          "/payment/savedMethod/brand",
        ],
        "payment failed": [
          "/number",
          "/payment/savedMethod/brand",
        ],
        "receipt": [
          "/number",
          "/payment/savedMethod/brand",
        ],
      }
    `);
  });

  test("of a usage statement", async () => {
    expect(await printedIn(2)).toMatchInlineSnapshot(`
      {
        "usage statement": [
          "/id",
          "/customer/shipTo/name",
          "/customer/partner/name",
        ],
      }
    `);
  });

  test("of a credit note", async () => {
    expect(await printedIn(3)).toMatchInlineSnapshot(`
      {
        "document": [
          "/number",
          "/lines/0/corrects/number",
          "/lines/0/corrects/reason",
        ],
      }
    `);
  });

  test("of a usage statement to the bill-to", async () => {
    expect(await printedIn(4)).toMatchInlineSnapshot(`
      {
        "usage statement": [
          "/customer/billTo/name",
          "/customer/partner/name",
        ],
      }
    `);
  });
});

const MONEY = new RegExp(`[$€£¥]|\\b(?:${MERIDIAN.currencies.join("|")})\\b|\\d[.,]\\d{2}\\b|[Tt]ax|[Dd]ue\\b|https:`);

test("[A9] the mail of a usage statement bears no amount, currency, tax, due date or payment link", async () => {
  for (const { document } of [BASES[2], BASES[4]]) {
    const [mail, ...more] = await mailsWith(document);
    expect([mail?.kind, more]).toEqual(["usage statement", []]);
    const { subject = "", html = "", text = "" } = mail ?? {};
    const words = html.replaceAll(/<style>[^]*?<\/style>|<[^>]*>/g, " ");
    expect([subject, words, text].filter((part) => MONEY.test(part))).toEqual([]);
    expect(html).not.toContain("https:");
  }
});

describe("[B10] a brand as a payment provider may tell it stays one line of text in the mails of a payment:", () => {
  const render = createEmailRenderer(assets);
  const mailsOf = (brand: string): readonly Mail[] => {
    const method = { kind: "bank", brand, last4: "6789" } as const;
    return [
      { kind: "payment failed", ...render(failedMail({}, { method })) },
      { kind: "receipt", ...render(receiptMail({}, { method })) },
    ];
  };

  test.each(PAYLOADS)("$name", ({ text }) => {
    expect(mailFaults(mailsOf(WORD), mailsOf(text), oneLine(text))).toEqual([]);
  });
});

describe("the matrix of mails would find", () => {
  const [, , , , base] = BASES;
  const HOSTILE = '<a href="https://evil.example/">x</a>';
  const NAME = ["customer", "billTo", "name"];

  test.each<[string, (mail: Mail) => Partial<Mail>, readonly string[]]>([
    ["a text that is not escaped", ({ html }) => ({ html: html + HOSTILE }), ["HTML", "structure", "links"]],
    ["a text that is escaped twice", ({ html }) => ({ html: html.replace("&lt;a", "&amp;lt;a") }), ["HTML"]],
    ["a text that is lost", ({ text }) => ({ text: text.replace(HOSTILE, "") }), ["text"]],
    ["a subject of two lines", ({ subject }) => ({ subject: `${subject}\r\nBcc: x` }), ["subject", "title"]],
    ["a comment", ({ html }) => ({ html: `${html}<!-- x -->` }), ["HTML", "structure"]],
    ["an attribute", ({ html }) => ({ html: html.replace("<p ", "<p onclick ") }), ["HTML", "structure"]],
    ["a line that is faked", ({ text }) => ({ text: text.replace("\n", "\r\n") }), ["lines"]],
  ])("%s", async (_, change, faults) => {
    const plain = await mailsWith(withText(base, NAME, WORD));
    const hostile = await mailsWith(withText(base, NAME, HOSTILE));
    const changed = hostile.map((mail) => ({ ...mail, ...change(mail) }));
    expect(mailFaults(plain, hostile, HOSTILE)).toEqual([]);
    expect(mailFaults(plain, changed, HOSTILE)).toEqual(faults.map((fault) => `${fault} of the usage statement mail`));
  });
});
