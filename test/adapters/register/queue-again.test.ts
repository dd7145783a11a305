import { describe, expect, test } from "vitest";
import type { Engine } from "../../../src/adapters/register/session.ts";
import type { NewDelivery } from "../../../src/app/register/delivery.ts";
import { ENGINES, withRegister } from "./databases.ts";
import { change, instant, invoice, issue, numbered } from "./reservations.ts";

const LATER = instant("2026-05-11T08:00:00Z");

const again = (documentId: string, key = `document/${documentId}/2`): NewDelivery => ({
  key,
  documentId,
  kind: "document",
  recipients: ["ap@harborfinch.example"],
});

describe.each<Engine>(ENGINES)("a mail that is queued again on %s", (engine) => {
  test("is queued once for each key, however many ask at one moment, and stands once in the audit", async () => {
    await withRegister(engine, async ({ register }) => {
      await issue(register, invoice("a"));
      const asked = Array.from({ length: 5 }, () => register.deliveries.queue(again("a"), change(LATER)));
      expect((await Promise.all(asked)).filter((isQueued) => isQueued)).toEqual([true]);
      expect(await register.deliveries.of("a")).toEqual([{ ...again("a"), status: "queued", queuedAt: LATER }]);
      const noted = (await register.audit.entries("a")).filter(({ action }) => action === "mail queued again");
      expect(noted).toMatchObject([
        { at: LATER, details: { delivery: "document/a/2", kind: "document", recipients: "ap@harborfinch.example" } },
      ]);
    });
  });

  test("is not queued of a document that is not issued, or void (A20)", async () => {
    await withRegister(engine, async ({ register }) => {
      await register.documents.reserve([numbered(invoice("a"))], change());
      expect(await register.deliveries.queue(again("a"), change())).toBe(false);
      await issue(register, invoice("b"));
      await register.documents.voidDocument("b", change());
      expect(await register.deliveries.queue(again("b"), change())).toBe(false);
      expect(await register.deliveries.queued(10)).toEqual([]);
    });
  });
});
