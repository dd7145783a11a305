import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { describeChange, type Change } from "./compare.ts";
import { diffLines, isChanged, type DiffRow } from "./text-diff.ts";

/** A page before and after; a case that keeps no pictures has only the new one. */
export type PagePicture = {
  readonly page: number;
  readonly old?: Uint8Array;
  readonly now?: Uint8Array;
  readonly overlay?: Uint8Array;
};

export type CaseReport = {
  readonly name: string;
  readonly title: string;
  readonly changes: readonly Change[];
  readonly pages: readonly { readonly document: string; readonly pictures: readonly PagePicture[] }[];
};

export const REPORT = "test-report/golden.html";

/** One file with everything in it, to be opened in any browser. */
export const writeReport = (reports: readonly CaseReport[], path = REPORT): void => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, reportHtml(reports));
};

export const reportHtml = (reports: readonly CaseReport[]): string =>
  `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Golden cases: ${reports.length} changed</title><style>${STYLE}</style></head>
<body><h1>Golden cases: ${reports.length} changed</h1>
<nav><ul>${reports.map(summaryHtml).join("")}</ul></nav>
${reports.map(caseHtml).join("\n")}
</body></html>
`;

const summaryHtml = ({ name, changes }: CaseReport): string =>
  `<li><a href="#${escape(name)}">${escape(name)}</a>: ${changes.map((change) => escape(describeChange(change))).join(", ")}</li>`;

const caseHtml = ({ name, title, changes, pages }: CaseReport): string =>
  `<section id="${escape(name)}"><h2>${escape(name)}</h2><p>${escape(title)}</p>
${changes
  .filter(({ file }) => !file.endsWith(".png"))
  .map(changeHtml)
  .join("\n")}
${pages.map(({ document, pictures }) => `<h3>Pages of ${escape(document)}</h3>${pictures.map(pageHtml).join("\n")}`).join("\n")}
</section>`;

const changeHtml = (change: Change, index: number): string => {
  const rows = diffLines(textOf(change.old), textOf(change.now));
  return `<details${index === 0 ? " open" : ""}><summary>${escape(describeChange(change))}</summary>
<table class="diff"><colgroup><col class="number"><col><col class="number"><col></colgroup>
<tr><th colspan="2">before</th><th colspan="2">now</th></tr>
${aroundChanges(rows).map(rowHtml).join("\n")}</table></details>`;
};

const pageHtml = ({ page, old, now, overlay }: PagePicture): string =>
  `<div class="page">${[
    figureHtml(`page ${page} before`, old),
    figureHtml(`page ${page} now`, now),
    figureHtml(`page ${page}, changed pixels`, overlay),
  ].join("")}</div>`;

const figureHtml = (caption: string, png: Uint8Array | undefined): string =>
  `<figure><figcaption>${caption}</figcaption>${
    png === undefined
      ? "<p>not kept</p>"
      : `<img alt="${caption}" src="data:image/png;base64,${Buffer.from(png).toString("base64")}">`
  }</figure>`;

type Gap = { readonly skipped: number };

/** Changed rows with three rows around them; what lies between is counted. */
const aroundChanges = (rows: readonly DiffRow[]): readonly (DiffRow | Gap)[] => {
  const near = new Set<number>();
  rows.forEach((row, index) => {
    if (isChanged(row)) for (let offset = -3; offset <= 3; offset++) near.add(index + offset);
  });
  const shown: (DiffRow | Gap)[] = [];
  let skipped = 0;
  rows.forEach((row, index) => {
    if (!near.has(index)) return void skipped++;
    if (skipped > 0) shown.push({ skipped });
    skipped = 0;
    shown.push(row);
  });
  return skipped > 0 ? [...shown, { skipped }] : shown;
};

const rowHtml = (row: DiffRow | Gap): string => {
  if ("skipped" in row) return `<tr class="gap"><td colspan="4">${row.skipped} equal lines</td></tr>`;
  return `<tr class="${isChanged(row) ? "changed" : "equal"}">${sideHtml("old", row.old)}${sideHtml("new", row.new)}</tr>`;
};

const sideHtml = (side: "old" | "new", line: DiffRow["old"]): string =>
  line === undefined
    ? `<td></td><td class="none"></td>`
    : `<td>${line.number}</td><td class="${side}">${escape(line.text)}</td>`;

const textOf = (bytes: Uint8Array | undefined): string =>
  bytes === undefined ? "" : Buffer.from(bytes).toString("utf8");

const escape = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

const STYLE = `
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem; color: #1b1f24; background: #fff; }
section { border-top: 2px solid #1b1f24; margin-top: 3rem; }
summary { cursor: pointer; font-weight: 600; margin: 0.5rem 0; }
table.diff { border-collapse: collapse; width: 100%; table-layout: fixed; font: 12px/1.45 ui-monospace, monospace; }
col.number { width: 3.5rem; }
th { text-align: left; font-weight: 600; }
td { vertical-align: top; padding: 0 0.5rem; white-space: pre-wrap; overflow-wrap: anywhere; }
tr.changed .old { background: #ffe3df; }
tr.changed .new { background: #dcf5e2; }
td.none { background: #f3f4f6; }
tr.gap td { color: #6b7280; text-align: center; padding: 0.35rem; background: #f9fafb; }
.page { display: grid; grid-template-columns: repeat(3, 1fr); gap: 1rem; margin-bottom: 1rem; }
figure { margin: 0; }
figcaption { font-size: 13px; color: #4b5563; }
img { width: 100%; border: 1px solid #d1d5db; }
`;
