import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { checkDocument, explainDocument, FORMATS, renderInvoice } from "../../src/billwright.ts";
import { rawDocument, rawLine, valueOf } from "../documents.ts";

const issuer = readFileSync(new URL("../issuers/meridian.json", import.meta.url), "utf8");
const golden = (path: string): string => readFileSync(new URL(`../../golden/${path}`, import.meta.url), "utf8");
const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

/** The plain text of a document that must be good. */
const printed = async (document: unknown, options: Parameters<typeof renderInvoice>[1] = {}): Promise<string> =>
  textOf(valueOf(await renderInvoice(document, { issuer, ...options, formats: ["text"] })).files.text);

describe("renderInvoice", () => {
  test("gives the bytes that the command line writes", async () => {
    const name = "demo-us-annual-monthly";
    const { id, number, files } = valueOf(
      await renderInvoice(golden(`${name}/input.json`), { formats: ["html", "text", "json"] }),
    );
    expect({ id, number }).toEqual({ id: "harborfinch-2026-05", number: "INV-2026-004711" });
    expect(textOf(files.html)).toBe(golden(`${name}/5-invoice.html`));
    expect(textOf(files.text)).toBe(golden(`${name}/5-invoice.txt`));
    expect(textOf(files.json)).toBe(golden(`${name}/3-issued.json`));
  });

  test("makes the same of a value and of its JSON text, and of an issuer in either form", async () => {
    const [ofValues, ofTexts] = await Promise.all([
      renderInvoice(rawDocument(), { issuer: JSON.parse(issuer) }),
      renderInvoice(JSON.stringify(rawDocument()), { issuer }),
    ]);
    expect(ofValues).toEqual(ofTexts);
    expect(Object.keys(valueOf(ofValues).files).toSorted()).toEqual([...FORMATS].toSorted());
  });

  test("makes only the formats that were asked for, and each once", async () => {
    const { files } = valueOf(await renderInvoice(rawDocument(), { issuer, formats: ["text", "json", "text"] }));
    expect(Object.keys(files).toSorted()).toEqual(["json", "text"]);
  });

  test("[F7] without an issuer the demo profile serves, and its documents say SAMPLE", async () => {
    expect(await printed(golden("demo-us-annual-monthly/input.json"), { issuer: undefined })).toContain("SAMPLE");
    expect(await printed(rawDocument())).not.toContain("SAMPLE");
  });

  test("[F4] a preview is of the day that is given, and has neither number nor link", async () => {
    const options = { issuer, preview: { today: "2026-05-10" }, formats: ["text"] } as const;
    const { number, files } = valueOf(await renderInvoice(rawDocument(), options));
    expect(number).toBeUndefined();
    expect(textOf(files.text)).toMatch(/Charges up to May\s9,\s2026/);
    expect(textOf(files.text)).not.toMatch(/INV-1|pay\.meridian/);
  });

  test("[A13][A20] another language than the customer's makes a translation copy, marked in that language", async () => {
    const [own, german] = [await printed(rawDocument()), await printed(rawDocument(), { locale: "de-DE" })];
    expect(german).toContain("Rechnungsdetails");
    expect(german).toContain("ÜBERSETZUNG");
    expect(await printed(rawDocument(), { locale: "en-US" })).toBe(own);
  });

  test("[A9] a usage statement has no number to give back", async () => {
    const { id, number } = valueOf(await checkDocument(golden("us-usage-statement/input.json")));
    expect(id).not.toBe("");
    expect(number).toBeUndefined();
  });

  test("documents that are drawn side by side do not mix", async () => {
    const documents = [1, 2, 3].map((quantity) => rawDocument({ lines: [rawLine({ quantity: String(quantity) })] }));
    const together = await Promise.all(documents.map((document) => printed(document)));
    expect(new Set(together).size).toBe(documents.length);
    for (const [index, document] of documents.entries()) expect(await printed(document)).toBe(together[index]);
  });
});

