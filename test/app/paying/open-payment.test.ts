import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { plusMinutes } from "../../../src/kernel/calendar.ts";
import { MERIDIAN } from "../../documents.ts";
import { money } from "../../stripe/demands.ts";
import { BANK, CARD } from "../../stripe/payer.ts";
import { change, invoice, numbered, usd } from "../../adapters/register/reservations.ts";
import { reserveCredit } from "../../adapters/register/corrections.ts";
import { ENGINES } from "../../adapters/register/databases.ts";
import { openPayment } from "../../../src/app/paying/open-payment.ts";
import { instant } from "../fake-world.ts";
import { MAY, openOffice, RECIPIENT, tokenOf, urlOf, type Office } from "./office.ts";

let office: Office;
beforeEach(async () => void (office = await openOffice()));
afterEach(() => office.close());

/** What the page of an invoice offers, as Stripe shows it. */
const methodsOf = async (id: string): Promise<readonly string[]> => {
  const page = await office.page(id);
  return office.stripe.sessions().find(({ url }) => url === page)?.methods ?? [];
};

/** Invoices of these amounts, each paid by card. */
const payByCard = async (...amounts: readonly string[]): Promise<void> => {
  for (const [index, amount] of amounts.entries()) {
    const id = `paid-${index}`;
    await office.issue(id, money(amount));
    await office.hear(office.stripe.pay(await office.page(id), CARD));
  }
};

/** A profile without bank debits. */
const cardsOnly = (): typeof MERIDIAN => {
  const { USD: policy } = MERIDIAN.online.currencies;
  if (policy === undefined) throw new Error("the profile takes USD online");
  return { ...MERIDIAN, online: { ...MERIDIAN.online, currencies: { USD: { ...policy, methods: ["card"] } } } };
};

describe("the limits for cards", () => {
  test("[B5] card is offered at exactly 25,000.00 and not at 25,000.01", async () => {
    await office.issue("at", money("25000.00"));
    await office.issue("above", money("25000.01"));
    expect(await methodsOf("at")).toEqual(["card", "us_bank_account"]);
    expect(await methodsOf("above")).toEqual(["us_bank_account"]);
  });

  test("[B5] after 75,000.00 by card in the month, card is offered for 25,000.00, which makes 100,000.00", async () => {
    await payByCard("25000.00", "25000.00", "25000.00");
    await office.issue("next", money("25000.00"));
    expect(await methodsOf("next")).toEqual(["card", "us_bank_account"]);
    expect(await office.cardTotal("2026-05")).toBe("paid 75000.00, held 25000.00");
  });

  test("[B5] after 75,000.01 by card in the month, 25,000.00 can be paid by bank debit only, and by card a month later", async () => {
    await payByCard("25000.00", "25000.00", "24999.00", "1.01");
    await office.issue("next", money("25000.00"));
    expect(await methodsOf("next")).toEqual(["us_bank_account"]);
    office.moveTo(instant("2026-06-01T17:00:00Z"));
    expect(await methodsOf("next")).toEqual(["card", "us_bank_account"]);
    expect(await office.cardTotal("2026-06")).toBe("paid 0.00, held 25000.00");
  });

  test("[B5] [C4] the month is the one on the calendar of the legal entity", async () => {
    await payByCard("25000.00", "25000.00", "25000.00", "25000.00");
    await office.issue("next", money("1.00"));
    office.moveTo(instant("2026-06-01T06:59:00Z"));
    expect(await methodsOf("next")).toEqual(["us_bank_account"]);
    office.moveTo(instant("2026-06-01T08:00:00Z"));
    expect(await methodsOf("next")).toEqual(["card", "us_bank_account"]);
  });

  test("[B5] payments that the data knew of elsewhere count in the month in which the invoice was issued", async () => {
    await office.issue("at", money("100.00"), { cardPaidThisMonth: money("99900.00") });
    await office.issue("above", money("100.00"), { cardPaidThisMonth: money("99900.01"), accountId: "A-2" });
    expect(await methodsOf("at")).toEqual(["card", "us_bank_account"]);
    expect(await methodsOf("above")).toEqual(["us_bank_account"]);
  });

  test("[B5] limits are each customer's and each currency's own", async () => {
    await payByCard("25000.00", "25000.00", "25000.00", "25000.00");
    await office.issue("other", money("25000.00"), { accountId: "A-2" });
    await office.issue("canadian", money("25000.00", "CAD"), {
      entity: "ca",
      country: "CA",
      cardPaidThisMonth: money("0", "CAD"),
    });
    expect(await methodsOf("other")).toEqual(["card", "us_bank_account"]);
    expect(await methodsOf("canadian")).toEqual(["card", "acss_debit"]);
  });

  test("[B3] a US customer billed in EUR, and a customer elsewhere, cannot pay online", async () => {
    const euro = { cardPaidThisMonth: money("0", "EUR") };
    await office.issue("euro", money("100.00", "EUR"), euro);
    await office.issue("german", money("100.00"), { country: "DE" });
    expect(await office.click("euro")).toMatchObject({ kind: "no-method" });
    expect(await office.click("german")).toMatchObject({ kind: "no-method" });
    expect(office.stripe.requests).toEqual([]);
  });

  test("[B2] [B5] where the profile offers cards only and the limit is used up, there is no page and nothing is held", async () => {
    await office.close();
    office = await openOffice("sqlite", cardsOnly());
    await payByCard("25000.00", "25000.00", "25000.00", "25000.00");
    await office.issue("next", money("0.50"));
    expect(await office.click("next")).toMatchObject({ kind: "no-method" });
    expect(await office.cardTotal("2026-05")).toBe("paid 100000.00, held 0.00");
  });
});

