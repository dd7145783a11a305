import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { DocumentView } from "../../src/present/document-view.ts";
import { createHtmlRenderer } from "../../src/render/html.ts";
import { attributesOf, stylesOf, tagsOf, valuesOf, wordsOf } from "./html-reading.ts";
import { assets, written } from "./rendering.ts";
import { sampleView } from "./sample-view.ts";
import { announcedView, creditView, germanView, japaneseView } from "./varied-views.ts";
import { qrAlternatives, textsOf, withTexts } from "./view-texts.ts";

const renderer = createHtmlRenderer(assets);
const render = (view: DocumentView): Promise<string> => written(renderer, view);

const VIEWS: readonly (readonly [string, DocumentView])[] = [
  ["the sample", sampleView()],
  ["sixty lines more", sampleView(60)],
  ["German", germanView()],
  ["Japanese", japaneseView()],
  ["a saved method", announcedView()],
  ["a credit note", creditView()],
];

const HOSTILE = [
  "<script>alert(1)</script>",
  "</style><script>alert(1)</script>",
  "</title></head><body onload=alert(1)>",
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  "{{constructor}} {{#with this}}{{/with}} {{{this}}} {{> lines}} {{!--",
  "$t(title.invoice) ${1} $& $1 __proto__",
  "&amp; &lt; & < > ` = \\",
  '"; } body { background: url(https://example.com/x) } /* \\',
  "{page} of {pages} */ @import 'x';",
  "javascript:alert(1)",
];

describe("words", () => {
  test.each(VIEWS)("every string of the view is in the HTML, %s", async (_, view) => {
    const html = await render(view);
    const words = wordsOf(html);
    expect(textsOf(view, qrAlternatives(view)).filter((text) => !words.includes(text))).toEqual([]);
    expect(valuesOf(html, "aria-label")).toEqual(qrAlternatives(view));
  });

  test("a run in another language names it, and the document its own", async () => {
    const html = await render(japaneseView());
    expect(html).toContain('<html lang="ja-JP">');
    expect(html).toContain('<p class="brand"><span lang="en">Genesys Cloud</span></p>');
  });

  test("title, author, subject and date are in the head", async () => {
    const html = await render(sampleView());
    expect(html).toContain("<title>Invoice INV-2026-004711</title>");
    expect(valuesOf(html, "content")).toEqual(
      expect.arrayContaining(["Genesys Cloud Services, Inc.", "Invoice", "2026-05-15"]),
    );
  });

  test("a document with a link names it in its first lines too, for small screens; one without has no such place", async () => {
    expect(await render(sampleView())).toContain(
      '<a class="pay-now" href="https://pay.example.com/i/7Q2M-4KX9-PD3F" rel="noopener noreferrer">Pay online by Jun 14, 2026</a>',
    );
    expect(await render(germanView())).not.toContain('class="pay-now"');
  });
});

describe("hostile strings", () => {
  test.each(HOSTILE)("%s is printed literally in every place", async (payload) => {
    const plain = await render(sampleView());
    const view = withTexts(sampleView(), (text) => `${text} ${payload}`);
    const html = await render(view);
    const words = wordsOf(html);
    expect(textsOf(view, qrAlternatives(view)).filter((text) => !words.includes(text))).toEqual([]);
    expect(valuesOf(html, "aria-label")).toEqual(qrAlternatives(view));
    expect(tagsOf(html)).toEqual(tagsOf(plain));
    expect(attributesOf(html)).toEqual(attributesOf(plain));
  });

  test("[B10] a hostile title, author, link or language stays inside its attribute", async () => {
    const payload = '"><script>alert(1)</script> & {{this}}';
    const view = sampleView();
    const html = await render({
      ...view,
      meta: { title: payload, author: payload, subject: payload, date: payload },
      footer: { ...view.footer, pagePattern: payload },
      blocks: view.blocks.map((block) =>
        block.kind === "paying" && block.online
          ? {
              ...block,
              online: { ...block.online, link: { text: { runs: [{ text: payload, lang: payload }] }, href: payload } },
            }
          : block,
      ),
    });
    expect(html).not.toContain("<script");
    expect(valuesOf(html, "content").filter((value) => value === payload)).toHaveLength(3);
    expect(valuesOf(html, "href").filter((value) => value === payload)).toHaveLength(2);
    expect(valuesOf(html, "lang")).toEqual(["en-US", payload]);
    expect(wordsOf(html)).toContain(payload);
  });

  test("an ampersand is escaped once", async () => {
    const html = await render(sampleView());
    expect(html).toContain("Harbor &amp; Finch Insurance Group");
    expect(html).not.toContain("&amp;amp;");
  });

  test("whatever the strings are, they are read as they were and change no tag, no attribute and no other style", async () => {
    const plain = await render(sampleView());
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "grapheme", minLength: 1 }), async (payload) => {
        const html = await render(withTexts(sampleView(), () => payload));
        expect(wordsOf(html).split(payload).length).toBeGreaterThan(100);
        expect(tagsOf(html)).toEqual(tagsOf(plain));
        expect(attributesOf(html)).toEqual(attributesOf(plain));
        expect(stylesOf(html)).toHaveLength(2);
      }),
      { numRuns: 60 },
    );
  });

  test("what a polluted prototype says is not printed", async () => {
    const plain = await render(creditView());
    const names = ["number", "detail", "code", "notes", "period", "rate"];
    try {
      for (const name of names)
        Object.defineProperty(Object.prototype, name, { value: "polluted", configurable: true, writable: true });
      expect(await render(creditView())).toBe(plain);
    } finally {
      for (const name of names) Reflect.deleteProperty(Object.prototype, name);
    }
  });
});

