import { describe, expect, test } from "vitest";
import type { BillOutcome } from "../../../src/app/bill/bench.ts";
import { moneyText } from "../../../src/kernel/money.ts";
import { rawLine, valueOf } from "../../documents.ts";
import { registered } from "../bill/billing.ts";
import { faultsIn } from "../bill/proof.ts";
import { day, issuesIn } from "./crediting.ts";
import { changesOf, credit, found, inOffice, invoice, openPage, pay, stoppingAfter, textOf } from "./office.ts";

const LINES = [rawLine({ quantity: "10" }), rawLine({ id: "l2" })];
const INVOICE = invoice("a", { lines: LINES });

const told = ({ id, number, outcome }: BillOutcome): string => `${id} ${number} ${outcome}`;

describe("a credit note", () => {
  test("[A19, J-ALL-1] has a number of its own series, is issued and names what it corrects", () =>
    inOffice([INVOICE], async ({ desk }) => {
      const { outcome, warnings } = valueOf(await credit("a", desk, { reason: "ordered in error" }));
      expect([told(outcome), warnings]).toEqual(["a-C1 CN-US-2026-000001 issued", []]);
      const note = await found("a-C1", desk);
      expect(note).toMatchObject({
        kind: "credit-note",
        state: "issued",
        payment: "none",
        corrects: "a",
        issueDate: "2026-06-20",
        origin: { run: "corrections-2026-06-20", place: "register credit a-C1 #1" },
      });
      expect(note.amounts && moneyText(note.amounts.total)).toBe("-825.00");
      expect(await textOf("a-C1", desk)).toContain("Corrects INV-US-2026-000001 of May 15, 2026: ordered in error");
      expect(await faultsIn(desk.doors, ["a", "a-C1"])).toEqual([]);
      const entries = await desk.doors.register.audit.entries("a-C1");
      expect(entries.map(({ action, actor, reason }) => [action, actor, reason])).toEqual([
        ["numbered", "tester", "as asked"],
        ["rendered", "tester", "as asked"],
        ["issued", "tester", "as asked"],
      ]);
    }));

  test("[A19] is found by the invoice's number, and gives a reason in the document's language where none is given", () =>
    inOffice([INVOICE], async ({ desk }) => {
      valueOf(await credit("INV-US-2026-000001", desk));
      expect(await textOf("a-C1", desk)).toContain("invoiced amounts are taken back");
    }));

  test("[A19] of the whole is not made a second time", () =>
    inOffice([INVOICE], async ({ desk }) => {
      await credit("a", desk);
      expect(issuesIn(await credit("a", desk))).toEqual([
        "A19 --line nothing is left to credit; credited so far by CN-US-2026-000001",
      ]);
      expect(await registered(desk.doors)).toHaveLength(2);
    }));

  test("[A19] of parts goes on until nothing is left, and the rest is what no part has taken", () =>
    inOffice([INVOICE], async ({ desk }) => {
      valueOf(await credit("a", desk, { rows: ["l1=4"] }));
      valueOf(await credit("a", desk, { rows: ["l1=5"] }));
      expect(issuesIn(await credit("a", desk, { rows: ["l1=2"] }))[0]).toContain('2 of "l1" is more than is left');
      valueOf(await credit("a", desk));
      const totals = (await registered(desk.doors)).map(({ amounts }) => amounts && moneyText(amounts.total));
      expect(totals).toEqual(["825.00", "-300.00", "-375.00", "-150.00"]);
    }));

  test("of a part asked for twice on one day is one; on another day or for another reason it is another", () =>
    inOffice([INVOICE], async (office) => {
      const rows = ["l1=1"];
      const first = valueOf(await credit("a", office.desk, { rows }));
      const again = valueOf(await credit("a", office.desk, { rows }));
      expect([told(first.outcome), told(again.outcome)]).toEqual(Array(2).fill("a-C1 CN-US-2026-000001 issued"));
      const later = office.with({ now: "2026-06-21T12:00:00Z" });
      expect(told(valueOf(await credit("a", later, { rows })).outcome)).toBe("a-C2 CN-US-2026-000002 issued");
      const reason = "counted twice";
      expect(told(valueOf(await credit("a", later, { rows, reason })).outcome)).toBe("a-C3 CN-US-2026-000003 issued");
    }));

  test("[A19] counts what was billed as a credit note of its own", () => {
    const corrects = { number: "INV-US-2026-000001", date: "2026-05-15", reason: "goodwill" };
    const own = invoice("own", {
      kind: "credit-note",
      issueDate: "2026-05-16",
      payment: {},
      lines: [rawLine({ quantity: "-8", corrects })],
    });
    return inOffice([INVOICE, own], async ({ desk }) => {
      expect(issuesIn(await credit("a", desk, { rows: ["l1=3"] }))).toEqual([
        'A19 --line 3 of "l1" is more than is left; credited so far by CN-US-2026-000001',
      ]);
      const { outcome } = valueOf(await credit("a", desk));
      const note = await found(outcome.id ?? "", desk);
      expect(note.amounts && moneyText(note.amounts.total)).toBe("-225.00");
    });
  });

  test("[A19] is refused for what is no invoice in force, and before the invoice's own day", () =>
    inOffice([INVOICE, invoice("b")], async ({ desk }) => {
      const { documents } = desk.doors.register;
      await documents.voidDocument("b", { by: desk.actor, at: desk.world.clock.now() });
      expect(issuesIn(await credit("b", desk))).toEqual(["A19  INV-US-2026-000002 is void: nothing is owed on it"]);
      valueOf(await credit("a", desk, { rows: ["l2"] }));
      expect(issuesIn(await credit("a-C1", desk))).toEqual(["A19  CN-US-2026-000001 is a credit note itself"]);
      expect(issuesIn(await credit("a", desk, { issueDate: day("2026-05-14") }))).toEqual([
        "A19 --date 2026-05-14 is before INV-US-2026-000001 was issued, on 2026-05-15",
      ]);
      const unknown = await credit("INV-US-2026-00001", desk);
      expect(unknown).toMatchObject({ ok: false, issues: [{ hint: expect.stringContaining("INV-US-2026-000001") }] });
    }));

  test("[A19] of two that are made at once is one, and the other is asked to look again", () =>
    inOffice([INVOICE], async ({ desk }) => {
      const both = await Promise.all(["l1=7", "l1=6"].map((row) => credit("a", desk, { rows: [row] })));
      expect(both.filter(({ ok }) => ok)).toHaveLength(1);
      expect(both.flatMap(issuesIn)).toEqual(["A19  another credit for INV-US-2026-000001 was made at this moment"]);
      expect(await registered(desk.doors)).toHaveLength(2);
    }));

  test("[B4] tells of a page on which the whole can still be paid, where nobody can close it", () =>
    inOffice([INVOICE], async ({ desk }) => {
      await openPage("try-1", "a", desk);
      const { outcome, warnings } = valueOf(await credit("a", desk));
      expect([outcome.outcome, warnings.map(({ rule }) => rule)]).toEqual(["issued", ["B3"]]);
    }));

  test("[B6] is made for a paid invoice too: the money is to be paid back", () =>
    inOffice([INVOICE], async ({ desk }) => {
      await pay("a", desk);
      expect(told(valueOf(await credit("a", desk)).outcome)).toBe("a-C1 CN-US-2026-000001 issued");
    }));
});

describe("[A19, A20] a credit that was stopped after any change", () => {
  test.each(Object.entries({ whole: {}, part: { rows: ["l1=3"] } }))(
    "goes on when the %s is asked for again, and is one",
    { timeout: 120_000 },
    async (_, request) => {
      const changes = await inOffice([INVOICE], (office) =>
        changesOf(office.desk.doors, (doors) => credit("a", office.with({ doors }), request)),
      );
      expect(changes).toBeGreaterThan(6);
      for (let stop = 1; stop <= changes; stop += 1) {
        const faults = await inOffice([INVOICE], async (office) => {
          const doors = stoppingAfter(stop, office.desk.doors);
          await expect(credit("a", office.with({ doors }), request), `change ${stop}`).rejects.toThrow("power cut");
          const again = await credit("a", office.desk, request);
          const isDone = again.ok || issuesIn(again)[0]?.includes("credited so far by CN-US-2026-000001") === true;
          return [...(isDone ? [] : issuesIn(again)), ...(await faultsIn(office.desk.doors, ["a", "a-C1"]))];
        });
        expect(faults, `change ${stop} of ${changes}`).toEqual([]);
      }
    },
  );
});
