import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { pdfOf } from "./pdf-reading.ts";
import { sampleView } from "./sample-view.ts";
import { germanView, japaneseView } from "./varied-views.ts";

const hashOf = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

test("the same view gives the same bytes, whatever was rendered before it or beside it", async () => {
  const alone = hashOf(await pdfOf(germanView()));
  const beside = await Promise.all([japaneseView(), germanView(), sampleView(40), germanView()].map(pdfOf));
  expect([beside[1], beside[3]].map((bytes) => bytes && hashOf(bytes))).toEqual([alone, alone]);
});

test("the same view gives the same bytes in another process, time zone and system language", async () => {
  const here = await Promise.all([sampleView(), japaneseView()].map(pdfOf));
  const script = `
    import { createHash } from "node:crypto";
    import { pdfOf } from ${JSON.stringify(new URL("./pdf-reading.ts", import.meta.url).href)};
    import { sampleView } from ${JSON.stringify(new URL("./sample-view.ts", import.meta.url).href)};
    import { japaneseView } from ${JSON.stringify(new URL("./varied-views.ts", import.meta.url).href)};
    for (const view of [sampleView(), japaneseView()])
      console.log(createHash("sha256").update(await pdfOf(view)).digest("hex"));`;
  const elsewhere = execFileSync(process.execPath, ["--input-type=module-typescript", "--eval", script], {
    env: { PATH: process.env["PATH"], TZ: "Pacific/Kiritimati", LANG: "ja_JP.UTF-8", LC_ALL: "ja_JP.UTF-8" },
    encoding: "utf8",
  });
  expect(elsewhere.trim().split("\n")).toEqual(here.map(hashOf));
});

test("a view is not changed by being rendered", async () => {
  const view = sampleView();
  await pdfOf(view);
  expect(view).toEqual(sampleView());
});
