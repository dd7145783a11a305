import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { makeLinks } from "../../../src/app/paying/links.ts";
import { plusMinutes } from "../../../src/kernel/calendar.ts";
import { change, day, invoice, numbered, rendered } from "../../adapters/register/reservations.ts";
import { MERIDIAN } from "../../documents.ts";
import { money } from "../../stripe/demands.ts";
import { BANK, CARD } from "../../stripe/payer.ts";
import { instant } from "../fake-world.ts";
import { amounts, MAY, openOffice, RECIPIENT, type Office } from "./office.ts";

let office: Office;
beforeEach(async () => {
  office = await openOffice();
  await office.issue("one", money("6300.00"));
});
afterEach(() => office.close());

const changed = { kind: "changed" };
const findings = async (): Promise<readonly (string | undefined)[]> =>
  (await office.register.audit.entries())
    .filter(({ action }) => action === "payment set aside")
    .map(({ reason, details }) => `${reason}: ${details?.["amount"] ?? details?.["pages"]}`);

describe("a payment by card", () => {
  test("[B6] pays the invoice, gives a receipt, and counts in the month", async () => {
    const event = office.stripe.pay(await office.page("one"), CARD);
    expect(await office.hear(event)).toEqual(changed);
    expect(await office.document("one")).toMatchObject({ payment: "paid", paidAt: MAY });
    expect(await office.mails("one")).toEqual([`receipt to ${RECIPIENT}`]);
    expect(await office.cardTotal("2026-05")).toBe("paid 6300.00, held 0.00");
  });

  test("[B10] leaves brand and last four digits in the register, and nothing else of the payer", async () => {
    await office.hear(office.stripe.pay(await office.page("one"), CARD));
    const [attempt] = await office.register.payments.attempts(["one"]);
    expect(attempt?.method).toEqual({ kind: "card", brand: "visa", last4: "4242" });
    const kept = JSON.stringify(
      [await office.register.audit.entries(), attempt, await office.document("one")],
      (_, value) => (typeof value === "bigint" ? `${value}` : value),
    );
    expect(kept).not.toMatch(/Xt5EWLLDS7FJjR1c|Pat Payer|payer@example|2031/);
  });

  test("[B6] that is told twice pays once, with one receipt", async () => {
    const event = office.stripe.pay(await office.page("one"), CARD);
    await office.hear(event);
    expect(await office.hear(event)).toEqual({ kind: "repeated" });
    expect(await office.mails("one")).toHaveLength(1);
    expect(await office.cardTotal("2026-05")).toBe("paid 6300.00, held 0.00");
  });

  test("[B6] that is refused notifies the customer once a page, and the invoice and its page stay open", async () => {
    const page = await office.page("one");
    expect(await office.hear(office.stripe.refuse(page, CARD))).toEqual(changed);
    await office.hear(office.stripe.refuse(page, CARD));
    expect((await office.document("one")).payment).toBe("failed");
    expect(await office.mails("one")).toEqual([`payment-failed to ${RECIPIENT}`]);
    expect(await office.cardTotal("2026-05")).toBe("paid 0.00, held 6300.00");
    expect(await office.page("one")).toBe(page);
    await office.hear(office.stripe.pay(page, CARD));
    expect((await office.document("one")).payment).toBe("paid");
    expect(await office.cardTotal("2026-05")).toBe("paid 6300.00, held 0.00");
  });

  test("[B5] that was begun in one month and made in the next counts where it was held", async () => {
    office.moveTo(instant("2026-06-01T06:50:00Z"));
    const page = await office.page("one");
    office.moveTo(instant("2026-06-01T07:10:00Z"));
    await office.hear(office.stripe.pay(page, CARD));
    expect(await office.cardTotal("2026-05")).toBe("paid 6300.00, held 0.00");
    expect(await office.cardTotal("2026-06")).toBe("paid 0.00, held 0.00");
    const [attempt] = await office.register.payments.attempts(["one"]);
    expect(attempt).toMatchObject({ paidOn: day("2026-05-31"), settledAt: office.now() });
  });

  test("[C4] was made on the day by the clocks of the legal entity", async () => {
    office.moveTo(instant("2026-05-21T06:30:00Z"));
    await office.hear(office.stripe.pay(await office.page("one"), CARD));
    const [attempt] = await office.register.payments.attempts(["one"]);
    expect(attempt?.paidOn).toBe(day("2026-05-20"));
  });
});

