import fc from "fast-check";
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { EmailView } from "../../src/present/email-view.ts";
import { subjectOf } from "../../src/present/subject.ts";
import { createEmailRenderer } from "../../src/render/email.ts";
import { EMAIL_WIDTH } from "../../src/render/email-text.ts";
import { columnsOf } from "../../src/render/text-columns.ts";
import { textsOf, withTexts } from "../present/emails.ts";
import { attributesOf, stylesOf, tagsOf, valuesOf, wordsOf } from "./html-reading.ts";
import { assets } from "./rendering.ts";
import { EMAIL_NAMES, EMAILS } from "./sample-emails.ts";

const render = createEmailRenderer(assets);
const sample = EMAILS["an invoice with a link"];

const HOSTILE = [
  "<script>alert(1)</script>",
  "</style></title><body onload=alert(1)>",
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  "<!--[if mso]><v:rect><![endif]-->",
  "{{constructor}} {{{this}}} {{> section}} {{!--",
  "&amp; &lt; & < > ` = \\",
  "{page} $& $1 __proto__",
];

const dense = (text: string): string => text.replaceAll(/\s/g, "");

describe("words", () => {
  test.each(EMAIL_NAMES)("[F1] every text of the view is in the HTML: %s", (name) => {
    const words = wordsOf(render(EMAILS[name]).html);
    expect(textsOf(EMAILS[name]).filter((text) => !words.includes(text))).toEqual([]);
  });

  test.each(EMAIL_NAMES)("[F1] every text but the preheader is in the plain text, links whole: %s", (name) => {
    const { preheader, ...mail } = EMAILS[name];
    const { text } = render(EMAILS[name]);
    const said = dense(text);
    const texts = textsOf({ ...mail, preheader: { runs: [] } }).slice(1);
    expect(texts.filter((one) => !said.includes(dense(one)))).toEqual([]);
    const hrefs = valuesOf(render(EMAILS[name]).html, "href").map((href) => href.replace("mailto:", ""));
    expect(hrefs.filter((href) => !text.split("\n").includes(`  ${href}`))).toEqual([]);
    expect(preheader.runs).not.toEqual([]);
  });

  test.each(EMAIL_NAMES)("lines of the plain text have at most 72 columns, addresses apart: %s", (name) => {
    const lines = render(withTexts(EMAILS[name], (text) => `${text} ${text} ${text}`)).text.split("\n");
    expect(lines.filter((line) => columnsOf(line) > EMAIL_WIDTH && !/^ {2}(https:|\S+@)\S+$/.test(line))).toEqual([]);
    expect(lines.filter((line) => /\s$/.test(line))).toEqual([]);
  });

  test("the plain text reads from the top: what it is, how much, how to pay, the facts, whom to ask", () => {
    expect(render(sample).text.replaceAll("\u00a0", " ")).toMatchInlineSnapshot(`
      "Genesys Cloud
      SAMPLE – not a demand for payment

      Invoice INV-1
      Amount due  $75.00 USD

      Please find attached invoice INV-1 for USD 75.00, due on Jun 14, 2026.

      Pay online by Jun 14, 2026
        https://pay.meridian.example/i/abc
        Credit or debit card, or bank debit (ACH), on Stripe’s page, subject
        to the limits at the time of payment.
        This link belongs to this invoice alone and takes its whole amount:
        one invoice for each payment.

      Or by bank transfer or check
        The payment details and the reference to quote are on the attached
        document.

      Document number  INV-1
      Bill to          Harbor & Finch Insurance Group
      Issue date       May 15, 2026
      Due date         Jun 14, 2026
      Service period   Apr 15 – May 14, 2026
      Attached         Invoice INV-1 as PDF

      Questions?
        Billing team North America
        To change who receives our documents, write to the billing team.
        nacollections@genesys.com

      Questions about paying online?
        pay@meridian.example

      ------------------------------------------------------------------------
      Genesys Cloud Services, Inc.
      1302 El Camino Real, Suite 300
      Menlo Park, CA 94025
      "
    `);
  });

  test("[A9] a usage statement shows no currency in either part", () => {
    const { html, text } = render(EMAILS["a usage statement"]);
    expect(`${wordsOf(html)}\n${text}`).not.toMatch(/USD|CAD|EUR|[$€£¥]/);
  });

  test("language and direction stand on the page and, since mail programs drop it, on what is in it", () => {
    const { html } = render(EMAILS["a Japanese invoice"]);
    expect(html).toContain('<html lang="ja-JP" dir="ltr">');
    expect(html).toMatch(/<div role="article"[^>]* lang="ja-JP" dir="ltr">/);
  });
});

