import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Reissued } from "../../../src/app/ledger/reissue.ts";
import { moneyText } from "../../../src/kernel/money.ts";
import { rawLine, valueOf } from "../../documents.ts";
import { registered } from "../bill/billing.ts";
import { issuesIn } from "./crediting.ts";
import { changesOf, credit, found, inOffice, invoice, pay, reissue, stoppingAfter, type Office } from "./office.ts";

const WRONG = invoice("a", { lines: [rawLine({ quantity: "10" })] });
const MENDED = invoice("a2", { issueDate: "2026-06-20", lines: [rawLine({ quantity: "8" })] });

const told = ({ replaced, settled, outcome }: Reissued): string =>
  [replaced.id, replaced.state, settled.kind, outcome.number, outcome.outcome].join(" ");

/** Every document with its state, what it is related to and what it comes to. */
const books = async ({ desk }: Office): Promise<readonly string[]> =>
  (await registered(desk.doors)).map(({ number, state, replaces, replacedBy, corrects, amounts }) =>
    [
      number,
      state,
      ...(replaces === undefined ? [] : [`replaces ${replaces}`]),
      ...(replacedBy === undefined ? [] : [`replaced by ${replacedBy}`]),
      ...(corrects === undefined ? [] : [`corrects ${corrects}`]),
      amounts && moneyText(amounts.total),
    ].join(" "),
  );

const VOID_BOOKS = ["INV-US-2026-000001 void replaced by a2 750.00", "INV-US-2026-000002 issued replaces a 600.00"];
const CREDITED_BOOKS = [
  "INV-US-2026-000001 issued replaced by a2 750.00",
  "INV-US-2026-000002 issued replaces a 600.00",
  "CN-US-2026-000001 issued corrects a -750.00",
];

describe("a corrected document", () => {
  test("[J-ALL-1] takes the place of a wrong one, which is void where nothing was paid; each leads to the other", () =>
    inOffice([WRONG], async (office) => {
      const reissued = valueOf(await reissue("INV-US-2026-000001", MENDED, office.desk));
      expect(told(reissued)).toBe("a void void INV-US-2026-000002 issued");
      expect(await books(office)).toEqual(VOID_BOOKS);
    }));

  test("[A19] has the wrong one credited where it is paid", () =>
    inOffice([WRONG], async (office) => {
      await pay("a", office.desk);
      expect(told(valueOf(await reissue("a", MENDED, office.desk)))).toBe(
        "a issued credited INV-US-2026-000002 issued",
      );
      expect(await books(office)).toEqual(CREDITED_BOOKS);
    }));

  test("[A19] has what is left of the wrong one credited where a part was before, and nothing where all was", () =>
    inOffice([WRONG, invoice("b")], async (office) => {
      await credit("a", office.desk, { rows: ["l1=4"] });
      await credit("b", office.desk);
      expect(valueOf(await reissue("a", MENDED, office.desk)).settled.kind).toBe("credited");
      const second = invoice("b2", { issueDate: "2026-06-20" });
      expect(valueOf(await reissue("b", second, office.desk)).settled.kind).toBe("credited-before");
      expect((await books(office)).filter((line) => line.includes("corrects"))).toEqual([
        "CN-US-2026-000001 issued corrects a -300.00",
        "CN-US-2026-000002 issued corrects b -75.00",
        "CN-US-2026-000003 issued corrects a -450.00",
      ]);
    }));

  test("asked for again changes nothing", () =>
    inOffice([WRONG], async (office) => {
      await reissue("a", MENDED, office.desk);
      expect(told(valueOf(await reissue("a", MENDED, office.desk)))).toBe("a void void INV-US-2026-000002 issued");
      expect(await books(office)).toEqual(VOID_BOOKS);
    }));

  test("takes a replaced document's place only once, and no place under a used id or as another kind", () =>
    inOffice([WRONG, invoice("b")], async (office) => {
      await reissue("a", MENDED, office.desk);
      const third = { ...MENDED, id: "a3" };
      expect(issuesIn(await reissue("a", third, office.desk))).toEqual([
        'A20  INV-US-2026-000001 was replaced by "a2" already',
      ]);
      expect(issuesIn(await reissue("b", invoice("b"), office.desk))).toEqual([
        'A20 /id "b" is the id of the wrong document',
      ]);
      expect(issuesIn(await reissue("b", MENDED, office.desk))).toEqual([
        'A20 /id "a2" is a document that does not replace INV-US-2026-000002',
      ]);
      expect((await found("b", office.desk)).state).toBe("issued");
    }));

  test("that would be refused leaves the wrong one in force", () =>
    inOffice([WRONG], async (office) => {
      const before = await books(office);
      const without = await reissue("a", { ...MENDED, payment: {} }, office.desk);
      expect(issuesIn(without)[0]).toContain("B3 /payment/link is missing");
      expect(await books(office)).toEqual(before);
    }));

  test("[A9] that is a usage statement takes the place of another, which has no number and is not credited", () => {
    const usage = (id: string) => ({ ...JSON.parse(readFileSync("golden/us-usage-statement/input.json", "utf8")), id });
    return inOffice([usage("u"), WRONG], async (office) => {
      expect(issuesIn(await credit("u", office.desk))[0]).toContain("A9  u is a usage statement");
      expect(issuesIn(await reissue("u", MENDED, office.desk))).toEqual([
        'A20 /kind "invoice" cannot replace u, which is "usage-statement"',
      ]);
      valueOf(await reissue("u", usage("u2"), office.desk));
      expect((await found("u", office.desk)).state).toBe("void");
      expect((await found("u2", office.desk)).replaces).toBe("u");
    });
  });

  test("[B6] waits while a payment of the wrong one is under way", () =>
    inOffice([WRONG], async (office) => {
      await pay("a", office.desk, { result: "processing" });
      expect(issuesIn(await reissue("a", MENDED, office.desk))).toEqual([
        "B6  a payment of INV-US-2026-000001 is under way",
      ]);
      expect(await registered(office.desk.doors)).toHaveLength(1);
    }));
});

describe("[A19, A20] a reissue that was stopped at any step goes on when it is asked for again", () => {
  const prepare = async (office: Office, state: "open" | "paid"): Promise<void> => {
    if (state === "paid") await pay("a", office.desk);
  };

  test.each([
    ["open", VOID_BOOKS],
    ["paid", CREDITED_BOOKS],
  ] as const)("where the wrong one is %s", { timeout: 120_000 }, async (state, expected) => {
    const changes = await inOffice([WRONG], async (office) => {
      await prepare(office, state);
      return changesOf(office.desk.doors, (doors) => reissue("a", MENDED, office.with({ doors })));
    });
    expect(changes).toBeGreaterThan(8);
    for (let stop = 1; stop <= changes; stop += 1) {
      const after = await inOffice([WRONG], async (office) => {
        await prepare(office, state);
        const doors = stoppingAfter(stop, office.desk.doors);
        await expect(reissue("a", MENDED, office.with({ doors })), `change ${stop}`).rejects.toThrow("power cut");
        valueOf(await reissue("a", MENDED, office.desk));
        return { books: await books(office), gaps: await office.desk.doors.register.documents.gaps() };
      });
      expect(after, `change ${stop} of ${changes}`).toEqual({ books: expected, gaps: [] });
    }
  });
});
