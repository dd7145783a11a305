import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Engine } from "../../../src/adapters/register/session.ts";
import type { Desk } from "../../../src/app/ledger/desk.ts";
import { remindOverdue, type RemindRequest } from "../../../src/app/ledger/remind.ts";
import { voidOne } from "../../../src/app/ledger/void.ts";
import { ENGINES } from "../../adapters/register/databases.ts";
import { rawLine, valueOf } from "../../documents.ts";
import { all } from "../bill/billing.ts";
import { openMailServer, type MailServer } from "../delivery/mail-server.ts";
import { mailed, openPostOffice, type PostOffice } from "../delivery/post-office.ts";
import { fakeWorld, instant } from "../fake-world.ts";
import { issuesIn } from "./crediting.ts";
import { credit, pay } from "./office.ts";

const AP = "ap@harborfinch.example";
/** Invoices of the office are due on 14 June. */
const OVERDUE = instant("2026-06-20T12:00:00Z");

let office: PostOffice;
let server: MailServer;
const open = async (engine: Engine): Promise<void> => {
  office = await openPostOffice(engine);
};
beforeEach(async () => {
  await open("sqlite");
  server = await openMailServer();
});
afterEach(async () => {
  await server.close();
  await office.close();
});

const deskOf = (): Desk => ({
  world: { ...fakeWorld({}), clock: { now: office.now } },
  doors: office.doors,
  actor: { name: "tester", reason: "as every week" },
});

/** Issued on 15 May, and sent. */
const issue = async (...documents: Parameters<PostOffice["issue"]>[0]): Promise<void> => {
  await office.issue(documents);
  await office.deliver(server.settings);
};

const ask = (request: Partial<RemindRequest> = {}) =>
  remindOverdue({ daysOverdue: 1, againAfter: 7, except: [], mode: "queue", ...request }, deskOf());

/** "a queued", or "b it is paid". */
const remind = async (request: Partial<RemindRequest> = {}): Promise<readonly string[]> =>
  (await all(valueOf(await ask(request)))).map((one) =>
    [one.item.document.id, one.kind === "left-out" ? one.reason : one.kind].join(" "),
  );

const reminders = async (id: string): Promise<readonly string[]> =>
  (await office.of(id)).flatMap(({ kind, key, status }) => (kind === "reminder" ? [`${key} ${status}`] : []));

describe("an overdue invoice", () => {
  test("[B6] is reminded of once, and once more when the days between are over", async () => {
    await issue(mailed("a", [AP]));
    office.moveTo(OVERDUE);
    expect(await remind()).toEqual(["a queued"]);
    expect(await remind()).toEqual(["a a reminder is on its way"]);
    await office.deliver(server.settings);
    const mail = (await server.parsed())[1];
    expect(mail?.subject).toBe("Reminder: Invoice INV-US-2026-000001: USD 75.00 due Jun 14, 2026");
    office.moveTo(instant("2026-06-26T23:59:59Z"));
    expect(await remind()).toEqual(["a it was reminded on 2026-06-20"]);
    office.moveTo(instant("2026-06-27T00:00:00Z"));
    expect(await remind()).toEqual(["a queued"]);
    expect(await reminders("a")).toEqual(["reminder/a/1 sent", "reminder/a/2 queued"]);
  });

  test("[B1] is one from the day after its due date on, by the calendar of its entity", async () => {
    await issue(mailed("a", [AP]));
    office.moveTo(instant("2026-06-15T06:59:59Z"));
    expect(await remind()).toEqual([]);
    office.moveTo(instant("2026-06-15T07:00:00Z"));
    expect(await remind({ daysOverdue: 2 })).toEqual([]);
    expect(await remind()).toEqual(["a queued"]);
  });

  test("stands in the audit with who reminded and why", async () => {
    await issue(mailed("a", [AP]));
    office.moveTo(OVERDUE);
    await remind();
    expect((await office.register.audit.entries("a")).at(-1)).toMatchObject({
      action: "reminder queued",
      actor: "tester",
      reason: "as every week",
      at: OVERDUE,
      details: { delivery: "reminder/a/1", kind: "reminder", recipients: AP },
    });
  });

  test("of another region is left alone, and one that is to be left out is, by number or id", async () => {
    await issue(mailed("a", [AP]), mailed("b", [AP]), mailed("c", [AP]), mailed("d", [AP], { customer: inEmea() }));
    office.moveTo(OVERDUE);
    expect(await remind({ region: "NA", except: ["a", "INV-US-2026-000002"] })).toEqual([
      "a as asked",
      "b as asked",
      "c queued",
    ]);
  });

  test("is not reminded of where a name that is to be left out is unknown", async () => {
    await issue(mailed("a", [AP]));
    office.moveTo(OVERDUE);
    expect(issuesIn(await ask({ except: ["INV-US-2026-00001"] }))).toEqual([
      'null  the register has no document with the id or number "INV-US-2026-00001"',
    ]);
    expect(await reminders("a")).toEqual([]);
  });

  test("is only told where nothing is to be changed", async () => {
    await issue(mailed("a", [AP]));
    office.moveTo(OVERDUE);
    const before = await office.register.audit.entries("a");
    expect(await remind({ mode: "tell" })).toEqual(["a would-be-queued"]);
    expect(await reminders("a")).toEqual([]);
    expect(await office.register.audit.entries("a")).toEqual(before);
  });
});

