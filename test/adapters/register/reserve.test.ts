import { describe, expect, test } from "vitest";
import type { Engine } from "../../../src/adapters/register/session.ts";
import type { Reservation } from "../../../src/app/register/document.ts";
import { OutsideFailure } from "../../../src/app/world.ts";
import { ENGINES, withRegister, type Opened } from "./databases.ts";
import {
  AT,
  brief,
  change,
  CREDITS,
  found,
  given,
  hash,
  instant,
  invoice,
  INVOICES,
  numbered,
  statement,
  usd,
} from "./reservations.ts";

const answers = async ({ register }: Opened, ...reservations: readonly Reservation[]): Promise<readonly string[]> =>
  (await register.documents.reserve(reservations, change())).map(brief);

describe.each<Engine>(ENGINES)("reserving on %s", (engine) => {
  test("[J-ALL-1] numbers follow the reservations, each series for itself, statements without", async () => {
    await withRegister(engine, async (opened) => {
      expect(
        await answers(
          opened,
          numbered(invoice("a")),
          numbered(invoice("c", { kind: "credit-note" }), CREDITS),
          { document: statement("s"), number: { kind: "none" } },
          numbered(invoice("b")),
        ),
      ).toEqual(["new INV-US-2026-000001", "new CN-US-2026-0001", "new s", "new INV-US-2026-000002"]);
      expect(await answers(opened, numbered(invoice("z")))).toEqual(["new INV-US-2026-000003"]);
      expect(await opened.register.documents.gaps()).toEqual([]);
    });
  });

  test("a document that the register knows keeps its number, and takes no other", async () => {
    await withRegister(engine, async (opened) => {
      await answers(opened, numbered(invoice("a")));
      expect(await answers(opened, numbered(invoice("a")), numbered(invoice("b")), numbered(invoice("b")))).toEqual([
        "known INV-US-2026-000001",
        "new INV-US-2026-000002",
        "known INV-US-2026-000002",
      ]);
    });
  });

  test("[A20] an id that comes with other content is refused, in a later list and in the same", async () => {
    await withRegister(engine, async (opened) => {
      await answers(opened, numbered(invoice("a")));
      const other = { inputHash: hash("f") };
      expect(
        await answers(opened, numbered(invoice("a", other)), numbered(invoice("b")), numbered(invoice("b", other))),
      ).toEqual(["clash content a", "new INV-US-2026-000002", "clash content b"]);
      expect(await opened.register.documents.gaps()).toEqual([]);
    });
  });

  test("[J-ALL-1] a number that another document has is refused, given or next in a series", async () => {
    await withRegister(engine, async (opened) => {
      expect(
        await answers(
          opened,
          given(invoice("a"), "X-1"),
          given(invoice("b"), "X-1"),
          given(invoice("c"), "INV-US-2026-000002"),
        ),
      ).toEqual(["new X-1", "clash number a", "new INV-US-2026-000002"]);
      expect(await answers(opened, given(invoice("d"), "X-1"), numbered(invoice("e")), numbered(invoice("f")))).toEqual(
        ["clash number a", "new INV-US-2026-000001", "clash number c"],
      );
    });
  });

  test("[B3] a link or token that another document has is refused, however its host is written", async () => {
    await withRegister(engine, async (opened) => {
      await answers(opened, numbered(invoice("a")));
      const link = { url: "https://PAY.meridian.example/p/a", mode: "pay-page", token: "another" } as const;
      const token = { url: "https://pay.meridian.example/p/other", mode: "pay-page", token: "token-a" } as const;
      expect(
        await answers(
          opened,
          numbered(invoice("b", { link })),
          numbered(invoice("c", { link: token })),
          numbered(invoice("d")),
        ),
      ).toEqual(["clash link a", "clash link a", "new INV-US-2026-000002"]);
    });
  });

  test("what is answered is what is found, by id, number and token", async () => {
    await withRegister(engine, async ({ register }) => {
      const document = invoice("a", { replaces: "old", corrects: "older" });
      const [answer] = await register.documents.reserve([numbered(document)], change());
      const expected = {
        ...document,
        number: "INV-US-2026-000001",
        state: "numbered",
        payment: "open",
        files: [],
        numberedAt: AT,
      };
      expect(answer).toEqual({ kind: "new", document: expected });
      expect(await found(register, "a")).toEqual(expected);
      expect(await register.documents.findByNumber("INV-US-2026-000001")).toEqual(expected);
      expect(await register.documents.findByToken("token-a")).toEqual(expected);
      expect(await register.documents.findByToken("token-b")).toBeUndefined();
      expect([...(await register.documents.find(["b", "a"])).keys()]).toEqual(["a"]);
    });
  });

  test("[A9] a statement comes back without anything of money", async () => {
    await withRegister(engine, async ({ register }) => {
      await register.documents.reserve([{ document: statement("s"), number: { kind: "none" } }], change());
      expect(await found(register, "s")).toEqual({
        ...statement("s"),
        state: "numbered",
        payment: "none",
        files: [],
        numberedAt: AT,
      });
    });
  });

  test("amounts are exact to the last of 64 bits, and a larger one is a defect of the caller", async () => {
    await withRegister(engine, async ({ register }) => {
      const most = usd(2n ** 63n - 1n);
      const least = usd(-(2n ** 63n));
      const amounts = { net: least, tax: most, total: most, due: most };
      await register.documents.reserve([numbered(invoice("a", { amounts }))], change());
      expect((await found(register, "a")).amounts).toEqual(amounts);
      const tooMuch = { ...amounts, total: usd(2n ** 63n) };
      await expect(
        register.documents.reserve([numbered(invoice("b", { amounts: tooMuch }))], change()),
      ).rejects.toThrow("64 bits");
      expect(await register.documents.gaps()).toEqual([]);
    });
  });

  test("a serial with more digits than its series has goes on", async () => {
    await withRegister(engine, async (opened) => {
      const short = { key: "short", prefix: "S-", digits: 1 };
      const twelve = Array.from({ length: 12 }, (_, index) => numbered(invoice(`d${index}`), short));
      expect((await answers(opened, ...twelve)).slice(8)).toEqual(["new S-9", "new S-10", "new S-11", "new S-12"]);
    });
  });

  test("[J-ALL-1] a series that has begun is not written otherwise: the operator is told", async () => {
    await withRegister(engine, async ({ register }) => {
      await register.documents.reserve([numbered(invoice("a"))], change());
      const otherwise = numbered(invoice("b"), { ...INVOICES, prefix: "BILL-" });
      await expect(register.documents.reserve([otherwise], change())).rejects.toThrow(OutsideFailure);
      await expect(register.documents.reserve([otherwise], change())).rejects.toThrow("us/invoice/2026");
      const alike = numbered(invoice("b"), { ...INVOICES, key: "ca/invoice/2026" });
      await expect(register.documents.reserve([alike], change())).rejects.toThrow("both written INV-US-2026-");
    });
  });

  test("a thousand documents are one transaction, and the trail says who numbered each", async () => {
    await withRegister(engine, async ({ register }) => {
      const documents = Array.from({ length: 1_000 }, (_, index) => numbered(invoice(`d${index}`)));
      const reserved = await register.documents.reserve(documents, {
        by: { name: "support: j.doe", reason: "a customer asked" },
        at: instant("2026-05-11T00:00:00Z"),
      });
      expect(reserved.at(-1)?.kind).toBe("new");
      expect(await register.audit.entries("d999")).toEqual([
        {
          serial: 1_000,
          at: instant("2026-05-11T00:00:00Z"),
          actor: "support: j.doe",
          action: "numbered",
          documentId: "d999",
          reason: "a customer asked",
          details: { number: "INV-US-2026-001000" },
        },
      ]);
      expect(await register.audit.entries()).toHaveLength(1_000);
    });
  });
});
