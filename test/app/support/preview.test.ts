import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { createAssets } from "../../../src/adapters/assets.ts";
import { createAnswering } from "../../../src/app/support/answer.ts";
import type { Answering, PreviewOrder } from "../../../src/app/support/answering.ts";
import type { Issuer } from "../../../src/policy/issuer.ts";
import { GENESYS, MERIDIAN, valueOf } from "../../documents.ts";
import { findCases, type GoldenCase } from "../../golden/cases.ts";
import { instant } from "../fake-world.ts";

/** As companies have profiles: complete, so that PREVIEW stands alone in the head of a page. */
const ISSUERS: ReadonlyMap<string, Issuer> = new Map([
  ["issuers/genesys.json", { ...GENESYS, demo: false }],
  ["test/issuers/meridian.json", MERIDIAN],
]);
const assets = createAssets();
const answerers = new Map<string, Answering>(
  [...ISSUERS].map(([path, issuer]) => [path, createAnswering(assets, { issuer })]),
);

const cases = findCases().filter(({ accountStatement }) => accountStatement === undefined);
const documents = cases.filter(({ expectIssues }) => !expectIssues);
const NOW = instant("2026-05-10T12:00:00Z");

const answererOf = ({ issuer }: GoldenCase): Answering => {
  const found = answerers.get(issuer);
  if (found === undefined) throw new Error(`the tests know no ${issuer}`);
  return found;
};

const orderFor = ({ input, overlay }: GoldenCase, order: Partial<PreviewOrder> = {}): PreviewOrder => ({
  source: {
    kind: "pasted",
    text: readFileSync(input, "utf8"),
    ...(overlay !== undefined && { overlay: readFileSync(overlay, "utf8") }),
  },
  formats: ["html", "text", "email"],
  now: NOW,
  ...order,
});

describe("[F4] a preview of every golden case", () => {
  test.each(documents.map((one) => [one.name, one] as const))("%s is marked in every look", async (_, one) => {
    const { files, lines, warnings } = valueOf(await answererOf(one).preview(orderFor(one)));
    const { say } = await wordsOf(one);
    const mark = say("mark.preview");
    expect(files.text).toContain(mark);
    expect(files.html).toContain(mark);
    expect(files.email?.subject).toContain(`[${mark}]`);
    expect(files.email?.text).toContain(mark);
    expect(lines.length).toBeGreaterThan(0);
    expect(warnings).toEqual([]);
  });

  test.each(documents.map((one) => [one.name, one] as const))("%s can show the keys of its words", async (_, one) => {
    const { files } = valueOf(await answererOf(one).preview(orderFor(one, { words: "keys" })));
    expect(files.html).toContain("mark.preview");
    expect(files.email?.subject).toContain("[mark.preview]");
  });
});

/** The words of the language in which the case is previewed. */
const wordsOf = async (one: GoldenCase) => {
  const { locale } = valueOf(await answererOf(one).preview(orderFor(one, { formats: [] })));
  const { createLanguages } = await import("../../../src/pipeline.ts");
  return createLanguages(assets.locale, ISSUERS.get(one.issuer)?.texts ?? {})(locale);
};

describe("a preview", () => {
  const caseNamed = (name: string): GoldenCase => {
    const found = cases.find((one) => one.name === name);
    if (found === undefined) throw new Error(`there is no case ${name}`);
    return found;
  };

  test("[A9] of usage without costs has no amount in its mail either", async () => {
    const one = caseNamed("us-usage-statement");
    const { files, lines } = valueOf(await answererOf(one).preview(orderFor(one)));
    expect(files.email?.text).not.toMatch(/\$|USD|\d\.\d\d/);
    expect(lines.filter(({ amount }) => amount !== undefined)).toEqual([]);
  });

  test("names an overlay entry that belongs to no record, and draws the document all the same", async () => {
    const one = caseNamed("demo-vendor-overview");
    const order = orderFor(one);
    const overlay = order.source.overlay?.replace(/("documents":\s*\[)/, `$1${stray(order.source.overlay)},`);
    const preview = valueOf(
      await answererOf(one).preview({
        ...order,
        source: { ...order.source, ...(overlay !== undefined && { overlay }) },
      }),
    );
    expect(preview.warnings).toMatchObject([
      { file: "overlay", message: expect.stringContaining("no record of this run") },
    ]);
  });

  test.each(cases.filter(({ expectIssues }) => expectIssues).map((one) => [one.name, one] as const))(
    "of %s is refused with all that is wrong, each in one of the two texts",
    async (_, one) => {
      const refused = await answererOf(one).preview(orderFor(one));
      const issues = refused.ok ? [] : refused.issues;
      // Of several records the first is looked at; the faulty one among good ones is another.
      if (one.input.endsWith(".json")) expect(issues.length).toBeGreaterThan(0);
      for (const { file } of issues) expect(["input", "overlay"]).toContain(file);
    },
  );
});

/** The entry of the overlay for another record. */
const stray = (overlay: string): string => {
  const parsed: { readonly documents: readonly { readonly match: object }[] } = JSON.parse(overlay);
  const [first] = parsed.documents;
  return JSON.stringify({ ...first, match: { ...first?.match, organizationId: "another" } });
};
