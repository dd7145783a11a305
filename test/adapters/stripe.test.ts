import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openStripe } from "../../src/adapters/stripe.ts";
import type { StripeSettings } from "../../src/adapters/stripe/settings.ts";
import type { Answer, PaymentProvider } from "../../src/app/paying/provider.ts";
import { valueOf } from "../documents.ts";
import { answered, demand, money, NOON, sessionDemand } from "../stripe/demands.ts";
import { openFakeStripe, type FakeStripe } from "../stripe/fake-stripe.ts";
import { CARD } from "../stripe/payer.ts";

let stripe: FakeStripe;

beforeEach(async () => {
  stripe = await openFakeStripe(() => Date.parse(NOON));
});

afterEach(() => stripe.close());

/** A clock that stands still, and waiting that takes no time; what was waited is written down. */
const waits: number[] = [];
const provider = async (settings: Partial<StripeSettings> = {}): Promise<PaymentProvider> => {
  waits.length = 0;
  const time = { now: () => 0, wait: async (ms: number) => void waits.push(ms) };
  return valueOf(
    await openStripe({ ...stripe.settings, requestsPerSecond: Number.POSITIVE_INFINITY, time, ...settings }),
  );
};

const refusal = <T>(answer: Answer<T>) => {
  if (answer.ok) throw new Error("this must be refused");
  return { retry: answer.retry, text: answer.issues.map(({ message, hint }) => `${message} ${hint ?? ""}`).join("\n") };
};

const between = (value: number, least: number, most: number): boolean => value >= least && value <= most;

describe("payment links", () => {
  test("[B4] a link is for the whole amount of one invoice, with its methods, and closes after one payment", async () => {
    const { createLink } = await provider();
    const link = answered(await createLink(demand()));
    const [made] = stripe.links();
    expect(link).toEqual({ url: made?.url, mode: "payment-link", reference: made?.id });
    expect(made).toMatchObject({ minor: 630_000, currency: "usd", methods: ["card", "us_bank_account"], limit: 1 });
    expect(made?.metadata).toEqual({ billwright_document: "doc-1", billwright_number: "INV-1" });
    expect(made?.paymentMetadata).toEqual(made?.metadata);
    const page = stripe.follow(link.url);
    stripe.pay(page?.id ?? "", CARD);
    expect(stripe.follow(link.url)).toBeUndefined();
  });

  test("[B3] the same demand again gives the same link, from another process too", async () => {
    const first = answered(await (await provider()).createLink(demand()));
    const second = answered(await (await provider()).createLink(demand()));
    expect(second).toEqual(first);
    expect(stripe.links()).toHaveLength(1);
  });

  test("[B3] another demand under the number of the first is not answered with the first's link", async () => {
    const { createLink } = await provider();
    answered(await createLink(demand()));
    const { retry, text } = refusal(await createLink(demand({ amount: money("6300.01") })));
    expect(retry).toBe("later");
    expect(text).toContain("asked for it before with other contents");
  });

  test("[A1] yen have no minor unit and are asked for as they are", async () => {
    const { createLink } = await provider();
    answered(await createLink(demand({ amount: money("198283", "JPY"), methods: ["card"] })));
    expect(stripe.links()[0]).toMatchObject({ minor: 198_283, currency: "jpy" });
  });

  test("a number in other letters is no hindrance: the key is then its hash, and one link comes of it", async () => {
    const { createLink } = await provider();
    const other = demand({ number: "請求-17", idempotencyKey: "link/請求-17" });
    expect(answered(await createLink(other))).toEqual(answered(await createLink(other)));
    expect(stripe.requests[0]?.key).toMatch(/^[0-9a-f]{64}$/);
  });

  test("[B5] a link is refused where the invoice offers Canadian bank debit, which links cannot take", async () => {
    const { createLink } = await provider();
    const canadian = demand({ amount: money("900.00", "CAD"), methods: ["card", "bank-debit"] });
    const { retry, text } = refusal(await createLink(canadian));
    expect(retry).toBe("never");
    expect(text).toContain("pay-page");
    expect(stripe.requests).toEqual([]);
  });

  test.each([
    ["0.49", "amount_too_small in line_items[0][price_data][unit_amount]"],
    ["1000000.00", "amount_too_large in line_items[0][price_data][unit_amount]"],
  ])("an amount that Stripe does not take (%s) is refused with Stripe's word for it", async (amount, word) => {
    const { createLink } = await provider();
    const { retry, text } = refusal(await createLink(demand({ amount: money(amount) })));
    expect(retry).toBe("never");
    expect(text).toContain(word);
    expect(stripe.requests).toHaveLength(1);
  });

  test("the least and the most that Stripe takes are taken", async () => {
    const { createLink } = await provider();
    for (const amount of ["0.50", "999999.99"]) {
      answered(await createLink(demand({ amount: money(amount), idempotencyKey: `link/${amount}` })));
    }
    expect(stripe.links().map(({ minor }) => minor)).toEqual([50, 99_999_999]);
  });

  test("[B3] a closed link takes no payment, and closing it again is no failure", async () => {
    const { createLink, closeLink } = await provider();
    const { url, reference = "" } = answered(await createLink(demand()));
    expect(answered(await closeLink(reference))).toBe("closed");
    expect(answered(await closeLink(reference))).toBe("closed");
    expect(stripe.follow(url)).toBeUndefined();
  });

  test("[B6] a link whose one payment failed is opened for one more, however often that is asked", async () => {
    const { createLink, reopenLink } = await provider();
    const { url, reference = "" } = answered(await createLink(demand()));
    stripe.pay(stripe.follow(url)?.id ?? "", { type: "us_bank_account", bank: "A BANK", last4: "6789" });
    expect(stripe.follow(url)).toBeUndefined();
    answered(await reopenLink(reference));
    answered(await reopenLink(reference));
    stripe.pay(stripe.follow(url)?.id ?? "", CARD);
    expect(stripe.follow(url)).toBeUndefined();
  });
});

