import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import type { DocumentView, Text } from "../../../src/present/document-view.ts";
import { pageTexts } from "../../golden/pdf-pages.ts";
import { sampleView } from "../sample-view.ts";
import { germanView, japaneseView } from "../varied-views.ts";
import { drawn, variedViews } from "./drawing.ts";

const hashOf = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

test("[A20] another process, time zone, language and order of documents give the same bytes", async () => {
  const here: string[] = [];
  for (const view of [sampleView(), japaneseView(), germanView()]) here.push(hashOf(await drawn(view)));
  const script = `
    import { createHash } from "node:crypto";
    import { drawn } from ${JSON.stringify(new URL("./drawing.ts", import.meta.url).href)};
    import { sampleView } from ${JSON.stringify(new URL("../sample-view.ts", import.meta.url).href)};
    import { germanView, japaneseView } from ${JSON.stringify(new URL("../varied-views.ts", import.meta.url).href)};
    for (const view of [germanView(), japaneseView(), sampleView()])
      console.log(createHash("sha256").update(await drawn(view)).digest("hex"));`;
  const elsewhere = execFileSync(process.execPath, ["--input-type=module-typescript", "--eval", script], {
    env: { PATH: process.env["PATH"], TZ: "Pacific/Kiritimati", LANG: "ja_JP.UTF-8", LC_ALL: "ja_JP.UTF-8" },
    encoding: "utf8",
  });
  expect(elsewhere.trim().split("\n").toReversed()).toEqual(here);
});

test("a document is the same after hundreds of others", async () => {
  const before = hashOf(await drawn(japaneseView()));
  for (const [, view] of variedViews()) await drawn(view);
  for (let rows = 0; rows < 100; rows += 1) await drawn(sampleView(rows % 7));
  expect(hashOf(await drawn(japaneseView()))).toBe(before);
});

test("texts that look alike are not taken for one another", async () => {
  const view = sampleView();
  const titled = (title: Text): DocumentView => ({
    ...view,
    blocks: view.blocks.map((block) => (block.kind === "letterhead" ? { ...block, title } : block)),
  });
  const titles: readonly Text[] = [
    { runs: [{ text: "en undefined" }] },
    { runs: [{ text: "undefined", lang: "en" }] },
    { runs: [{ text: "undef" }, { text: "ined" }] },
    { runs: [{ text: "undefined" }] },
  ];
  for (const title of titles) {
    const [page] = await pageTexts(await drawn(titled(title)));
    expect(page?.split("\n")).toContain(title.runs.map(({ text }) => text).join(""));
  }
});

test("a view is not changed by being drawn", async () => {
  const view = japaneseView();
  await drawn(view);
  expect(view).toEqual(japaneseView());
});
