import { describe, expect, test } from "vitest";
import type { Outcome } from "../../src/app/outcome.ts";
import { renderDocuments, type RenderTarget } from "../../src/app/render.ts";
import { fakeDisk, leftOvers, PowerCut, textAt, type FakeDisk } from "./fake-folder.ts";
import { fakeWorld, jsonLines, rawInvoice, runOver, sha256 } from "./fake-world.ts";

type Documents = Parameters<typeof jsonLines>[0];
type Options = {
  readonly disk?: FakeDisk;
  readonly existing?: RenderTarget["existing"];
  readonly stopAfter?: number;
  readonly mode?: "preview";
};

const render = async (documents: Documents, options: Options = {}): Promise<readonly Outcome[]> => {
  const { disk = fakeDisk(), existing = "refuse", stopAfter = Infinity, mode = "numbered" } = options;
  const world = fakeWorld({ "in.jsonl": jsonLines(documents) }, disk);
  const run = await runOver(world, { mode });
  let seen = 0;
  async function* counted() {
    for await (const record of run.records()) {
      seen += 1;
      yield record;
    }
  }
  const outcomes: Outcome[] = [];
  const stop = {
    get aborted() {
      return seen > stopAfter;
    },
  };
  const rendering = renderDocuments(
    world.outputs,
    { ...run, records: counted },
    { target: { path: "out", existing }, stop },
  );
  for await (const outcome of rendering) outcomes.push(outcome);
  return outcomes;
};

const summary = (outcomes: readonly Outcome[]): readonly string[] =>
  outcomes.map(({ id, status, issues }) => [id, status, ...issues.map(({ at, rule }) => `${at} ${rule}`)].join(" "));

const manifestOf = ({ files }: FakeDisk): readonly Outcome[] =>
  textAt(files, "manifest.jsonl")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));

/** Each file that the manifest promises is there, with these bytes. */
const expectTrue = (disk: FakeDisk): void => {
  for (const { name, bytes, sha256: promised } of manifestOf(disk).flatMap(({ files }) => files)) {
    expect(sha256(textAt(disk.files, name)), name).toBe(promised);
    expect(new TextEncoder().encode(textAt(disk.files, name)).length).toBe(bytes);
  }
};

describe("documents to files", () => {
  test("every document gives its files, named after its id, and a true line in the manifest, in input order", async () => {
    const disk = fakeDisk();
    const outcomes = await render([rawInvoice("b"), rawInvoice("a", { kind: "nonsense" }), rawInvoice("c")], { disk });
    expect([...disk.files.keys()].toSorted()).toEqual(["b.json", "b.txt", "c.json", "c.txt", "manifest.jsonl"]);
    expect(summary(outcomes)).toEqual(["b rendered", "a refused /kind A19", "c rendered"]);
    const lines = manifestOf(disk);
    expect(lines.map(({ id, number, status }) => [id, number, status])).toEqual([
      ["b", "INV-b", "rendered"],
      ["a", null, "refused"],
      ["c", "INV-c", "rendered"],
    ]);
    expect(lines[1]?.issues[0]).toMatchObject({ at: "/kind", line: 2 });
    expectTrue(disk);
  });

  test("more documents than one chunk holds keep their order, and nothing is left over", async () => {
    const ids = Array.from({ length: 70 }, (_, index) => `doc-${index}`);
    const disk = fakeDisk();
    await render(
      ids.map((id) => rawInvoice(id)),
      { disk },
    );
    expect(manifestOf(disk).map(({ id }) => id)).toEqual(ids);
    expect(disk.steps.filter((step) => step === "append manifest.jsonl")).toHaveLength(4);
    expect(leftOvers(disk)).toEqual([]);
  });

  test("ids never reach outside the folder", async () => {
    const disk = fakeDisk();
    const fields = { number: "INV-x", payment: { link: "https://pay.meridian.example/i/x" } };
    const outcomes = await render([rawInvoice("../../etc/passwd", fields), rawInvoice("CON")], { disk });
    expect(outcomes.map(({ status }) => status)).toEqual(["rendered", "rendered"]);
    expect([...disk.files.keys()].filter((name) => name.endsWith(".txt"))).toEqual([
      "_._.._etc_passwd.txt",
      "_CON.txt",
    ]);
  });
});

