import { describe, expect, test } from "vitest";
import { accessTools, openSeal } from "../../../src/adapters/secrets.ts";
import { chooseLocale } from "../../../src/app/access/choose-locale.ts";
import { createDownloadLog } from "../../../src/app/access/download-log.ts";
import { keyTable } from "../../../src/app/access/key-list.ts";
import { sealedText } from "../../../src/app/access/links.ts";
import { isInForce, parseBearer } from "../../../src/app/access/keys.ts";
import type { Download } from "../../../src/app/register/access.ts";
import { plusMinutes } from "../../../src/kernel/calendar.ts";
import { valueOf } from "../../documents.ts";
import { instant } from "../fake-world.ts";

const NOW = instant("2026-05-20T17:00:00Z");
const OLD = "an-old-secret-that-is-on-its-way-out";
const NEW = "a-new-secret-that-has-come-in-its-place";

describe("seals", () => {
  test("hold for what they were made for, and for nothing else", () => {
    const { seal, holds } = valueOf(openSeal(NEW));
    expect(seal("a")).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(holds("a", seal("a"))).toBe(true);
    for (const [message, sealed] of [
      ["b", seal("a")],
      ["a", ""],
      ["a", `${seal("a")}A`],
      ["a", seal("a").slice(0, -1)],
    ] as const) {
      expect(holds(message, sealed)).toBe(false);
    }
  });

  test("with two secrets, those of the old one hold and new ones are made with the new one", () => {
    const [before, during, after] = [OLD, `${NEW},${OLD}`, NEW].map((secrets) => valueOf(openSeal(secrets)));
    expect(during?.holds("a", before?.seal("a") ?? "")).toBe(true);
    expect(during?.seal("a")).toBe(after?.seal("a"));
    expect(after?.holds("a", before?.seal("a") ?? "")).toBe(false);
  });

  test.each(["", "short", ",", `${NEW},`, `${NEW},short`, `${NEW},${OLD},${NEW}`])(
    "are not made with %j, and the message does not repeat it",
    (secrets) => {
      const seal = openSeal(secrets);
      expect(seal.ok).toBe(false);
      if (secrets.length > 8) expect(JSON.stringify(seal)).not.toContain(secrets);
    },
  );

  test("are over a text that no other grant has, whatever stands in its fields", () => {
    const grant = { id: "g", documentId: "a", file: "pdf", accountId: "b", expiresAt: NOW };
    expect(sealedText({ ...grant, documentId: 'a","pdf' })).not.toBe(sealedText({ ...grant, file: 'pdf","pdf' }));
    expect(sealedText({ ...grant, documentId: "ab", accountId: "" })).not.toBe(
      sealedText({ ...grant, documentId: "a" }),
    );
  });
});

test("secrets have 256 bits, and texts of any length compare", () => {
  const { secret, isEqual } = accessTools;
  expect(secret()).toMatch(/^[A-Za-z0-9_-]{43}$/);
  expect(secret()).not.toBe(secret());
  expect([isEqual("a", "a"), isEqual("a", "b"), isEqual("a", "aa"), isEqual("", "")]).toEqual([
    true,
    false,
    false,
    true,
  ]);
});

describe("a key", () => {
  test("is read as it was made, and nothing else is one", () => {
    const [id, secret] = ["i".repeat(27), "s".repeat(43)];
    expect(parseBearer(`bwk_${id}.${secret}`)).toEqual({ id, secret });
    for (const other of [
      `bwk_${id}${secret}`,
      `${id}.${secret}`,
      `bwk_${id}.${secret}\n`,
      `bwk_${id}.${secret} `,
      "",
    ]) {
      expect(parseBearer(other)).toBeUndefined();
    }
  });

  test("counts up to its end, which is not included, and never after it was revoked", () => {
    expect(isInForce({}, NOW)).toBe(true);
    expect(isInForce({ expiresAt: plusMinutes(NOW, 1) }, NOW)).toBe(true);
    expect(isInForce({ expiresAt: NOW }, NOW)).toBe(false);
    expect(isInForce({ revokedAt: plusMinutes(NOW, 1) }, NOW)).toBe(false);
  });

  test("is listed in columns, without anything that a terminal would obey", () => {
    const key = {
      id: "k1",
      name: "a\u001b[2J",
      scopes: ["metrics:read"],
      accounts: [],
      organisations: ["org"],
    } as const;
    expect(keyTable([{ ...key, createdAt: NOW, createdBy: "test" }])).not.toContain("\u001b");
  });
});

describe("the log of downloads", () => {
  const download = (documentId: string): Download => ({ actor: "link g", documentId, file: "pdf", at: NOW });

  const atOnce = async (): Promise<void> => {};

  test("writes what comes while it gathers or writes as one batch, in order, and tells when it is written", async () => {
    const batches: string[][] = [];
    const gathered = Promise.withResolvers<void>();
    const written = Promise.withResolvers<void>();
    const note = createDownloadLog(
      {
        recordDownloads: async (downloads) => {
          batches.push(downloads.map(({ documentId }) => documentId));
          if (batches.length === 1) await written.promise;
        },
      },
      () => gathered.promise,
    );
    let told = 0;
    const noteAll = (...ids: readonly string[]) => ids.map((id) => note(download(id)).then(() => (told += 1)));
    const first = noteAll("a", "b");
    expect([batches, told]).toEqual([[], 0]);
    gathered.resolve();
    await expect.poll(() => batches).toEqual([["a", "b"]]);
    const second = noteAll("c", "d");
    expect(told).toBe(0);
    written.resolve();
    await Promise.all([...first, ...second]);
    expect([batches, told]).toEqual([
      [
        ["a", "b"],
        ["c", "d"],
      ],
      4,
    ]);
  });

  test("fails whom it could not note, and goes on with the next", async () => {
    let tries = 0;
    const recordDownloads = async (): Promise<void> => {
      tries += 1;
      if (tries === 1) throw new Error("no space left");
    };
    const note = createDownloadLog({ recordDownloads }, atOnce);
    await expect(note(download("a"))).rejects.toThrow("no space left");
    await expect(note(download("b"))).resolves.toBeUndefined();
  });

  test("writes no more than a transaction should hold", async () => {
    const sizes: number[] = [];
    const recordDownloads = async (downloads: readonly Download[]): Promise<void> => void sizes.push(downloads.length);
    const note = createDownloadLog({ recordDownloads }, atOnce);
    await Promise.all(Array.from({ length: 1_201 }, (_, index) => note(download(String(index)))));
    expect(sizes).toEqual([500, 500, 201]);
  });
});

test.each([
  [undefined, "en-US"],
  ["", "en-US"],
  ["*", "en-US"],
  ["en-NZ, en;q=0.9", "en-NZ"],
  ["de-CH", "de-DE"],
  ["fr", "fr-CA"],
  ["en-US;q=0.5, ja;q=0.9", "ja-JP"],
  ["ja;q=0, de;q=0.1", "de-DE"],
  ["de;q=nonsense, pt", "pt-BR"],
  [`${"x,".repeat(10_000)}de`, "en-US"],
])("a browser that asks for %j is spoken to in %s", (wish, locale) => {
  expect(chooseLocale(wish)).toBe(locale);
});
