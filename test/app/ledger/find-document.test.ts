import { expect, test } from "vitest";
import { findDocument } from "../../../src/app/ledger/find-document.ts";
import { valueOf } from "../../documents.ts";
import { issuesIn } from "./crediting.ts";
import { inOffice, invoice } from "./office.ts";

test("a document is found by its id and by its number", () =>
  inOffice([invoice("a"), invoice("b")], async ({ desk }) => {
    const { register } = desk.doors;
    expect(valueOf(await findDocument("b", register)).number).toBe("INV-US-2026-000002");
    expect(valueOf(await findDocument("INV-US-2026-000002", register)).id).toBe("b");
  }));

test("a word that is the id of one document and the number of another is refused, with names that are not", () =>
  inOffice([invoice("a", { number: "2026-1" }), invoice("2026-1", { number: "2026-2" })], async ({ desk }) => {
    const found = await findDocument("2026-1", desk.doors.register);
    expect(issuesIn(found)).toEqual(['null  "2026-1" is the id of one document and the number of another']);
    expect(found).toMatchObject({ issues: [{ hint: "say 2026-2 for the first, a for the second" }] });
  }));

test("where nothing is near, the hint says how to look", () =>
  inOffice([invoice("a")], async ({ desk }) => {
    expect(await findDocument("something else entirely", desk.doors.register)).toMatchObject({
      issues: [{ hint: "billwright register list shows what there is, --account those of one customer" }],
    });
  }));
