import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { renderInvoice } from "../../src/billwright.ts";
import { MERIDIAN_FILE, runCli, temporaryFolder } from "../cli/run-cli.ts";
import { valueOf } from "../documents.ts";
import { attributesOf, stylesOf, tagsOf, valuesOf } from "../render/html-reading.ts";
import { BASES, withText } from "./bases.ts";
import { linesOf, makeAll, type Written } from "./outputs.ts";
import { PAYLOADS } from "./payloads.ts";

const [INVOICE, , STATEMENT] = BASES;

/** Hostile texts side by side in one document. */
const hostile = [
  ["lines", 0, "product"],
  ["customer", "billTo", "name"],
  ["memo"],
  ["taxes", 0, "name"],
].reduce<unknown>(
  (document, field, index) => withText({ ...INVOICE, document }, field, PAYLOADS[index]?.text ?? ""),
  INVOICE.document,
);

const writtenOf = async (name: string, text: string): Promise<Written> => {
  const [made] = await makeAll({ name, text });
  if (made?.ok !== true) throw new Error(made?.stderr);
  return made.written;
};

test("a hostile document comes out the same from a JSON file, a list, a JSONL file and the standard input", async () => {
  const jsonl = await writtenOf("in.jsonl", linesOf([hostile]));
  const { html, text, json } = jsonl;
  for (const input of [JSON.stringify(hostile, undefined, 2), JSON.stringify([hostile])]) {
    expect(await writtenOf("in.json", input)).toMatchObject({ html, text });
  }
  const folder = temporaryFolder();
  const args = ["render", "-", "--out", "out", "--format", "html,text,json", "--issuer", MERIDIAN_FILE];
  const ended = await runCli(args, { cwd: folder, input: linesOf([hostile]) });
  expect(ended).toMatchObject({ code: 0, stderr: "" });
  const files = ["html", "txt", "json"].map((end) => readFileSync(join(folder, `out/document_1.${end}`), "utf8"));
  rmSync(folder, { recursive: true });
  expect(files).toEqual([html, text, json]);
});

test("the library makes the same of a hostile document, given as a value or as text", async () => {
  const { html, text, json } = await writtenOf("in.jsonl", linesOf([hostile]));
  const issuer = readFileSync(MERIDIAN_FILE, "utf8");
  for (const document of [hostile, JSON.stringify(hostile)]) {
    const { files } = valueOf(await renderInvoice(document, { issuer, formats: ["html", "text", "json"] }));
    const decoder = new TextDecoder();
    expect([files.html, files.text].map((bytes) => decoder.decode(bytes))).toEqual([html, text]);
    expect(withoutSources(decoder.decode(files.json))).toBe(withoutSources(json));
  }
});

/** Where a line stood is of the way in. */
const withoutSources = (json: string): string =>
  JSON.stringify(JSON.parse(json), (name, value: unknown) => (name === "source" ? undefined : value));

test("what cannot be read on the command line is told in print, never with a crash", async () => {
  const folder = temporaryFolder();
  for (const input of ["\u0000\u001b[2J", '{"format":"\u202e"}\n', '{"a":'.repeat(50_000)]) {
    const ended = await runCli(["check", "-", "--issuer", MERIDIAN_FILE], { cwd: folder, input });
    expect(ended.code, ended.stderr).toBe(1);
    expect(ended.stderr).toMatch(/^[\P{C}\n]{1,600}$/u);
  }
  writeFileSync(join(folder, "issuer.json"), '{"__proto__":{"demo":false}}');
  const ended = await runCli(["check", "-", "--issuer", "issuer.json"], { cwd: folder, input: linesOf([hostile]) });
  expect([ended.code, ended.stdout]).toEqual([2, ""]);
  rmSync(folder, { recursive: true });
});

/** Attributes of our own templates; none of them runs anything, and none comes from data. */
const ATTRIBUTES =
  /^(?:lang|charset|http-equiv|content|name|class|href|rel|role|aria-label|viewBox|x|y|width|height|fill|d|colspan|scope|hidden)$/;

test.each([INVOICE, STATEMENT])(
  "the HTML of $name runs nothing, loads nothing, and links to allowed places only",
  async ({ document }) => {
    for (const input of document === INVOICE.document ? [document, hostile] : [document]) {
      const { html } = await writtenOf("in.jsonl", linesOf([input]));
      expect([...attributesOf(html)].filter((name) => !ATTRIBUTES.test(name))).toEqual([]);
      expect(
        tagsOf(html).filter((tag) =>
          /^<(?:script|link|img|iframe|object|embed|form|base|video|audio|image|use)$/i.test(tag),
        ),
      ).toEqual([]);
      expect(stylesOf(html).filter((css) => /url\(|@import|expression|image-set/i.test(css))).toEqual([]);
      const links = valuesOf(html, "href");
      expect(links.length).toBeGreaterThan(0);
      expect(links.filter((href) => !/^(?:https:\/\/(?:pay\.meridian|fiscal)\.example\/|mailto:)/.test(href))).toEqual(
        [],
      );
      expect(html).toContain("default-src 'none'");
    }
  },
);
