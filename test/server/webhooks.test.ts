import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { OutsideFailure } from "../../src/app/world.ts";
import { plusMinutes } from "../../src/kernel/calendar.ts";
import { ENGINES } from "../adapters/register/databases.ts";
import { change } from "../adapters/register/reservations.ts";
import { MAY, RECIPIENT } from "../app/paying/office.ts";
import type { StripeEvent } from "../stripe/account.ts";
import { money } from "../stripe/demands.ts";
import { sign } from "../stripe/fake-stripe.ts";
import { BANK, CARD } from "../stripe/payer.ts";
import { openTill, told, wordsIn, type Till, type TillOptions } from "./till.ts";

let till: Till;
beforeEach(async () => void (till = await openTill()));
afterEach(() => till.close());

const reopen = async (options: TillOptions): Promise<void> => {
  await till.close();
  till = await openTill(options);
};

const issue = (id: string, amount = "100.00") => till.office.issue(id, money(amount));
const payment = async (id: string) => (await till.office.document(id)).payment;
const status = async (event: StripeEvent): Promise<number> => (await till.tell(event)).status;
const RECEIPT = [`receipt to ${RECIPIENT}`];

/** The payer's way up to a card that is charged, of which we have not heard yet. */
const paidAtStripe = async (id: string, method = CARD): Promise<StripeEvent> => {
  await issue(id);
  return till.office.stripe.pay(await till.pageAtStripe(id), method);
};

describe.each(ENGINES)("on %s", (engine) => {
  beforeEach(() => reopen({ engine }));

  test("[B6] the walk: opened, clicked, paid, told, shown as paid, and one receipt is to be sent", async () => {
    await issue("one", "6300.00");
    expect(wordsIn(await till.page("one"))).toContain("Pay this invoice");
    const event = till.office.stripe.pay(await till.pageAtStripe("one"), CARD);
    expect(await payment("one")).toBe("open");
    expect(await status(event)).toBe(204);
    expect(wordsIn(await till.page("one"))).toContain("Payment received Amount paid USD 6,300.00");
    expect(await till.office.mails("one")).toEqual(RECEIPT);
    expect(await till.office.cardTotal("2026-05")).toBe("paid 6300.00, held 0.00");
  });

  test("[B5] clicks on several invoices at once do not pass the limit of the month together", async () => {
    const ids = ["one", "two", "three", "four", "five", "six"];
    for (const id of ids) await issue(id, "24000.00");
    await Promise.all(ids.map((id) => till.pageAtStripe(id)));
    const sessions = till.office.stripe.sessions();
    expect(sessions).toHaveLength(6);
    expect(sessions.filter(({ methods }) => methods.includes("card"))).toHaveLength(4);
    expect(await till.office.cardTotal("2026-05")).toBe("paid 0.00, held 96000.00");
  });

  test("[B6] one message that comes five times at once counts once", async () => {
    const event = await paidAtStripe("one");
    expect(await Promise.all([1, 2, 3, 4, 5].map(() => status(event)))).toEqual([204, 204, 204, 204, 204]);
    expect(await till.office.mails("one")).toEqual(RECEIPT);
    expect(await till.office.cardTotal("2026-05")).toBe("paid 100.00, held 0.00");
  });
});

describe("a message that is not Stripe's is refused, and nothing is recorded", () => {
  const SECONDS = Date.parse(MAY) / 1_000;
  const hostile: Readonly<Record<string, (event: StripeEvent) => RequestInit>> = {
    "another amount in it": ({ text }) => told(text.replace("10000", "10001"), sign(text, SECONDS)),
    "one byte more": ({ text }) => told(`${text} `, sign(text, SECONDS)),
    "another secret": ({ text }) => told(text, sign(text, SECONDS, "whsec_another")),
    "older than five minutes": ({ text }) => told(text, sign(text, SECONDS - 301)),
    "another moment than was signed": ({ text }) =>
      told(text, sign(text, SECONDS - 400).replace(`t=${SECONDS - 400}`, `t=${SECONDS}`)),
    "no signature": ({ text }) => told(text, ""),
    "nothing that is a signature": ({ text }) => told(text, `t=${SECONDS},v1=${"0".repeat(63)}`),
    "an empty body": ({ text }) => told("", sign(text, SECONDS)),
  };

  test.each(Object.entries(hostile))("%s", async (_, forge) => {
    const event = await paidAtStripe("one");
    const answer = await till.ask("/webhooks/stripe", forge(event));
    expect(answer.status).toBe(400);
    expect(await payment("one")).toBe("open");
    expect(await till.office.mails("one")).toEqual([]);
    expect(till.log()).toContain("a message of the payment provider was refused");
    expect(till.log()).not.toContain("whsec");
  });

  test("a body that is far too long", async () => {
    const text = " ".repeat(300 * 1_024);
    expect((await till.ask("/webhooks/stripe", told(text, sign(text, SECONDS)))).status).toBe(413);
  });
});

