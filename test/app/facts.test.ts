import { describe, expect, test } from "vitest";
import { factsOf, lacking } from "../../src/app/facts.ts";
import { MERIDIAN, invoiceOf, ratedDocument } from "../documents.ts";
import { instant } from "./fake-world.ts";

const numbered = { kind: "numbered" } as const;
const previewAt = (moment: string) => ({ kind: "preview", now: instant(moment) }) as const;

describe("facts of a numbered document", () => {
  test("are its number and its link, and nothing paid by card where the data say nothing", () => {
    expect(factsOf(invoiceOf(), MERIDIAN, numbered)).toEqual({
      ok: true,
      value: {
        kind: "numbered",
        number: "INV-1",
        link: "https://pay.meridian.example/i/abc",
        cardPaidThisMonth: { minor: 0n, currency: "USD" },
      },
    });
  });

  test("[B5] hold what the customer has paid by card this month", () => {
    const invoice = invoiceOf({ payment: { cardPaidThisMonth: "99999.5" } });
    expect(factsOf(invoice, MERIDIAN, numbered)).toMatchObject({ value: { cardPaidThisMonth: { minor: 9999950n } } });
    expect(factsOf(invoice, MERIDIAN, numbered)).not.toHaveProperty("value.link");
  });

  test("[A1] do not round what was paid by card", () => {
    const facts = factsOf(invoiceOf({ payment: { cardPaidThisMonth: "10.005" } }), MERIDIAN, numbered);
    expect(facts).toMatchObject({ ok: false, issues: [{ rule: "A1", at: "/payment/cardPaidThisMonth" }] });
  });

  test("[J-ALL-1] are refused without a number, which a preview does not need", () => {
    const document = ratedDocument({ number: undefined });
    expect(lacking(document, numbered)).toMatchObject([{ rule: "J-ALL-1", at: "/number", file: "test.json" }]);
    expect(lacking(document, previewAt("2026-05-10T12:00:00Z"))).toEqual([]);
    expect(factsOf(invoiceOf({ number: undefined }), MERIDIAN, numbered)).toMatchObject({ ok: false });
  });
});

describe("facts of a preview", () => {
  test("[F4] are today's date alone, though the data have number and link", () => {
    expect(factsOf(invoiceOf(), MERIDIAN, previewAt("2026-05-10T12:00:00Z"))).toEqual({
      ok: true,
      value: { kind: "preview", today: "2026-05-10" },
    });
  });

  test("[C4] today is a day of the selling entity's zone", () => {
    expect(MERIDIAN.entities["us"]?.timeZone).toBe("America/Los_Angeles");
    expect(factsOf(invoiceOf(), MERIDIAN, previewAt("2026-05-10T06:59:59Z"))).toMatchObject({
      value: { today: "2026-05-09" },
    });
    expect(factsOf(invoiceOf(), MERIDIAN, previewAt("2026-05-10T07:00:00Z"))).toMatchObject({
      value: { today: "2026-05-10" },
    });
  });
});
