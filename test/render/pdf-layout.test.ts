import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readTheme, type Theme } from "../../src/render/pdf/theme.ts";
import { assets } from "./rendering.ts";

const theme = readTheme(assets.template("theme.json"));
const page = readFileSync(new URL("../../docs/layout.md", import.meta.url), "utf8");

/** The cells of the tables between the marks, without the column that says what a role is used for. */
const quoted = (): readonly string[] =>
  page
    .slice(page.indexOf("<!-- theme -->"), page.indexOf("<!-- /theme -->"))
    .split("\n")
    .filter((line) => line.startsWith("|") && !/^\| (?:-|measure|role|colour \|)/.test(line))
    .map((line) => cells(line).slice(0, 5).join(" | "));

const cells = (line: string): readonly string[] =>
  line
    .split("|")
    .slice(1, -1)
    .map((cell) => cell.trim());

const expected = ({ paper, text, colours, ...rest }: Theme): readonly string[] => [
  ...Object.entries(paper).map(([name, { width, height }]) => `paper ${name} | ${width} × ${height}`),
  ...(["margin", "grid", "space", "rule", "columns", "qr"] as const).flatMap((group) =>
    Object.entries(rest[group]).map(([key, value]) => `${group}.${key} | ${value}`),
  ),
  ...Object.entries(text).map(
    ([role, { size, leading, weight, colour, spacing }]) =>
      `${role} | ${size} / ${leading} | ${weight} | ${colour} | ${spacing}`,
  ),
  ...Object.entries(colours).map(([name, value]) => `${name} | ${value}`),
];

test("docs/layout.md quotes every measure of the theme", () => {
  expect(new Set(quoted())).toEqual(new Set(expected(theme)));
});

test("the grid's lines are even steps, and the grid leaves the same margins at both sides of either paper", () => {
  const { line1, line2, line3, line4 } = theme.grid;
  expect([line2 - line1, line3 - line2, line4 - line3]).toEqual([line1, line1, line1]);
  for (const { width } of [theme.paper.A4, theme.paper.Letter]) expect(width - theme.grid.width).toBeGreaterThan(80);
});

test("a missing or mistyped measure of the theme is named", () => {
  const json = assets.template("theme.json");
  expect(() => readTheme(json.replace('"gutter"', '"guter"'))).toThrow('"gutter"');
  expect(() => readTheme(json.replace('"weight": "medium"', '"weight": "heavy"'))).toThrow("regular, medium, semibold");
});
