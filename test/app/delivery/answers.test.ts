import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { OutsideFailure } from "../../../src/app/world.ts";
import { plusMinutes } from "../../../src/kernel/calendar.ts";
import { instant } from "../fake-world.ts";
import { selfSigned } from "./certificate.ts";
import { openMailServer, type Behaviour, type MailServer, type Reply } from "./mail-server.ts";
import { brief, mailed, openPostOffice, ORDER, START, type PostOffice } from "./post-office.ts";

const AP = "ap@harborfinch.example";
const CFO = "cfo@harborfinch.example";
const BUSY: Reply = { code: 451, text: "4.3.0 come again later" };
const UNKNOWN: Reply = { code: 550, text: "5.1.1 no such mailbox" };

let office: PostOffice;
const servers: MailServer[] = [];
beforeEach(async () => {
  office = await openPostOffice();
  await office.issue([mailed("a", [AP])]);
});
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
  await office.close();
});

const serving = async (behaviour: Behaviour = {}): Promise<MailServer> => {
  const server = await openMailServer(behaviour);
  servers.push(server);
  return server;
};

const addresses = (server: MailServer): readonly (readonly string[])[] => server.received.map(({ to }) => to);

describe("a server that is busy (451)", () => {
  test("is asked again after five minutes, not before, and then has the mail once, under the same Message-ID", async () => {
    const server = await serving({ onMail: (_, ordinal) => (ordinal === 1 ? BUSY : "250") });
    const [first] = await office.deliver(server.settings);
    const nextAt = plusMinutes(START, 5);
    expect(first).toMatchObject({ outcome: "later", nextAt });
    expect(first?.answer).toContain("451 4.3.0 come again later");
    expect(await office.state("a")).toBe("issued");
    expect(await office.deliver(server.settings)).toEqual([]);
    office.moveTo(nextAt);
    expect(brief(await office.deliver(server.settings))).toEqual(["a sent"]);
    const ids = (await server.parsed()).map(({ messageId }) => messageId);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
  });

  test("is asked at growing distances for three days, and then a person is", async () => {
    const server = await serving({ onMail: () => BUSY });
    const pauses: number[] = [];
    for (;;) {
      const [outcome] = await office.deliver(server.settings);
      if (outcome?.nextAt === undefined) {
        expect(outcome).toMatchObject({ outcome: "parked", reason: "no recipient could be reached" });
        break;
      }
      pauses.push((Date.parse(outcome.nextAt) - Date.parse(office.now())) / 60_000);
      office.moveTo(outcome.nextAt);
    }
    expect(pauses.slice(0, 7)).toEqual([5, 15, 30, 60, 120, 240, 240]);
    expect(Date.parse(office.now()) - Date.parse(START)).toBeGreaterThan(2.8 * 86_400_000);
    expect(Date.parse(office.now()) - Date.parse(START)).toBeLessThanOrEqual(3 * 86_400_000);
  });
});

