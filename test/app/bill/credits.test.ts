import { rmSync } from "node:fs";
import { expect, test } from "vitest";
import { temporaryFolder } from "../../cli/run-cli.ts";
import { rawLine } from "../../documents.ts";
import { fakeWorld, jsonLines, rawInvoice } from "../fake-world.ts";
import { bill, closeDoors, openDoors } from "./billing.ts";

const corrects = (number: string) => ({ number, date: "2026-05-10", reason: "billed twice" });
const credited = (id: string, number: string) =>
  rawLine({ id, quantity: "-1", corrects: corrects(number), period: { first: "2026-04-15", last: "2026-05-14" } });

test("[A19] [B4] an invoice that a billed credit note names is not paid as a whole; one that a later invoice credits is", async () => {
  const folder = temporaryFolder();
  const doors = await openDoors(folder);
  const documents = [
    rawInvoice("a"),
    rawInvoice("b"),
    rawInvoice("credit", { kind: "credit-note", payment: undefined, lines: [credited("l1", "INV-a")] }),
    rawInvoice("later", { lines: [rawLine({ id: "l1", quantity: "2" }), credited("l2", "INV-b")] }),
  ];
  try {
    const { outcomes } = await bill({ world: fakeWorld({ "in.jsonl": jsonLines(documents) }), doors });
    expect(outcomes.map(({ id, outcome }) => `${id} ${outcome}`)).toEqual([
      "a issued",
      "b issued",
      "credit issued",
      "later issued",
    ]);
    const { payments } = doors.register;
    expect(await payments.closedWhy("a")).toBe("credited");
    expect(await payments.closedWhy("b")).toBeUndefined();
  } finally {
    await closeDoors(doors);
    rmSync(folder, { recursive: true, force: true });
  }
});
