import { describe, expect, test } from "vitest";
import type { Engine } from "../../../src/adapters/register/session.ts";
import type { BeginPayment } from "../../../src/app/register/payment.ts";
import { credit, creditReservation, reserveCredit } from "./corrections.ts";
import { emptyPlace, ENGINES, openAt, withRegister } from "./databases.ts";
import { AT, change, instant, invoice, issue, USD, usd } from "./reservations.ts";

const click = (id: string, documentId: string): BeginPayment => ({
  id,
  documentId,
  month: { accountId: "A-1", currency: USD, month: "2026-05" },
  amount: usd(1_100n),
  cardLimit: usd(1_000_000n),
  at: AT,
  expiresAt: instant("2026-05-14T00:00:00Z"),
});

const PART = usd(-100n);

describe.each<Engine>(ENGINES)("an invoice that is credited, on %s", (engine) => {
  test("[B4] [A19] cannot be paid as a whole from the moment on at which the credit note has its number", async () => {
    await withRegister(engine, async ({ register }) => {
      await issue(register, invoice("a"), invoice("b"));
      const { payments } = register;
      expect(await payments.closedWhy("a")).toBeUndefined();
      await reserveCredit(register, { of: "a", id: "credit", due: PART });
      expect(await payments.begin(click("a1", "a"))).toEqual({ kind: "closed", why: "credited" });
      expect(await payments.closedWhy("a")).toBe("credited");
      expect(await payments.attempts(["a"])).toEqual([]);
      expect(await payments.begin(click("b1", "b"))).toMatchObject({ kind: "begun" });
    });
  });

  test("[A19] can be paid again once the credit note is void", async () => {
    await withRegister(engine, async ({ register }) => {
      await issue(register, invoice("a"));
      await credit(register, { of: "a", id: "credit", due: PART });
      expect(await register.documents.voidDocument("credit", change())).toBe(true);
      expect(await register.payments.begin(click("a1", "a"))).toMatchObject({ kind: "begun" });
    });
  });

  test("[A19] does not become void, and the credit note may", async () => {
    await withRegister(engine, async ({ register }) => {
      await issue(register, invoice("a"));
      await credit(register, { of: "a", id: "credit", due: PART });
      const { documents } = register;
      expect(await documents.voidDocument("a", change())).toBe(false);
      expect(await documents.voidDocument("credit", change())).toBe(true);
      expect(await documents.voidDocument("a", change())).toBe(true);
    });
  });

  test("[A19] [B4] counts as credited by each credit note of its account that names its number, twice or beside others", async () => {
    await withRegister(engine, async ({ register }) => {
      await issue(register, invoice("a"), invoice("b"), invoice("other", { accountId: "A-2" }), invoice("c"));
      const numbers = [
        "INV-US-2026-000001",
        "INV-US-2026-000002",
        "INV-US-2026-000001",
        "INV-US-2026-000003",
        "elsewhere",
      ];
      const naming = { ...creditReservation({ id: "credit", due: PART }), credits: numbers };
      await register.documents.reserve([naming, naming], change());
      await register.documents.reserve([naming], change());
      const closed = async () => {
        const { payments } = register;
        return Promise.all(["a", "b", "other", "c"].map((id) => payments.closedWhy(id)));
      };
      expect(await closed()).toEqual(["credited", "credited", undefined, undefined]);
      expect(await register.documents.voidDocument("b", change())).toBe(false);
      await register.documents.voidDocument("credit", change());
      expect(await closed()).toEqual([undefined, undefined, undefined, undefined]);
    });
  });

  test("what a credit note names is never changed", async () => {
    await withRegister(engine, async ({ register, run }) => {
      const naming = { ...creditReservation({ id: "credit", due: PART }), credits: ["INV-US-2026-000001"] };
      await register.documents.reserve([naming], change());
      await expect(run("delete from correction")).rejects.toThrow("kept for ever");
      await expect(run("update correction set number = 'x'")).rejects.toThrow("does not change");
    });
  });

  test("says that it is paid, or void, before all else", async () => {
    await withRegister(engine, async ({ register }) => {
      await issue(register, invoice("a"), invoice("void"));
      const { payments, documents } = register;
      const paid = { eventId: "e1", at: AT, documentId: "a", session: "cs_1", result: "succeeded" } as const;
      await payments.apply(paid, []);
      await documents.voidDocument("void", change());
      for (const of of ["a", "void"]) await reserveCredit(register, { of, id: `credit-${of}`, due: PART });
      expect(await payments.closedWhy("a")).toBe("paid");
      expect(await payments.closedWhy("void")).toBe("void");
    });
  });
});

test("[B4] of a click and a credit at the same moment, from two processes, one sees the other", async () => {
  const place = await emptyPlace("postgres");
  const [clerk, page] = [await openAt("postgres", place.address), await openAt("postgres", place.address)];
  try {
    const ids = Array.from({ length: 20 }, (_, index) => `i${index}`);
    await issue(clerk.register, ...ids.map((id) => invoice(id)));
    for (const id of ids) {
      const [begun, found] = await Promise.all([
        page.register.payments.begin(click(`p-${id}`, id)),
        // As the clerk does: the credit first, then whatever page is open is closed.
        reserveCredit(clerk.register, { of: id, id: `credit-${id}`, due: PART }).then(() =>
          clerk.register.payments.attempts([id]),
        ),
      ]);
      expect([begun.kind, found.length]).toEqual(begun.kind === "begun" ? ["begun", 1] : ["closed", 0]);
    }
  } finally {
    await Promise.all([clerk.register.close(), page.register.close()]);
    await place.remove();
  }
});