describe("hostile strings", () => {
  test.each(HOSTILE)("%s is printed literally, and changes no tag and no attribute", (payload) => {
    const mail = { ...withTexts(sample, (text) => `${text} ${payload}`), subject: subjectOf(`Invoice ${payload}`) };
    const { html, text } = render(mail);
    const plain = render(sample).html;
    expect(wordsOf(html).split(payload).length).toBeGreaterThan(20);
    expect(text.replaceAll(/\s+/g, " ")).toContain(payload);
    expect(tagsOf(html)).toEqual(tagsOf(plain));
    expect(attributesOf(html)).toEqual(attributesOf(plain));
    expect(stylesOf(html)).toEqual(stylesOf(plain));
  });

  test("whatever the strings are, they are escaped exactly once", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", minLength: 1 }), (payload) => {
        const { html } = render(withTexts(sample, () => payload));
        expect(wordsOf(html).split(payload).length).toBeGreaterThan(20);
        expect(tagsOf(html)).toEqual(tagsOf(render(sample).html));
      }),
      { numRuns: 60 },
    );
    expect(render(sample).html).toContain("Harbor &amp; Finch Insurance Group");
  });

  test("[B10] a hostile link stays inside its attribute", () => {
    const href = 'https://pay.example.com/"><script>alert(1)</script>';
    const { action } = sample;
    if (action === undefined) throw new Error("the sample has a link");
    const { html } = render({ ...sample, action: { ...action, link: { ...action.link, href } } });
    expect(html).not.toContain("<script");
    expect(valuesOf(html, "href").filter((value) => value === href)).toHaveLength(2);
  });

  test("a subject is one line, in the message and in the page's title", () => {
    const { subject, html } = render({ ...sample, subject: subjectOf("Invoice 1\r\nBcc: all@example.com") });
    expect(subject).toBe("Invoice 1 Bcc: all@example.com");
    expect(html).toContain("<title>Invoice 1 Bcc: all@example.com</title>");
  });
});

