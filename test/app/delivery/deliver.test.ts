import { readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { deliverDue } from "../../../src/app/delivery/deliver.ts";
import { minorMoney, parseCurrency } from "../../../src/kernel/money.ts";
import { day } from "../../adapters/register/reservations.ts";
import { all } from "../bill/billing.ts";
import { sha256 } from "../fake-world.ts";
import { openMailServer, type MailServer } from "./mail-server.ts";
import { brief, CHANGE, golden, mailed, openPostOffice, ORDER, START, type PostOffice } from "./post-office.ts";

const AP = "ap@harborfinch.example";
const CFO = "cfo@harborfinch.example";

let office: PostOffice;
let server: MailServer;
beforeEach(async () => {
  office = await openPostOffice();
  server = await openMailServer();
});
afterEach(async () => {
  await server.close();
  await office.close();
});

const pdfHash = async (id: string): Promise<string | undefined> =>
  (await office.register.documents.find([id])).get(id)?.files.find(({ format }) => format === "pdf")?.sha256;

const only = async () => {
  const [mail, ...others] = await server.parsed();
  if (mail === undefined || others.length > 0) throw new Error(`${others.length + 1} mails, and one was wanted`);
  return mail;
};

describe("a mail", () => {
  test("[A8] [F2] brings the issued PDF byte for byte to all billing contacts, and is answered to the region's team", async () => {
    await office.issue([mailed("a", [AP, CFO])]);
    expect(brief(await office.deliver(server.settings))).toEqual(["a sent"]);
    const mail = await only();
    expect(
      mail.attachments.map(({ filename, contentType, content }) => [filename, contentType, sha256(content)]),
    ).toEqual([["Invoice INV-US-2026-000001.pdf", "application/pdf", await pdfHash("a")]]);
    expect(server.received[0]).toMatchObject({ from: "bounces@meridian.example", to: [AP, CFO] });
    expect(mail.from?.text).toBe('"Meridian Contact Cloud" <billing.us@meridian.example>');
    expect([mail.to].flat().map((one) => one?.text)).toEqual([`${AP}, ${CFO}`]);
    expect(mail.replyTo?.text).toBe("billing.na@meridian.example");
    expect(mail.subject).toBe("Invoice INV-US-2026-000001: USD 75.00 due Jun 14, 2026");
    expect(mail.date).toEqual(new Date(START));
    expect(mail.headers.get("auto-submitted")).toBe("auto-generated");
    expect(mail.headers.has("list-unsubscribe")).toBe(false);
    expect(mail.messageId).toMatch(/^<[0-9a-f]{40}@meridian\.example>$/);
    expect(mail.text).toContain("Please find attached invoice INV-US-2026-000001");
    expect(mail.html).toContain("https://pay.meridian.example/i/a");
  });

  test.each(["de-annual-monthly", "jp-usage-statement", "ca-quebec-credit-note"])(
    "[F1] of %s is the mail of the golden case, to the letter",
    async (name) => {
      await office.issue([golden(name, [AP])]);
      await office.deliver(server.settings);
      const mail = await only();
      expect(mail.html).toBe(goldenFile(name, "5-email.html"));
      expect(`Subject: ${mail.subject}\n\n${mail.text}`).toBe(goldenFile(name, "5-email.txt"));
    },
  );

  test("[A13] is in the language of its document, and so is the name of what it brings", async () => {
    await office.issue([golden("de-annual-monthly", [AP])]);
    await office.deliver(server.settings);
    const mail = await only();
    expect(mail.attachments.map(({ filename }) => filename)).toEqual(["Rechnung R-2026-0418.pdf"]);
    expect(mail.subject).toMatch(/^Rechnung Nr\. R-2026-0418: .* fällig am /);
    expect(mail.headers.get("content-language")).toBe("de-DE");
    expect(mail.replyTo?.text).toBe("billing.emea@meridian.example");
    expect(mail.from?.value).toEqual([{ name: "Meridian Contact Cloud", address: "billing.de@meridian.example" }]);
  });

  test("[A9] of a usage statement has no money in it, and its name arrives in Japanese", async () => {
    await office.issue([golden("jp-usage-statement", [AP])]);
    await office.deliver(server.settings);
    const mail = await only();
    expect(mail.attachments.map(({ filename }) => filename)).toEqual(["ご利用明細書 sakura-usage-2026-05.pdf"]);
    expect(`${mail.subject} ${mail.text} ${mail.html || ""}`).not.toMatch(/[¥￥$€]|JPY|円|金額|支払/);
    expect(await office.state("sakura-usage-2026-05")).toBe("delivered");
  });

  test("[B6] of a payment tells of the payment by its page, in the invoice's language, and brings nothing", async () => {
    await office.issue([mailed("a", [AP])]);
    await office.deliver(server.settings);
    await pay("cs_1", "failed");
    await pay("cs_2", "succeeded");
    await office.deliver(server.settings);
    const mails = (await server.parsed()).slice(1);
    // The failure has been mended before its mail went out, so it is not told any more.
    expect(mails.map(({ subject, attachments }) => [subject, attachments.length])).toEqual([
      ["Payment received: invoice INV-US-2026-000001", 0],
    ]);
    expect(mails[0]?.text).toContain("Visa ending in 4242");
    expect((await office.of("a")).map(({ kind, status }) => `${kind} ${status}`)).toEqual([
      "document sent",
      "payment-failed parked",
      "receipt sent",
    ]);
  });

  test("[B6] of a failed payment goes out while the invoice is open, without a method that the provider did not tell", async () => {
    await office.issue([mailed("a", [AP])]);
    await office.deliver(server.settings);
    await pay("cs_1", "failed", false);
    expect(brief(await office.deliver(server.settings))).toEqual(["a sent"]);
    const mail = (await server.parsed())[1];
    expect(mail?.subject).toBe("Payment failed: invoice INV-US-2026-000001");
    expect(mail?.text).not.toContain("Payment method");
  });

  const USD = parseCurrency("USD");

  const pay = async (session: string, result: "failed" | "succeeded", isKnown = true): Promise<void> => {
    if (USD === undefined) throw new Error("there is a dollar");
    const kind = result === "failed" ? "payment-failed" : "receipt";
    await office.register.payments.apply(
      {
        eventId: `evt_${session}`,
        at: START,
        documentId: "a",
        session,
        result,
        amount: minorMoney(7_500n, USD),
        ...(isKnown && { method: { kind: "card", brand: "Visa", last4: "4242" } }),
        ...(result === "succeeded" && { paidOn: day("2026-05-15") }),
      },
      [{ key: `${kind}/${session}`, documentId: "a", kind, recipients: [AP] }],
    );
  };

  test("that reminds says so in its subject, and brings the same document", async () => {
    await office.issue([mailed("a", [AP])]);
    await office.deliver(server.settings);
    await office.queue("a", [{ key: "reminder/a/1", kind: "reminder", recipients: [AP] }]);
    await office.deliver(server.settings);
    const mail = (await server.parsed())[1];
    expect(mail?.subject).toMatch(/^Reminder: Invoice INV-US-2026-000001: /);
    expect(mail?.attachments.map(({ content }) => sha256(content))).toEqual([await pdfHash("a")]);
  });
});

const goldenFile = (name: string, file: string): string =>
  readFileSync(new URL(`../../../golden/${name}/${file}`, import.meta.url), "utf8");

describe("what is not sent", () => {
  test("[A20] a document that is void, or that another has taken the place of", async () => {
    await office.issue([mailed("void", [AP]), mailed("old", [AP])]);
    await office.register.documents.voidDocument("void", CHANGE);
    const old = (await office.register.documents.find(["old"])).get("old");
    if (old === undefined) throw new Error("it is issued");
    const { link, ...rest } = old;
    await office.register.documents.reserve(
      [{ document: { ...rest, id: "new", replaces: "old" }, number: { kind: "given", number: "X-1" } }],
      CHANGE,
    );
    expect(link).toBeDefined();
    const outcomes = await office.deliver(server.settings);
    expect(outcomes.map(({ documentId, outcome, reason }) => [documentId, outcome, reason])).toEqual([
      ["void", "parked", "the document is void"],
      ["old", "parked", "the document has been replaced by new"],
    ]);
    expect(server.received).toEqual([]);
    expect(await office.deliver(server.settings)).toEqual([]);
  });

  test("[A20] a document that becomes void between the writing of its mail and the sending", async () => {
    await office.issue([mailed("a", [AP])]);
    const desk = await office.desk(server.settings);
    const compose: typeof desk.mailer.compose = async (mail) => {
      await office.register.documents.voidDocument("a", CHANGE);
      return desk.mailer.compose(mail);
    };
    const outcomes = await all(deliverDue(ORDER, { ...desk, mailer: { ...desk.mailer, compose } }));
    await desk.mailer.close();
    expect(outcomes).toMatchObject([{ outcome: "parked", reason: "the document is void" }]);
    expect(server.received).toEqual([]);
  });

  test("a document that was issued without a PDF: it waits, and is told each time", async () => {
    await office.issue([mailed("a", [AP])], ["text"]);
    for (let repeated = 0; repeated < 2; repeated += 1) {
      const [outcome] = await office.deliver(server.settings);
      expect(outcome).toMatchObject({ outcome: "waiting", issues: [{ rule: "F1" }] });
    }
    expect(await office.of("a")).toMatchObject([{ status: "queued" }]);
  });

  test("more than the limit; the rest goes with the next call", async () => {
    await office.issue([mailed("a", [AP]), mailed("b", [AP]), mailed("c", [AP])]);
    expect(await office.deliver(server.settings, { limit: 2 })).toHaveLength(2);
    expect(brief(await office.deliver(server.settings))).toEqual(["c sent"]);
    expect(await office.deliver(server.settings)).toEqual([]);
  });

  test("deliveries of other runs, and anything after a stop", async () => {
    await office.issue([mailed("a", [AP])]);
    expect(await office.deliver(server.settings, { filter: { run: "2026-06" } })).toEqual([]);
    expect(await office.deliver(server.settings, { stop: { aborted: true } })).toEqual([]);
    expect(brief(await office.deliver(server.settings, { filter: { run: "2026-05" } }))).toEqual(["a sent"]);
  });
});

test("a document is delivered when the last of its deliveries is sent, and its history says so", async () => {
  await office.issue([mailed("a", [AP])]);
  await office.queue("a", [{ key: "document/a/again", kind: "document", recipients: [CFO] }]);
  await office.deliver(server.settings, { limit: 1 });
  expect(await office.state("a")).toBe("issued");
  await office.deliver(server.settings);
  expect(await office.state("a")).toBe("delivered");
  const actions = (await office.register.audit.entries("a")).map(({ action }) => action);
  expect(actions.slice(-3)).toEqual(["mail sent", "mail sent", "delivered"]);
});
