import { describe, expect, test } from "vitest";
import type { RunSummary } from "../../src/app/register/run.ts";
import { statusLine, statusText } from "../../src/cli/run-status-text.ts";
import { minorMoney } from "../../src/kernel/money.ts";
import { USD } from "../accounts.ts";
import { instant } from "../app/fake-world.ts";

const NOW = instant("2026-05-10T01:00:00Z");
const usd = (minor: bigint) => minorMoney(minor, USD);

/** A run of 10,000 documents in its first hour: one worker is at it, one was killed. */
const summary = (fields: Partial<RunSummary> = {}): RunSummary => ({
  id: "2026-05",
  inputs: ["in.jsonl"],
  profileHash: "0".repeat(64),
  version: "0.0.0",
  state: "running",
  startedAt: instant("2026-05-10T00:00:00Z"),
  counts: { issued: 3600, "already-issued": 0, refused: 2, waiting: 0 },
  money: [{ kind: "invoice", currency: USD, documents: 3600, net: usd(100_00n), tax: usd(5_50n), total: usd(105_50n) }],
  statements: 0,
  chunks: { queued: 63, active: 1, done: 36, dead: 0, documents: 10_000, documentsDone: 3600, aside: [] },
  workers: [
    {
      name: "host-a:1",
      since: instant("2026-05-10T00:10:00Z"),
      lastSeen: instant("2026-05-10T00:59:55Z"),
      documents: 2995,
    },
    {
      name: "host-b:1",
      since: instant("2026-05-10T00:00:00Z"),
      lastSeen: instant("2026-05-10T00:50:00Z"),
      documents: 605,
    },
  ],
  ...fields,
});

describe("the status of a run", () => {
  test("counts documents, money, chunks and workers, and reckons the time left from those who live", () => {
    expect(statusText(summary(), NOW)).toBe(
      [
        "run 2026-05 running: 3602 documents in = 3600 issued + 0 already issued + 2 refused",
        "  USD  3600 invoices: net 100.00, tax 5.50, total 105.50",
        "  chunks: 36 done, 1 in hand, 63 waiting, 0 set aside; 3600 of 10000 documents",
        "  host-a:1: 2995 documents, 1.0 a second, seen 5 s ago",
        "  host-b:1: 605 documents, 0.2 a second, not heard of for 10 min",
        "  about 1 h 47 min left at this rate",
        "",
      ].join("\n"),
    );
  });

  test("tells why chunks were set aside, and what to do", () => {
    const aside = [{ chunk: 7, reason: "the store does not hold it\u001b[2J" }];
    const chunks = { queued: 0, active: 0, done: 98, dead: 2, documents: 10_000, documentsDone: 9800, aside };
    const text = statusText(summary({ state: "stopped", chunks, workers: [] }), NOW);
    expect(text).toContain("  chunk 7 was set aside: the store does not hold it\\u{1b}[2J\n  and 1 more\n");
    expect(text).toContain("bill --run 2026-05 --enqueue with the same input tries them again");
    expect(text).not.toContain("left at this rate");
  });

  test("of a run without a queue has neither chunks nor workers", () => {
    const { chunks: _, workers: __, ...plain } = summary({ state: "finished" });
    expect(statusText(plain, NOW)).toBe(
      "run 2026-05 finished: 3602 documents in = 3600 issued + 0 already issued + 2 refused\n" +
        "  USD  3600 invoices: net 100.00, tax 5.50, total 105.50\n",
    );
  });

  test("is one line of JSON for machines, amounts as text", () => {
    const line = statusLine(summary(), NOW);
    expect(line.endsWith("}\n")).toBe(true);
    expect(JSON.parse(line)).toMatchObject({
      run: "2026-05",
      state: "running",
      finishedAt: null,
      money: [{ kind: "invoice", currency: "USD", net: "100.00", tax: "5.50", total: "105.50" }],
      chunks: { documents: 10_000, documentsDone: 3600 },
      workers: [
        { name: "host-a:1", documentsPerSecond: 1, lost: false },
        { name: "host-b:1", lost: true },
      ],
      secondsLeft: 6400,
    });
  });
});
