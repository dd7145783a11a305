import type { UsageBlock, UsagePartView } from "../present/document-view.ts";
import { cellLines, gridOf, type Cells } from "./text-charges.ts";
import { paragraph, plain, RULE } from "./text-lines.ts";

/** The usage of a statement: periods and quantities under one another, and no other figures (rule A9). */
export const usageText = ({ caption, columns, sections }: UsageBlock): readonly string[] => {
  const head: Cells = { period: columns.period, figures: [plain(columns.quantity)] };
  const parts = sections.flatMap((section) => [section, ...section.parts]);
  const grid = gridOf([head, ...parts.flatMap((part) => part.rows.map(cellsOf))]);
  const partLines = ({ title, rows }: UsagePartView): readonly string[] => [
    ...paragraph(title),
    ...rows.flatMap((row) => [
      ...paragraph(row.description, 1),
      ...row.notes.flatMap((note) => paragraph(note, 2)),
      ...cellLines(cellsOf(row), grid),
    ]),
  ];
  return [
    ...paragraph(caption),
    "",
    ...paragraph(columns.description, 1),
    ...cellLines(head, grid),
    RULE,
    ...sections.flatMap((section) => [...partLines(section), ...section.parts.flatMap(partLines), ""]),
  ].slice(0, -1);
};

const cellsOf = ({ period, quantity }: UsagePartView["rows"][number]): Cells => ({
  period,
  figures: [`${plain(quantity.value)} ${plain(quantity.unit)}`],
});
