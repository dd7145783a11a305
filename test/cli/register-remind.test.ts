import { join } from "node:path";
import { Command } from "commander";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { realWorld } from "../../src/adapters/real-world.ts";
import type { World } from "../../src/app/world.ts";
import { registerCommand } from "../../src/cli/register.ts";
import { openMailServer } from "../app/delivery/mail-server.ts";
import { mailed, openPostOffice, type PostOffice } from "../app/delivery/post-office.ts";
import { instant } from "../app/fake-world.ts";
import type { Ended } from "./run-cli.ts";

const AP = "ap@harborfinch.example";
/** Six days after the invoices were due. */
const TODAY = "2026-06-20T12:00:00Z";
const world: World = { ...realWorld, clock: { now: () => instant(TODAY) } };

let office: PostOffice;
beforeEach(async () => {
  office = await openPostOffice();
  const server = await openMailServer();
  await office.issue([mailed("a", [AP]), mailed("b", [])]);
  await office.deliver(server.settings);
  await server.close();
  // One process at a time has the file.
  await office.register.close();
});
afterEach(async () => {
  vi.restoreAllMocks();
  await office.close();
});

/** `billwright register remind …` on the register of this test. */
const remind = async (...args: readonly string[]): Promise<Ended> => {
  let code = 0;
  const told = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    vi.spyOn(process[name], "write").mockImplementation((text) => {
      told[name] += String(text);
      return true;
    });
  }
  const program = registerCommand(new Command("billwright").exitOverride(), {
    machine: async () => world,
    exit: (ended) => void (code = ended),
  });
  const place = ["--register", office.address, "--store", join(office.folder, "store")];
  await program.parseAsync(["remind", ...args, ...place], { from: "user" });
  vi.restoreAllMocks();
  return { code, ...told };
};

describe("register remind", () => {
  test("tells who is reminded and who is not and why, and changes nothing with --dry-run", async () => {
    const lines = [
      "INV-US-2026-000001  6 days overdue  75.00 USD  to ap@harborfinch.example",
      "INV-US-2026-000002  6 days overdue  75.00 USD  left out: it has no billing contact",
    ];
    const dry = await remind("--dry-run", "--region", "NA");
    expect(dry).toEqual({
      code: 0,
      stdout: [...lines, "1 reminder would be noted, 1 left out", ""].join("\n"),
      stderr: "",
    });
    expect((await remind("--reason", "as every week")).stdout).toBe(
      [...lines, "1 reminder noted, 1 left out; billwright deliver sends them", ""].join("\n"),
    );
    expect((await remind("--days-overdue", "7")).stdout).toBe("nothing is overdue\n");
  });

  test("gives programs a line of JSON for each invoice, and asked again reminds nobody", async () => {
    const outcomes = async (): Promise<readonly unknown[]> =>
      (await remind("--json")).stdout
        .trimEnd()
        .split("\n")
        .map((line): unknown => JSON.parse(line));
    const [first, second] = await outcomes();
    expect(first).toEqual({
      id: "a",
      number: "INV-US-2026-000001",
      outcome: "queued",
      daysOverdue: 6,
      open: "75.00",
      currency: "USD",
      key: "reminder/a/1",
      recipients: [AP],
      reason: null,
    });
    expect(second).toMatchObject({ id: "b", outcome: "left-out", key: null, recipients: null });
    expect((await outcomes())[0]).toMatchObject({ outcome: "left-out", reason: "a reminder is on its way" });
  });

  test.each([
    ["no days", ["--days-overdue", "0"]],
    ["a part of a day", ["--again-after", "1.5"]],
    ["an empty reason", ["--reason", " "]],
  ])("exits with 2 on %s", async (_, options) => {
    expect(await remind(...options)).toMatchObject({ code: 2, stdout: "" });
  });

  test("exits with 1 where an invoice that is to be left out is unknown, and reminds nobody", async () => {
    const { code, stdout, stderr } = await remind("--except", "INV-US-2026-00001");
    expect([code, stdout]).toEqual([1, ""]);
    expect(stderr).toContain("did you mean INV-US-2026-000001?");
  });
});
