import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { decodedPdf } from "../golden/pdf-fingerprint.ts";
import { findMiscounts } from "../golden/arithmetic.ts";
import { pageTexts } from "../golden/pdf-pages.ts";
import { htmlStrings, htmlText, missingIn, pageStrings, plainStrings } from "../golden/printed.ts";
import { validDocuments, type ValidDocument } from "./arbitrary-document.ts";
import { drawableOf, render, renderText, type Drawable } from "./draw-document.ts";
import { blankPages, lostTexts, strayTexts } from "./page-faults.ts";
import { inUnits, reckon } from "./reckoning.ts";
import { RUNS } from "./runs.ts";

/** A document that is valid by construction; a refusal is a fault here, and fails with its words. */
const made = ({ document, mode }: ValidDocument): Drawable => {
  const drawable = drawableOf(JSON.stringify(document), mode);
  if (drawable.ok) return drawable.value;
  throw new Error(`refused: ${JSON.stringify(drawable.issues)}`);
};

const amount = z.object({ id: z.string(), amount: z.string() });
const part = z.object({ lines: z.array(amount) });
const issuedSchema = z.object({
  sections: z.array(part.extend({ parts: z.array(part).default([]) })),
  net: z.string(),
  taxes: z.array(amount),
  tax: z.string(),
  total: z.string(),
  withheld: z.string(),
  due: z.string(),
});

/** What the issued document says against what exact fractions say of the input. */
const disagreements = ({ document, rounding }: ValidDocument, json: string): readonly string[] => {
  const issued = issuedSchema.parse(JSON.parse(json));
  const reckoned = reckon(document, rounding);
  const printed = (minor: bigint): string => inUnits(minor, document.currency);
  const rows = issued.sections.flatMap(({ lines, parts }) => [...lines, ...parts.flatMap((inner) => inner.lines)]);
  const known = new Map(rows.map((row) => [row.id, row.amount]));
  const differ = (what: string, ours: string | undefined, theirs: string): readonly string[] =>
    ours === theirs ? [] : [`${what}: issued ${ours}, reckoned ${theirs}`];
  return [
    // Rows that come to nothing may be left out (rule A18).
    ...[...reckoned.rows].flatMap(([id, minor]) =>
      minor === 0n && !known.has(id) ? [] : differ(id, known.get(id), printed(minor)),
    ),
    ...issued.taxes.flatMap((row) => differ(row.id, row.amount, printed(reckoned.taxes.get(row.id) ?? 0n))),
    ...(["net", "tax", "total", "withheld", "due"] as const).flatMap((name) =>
      differ(name, issued[name], printed(reckoned[name])),
    ),
  ];
};

/** To make a document smaller takes longer than to look at it, so one that fails is shown as it is; its seed makes it again. */
describe("a document at random, valid by construction,", () => {
  test("[A5, A6, A10, A11, F8] is taken, and comes to what exact fractions make of its input", () => {
    fc.assert(
      fc.property(validDocuments, (valid) => {
        const { json } = made(valid);
        expect(disagreements(valid, json)).toEqual([]);
        expect(findMiscounts(json)).toEqual([]);
      }),
      { numRuns: RUNS.figures, endOnFailure: true },
    );
  });

  test("[F1] says the same in PDF, HTML and text, on pages without a fault", async () => {
    await fc.assert(
      fc.asyncProperty(validDocuments, async (valid) => {
        const { view } = made(valid);
        expect(missingIn(await renderText(view, "text"), plainStrings(view)), "missing in the text").toEqual([]);
        expect(missingIn(htmlText(await renderText(view, "html")), htmlStrings(view)), "missing in HTML").toEqual([]);
        const pdf = await render(view, "pdf");
        const pages = await pageTexts(pdf);
        expect(lostTexts(pageStrings(view, pages.length), pages, view), "lost in the PDF").toEqual([]);
        expect([...blankPages(pages, view), ...(await strayTexts(pdf, view))]).toEqual([]);
      }),
      { numRuns: RUNS.pages, endOnFailure: true },
    );
  });

  test("[A20] gives the same bytes a second time", async () => {
    await fc.assert(
      fc.asyncProperty(validDocuments, async (valid) => {
        const [first, second] = [made(valid), made(valid)];
        const prints = await Promise.all(
          [first, second].map(async ({ view }) => decodedPdf(await render(view, "pdf"))),
        );
        expect(JSON.stringify(second) === JSON.stringify(first) && prints[0] === prints[1]).toBe(true);
      }),
      { numRuns: RUNS.bytes, endOnFailure: true },
    );
  });
});