describe("payment pages", () => {
  test("[B4] [B5] a page is for the whole amount, with the methods of the moment, until its time is up", async () => {
    const { openSession } = await provider();
    const page = answered(await openSession(sessionDemand({ methods: ["ach"], locale: "fr-CA" })));
    const [made] = stripe.sessions();
    expect(page).toEqual({ session: made?.id, url: made?.url });
    expect(made).toMatchObject({
      minor: 630_000,
      methods: ["us_bank_account"],
      expiresAt: Date.parse("2026-05-15T13:00:00Z") / 1_000,
      savesMethod: false,
    });
    expect(made?.metadata).toEqual({
      billwright_document: "doc-1",
      billwright_number: "INV-1",
      billwright_attempt: "try-1",
    });
    expect(stripe.requests[0]?.form).toMatchObject({ locale: "fr-CA", adaptive_pricing: { enabled: "false" } });
  });

  test("[B7] where the payer wants it, the method is saved for charges without him", async () => {
    const { openSession } = await provider();
    answered(await openSession(sessionDemand({ saving: "wanted", email: "ap@harborfinch.example" })));
    expect(stripe.sessions()[0]?.savesMethod).toBe(true);
    expect(stripe.requests[0]?.form).toMatchObject({
      customer_creation: "always",
      customer_email: "ap@harborfinch.example",
    });
  });

  test("[B5] Canadian bank debit stands on a page with what Stripe wants to know of it", async () => {
    const { openSession } = await provider();
    const canadian = sessionDemand({ amount: money("900.00", "CAD"), methods: ["card", "bank-debit"] });
    answered(await openSession(canadian));
    expect(stripe.sessions()[0]?.methods).toEqual(["card", "acss_debit"]);
  });

  test("a page of less than half an hour is refused, as Stripe's documentation says", async () => {
    const { openSession } = await provider();
    const short = sessionDemand({ expiresAt: NOON });
    expect(refusal(await openSession(short))).toMatchObject({
      retry: "never",
      text: expect.stringContaining("expires_at"),
    });
  });

  test("a page that is closed is expired; a complete one is told as such, and nothing is changed of it", async () => {
    const { openSession, expireSession } = await provider();
    const open = answered(await openSession(sessionDemand()));
    expect(answered(await expireSession(open.session))).toBe("expired");
    expect(answered(await expireSession(open.session))).toBe("expired");
    const paid = answered(await openSession(sessionDemand({ idempotencyKey: "page/INV-1/try-2" })));
    stripe.pay(paid.session, CARD);
    expect(answered(await expireSession(paid.session))).toBe("complete");
  });
});

