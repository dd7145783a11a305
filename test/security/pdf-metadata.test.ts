import { expect, test } from "vitest";
import { factsOf, pdfOf } from "../render/pdf-reading.ts";
import { sampleView } from "../render/sample-view.ts";
import { PAYLOADS } from "./payloads.ts";

const PRINTABLE = PAYLOADS.filter(({ text }) => /^(?=.*[<&$(])[ -~]{1,100}$/.test(text));

test.each(PRINTABLE)("title and author of the file are $name to the letter", async ({ text }) => {
  const view = sampleView();
  const pdf = await pdfOf({ ...view, meta: { ...view.meta, title: `T ${text}`, author: `A ${text}` } });
  const { title, author, xmpTitle } = await factsOf(pdf);
  expect([title, author, xmpTitle]).toEqual([`T ${text}`, `A ${text}`, `T ${text}`]);
});