describe("a server that refuses (550)", () => {
  test("is not asked again: the delivery waits for a person, with the answer", async () => {
    const server = await serving({ onMail: () => ({ code: 550, text: "5.7.1 not from you" }) });
    expect(await office.deliver(server.settings)).toMatchObject([
      { outcome: "parked", reason: "no recipient could be reached" },
    ]);
    office.moveTo(instant("2026-05-16T09:00:00Z"));
    expect(await office.deliver(server.settings)).toEqual([]);
    expect(await office.of("a")).toMatchObject([
      {
        status: "parked",
        tries: { count: 1, refused: [{ address: AP, answer: expect.stringContaining("550 5.7.1") }] },
      },
    ]);
  });

  test("can be asked once more by a person, with all patience anew", async () => {
    const server = await serving({ onMail: (_, ordinal) => (ordinal === 1 ? UNKNOWN : "250") });
    await office.deliver(server.settings);
    const change = { by: { name: "j.doe", reason: "mailbox is there now" }, at: office.now() };
    expect(await office.register.deliveries.release("document/a", change)).toBe(true);
    expect(await office.register.deliveries.release("document/a", change)).toBe(false);
    expect(brief(await office.deliver(server.settings))).toEqual(["a sent"]);
  });

  test("one recipient of several is told, and the others have the mail", async () => {
    await office.issue([mailed("b", [AP, CFO])]);
    const server = await serving({ onRecipient: (address) => (address === CFO ? UNKNOWN : "250") });
    const outcomes = await office.deliver(server.settings);
    expect(outcomes.find(({ documentId }) => documentId === "b")).toMatchObject({
      outcome: "sent",
      refused: [{ address: CFO, answer: "550 5.1.1 no such mailbox" }],
    });
    expect(addresses(server)).toContainEqual([AP]);
    expect(await office.state("b")).toBe("delivered");
  });

  test("a recipient only for now has the mail later, and who has it already not again", async () => {
    let isBusy = true;
    await office.issue([mailed("b", [AP, CFO])]);
    const server = await serving({ onRecipient: (address) => (address === CFO && isBusy ? BUSY : "250") });
    const outcomes = await office.deliver(server.settings);
    expect(brief(outcomes).toSorted()).toEqual(["a sent", "b later"]);
    isBusy = false;
    office.moveTo(plusMinutes(START, 5));
    expect(brief(await office.deliver(server.settings))).toEqual(["b sent"]);
    expect(addresses(server).at(-1)).toEqual([CFO]);
    expect(await office.of("b")).toMatchObject([
      { status: "sent", tries: { count: 2, accepted: [AP, CFO], refused: [] } },
    ]);
  });
});

describe("a connection that is cut after the whole mail went out", () => {
  test("leaves it open whether the mail was taken: it is held for a person, and not sent again", async () => {
    const server = await serving({ onMail: (_, ordinal) => (ordinal === 1 ? "cut" : "250") });
    expect(await office.deliver(server.settings)).toMatchObject([
      { outcome: "unknown", reason: "it may have been sent: no answer came back" },
    ]);
    office.moveTo(instant("2026-05-18T09:00:00Z"));
    expect(await office.deliver(server.settings)).toEqual([]);
    expect(server.received).toHaveLength(1);
    expect(await office.state("a")).toBe("issued");
  });

  test("and that a person sends again goes to those only who have not got it", async () => {
    let isBusy = true;
    await office.issue([mailed("b", [AP, CFO])]);
    const server = await serving({
      onRecipient: (address) => (address === CFO && isBusy ? BUSY : "250"),
      onMail: (_, ordinal) => (ordinal === 3 ? "cut" : "250"),
    });
    await office.deliver(server.settings);
    isBusy = false;
    office.moveTo(plusMinutes(START, 5));
    expect(brief(await office.deliver(server.settings))).toEqual(["b unknown"]);
    await office.register.deliveries.release("document/b", { by: { name: "j.doe" }, at: office.now() });
    expect(brief(await office.deliver(server.settings))).toEqual(["b sent"]);
    expect(addresses(server).slice(2)).toEqual([[CFO], [CFO]]);
  });

  test("is sent again where the policy has it so, under the same Message-ID", async () => {
    const server = await serving({ onMail: (_, ordinal) => (ordinal === 1 ? "cut" : "250") });
    const policy = { ...ORDER.policy, onUnknown: "resend" } as const;
    expect(brief(await office.deliver(server.settings, { policy }))).toEqual(["a later"]);
    office.moveTo(plusMinutes(START, 5));
    expect(brief(await office.deliver(server.settings, { policy }))).toEqual(["a sent"]);
    expect(new Set((await server.parsed()).map(({ messageId }) => messageId)).size).toBe(1);
  });

  test("a server that never answers the whole mail is the same, once our patience ends", async () => {
    const server = await serving({ onMail: () => "silence" });
    const outcomes = await office.deliver({ ...server.settings, silenceMs: 2_000 });
    expect(brief(outcomes)).toEqual(["a unknown"]);
  });
});