describe("when Stripe fails", () => {
  test("a failure of the server passes: the same request with the same key gives one link", async () => {
    const { createLink } = await provider();
    stripe.faults.push("failed", "failed");
    answered(await createLink(demand()));
    expect(stripe.requests.map(({ key }) => key)).toEqual(["link/INV-1", "link/INV-1", "link/INV-1"]);
    expect(stripe.links()).toHaveLength(1);
  });

  test('"too many requests" passes, with longer waits each time', async () => {
    const { createLink } = await provider();
    stripe.faults.push("too-many", "too-many", "too-many");
    answered(await createLink(demand()));
    const [first = 0, second = 0, third = 0, ...more] = waits;
    expect(more).toEqual([]);
    expect(between(first, 250, 500) && between(second, 500, 1_000) && between(third, 1_000, 2_000)).toBe(true);
  });

  test('"too many requests" for good is an answer that says so, to be asked again', async () => {
    const { createLink } = await provider({ attempts: 2 });
    stripe.faults.push("too-many", "too-many");
    expect(refusal(await createLink(demand()))).toEqual({
      retry: "later",
      text: "the payment link of INV-1: Stripe asks for fewer requests (request req_000001) run fewer workers at once, or try again later",
    });
  });

  test("[B3] an answer that is lost on its way costs nothing: the link was made once, and is found again", async () => {
    const { createLink } = await provider();
    stripe.faults.push("cut");
    const link = answered(await createLink(demand()));
    expect(stripe.links().map(({ url }) => url)).toEqual([link.url]);
    expect(new Set(stripe.requests.map(({ key }) => key)).size).toBe(1);
  });

  test("[B3] an answer that does not come in time is asked for again, and no second link comes of it", async () => {
    const { createLink } = await provider({ answerMs: 100 });
    stripe.faults.push("silent");
    answered(await createLink(demand()));
    expect(stripe.links()).toHaveLength(1);
  });

  test("[B3] an answer that is no answer of Stripe's leaves open what was done: it is asked for again", async () => {
    const { createLink } = await provider();
    stripe.faults.push("garbled");
    answered(await createLink(demand()));
    expect(stripe.links()).toHaveLength(1);
    const stubborn = await provider({ attempts: 1 });
    stripe.faults.push("garbled");
    expect(refusal(await stubborn.createLink(demand()))).toMatchObject({
      retry: "later",
      text: expect.stringContaining("did not answer"),
    });
  });

  test("a failure that Stripe keeps under the key is not asked for in vain, and stays open", async () => {
    const { createLink } = await provider();
    stripe.faults.push("kept-failure");
    expect(refusal(await createLink(demand()))).toMatchObject({
      retry: "later",
      text: expect.stringContaining("HTTP 500"),
    });
    expect(stripe.requests).toHaveLength(2);
  });

  test("[B3] two who ask for the same link at the same moment get the same one", async () => {
    const { createLink } = await provider();
    const held = stripe.hold();
    const first = createLink(demand());
    await held.reached;
    const other = await provider({ time: { now: () => 0, wait: async () => held.letGo() } });
    const second = other.createLink(demand());
    expect(answered(await second)).toEqual(answered(await first));
    expect(stripe.links()).toHaveLength(1);
  });

  test("[B10] a wrong key is told without a trace of it, and nothing is asked twice", async () => {
    const { createLink } = await provider({ secretKey: "sk_test_wrongKey99" });
    const { retry, text } = refusal(await createLink(demand()));
    expect(retry).toBe("never");
    expect(text).toContain("refuses the secret key");
    expect(text).not.toMatch(/sk_|wrongKey99|ight/);
    expect(stripe.requests).toHaveLength(1);
  });

  test("a server that is not there is no answer, to be asked again", async () => {
    const gone = await provider({ attempts: 2 });
    await stripe.close();
    expect(refusal(await gone.createLink(demand()))).toMatchObject({
      retry: "later",
      text: expect.stringContaining("Stripe did not answer"),
    });
    stripe = await openFakeStripe(() => Date.parse(NOON));
  });

  test("[B10] keys of another kind are refused before anything is asked, and not repeated", async () => {
    const opened = await openStripe({ secretKey: "pk_live_public", webhookSecret: "sk_test_swapped" });
    expect(opened.ok).toBe(false);
    expect(JSON.stringify(opened)).not.toMatch(/pk_live|swapped/);
  });
});

test("requests go at their pace, each kind for itself, and no more than so many at once", async () => {
  const turns: number[] = [];
  const time = { now: () => 0, wait: async (ms: number) => void turns.push(ms) };
  const { createLink, openSession } = await provider({ requestsPerSecond: 20, time, atOnce: 1 });
  await createLink(demand());
  await createLink(demand({ idempotencyKey: "link/INV-2" }));
  await createLink(demand({ idempotencyKey: "link/INV-3" }));
  await openSession(sessionDemand());
  expect(turns).toEqual([50, 100]);
});