describe("a payment by bank", () => {
  test("[B5] [B6] is under way for days, holds nothing of the limit for cards, and is paid when the bank says so", async () => {
    const page = await office.page("one");
    await office.hear(office.stripe.pay(page, BANK));
    expect((await office.document("one")).payment).toBe("processing");
    expect(await office.cardTotal("2026-05")).toBe("paid 0.00, held 0.00");
    expect(await office.mails("one")).toEqual([]);
    office.moveTo(plusMinutes(MAY, 4 * 24 * 60));
    await office.hear(office.stripe.settle(page));
    expect(await office.document("one")).toMatchObject({ payment: "paid", paidAt: office.now() });
    expect(await office.mails("one")).toEqual([`receipt to ${RECIPIENT}`]);
    expect(await office.cardTotal("2026-05")).toBe("paid 0.00, held 0.00");
  });

  test("[B6] that fails days later notifies the customer, and a click leads to another try", async () => {
    const page = await office.page("one");
    await office.hear(office.stripe.pay(page, BANK));
    office.moveTo(plusMinutes(MAY, 4 * 24 * 60));
    await office.hear(office.stripe.bounce(page));
    expect((await office.document("one")).payment).toBe("failed");
    expect(await office.mails("one")).toEqual([`payment-failed to ${RECIPIENT}`]);
    const [attempt] = await office.register.payments.attempts(["one"]);
    expect(attempt?.method).toEqual({ kind: "bank", brand: "STRIPE TEST BANK", last4: "6789" });
    expect(await office.page("one")).not.toBe(page);
  });

  test("[B6] is paid though the message that it is under way comes last", async () => {
    const page = await office.page("one");
    const underWay = office.stripe.pay(page, BANK);
    office.moveTo(plusMinutes(MAY, 60));
    expect(await office.hear(office.stripe.settle(page))).toEqual(changed);
    expect(await office.hear(underWay)).toEqual({ kind: "overtaken" });
    expect((await office.document("one")).payment).toBe("paid");
    expect(await office.mails("one")).toHaveLength(1);
  });
});

describe("a page that ran out", () => {
  test("[B5] frees what it held, as soon as Stripe tells it", async () => {
    await office.page("one");
    office.moveTo(plusMinutes(MAY, 61));
    for (const event of office.stripe.runOut()) expect(await office.hear(event)).toEqual(changed);
    expect(await office.cardTotal("2026-05")).toBe("paid 0.00, held 0.00");
    expect(await office.document("one")).toMatchObject({ payment: "open" });
    expect(await office.mails("one")).toEqual([]);
  });

  test("[B5] holds what it holds while Stripe cannot reach us, for three days", async () => {
    await office.page("one");
    office.moveTo(plusMinutes(MAY, 3 * 24 * 60));
    await office.issue("two", money("1.00"));
    await office.page("two");
    expect(await office.cardTotal("2026-05")).toBe("paid 0.00, held 6301.00");
    office.moveTo(plusMinutes(MAY, 3 * 24 * 60 + 61));
    await office.page("two");
    expect(await office.cardTotal("2026-05")).toBe("paid 0.00, held 1.00");
  });
});

describe("money that fits no invoice is told and kept for people, once", () => {
  test("[A20] for a void document", async () => {
    const page = await office.page("one");
    const { session } = (await office.register.payments.attempts(["one"]))[0] ?? {};
    const event = office.stripe.pay(page, CARD);
    await office.register.payments.abandon("try-1", MAY);
    await office.register.documents.voidDocument("one", change(MAY));
    expect(await office.hear(event)).toEqual({ kind: "set-aside", reason: "void-document", repeated: false });
    expect(await office.hear(event)).toEqual({ kind: "set-aside", reason: "void-document", repeated: true });
    const entries = await office.register.audit.entries("one");
    expect(entries.filter(({ action }) => action === "payment set aside")).toEqual([
      expect.objectContaining({
        details: expect.objectContaining({ session, amount: "USD 6300.00", event: event.id }),
      }),
    ]);
    expect(await office.mails("one")).toEqual([]);
  });

  test.each([
    ["630000", "629999", "other-amount: USD 6299.99"],
    ["usd", "cad", "other-amount: CAD 6300.00"],
  ])("[B4] of another amount or currency (%s is %s)", async (from, to, finding) => {
    const { text, ...event } = office.stripe.pay(await office.page("one"), CARD);
    await office.hear({ ...event, text: text.replaceAll(from, to) });
    expect((await office.document("one")).payment).toBe("open");
    expect(await findings()).toEqual([finding]);
  });

  test("for a document that the register does not know", async () => {
    const { text, ...event } = office.stripe.pay(await office.page("one"), CARD);
    const stranger = { ...event, text: text.replace('"billwright_document": "one"', '"billwright_document": "two"') };
    expect(await office.hear(stranger)).toMatchObject({ kind: "set-aside", reason: "unknown-document" });
    expect(await findings()).toEqual(["unknown-document: USD 6300.00"]);
  });

  test("[B5] for an invoice that was paid on another page already; the card was charged, so it counts", async () => {
    const first = await office.page("one");
    await office.register.payments.abandon("try-1", MAY);
    const second = await office.page("one");
    const events = [office.stripe.pay(first, CARD), office.stripe.pay(second, CARD)];
    const told = { kind: "set-aside", reason: "paid-twice" };
    expect(await Promise.all(events.map((event) => office.hear(event)))).toContainEqual({ ...told, repeated: false });
    for (const event of events) expect(await office.hear(event)).toEqual({ ...told, repeated: true });
    expect(await findings()).toEqual([expect.stringContaining("paid-twice: cs_test")]);
    expect(await office.mails("one")).toHaveLength(1);
    expect(await office.cardTotal("2026-05")).toBe("paid 12600.00, held 0.00");
  });
});

