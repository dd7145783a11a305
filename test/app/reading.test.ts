import { describe, expect, test } from "vitest";
import { openReading, type Sources } from "../../src/app/reading.ts";
import { succeed } from "../../src/kernel/result.ts";
import { valueOf } from "../documents.ts";
import { fakeWorld, ISSUER, jsonLines, rawInvoice } from "./fake-world.ts";

const world = fakeWorld({
  "in.jsonl": jsonLines([rawInvoice("a"), rawInvoice("b")]),
  "broken.json": '{\n  "format": ',
  "wrong.json": '{\n  "format": "billwright/issuer@1",\n  "colour": "red"\n}',
  "overlay.json": '{\n  "format": "billwright/overlay@1",\n  "documents": {}\n}',
});
const sources = (fields: Partial<Sources>): Sources => ({
  inputs: ["in.jsonl"],
  overlays: [],
  issuer: ISSUER,
  ...fields,
});

const faults = async (fields: Partial<Sources>): Promise<readonly string[]> => {
  const reading = await openReading(world, sources(fields));
  return reading.ok ? [] : reading.issues.map(({ file, line, at }) => `${file}:${line} ${at}`);
};

describe("a reading", () => {
  test("gives the documents in input order, and how far it has come", async () => {
    const reading = valueOf(await openReading(world, sources({})));
    const { total } = reading.extent();
    const ids: (string | undefined)[] = [];
    for await (const { id } of reading.records()) ids.push(id);
    expect(ids).toEqual(["a", "b"]);
    expect(reading.extent()).toEqual({ read: total, total });
  });

  test("knows no total where the input is a pipe", async () => {
    const pipe = { name: "stdin", chunks: async function* () {} };
    const piped = { ...world, inputs: { open: async (names: readonly string[]) => succeed(names.map(() => pipe)) } };
    const reading = valueOf(await openReading(piped, { inputs: ["-"], overlays: [] }));
    expect(reading.extent()).toEqual({ read: 0 });
  });

  test("uses the issuer that comes with the package unless another is given", async () => {
    const { issuer, ...own } = sources({});
    expect(issuer).toBe(ISSUER);
    expect(valueOf(await openReading(world, own)).issuer.id).toBe("genesys");
    expect(valueOf(await openReading(world, sources({}))).issuer.id).toBe("meridian");
  });

  test("tells what is wrong in an issuer file with its place", async () => {
    expect(await faults({ issuer: "broken.json" })).toEqual(["broken.json:2 "]);
    expect(await faults({ issuer: "wrong.json" })).toContain("wrong.json:3 /colour");
  });

  test("tells what is wrong in the input's names, the issuer and the overlays at once", async () => {
    const issues = await faults({ inputs: ["none"], issuer: "broken.json", overlays: ["overlay.json"] });
    expect(issues).toEqual(["undefined:undefined ", "broken.json:2 ", "overlay.json:3 /documents"]);
  });
});
