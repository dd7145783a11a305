import { describe, expect, test } from "vitest";
import { drawDocument, type Drawn } from "../../src/app/draw.ts";
import { kitOf, openBench } from "../../src/app/drawing.ts";
import type { Result } from "../../src/kernel/result.ts";
import { fakeWorld, runOver } from "../app/fake-world.ts";
import { MERIDIAN, ratedDocument, valueOf } from "../documents.ts";
import { factsOf, pdfOf } from "../render/pdf-reading.ts";
import { sampleView } from "../render/sample-view.ts";
import { fullInvoice } from "./full-document.ts";
import { linesOf, makeAll } from "./outputs.ts";
import { PAYLOADS } from "./payloads.ts";

const PRINTABLE = PAYLOADS.filter(({ text }) => /^(?=.*[<&$(])[ -~]{1,100}$/.test(text));

/** As long as a text of the profile may be. */
const MOST = 2_000;

const metaOf = async (title: string, author: string, subject: string) => {
  const view = sampleView();
  return factsOf(await pdfOf({ ...view, meta: { ...view.meta, title, author, subject } }));
};

test.each(PRINTABLE)("title and author of the file are $name to the letter", async ({ text }) => {
  const { title, author, xmp } = await metaOf(`T ${text}`, `A ${text}`, "Invoice");
  expect([title, author, xmp.title]).toEqual([`T ${text}`, `A ${text}`, `T ${text}`]);
});

describe("the metadata hold what a profile and a document may be called, however many escapes it takes:", () => {
  test.each([
    ["angle brackets", "<"],
    ["ampersands", "&"],
    ["escapes", "&lt;"],
    ["ends of their element", "</rdf:li>"],
    ["what comes next in the packet", "<dc:creator><rdf:Seq><rdf:li>"],
    ["Japanese with brackets", "東<京>"],
  ])("%s", async (_, piece) => {
    const long = piece.repeat(Math.floor(MOST / piece.length));
    const facts = await metaOf(long, `A>${long}<C`, `S ${long}`);
    expect(facts).toMatchObject({
      title: long,
      author: `A>${long}<C`,
      xmp: { title: long, author: [`A>${long}<C`], subject: `S ${long}` },
    });
  });

  test("a text that is a part of another one is escaped where it stands", async () => {
    const { xmp } = await metaOf("&", "A>&<B", "<&>");
    expect(xmp).toEqual({ title: "&", author: ["A>&<B"], subject: "<&>" });
  });
});

test("the metadata name the seller, the document and its day, and nobody else", async () => {
  const [made] = await makeAll({ text: linesOf([fullInvoice()]), formats: ["pdf"] });
  if (made?.ok !== true || made.written.pdf === undefined) throw new Error(made?.ok === false ? made.stderr : "no PDF");
  const file = Buffer.from(made.written.pdf).toString("latin1");
  const packet = file.slice(file.indexOf("<?xpacket begin"), file.indexOf("<?xpacket end"));
  const words = packet.replaceAll(/<[^>]*>/g, "\n").split("\n");
  expect(words.map((word) => word.trim()).filter((word) => word !== "")).toEqual([
    "2026-05-15T00:00:00Z",
    "pdfmake",
    "Invoice INV 1",
    "Meridian Contact Cloud, Inc.",
    "Invoice",
    "pdfmake",
  ]);
  expect((await factsOf(made.written.pdf)).info).toEqual({
    PDFFormatVersion: "1.7",
    Language: "en-US",
    Title: "Invoice INV 1",
    Author: "Meridian Contact Cloud, Inc.",
    Subject: "Invoice",
    Creator: "pdfmake",
    Producer: "pdfmake",
    CreationDate: "D:20260515000000Z",
    ModDate: "D:20260515000000Z",
  });
});

describe("a seller's name that a profile may have", () => {
  const drawnBy = async (legalName: string): Promise<Result<readonly Drawn[]>> => {
    const { us, ...others } = MERIDIAN.entities;
    if (us === undefined) throw new Error("the profile has this entity");
    const issuer = { ...MERIDIAN, entities: { ...others, us: { ...us, legalName } } };
    const world = fakeWorld({ "in.jsonl": "" });
    const { setup } = await runOver(world, { formats: ["pdf"] });
    return drawDocument(ratedDocument(), kitOf({ ...setup, issuer }, openBench(world.assets)));
  };

  test.each([1, 40])("of %i brackets is in the metadata", async (length) => {
    const [pdf] = valueOf(await drawnBy("<".repeat(length)));
    expect((await factsOf(pdf?.bytes ?? new Uint8Array())).author).toBe("<".repeat(length));
  });

  test.each([300, MOST])(
    "of %i brackets is refused in words, as the page's foot has no room for it",
    async (length) => {
      expect(await drawnBy("<".repeat(length))).toMatchObject({
        ok: false,
        issues: [{ message: "footer/seller is too long for the margin of a page" }],
      });
    },
  );
});
