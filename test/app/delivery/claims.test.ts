import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Engine } from "../../../src/adapters/register/session.ts";
import { deliverDue } from "../../../src/app/delivery/deliver.ts";
import { plusMinutes } from "../../../src/kernel/calendar.ts";
import { ENGINES, openAt } from "../../adapters/register/databases.ts";
import { all } from "../bill/billing.ts";
import { openMailServer, type MailServer } from "./mail-server.ts";
import { brief, CHANGE, mailed, openPostOffice, ORDER, START, type PostOffice } from "./post-office.ts";

const AP = "ap@harborfinch.example";
const KEY = "document/a";
const NOBODY_YET = { accepted: [], refused: [] };

describe.each<Engine>(ENGINES)("on %s a delivery", (engine) => {
  let office: PostOffice;
  let server: MailServer;
  beforeEach(async () => {
    office = await openPostOffice(engine);
    server = await openMailServer();
  });
  afterEach(async () => {
    await server.close();
    await office.close();
  });

  const claim = (by: string) => office.register.deliveries.claim({ key: KEY }, { by, at: START });
  const lastActions = async (count: number) =>
    (await office.register.audit.entries("a")).slice(-count).map(({ action }) => action);
  const states = async () => (await office.of("a")).map(({ status, tries }) => [status, tries?.claim?.by]);

  test("is in one hand only, however many reach for it at one moment", async () => {
    await office.issue([mailed("a", [AP])], ["text"]);
    const claims = await Promise.all(Array.from({ length: 12 }, (_, index) => claim(`process ${index}`)));
    expect(claims.filter((isMine) => isMine)).toHaveLength(1);
    expect(await office.of("a")).toMatchObject([{ status: "sending", tries: { count: 1 } }]);
  });

  test("that is claimed again in a transaction that is run twice is still its own", async () => {
    await office.issue([mailed("a", [AP])], ["text"]);
    expect([await claim("us"), await claim("us"), await claim("others")]).toEqual([true, true, false]);
    expect(await office.of("a")).toMatchObject([{ tries: { count: 1, claim: { by: "us", at: START } } }]);
  });

  test("that was tried since it was read is not taken: somebody may have got it by then", async () => {
    await office.issue([mailed("a", [AP])], ["text"]);
    const { deliveries } = office.register;
    const [read] = await office.of("a");
    if (read === undefined) throw new Error("it is in the outbox");
    await claim("others");
    await deliveries.settle(
      { key: KEY, by: "others" },
      { kind: "later", answer: "451", nextAt: START, ...NOBODY_YET },
      CHANGE,
    );
    expect(await deliveries.claim(read, { by: "us", at: START })).toBe(false);
    const [now] = await office.of("a");
    expect(now !== undefined && (await deliveries.claim(now, { by: "us", at: START }))).toBe(true);
  });

  test("is sent once by two processes that send at the same time", async () => {
    const ids = Array.from({ length: 12 }, (_, index) => `doc-${index}`);
    await office.issue([mailed("seed", [AP])]);
    await office.queue(
      "seed",
      ids.map((id) => ({ key: `reminder/${id}`, kind: "reminder", recipients: [`${id}@harborfinch.example`] })),
    );
    const outcomes = await Promise.all([
      office.deliver(server.settings, {}, "one"),
      office.deliver(server.settings, {}, "other"),
    ]);
    const sent = outcomes.flat().map(({ key, outcome }) => `${key} ${outcome}`);
    expect(sent.toSorted()).toEqual([...ids.map((id) => `reminder/${id} sent`), "document/seed sent"].toSorted());
    expect(server.received).toHaveLength(13);
  });

  test("that a dead process had in hand is held for a person, and is not sent", async () => {
    await office.issue([mailed("a", [AP])]);
    await claim("dead");
    office.moveTo(plusMinutes(START, 61));
    expect(await office.deliver(server.settings)).toMatchObject([{ key: KEY, outcome: "unknown" }]);
    expect(await office.deliver(server.settings)).toEqual([]);
    expect(server.received).toEqual([]);
    expect(await states()).toEqual([["parked", "dead"]]);
  });

  test("that a dead process had in hand is sent once more where the policy has it so", async () => {
    await office.issue([mailed("a", [AP])]);
    await claim("dead");
    office.moveTo(plusMinutes(START, 61));
    const policy = { ...ORDER.policy, onUnknown: "resend" } as const;
    expect(brief(await office.deliver(server.settings, { policy }))).toEqual(["a sent"]);
    expect(server.received).toHaveLength(1);
  });

  test("that was held after all is sent, if its process was only late to say so", async () => {
    await office.issue([mailed("a", [AP])]);
    await claim("late");
    office.moveTo(plusMinutes(START, 61));
    await office.deliver(server.settings);
    const sent = { kind: "sent", answer: "250 ok", accepted: [AP], refused: [] } as const;
    for (let repeated = 0; repeated < 2; repeated += 1) {
      expect(await office.register.deliveries.settle({ key: KEY, by: "late" }, sent, CHANGE)).toBe(true);
    }
    expect(await states()).toEqual([["sent", "late"]]);
    expect(await office.state("a")).toBe("delivered");
    expect(await lastActions(3)).toEqual(["mail parked", "mail sent", "delivered"]);
  });

  test("that is in other hands by then keeps what a late process says in its history", async () => {
    await office.issue([mailed("a", [AP])], ["text"]);
    await claim("others");
    const sent = { kind: "sent", answer: "250 ok", accepted: [AP], refused: [] } as const;
    expect(await office.register.deliveries.settle({ key: KEY, by: "late" }, sent, CHANGE)).toBe(false);
    expect(await states()).toEqual([["sending", "others"]]);
    expect(await lastActions(1)).toEqual(["mail sent, and in other hands since"]);
  });

  test("that is sent, tried or parked stays so, whatever an operator types into the database", async () => {
    await office.issue([mailed("a", [AP])]);
    await office.deliver(server.settings);
    await office.queue("a", [{ key: "open", kind: "reminder", recipients: [AP] }]);
    const attacks = [
      "delete from delivery where key = 'open'",
      "update delivery set status = 'queued', sent_at = null where status = 'sent'",
      "update delivery set tries = 0 where status = 'sent'",
      "update delivery set status = 'parked' where key = 'open'",
      "update delivery set claimed_by = 'me' where key = 'open'",
    ];
    for (const attack of attacks) await expect(office.run(attack), attack).rejects.toThrow();
  });

  test("that somebody has in hand is neither parked nor released nor due", async () => {
    await office.issue([mailed("a", [AP])], ["text"]);
    await claim("us");
    const { deliveries } = office.register;
    expect(await deliveries.park(KEY, "void", CHANGE)).toBe(false);
    expect(await deliveries.release(KEY, CHANGE)).toBe(false);
    expect(await all(deliveries.due(START, {}))).toEqual([]);
  });

  test("is due again at its time, and not a moment before", async () => {
    await office.issue([mailed("a", [AP])], ["text"]);
    await claim("us");
    const nextAt = plusMinutes(START, 5);
    const { deliveries } = office.register;
    await deliveries.settle({ key: KEY, by: "us" }, { kind: "later", answer: "451", nextAt, ...NOBODY_YET }, CHANGE);
    expect(await all(deliveries.due(START, {}))).toEqual([]);
    expect(await all(deliveries.due(nextAt, {}))).toMatchObject([
      { key: KEY, status: "queued", tries: { count: 1, nextAt, answer: "451" } },
    ]);
  });
});

