import { afterEach, describe, expect, test } from "vitest";
import { createAssets } from "../../src/adapters/assets.ts";
import { openPool, openPoolAhead, poolOver } from "../../src/adapters/pool.ts";
import { startThreads } from "../../src/adapters/threads.ts";
import { createDrawing, type Drawing, type DrawingSetup, type InputDocument } from "../../src/app/drawing.ts";
import { readDraft } from "../../src/intake/read-draft.ts";
import type { Result } from "../../src/kernel/result.ts";
import { MERIDIAN, rawDocument, rawLine, valueOf } from "../documents.ts";

const SETUP: DrawingSetup = {
  issuer: MERIDIAN,
  formats: ["text", "json", "html"],
  mode: { kind: "numbered" },
  suffix: "",
};

const documentOf = (id: string, fields: Parameters<typeof rawDocument>[0] = {}): InputDocument => {
  const value = rawDocument({
    id,
    number: `INV-${id}`,
    payment: { link: `https://pay.meridian.example/i/${id}` },
    ...fields,
  });
  return valueOf(readDraft({ value, locate: (pointer) => ({ file: "in.jsonl", pointer }) }, MERIDIAN));
};

/** As a PDF it takes much longer and much more memory than all others here together. */
const hugeDocument = (id: string): InputDocument => {
  const description = "東京都千代田区。".repeat(10);
  return documentOf(id, {
    lines: Array.from({ length: 10_000 }, (_, index) => rawLine({ id: `l${index}`, description })),
  });
};

const opened: Drawing[] = [];
const keep = (drawing: Drawing): Drawing => {
  opened.push(drawing);
  return drawing;
};
afterEach(async () => {
  await Promise.all(opened.splice(0).map((drawing) => drawing.close()));
});

const words = (results: readonly Result<unknown>[]): readonly string[] =>
  results.map((result) => (result.ok ? "drawn" : result.issues.map(({ message }) => message).join("; ")));

describe("a pool", () => {
  test.each([1, 2, 4])(
    "of %i workers draws the bytes that this process draws, in the order of the documents",
    async (workers) => {
      const documents = Array.from("abcdefghijkl").map((id) => documentOf(id));
      const setup: DrawingSetup = { ...SETUP, formats: ["pdf", "html", "text", "json"] };
      const here = await createDrawing(createAssets(), setup).draw(documents);
      const there = await keep(openPool(setup, { workers, secondsPerDocument: 60 })).draw(documents);
      expect(there.map(hexOf)).toEqual(here.map(hexOf));
    },
  );

  test("appraises documents as this process does, refusals among them", async () => {
    const documents = [documentOf("a"), documentOf("b", { memo: "\u{1F600}" }), documentOf("c")];
    const setup: DrawingSetup = { ...SETUP, formats: ["pdf"] };
    const here = await createDrawing(createAssets(), setup).appraise(documents);
    expect(await keep(openPool(setup, { workers: 2, secondsPerDocument: 60 })).appraise(documents)).toEqual(here);
    expect(here.map(({ ok }) => ok)).toEqual([true, false, true]);
  });

  test("starts one thread for one document, and no more threads than it has workers", async () => {
    const threads = startThreads();
    const drawing = keep(poolOver(threads, SETUP, { workers: 2, secondsPerDocument: 60 }));
    await drawing.draw([documentOf("a")]);
    expect(threads.pool.threads).toHaveLength(1);
    await drawing.draw(["a", "b", "c"].map(hugeDocument));
    expect(threads.pool.threads).toHaveLength(2);
  });

  test("that was started ahead serves two runs, each with its own setup", async () => {
    const open = openPoolAhead();
    const limits = { workers: 1, secondsPerDocument: 60 };
    const [first] = await keep(open(SETUP, limits)).draw([documentOf("a")]);
    const [second] = await keep(open({ ...SETUP, formats: ["text"] }, limits)).draw([documentOf("a")]);
    expect([first, second].map((result) => (result?.ok ? result.value.map(({ format }) => format) : []))).toEqual([
      ["text", "json", "html"],
      ["text"],
    ]);
  });
});

test("what a pool has not drawn when it is closed is given up", async () => {
  const drawing = openPool(SETUP, { workers: 2, secondsPerDocument: 60 });
  const drawn = drawing.draw(["a", "b", "c", "d"].map(hugeDocument));
  const given = expect(drawn).rejects.toThrow();
  await drawing.close();
  await given;
  await expect(drawing.draw([documentOf("e")])).rejects.toThrow("until the pool is closed");
});

const hexOf = (result: Awaited<ReturnType<Drawing["draw"]>>[number]) =>
  valueOf(result).map(({ format, bytes }) => [format, Buffer.from(bytes).toString("hex")]);

describe("a document that ends its worker is refused alone:", () => {
  const documents = ["a", "b", "huge", "c", "d"].map((id) => (id === "huge" ? hugeDocument(id) : documentOf(id)));
  const setup: DrawingSetup = { ...SETUP, formats: ["pdf"] };

  test("one that takes longer than it may, in a loop that nothing else could end", async () => {
    const drawing = keep(openPool(setup, { workers: 1, secondsPerDocument: 5 }));
    expect(words(await drawing.draw(documents))).toEqual([
      "drawn",
      "drawn",
      "drawing took longer than 5 seconds",
      "drawn",
      "drawn",
    ]);
  });

  test("one that takes more memory than there is", async () => {
    const drawing = keep(poolOver(startThreads(64), setup, { workers: 2, secondsPerDocument: 60 }));
    expect(words(await drawing.draw(documents))).toEqual([
      "drawn",
      "drawn",
      "drawing it ended its worker (out of memory)",
      "drawn",
      "drawn",
    ]);
  });

  test("and so is each of many: every document finds a thread, however many have been ended before", async () => {
    const drawing = keep(openPool({ ...setup, formats: ["html"] }, { workers: 2, secondsPerDocument: 0.001 }));
    const results = await drawing.draw(["a", "b", "c", "d", "e"].map(hugeDocument));
    expect(new Set(words(results))).toEqual(new Set(["drawing took longer than 0.001 seconds"]));
  });
});