describe("refusals", () => {
  const issuesOf = async (document: unknown, options: Parameters<typeof renderInvoice>[1] = {}) => {
    const result = await renderInvoice(document, { issuer, ...options });
    return result.ok ? [] : result.issues;
  };

  test("document, issuer and options are told at once, each issue with the value that its place is in", async () => {
    const options: object = { issuer: { demo: 1 }, locale: "xx", preview: { today: "2026-02-30" }, formats: ["docx"] };
    const places = (await issuesOf('{"id": 0.5}', options)).map(({ file, at }) => `${file} ${at}`);
    expect(places).toEqual(
      expect.arrayContaining([
        "document /id",
        "issuer /demo",
        "issuer /entities",
        "options /formats",
        "options /locale",
        "options /preview/today",
      ]),
    );
  });

  test("an issue of JSON text knows its line, one of a value has none", async () => {
    const wrong = rawDocument({ issueDate: "2026-02-30" });
    const [ofValue] = await issuesOf(wrong);
    const [ofText] = await issuesOf(JSON.stringify(wrong, undefined, 2));
    expect(ofValue).toMatchObject({ file: "document", at: "/issueDate" });
    expect(ofValue).not.toHaveProperty("line");
    expect(ofText).toEqual({ ...ofValue, line: 5 });
    expect((await issuesOf({ rate: 0.5 }))[0]).not.toHaveProperty("line");
  });

  test("[A6] an amount that is not quantity × rate is refused with place, hint and rule, by render and check alike", async () => {
    const wrong = rawDocument({ lines: [rawLine({ quantity: "3", rate: "0.615", amount: "1.84" })] });
    const issues = await issuesOf(wrong);
    expect(issues).toMatchObject([{ rule: "A6", file: "document", at: "/lines/0/amount" }]);
    expect(issues[0]?.hint).not.toBe(undefined);
    expect(await checkDocument(wrong, { issuer })).toEqual({ ok: false, issues });
  });

  test("[A1] a fraction that is no text is refused, since it has passed through binary", async () => {
    expect(await issuesOf(rawDocument({ lines: [rawLine({ rate: 0.0055 })] }))).toEqual([
      {
        rule: null,
        file: "document",
        at: "/lines/0/rate",
        message: "only a whole number may stand without quotes",
        hint: 'write "0.0055"',
      },
    ]);
  });

  const circle: Record<string, unknown> = {};
  circle["self"] = circle;
  test.each([
    ["nothing", undefined],
    ["a function", () => 1],
    ["a bigint", { units: 1n }],
    ["a circle", circle],
  ])("%s is no JSON value, and is refused as one", async (_, value) => {
    expect(await issuesOf(value)).toMatchObject([{ rule: null, file: "document", at: "" }]);
    expect((await issuesOf(value))[0]?.message).toContain("is no JSON value");
  });

  test("an error of the caller's own code is not taken for a fault of the data", async () => {
    const theirs = new Error("theirs");
    const document = {
      toJSON: () => {
        throw theirs;
      },
    };
    await expect(renderInvoice(document)).rejects.toBe(theirs);
  });
});

describe("checkDocument", () => {
  test("gives the id and number of a document that nothing is wrong with", async () => {
    expect(await checkDocument(rawDocument(), { issuer })).toEqual({
      ok: true,
      value: { id: "doc-1", number: "INV-1" },
    });
  });

  test("finds what only drawing finds: a character that no font has", async () => {
    const result = await checkDocument(rawDocument({ lines: [rawLine({ product: "User 😀" })] }), { issuer });
    expect(result).toMatchObject({ ok: false, issues: [{ file: "document", at: "/lines/0" }] });
  });

  test("[J-ALL-1] asks for a number, unless it is to be a preview", async () => {
    const unnumbered = rawDocument({ number: undefined });
    expect(await checkDocument(unnumbered, { issuer })).toMatchObject({
      ok: false,
      issues: [{ rule: "J-ALL-1", file: "document", at: "/number" }],
    });
    expect(await checkDocument(unnumbered, { issuer, preview: { today: "2026-05-10" } })).toMatchObject({ ok: true });
  });
});

describe("explainDocument", () => {
  test("[A10] tells how the amounts came about, also of a document that has no number yet", () => {
    const trail = valueOf(explainDocument(rawDocument({ number: undefined }), { issuer }));
    expect(trail).toContain("source    document /lines/0");
    expect(trail).toContain("1 × 75.00 = 75");
    expect(trail).toContain("Totals");
  });

  test("tells one line, or that there is none of that name", () => {
    const document = rawDocument({ lines: [rawLine(), rawLine({ id: "l2", product: "Another" })] });
    const trail = valueOf(explainDocument(document, { issuer, line: "l2" }));
    expect(trail).toContain("Another");
    expect(trail).not.toContain("Totals");
    expect(explainDocument(document, { issuer, line: "l3" })).toMatchObject({
      ok: false,
      issues: [{ file: "document", at: "/lines", hint: expect.stringContaining("2 lines") }],
    });
  });

  test("refuses what does not read, with every issue", () => {
    const result = explainDocument(rawDocument({ currency: "usd", entity: 1 }), { issuer });
    expect(result.ok ? [] : result.issues.map(({ at }) => at).toSorted()).toEqual(["/currency", "/entity"]);
  });
});