describe.each(ENGINES)("at the same time, on %s", (engine) => {
  beforeEach(async () => {
    await office.close();
    office = await openOffice(engine);
  });

  test("[B5] of two open invoices that are clicked together only one passes the limit of the month", async () => {
    await payByCard("25000.00", "25000.00", "25000.00");
    for (const id of ["one", "two", "three"]) await office.issue(id, money("25000.00"));
    await Promise.all(["one", "two", "three"].map((id) => office.page(id)));
    const open = office.stripe.sessions().filter(({ status }) => status === "open");
    expect(open.filter(({ methods }) => methods.includes("card"))).toHaveLength(1);
    expect(open).toHaveLength(3);
    expect(await office.cardTotal("2026-05")).toBe("paid 75000.00, held 25000.00");
  });

  test("[B4] clicks on one invoice lead to one page", async () => {
    await office.issue("one", money("100.00"));
    const pages = await Promise.all([1, 2, 3, 4].map(() => office.page("one")));
    expect(new Set(pages).size).toBe(1);
    expect(await office.page("one")).toBe(pages[0]);
    expect(office.stripe.sessions()).toHaveLength(1);
    expect(await office.cardTotal("2026-05")).toBe("paid 0.00, held 100.00");
  });
});

describe("the page", () => {
  test("[B4] is for the whole of the invoice, leads back to the printed address, and knows whose it is", async () => {
    await office.issue("one", money("6300.00"));
    urlOf(await office.click("one", "wanted"));
    const [session] = office.stripe.sessions();
    expect(session).toMatchObject({ minor: 630_000, currency: "usd", savesMethod: true });
    expect(office.stripe.requests[0]).toMatchObject({
      key: "page/INV-US-2026-000001/try-1-saving",
      form: {
        customer_email: RECIPIENT,
        cancel_url: "https://pay.meridian.example/p/one",
        success_url: "https://pay.meridian.example/p/one?returned=done",
        line_items: [{ price_data: { product_data: { name: "Meridian Contact Cloud, Inc. – INV-US-2026-000001" } } }],
      },
    });
  });

  test("[B5] that Stripe refuses frees what was held for it", async () => {
    await office.issue("cents", money("0.49"));
    expect(await office.click("cents")).toMatchObject({
      kind: "unavailable",
      issues: [{ message: expect.stringContaining("amount_too_small") }],
    });
    expect(await office.cardTotal("2026-05")).toBe("paid 0.00, held 0.00");
  });

  test("[B3] [B5] of which Stripe did not answer stays held, and the next click asks for the same page", async () => {
    await office.issue("one", money("100.00"));
    office.stripe.faults.push("failed", "failed", "failed", "failed");
    expect(await office.click("one")).toMatchObject({ kind: "unavailable" });
    expect(await office.cardTotal("2026-05")).toBe("paid 0.00, held 100.00");
    office.moveTo(plusMinutes(MAY, 5));
    await office.page("one");
    expect(new Set(office.stripe.requests.map(({ key }) => key)).size).toBe(1);
    expect(office.stripe.sessions()).toHaveLength(1);
  });

  test("[B3] that was made though its answer was lost is found again with the first wish, whatever the second click wants", async () => {
    await office.issue("one", money("100.00"));
    office.stripe.faults.push("cut", "failed", "failed", "failed");
    await office.click("one", "wanted");
    await office.page("one");
    expect(office.stripe.sessions().map(({ savesMethod }) => savesMethod)).toEqual([true]);
  });

  test("[B5] that Stripe never made, and would not make any more for the first click, is opened anew", async () => {
    await office.issue("one", money("100.00"));
    office.stripe.faults.push("failed", "failed", "failed", "failed");
    await office.click("one");
    office.moveTo(plusMinutes(MAY, 45));
    await office.page("one");
    expect(office.stripe.requests.at(-1)?.key).toMatch(/\/try-3$/);
    expect(await office.cardTotal("2026-05")).toBe("paid 0.00, held 100.00");
  });

  test("[B5] that ran out, without our having heard of it, is closed before another is opened", async () => {
    await office.issue("one", money("100.00"));
    const first = await office.page("one");
    office.moveTo(plusMinutes(MAY, 59));
    expect(await office.page("one")).toBe(first);
    office.moveTo(plusMinutes(MAY, 60));
    expect(await office.page("one")).not.toBe(first);
    expect(await office.cardTotal("2026-05")).toBe("paid 0.00, held 100.00");
  });

  test("[B5] that was paid in its last minute, without our having heard of it, is no reason for a second payment", async () => {
    await office.issue("one", money("100.00"));
    const page = await office.page("one");
    office.moveTo(plusMinutes(MAY, 59));
    const event = office.stripe.pay(page, CARD);
    office.moveTo(plusMinutes(MAY, 120));
    expect(await office.click("one")).toMatchObject({ kind: "processing" });
    await office.issue("two", money("100.00"));
    await office.page("two");
    expect(await office.cardTotal("2026-05")).toBe("paid 0.00, held 200.00");
    await office.hear(event);
    expect(await office.cardTotal("2026-05")).toBe("paid 100.00, held 100.00");
  });

  test("while Stripe cannot say what became of the first, there is no second", async () => {
    await office.issue("one", money("100.00"));
    await office.page("one");
    office.moveTo(plusMinutes(MAY, 61));
    office.stripe.faults.push("failed", "failed", "failed", "failed");
    expect(await office.click("one")).toMatchObject({ kind: "unavailable" });
    expect(office.stripe.sessions()).toHaveLength(1);
  });
});