describe("a run-level clash", () => {
  test("[J-ALL-1] of numbers refuses the second document, and the first stands", async () => {
    const outcomes = await render([rawInvoice("a"), rawInvoice("b", { number: "INV-a" })]);
    expect(summary(outcomes)).toEqual(["a rendered", "b refused /number J-ALL-1"]);
  });

  test("[B3] of payment links refuses the second document", async () => {
    const link = { payment: { link: "https://pay.meridian.example/i/a" } };
    expect(summary(await render([rawInvoice("a"), rawInvoice("b", link)]))).toEqual([
      "a rendered",
      "b refused /payment/link B3",
    ]);
  });

  test("of ids is told with the number and link that clash too, and with no word of the first one's files", async () => {
    expect(summary(await render([rawInvoice("a"), rawInvoice("a")]))).toEqual([
      "a rendered",
      "a refused /id null /number J-ALL-1 /payment/link B3",
    ]);
  });

  test("of file names that differ in case only refuses the second document", async () => {
    const disk = fakeDisk();
    expect(summary(await render([rawInvoice("inv"), rawInvoice("INV")], { disk }))).toEqual([
      "inv rendered",
      "INV refused /id null",
    ]);
    expect(disk.files.has("INV.txt")).toBe(false);
  });

  test("does not arise with a document that was refused itself: the first accepted one stands", async () => {
    const outcomes = await render([rawInvoice("a", { currency: "CHF" }), rawInvoice("a"), rawInvoice("a")]);
    expect(outcomes.map(({ status }) => status)).toEqual(["refused", "rendered", "refused"]);
  });

  test("[F4] of numbers does not arise between previews, which have none", async () => {
    const outcomes = await render([rawInvoice("a"), rawInvoice("b", { number: "INV-a" })], { mode: "preview" });
    expect(summary(outcomes)).toEqual(["a rendered", "b rendered"]);
    expect(outcomes.map(({ number }) => number)).toEqual([undefined, undefined]);
  });
});

describe("a file that stands there already", () => {
  const disk = async (): Promise<FakeDisk> => {
    const first = fakeDisk();
    await render([rawInvoice("a")], { disk: first });
    return first;
  };
  const changed = rawInvoice("a", { memo: "Thank you." });

  test("is left where its bytes are equal, and the document is unchanged", async () => {
    const again = fakeDisk(Infinity, (await disk()).files);
    const [outcome] = await render([rawInvoice("a")], { disk: again });
    expect(outcome?.status).toBe("unchanged");
    expect(outcome?.files.map(({ name }) => name)).toEqual(["a.txt", "a.json"]);
    expect(again.steps).not.toContain("publish a.txt");
  });

  test("with other bytes is refused, and no file of the document is touched", async () => {
    const again = fakeDisk(Infinity, (await disk()).files);
    const before = textAt(again.files, "a.txt");
    const [outcome] = await render([changed], { disk: again });
    expect(outcome?.issues.map(({ message, hint }) => [message, hint])).toEqual([
      ["out/a.txt stands there already with other content", "use --overwrite to replace it"],
      ["out/a.json stands there already with other content", "use --overwrite to replace it"],
    ]);
    expect(textAt(again.files, "a.txt")).toBe(before);
  });

  test("with other bytes is replaced where that was asked for", async () => {
    const again = fakeDisk(Infinity, (await disk()).files);
    expect(summary(await render([changed], { disk: again, existing: "replace" }))).toEqual(["a rendered"]);
    expect(textAt(again.files, "a.txt")).toContain("Thank you.");
  });

  test("and is no file at all is never replaced", async () => {
    const blocked = fakeDisk(Infinity, new Map([["a.json", "folder"]]));
    const [outcome] = await render([rawInvoice("a")], { disk: blocked, existing: "replace" });
    expect(outcome?.issues.map(({ message }) => message)).toEqual(["out/a.json is a folder or a link, not a file"]);
    expect(blocked.files.has("a.txt")).toBe(false);
  });
});

describe("a run that ends early", () => {
  test("by an interrupt finishes the documents in hand and tells what is on disk", async () => {
    const disk = fakeDisk();
    const outcomes = await render(
      ["a", "b", "c"].map((id) => rawInvoice(id)),
      { disk, stopAfter: 2 },
    );
    expect(summary(outcomes)).toEqual(["a rendered", "b rendered"]);
    expect(manifestOf(disk).map(({ id }) => id)).toEqual(["a", "b"]);
    expect([...disk.files.keys()].toSorted()).toEqual(["a.json", "a.txt", "b.json", "b.txt", "manifest.jsonl"]);
  });

  test("by a power cut leaves no line of an earlier manifest that is no longer true", async () => {
    const changed = ["a", "b"].map((id) => rawInvoice(id, { memo: "Thank you." }));
    const earlier = fakeDisk();
    await render(
      ["a", "b"].map((id) => rawInvoice(id)),
      { disk: earlier },
    );
    const whole = fakeDisk(Infinity, new Map(earlier.files));
    await render(changed, { disk: whole, existing: "replace" });
    for (let steps = 0; steps < whole.steps.length; steps += 1) {
      const cut = fakeDisk(steps, new Map(earlier.files));
      await expect(render(changed, { disk: cut, existing: "replace" })).rejects.toThrow(PowerCut);
      expectTrue(cut);
    }
  });

  test("by a power cut, wherever it comes, is completed by a rerun without a second word about it", async () => {
    const documents = ["a", "b"].map((id) => rawInvoice(id));
    const whole = fakeDisk();
    await render(documents, { disk: whole });
    for (let steps = 0; steps < whole.steps.length; steps += 1) {
      const cut = fakeDisk(steps);
      await expect(render(documents, { disk: cut })).rejects.toThrow(PowerCut);
      expectTrue(cut);
      const rerun = fakeDisk(Infinity, cut.files);
      const outcomes = await render(documents, { disk: rerun });
      expect(outcomes.map(({ status }) => status)).not.toContain("refused");
      expect(leftOvers(rerun)).toEqual([]);
      expect([...rerun.files.keys()].toSorted()).toEqual([...whole.files.keys()].toSorted());
    }
  });
});