describe("the page", () => {
  test("it holds no script, no handler, no inline style and loads nothing", async () => {
    const html = await render(sampleView());
    expect(tagsOf(html)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/script|iframe|link$|img|object|form$|base$/)]),
    );
    expect([...attributesOf(html)].filter((name) => /^on|^style$|^src|^xlink/.test(name))).toEqual([]);
    expect(stylesOf(html).join("\n")).not.toMatch(/url\(|@import|@font-face/);
    expect(new Set(valuesOf(html, "href"))).toEqual(
      new Set(["https://pay.example.com/i/7Q2M-4KX9-PD3F", "mailto:nacollections@genesys.com"]),
    );
  });

  test.each(VIEWS)("its policy allows its own styles by their hashes and nothing else, %s", async (_, view) => {
    const html = await render(view);
    const hashes = stylesOf(html).map((css) => `'sha256-${createHash("sha256").update(css).digest("base64")}'`);
    expect(hashes).toHaveLength(2);
    expect(valuesOf(html, "content")[0]).toBe(
      `default-src 'none'; style-src ${hashes.join(" ")}; base-uri 'none'; form-action 'none'`,
    );
  });

  test("the same view gives the same bytes, from a second renderer too", async () => {
    const [first, second] = [await render(japaneseView()), await written(createHtmlRenderer(assets), japaneseView())];
    expect(second).toBe(first);
  });

  test("it is readable: no space at a line's end, a charge a line, one line end at the end", async () => {
    const html = await render(sampleView(60));
    expect(html.split("\n").filter((line) => /\s$/.test(line))).toEqual([]);
    expect(html).toMatch(/<\/html>\n$/);
    expect(html.split("\n").filter((line) => /^ *<tr>.*Resource number.*<\/tr>$/.test(line))).toHaveLength(60);
  });

  test("one heading of the first level, then only the second", async () => {
    const levels = tagsOf(await render(sampleView())).filter((tag) => /^<h[1-6]$/.test(tag));
    expect(levels[0]).toBe("<h1");
    expect(new Set(levels.slice(1))).toEqual(new Set(["<h2"]));
  });

  test.each(VIEWS)("every row of the charges spans all columns, each under a head of its own, %s", async (_, view) => {
    const table = /<table class="lines">[^]*?<\/table>/.exec(await render(view))?.[0] ?? "";
    const rows = [...table.matchAll(/<tr[^>]*>(.*?)<\/tr>/g)].map(([, cells = ""]) => widthOf(cells));
    const head = [...table.matchAll(/<th scope="col"/g)].length;
    expect(head).toBe(table.includes('class="tax"') ? 6 : 5);
    expect(new Set(rows)).toEqual(new Set([head]));
    expect(table).toMatch(/<table class="lines">\n +<caption/);
    expect(table.match(/<tr><th scope="row">/g)?.length).toBe(
      view.blocks
        .flatMap((block) =>
          block.kind === "lines"
            ? block.sections.flatMap(({ rows: own, parts }) => [own, ...parts.map((part) => part.rows)])
            : [],
        )
        .flat().length,
    );
  });

  test("a QR code is one vector path on white, with its quiet zone of four modules", async () => {
    const html = await render(sampleView());
    expect(html).toContain('viewBox="-4 -4 37 37"');
    expect(html).toContain('<rect x="-4" y="-4" width="37" height="37" fill="#fff"/>');
    expect(tagsOf(html).filter((tag) => tag === "<path")).toHaveLength(1);
  });

  test("paper, running head and foot are those of the view", async () => {
    const view = germanView();
    const [, page = ""] = stylesOf(
      await render({ ...view, footer: { ...view.footer, pagePattern: "Seite {page}/{pages}" } }),
    );
    expect(page).toContain("size: A4;");
    expect(page).toContain('@bottom-right { content: "Seite " counter(page) "\\2f " counter(pages); }');
    expect(page).toContain('@top-left { content: "Invoice INV-2026-004711, continued"; }');
    expect(stylesOf(await render(sampleView()))[1]).toContain("size: Letter;");
  });

  test("a name that a template misspells is a defect, not an empty place", async () => {
    const misspelt = createHtmlRenderer({
      ...assets,
      template: (name) => assets.template(name).replace("{{view.meta.title}}", "{{view.meta.titel}}"),
    });
    await expect(misspelt.draw(sampleView())).rejects.toThrow(/titel/);
  });
});

/** Columns that a row's cells take together. */
const widthOf = (cells: string): number =>
  [...cells.matchAll(/<t[dh]([^>]*)>/g)].reduce(
    (sum, [, attributes = ""]) => sum + Number(/colspan="(\d+)"/.exec(attributes)?.[1] ?? 1),
    0,
  );
