import { describe, expect, test } from "vitest";
import type { DocumentView, Text } from "../../../src/present/document-view.ts";
import { readTables, tableOf } from "../../../src/render/pdf/press/truetype.ts";
import { factsOf } from "../pdf-reading.ts";
import { sampleView } from "../sample-view.ts";
import { drawn, goldenView, goldenViews } from "./drawing.ts";
import { readFile, reference, references, type PdfFile } from "./press-file.ts";

const t = (text: string, lang?: string): Text => ({ runs: [lang === undefined ? { text } : { text, lang }] });
const fileOf = async (view: DocumentView): Promise<PdfFile> => readFile(await drawn(view));
const sample = fileOf(sampleView(30));
const japanese = fileOf(goldenView("golden/jp-three-pages/4-view.json"));

const all = (file: PdfFile, type: string) =>
  [...file.objects.values()].filter(({ text }) => text.includes(`/Type/${type}/`));
const catalogOf = ({ at, trailer }: PdfFile): string => at(reference(trailer, "Root")).text;
const latin = (bytes: Buffer | undefined): string => bytes?.toString("latin1") ?? "";

describe("PDF/A-3a and PDF/UA-1, clause by clause", () => {
  test("the file says what it is, its language and its title, and that it is tagged", async () => {
    const file = await sample;
    const catalog = catalogOf(file);
    expect(catalog).toContain("/Lang(en-US)");
    expect(catalog).toContain("/MarkInfo<</Marked true>>");
    expect(catalog).toContain("/ViewerPreferences<</DisplayDocTitle true>>");
    expect(file.trailer).toMatch(/\/ID\[<([0-9a-f]{32})><\1>\]/);
    const xmp = file.at(reference(catalog, "Metadata"));
    expect(xmp.text).not.toContain("/Filter");
    const packet = xmp.bytes?.toString("utf8") ?? "";
    expect(packet).toContain("<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>");
    expect(packet).toContain("<pdfuaid:part>1</pdfuaid:part>");
    expect(packet).toContain("<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>");
  });

  test("information and XMP say the same, whatever stands in the texts", async () => {
    const meta = {
      title: 'Rechnung "A & B" <c>',
      author: "株式会社 (x) \\",
      subject: "<rdf:li>&amp;",
      date: "2026-05-15",
    };
    const facts = await factsOf(await drawn({ ...sampleView(), meta }));
    expect(facts.info).toMatchObject({ Title: meta.title, Author: meta.author, Subject: meta.subject });
    expect(facts.xmp).toEqual({ title: meta.title, author: [meta.author], subject: meta.subject });
    expect(facts.info["CreationDate"]).toBe("D:20260515000000Z");
  });

  test("colours are those of an embedded profile of sRGB, and no other colour space is used", async () => {
    const file = await sample;
    const { text, bytes } = file.at(reference(catalogOf(file), "DestOutputProfile"));
    expect(text).toContain("/N 3");
    expect(bytes?.readUInt32BE(0)).toBe(bytes?.length);
    expect(bytes?.toString("latin1", 12, 20)).toBe("mntrRGB ".slice(0, 8));
    expect(bytes?.toString("latin1", 36, 40)).toBe("acsp");
    const operators = new Set(contentsOf(file).flatMap(operatorsOf));
    expect(
      [...operators].filter((one) => ["g", "G", "k", "K", "cs", "CS", "sc", "scn", "gs", "Do", "sh"].includes(one)),
    ).toEqual([]);
  });

  test("nothing acts, hides or is encrypted", async () => {
    const file = await sample;
    const texts = [...file.objects.values()].map(({ text }) => text).join("\n") + file.trailer;
    expect(texts).not.toMatch(
      /\/(?:JavaScript|JS|Launch|AA|OpenAction|Encrypt|EmbeddedFiles|AcroForm|XFA|Transparency|SMask)\b/,
    );
    expect([...new Set([...texts.matchAll(/\/S\/(URI|GoTo\w*|Submit\w*)/g)].map(([, kind]) => kind))]).toEqual(["URI"]);
  });

  test.each([
    ["Latin", sample],
    ["Japanese", japanese],
  ])(
    "every font is embedded, with the widths that the page says and the characters of its codes: %s",
    async (_, made) => {
      const file = await made;
      const fonts = [...file.objects.values()].filter(({ text }) => text.includes("/Subtype/Type0"));
      expect(fonts.length).toBeGreaterThanOrEqual(3);
      for (const { text } of fonts) {
        const descendant = file.at(references(text.slice(text.indexOf("/DescendantFonts")))[0] ?? 0).text;
        const descriptor = file.at(reference(descendant, "FontDescriptor")).text;
        const program = readTables(file.at(reference(descriptor, "FontFile2")).bytes ?? Buffer.alloc(0));
        const places = file.at(reference(descendant, "CIDToGIDMap")).bytes ?? Buffer.alloc(0);
        const widths = widthsOf(descendant);
        const hmtx = tableOf(program, "hmtx");
        expect(descriptor).toMatch(/\/FontName\/[A-Z]{6}\+/);
        const wrong = [...widths].filter(
          ([code, width]) => hmtx.readUInt16BE(4 * places.readUInt16BE(2 * code)) !== width,
        );
        expect(wrong).toEqual([]);
        const mapped = [...latin(file.at(reference(text, "ToUnicode")).bytes).matchAll(/^<([0-9a-f]{4})></gm)];
        expect(mapped.map(([, code]) => Number.parseInt(code ?? "", 16))).toEqual([...widths.keys()]);
      }
    },
  );

  test("everything that is drawn belongs to an element or may be skipped", async () => {
    for (const content of [...contentsOf(await sample), ...contentsOf(await japanese)]) {
      let depth = 0;
      for (const operator of operatorsOf(content)) {
        if (operator === "BDC" || operator === "BMC") depth += 1;
        if (operator === "EMC") depth -= 1;
        if (["Tj", "TJ", "f", "l", "S"].includes(operator)) expect(depth).toBeGreaterThan(0);
      }
      expect(depth).toBe(0);
    }
  });

  test("contents and annotations lead back to their elements", async () => {
    const file = await sample;
    const tree = file.at(reference(catalogOf(file), "StructTreeRoot")).text;
    const parents = file.at(reference(tree, "ParentTree")).text;
    const pages = all(file, "Page");
    expect(pages.length).toBeGreaterThan(2);
    pages.forEach(({ text }, index) => {
      expect(text).toContain(`/StructParents ${index}/Tabs/S`);
      const content = latin(file.at(reference(text, "Contents")).bytes);
      const owners = references(new RegExp(`[[ ]${index}\\[([^\\]]*)\\]`).exec(parents)?.[1] ?? "");
      const marks = [...content.matchAll(/\/(\w+)<<\/MCID (\d+)>>BDC/g)];
      expect(marks.map(([, , number]) => Number(number))).toEqual(owners.map((_, mark) => mark));
      for (const [, type, number] of marks) {
        expect(file.at(owners[Number(number)] ?? 0).text).toContain(`/S/${type}/`);
      }
    });
    const links = all(file, "Annot");
    expect(links.length).toBeGreaterThan(0);
    for (const { text } of links) {
      expect(text).toMatch(/\/F 4\/.*\/Contents\(.+\)\/A<<\/S\/URI\/URI\((?:https:\/\/|mailto:)/);
      const key = /\/StructParent (\d+)/.exec(text)?.[1];
      const owner = Number(new RegExp(`[[ ]${key} (\\d+) 0 R`).exec(parents)?.[1]);
      expect(file.at(owner).text).toMatch(/\/S\/Link\/.*\/OBJR\//);
    }
  });

  test("figures have words, and texts in another language name it", async () => {
    const view = sampleView();
    const brand: Text = { runs: [{ text: "Genesys Cloud " }, { text: "für Sie", lang: "de" }] };
    const blocks = view.blocks.map((block) =>
      block.kind === "letterhead" ? { ...block, brand, title: t("Rechnung", "de") } : block,
    );
    const file = await fileOf({ ...view, blocks });
    const elements = all(file, "StructElem").map(({ text }) => text);
    expect(elements.filter((text) => text.includes("/S/Figure/") && /\/Alt[(<].+\/BBox\[/.test(text))).toHaveLength(1);
    expect(elements.filter((text) => text.includes("/S/H1/") && text.includes("/Lang(de)"))).toHaveLength(1);
    expect(contentsOf(file).join("")).toMatch(/\/Span<<\/Lang\(de\)>>BDC .*?EMC/);
  });
});

describe("in every golden case", () => {
  test.each(goldenViews())(
    "headings do not skip a level, tables are regular and lists are lists: %s",
    async (_, view) => {
      const file = await fileOf(view);
      const elements = [...file.objects].filter(([, { text }]) => text.includes("/Type/StructElem/"));
      const typeOf = (number: number): string => /\/S\/(\w+)/.exec(file.at(number).text)?.[1] ?? "";
      const kidsOf = (number: number): readonly number[] =>
        references(/\/K\[(.*)\]>>$/.exec(file.at(number).text)?.[1] ?? "").filter((kid) =>
          file.at(kid).text.includes("/StructElem/"),
        );
      const typed = (type: string): readonly number[] =>
        elements.filter(([number]) => typeOf(number) === type).map(([number]) => number);
      expect(typed("H1")).toHaveLength(1);
      const headings = elements.map(([number]) => typeOf(number)).filter((type) => /^H\d/.test(type));
      expect(headings[0]).toBe("H1");
      for (const table of typed("Table")) {
        const rows = kidsOf(table).flatMap((kid) => (typeOf(kid) === "TR" ? [kid] : kidsOf(kid)));
        expect(rows.map(typeOf).filter((type) => type !== "TR")).toEqual([]);
        const widths = rows.map((row) => kidsOf(row).reduce((sum, cell) => sum + spanOf(file.at(cell).text), 0));
        expect(new Set(widths).size, "columns of the rows").toBe(1);
      }
      for (const cell of typed("TH")) expect(file.at(cell).text).toMatch(/\/Scope\/(?:Row|Column)/);
      for (const list of typed("L")) expect(new Set(kidsOf(list).map(typeOf))).toEqual(new Set(["LI"]));
      for (const item of typed("LI")) expect(kidsOf(item).map(typeOf)).toEqual(["Lbl", "LBody"]);
    },
  );
});

const spanOf = (text: string): number => Number(/\/ColSpan (\d+)/.exec(text)?.[1] ?? 1);

const contentsOf = (file: PdfFile): readonly string[] =>
  all(file, "Page").map(({ text }) => latin(file.at(reference(text, "Contents")).bytes));

/** The operators of a content stream, in their order; strings, names and numbers are left out. */
const operatorsOf = (content: string): readonly string[] =>
  content
    .replaceAll(/\((?:[^()\\]|\\[^])*\)/g, " ")
    .replaceAll(/<<.*?>>/g, " ")
    .split(/[\s[\]]+/)
    .filter((token) => /^[A-Za-z*]+$/.test(token));

const widthsOf = (descendant: string): ReadonlyMap<number, number> => {
  const widths = new Map<number, number>();
  const list = /\/W\[(.*)\]>>$/.exec(descendant)?.[1] ?? "";
  for (const [, first, row = ""] of list.matchAll(/(\d+)\[([^\]]*)\]/g))
    row.split(" ").forEach((width, index) => widths.set(Number(first) + index, Number(width)));
  return widths;
};
