import { describe, expect, test } from "vitest";
import { writeStatements, type StatementRequest } from "../../../src/app/ledger/account-statement.ts";
import { MERIDIAN, rawLine, valueOf } from "../../documents.ts";
import { textAt, type FakeDisk } from "../fake-folder.ts";
import { instant } from "../fake-world.ts";
import { day, issuesIn } from "./crediting.ts";
import { credit, inOffice, invoice, pay } from "./office.ts";

const REQUEST: StatementRequest = {
  accountId: "A-1",
  issuer: MERIDIAN,
  formats: ["json"],
  target: { path: "out", existing: "refuse" },
};

const euros = invoice("e", { currency: "EUR", payment: {}, lines: [rawLine({ rate: "10.00" })] });
const statement = ({ files }: FakeDisk, name: string): unknown => JSON.parse(textAt(files, name));

describe("[F7] the statements of an account", () => {
  test("are one for each entity and currency, with what was invoiced, credited, paid and tried", () =>
    inOffice(
      [invoice("a", { lines: [rawLine({ quantity: "2" })] }), invoice("b"), euros, invoice("c")],
      async ({ desk, disk }) => {
        await pay("b", desk);
        await pay("a", desk, { result: "failed", at: "2026-06-16T10:00:00Z" });
        await credit("a", desk, { rows: ["l1=1"] });
        await desk.doors.register.documents.voidDocument("c", { by: desk.actor, at: instant("2026-06-20T12:00:00Z") });
        const files = valueOf(await writeStatements(REQUEST, desk));
        expect(files.map(({ name }) => name)).toEqual([
          "statement-A-1-us-USD-2026-06-20.json",
          "statement-A-1-us-EUR-2026-06-20.json",
        ]);
        expect(statement(disk, "statement-A-1-us-USD-2026-06-20.json")).toMatchObject({
          entity: "us",
          currency: "USD",
          invoiced: "225.00",
          credited: "-75.00",
          received: "75.00",
          balance: "75.00",
          items: [
            { number: "INV-US-2026-000001", open: "150.00", failed: "2026-06-16" },
            { number: "INV-US-2026-000002", open: "0.00" },
            { number: "CN-US-2026-000001", open: "-75.00" },
          ],
          payments: [{ status: "received" }, { status: "failed" }],
        });
      },
    ));

  test("go up to a day, from a day, in one currency, and in another language", () =>
    inOffice([invoice("a"), euros], async ({ desk, disk }) => {
      const asked = { asOf: day("2026-05-31"), from: day("2026-05-16"), currency: "EUR", locale: "de-DE" } as const;
      valueOf(await writeStatements({ ...REQUEST, ...asked, formats: ["text"] }, desk));
      const names = [...disk.files.keys()];
      expect(names).toEqual(["statement-A-1-us-EUR-2026-05-31.txt"]);
      expect(textAt(disk.files, names[0] ?? "")).toContain("10,00");
    }));

  test("are refused where the account has nothing, or nothing of that sort", () =>
    inOffice([invoice("a")], async ({ desk }) => {
      expect(issuesIn(await writeStatements({ ...REQUEST, accountId: "A-2" }, desk))).toEqual([
        'null  the register has no issued document of the account "A-2"',
      ]);
      expect(await writeStatements({ ...REQUEST, entity: "de" }, desk)).toMatchObject({
        issues: [{ rule: "F7", message: '"A-1" has nothing with de', hint: "it has us USD" }],
      });
    }));
});
