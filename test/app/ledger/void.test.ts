import { describe, expect, test } from "vitest";
import { voidOne } from "../../../src/app/ledger/void.ts";
import type { Answer, PaymentProvider } from "../../../src/app/paying/provider.ts";
import { valueOf } from "../../documents.ts";
import { issuesIn } from "./crediting.ts";
import { credit, found, inOffice, invoice, openPage, pay } from "./office.ts";

const REFUSED: Answer<never> = { ok: false, issues: [], retry: "never" };

/** The payment provider as far as pages are closed on it. */
const provider = (expired: string[], answer: Answer<"expired" | "complete">): PaymentProvider => ({
  pageHosts: [],
  createLink: async () => REFUSED,
  closeLink: async () => REFUSED,
  reopenLink: async () => REFUSED,
  openSession: async () => REFUSED,
  expireSession: async (session) => {
    expired.push(session);
    return answer;
  },
  methodOf: async () => REFUSED,
  readEvent: async () => ({ ok: false, issues: [] }),
});

describe("a void document", () => {
  test("[J-ALL-1] keeps its number, so that the series has no gap, and the audit says who and why", () =>
    inOffice([invoice("a"), invoice("b")], async ({ desk }) => {
      const { document, was } = valueOf(await voidOne("INV-US-2026-000001", desk));
      expect([document.number, document.state, was]).toEqual(["INV-US-2026-000001", "void", "in-force"]);
      expect(await desk.doors.register.documents.gaps()).toEqual([]);
      const entries = await desk.doors.register.audit.entries("a");
      expect(entries.at(-1)).toMatchObject({ action: "void", actor: "tester", reason: "as asked" });
    }));

  test("stays void when it is asked for again", () =>
    inOffice([invoice("a")], async ({ desk }) => {
      await voidOne("a", desk);
      const entries = await desk.doors.register.audit.entries("a");
      expect(valueOf(await voidOne("a", desk)).was).toBe("void");
      expect(await desk.doors.register.audit.entries("a")).toEqual(entries);
    }));

  test("[A19] is refused where a credit stands against it", () =>
    inOffice([invoice("a")], async ({ desk }) => {
      await credit("a", desk);
      expect(issuesIn(await voidOne("a", desk))).toEqual([
        "A19  INV-US-2026-000001 is credited by CN-US-2026-000001, so it cannot become void",
      ]);
    }));

  test("[B6] is refused where it is paid or a payment is under way, and not where one has failed", () =>
    inOffice([invoice("paid"), invoice("begun"), invoice("failed")], async ({ desk }) => {
      await pay("paid", desk);
      await pay("begun", desk, { result: "processing" });
      await pay("failed", desk, { result: "failed" });
      expect(issuesIn(await voidOne("paid", desk))).toEqual([
        "A20  INV-US-2026-000001 is paid, so it cannot become void",
      ]);
      expect(issuesIn(await voidOne("begun", desk))).toEqual(["B6  a payment of INV-US-2026-000002 is under way"]);
      expect(valueOf(await voidOne("failed", desk)).document.state).toBe("void");
    }));

  test("[B3] has its open page closed at the provider first; without one it is refused", () =>
    inOffice([invoice("a")], async (office) => {
      const { desk } = office;
      await openPage("try-1", "a", office.with({ now: "2026-06-20T11:55:00Z" }));
      expect(issuesIn(await voidOne("a", desk))).toEqual([
        "B3  INV-US-2026-000001 can still be paid at the payment provider, and there is no key to close that",
      ]);
      const expired: string[] = [];
      const complete = provider(expired, { ok: true, value: "complete" });
      expect(issuesIn(await voidOne("a", office.with({ doors: { ...desk.doors, provider: complete } })))).toEqual([
        "B6  a payment of INV-US-2026-000001 is under way",
      ]);
      expect((await found("a", desk)).state).toBe("issued");
      const closing = provider(expired, { ok: true, value: "expired" });
      const voided = await voidOne("a", office.with({ doors: { ...desk.doors, provider: closing } }));
      expect(valueOf(voided).document.state).toBe("void");
      expect(expired).toEqual(["cs_try-1", "cs_try-1"]);
    }));
});