test("on PostgreSQL two processes with a register of their own send each of forty mails once", async () => {
  const office = await openPostOffice("postgres");
  const server = await openMailServer();
  const { register: other } = await openAt("postgres", office.address);
  try {
    await office.issue([mailed("a", [AP])]);
    const addresses = Array.from({ length: 39 }, (_, index) => `n${index}@harborfinch.example`);
    await office.queue(
      "a",
      addresses.map((address) => ({ key: `reminder/${address}`, kind: "reminder", recipients: [address] })),
    );
    const desks = [
      await office.desk(server.settings, "one"),
      { ...(await office.desk(server.settings, "other")), register: other },
    ];
    await Promise.all(desks.map(async (desk) => [await all(deliverDue(ORDER, desk)), await desk.mailer.close()]));
    const recipients = server.received.flatMap(({ to }) => to);
    expect(recipients.toSorted()).toEqual([AP, ...addresses].toSorted());
  } finally {
    await other.close();
    await server.close();
    await office.close();
  }
});

test("on PostgreSQL a delivery in another's hand is left alone for an hour: it may be on its way", async () => {
  const office = await openPostOffice("postgres");
  const server = await openMailServer();
  try {
    await office.issue([mailed("a", [AP])]);
    await office.register.deliveries.claim({ key: KEY }, { by: "other", at: START });
    office.moveTo(plusMinutes(START, 60));
    expect(await office.deliver(server.settings)).toEqual([]);
    office.moveTo(plusMinutes(START, 61));
    expect(brief(await office.deliver(server.settings))).toEqual(["a unknown"]);
  } finally {
    await server.close();
    await office.close();
  }
});
