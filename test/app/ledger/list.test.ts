import { describe, expect, test } from "vitest";
import { openArchive } from "../../../src/app/ledger/archive.ts";
import { listDocuments } from "../../../src/app/ledger/list.ts";
import type { Look } from "../../../src/app/ledger/listing.ts";
import { openItems } from "../../../src/app/ledger/open-items.ts";
import { openListText } from "../../../src/app/ledger/open-list.ts";
import type { DocumentFilter } from "../../../src/app/register/document.ts";
import { rawDocument, rawLine, valueOf } from "../../documents.ts";
import { all } from "../bill/billing.ts";
import { instant } from "../fake-world.ts";
import { credit, inOffice, invoice, openPage, pay, TODAY, type Office } from "./office.ts";

const customer = (fields: object): object => ({ ...(rawDocument()["customer"] as object), ...fields });

const listed = async ({ desk }: Office, filter: DocumentFilter = {}, look: Look = "json"): Promise<string> =>
  (await all(listDocuments(filter, { register: desk.doors.register, look }))).join("");

const openText = async ({ desk }: Office, filter: DocumentFilter = {}, look: Look = "json"): Promise<string> => {
  const { register, store } = desk.doors;
  const items = await openItems(filter, { register, archive: openArchive(store), now: instant(TODAY) });
  return openListText(valueOf(items), look);
};

const field = (name: string, lines: string): readonly unknown[] =>
  lines
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => (JSON.parse(line) as Record<string, unknown>)[name]);

describe("a list of documents", () => {
  test("has a line for each that fits, in the order of their numbers, and how many there are", () =>
    inOffice([invoice("a"), invoice("b", { customer: customer({ region: "EMEA" }) })], async (office) => {
      await pay("a", office.desk);
      expect(field("id", await listed(office))).toEqual(["a", "b"]);
      expect(field("id", await listed(office, { region: "EMEA" }))).toEqual(["b"]);
      expect(field("id", await listed(office, { payments: ["paid"] }))).toEqual(["a"]);
      expect(await listed(office, { payments: ["paid"] }, "table")).toBe(
        [
          "number                kind             state      payment     issued      due                 amount  currency  region  account         id                    customer",
          "INV-US-2026-000001    invoice          issued     paid        2026-05-15  2026-06-14           75.00  USD       NA      A-1             a                     Harbor & Finch Insurance Group",
          "1 document",
          "",
        ].join("\n"),
      );
    }));

  test("for spreadsheets has no formulas, and for a terminal no commands", () => {
    const billTo = { ...(rawDocument()["customer"] as { billTo: object }).billTo, name: "=1+1, Inc." };
    return inOffice([invoice("a", { customer: customer({ billTo }) })], async (office) => {
      expect(await listed(office, {}, "csv")).toContain(`,a,"'=1+1, Inc."\r\n`);
    });
  });
});

describe("[B6] the list of open receivables", () => {
  test("has what is open, the oldest due first, with days overdue and failures; paid, void and credited ones are none", () =>
    inOffice(
      [
        invoice("late", { issueDate: "2026-03-01" }),
        invoice("in time", { payment: { link: "https://pay.meridian.example/i/t" }, issueDate: "2026-06-01" }),
        invoice("paid"),
        invoice("credited"),
        invoice("void"),
        invoice("last day", { payment: { link: "https://pay.meridian.example/i/l" }, issueDate: "2026-05-21" }),
      ],
      async (office) => {
        const { desk } = office;
        await pay("paid", desk);
        for (const date of ["2026-04-02", "2026-04-09"]) {
          await openPage(date, "late", office.with({ now: `${date}T09:55:00Z` }));
          await pay("late", desk, { result: "failed", attemptId: date, at: `${date}T10:00:00Z` });
        }
        await credit("credited", desk);
        await desk.doors.register.documents.voidDocument("void", { by: desk.actor, at: instant(TODAY) });
        const lines = await openText(office);
        expect(field("id", lines)).toEqual(["late", "last day", "in time"]);
        expect(field("daysOverdue", lines)).toEqual([81, null, null]);
        expect(field("payment", lines)).toEqual(["failed", "open", "open"]);
        expect(field("failures", lines)).toEqual([2, null, null]);
        expect(field("lastFailure", lines)).toEqual(["2026-04-09T10:00:00.000Z", null, null]);
      },
    ));

  test("takes off what was credited, and adds up by currency and age", () => {
    const euros = { currency: "EUR", payment: {}, lines: [rawLine({ rate: "10.00" })] };
    return inOffice(
      [
        invoice("a", { lines: [rawLine({ quantity: "4" })] }),
        invoice("b", { issueDate: "2026-01-10" }),
        invoice("c", euros),
      ],
      async (office) => {
        await credit("a", office.desk, { rows: ["l1=1"] });
        const text = await openText(office, {}, "table");
        expect(text.slice(text.indexOf("\n\n") + 2)).toBe(
          [
            "EUR  10.00 open on 1 invoice, 10.00 overdue since 2026-06-15",
            "  not-due               0.00",
            "  1-30                 10.00",
            "  31-60                 0.00",
            "  61-90                 0.00",
            "  over-90               0.00",
            "USD  300.00 open on 2 invoices, 300.00 overdue since 2026-02-10",
            "  not-due               0.00",
            "  1-30                225.00",
            "  31-60                 0.00",
            "  61-90                 0.00",
            "  over-90              75.00",
            "",
          ].join("\n"),
        );
      },
    );
  });

  test("says that nothing is open where nothing is", () =>
    inOffice([], async (office) => {
      expect(await openText(office, {}, "table")).toMatch(/nothing is open\n$/);
      expect(await openText(office)).toBe("");
    }));
});
