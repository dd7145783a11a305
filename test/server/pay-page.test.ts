import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { plusMinutes } from "../../src/kernel/calendar.ts";
import { credit } from "../adapters/register/corrections.ts";
import { change, day, instant, usd } from "../adapters/register/reservations.ts";
import { MAY, tokenOf } from "../app/paying/office.ts";
import { money } from "../stripe/demands.ts";
import { BANK, CARD } from "../stripe/payer.ts";
import { openTill, wordsIn, type Till } from "./till.ts";

let till: Till;
beforeEach(async () => void (till = await openTill()));
afterEach(() => till.close());

const issue = (id: string, amount = "1100.00", fields: Parameters<Till["office"]["issue"]>[2] = {}) =>
  till.office.issue(id, money(amount), fields);
const wordsOf = async (id: string, query = ""): Promise<string> => wordsIn(await till.page(id, query));

describe("looking", () => {
  test("[B3] [B4] [B5] the page says number, amount, due date, methods with their limits, and that it takes the whole", async () => {
    await issue("one");
    const words = await wordsOf("one");
    expect(words).toMatch(/^Meridian Contact Cloud, Inc\. Pay this invoice Amount due USD 1,100\.00 /);
    expect(words).toContain("Invoice number INV-US-2026-000001 Due date Jun 14, 2026");
    expect(words).toContain(
      "Credit or debit card, or bank debit (ACH), on Stripe’s page, subject to the limits at the time of payment.",
    );
    expect(words).toContain("takes its whole amount");
    expect(words).toContain("Questions about paying online? pay@meridian.example");
    expect(words).not.toContain("Harbor");
  });

  test("[B5] begins nothing and holds nothing, by whatever method a program follows the link", async () => {
    await issue("one");
    for (const method of ["GET", "HEAD", "GET"]) await till.ask(`/p/${tokenOf("one")}`, { method });
    await till.ask(`/p/${tokenOf("one")}/pay`);
    expect(await till.office.register.payments.attempts(["one"])).toEqual([]);
    expect(till.office.stripe.requests).toEqual([]);
    expect(await till.office.cardTotal("2026-05")).toBe("paid 0.00, held 0.00");
  });

  test("[B5] above 25,000.00 a card is left out, and the page says why", async () => {
    await issue("at", "25000.00");
    await issue("above", "25000.01");
    expect(await wordsOf("at")).toContain("Credit or debit card, or bank debit");
    const above = await wordsOf("above");
    expect(above).toContain("Bank debit (ACH) on Stripe’s page");
    expect(above).toContain("cannot be paid by card at the moment");
  });

  test("[B5] offers a card at exactly what is left of the month, and not for a cent more", async () => {
    for (const id of ["a", "b", "c", "d"]) {
      await issue(id, "24000.00");
      await till.tell(till.office.stripe.pay(await till.pageAtStripe(id), CARD));
    }
    await issue("left", "4000.00");
    await issue("more", "4000.01");
    expect(await wordsOf("left")).toContain("Credit or debit card");
    expect(await wordsOf("more")).not.toContain("Credit or debit card");
    await till.pageAtStripe("left");
    // Its own page holds the rest: for itself it still offers the card.
    expect(await wordsOf("left")).toContain("Credit or debit card");
    await issue("cent", "0.50");
    expect(await wordsOf("cent")).not.toContain("Credit or debit card");
  });

  test("[A13] is in the customer's language, and in another one by choice", async () => {
    await issue("one", "1100.00", { locale: "fr-CA", country: "CA" });
    const own = await till.page("one");
    expect(own).toContain('<html lang="fr-CA">');
    expect(wordsIn(own)).toContain("Payer cette facture");
    expect(own).toContain('<a href="?lang&#x3D;en-CA" lang="en-CA" hreflang="en-CA">English</a>');
    expect(own).toContain('<li lang="fr-CA" aria-current="true">Français</li>');
    const german = await till.page("one", "?lang=de-DE");
    expect(german).toContain('<html lang="de-DE">');
    expect(german).toContain(`action="${tokenOf("one")}/pay?lang&#x3D;de-DE"`);
    for (const query of ["?lang=xx-XX", "?lang=de-DE&lang=ja-JP", "?utm_source=%00"]) {
      expect(await till.page("one", query)).toContain('<html lang="fr-CA">');
    }
  });
});

