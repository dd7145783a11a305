import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { LOCALES } from "../../src/kernel/party.ts";
import { presentEmail } from "../../src/present/email.ts";
import { isNumbered } from "../../src/present/email-frame.ts";
import type { MailedStatement } from "../../src/present/statement-email.ts";
import { SUBJECT_MOST, subjectOf } from "../../src/present/subject.ts";
import { presentReceipt } from "../../src/present/payment-email.ts";
import { GENESYS, MERIDIAN, rawDocument, rawLine } from "../documents.ts";
import { ABROAD, CREDIT, failedMail, mailOf, numbered, receiptMail, SAVED, statementMail, textsOf } from "./emails.ts";
import { blockOf, dateOf, factLines, issuedOf, languageOf, maybeBlock, str, strs } from "./views.ts";

/** The demo profile, with the hosts of the sample link. */
const GENESYS_WITH_MERIDIAN_HOSTS = { ...GENESYS, online: MERIDIAN.online };
const CARD = { kind: "card", brand: "Visa", last4: "4242" } as const;

const spaced = (texts: readonly string[]): readonly string[] => texts.map((text) => text.replaceAll("\u00a0", " "));
const headings = (sections: readonly { readonly heading: Parameters<typeof str>[0] }[]) =>
  sections.map(({ heading }) => str(heading));

describe("the mail of an invoice", () => {
  test("[A2, A13, B1] its subject and first sentence say number, amount with code, and due date", () => {
    const { mail } = mailOf();
    expect(mail.subject).toBe("Invoice INV-1: USD 75.00 due Jun 14, 2026");
    expect(strs(mail.paragraphs)).toEqual(["Please find attached invoice INV-1 for USD 75.00, due on Jun 14, 2026."]);
  });

  test("[A13] every locale names number, amount and code in its first sentence", () => {
    for (const locale of LOCALES) {
      const [sentence = ""] = strs(mailOf({}, { locale }).mail.paragraphs);
      expect(sentence, locale).toMatch(/INV-1.*(USD 75[.,]00|75[.,]00 USD)/);
      expect(sentence, locale).toMatch(/14|06-14/);
    }
  });

  test("[A2] the facts are what an accounts department files by, the service periods and what is attached", () => {
    const contract = { ...Object(rawDocument()["contract"]), purchaseOrder: "PO 77" };
    expect(factLines(mailOf({ contract }).mail.facts)).toEqual([
      "Document number: INV-1",
      "Bill to: Harbor & Finch Insurance Group",
      "Purchase order: PO 77",
      "Issue date: May 15, 2026",
      "Due date: Jun 14, 2026",
      "Service period: Apr 15 – May 14, 2026",
      "Attached: Invoice INV-1 as PDF",
    ]);
  });

  test("[F1] amount, dates, periods, ways of paying and marks are the document's own", () => {
    const { mail, view } = mailOf({}, { issuer: GENESYS_WITH_MERIDIAN_HOSTS, locale: "de-DE" });
    const { online, direct } = blockOf(view, "paying");
    expect(mail.amount).toEqual(blockOf(view, "summary").amount);
    expect(mail.facts).toEqual(expect.arrayContaining([...blockOf(view, "summary").facts]));
    expect(mail.action).toEqual(
      online && { heading: online.heading, link: online.link, paragraphs: online.paragraphs },
    );
    expect(mail.paying.map(({ heading }) => heading)).toEqual([direct.heading]);
    expect(mail.marks).toEqual(view.marks);
  });

  test("[J-ALL-10] the mail calls the document by the title that it bears", () => {
    const { us } = MERIDIAN.entities;
    if (us === undefined) throw new Error("an entity of the profile");
    const titles = { invoice: "tax-invoice", "credit-note": "adjustment-note" } as const;
    const issuer = { ...MERIDIAN, entities: { ...MERIDIAN.entities, us: { ...us, titles } } };
    expect(str(mailOf({}, { issuer }).mail.paragraphs[0])).toContain("attached tax invoice INV-1 for");
    expect(str(mailOf(CREDIT, { issuer }).mail.paragraphs[0])).toContain("attached adjustment note CN-1:");
  });

  test("[A8, F2] it says whom to ask, about paying online too, and who changes the recipients", () => {
    const { notes } = mailOf().mail;
    expect(headings(notes)).toEqual(["Questions?", "Questions about paying online?"]);
    expect(notes.flatMap(({ links }) => links.map(({ href }) => href))).toEqual([
      "mailto:billing.na@meridian.example",
      "mailto:pay@meridian.example",
    ]);
    expect(strs(notes[0]?.paragraphs ?? [])).toContain(
      "To change who receives our documents, write to the billing team.",
    );
  });

  test("[F7] the foot names the seller with its address and register entries", () => {
    const foot = strs(mailOf({}).mail.foot);
    expect(foot).toEqual(["Meridian Contact Cloud, Inc.", "500 Harbour Point Drive, Floor 8", "Portland, OR 97204"]);
    const { us } = MERIDIAN.entities;
    if (us === undefined) throw new Error("an entity of the profile");
    const imprint = ["Register of Portland 1234"];
    const issuer = { ...MERIDIAN, entities: { ...MERIDIAN.entities, us: { ...us, imprint } } };
    expect(strs(mailOf({}, { issuer }).mail.foot)).toEqual([...foot, ...imprint]);
  });

  test("[F7, A20] marks of samples and copies stand in the mail and before the subject", () => {
    const { mail } = mailOf({}, { issuer: GENESYS_WITH_MERIDIAN_HOSTS, copy: "duplicate" });
    expect(strs(mail.marks)).toEqual(["SAMPLE – not a demand for payment", "DUPLICATE of the original document"]);
    expect(mail.subject).toMatch(
      /^\[SAMPLE – not a demand for payment\] \[DUPLICATE of the original document\] Invoice/,
    );
  });

  test("[F4] a preview is refused by its type: it is never mailed as an invoice", () => {
    const preview = issuedOf({}, { facts: { kind: "preview", today: dateOf("2026-05-10") } });
    expect(isNumbered(preview)).toBe(false);
    expect(isNumbered(issuedOf())).toBe(true);
    // @ts-expect-error a preview may be behind this type
    const refused: Parameters<typeof presentEmail>[0] = preview;
    expect(refused.state.kind).toBe("preview");
  });

  test("a mail in another language than its document is a defect", () => {
    const { view } = mailOf({}, { locale: "de-DE" });
    const issued = issuedOf();
    if (!isNumbered(issued)) throw new Error("it is numbered");
    const english = { issuer: MERIDIAN, language: languageOf("en-US") };
    expect(() => presentEmail(issued, view, english)).toThrow(/language/);
  });
});