describe("messages in any order", () => {
  test("[B6] a debit that came through is told before that it began", async () => {
    await issue("one");
    const page = await till.pageAtStripe("one");
    const began = till.office.stripe.pay(page, BANK);
    till.office.moveTo(plusMinutes(MAY, 3 * 24 * 60));
    expect(await status(till.office.stripe.settle(page))).toBe(204);
    expect(await status(began)).toBe(204);
    expect(await payment("one")).toBe("paid");
    expect(await till.office.mails("one")).toEqual(RECEIPT);
  });

  test("[B6] a debit that failed leaves the invoice open, and the customer is told once", async () => {
    await issue("one");
    const page = await till.pageAtStripe("one");
    await till.tell(till.office.stripe.pay(page, BANK));
    const failed = till.office.stripe.bounce(page);
    expect([await status(failed), await status(failed)]).toEqual([204, 204]);
    expect(await payment("one")).toBe("failed");
    expect(await till.office.mails("one")).toEqual([`payment-failed to ${RECIPIENT}`]);
  });

  test("[B5] a payment is told two days late, when others have taken what is left of the month: it counts all the same", async () => {
    const event = await paidAtStripe("one");
    till.office.moveTo(plusMinutes(MAY, 2 * 24 * 60));
    expect(await till.office.cardTotal("2026-05")).toBe("paid 0.00, held 100.00");
    expect(await status(event)).toBe(204);
    expect(await till.office.cardTotal("2026-05")).toBe("paid 100.00, held 0.00");
  });

  test("what is not about an invoice of ours is heard, and changes nothing", async () => {
    await issue("one");
    const text = JSON.stringify({ id: "evt_x", object: "event", type: "charge.refunded", data: { object: {} } });
    expect(await status({ id: "evt_x", type: "charge.refunded", text })).toBe(204);
    expect(await payment("one")).toBe("open");
  });
});

describe("Stripe is told to come again", () => {
  test("while the register does not answer; then the payment is recorded, once", async () => {
    let isDown = false;
    await reopen({
      register: (register) => ({
        ...register,
        payments: {
          ...register.payments,
          apply: async (event, deliveries) => {
            if (isDown) throw new OutsideFailure("the register does not answer");
            return register.payments.apply(event, deliveries);
          },
        },
      }),
    });
    const event = await paidAtStripe("one");
    isDown = true;
    expect(await status(event)).toBe(503);
    expect(await till.office.mails("one")).toEqual([]);
    isDown = false;
    expect(await status(event)).toBe(204);
    expect(await till.office.mails("one")).toEqual(RECEIPT);
  });

  test("[B5] while Stripe itself cannot say by what was paid", async () => {
    const event = await paidAtStripe("one");
    till.office.stripe.faults.push("failed", "failed", "failed", "failed");
    expect(await status(event)).toBe(503);
    expect(await payment("one")).toBe("open");
    expect(till.log()).toContain("a message of the payment provider is to come again");
    expect(await status(event)).toBe(204);
    expect(await payment("one")).toBe("paid");
  });
});

describe("money that fits no invoice", () => {
  test("[B4] of a document that became void in between is set aside; operators are told, once", async () => {
    const event = await paidAtStripe("one");
    till.office.moveTo(plusMinutes(MAY, 4 * 24 * 60));
    expect(await till.office.register.documents.voidDocument("one", change(till.office.now()))).toBe(true);
    expect([await status(event), await status(event)]).toEqual([204, 204]);
    expect(wordsIn(await till.page("one"))).toContain("This invoice is void");
    expect(await till.office.mails("one")).toEqual([]);
    const warnings = till
      .log()
      .split("\n")
      .filter((line) => line.includes("a payment was set aside"));
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain('"level":"warn"');
    expect(warnings[0]).toContain('"reason":"void-document"');
    expect((await till.office.register.audit.entries("one")).at(-1)).toMatchObject({ action: "payment set aside" });
    expect(await till.metric('billwright_payments_set_aside_total{reason="void-document"}')).toBe("1");
    expect(await till.metric('billwright_payment_messages_total{result="set-aside"}')).toBe("2");
  });
});