describe("a server that cannot be reached", () => {
  test("has taken nothing, so the mail is tried again", async () => {
    const server = await serving();
    await server.close();
    servers.splice(0);
    const [outcome] = await office.deliver(server.settings);
    expect(outcome).toMatchObject({ outcome: "later", reached: false });
    expect(outcome?.answer).toContain("ECONNREFUSED");
  });

  test("[B10] is sent nothing without TLS, and no password", async () => {
    const server = await serving();
    const credentials = { user: "billing", password: "hunter2-secret" };
    const [outcome] = await office.deliver({ ...server.settings, security: "starttls", credentials });
    expect(outcome).toMatchObject({ outcome: "later", reached: false });
    expect(JSON.stringify(outcome)).not.toContain("hunter2");
    expect(server.received).toEqual([]);
  });

  test("is trusted with TLS only where its certificate is, and then told our log-in", async () => {
    const { key, cert } = selfSigned();
    const credentials = { user: "billing", password: "hunter2-secret" };
    const server = await serving({
      options: {
        key,
        cert,
        disabledCommands: [],
        authOptional: false,
        onAuth: ({ username, password }, { secure }, callback) =>
          callback(null, secure && password === credentials.password ? { user: username } : {}),
      },
    });
    const settings = { ...server.settings, security: "starttls", credentials } as const;
    const [stranger] = await office.deliver(settings);
    expect(stranger).toMatchObject({ outcome: "later", reached: false });
    expect(stranger?.answer).toMatch(/certificate/i);
    expect(server.received).toEqual([]);
    office.moveTo(plusMinutes(START, 5));
    expect(brief(await office.deliver({ ...settings, authorities: cert }))).toEqual(["a sent"]);
  });

  test("[B10] and that refuses our log-in says so, without the password, even where it repeats it", async () => {
    const server = await serving({
      options: {
        disabledCommands: ["STARTTLS"],
        authOptional: false,
        allowInsecureAuth: true,
        onAuth: ({ password }, _, callback) => callback(new Error(`no ${password ?? ""} here`)),
      },
    });
    const credentials = { user: "billing", password: "hunter2-secret" };
    const [outcome] = await office.deliver({ ...server.settings, credentials });
    expect(outcome).toMatchObject({ outcome: "later", reached: false });
    expect(outcome?.answer).toContain("535 no ••• here");
    expect(JSON.stringify([outcome, await office.of("a"), await office.register.audit.entries()])).not.toContain(
      "hunter2",
    );
  });

  test("ends the run after three mails in a row, and the rest is not tried", async () => {
    await office.issue([mailed("b", [AP]), mailed("c", [AP]), mailed("d", [AP]), mailed("e", [AP]), mailed("f", [AP])]);
    const server = await serving();
    await server.close();
    servers.splice(0);
    const ended = office.deliver({ ...server.settings, connections: 1 });
    await expect(ended).rejects.toThrow(OutsideFailure);
    const tried = await Promise.all(["a", "b", "c", "d", "e", "f"].map((id) => office.of(id)));
    expect(tried.flat().map(({ tries }) => tries?.count ?? 0)).toEqual([1, 1, 1, 0, 0, 0]);
  });
});

test("a connection that was used before and is closed meanwhile is replaced by another, and nothing is sent twice", async () => {
  await office.issue([mailed("b", [AP])]);
  const server = await serving({ options: { socketTimeout: 60_000 } });
  const desk = await office.desk({ ...server.settings, connections: 1 });
  const bytes = new TextEncoder().encode("Subject: x\r\n\r\nx\r\n");
  const envelope = { from: "a@meridian.example", to: [AP] };
  expect(await desk.mailer.send(envelope, bytes)).toMatchObject({ kind: "decided", accepted: [AP] });
  server.cut();
  expect(await desk.mailer.send(envelope, bytes)).toMatchObject({ kind: "decided", accepted: [AP] });
  expect(server.received).toHaveLength(2);
  await desk.mailer.close();
});
