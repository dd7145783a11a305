import { expect, test } from "vitest";
import { createPdfRenderer } from "../../src/render/pdf/pdfmake.ts";
import { assets } from "../render/rendering.ts";
import { sampleView } from "../render/sample-view.ts";
import { strayTexts } from "./page-faults.ts";

/** What is stray in the sample, drawn on a grid of so many points; that of the theme has 510. */
const strayOn = async (gridWidth: number): Promise<readonly string[]> => {
  const template = (name: string): string =>
    assets.template(name).replace('"grid": {\n      "width": 510', `"grid": {\n      "width": ${gridWidth}`);
  const renderer = createPdfRenderer({ ...assets, template });
  return strayTexts(await renderer.draw(sampleView()), sampleView());
};

test("texts between the margins are not stray", async () => {
  expect(await strayOn(510)).toEqual([]);
  expect(await strayOn(500)).toEqual([]);
});

test("texts that begin on the grid and end beyond it are stray, and texts that begin before it", async () => {
  const stray = await strayOn(530);
  expect(stray).toContainEqual(expect.stringMatching(/^"6,000\.00" from 53[\d.]+ to 571\.0 /));
  expect(stray).toContainEqual(expect.stringMatching(/^"Core" from 41\.0 /));
  expect(stray.filter((fault) => fault.startsWith('"Qty"'))).toEqual([]);
});
