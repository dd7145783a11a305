import { describe, expect, test } from "vitest";
import type { Engine } from "../../../src/adapters/register/session.ts";
import type { NewDelivery } from "../../../src/app/register/delivery.ts";
import { ENGINES, withRegister } from "./databases.ts";
import {
  all,
  AT,
  change,
  day,
  found,
  hash,
  instant,
  invoice,
  issue,
  numbered,
  rendered,
  statement,
  unlinked,
  usd,
} from "./reservations.ts";

const LATER = instant("2026-05-11T08:00:00Z");

const mail = (documentId: string): NewDelivery => ({
  key: `document/${documentId}`,
  documentId,
  kind: "document",
  recipients: ["billing@harborfinch.example", "ap@harborfinch.example"],
});

describe.each<Engine>(ENGINES)("the way of a document on %s", (engine) => {
  test("numbered, rendered, issued: each step once, with its files, its mail and its trail", async () => {
    await withRegister(engine, async ({ register }) => {
      const { documents } = register;
      await documents.reserve([numbered(invoice("a"))], change());
      for (let repeated = 0; repeated < 2; repeated += 1) {
        await documents.recordRendered([rendered("a")], change());
        expect(await found(register, "a")).toMatchObject({
          state: "rendered",
          contentHash: hash("9"),
          files: rendered("a").files,
        });
      }
      for (let repeated = 0; repeated < 2; repeated += 1) {
        await documents.recordIssued([{ id: "a", deliveries: [mail("a")] }], change(LATER));
        expect(await found(register, "a")).toMatchObject({ state: "issued", issuedAt: LATER });
      }
      expect(await register.deliveries.of("a")).toEqual([{ ...mail("a"), status: "queued", queuedAt: LATER }]);
      expect(await register.deliveries.queued(10)).toEqual(await register.deliveries.of("a"));
      expect((await register.audit.entries("a")).map(({ action }) => action)).toEqual([
        "numbered",
        "rendered",
        "issued",
      ]);
    });
  });

  test("until it is issued a later rendering takes the place of an earlier one, and never after", async () => {
    await withRegister(engine, async ({ register }) => {
      await register.documents.reserve([numbered(invoice("a"))], change());
      await register.documents.recordRendered([rendered("a")], change());
      const again = {
        ...rendered("a", hash("8")),
        files: [{ format: "html", name: "a.html", sha256: hash("3"), bytes: 1 }] as const,
        toolset: { ...rendered("a").toolset, version: "0.2.0" },
      };
      await register.documents.recordRendered([again], change());
      await register.documents.recordIssued([{ id: "a", deliveries: [] }], change());
      await register.documents.recordRendered([rendered("a")], change());
      expect(await found(register, "a")).toMatchObject({
        state: "issued",
        files: again.files,
        contentHash: hash("8"),
        toolset: { version: "0.2.0" },
      });
    });
  });

  test("a document without its bytes in the store is not issued, and an unknown one not at all", async () => {
    await withRegister(engine, async ({ register }) => {
      await register.documents.reserve([numbered(invoice("a"))], change());
      const issuing = (id: string) => register.documents.recordIssued([{ id, deliveries: [] }], change());
      await expect(issuing("a")).rejects.toThrow("invariant");
      await expect(issuing("nobody")).rejects.toThrow("invariant");
      expect((await found(register, "a")).state).toBe("numbered");
    });
  });

  test("[B3] a link of the provider's comes once, before the document is issued, and stays", async () => {
    await withRegister(engine, async ({ register }) => {
      await register.documents.reserve([numbered(unlinked("a")), numbered(unlinked("b"))], change());
      const made = { url: "https://buy.stripe.example/1", mode: "payment-link", reference: "plink_1" } as const;
      await register.documents.attachLinks([{ id: "a", link: made }], change());
      await register.documents.attachLinks(
        [{ id: "a", link: { ...made, url: "https://buy.stripe.example/2" } }],
        change(),
      );
      expect((await found(register, "a")).link).toEqual(made);
      await expect(register.documents.attachLinks([{ id: "b", link: made }], change())).rejects.toThrow();
    });
  });

  test("a void document keeps its number, names the one in its place, and is issued no more", async () => {
    await withRegister(engine, async ({ register }) => {
      const { documents } = register;
      await issue(register, invoice("a"));
      const why = { by: { name: "support: j.doe", reason: "wrong address" }, at: LATER };
      expect(await documents.voidDocument("a", why)).toBe(true);
      expect(await documents.voidDocument("a", why)).toBe(true);
      await documents.reserve([numbered(invoice("b", { replaces: "a" })), numbered(invoice("c"))], change());
      expect(await found(register, "a")).toMatchObject({
        number: "INV-US-2026-000001",
        state: "void",
        replacedBy: "b",
        issuedAt: AT,
      });
      await documents.recordRendered([rendered("c")], change());
      await documents.voidDocument("c", why);
      await documents.recordIssued([{ id: "c", deliveries: [mail("c")] }], change());
      expect(await found(register, "c")).toMatchObject({ state: "void" });
      expect(await register.deliveries.of("c")).toEqual([]);
      expect(await documents.gaps()).toEqual([]);
      const trail = await register.audit.entries("a");
      expect(trail.filter(({ action }) => action === "void")).toMatchObject([{ reason: "wrong address" }]);
    });
  });

  test("a list is in the order of numbering, by any part of the filter", async () => {
    await withRegister(engine, async ({ register }) => {
      await issue(register, invoice("z"), invoice("a", { accountId: "A-2", region: "EMEA" }));
      const late = invoice("m", { issueDate: day("2026-06-01"), origin: { run: "r2", place: "x#1" } });
      await register.documents.reserve(
        [numbered(late), { document: statement("s"), number: { kind: "none" } }],
        change(),
      );
      const ids = async (filter: Parameters<typeof register.documents.list>[0]) =>
        (await all(register.documents.list(filter))).map(({ id }) => id).join(" ");
      expect(await ids({})).toBe("z a m s");
      expect(await ids({ run: "r2" })).toBe("m");
      expect(await ids({ accountId: "A-2" })).toBe("a");
      expect(await ids({ region: "NA", states: ["issued", "void"] })).toBe("z");
      expect(await ids({ payments: ["open"], kinds: ["invoice"] })).toBe("z a m");
      expect(await ids({ kinds: ["usage-statement"] })).toBe("s");
      expect(await ids({ issuedFrom: day("2026-05-15"), issuedTo: day("2026-05-15") })).toBe("z a s");
      expect(await ids({ states: [] })).toBe("");
    });
  });

  test("a long list comes whole and in order, page by page", async () => {
    await withRegister(engine, async ({ register }) => {
      const documents = Array.from({ length: 1_203 }, (_, index) => invoice(`d${index}`));
      await register.documents.reserve(
        documents.map((document) => numbered(document)),
        change(),
      );
      const listed = await all(register.documents.list({}));
      expect(listed.map(({ id }) => id)).toEqual(documents.map(({ id }) => id));
    });
  });

  test("a credit and an invoice of nothing demand nothing", async () => {
    await withRegister(engine, async ({ register }) => {
      const amounts = (due: bigint) => ({ net: usd(due), tax: usd(0n), total: usd(due), due: usd(due) });
      await issue(register, invoice("credit", { amounts: amounts(-5n) }), invoice("zero", { amounts: amounts(0n) }));
      expect((await found(register, "credit")).payment).toBe("none");
      expect((await found(register, "zero")).payment).toBe("none");
    });
  });
});
