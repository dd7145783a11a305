import { expect, test } from "vitest";
import { summaryText } from "../../../src/app/bill/report.ts";
import type { RunSummary } from "../../../src/app/register/run.ts";
import { minorMoney, parseCurrency } from "../../../src/kernel/money.ts";
import { instant } from "../fake-world.ts";

const EUR = parseCurrency("EUR");
const money = (minor: bigint) => {
  if (EUR === undefined) throw new Error("no euro");
  return minorMoney(minor, EUR);
};

const summary = (fields: Partial<RunSummary> = {}): RunSummary => ({
  id: "2026-05",
  inputs: ["in.jsonl"],
  profileHash: "0".repeat(64),
  version: "0.0.0",
  state: "finished",
  startedAt: instant("2026-05-10T23:30:00Z"),
  documentsIn: 6,
  counts: { issued: 3, "already-issued": 1, refused: 2, waiting: 0 },
  money: [
    {
      kind: "invoice",
      currency: money(0n).currency,
      documents: 2,
      net: money(10_000n),
      tax: money(1_900n),
      total: money(11_900n),
    },
  ],
  statements: 1,
  ...fields,
});

test("the reckoning of a run tells where every document went, and the money by currency", () => {
  expect(summaryText(summary())).toBe(
    [
      "run 2026-05 finished: 6 documents in = 3 issued + 1 already issued + 2 refused",
      "  EUR  2 invoices: net 100.00, tax 19.00, total 119.00",
      "  1 usage statement, without money (A9)",
      "",
    ].join("\n"),
  );
});

test("documents that wait with their number are part of it", () => {
  const counts = { issued: 3, "already-issued": 1, refused: 1, waiting: 1 };
  expect(summaryText(summary({ counts }))).toContain(
    "6 documents in = 3 issued + 1 already issued + 1 refused + 1 waiting (numbered, not issued: run again)\n",
  );
});

test.each([
  [8, "  2 documents not accounted for: run the same command again, which issues nothing twice\n"],
  [5, "  1 document more than the input has: it has changed since the run began\n"],
])("where %s documents were read and six came out, it says so", (documentsIn, text) => {
  expect(summaryText(summary({ documentsIn }))).toContain(text);
});
