import { expect, test } from "vitest";
import { lineWith } from "./refusals.ts";
import { issuesIn } from "./sample-document.ts";

test("all that is wrong is told at once, in the order of the checks", () => {
  const document = lineWith(
    { rate: "-1", quantity: "-1", taxes: ["wa", "sea", "x"], section: "x" },
    { currency: "CHF", entity: "moon", payment: { link: "ftp://x" } },
  );
  expect(issuesIn(document).map(({ rule, at }) => `${rule} ${at}`)).toEqual([
    "A1 /currency",
    "F7 /entity",
    "A5 /lines/0/section",
    "A19 /lines/0/rate",
    "A19 /lines/0/corrects",
    "A11 /lines/0/taxes/2",
    "B10 /payment/link",
  ]);
});