test("[B5] [B6] while Stripe does not say what it was paid with, nothing is written; told again, it is paid", async () => {
  const event = office.stripe.pay(await office.page("one"), CARD);
  office.stripe.faults.push("failed", "failed", "failed", "failed");
  expect(await office.hear(event)).toMatchObject({ kind: "later" });
  expect((await office.document("one")).payment).toBe("open");
  expect(await office.hear(event)).toEqual(changed);
  expect((await office.document("one")).payment).toBe("paid");
});

test("[B5] a payment by a method that no invoice offers pays it, counts as if by card, and is told to people", async () => {
  const page = await office.page("one");
  const event = office.stripe.pay(page, CARD);
  office.stripe.forgetMethod(page);
  expect(await office.hear(event)).toEqual({ kind: "set-aside", reason: "unknown-method", repeated: false });
  expect(await office.hear(event)).toEqual({ kind: "set-aside", reason: "unknown-method", repeated: true });
  expect((await office.document("one")).payment).toBe("paid");
  expect(await office.cardTotal("2026-05")).toBe("paid 6300.00, held 0.00");
  expect(await findings()).toEqual(["unknown-method: USD 6300.00"]);
  expect(await office.mails("one")).toEqual([]);
});

test("news of a page of a document that is gone is of no matter, as no money is in it", async () => {
  const page = await office.page("one");
  const { text, ...event } = office.stripe.refuse(page, CARD);
  expect(await office.hear({ ...event, text: text.replaceAll('"one"', '"gone"') })).toEqual({ kind: "overtaken" });
  expect(await findings()).toEqual([]);
});

describe("links that Stripe makes", () => {
  /** An invoice that is numbered, gets its link and is issued. */
  const issueWithLink = async (id: string): Promise<string> => {
    const { link: _, ...document } = invoice(id, amounts(money("6300.00")));
    await office.register.documents.reserve([numbered(document)], change());
    const issuer = { ...MERIDIAN, online: { ...MERIDIAN.online, hosts: ["buy.stripe.com"] } };
    await makeLinks([await office.document(id)], { ...office.desk, issuer }, change());
    await office.register.documents.recordRendered([rendered(id)], change());
    await office.register.documents.recordIssued([{ id, deliveries: [] }], change());
    return (await office.document(id)).link?.url ?? "";
  };
  const follow = (url: string): string => office.stripe.follow(url)?.id ?? "closed";

  test("[B3] a payment finds its invoice, though nobody clicked on a page of ours", async () => {
    const url = await issueWithLink("linked");
    expect(await office.hear(office.stripe.pay(follow(url), CARD))).toEqual(changed);
    expect((await office.document("linked")).payment).toBe("paid");
    expect(await office.cardTotal("2026-05")).toBe("paid 6300.00, held 0.00");
    expect(follow(url)).toBe("closed");
  });

  test("[B3] [B6] when a debit fails, the printed link leads to another try", async () => {
    const url = await issueWithLink("linked");
    const page = follow(url);
    await office.hear(office.stripe.pay(page, BANK));
    expect(follow(url)).toBe("closed");
    const bounced = office.stripe.bounce(page);
    expect(await office.hear(bounced)).toEqual(changed);
    expect((await office.document("linked")).payment).toBe("failed");
    await office.hear(office.stripe.pay(follow(url), CARD));
    expect((await office.document("linked")).payment).toBe("paid");
    expect(await office.hear(bounced)).toEqual({ kind: "repeated" });
    expect(follow(url)).toBe("closed");
  });

  test("an invoice that went to nobody is paid without a receipt", async () => {
    const url = await issueWithLink("linked");
    await office.hear(office.stripe.pay(follow(url), CARD));
    expect(await office.mails("linked")).toEqual([]);
  });
});