describe("what mail programs bear", () => {
  const page = (name: (typeof EMAIL_NAMES)[number]): string => render(EMAILS[name]).html;

  test.each(EMAIL_NAMES)("only tags that Outlook and Gmail show, nothing that loads or runs: %s", (name) => {
    const known = "!doctype html head meta title style body div table tr th td p h1 h2 a span br".split(" ");
    const tags = new Set(tagsOf(page(name)).map((tag) => tag.replace(/^<\/?/, "").toLowerCase()));
    expect([...tags].filter((tag) => !known.includes(tag))).toEqual([]);
    expect([...attributesOf(page(name))].filter((attribute) => /^on|src|background|id$/.test(attribute))).toEqual([]);
    expect(page(name)).not.toMatch(/url\(|@import|@font-face|<link/);
  });

  test.each(EMAIL_NAMES)("no style that Outlook's engine cannot lay out: %s", (name) => {
    const styles = valuesOf(page(name), "style").join(";");
    expect(styles).not.toMatch(/flex|grid|position:|float:|var\(|calc\(|rem\b|\dem\b|rgb/);
    expect(styles).toContain("max-width: 600px");
  });

  test.each(EMAIL_NAMES)("tables are for layout, but the facts, whose rows have heads: %s", (name) => {
    const html = page(name).replaceAll(/<!--[^]*?-->/g, "");
    const tables = html.match(/<table[^>]*>/g) ?? [];
    expect(tables.filter((table) => !table.includes('role="presentation"'))).toHaveLength(1);
    expect(html.match(/<th [^>]*scope="row"/g)).toHaveLength(EMAILS[name].facts.length);
    expect(tables.filter((table) => !/cellpadding="0" cellspacing="0" border="0"/.test(table))).toEqual([]);
  });

  test("a ghost table holds the width in Outlook, opened and closed once", () => {
    expect(page("a receipt").match(/<!--\[if mso\]>.*?<!\[endif\]-->/g)).toEqual([
      expect.stringMatching(/<table role="presentation" width="600"[^>]*><tr><td><!\[endif/),
      "<!--[if mso]></td></tr></table><![endif]-->",
    ]);
  });

  test.each(EMAIL_NAMES)("a background is an attribute as well as a style: %s", (name) => {
    const painted = [...page(name).matchAll(/<(?!style)[^>]*background-color: (#\w+)[^>]*>/g)];
    expect(painted.length).toBeGreaterThan(2);
    expect(painted.filter(([tag, colour]) => !tag.includes(`bgcolor="${colour}"`)).map(([tag]) => tag)).toEqual([]);
  });

  test("its colours are those of the theme, the dark ones in the style element alone", () => {
    const theme: unknown = JSON.parse(readFileSync("templates/theme.json", "utf8"));
    const { colours, dark } = Object(theme);
    const { html } = render(sample);
    const [style = ""] = stylesOf(html);
    const inline = html.replace(style, "");
    const outside = (text: string, palette: object): readonly string[] =>
      (text.match(/#[0-9a-f]{6}\b/g) ?? []).filter((colour) => !Object.values(palette).includes(colour));
    expect(outside(inline, colours)).toEqual([]);
    expect(outside(style, dark)).toEqual([]);
    expect(style).not.toMatch(/(?:display|width|height|font|margin|padding)/);
  });

  test("the preheader is the first text, hidden from eyes, speech and Outlook", () => {
    const { html } = render(sample);
    const [, style = "", words = ""] = /<body[^>]*>\s*<div style="([^"]*)">([^<]*)<\/div>/.exec(html) ?? [];
    expect(style).toMatch(/display: none;.*mso-hide: all;/);
    expect(words.replaceAll("\u00a0", " ")).toBe(
      "Genesys Cloud Services, Inc. · Apr 15 – May 14, 2026 · Pay online by Jun 14, 2026",
    );
  });

  test.each(EMAIL_NAMES)("links are https or mailto, and it stays far below what Gmail cuts off: %s", (name) => {
    expect(valuesOf(page(name), "href").filter((href) => !/^(https:\/\/|mailto:)/.test(href))).toEqual([]);
    expect(new TextEncoder().encode(page(name)).length).toBeLessThan(40_000);
  });

  test("[A20] the same view gives the same bytes, from a second renderer too", () => {
    expect(createEmailRenderer(assets)(sample)).toEqual(render(sample));
  });

  test("a name that the template misspells is a defect, not an empty place", () => {
    const misspelt = createEmailRenderer({
      ...assets,
      template: (name) => assets.template(name).replaceAll("{{view.subject}}", "{{view.subjekt}}"),
    });
    expect(() => misspelt(sample)).toThrow(/subjekt/);
  });
});

test("the samples are of every sort: with and without a link, an amount and marks", () => {
  const all = EMAIL_NAMES.map((name) => EMAILS[name]).map((mail): EmailView => mail);
  for (const has of [
    (mail: EmailView) => mail.action !== undefined,
    (mail: EmailView) => mail.amount !== undefined,
    (mail: EmailView) => mail.marks.length > 0,
  ]) {
    expect(all.some(has)).toBe(true);
    expect(all.every(has)).toBe(false);
  }
});
