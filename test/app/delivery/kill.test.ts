import { spawn } from "node:child_process";
import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openMailer } from "../../../src/adapters/mail.ts";
import { deliverDue } from "../../../src/app/delivery/deliver.ts";
import type { DeliveryOutcome } from "../../../src/app/delivery/outcome.ts";
import { temporaryFolder } from "../../cli/run-cli.ts";
import { all, bill, closeDoors, openDoors } from "../bill/billing.ts";
import { fakeWorld, jsonLines, sha256 } from "../fake-world.ts";
import { openMailServer, type MailServer } from "./mail-server.ts";
import { brief, mailed, ORDER, SENDING, sendingProfile, START } from "./post-office.ts";

const PROGRAM = fileURLToPath(new URL("kill-program.ts", import.meta.url));

describe("a process that is killed", () => {
  let folder: string;
  beforeAll(async () => {
    folder = temporaryFolder();
    const doors = await openDoors(join(folder, "issued"));
    const documents = jsonLines(["a", "b"].map((id) => mailed(id, [`${id}@harborfinch.example`])));
    const world = fakeWorld({ "in.jsonl": documents, [SENDING]: sendingProfile(100) });
    await bill({ world, doors, request: { issuer: SENDING, formats: ["pdf"] } });
    await closeDoors(doors);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test.each([
    { moment: "before claim", already: 0, next: ["a sent", "b sent"] },
    { moment: "after claim", already: 0, next: ["a unknown", "b sent"] },
    { moment: "before send", already: 0, next: ["a unknown", "b sent"] },
    { moment: "after send", already: 1, next: ["a unknown", "b sent"] },
    { moment: "before settle", already: 1, next: ["a unknown", "b sent"] },
    { moment: "after settle", already: 1, next: ["b sent"] },
  ])(
    "$moment leaves nothing that is sent twice, and what may have been sent is held",
    async ({ moment, already, next }) => {
      const path = join(folder, moment.replace(" ", "-"));
      cpSync(join(folder, "issued"), path, { recursive: true });
      const server = await openMailServer();
      try {
        expect(await killed(path, server, moment)).toBe("SIGKILL");
        expect(server.received).toHaveLength(already);
        expect(brief(await delivered(path, server))).toEqual(next);
        expect(await delivered(path, server)).toEqual([]);
        const recipients = server.received.flatMap(({ to }) => to);
        expect(new Set(recipients).size).toBe(recipients.length);
      } finally {
        await server.close();
      }
    },
  );
});

const killed = (path: string, { settings }: MailServer, moment: string): Promise<NodeJS.Signals | null> => {
  const child = spawn(process.execPath, [PROGRAM, path, String(settings.port), moment], { stdio: "inherit" });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (_, signal) => resolve(signal));
  });
};

const delivered = async (path: string, { settings }: MailServer): Promise<readonly DeliveryOutcome[]> => {
  const doors = await openDoors(path);
  const mailer = await openMailer({ ...settings, connections: 1 });
  const { assets } = fakeWorld({});
  const desk = { ...doors, mailer, assets, digest: sha256, actor: { name: "deliver" }, by: "next" };
  try {
    return await all(deliverDue(ORDER, { ...desk, now: () => START, wait: async () => {} }));
  } finally {
    await mailer.close();
    await closeDoors(doors);
  }
};
