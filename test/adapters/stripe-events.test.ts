import { afterEach, beforeEach, expect, test } from "vitest";
import { openStripe } from "../../src/adapters/stripe.ts";
import type { PaymentProvider, ProviderEvent } from "../../src/app/paying/provider.ts";
import { plusMinutes, type Instant } from "../../src/kernel/calendar.ts";
import { valueOf } from "../documents.ts";
import { answered, demand, money, NOON, sessionDemand } from "../stripe/demands.ts";
import { openFakeStripe, sign, type FakeStripe } from "../stripe/fake-stripe.ts";
import type { StripeEvent } from "../stripe/account.ts";
import { BANK, CANADIAN_BANK, CARD } from "../stripe/payer.ts";

let stripe: FakeStripe;
let provider: PaymentProvider;
let page: string;

beforeEach(async () => {
  stripe = await openFakeStripe(() => Date.parse(NOON));
  provider = valueOf(await openStripe(stripe.settings));
  page = answered(await provider.openSession(sessionDemand())).session;
});

afterEach(() => stripe.close());

const read = async (event: StripeEvent, now: Instant = NOON): Promise<ProviderEvent | undefined> => {
  const { body, signature } = stripe.message(event);
  return valueOf(await provider.readEvent(body, signature, now));
};

test("[B6] a card payment is told as paid, with invoice, try, page and amount", async () => {
  expect(await read(stripe.pay(page, CARD))).toEqual({
    id: expect.stringMatching(/^evt_/),
    at: NOON,
    result: "succeeded",
    documentId: "doc-1",
    attemptId: "try-1",
    session: page,
    payment: expect.stringMatching(/^pi_/),
    amount: money("6300.00"),
  });
});

test("[B6] a debit is under way first, and then paid or failed", async () => {
  expect(await read(stripe.pay(page, BANK))).toMatchObject({ result: "processing", session: page });
  expect(await read(stripe.settle(page))).toMatchObject({ result: "succeeded", session: page });
  expect(await read(stripe.bounce(page))).toMatchObject({ result: "failed", session: page });
});

test("[B6] [B10] a refused card is told without a page, as that stays open, with brand and last four digits only", async () => {
  const event = await read(stripe.refuse(page, CARD));
  expect(event).toMatchObject({ result: "failed", documentId: "doc-1", attemptId: "try-1" });
  expect(event?.session).toBeUndefined();
  expect(event?.method).toEqual({ kind: "card", brand: "visa", last4: "4242" });
});

test("[B10] of a method brand and last four digits are asked for, and nothing else is kept", async () => {
  const paid = await read(stripe.pay(page, CARD));
  expect(answered(await provider.methodOf(paid?.payment ?? ""))).toEqual({
    kind: "card",
    brand: "visa",
    last4: "4242",
  });
});

test("of a debit that failed the bank is still known", async () => {
  stripe.pay(page, BANK);
  const failed = await read(stripe.bounce(page));
  expect(answered(await provider.methodOf(failed?.payment ?? ""))).toEqual({
    kind: "bank",
    brand: "STRIPE TEST BANK",
    last4: "6789",
  });
});

test("a Canadian debit is one by bank", async () => {
  const canadian = sessionDemand({ amount: money("900.00", "CAD"), methods: ["bank-debit"], idempotencyKey: "page/2" });
  const { session } = answered(await provider.openSession(canadian));
  const event = await read(stripe.pay(session, CANADIAN_BANK));
  expect(event?.amount).toEqual(money("900.00", "CAD"));
  expect(answered(await provider.methodOf(event?.payment ?? "")).kind).toBe("bank");
});

test("a page that ran out is told as such", async () => {
  await provider.expireSession(page);
  const [event] = stripe.events();
  expect(event && (await read(event))).toMatchObject({ result: "expired", session: page, attemptId: "try-1" });
});

test("[B3] a payment over a link knows its invoice by what was given with the link", async () => {
  const { url } = answered(await provider.createLink(demand({ documentId: "doc-7" })));
  const event = await read(stripe.pay(stripe.follow(url)?.id ?? "", CARD));
  expect(event).toMatchObject({ result: "succeeded", documentId: "doc-7" });
  expect(event?.attemptId).toBeUndefined();
});

test("news of other things, and payments of other programs on the account, are no news", async () => {
  const other = {
    id: "evt_9",
    type: "x",
    text: JSON.stringify({ id: "evt_9", object: "event", created: 1, type: "payout.paid", data: { object: {} } }),
  };
  expect(await read(other)).toBeUndefined();
  const stranger = stripe.pay(page, CARD).text.replaceAll("billwright_", "shop_");
  expect(await read({ ...other, text: stranger })).toBeUndefined();
});

test("an amount in a currency that nobody knows is left out, so that it cannot pass for the right one", async () => {
  const text = stripe.pay(page, CARD).text.replace('"currency": "usd"', '"currency": "zzz"');
  const event = await read({ id: "", type: "", text });
  expect(event?.result).toBe("succeeded");
  expect(event?.amount).toBeUndefined();
});

const tampered: readonly (readonly [string, (text: string) => { text?: string; signature?: string; now?: Instant }])[] =
  [
    ["an amount that was changed on the way", (text) => ({ text: text.replace("630000", "1") })],
    ["a signature by another secret", (text) => ({ signature: sign(text, Date.parse(NOON) / 1_000, "whsec_other") })],
    ["no signature", () => ({ signature: "" })],
    ["a signature that is none", () => ({ signature: "t=now,v1=" })],
    ["a message that is played back after more than five minutes", () => ({ now: plusMinutes(NOON, 6) })],
  ];

test.each(tampered)("[B10] %s is not taken in", async (_, change) => {
  const event = stripe.pay(page, CARD);
  const { body, signature } = stripe.message(event);
  const changed = change(event.text);
  const read = await provider.readEvent(
    changed.text === undefined ? body : new TextEncoder().encode(changed.text),
    changed.signature ?? signature,
    changed.now ?? NOON,
  );
  expect(read).toMatchObject({ ok: false, issues: [{ rule: "B10" }] });
  expect(JSON.stringify(read)).not.toContain("whsec");
});

test("a message that arrives within five minutes is taken in", async () => {
  expect(await read(stripe.pay(page, CARD), plusMinutes(NOON, 5))).toMatchObject({ result: "succeeded" });
});

test("[B10] without a signing secret nothing is taken in", async () => {
  const { secretKey, server } = stripe.settings;
  const open = valueOf(await openStripe({ secretKey, ...(server && { server }) }));
  const { body, signature } = stripe.message(stripe.pay(page, CARD));
  expect((await open.readEvent(body, signature, NOON)).ok).toBe(false);
});
