import { readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { simpleParser } from "mailparser";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runCli, temporaryFolder, type Ended } from "../../cli/run-cli.ts";
import { bill, closeDoors, openDoors } from "../bill/billing.ts";
import { fakeWorld, jsonLines } from "../fake-world.ts";
import { openMailServer, type MailServer } from "./mail-server.ts";
import { mailed, SENDING, sendingProfile } from "./post-office.ts";

const AP = "ap@harborfinch.example";

describe("billwright deliver", () => {
  let folder: string;
  let server: MailServer;
  beforeAll(async () => {
    folder = temporaryFolder();
    server = await openMailServer({
      onRecipient: (address) => (address === AP ? "250" : { code: 550, text: "5.1.1 gone" }),
    });
    const doors = await openDoors(folder);
    const documents = jsonLines([mailed("a", [AP]), mailed("b", ["gone@harborfinch.example"])]);
    const world = fakeWorld({ "in.jsonl": documents, [SENDING]: sendingProfile(100) });
    await bill({ world, doors, request: { issuer: SENDING, formats: ["pdf"] } });
    await closeDoors(doors);
  });
  afterAll(async () => {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const deliver = (args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ended> =>
    runCli(["deliver", "--register", "register.sqlite", "--store", "store", ...args], { cwd: folder, env });

  const address = (): string => `smtp://127.0.0.1:${server.settings.port}?tls=none`;

  test("--dry-run tells whom what would go to, writes the mails, and changes nothing", async () => {
    const ended = await deliver(["--dry-run", "--out", "mails"]);
    expect(ended).toMatchObject({ code: 0, stderr: "" });
    expect(ended.stdout).toMatch(
      /^document INV-US-2026-000001 {2}to ap@harborfinch\.example {2}Invoice INV-US-2026-000001: USD 75\.00 due Jun 14, 2026 {2}\d+ bytes\n/,
    );
    expect(readdirSync(join(folder, "mails")).toSorted()).toEqual(["document_a.eml", "document_b.eml"]);
    const mail = await simpleParser(readFileSync(join(folder, "mails", "document_a.eml")));
    expect(mail.attachments.map(({ filename }) => filename)).toEqual(["Invoice INV-US-2026-000001.pdf"]);
    expect(server.received).toEqual([]);
    const again = await deliver(["--dry-run", "--json"]);
    expect(
      again.stdout
        .trimEnd()
        .split("\n")
        .map((line) => Object.keys(JSON.parse(line))),
    ).toEqual(Array.from({ length: 2 }, () => ["key", "kind", "document", "number", "to", "subject", "bytes"]));
  });

  test("without a mail server, or with options that do not go together, it says so and does nothing", async () => {
    expect(await deliver([], { BILLWRIGHT_SMTP: "" })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("BILLWRIGHT_SMTP"),
    });
    expect(await deliver(["--out", "mails"])).toMatchObject({ code: 2, stderr: expect.stringContaining("--dry-run") });
    expect(await deliver(["--retry-days", "soon"])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("--retry-days"),
    });
    expect(await deliver(["--limit", "0"])).toMatchObject({ code: 2, stderr: expect.stringContaining("--limit") });
  });

  test("sends each once, tells what waits for a person and exits with 1 for it", async () => {
    const ended = await deliver([], { BILLWRIGHT_SMTP: address() });
    expect(ended).toMatchObject({ code: 1, stdout: "sent 1, parked 1\n" });
    expect(ended.stderr).toContain("document INV-US-2026-000002: PARKED, no recipient could be reached");
    expect(ended.stderr).toContain("REFUSED for gone@harborfinch.example: 550 5.1.1 gone");
    expect(await deliver([], { BILLWRIGHT_SMTP: address() })).toMatchObject({
      code: 0,
      stdout: "nothing is due\n",
      stderr: "",
    });
    expect(server.received.map(({ to }) => to)).toEqual([[AP]]);
  });

  test("--release puts a parked one back, and names what is none", async () => {
    expect(await deliver(["--release", "document/a"], { BILLWRIGHT_SMTP: address() })).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('"document/a" is no parked delivery'),
    });
    const ended = await deliver(["--release", "document/b", "--json"], { BILLWRIGHT_SMTP: address() });
    expect(JSON.parse(ended.stdout)).toMatchObject({
      key: "document/b",
      outcome: "parked",
      number: "INV-US-2026-000002",
    });
  });

  test("takes the senders from another profile where one is given; without a sender nothing is mailed", async () => {
    const { entities, ...profile } = JSON.parse(sendingProfile(100));
    const silent = Object.fromEntries(
      Object.entries(entities).map(([id, entity]) => [id, { ...Object(entity), mail: undefined }]),
    );
    writeFileSync(join(folder, "silent.json"), JSON.stringify({ ...profile, entities: silent }));
    await deliver(["--release", "document/b", "--issuer", "silent.json"], { BILLWRIGHT_SMTP: address() });
    const ended = await deliver(["--issuer", "silent.json"], { BILLWRIGHT_SMTP: address() });
    expect(ended).toMatchObject({
      code: 1,
      stdout: "waiting 1\n",
      stderr: expect.stringContaining("entities.us.mail"),
    });
  });
});