describe("how to pay", () => {
  test("[B3, B4] the document's link is the one thing to click, with its methods and that it takes the whole amount", () => {
    const { action } = mailOf().mail;
    expect(action?.link.href).toBe("https://pay.meridian.example/i/abc");
    expect(str(action?.heading)).toBe("Pay online by Jun 14, 2026");
    expect(strs(action?.paragraphs ?? [])).toEqual([
      expect.stringContaining("Credit or debit card"),
      expect.stringContaining("takes its whole amount"),
    ]);
  });

  test("[B3] who cannot pay online gets no link and no mention of it", () => {
    const { mail } = mailOf(ABROAD);
    expect(mail.action).toBeUndefined();
    expect(headings(mail.paying)).toEqual(["Pay by bank transfer or check"]);
    expect(textsOf(mail).join("\n")).not.toMatch(/online|https:/i);
  });

  test("[B7] an announced charge comes first, and leaves nothing to do and no button", () => {
    const { mail } = mailOf(SAVED);
    expect(mail.action).toBeUndefined();
    expect(headings(mail.paying)).toEqual([
      "Charged automatically on Jun 14, 2026",
      "Pay online by Jun 14, 2026",
      "Or by bank transfer or check",
    ]);
    expect(strs(mail.paying[0]?.paragraphs ?? [])).toEqual([
      "The amount due will be charged on Jun 14, 2026 to your saved card Visa ending in 4242.",
      "There is nothing for you to do.",
    ]);
    expect(mail.paying[1]?.links.map(({ href }) => href)).toEqual(["https://pay.meridian.example/i/abc"]);
  });

  test("[B10] no bank account is in a mail: it points to the document", () => {
    const accounts = MERIDIAN.entities["us"]?.accounts["USD"] ?? [];
    const numbers = accounts.flatMap(({ fields }) =>
      fields.filter(({ label }) => ["account", "routing", "iban", "bic"].includes(label)).map(({ value }) => value),
    );
    expect(numbers.length).toBeGreaterThan(1);
    const said = textsOf(mailOf().mail).join("\n");
    expect(numbers.filter((number) => said.includes(number))).toEqual([]);
    expect(said).toContain("The payment details and the reference to quote are on the attached document.");
  });

  test("[B9] where nothing is due, the mail says so and asks for nothing", () => {
    const paid = [{ id: "p", date: "2026-05-01", amount: "75.00", reason: "deposit" }];
    const { mail } = mailOf({ paid, payment: {} });
    expect(mail.subject).toBe("Invoice INV-1: nothing due");
    expect(strs(mail.paragraphs)).toEqual(["Please find attached invoice INV-1. Nothing is due."]);
    expect([mail.action, mail.paying]).toEqual([undefined, []]);
  });
});

