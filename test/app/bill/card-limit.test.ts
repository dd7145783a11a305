import { rmSync } from "node:fs";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Doors } from "../../../src/app/bill/open-run.ts";
import { parseCalendarDate } from "../../../src/kernel/calendar.ts";
import { parseCurrency, parseMoney } from "../../../src/kernel/money.ts";
import { temporaryFolder } from "../../cli/run-cli.ts";
import { rawLine } from "../../documents.ts";
import { fakeWorld, instant, jsonLines, rawInvoice } from "../fake-world.ts";
import { bill, closeDoors, openDoors } from "./billing.ts";

let folder: string;
let doors: Doors;
beforeEach(async () => {
  folder = temporaryFolder();
  doors = await openDoors(folder);
});
afterEach(async () => {
  await closeDoors(doors);
  rmSync(folder, { recursive: true, force: true });
});

/** Bills one invoice over so much, issued on that day, and gives the methods that it is printed with. */
const methodsOf = async (id: string, amount: string, issueDate = "2026-05-15"): Promise<readonly string[]> => {
  const document = rawInvoice(id, { number: undefined, issueDate, lines: [rawLine({ rate: amount })] });
  await bill({ world: fakeWorld({ "in.jsonl": jsonLines([document]) }), doors, request: { run: id } });
  return (await doors.register.documents.find([id])).get(id)?.methods ?? [];
};

const USD = parseCurrency("USD");

/** The customer pays an earlier invoice by card. */
const payByCard = async (id: string, amount: string, day: string): Promise<void> => {
  await methodsOf(id, amount, "2026-05-01");
  const money = USD && parseMoney(amount, USD);
  const paidOn = parseCalendarDate(day);
  if (money === undefined || paidOn === undefined) throw new Error("no amount or no day");
  const method = { kind: "card", brand: "Visa", last4: "4242" } as const;
  const at = instant(`${day}T12:00:00Z`);
  await doors.register.payments.apply(
    { eventId: `evt-${id}`, at, documentId: id, result: "succeeded", amount: money, method, paidOn },
    [],
  );
};

test("[B5] card is printed at exactly 25,000.00 and not at 25,000.01", async () => {
  expect(await methodsOf("at", "25000.00")).toEqual(["card", "ach"]);
  expect(await methodsOf("above", "25000.01")).toEqual(["ach"]);
});

test("[B5] with 75,000.00 paid by card this month an invoice of 25,000.00 is printed with card", async () => {
  await payByCard("earlier", "75000.00", "2026-05-03");
  expect(await methodsOf("now", "25000.00")).toEqual(["card", "ach"]);
});

test("[B5] with 75,000.01 paid by card this month it is not, and next month it is again", async () => {
  await payByCard("earlier", "75000.01", "2026-05-03");
  expect(await methodsOf("now", "25000.00")).toEqual(["ach"]);
  expect(await methodsOf("next", "25000.00", "2026-06-01")).toEqual(["card", "ach"]);
});

test("[A20] what was printed stays, whatever is paid afterwards", async () => {
  expect(await methodsOf("now", "25000.00")).toEqual(["card", "ach"]);
  await payByCard("later", "80000.00", "2026-05-20");
  expect(await methodsOf("now", "25000.00")).toEqual(["card", "ach"]);
});
