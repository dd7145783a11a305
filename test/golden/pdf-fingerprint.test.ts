import { deflateSync } from "node:zlib";
import { expect, test } from "vitest";
import { pdfFingerprint } from "./pdf-fingerprint.ts";

/** A PDF of one stream; its length, its offsets and its bytes follow from how it is compressed. */
const pdfOf = (
  content: string,
  { level, title = "Invoice" }: { readonly level: number; readonly title?: string },
): Buffer => {
  const data = deflateSync(content, { level });
  const object = Buffer.concat([
    Buffer.from(`1 0 obj\n<<\n/Length ${data.length}\n/Filter /FlateDecode\n>>\nstream\n`),
    data,
    Buffer.from(`\nendstream\nendobj\n2 0 obj\n<< /Title (${title}) >>\nendobj\n`),
  ]);
  return Buffer.concat([
    Buffer.from("%PDF-1.7\n"),
    object,
    Buffer.from(
      `xref\n0 1\n0000000009 65535 f\n${9 + object.length}\ntrailer\n<< /Size 3 >>\nstartxref\n${9 + object.length}\n%%EOF\n`,
    ),
  ]);
};

const page = "BT 1 0 0 1 50 700 Tm (13,447.67) Tj ET\n".repeat(200);

test("a PDF has one fingerprint, however well it is compressed", () => {
  const [stored, small] = [pdfOf(page, { level: 0 }), pdfOf(page, { level: 9 })];
  expect(small.equals(stored)).toBe(false);
  expect(pdfFingerprint(small)).toBe(pdfFingerprint(stored));
});

test("a figure, a title and a cut end each give another fingerprint", () => {
  const whole = pdfOf(page, { level: 6 });
  const others = [
    pdfOf(page.replace("13,447.67", "13,447.68"), { level: 6 }),
    pdfOf(page, { level: 6, title: "Credit note" }),
    whole.subarray(0, -7),
  ];
  expect(new Set([whole, ...others].map(pdfFingerprint)).size).toBe(4);
});
