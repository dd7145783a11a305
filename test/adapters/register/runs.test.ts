import { describe, expect, test } from "vitest";
import type { Engine } from "../../../src/adapters/register/session.ts";
import type { RunEntry, RunStart } from "../../../src/app/register/run.ts";
import { ENGINES, withRegister } from "./databases.ts";
import {
  all,
  AT,
  change,
  CREDITS,
  day,
  hash,
  instant,
  invoice,
  numbered,
  rendered,
  statement,
  usd,
} from "./reservations.ts";

const BY = { name: "bill (jo)", reason: "month end" };
const RUN: RunStart = { id: "r1", inputs: ["in.jsonl"], profileHash: hash("e"), version: "0.1.0", by: BY, at: AT };
const END = instant("2026-05-11T00:00:00Z");

const entry = (place: string, outcome: RunEntry["outcome"], fields: Partial<RunEntry> = {}): RunEntry => ({
  place,
  outcome,
  issues: [],
  ...fields,
});

describe.each<Engine>(ENGINES)("a run on %s", (engine) => {
  test("counts what became of each place; a later word replaces an earlier one", async () => {
    await withRegister(engine, async ({ register: { runs } }) => {
      await runs.start(RUN);
      await runs.record("r1", [entry("in#1", "waiting"), entry("in#2", "refused"), entry("in#1", "issued")]);
      await runs.record("r1", [entry("in#2", "already-issued"), entry("in#3", "refused")]);
      expect((await runs.summary("r1"))?.counts).toEqual({
        issued: 1,
        "already-issued": 1,
        refused: 1,
        waiting: 0,
      });
    });
  });

  test("gives back its entries with all their issues, in the order of the input", async () => {
    await withRegister(engine, async ({ register: { runs } }) => {
      await runs.start(RUN);
      const issues = [
        {
          rule: "A4",
          at: "/lines/0",
          message: "wrong: \u0000 {{x}} 'quoted' \ud800",
          hint: "right",
          file: "in",
          line: 3,
        },
        { rule: null, at: "", message: "twice" },
      ] as const;
      const refused = Array.from({ length: 701 }, (_, index) => entry(`in#${index}`, "refused", { issues }));
      await runs.record("r1", [...refused, entry("in#x", "issued", { documentId: "a" })]);
      expect(await all(runs.entries("r1", "refused"))).toEqual(refused);
      expect(await all(runs.entries("r1", "issued"))).toEqual([entry("in#x", "issued", { documentId: "a" })]);
      expect(await all(runs.entries("r2", "issued"))).toEqual([]);
    });
  });

  test("sums what it has issued by kind and currency, statements without money (A9)", async () => {
    await withRegister(engine, async ({ register }) => {
      const { documents, runs } = register;
      const most = usd(2n ** 62n);
      const credit = { net: usd(-50n), tax: usd(0n), total: usd(-50n), due: usd(-50n) };
      const amounts = { net: most, tax: usd(0n), total: most, due: most };
      const reservations = [
        numbered(invoice("a")),
        numbered(invoice("b", { amounts, region: "EMEA", dueDate: day("2026-07-01") })),
        numbered(invoice("c", { kind: "credit-note", amounts: credit }), CREDITS),
        { document: statement("s"), number: { kind: "none" } } as const,
        numbered(invoice("earlier")),
      ];
      await documents.reserve(reservations, change());
      await documents.recordRendered(
        reservations.map(({ document }) => rendered(document.id)),
        change(),
      );
      await runs.start(RUN);
      await runs.record("r1", [
        ...["a", "b", "c", "s"].map((id) => entry(id, "issued", { documentId: id })),
        entry("earlier", "already-issued", { documentId: "earlier" }),
      ]);
      await runs.end("r1", { state: "finished", by: BY, at: END, documentsIn: 5 });
      expect(await runs.summary("r1")).toEqual({
        id: "r1",
        inputs: ["in.jsonl"],
        profileHash: "e".repeat(64),
        version: "0.1.0",
        documentsIn: 5,
        state: "finished",
        startedAt: AT,
        finishedAt: END,
        counts: { issued: 4, "already-issued": 1, refused: 0, waiting: 0 },
        money: [
          {
            kind: "invoice",
            currency: "USD",
            documents: 2,
            net: usd(2n ** 62n + 1_000n),
            tax: usd(100n),
            total: usd(2n ** 62n + 1_100n),
          },
          { kind: "credit-note", currency: "USD", documents: 1, net: usd(-50n), tax: usd(0n), total: usd(-50n) },
        ],
        statements: 1,
      });
      expect(await runs.spread("r1")).toEqual([
        { region: "EMEA", locale: "en-US", dueDate: "2026-07-01", documents: 1 },
        { region: "NA", locale: "en-US", dueDate: "2026-06-14", documents: 2 },
        { region: "NA", locale: "en-US", documents: 1 },
      ]);
    });
  });

  test("that was stopped goes on under its id, and one that nobody began is unknown", async () => {
    await withRegister(engine, async ({ register: { runs, audit } }) => {
      await runs.start(RUN);
      await runs.end("r1", { state: "stopped", by: BY, at: END });
      expect(await audit.entries()).toMatchObject([
        { at: AT, actor: "bill (jo)", reason: "month end", action: "run started", details: { run: "r1" } },
        { at: END, actor: "bill (jo)", reason: "month end", action: "run stopped", details: { run: "r1" } },
      ]);
      expect(await runs.summary("r1")).toMatchObject({ state: "stopped", finishedAt: END });
      await runs.start({ ...RUN, at: END });
      const summary = await runs.summary("r1");
      expect(summary).toMatchObject({ state: "running", startedAt: AT });
      expect(summary?.finishedAt).toBeUndefined();
      expect(await runs.summary("r2")).toBeUndefined();
    });
  });
});
