import { describe, expect, test } from "vitest";
import type { Engine } from "../../../src/adapters/register/session.ts";
import type { BeginPayment, PaymentEvent } from "../../../src/app/register/payment.ts";
import type { Register } from "../../../src/app/register/register.ts";
import { ENGINES, withRegister } from "./databases.ts";
import { AT, change, day, found, instant, invoice, issue, numbered, USD, usd } from "./reservations.ts";

const MAY = { accountId: "A-1", currency: USD, month: "2026-05" } as const;
const SOON = instant("2026-05-11T00:00:00Z");
const LATE = instant("2026-05-12T00:00:00Z");

/** A click on the page of an invoice of USD 11.00, where the month has room for two of them. */
const click = (id: string, documentId: string, fields: Partial<BeginPayment> = {}): BeginPayment => ({
  id,
  documentId,
  month: MAY,
  amount: usd(1_100n),
  cardLimit: usd(2_200n),
  at: AT,
  expiresAt: SOON,
  ...fields,
});

const event = (eventId: string, result: PaymentEvent["result"], fields: Partial<PaymentEvent> = {}): PaymentEvent => ({
  eventId,
  at: AT,
  documentId: "a",
  attemptId: "a1",
  session: "cs_1",
  result,
  ...fields,
});

const CARD = { kind: "card", brand: "visa", last4: "4242" } as const;
const BANK = { kind: "bank", brand: "Harbor Bank", last4: "6789" } as const;

const total = async ({ payments }: Register, at = AT, month: string = MAY.month): Promise<string> => {
  const [sums] = await payments.cardTotals([{ ...MAY, month }], at);
  return `paid ${sums?.paid.minor} held ${sums?.held.minor}`;
};

