import { expect, test } from "vitest";
import { drawn, goldenView } from "./drawing.ts";
import { readFile, reference, type PdfFile } from "./press-file.ts";

/** The tree of elements as an outline, each with what it says of itself and the count of its own contents. */
const outlineOf = (file: PdfFile): string => {
  const catalog = file.at(reference(file.trailer, "Root")).text;
  const root = reference(file.at(reference(catalog, "StructTreeRoot")).text, "K");
  return lines(root, 0, file).join("\n");
};

const lines = (number: number, depth: number, file: PdfFile): readonly string[] => {
  const { text } = file.at(number);
  const type = /\/S\/(\w+)/.exec(text)?.[1] ?? "";
  const said = [/\/Lang\([^)]*\)/, /\/Alt\([^)]*\)/, /\/Scope\/\w+/, /\/ColSpan \d+/].flatMap(
    (one) => one.exec(text) ?? [],
  );
  const kids = /\/K\[(.*)\]>>$/.exec(text)?.[1] ?? "";
  const own = kids
    .replaceAll(/<<\/Type\/OBJR.*?>>/g, " @ ")
    .replaceAll(/<<\/Type\/MCR.*?>>/g, " + ")
    .replaceAll(/\d+ 0 R/g, "");
  const contents = [...own.matchAll(/\d+|\+|@/g)].map(([mark]) => (/\d/.test(mark) ? "·" : mark)).join("");
  const below = [...kids.replaceAll(/<<.*?>>/g, "").matchAll(/(\d+) 0 R/g)].flatMap(([, kid]) =>
    lines(Number(kid), depth + 1, file),
  );
  return [`${"  ".repeat(depth)}${[type, ...said, contents].filter((part) => part !== "").join(" ")}`, ...below];
};

test.each(["demo-us-annual-monthly", "account-jp", "de-usage-statement"])(
  "the tree of tags is that of the page: %s",
  async (name) => {
    const pdf = await drawn(goldenView(`golden/${name}/4-view.json`));
    await expect(`${outlineOf(readFile(pdf))}\n`).toMatchFileSnapshot(`tags/${name}.txt`);
  },
);
