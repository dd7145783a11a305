import { createServer, connect, type AddressInfo } from "node:net";
import pg from "pg";
import { describe, expect, test } from "vitest";
import { openRegister } from "../../../src/adapters/register/open.ts";
import { OutsideFailure } from "../../../src/app/world.ts";
import type { Register } from "../../../src/app/register/register.ts";
import { emptyDatabase } from "./databases.ts";
import { startPostgres } from "./postgres-server.ts";
import {
  all,
  AT,
  brief,
  change,
  CREDITS,
  found,
  instant,
  invoice,
  INVOICES,
  issue,
  numbered,
  usd,
  USD,
} from "./reservations.ts";

/** So many processes with the same database. */
const withRegisters = async (count: number, work: (registers: readonly Register[]) => Promise<void>): Promise<void> => {
  const place = await emptyDatabase();
  const registers = await Promise.all(Array.from({ length: count }, () => openRegister(place.address)));
  try {
    await work(registers);
  } finally {
    await Promise.all(registers.map((register) => register.close()));
    await place.remove();
  }
};

const MAY = { accountId: "A-1", currency: USD, month: "2026-05" } as const;

const click = (id: string, documentId: string) => ({
  id,
  documentId,
  month: MAY,
  amount: usd(1_100n),
  cardLimit: usd(5_500n),
  at: AT,
  expiresAt: instant("2026-05-11T00:00:00Z"),
});

describe("many processes with one register", () => {
  test("[J-ALL-1] ten open it empty at once and reserve overlapping lists: each document once, no gap, no error", async () => {
    await withRegisters(10, async (registers) => {
      const answers = await Promise.all(
        registers.flatMap((register, who) =>
          Array.from({ length: 4 }, (_, round) => {
            const ids = Array.from({ length: 25 }, (__, index) => (who * 7 + round * 20 + index * 3) % 120);
            const list = ids.map((id) => numbered(invoice(`d${id}`), id % 3 === 0 ? CREDITS : INVOICES));
            return register.documents.reserve(list, change());
          }),
        ),
      );
      const [register] = registers;
      if (register === undefined) throw new Error("there is no register");
      const documents = await all(register.documents.list({}));
      expect(new Set(documents.map(({ number }) => number)).size).toBe(documents.length);
      expect(await register.documents.gaps()).toEqual([]);
      const fresh = answers.flat().filter(({ kind }) => kind === "new");
      expect(fresh).toHaveLength(documents.length);
      expect(answers.flat().filter(({ kind }) => kind === "clash")).toEqual([]);
    });
  });

  test("given numbers and ids in opposite orders are settled between them without an error", async () => {
    await withRegisters(4, async (registers) => {
      const ids = Array.from({ length: 60 }, (_, index) => `d${index}`);
      const answers = await Promise.all(
        registers.map((register, who) =>
          register.documents.reserve(
            (who % 2 === 0 ? ids : ids.toReversed()).map((id) => ({
              document: invoice(id),
              number: { kind: "given", number: `X-${id}` },
            })),
            change(),
          ),
        ),
      );
      expect(answers.flat().filter(({ kind }) => kind === "new")).toHaveLength(60);
      expect(answers.flat().filter(({ kind }) => kind === "known")).toHaveLength(180);
    });
  });

  test("[B5] clicks at the same moment never hold more than the month's limit", async () => {
    await withRegisters(4, async (registers) => {
      const documents = Array.from({ length: 16 }, (_, index) => invoice(`d${index}`));
      const [first] = registers;
      if (first === undefined) throw new Error("there is no register");
      await issue(first, ...documents);
      const begun = await Promise.all(
        documents.map(({ id }, index) => (registers[index % 4] ?? first).payments.begin(click(`p-${id}`, id))),
      );
      const held = begun.filter((one) => one.kind === "begun" && one.attempt.holdsCard);
      expect(held).toHaveLength(5);
      expect(await first.payments.cardTotals([MAY], AT)).toEqual([{ ...MAY, paid: usd(0n), held: usd(5_500n) }]);
    });
  });

  test("of several clicks on one invoice one begins, and of several tellings of one event one counts", async () => {
    await withRegisters(4, async (registers) => {
      const [first] = registers;
      if (first === undefined) throw new Error("there is no register");
      await issue(first, invoice("a"));
      const begun = await Promise.all(registers.map(({ payments }, who) => payments.begin(click(`p${who}`, "a"))));
      expect(begun.map(({ kind }) => kind).toSorted()).toEqual(["begun", "open", "open", "open"]);
      const [attempt] = await first.payments.attempts(["a"]);
      const event = {
        eventId: "e",
        at: AT,
        documentId: "a",
        attemptId: attempt?.id ?? "",
        result: "succeeded",
      } as const;
      const applied = await Promise.all(registers.map(({ payments }) => payments.apply(event, [])));
      expect(applied.toSorted()).toEqual(["changed", "repeated", "repeated", "repeated"]);
      expect(await first.payments.cardTotals([MAY], AT)).toEqual([{ ...MAY, paid: usd(1_100n), held: usd(0n) }]);
    });
  });

  test("amounts are bigint in the register only: other users of the driver keep what they have", async () => {
    await withRegisters(1, async () => {
      expect(pg.types.getTypeParser(20)("12")).toBe("12");
    });
  });
});