describe("the mail of a credit note", () => {
  test("[A19] it says what is credited, and what it corrects and why, each once", () => {
    const { mail } = mailOf(CREDIT);
    expect(mail.subject).toBe("Credit note CN-1: USD 225.00 credited");
    expect(strs(mail.paragraphs)).toEqual([
      "Please find attached credit note CN-1: USD 225.00 is credited to you, and there is nothing to pay.",
      "Corrects INV-0 of Apr 15, 2026: counted twice",
      "Corrects INV-0 of Apr 15, 2026: wrong rate",
    ]);
  });

  test("[A19] it has no demand, no due date and no link", () => {
    const { mail } = mailOf(CREDIT);
    expect([mail.action, mail.paying]).toEqual([undefined, []]);
    expect(textsOf(mail).join("\n")).not.toMatch(/due|https:/i);
  });

  test("[F1] its large figure is the document's", () => {
    const { mail, view } = mailOf(CREDIT);
    expect(mail.amount).toEqual(blockOf(view, "summary").amount);
    expect(maybeBlock(view, "paying")).toBeUndefined();
  });
});

describe("the mail of a usage statement", () => {
  test("[A9] it has no amount, no currency, no date to pay by and no link, and names the partner", () => {
    for (const locale of LOCALES) {
      const mail = statementMail({ locale });
      expect([mail.amount, mail.action, mail.paying], locale).toEqual([undefined, undefined, []]);
      const said = textsOf(mail).join("\n");
      expect(said, locale).not.toMatch(/[$€£¥￥]|USD|https:/);
      expect(said, locale).toContain("Brightpath Reseller Partners, Inc.");
    }
  });

  test("[A9] it says whose usage of which period", () => {
    const mail = statementMail();
    expect(mail.subject).toBe("Usage statement fairview-usage-2026-05: Apr 15 – May 14, 2026");
    expect(factLines(mail.facts)).toEqual([
      "Document number: fairview-usage-2026-05",
      "Customer: Fairview Clinics Network",
      "Issue date: May 15, 2026",
      "Service period: Apr 15 – May 14, 2026",
      "Attached: Usage statement fairview-usage-2026-05 as PDF",
    ]);
    expect(headings(mail.notes)).toEqual(["Where are the costs?", "Questions?"]);
  });

  test("[F4] a statement of a running cycle is refused by its type", () => {
    // @ts-expect-error only "final" is mailed
    const state: MailedStatement["state"] = "preview";
    expect(state).toBe("preview");
  });
});

