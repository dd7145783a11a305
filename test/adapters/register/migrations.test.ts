import { describe, expect, test } from "vitest";
import { migrate, VERSIONS } from "../../../src/adapters/register/migrations/migrate.ts";
import type { Engine } from "../../../src/adapters/register/session.ts";
import { OutsideFailure } from "../../../src/app/world.ts";
import { emptyPlace, ENGINES, openAt, withRegister, type Opened } from "./databases.ts";
import { brief, change, found, hash, invoice, numbered, rendered } from "./reservations.ts";

/** What an earlier program had written, in the words of its tables. */
const EARLIER: Readonly<Record<string, readonly string[]>> = {
  "0001-documents": [
    `insert into toolset (hash, version, runtime, templates, locales, fonts) values ('t', '0.1.0', 'node 24', '${hash("a")}', '${hash("b")}', '${hash("c")}')`,
    "insert into series (key, prefix, digits, next) values ('us/invoice/2026', 'INV-US-2026-', 6, 1)",
    "update series set next = 2",
    `insert into document (id, kind, run, place, entity, account_id, customer_name, country, region, locale, issue_date,
       due_date, input_hash, profile_hash, toolset, currency, net, tax, total, due, card_paid, methods, link_url, link_key,
       link_mode, link_token, number, series, serial, state, payment, numbered_at)
     values ('old', 'invoice', 'r0', 'in.jsonl#1', 'us', 'A-1', 'Harbor & Finch', 'US', 'NA', 'en-US', '2026-04-15',
       '2026-05-15', '${hash("d")}', '${hash("e")}', 't', 'USD', 1000, 100, 1100, 1100, 0, 'card,ach',
       'https://pay.meridian.example/p/old', 'https://pay.meridian.example/p/old', 'pay-page', 'token-old',
       'INV-US-2026-000001', 'us/invoice/2026', 1, 'numbered', 'open', '2026-04-15T00:00:00.000Z')`,
    `insert into run (id, inputs, profile_hash, version, state, started_at)
     values ('r0', '["in.jsonl"]', '${hash("e")}', '0.1.0', 'stopped', '2026-04-15T00:00:00.000Z')`,
    "insert into run_entry (run, place, outcome, document, issues) values ('r0', 'in.jsonl#1', 'waiting', 'old', '[]')",
    "insert into audit (at, actor, action, document) values ('2026-04-15T00:00:00.000Z', 'bill run r0', 'numbered', 'old')",
  ],
  "0002-payments": [
    "insert into card_total (account_id, currency, month, paid, held) values ('A-1', 'USD', '2026-04', 500, 0)",
  ],
  "0003-deliveries": [
    `insert into delivery (key, document, kind, recipients, status, queued_at)
     values ('d', 'old', 'reminder', '["ap@b.example"]', 'queued', '2026-04-15T00:00:00.000Z')`,
  ],
};

/** A register as the program of that version left it. */
const writtenBy = async (engine: Engine, version: string, work: (opened: Opened) => Promise<void>): Promise<void> => {
  const place = await emptyPlace(engine);
  const old = await openAt(engine, place.address, version);
  try {
    for (const earlier of VERSIONS.slice(0, VERSIONS.indexOf(version) + 1)) {
      for (const statement of EARLIER[earlier] ?? []) await old.run(statement);
    }
  } finally {
    await old.register.close();
  }
  try {
    const opened = await openAt(engine, place.address);
    await work(opened).finally(() => opened.register.close());
  } finally {
    await place.remove();
  }
};

describe.each<Engine>(ENGINES)("the tables on %s", (engine) => {
  test.each(VERSIONS)(
    "written by version %s are brought to the newest, and all in them is as it was",
    async (version) => {
      await writtenBy(engine, version, async ({ register, run }) => {
        expect(await run("select name from kysely_migration order by name")).toEqual(
          VERSIONS.map((name) => ({ name })),
        );
        expect(await found(register, "old")).toMatchObject({ number: "INV-US-2026-000001", state: "numbered" });
        expect((await register.audit.entries("old")).map(({ action }) => action)).toEqual(["numbered"]);
        const reserved = await register.documents.reserve(
          [numbered(invoice("old")), numbered(invoice("new"))],
          change(),
        );
        expect(reserved.map(brief)).toEqual(["known INV-US-2026-000001", "new INV-US-2026-000002"]);
        await register.documents.recordRendered([rendered("old")], change());
        await register.documents.recordIssued(
          [{ id: "old", deliveries: [{ key: "k", documentId: "old", kind: "document", recipients: ["a@b.example"] }] }],
          change(),
        );
        const isKnown = VERSIONS.indexOf(version) >= VERSIONS.indexOf("0003-deliveries");
        expect((await register.deliveries.of("old")).map(({ key }) => key)).toEqual(isKnown ? ["d", "k"] : ["k"]);
        expect(await register.runs.summary("r0")).toMatchObject({ state: "stopped", counts: { waiting: 1 } });
        const [first] = await run("select sum(paid) as paid from card_total");
        expect(String(Object.values(Object(first))[0])).toBe(version === "0001-documents" ? "null" : "500");
      });
    },
  );

  test("of a newer program are refused, with what it is and what is known", async () => {
    await withRegister(engine, async ({ database, run }) => {
      await run(
        "insert into kysely_migration (name, timestamp) values ('0099-of-tomorrow', '2099-01-01T00:00:00.000Z')",
      );
      const opening = database.read((session) => migrate(session));
      await expect(opening).rejects.toThrow(OutsideFailure);
      await expect(opening).rejects.toThrow("0099-of-tomorrow");
    });
  });

  test("are brought to the newest once: opening again changes nothing", async () => {
    await withRegister(engine, async ({ database, run }) => {
      const before = await run("select * from kysely_migration order by name");
      await database.read((session) => migrate(session));
      expect(await run("select * from kysely_migration order by name")).toEqual(before);
    });
  });
});
