import { describe, expect, test } from "vitest";
import { openReading, type Sources } from "../../src/app/reading.ts";
import { LIMITS } from "../../src/intake/rated-document.ts";
import { fail, succeed } from "../../src/kernel/result.ts";
import type { World } from "../../src/app/world.ts";
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

  test.each(["issuer", "overlay"])(
    "reads no more of an endless %s file than may be held, and refuses it",
    async (what) => {
      let sent = 0;
      const piece = new TextEncoder().encode(" ".repeat(1 << 20));
      const endless = {
        name: "endless.json",
        chunks: async function* () {
          for (;;) {
            sent += piece.length;
            yield piece;
          }
        },
      };
      const open: World["inputs"]["open"] = async (names) =>
        names.includes("endless.json") ? succeed([endless]) : world.inputs.open(names);
      const fields = what === "issuer" ? { issuer: "endless.json" } : { overlays: ["endless.json"] };
      const reading = await openReading({ ...world, inputs: { open } }, sources(fields));
      expect(reading).toEqual(
        fail({ rule: null, at: "", message: `longer than ${LIMITS.fileBytes} bytes`, file: "endless.json" }),
      );
      expect(sent).toBe(LIMITS.fileBytes + piece.length);
    },
  );

  test("reads a file that is just as long as it may be", async () => {
    const longest = {
      name: "longest.json",
      chunks: async function* () {
        yield new TextEncoder().encode("x".repeat(LIMITS.fileBytes));
      },
    };
    const open: World["inputs"]["open"] = async () => succeed([longest]);
    const reading = await openReading({ ...world, inputs: { open } }, sources({ inputs: [] }));
    const messages = reading.ok ? [] : reading.issues.map(({ message }) => message);
    expect(messages[0]).toBe("this is not a JSON value (column 1)");
  });
});
