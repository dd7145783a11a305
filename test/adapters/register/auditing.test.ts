import { describe, expect, test } from "vitest";
import type { Engine } from "../../../src/adapters/register/session.ts";
import { ENGINES, withRegister, type Opened } from "./databases.ts";
import { all, AT, invoice, issue } from "./reservations.ts";

/** The table without anything that guards it, as after a restore by hand. */
const unguard = async ({ run }: Opened, engine: Engine): Promise<void> => {
  if (engine === "sqlite") {
    await run("pragma foreign_keys = off");
    // Else SQLite looks whether the triggers of other tables still find theirs.
    await run("pragma legacy_alter_table = on");
  }
  await run("create table loose as select * from document");
  await run(engine === "sqlite" ? "drop table document" : "drop table document cascade");
  await run("alter table loose rename to document");
};

describe.each(ENGINES)("the register on %s", (engine) => {
  test("[J-ALL-1][B3] tells each document that shares its number or link with another", async () => {
    await withRegister(engine, async (opened) => {
      const { register, run } = opened;
      await issue(register, invoice("a"), invoice("b"), invoice("c"), invoice("d"));
      expect(await register.documents.doubles()).toEqual([]);
      await unguard(opened, engine);
      await run("update document set number = 'X-1' where id in ('a', 'c')");
      await run("update document set link_key = 'https://x.example/1' where id in ('b', 'c')");
      expect(await register.documents.doubles()).toEqual([
        { what: "number", value: "X-1", id: "a" },
        { what: "number", value: "X-1", id: "c" },
        { what: "link", value: "https://x.example/1", id: "b" },
        { what: "link", value: "https://x.example/1", id: "c" },
      ]);
    });
  });

  test("gives what the audit has of no document, page by page and in its order", async () => {
    await withRegister(engine, async ({ register, run }) => {
      await issue(register, invoice("a"));
      const finding = { at: AT, reason: "fits no document", details: { amount: "1.00" } };
      await register.payments.setAside({ ...finding, eventId: "evt_1" });
      await run(
        `insert into audit (at, actor, action) with recursive many (n) as (select 1 union all select n + 1 from many where n < 1200)
         select '${AT}', 'test', 'entry ' || cast(n as text) from many order by n`,
      );
      const general = await all(register.audit.general());
      expect(general).toHaveLength(1201);
      expect(general[0]).toMatchObject({ reason: "fits no document", details: { amount: "1.00" } });
      expect(general.at(-1)).toMatchObject({ action: "entry 1200" });
      expect(general.map(({ serial }) => serial)).toEqual(
        general.map(({ serial }) => serial).toSorted((a, b) => a - b),
      );
    });
  });
});
