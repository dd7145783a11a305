import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { equalPdfStreams } from "../../src/adapters/pdf-streams.ts";
import { createAssets } from "../../src/adapters/assets.ts";
import { createDrawing } from "../../src/app/drawing.ts";
import { recompressed } from "../app/audit/recompressed.ts";
import { MERIDIAN, ratedDocument, valueOf } from "../documents.ts";

const drawn = async (memo: string): Promise<Uint8Array> => {
  const setup = { issuer: MERIDIAN, formats: ["pdf"], mode: { kind: "numbered" }, suffix: "" } as const;
  const [result] = await createDrawing(createAssets(), setup).draw([ratedDocument({ memo })]);
  const [file] = result === undefined ? [] : valueOf(result);
  return file?.bytes ?? new Uint8Array();
};

test("a PDF equals itself and itself packed otherwise, and no other one", async () => {
  const pdf = await drawn("one");
  const other = recompressed(pdf);
  expect(other).not.toEqual(pdf);
  expect(equalPdfStreams(pdf, pdf)).toBe(true);
  expect(equalPdfStreams(pdf, other)).toBe(true);
  expect(equalPdfStreams(other, pdf)).toBe(true);
  expect(equalPdfStreams(pdf, await drawn("two"))).toBe(false);
});

test("what is cut off, cannot be unpacked or is no PDF equals nothing, itself neither", async () => {
  const pdf = await drawn("one");
  const stream = Buffer.from(pdf).indexOf("stream\n") + 20;
  const spoilt = pdf.with(stream, 255 - (pdf[stream] ?? 0)).fill(7, stream, stream + 8);
  const cut = pdf.subarray(0, pdf.length / 2);
  const text = readFileSync(new URL(import.meta.url));
  for (const broken of [spoilt, cut, text, new Uint8Array()]) {
    expect(equalPdfStreams(broken, broken)).toBe(false);
    expect(equalPdfStreams(pdf, broken)).toBe(false);
  }
});
