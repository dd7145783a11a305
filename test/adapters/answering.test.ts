import { afterAll, describe, expect, test } from "vitest";
import { createAssets } from "../../src/adapters/assets.ts";
import { openAnswering } from "../../src/adapters/pool.ts";
import { createAnswering } from "../../src/app/support/answer.ts";
import type { Pasted } from "../../src/app/support/source.ts";
import { instant } from "../app/fake-world.ts";
import { MERIDIAN, rawDocument, rawLine } from "../documents.ts";

const pasted = (fields: Parameters<typeof rawDocument>[0] = {}): Pasted => ({
  kind: "pasted",
  text: JSON.stringify(rawDocument(fields)),
});

const now = instant("2026-05-10T12:00:00Z");

describe("questions of support, answered in threads", () => {
  const threads = openAnswering({ issuer: MERIDIAN }, { workers: 1, secondsPerDocument: 60 });
  const here = createAnswering(createAssets(), { issuer: MERIDIAN });
  afterAll(() => threads.close());

  test("have the answers of this process, byte for byte, one question in another language after the other", async () => {
    const order = { source: pasted(), formats: ["pdf", "html", "text", "email"], now } as const;
    for (const locale of ["ja-JP", "de-DE"] as const) {
      expect(await threads.preview({ ...order, locale })).toEqual(await here.preview({ ...order, locale }));
    }
    expect(await threads.explain({ source: pasted(), line: "1" })).toEqual(
      await here.explain({ source: pasted(), line: "1" }),
    );
    const sides = { before: pasted(), after: pasted({ lines: [rawLine({ quantity: "2" })] }) };
    expect(await threads.compare(sides)).toEqual(await here.compare(sides));
  });

  test("are given up where they take too long, and the next is answered", async () => {
    const impatient = openAnswering({ issuer: MERIDIAN }, { workers: 1, secondsPerDocument: 1 });
    const description = "東京都千代田区。".repeat(10);
    const lines = Array.from({ length: 10_000 }, (_, index) => rawLine({ id: `l${index}`, description }));
    const huge = await impatient.preview({ source: pasted({ lines }), formats: ["pdf"], now });
    expect(huge).toMatchObject({ ok: false, issues: [{ message: "drawing took longer than 1 second" }] });
    expect(await impatient.explain({ source: pasted() })).toMatchObject({ ok: true });
    await impatient.close();
  });
});
