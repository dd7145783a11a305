import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { createRunReportRenderer } from "../../src/render/run-report.ts";
import { emptyRun, largeRun, reportOf, smallRun } from "../present/run-facts.ts";
import { attributesOf, stylesOf, tagsOf, valuesOf, wordsOf } from "./html-reading.ts";
import { assets } from "./rendering.ts";

const render = createRunReportRenderer(assets);
const VIEWS = [
  ["small", reportOf(smallRun)],
  ["large", reportOf(largeRun)],
  ["empty", reportOf(emptyRun)],
] as const;

/** Fields of a view that lay out or choose, or are spoken. */
const NOT_PRINTED = new Set(["kind", "role", "start", "width", "x", "y", "height", "description"]);

/** Every word that the page must say. */
const wordsIn = (value: unknown): readonly string[] => {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([field, part]) => (NOT_PRINTED.has(field) ? [] : wordsIn(part)));
};

const HOSTILE = [
  "<script>alert(1)</script>",
  "</title></head><body onload=alert(1)>",
  '"><img src=x onerror=alert(1)>',
  "{{constructor}} {{#with this}}{{/with}} {{{this}}} {{> bars}} {{!--",
  "&amp; &lt; & < > ` = \\ $& __proto__",
];

describe("words", () => {
  test.each(VIEWS)("every word of the view is on the page, of a %s run", (_, view) => {
    const html = render(view);
    const words = wordsOf(html);
    expect(wordsIn(view).filter((word) => !words.includes(word))).toEqual([]);
  });

  test("each picture is told in words, and each chart has its table", () => {
    const html = render(reportOf(smallRun));
    expect(html.match(/role="img" aria-label="[^"]+"/g)).toHaveLength(2);
    expect(valuesOf(html, "aria-label")).toEqual([
      "12 documents: 8 issued, 1 already issued, 2 refused, 1 waiting",
      "Due, by week: 2026-06-29 4, 2026-07-06 0, 2026-07-13 2",
    ]);
    const captions = [...html.matchAll(/<caption class="sr">([^<]*)</g)].map(([, caption]) => caption);
    expect(captions).toEqual([
      "What became of them",
      "Money, by currency and kind",
      "Issued, by region",
      "Issued, by locale",
      "Due, by week",
      "Refused, by rule",
      "Numbers given",
    ]);
  });

  test("an equation that does not hold has another sign, another mark and other words", () => {
    const holding = wordsOf(render(reportOf(smallRun)));
    const failing = wordsOf(render(reportOf({ ...smallRun, documentsIn: 13 })));
    expect(holding).toMatch(
      /12 documents in = 8 issued \+ 1 already issued \+ 2 refused \+ 1 waiting\s+✓ It adds up\./,
    );
    expect(failing).toMatch(/13 documents in ≠ 8 issued \+ 1 already issued .*\s+✗ It does not add up: a difference/);
  });
});

describe("hostile strings", () => {
  test.each(HOSTILE)("%s is printed literally in every place", (payload) => {
    const view = reportOf(smallRun);
    const places = smallRun.refusals.map((group) => ({
      ...group,
      examples: group.examples.map((example) => ({
        place: payload,
        documentId: payload,
        issues: example.issues.map((issue) => ({
          ...issue,
          file: payload,
          at: payload,
          message: payload,
          hint: payload,
        })),
      })),
    }));
    const html = render(
      reportOf({
        ...smallRun,
        id: payload,
        inputs: [payload],
        version: payload,
        profile: { name: payload, hash: payload, demo: true },
        refusals: places,
        waiting: places.flatMap(({ examples }) => examples),
        spread: smallRun.spread.map((part) => ({ ...part, region: payload, locale: payload })),
        series: smallRun.series.map((part) => ({ ...part, key: payload, first: payload, last: payload })),
      }),
    );
    expect(wordsOf(html).split(payload).length).toBeGreaterThan(25);
    expect([...new Set(tagsOf(html))].filter((tag) => !tagsOf(render(view)).includes(tag))).toEqual([]);
    expect(attributesOf(html)).toEqual(attributesOf(render(view)));
    expect(stylesOf(html)).toHaveLength(2);
  });
});

describe("the page", () => {
  test.each(VIEWS)("it holds no script, no handler, no inline style and loads nothing: %s", (_, view) => {
    const html = render(view);
    expect(tagsOf(html)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/script|iframe|link$|img|object|form$|base$|^<a$/)]),
    );
    expect([...attributesOf(html)].filter((name) => /^on|^style$|^src|^href|^xlink/.test(name))).toEqual([]);
    expect(stylesOf(html).join("\n")).not.toMatch(/url\((?!#)|@import|@font-face/);
  });

  test("its policy allows its own styles by their hashes and nothing else", () => {
    const html = render(reportOf(smallRun));
    const hashes = stylesOf(html).map((css) => `'sha256-${createHash("sha256").update(css).digest("base64")}'`);
    expect(hashes).toHaveLength(2);
    expect(valuesOf(html, "content")[0]).toBe(
      `default-src 'none'; style-src ${hashes.join(" ")}; base-uri 'none'; form-action 'none'`,
    );
  });

  test("the same run gives the same bytes, from a second renderer too", () => {
    expect(createRunReportRenderer(assets)(reportOf(largeRun))).toBe(render(reportOf(largeRun)));
  });

  test("a report of 1,200,000 documents is a small file", () => {
    expect(render(reportOf(largeRun)).length).toBeLessThan(150_000);
  });

  test("a name that the template misspells is a defect, not an empty place", () => {
    const misspelt = createRunReportRenderer({
      ...assets,
      template: (name) => assets.template(name).replace("{{view.headline.value}}", "{{view.headline.valeu}}"),
    });
    expect(() => misspelt(reportOf(smallRun))).toThrow(/valeu/);
  });
});