describe("[B6] the mail about a payment", () => {
  test("a failed one names amount, method, date and number, and the invoice stays open", () => {
    const mail = failedMail();
    expect(mail.subject).toBe("Payment failed: invoice INV-1");
    expect(strs(mail.paragraphs)).toEqual([
      "On Jun 14, 2026, the payment of USD 75.00 for invoice INV-1 failed.",
      "The invoice remains open.",
    ]);
    expect(factLines(mail.facts)).toEqual([
      "Document number: INV-1",
      "Attempted on: Jun 14, 2026",
      "Payment method: Card Visa ending in 4242",
      "Due date: Jun 14, 2026",
    ]);
  });

  test("[B3] the way to try again is the invoice's own link", () => {
    expect(failedMail().action?.link.href).toBe("https://pay.meridian.example/i/abc");
    expect(str(failedMail().action?.heading)).toBe("Try the payment again");
  });

  test("without a link a failed payment leaves the other ways", () => {
    const mail = failedMail(ABROAD);
    expect(mail.action).toBeUndefined();
    expect(strs(mail.paragraphs).at(-1)).toBe("You can also pay in one of the other ways shown on the invoice.");
  });

  test("[A8] questions go to the team of the customer's region", () => {
    expect(failedMail(ABROAD).notes.flatMap(({ links }) => links.map(({ href }) => href))).toEqual([
      "mailto:billing.emea@meridian.example",
    ]);
    expect(receiptMail().notes[0]?.links.map(({ href }) => href)).toEqual(["mailto:billing.na@meridian.example"]);
  });

  test("a receipt names what was paid, when and how, and asks for nothing", () => {
    const mail = receiptMail();
    expect(mail.subject).toBe("Payment received: invoice INV-1");
    expect(strs(mail.paragraphs)).toEqual([
      "On Jun 14, 2026, we received your payment of USD 75.00 for invoice INV-1. Thank you.",
      "The invoice is paid in full.",
    ]);
    expect(factLines(mail.facts)).toEqual([
      "Document number: INV-1",
      "Payment date: Jun 14, 2026",
      "Payment method: Bank account First Bank ending in 6789",
    ]);
    expect([mail.action, mail.paying]).toEqual([undefined, []]);
  });

  test("a receipt for less than what is due does not say that the invoice is paid", () => {
    const issued = numbered(issuedOf({ lines: [rawLine({ quantity: "2" })] }));
    const part = { amount: numbered(issuedOf()).invoice.due, date: dateOf("2026-06-14"), method: CARD };
    const mail = presentReceipt(issued, part, { issuer: MERIDIAN, language: languageOf("en-US") });
    expect(strs(mail.paragraphs)).toHaveLength(1);
  });

  test("[B10] more than the last four digits of a method is a defect", () => {
    expect(() => failedMail({}, { method: { last4: "4242424242424242" } })).toThrow(/B10/);
  });

  test("every locale says both, with the amount and the digits", () => {
    for (const locale of LOCALES) {
      for (const mail of [failedMail({}, { locale }), receiptMail({}, { locale })]) {
        const said = spaced(textsOf(mail)).join("\n");
        expect(said, locale).toMatch(/USD 75[.,]00|75[.,]00 USD/);
        expect(said, locale).toMatch(/4242|6789/);
      }
    }
  });
});

describe("a subject", () => {
  test("cannot end its header and begin another", () => {
    expect(subjectOf("Invoice 1\r\nBcc: all@example.com\u2028\u0000\u0085X")).toBe("Invoice 1 Bcc: all@example.com X");
  });

  test("cannot turn its words around", () => {
    expect(subjectOf("Invoice \u202e00.1 DSU\u202c due")).toBe("Invoice 00.1 DSU due");
  });

  test("is one line of sane length that a second pass leaves alone, whatever comes in", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 400 }), (text) => {
        const subject = subjectOf(text);
        expect(subject).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/u);
        expect(Array.from(subject).length).toBeLessThanOrEqual(SUBJECT_MOST);
        expect(subjectOf(subject)).toBe(subject);
      }),
    );
  });

  test("that is too long ends in an ellipsis", () => {
    const long = subjectOf("7".repeat(400));
    expect(Array.from(long)).toHaveLength(SUBJECT_MOST);
    expect(long.endsWith("7…")).toBe(true);
  });
});
