import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { Outcome } from "../../src/app/outcome.ts";
import { publishChunk, type Finished } from "../../src/app/publish.ts";
import { fakeDisk, leftOvers, PowerCut, textAt, type FakeDisk } from "./fake-folder.ts";

const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

const finished = (id: string): Finished => {
  const write = ["pdf", "html"].map((extension) => ({
    name: `${id}.${extension}`,
    bytes: bytesOf(`${id} as ${extension}`),
  }));
  const files = write.map(({ name, bytes }) => ({ name, bytes: bytes.length, sha256: sha256(bytes) }));
  return { write, outcome: { id, status: "rendered", files, issues: [], source: { file: "in.jsonl", pointer: "" } } };
};

const refused: Finished = {
  write: [],
  outcome: {
    id: "r",
    status: "refused",
    files: [],
    issues: [{ rule: "A1", at: "/currency", message: "CHF is not billed" }],
    source: { file: "in.jsonl", pointer: "", line: 2 },
  },
};

const chunks = [[finished("a"), refused, finished("b")], [finished("c")]];

const runOn = async ({ outputs }: FakeDisk): Promise<void> => {
  const folder = await outputs.open("out");
  const manifest = await folder.journal("manifest.jsonl");
  for (const chunk of chunks) await publishChunk({ folder, manifest }, chunk);
  await folder.close();
};

const linesOf = (disk: FakeDisk): readonly Outcome[] =>
  textAt(disk.files, "manifest.jsonl")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));

/** Every file that the manifest promises is there with these bytes; every named file is whole. */
const expectTrue = (disk: FakeDisk): void => {
  for (const { name, sha256: promised } of linesOf(disk).flatMap(({ files }) => files)) {
    expect(sha256(bytesOf(textAt(disk.files, name))), name).toBe(promised);
  }
  for (const { name, bytes } of chunks.flat().flatMap(({ write }) => write)) {
    if (disk.files.has(name)) expect(textAt(disk.files, name)).toBe(new TextDecoder().decode(bytes));
  }
};

describe("a chunk of documents", () => {
  test("is staged and synced before it gets its names, and has its names before the manifest promises it", async () => {
    const disk = fakeDisk();
    await runOn(disk);
    const written = disk.steps.slice(2, 12);
    expect(written).toEqual([
      "stage",
      "stage",
      "stage",
      "stage",
      "publish a.pdf",
      "publish a.html",
      "publish b.pdf",
      "publish b.html",
      "sync",
      "append manifest.jsonl",
    ]);
  });

  test("has its lines in input order, refused documents among them", async () => {
    const disk = fakeDisk();
    await runOn(disk);
    expect(linesOf(disk).map(({ id, status }) => `${id} ${status}`)).toEqual([
      "a rendered",
      "r refused",
      "b rendered",
      "c rendered",
    ]);
  });

  test("leaves only true lines and whole files wherever the power goes, and a rerun completes it", async () => {
    const whole = fakeDisk();
    await runOn(whole);
    for (let steps = 0; steps < whole.steps.length; steps += 1) {
      const cut = fakeDisk(steps);
      await expect(runOn(cut), `after ${steps} steps`).rejects.toThrow(PowerCut);
      expectTrue(cut);

      const rerun = fakeDisk(Infinity, cut.files);
      await runOn(rerun);
      expect(leftOvers(rerun)).toEqual([]);
      expect(rerun.files).toEqual(whole.files);
    }
  });

  test("gives a document all its files or none where one name cannot be given", async () => {
    const disk = fakeDisk();
    const folder = await disk.outputs.open("out");
    const manifest = await folder.journal("manifest.jsonl");
    const stubborn = {
      ...folder,
      publish: async (file: Parameters<typeof folder.publish>[0], name: string) => {
        if (name === "b.html") throw new PowerCut(name);
        return folder.publish(file, name);
      },
    };
    await expect(publishChunk({ folder: stubborn, manifest }, chunks[0] ?? [])).rejects.toThrow("b.html");
    expect([...disk.files.keys()].filter((name) => !name.startsWith("."))).toEqual([
      "manifest.jsonl",
      "a.pdf",
      "a.html",
    ]);
    expect(linesOf(disk)).toEqual([]);
  });
});