describe("a database that fails", () => {
  test("[J-ALL-1] may restart in the middle of a batch: every document gets its number, and none a second", async () => {
    const server = await startPostgres();
    try {
      const place = await emptyDatabase(server.url);
      const register = await openRegister(place.address);
      let restart: Promise<void> | undefined;
      for (let chunk = 0; chunk < 40; chunk += 1) {
        if (chunk === 10) restart = server.stop().then(server.start);
        const list = Array.from({ length: 5 }, (_, index) => numbered(invoice(`c${chunk}-${index}`)));
        const reserved = await register.documents.reserve(list, change());
        expect(reserved.filter(({ kind }) => kind === "clash")).toEqual([]);
      }
      await restart;
      const numbers = (await all(register.documents.list({}))).map(({ number }) => number);
      expect(numbers).toEqual(numbers.map((_, index) => `INV-US-2026-${String(index + 1).padStart(6, "0")}`));
      expect(numbers).toHaveLength(200);
      await register.close();
    } finally {
      await server.remove();
    }
  });

  test("[J-ALL-1] may go away after a commit that it never told: the document is found again, and no number is lost", async () => {
    const place = await emptyDatabase();
    const door = await doorTo(place.address);
    const register = await openRegister(door.address);
    await register.documents.reserve([numbered(invoice("a"))], change());
    door.cutAfterCommit();
    const reserved = await register.documents.reserve([numbered(invoice("b"))], change());
    expect(reserved.map(brief)).toEqual(["known INV-US-2026-000002"]);
    expect(door.cuts()).toBe(1);
    expect(await register.audit.entries("b")).toHaveLength(1);
    expect((await found(register, "b")).state).toBe("numbered");
    await register.close();
    await door.close();
    await place.remove();
  });

  test.each([
    ["another password", (url: URL) => void (url.password = "s3cret-wrong"), "refused the user or password"],
    ["no such database", (url: URL) => void (url.pathname = "nowhere"), "does not exist on the server"],
    ["nobody who listens", (url: URL) => void (url.port = "1"), "cannot be reached"],
  ])("%s: the operator is told in words, without the password", async (_, spoil, words) => {
    const place = await emptyDatabase();
    const url = new URL(place.address);
    url.password ||= "s3cret";
    spoil(url);
    const failure: unknown = await openRegister(url.href).catch((error: unknown) => error);
    await place.remove();
    expect(failure).toBeInstanceOf(OutsideFailure);
    expect(String(failure)).toContain(words);
    expect(String(failure)).not.toContain(url.password);
  });
});

/** A way to the database that can be cut at the worst moment: after the commit, before its answer. */
const doorTo = async (address: string) => {
  const target = new URL(address);
  let isArmed = false;
  let cuts = 0;
  const server = createServer((client) => {
    const database = connect(Number(target.port || "5432"), target.hostname);
    let isCommitting = false;
    client.on("data", (data) => {
      isCommitting ||= isArmed && data.includes("commit");
      database.write(data);
    });
    database.on("data", (data) => {
      if (isCommitting) {
        isArmed = false;
        cuts += 1;
        client.destroy();
      } else client.write(data);
    });
    for (const [one, other] of [
      [client, database],
      [database, client],
    ] as const) {
      one.on("close", () => other.destroy());
      one.on("error", () => other.destroy());
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = new URL(address);
  url.hostname = "127.0.0.1";
  url.port = String(portOf(server.address()));
  return {
    address: url.href,
    cutAfterCommit: () => {
      isArmed = true;
    },
    cuts: () => cuts,
    close: () => new Promise<void>((resolve) => void server.close(() => resolve())),
  };
};

const portOf = (address: AddressInfo | string | null): number => {
  if (address === null || typeof address === "string") throw new Error("the door has no port");
  return address.port;
};
