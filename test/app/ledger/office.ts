import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Doors } from "../../../src/app/bill/open-run.ts";
import { openCounter, type IssueOrder } from "../../../src/app/ledger/counter.ts";
import { creditInvoice, type Credited } from "../../../src/app/ledger/credit.ts";
import type { Desk } from "../../../src/app/ledger/desk.ts";
import type { CreditRequest } from "../../../src/app/ledger/plan-credit.ts";
import { reissueDocument, type Reissued } from "../../../src/app/ledger/reissue.ts";
import type { RegisteredDocument } from "../../../src/app/register/document.ts";
import { OutsideFailure, type World } from "../../../src/app/world.ts";
import { parseMoney, type Money } from "../../../src/kernel/money.ts";
import type { Result } from "../../../src/kernel/result.ts";
import { MERIDIAN, valueOf } from "../../documents.ts";
import { bill, closeDoors, openDoors } from "../bill/billing.ts";
import { watchedDoors } from "../bill/step-world.ts";
import { fakeDisk, type FakeDisk } from "../fake-folder.ts";
import { fakeWorld, instant, ISSUER, jsonLines, rawInvoice } from "../fake-world.ts";

type Raw = Readonly<Record<string, unknown>>;

export const TODAY = "2026-06-20T12:00:00Z";

/** A register and a store of their own with these documents in them, and a day some weeks later. */
export type Office = {
  readonly desk: Desk;
  readonly disk: FakeDisk;
  /** The same with somebody between, or on another day. */
  readonly with: (changes: { readonly doors?: Doors; readonly now?: string }) => Desk;
};

/** An invoice that the register numbers, with a link of its own. */
export const invoice = (id: string, fields: Raw = {}): Raw => rawInvoice(id, { number: undefined, ...fields });

export const inOffice = async <T>(documents: readonly Raw[], work: (office: Office) => Promise<T>): Promise<T> => {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "billwright-office-")));
  const doors = await openDoors(folder);
  try {
    const disk = fakeDisk();
    const billed = fakeWorld({ "in.jsonl": jsonLines(documents) }, disk);
    const { outcomes } = documents.length === 0 ? { outcomes: [] } : await bill({ world: billed, doors });
    for (const { issues } of outcomes) if (issues.length > 0) throw new Error(JSON.stringify(issues));
    const office = (changes: Parameters<Office["with"]>[0]): Desk => ({
      world: { ...billed, clock: { now: () => instant(changes.now ?? TODAY) } },
      doors: changes.doors ?? doors,
      actor: { name: "tester", reason: "as asked" },
    });
    return await work({ desk: office({}), disk, with: office });
  } finally {
    await closeDoors(doors);
    rmSync(folder, { recursive: true, force: true });
  }
};

/** What is read beside the documents of the office. */
export const reading = (world: World, files: Readonly<Record<string, string>>): World => ({
  ...world,
  inputs: fakeWorld(files).inputs,
});

const orderFor = async (desk: Desk, inputs: readonly string[] = []): Promise<IssueOrder> => ({
  reading: valueOf(await openCounter({ inputs, overlays: [], issuer: ISSUER }, desk)),
  formats: ["text", "json"],
  limits: { workers: 1, secondsPerDocument: 60 },
});

export const credit = async (id: string, desk: Desk, request: Partial<CreditRequest> = {}): Promise<Result<Credited>> =>
  creditInvoice(id, { rows: [], ...request }, { desk, order: await orderFor(desk) });

/** The document stands in a file of its own. */
export const reissue = async (id: string, document: Raw, desk: Desk): Promise<Result<Reissued>> => {
  const world = reading(desk.world, { "mended.json": JSON.stringify(document) });
  const order = await orderFor({ ...desk, world }, ["mended.json"]);
  return reissueDocument(id, { desk, order, reason: "wrong rate" });
};

export const found = async (id: string, { doors }: Desk): Promise<RegisteredDocument> => {
  const document = (await doors.register.documents.find([id])).get(id);
  if (document === undefined) throw new Error(`the register has no ${id}`);
  return document;
};

/** The issued text, as it is kept, on one line. */
export const textOf = async (id: string, desk: Desk): Promise<string> => {
  const file = (await found(id, desk)).files.find(({ format }) => format === "text");
  const bytes = file && (await desk.doors.store.read(file.sha256));
  return new TextDecoder().decode(bytes).replaceAll(/\s+/g, " ");
};

export const usd = (text: string): Money => {
  const currency = MERIDIAN.currencies.find((code) => code === "USD");
  const amount = currency && parseMoney(text, currency);
  if (amount === undefined) throw new Error(`${text} is no amount`);
  return amount;
};

/** The doors, out of order from the moment that so many changes have gone through them. */
export const stoppingAfter = (changes: number, doors: Doors): Doors => {
  let count = 0;
  return watchedDoors(doors, (step) => {
    if (!CHANGE.test(step)) return;
    count += 1;
    if (count === changes) throw new OutsideFailure("power cut");
  });
};

/** How many changes the work makes. */
export const changesOf = async (doors: Doors, work: (watched: Doors) => Promise<unknown>): Promise<number> => {
  let count = 0;
  await work(watchedDoors(doors, (step) => void (count += Number(CHANGE.test(step)))));
  return count;
};

/** What only reads can stop anywhere. */
const CHANGE = /^after (?:store\.keep|runs\.|documents\.(?:reserve|attach|record|void))/;

type Paying = {
  readonly result?: "processing" | "succeeded" | "failed";
  readonly at?: string;
  readonly attemptId?: string;
};

/** A page to pay on, opened and given a session by the provider. */
export const openPage = async (attempt: string, id: string, { doors, world }: Desk): Promise<void> => {
  const { payments } = doors.register;
  const at = world.clock.now();
  await payments.begin({
    id: attempt,
    documentId: id,
    month: { accountId: "A-1", currency: usd("1.00").currency, month: at.slice(0, 7) },
    amount: usd("75.00"),
    at,
    expiresAt: instant(`${at.slice(0, 10)}T23:59:59Z`),
  });
  const session = `cs_${attempt}`;
  await payments.attachSession(attempt, { session, url: `https://pay.meridian.example/${session}` });
};

/** A payment of the whole, by a card, as the provider tells of it. */
export const pay = async (
  id: string,
  desk: Desk,
  { result = "succeeded", at = "2026-06-01T10:00:00Z", attemptId }: Paying = {},
): Promise<void> => {
  const { amounts } = await found(id, desk);
  if (amounts === undefined) throw new Error(`${id} has no amounts`);
  await desk.doors.register.payments.apply(
    {
      eventId: `${id} ${result} ${at}`,
      at: instant(at),
      documentId: id,
      result,
      ...(attemptId !== undefined && { attemptId }),
      amount: amounts.due,
      method: { kind: "card", brand: "Visa", last4: "4242" },
    },
    [],
  );
};
