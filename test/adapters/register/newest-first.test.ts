import { describe, expect, test } from "vitest";
import type { Engine } from "../../../src/adapters/register/session.ts";
import { ENGINES, withRegister } from "./databases.ts";
import { all, change, invoice, numbered } from "./reservations.ts";

describe.each<Engine>(ENGINES)("a list from the newest back on %s", (engine) => {
  test("has all documents of several pages, each once, and the filters of the other list", async () => {
    await withRegister(engine, async ({ register }) => {
      const { documents } = register;
      const ids = Array.from({ length: 501 }, (_, index) => `d${index}`);
      await documents.reserve(
        ids.map((id) => numbered({ ...invoice(id), accountId: id === "d7" ? "A-7" : "A-1" })),
        change(),
      );
      const listed = await all(documents.list({ order: "newest-first" }));
      expect(listed.map(({ id }) => id)).toEqual(ids.toReversed());
      const some = await all(documents.list({ order: "newest-first", accountId: "A-7" }));
      expect(some.map(({ id }) => id)).toEqual(["d7"]);
    });
  });
});