describe.each<Engine>(ENGINES)("paying on %s", (engine) => {
  test("[B5] a click holds the amount up to the limit itself, and one above it is left to other methods", async () => {
    await withRegister(engine, async ({ register }) => {
      await issue(register, invoice("a"), invoice("b"), invoice("c"));
      const { payments } = register;
      expect(await payments.begin(click("a1", "a"))).toMatchObject({ kind: "begun", attempt: { holdsCard: true } });
      expect(await payments.begin(click("b1", "b"))).toMatchObject({ kind: "begun", attempt: { holdsCard: true } });
      expect(await payments.begin(click("c1", "c"))).toMatchObject({ kind: "begun", attempt: { holdsCard: false } });
      expect(await total(register)).toBe("paid 0 held 2200");
    });
  });

  test("[B5] what a page held is free once it has run out, for totals at once and for good with the next click", async () => {
    await withRegister(engine, async ({ register }) => {
      await issue(register, invoice("a"), invoice("b"), invoice("c"));
      const { payments } = register;
      await payments.begin(click("a1", "a"));
      await payments.begin(click("b1", "b"));
      expect(await total(register, SOON)).toBe("paid 0 held 0");
      const later = { at: SOON, expiresAt: LATE };
      expect(await payments.begin(click("c1", "c", later))).toMatchObject({ attempt: { holdsCard: true } });
      expect(await total(register)).toBe("paid 0 held 1100");
      expect((await payments.attempts(["a"])).map(({ status }) => status)).toEqual(["abandoned"]);
    });
  });

  test("a second click finds the page of the first, and the same click its own", async () => {
    await withRegister(engine, async ({ register }) => {
      await issue(register, invoice("a"));
      const { payments } = register;
      await payments.begin(click("a1", "a"));
      await payments.attachSession("a1", { session: "cs_1", url: "https://pay.example/1" });
      const attempt = { id: "a1", session: "cs_1", url: "https://pay.example/1", begunAt: AT, expiresAt: SOON };
      expect(await payments.begin(click("a1", "a"))).toMatchObject({ kind: "begun", attempt });
      expect(await payments.begin(click("a2", "a"))).toMatchObject({ kind: "open", attempt });
      await payments.abandon("a1", AT);
      expect(await total(register)).toBe("paid 0 held 0");
      expect(await payments.begin(click("a3", "a"))).toMatchObject({ kind: "begun", attempt: { id: "a3" } });
    });
  });

  test("nothing is begun where nothing is due, not yet, no more, or already on its way", async () => {
    await withRegister(engine, async ({ register }) => {
      await issue(register, invoice("a"), invoice("void"), invoice("slow"));
      await register.documents.reserve([numbered(invoice("numbered"))], change());
      await register.documents.voidDocument("void", change());
      await register.payments.apply(event("e1", "succeeded"), []);
      await register.payments.apply(
        event("e2", "processing", { documentId: "slow", attemptId: "s1", session: "cs_2" }),
        [],
      );
      const why = async (documentId: string) => {
        const begun = await register.payments.begin(click(`${documentId}9`, documentId));
        return begun.kind === "closed" ? begun.why : begun.kind;
      };
      expect(await why("a")).toBe("paid");
      expect(await why("void")).toBe("void");
      expect(await why("slow")).toBe("processing");
      expect(await why("numbered")).toBe("nothing-due");
    });
  });

  test("[B5] a payment by card counts in the month in which it was paid, with its receipt, once", async () => {
    await withRegister(engine, async ({ register }) => {
      await issue(register, invoice("a"));
      await register.payments.begin(click("a1", "a"));
      const paid = event("e1", "succeeded", { method: CARD, paidOn: day("2026-06-01"), amount: usd(1_100n) });
      const receipt = { key: "receipt/e1", documentId: "a", kind: "receipt", recipients: ["ap@b.example"] } as const;
      expect(await register.payments.apply(paid, [receipt])).toBe("changed");
      expect(await register.payments.apply(paid, [receipt])).toBe("repeated");
      expect(await total(register)).toBe("paid 0 held 0");
      expect(await total(register, AT, "2026-06")).toBe("paid 1100 held 0");
      expect(await found(register, "a")).toMatchObject({ payment: "paid", paidAt: AT });
      expect(await register.payments.attempts(["a"])).toMatchObject([
        { id: "a1", status: "succeeded", method: CARD, paidOn: day("2026-06-01"), holdsCard: false, settledAt: AT },
      ]);
      expect(await register.deliveries.of("a")).toHaveLength(1);
      expect((await register.audit.entries("a")).at(-1)?.action).toBe("payment succeeded");
    });
  });

  test("[B5] a payment by bank frees what it held, and does not count", async () => {
    await withRegister(engine, async ({ register }) => {
      await issue(register, invoice("a"));
      await register.payments.begin(click("a1", "a"));
      await register.payments.apply(event("e1", "processing", { method: BANK }), []);
      expect(await found(register, "a")).toMatchObject({ payment: "processing" });
      expect(await total(register)).toBe("paid 0 held 0");
      await register.payments.apply(event("e2", "succeeded", { at: LATE }), []);
      expect(await found(register, "a")).toMatchObject({ payment: "paid", paidAt: LATE });
      expect(await total(register)).toBe("paid 0 held 0");
    });
  });

  test("[B6] a failure leaves the invoice open and shows, and a later page that runs out hides it not", async () => {
    await withRegister(engine, async ({ register }) => {
      await issue(register, invoice("a"));
      const told = { key: "failed/e1", documentId: "a", kind: "payment-failed", recipients: ["ap@b.example"] } as const;
      await register.payments.begin(click("a1", "a"));
      expect(await register.payments.apply(event("e1", "failed", { method: BANK }), [told])).toBe("changed");
      expect(await found(register, "a")).toMatchObject({ payment: "failed", state: "issued" });
      expect(await register.deliveries.of("a")).toHaveLength(1);
      await register.payments.apply(event("e2", "expired", { at: LATE }), []);
      expect(await found(register, "a")).toMatchObject({ payment: "failed" });
      expect(await register.payments.begin(click("a2", "a"))).toMatchObject({ kind: "begun" });
    });
  });

  test("[B6] a refused card on a page that stays open shows, and what the page holds stays held", async () => {
    await withRegister(engine, async ({ register }) => {
      await issue(register, invoice("a"));
      await register.payments.begin(click("a1", "a"));
      await register.payments.apply({ eventId: "e1", at: AT, documentId: "a", result: "failed", method: CARD }, []);
      expect(await found(register, "a")).toMatchObject({ payment: "failed" });
      expect(await total(register)).toBe("paid 0 held 1100");
      expect(await register.payments.begin(click("a2", "a"))).toMatchObject({ kind: "open", attempt: { id: "a1" } });
      await register.payments.apply(event("e2", "succeeded", { at: LATE, method: CARD }), []);
      expect(await found(register, "a")).toMatchObject({ payment: "paid" });
      expect(await total(register)).toBe("paid 1100 held 0");
    });
  });

  test("of a paid invoice no failure is told, and a second payment brings no second receipt", async () => {
    await withRegister(engine, async ({ register }) => {
      await issue(register, invoice("a"));
      const mail = (key: string) => ({ key, documentId: "a", kind: "receipt", recipients: ["ap@b.example"] }) as const;
      await register.payments.apply(event("e1", "succeeded", { method: CARD }), [mail("1")]);
      const other = { attemptId: "a2", session: "cs_2", at: LATE } as const;
      expect(await register.payments.apply(event("e2", "failed", other), [mail("2")])).toBe("overtaken");
      expect(await register.payments.apply(event("e3", "succeeded", other), [mail("3")])).toBe("overtaken");
      expect((await register.deliveries.of("a")).map(({ key }) => key)).toEqual(["1"]);
      expect(await found(register, "a")).toMatchObject({ payment: "paid", paidAt: AT });
    });
  });

  test("[B3] a payment over a link of the provider's is an attempt of its own", async () => {
    await withRegister(engine, async ({ register }) => {
      await issue(register, invoice("a"));
      const paid = {
        eventId: "e1",
        at: AT,
        documentId: "a",
        session: "cs_9",
        result: "succeeded",
        method: CARD,
      } as const;
      await register.payments.apply(paid, []);
      expect(await register.payments.attempts(["a"])).toMatchObject([
        { id: "cs_9", session: "cs_9", status: "succeeded", amount: usd(1_100n), method: CARD },
      ]);
      expect(await total(register)).toBe("paid 1100 held 0");
    });
  });

  test("what fits no document goes into the audit, once", async () => {
    await withRegister(engine, async ({ register }) => {
      const finding = { eventId: "e1", at: AT, reason: "unknown-document", details: { document: "nobody" } };
      expect(await register.payments.setAside(finding)).toBe("changed");
      expect(await register.payments.setAside(finding)).toBe("repeated");
      expect(await register.audit.entries()).toMatchObject([
        { action: "payment set aside", reason: "unknown-document", details: { document: "nobody", event: "e1" } },
      ]);
    });
  });

  test("a document is not made void while somebody may pay it, nor once it is paid", async () => {
    await withRegister(engine, async ({ register }) => {
      await issue(register, invoice("a"), invoice("b"));
      await register.payments.begin(click("a1", "a"));
      expect(await register.documents.voidDocument("a", change())).toBe(false);
      expect(await register.documents.voidDocument("a", change(SOON))).toBe(true);
      expect(await total(register)).toBe("paid 0 held 0");
      await register.payments.apply(event("e1", "processing", { documentId: "b", attemptId: "b1" }), []);
      expect(await register.documents.voidDocument("b", change(LATE))).toBe(false);
      await register.payments.apply(event("e2", "succeeded", { documentId: "b", attemptId: "b1" }), []);
      expect(await register.documents.voidDocument("b", change(LATE))).toBe(false);
    });
  });

  test("[B5] totals come once for each month, zero where nothing was paid", async () => {
    await withRegister(engine, async ({ register }) => {
      const other = { ...MAY, accountId: "A-2" };
      const totals = await register.payments.cardTotals([MAY, other, MAY]);
      expect(totals).toHaveLength(2);
      expect(totals).toContainEqual({ ...other, paid: usd(0n), held: usd(0n) });
      expect(await register.payments.cardTotals([])).toEqual([]);
    });
  });
});
