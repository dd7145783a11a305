import { describe, expect, test } from "vitest";
import { shownJson } from "../../../src/app/ledger/show-json.ts";
import { shownText } from "../../../src/app/ledger/show-text.ts";
import { showDocument, shownLink } from "../../../src/app/ledger/show.ts";
import { rawLine, valueOf } from "../../documents.ts";
import { issuesIn } from "./crediting.ts";
import { credit, inOffice, invoice, pay, reissue } from "./office.ts";

describe("what is shown of a document", () => {
  test("is its state, customer, amounts, rows, files, payments and history, and what corrects it", () =>
    inOffice([invoice("a", { lines: [rawLine({ quantity: "3" })] })], async ({ desk }) => {
      await pay("a", desk);
      await credit("a", desk, { rows: ["l1=1"], reason: "counted twice" });
      const shown = valueOf(await showDocument("INV-US-2026-000001", desk));
      const text = shownText(shown).replaceAll(/[0-9a-f]{64}/g, "HASH");
      expect(text.split("\n").filter((line) => !line.includes("bytes"))).toEqual([
        "invoice INV-US-2026-000001  (id a)",
        "  state         issued, payment paid",
        "  customer      Harbor & Finch Insurance Group, account A-1, region NA, US, en-US",
        "  entity        us",
        "  dates         issued 2026-05-15, due 2026-06-14",
        "  amounts       net 225.00, tax 0.00, total 225.00, due 225.00 USD",
        "  online        card, ach at https://pay.meridian.example/i/a (given)",
        "  came from     in.jsonl:1 #1 in run 2026-05",
        "  made with     billwright 0.0.0, test",
        "  input         HASH",
        "  profile       HASH",
        "  contents      HASH",
        "",
        "rows, and what is left to credit",
        "  lines/l1  3 = 225.00, left 2 = 150.00  Meridian CX 1 User",
        "",
        "corrected by",
        "  credit-note CN-US-2026-000001  issued  2026-06-20  -75.00 USD  id a-C1",
        "",
        "files",
        "",
        "payments",
        "  2026-06-01T10:00:00.000Z  succeeded  225.00 USD  Visa •••• 4242",
        "",
        "history",
        ...shown.audit.map(({ at, action, actor }) => `  ${at}  ${action}  ${actor}`),
        "",
      ]);
      expect(shown.audit.map(({ action }) => action).slice(0, 3)).toEqual(["numbered", "rendered", "issued"]);
    }));

  test("tells of each of two documents which one replaces the other, and of a credit note what it corrects", () =>
    inOffice([invoice("a"), invoice("b")], async ({ desk }) => {
      await reissue("a", invoice("a2", { issueDate: "2026-06-20" }), desk);
      await credit("b", desk);
      const related = async (id: string) => valueOf(await showDocument(id, desk)).related;
      expect(await related("a")).toEqual({ replacedBy: "INV-US-2026-000003 (id a2)" });
      expect(await related("a2")).toEqual({ replaces: "INV-US-2026-000001 (id a)" });
      expect(await related("b-C1")).toEqual({ corrects: "INV-US-2026-000002 (id b)" });
    }));

  test("for programs is one line with the same facts", () =>
    inOffice([invoice("a")], async ({ desk }) => {
      const line = shownJson(valueOf(await showDocument("a", desk)));
      expect(line.indexOf("\n")).toBe(line.length - 1);
      expect(JSON.parse(line)).toMatchObject({
        id: "a",
        number: "INV-US-2026-000001",
        amounts: { total: "75.00" },
        link: { url: "https://pay.meridian.example/i/a", mode: "given" },
        rows: [{ list: "lines", id: "l1", left: { quantity: "1", amount: "75.00" } }],
      });
    }));

  test("[B10] is never the secret part of a permanent address", () => {
    const link = { url: "https://pay.meridian.example/p/s3cr3t?x=s3cr3t", mode: "pay-page", token: "s3cr3t" } as const;
    expect(shownLink(link)).toBe("https://pay.meridian.example/p/…?x=…");
  });

  test("of a document that there is not is what may have been meant", () =>
    inOffice([invoice("a")], async ({ desk }) => {
      const shown = await showDocument("INV-US-2026-00002", desk);
      expect(issuesIn(shown)).toEqual(['null  the register has no document with the id or number "INV-US-2026-00002"']);
      expect(shown).toMatchObject({ issues: [{ hint: expect.stringContaining("did you mean INV-US-2026-000001?") }] });
    }));
});