const inEmea = (): unknown => ({ ...Object(mailed("d", [AP])["customer"]), region: "EMEA" });

/** Of two users, so that one of them can be credited. */
const divisible = (id: string) => mailed(id, [AP], { lines: [rawLine({ quantity: "2" })] });

describe("nobody is reminded", () => {
  test("[A19] [B6] of what is paid, on its way, void or credited, and of what nobody was sent", async () => {
    const ids = ["paid", "processing", "void", "credited", "failed"];
    await issue(...ids.map((id) => mailed(id, [AP])), divisible("part"), mailed("no-contact", []));
    await office.issue([mailed("not-sent", [AP])]);
    office.moveTo(OVERDUE);
    const desk = deskOf();
    await pay("paid", desk);
    await pay("processing", desk, { result: "processing" });
    await pay("failed", desk, { result: "failed" });
    valueOf(await voidOne("void", desk));
    await credit("credited", desk);
    valueOf(await credit("part", desk, { rows: ["l1=1"] }));
    expect((await remind()).toSorted()).toEqual([
      "failed queued",
      "no-contact it has no billing contact",
      "not-sent it has not been sent yet",
      "part it is credited, in whole or in part",
      "processing a payment is under way",
    ]);
  });

  test("[A19] [B6] of what was paid or credited when its reminder was noted already", async () => {
    await issue(mailed("paid", [AP]), divisible("credited"), mailed("open", [AP]));
    office.moveTo(OVERDUE);
    expect(await remind()).toHaveLength(3);
    await pay("paid", deskOf());
    valueOf(await credit("credited", deskOf(), { rows: ["l1=1"] }));
    const outcomes = await office.deliver(server.settings);
    expect(outcomes.map(({ documentId, kind, outcome, reason }) => [documentId, kind, outcome, reason])).toEqual(
      expect.arrayContaining([
        ["open", "reminder", "sent", undefined],
        ["paid", "reminder", "parked", "the invoice has been paid, or a payment is under way"],
        ["credited", "reminder", "parked", "the invoice has been credited, in whole or in part"],
      ]),
    );
  });

  test("[B6] while a reminder is parked by a payment that has failed since, until the days between are over", async () => {
    await issue(mailed("a", [AP]));
    office.moveTo(OVERDUE);
    await remind();
    await pay("a", deskOf(), { result: "processing" });
    await office.deliver(server.settings);
    await pay("a", deskOf(), { result: "failed", at: "2026-06-20T13:00:00Z" });
    expect(await remind()).toEqual(["a its reminder of 2026-06-20 is parked"]);
    office.moveTo(instant("2026-06-27T12:00:00Z"));
    expect(await remind()).toEqual(["a queued"]);
  });

  test.each(ENGINES)("twice, however many ask at one moment, on %s", async (engine) => {
    await office.close();
    await open(engine);
    await issue(mailed("a", [AP]));
    office.moveTo(OVERDUE);
    const asked = await Promise.all([1, 2, 3, 4, 5].map(() => remind()));
    expect(asked.flat().filter((one) => one === "a queued")).toEqual(["a queued"]);
    expect(await reminders("a")).toEqual(["reminder/a/1 queued"]);
  });
});