describe("there is no page", () => {
  test("for an address that nobody has printed, nor for a document that is not issued yet", async () => {
    expect(await office.click("nobody")).toEqual({ kind: "unknown" });
    await office.register.documents.reserve([numbered(invoice("coming"))], change());
    expect(await office.click("coming")).toEqual({ kind: "unknown" });
  });

  test("for an invoice that is paid, or whose debit is under way", async () => {
    await office.issue("card", money("100.00"));
    await office.hear(office.stripe.pay(await office.page("card"), CARD));
    expect(await office.click("card")).toMatchObject({ kind: "paid", document: { id: "card" } });
    await office.issue("bank", money("100.00"));
    await office.hear(office.stripe.pay(await office.page("bank"), BANK));
    expect(await office.click("bank")).toMatchObject({ kind: "processing" });
  });

  test("for one that is void, nor for one with another in its place, to which it leads", async () => {
    await office.issue("void", money("100.00"));
    await office.register.documents.voidDocument("void", change(MAY));
    expect(await office.click("void")).toMatchObject({ kind: "void" });
    await office.issue("new", money("90.00"), { replaces: "void" });
    expect(await office.click("void")).toMatchObject({ kind: "replaced", by: { id: "new" } });
  });

  test("[B4] [A19] for one that is credited, if only by a cent and not issued yet; a page that was open leads nowhere", async () => {
    await office.issue("one", money("100.00"));
    await office.page("one");
    await reserveCredit(office.register, { of: "one", id: "credit", due: usd(-1n) });
    expect(await office.click("one")).toMatchObject({ kind: "credited", document: { id: "one" } });
    await office.register.documents.voidDocument("credit", change(MAY));
    expect(await office.click("one")).toMatchObject({ kind: "page" });
  });

  test("[B10] on a host that neither is Stripe's nor stands in the profile", async () => {
    await office.issue("one", money("100.00"));
    const page = { session: "cs_1", url: "https://checkout.stripe.com.example/c/pay/cs_1" };
    const provider = { ...office.desk.provider, openSession: async () => ({ ok: true, value: page }) as const };
    const opening = await openPayment({ token: tokenOf("one"), saving: "not-wanted" }, { ...office.desk, provider });
    expect(opening).toMatchObject({ kind: "unavailable", issues: [{ rule: "B10" }] });
  });

  test("[B9] for one of which nothing is due", async () => {
    await office.issue("nothing", usd(0n));
    expect(await office.click("nothing")).toMatchObject({ kind: "nothing-due" });
  });
});
