import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { checkDocument, LOCALES } from "../../src/billwright.ts";

test.each(LOCALES)(
  "[F4, F7] a preview from a demo profile has room for all its marks on every page, in %s",
  async (locale) => {
    const document = readFileSync("golden/demo-fr-reverse-charge/input.json", "utf8");
    const checked = await checkDocument(document, { locale, preview: { today: "2026-05-10" } });
    expect(checked).toMatchObject({ ok: true });
  },
);