describe("the button", () => {
  test("[B4] leads to Stripe's page, and a second click to the same", async () => {
    await issue("one");
    const first = await till.pageAtStripe("one");
    expect(first).toMatch(/^https:\/\/checkout\.stripe\.com\//);
    expect(await till.pageAtStripe("one")).toBe(first);
    expect(till.office.stripe.sessions()).toMatchObject([{ minor: 110_000, methods: ["card", "us_bank_account"] }]);
  });

  test("[B7] saves the method only where the payer has said so before the click", async () => {
    await issue("one");
    await issue("two");
    expect(await till.page("one")).toMatch(/type="checkbox" name="saving"(?! checked)/);
    expect(await wordsOf("one")).toContain("Later invoices are then charged to it on their due dates");
    await till.click("one", { saving: "wanted" });
    await till.click("two");
    expect(till.office.stripe.sessions().map(({ savesMethod }) => savesMethod)).toEqual([true, false]);
    // With the page the wish is settled.
    expect(await till.page("one")).not.toContain("checkbox");
  });

  test("[B5] leads back where Stripe is silent: nothing is lost, and the next click finds the same page", async () => {
    await issue("one");
    till.office.stripe.faults.push("failed", "failed", "failed", "failed");
    const answer = await till.ask(`/p/${tokenOf("one")}/pay?lang=de-DE`, { method: "POST" });
    const location = answer.headers.get("location") ?? "";
    expect([answer.status, location]).toEqual([303, `../${tokenOf("one")}?lang=de-DE&click=unavailable`]);
    const { pathname, search } = new URL(location, `${till.base}/p/${tokenOf("one")}/pay`);
    expect(wordsIn(await (await till.ask(pathname + search)).text())).toContain(
      "Stripe antwortet im Augenblick nicht.",
    );
    expect(till.log()).toContain('"msg":"no page to pay on"');
    await till.pageAtStripe("one");
    expect(new Set(till.office.stripe.requests.map(({ key }) => key)).size).toBe(1);
  });

  test("[B10] leads to no host but Stripe's and those of the profile", async () => {
    await till.close();
    till = await openTill({ provider: (provider) => ({ ...provider, openSession: async () => STRANGE }) });
    await issue("one");
    expect((await till.click("one")).headers.get("location")).toBe(`../${tokenOf("one")}?click=unavailable`);
    expect(till.log()).toContain("evil.example");
  });

  test("takes a small form and nothing else", async () => {
    await issue("one");
    const post = (body: string, type: string) =>
      till.ask(`/p/${tokenOf("one")}/pay`, { method: "POST", body, headers: { "content-type": type } });
    expect((await post("{}", "application/json")).status).toBe(415);
    expect((await post(`saving=${"x".repeat(2_000)}`, "application/x-www-form-urlencoded")).status).toBe(413);
    expect((await post("saving=yes&saving=wanted&__proto__=1", "application/x-www-form-urlencoded")).status).toBe(303);
    expect(till.office.stripe.sessions().map(({ savesMethod }) => savesMethod)).toEqual([false]);
  });
});

const STRANGE = { ok: true, value: { session: "cs_1", url: "https://evil.example/c/pay/cs_1" } } as const;

describe("an invoice that is not to be paid online offers nothing to click", () => {
  const expectNoOffer = async (id: string, ...sentences: readonly string[]): Promise<void> => {
    const page = await till.page(id);
    expect(page).not.toContain("<form");
    for (const sentence of sentences) expect(wordsIn(page)).toContain(sentence);
    const before = till.office.stripe.sessions().length;
    expect((await till.click(id)).headers.get("location")).toBe(`../${tokenOf(id)}`);
    expect(till.office.stripe.sessions()).toHaveLength(before);
  };

  test("[B6] [B10] paid: the receipt, with brand and last four digits", async () => {
    await issue("one");
    await till.tell(till.office.stripe.pay(await till.pageAtStripe("one"), CARD));
    await expectNoOffer(
      "one",
      "Payment received",
      "Amount paid USD 1,100.00",
      "Payment date May 20, 2026",
      "Payment method Card visa ending in 4242",
    );
  });

  test("[B6] processing: a debit is on its way", async () => {
    await issue("one");
    await till.tell(till.office.stripe.pay(await till.pageAtStripe("one"), BANK));
    await expectNoOffer("one", "Payment in progress", "A bank debit takes several business days.");
  });

  test("void: it says so", async () => {
    await issue("one");
    await till.office.register.documents.voidDocument("one", change(MAY));
    await expectNoOffer("one", "This invoice is void", "Billing team North America billing.na@meridian.example");
  });

  test("replaced: it leads on to the one in its place", async () => {
    await issue("one");
    await till.office.register.documents.voidDocument("one", change(MAY));
    await issue("two", "900.00", { replaces: "one" });
    await expectNoOffer("one", "This invoice was replaced", "In its place there is invoice INV-US-2026-000002.");
    expect(await till.page("one")).toContain('<a href="https://pay.meridian.example/p/two"');
  });

  test("[B9] nothing due", async () => {
    await issue("none", "0");
    await expectNoOffer("none", "Nothing to pay");
  });

  test("[B4] [A19] credited, if only in part: the balance is settled with the billing team", async () => {
    await issue("one");
    await credit(till.office.register, { of: "one", id: "credit", due: usd(-10_000n) });
    await expectNoOffer("one", "A credit note was issued", "settle any balance", "billing.na@meridian.example");
  });

  test("[B2] [B3] no method left: it says how to pay otherwise", async () => {
    await till.office.issue("euro", money("100.00", "EUR"), { cardPaidThisMonth: money("0", "EUR") });
    await expectNoOffer("euro", "Online payment is not available", "in one of the other ways shown on the invoice");
  });
});

test("the way back from Stripe waits for its word, and says not to pay again; nobody else is told so", async () => {
  await issue("one");
  expect(await wordsOf("one", "?returned=done")).toContain("Pay this invoice");
  const event = till.office.stripe.pay(await till.pageAtStripe("one"), CARD);
  const waiting = await till.page("one", "?returned=done");
  expect(wordsIn(waiting)).toContain("Thank you");
  expect(waiting).not.toContain("<form");
  expect(waiting).toContain('href="?returned&#x3D;done&amp;lang&#x3D;en-US"');
  await till.tell(event);
  expect(await wordsOf("one", "?returned=done")).toContain("Payment received");
});

test("[B6] a failed payment shows, and leads to another try", async () => {
  await issue("one");
  const page = await till.pageAtStripe("one");
  await till.tell(till.office.stripe.pay(page, BANK));
  await till.tell(till.office.stripe.bounce(page));
  expect(await wordsOf("one")).toContain("The last payment attempt failed.");
  expect(await till.pageAtStripe("one")).not.toBe(page);
});

test("[B5] what a page that ran out held of May is no card in June, when June is used up", async () => {
  await issue("one", "25000.00");
  await till.pageAtStripe("one");
  till.office.moveTo(instant("2026-06-01T17:00:00Z"));
  for (const id of ["a", "b", "c", "d"]) {
    await issue(id, "25000.00");
    await till.tell(till.office.stripe.pay(await till.pageAtStripe(id), CARD));
  }
  expect(await wordsOf("one")).not.toContain("Credit or debit card");
});

test("a page that ran out is no page any more: it asks for the wish again, with the card that it had held", async () => {
  await issue("one", "25000.00", { dueDate: day("2026-06-14") });
  const first = await till.pageAtStripe("one");
  till.office.moveTo(plusMinutes(MAY, 61));
  expect(await till.page("one", "?returned=done")).toContain("checkbox");
  expect(await wordsOf("one")).toContain("Credit or debit card");
  expect(await till.pageAtStripe("one")).not.toBe(first);
});

test("a server without a payment provider has neither pay page nor webhook, and says so at its start", async () => {
  await till.close();
  till = await openTill({ provider: () => undefined });
  await issue("one");
  expect((await till.ask(`/p/${tokenOf("one")}`)).status).toBe(404);
  expect((await till.click("one")).status).toBe(404);
  expect((await till.ask("/webhooks/stripe", { method: "POST" })).status).toBe(404);
  expect(till.log()).toContain("there are no pay pages");
});
