import type { AccountBlock, SubtotalView, Text } from "../present/document-view.ts";
import { cellLines, gridOf, type Cells } from "./text-charges.ts";
import { figureLines, paragraph, plain, RULE, separated } from "./text-lines.ts";

/** Open amounts by age, documents, payments: figures under one another, so that they end on one edge. */
export const accountText = ({ aging, documents, payments, empty }: AccountBlock): readonly string[] =>
  separated([
    ...(aging === undefined ? [] : [agingLines(aging)]),
    ...(documents === undefined ? [] : [documentLines(documents)]),
    ...(payments === undefined ? [] : [paymentLines(payments)]),
    ...(empty === undefined ? [] : [paragraph(empty)]),
  ]);

const agingLines = ({ caption, buckets, total }: NonNullable<AccountBlock["aging"]>): readonly string[] => [
  ...paragraph(caption),
  "",
  ...buckets.flatMap(figureOf),
  RULE,
  ...figureOf(total),
];

/** A document on its own lines, then what is to be said of it, then its dates and amounts in columns. */
const documentLines = ({
  caption,
  columns,
  rows,
  total,
}: NonNullable<AccountBlock["documents"]>): readonly string[] => {
  const head: Cells = {
    period: columns.issued,
    figures: [columns.due, columns.amount, columns.paid, columns.open].map(plain),
  };
  const cells = rows.map(({ issued, due, amount, paid, open }): Cells => ({
    period: issued,
    figures: [due, amount, paid, open].map(textOf),
  }));
  const grid = gridOf([head, ...cells]);
  return [
    ...paragraph(caption),
    "",
    ...paragraph(columns.document, 1),
    ...cellLines(head, grid),
    RULE,
    ...rows.flatMap(({ document, overdue, notes }, index) => [
      ...paragraph(document, 1),
      ...(overdue === undefined ? [] : [overdue]).concat(notes).flatMap((note) => paragraph(note, 2)),
      ...cells.slice(index, index + 1).flatMap((row) => cellLines(row, grid)),
    ]),
    RULE,
    ...figureOf(total),
  ];
};

const paymentLines = ({ caption, columns, rows, total }: NonNullable<AccountBlock["payments"]>): readonly string[] => {
  const head: Cells = { period: columns.date, figures: [columns.document, columns.amount].map(plain) };
  const cells = rows.map(({ date, document, amount }): Cells => ({
    period: date,
    figures: [document, amount].map(textOf),
  }));
  const grid = gridOf([head, ...cells]);
  return [
    ...paragraph(caption),
    "",
    ...cellLines(head, grid),
    ...paragraph(columns.method, 3),
    RULE,
    ...rows.flatMap(({ method, note }, index) => [
      ...cells.slice(index, index + 1).flatMap((row) => cellLines(row, grid)),
      ...[method, note].flatMap((text) => (text === undefined ? [] : paragraph(text, 3))),
    ]),
    RULE,
    ...figureOf(total),
  ];
};

const figureOf = ({ label, value }: SubtotalView): readonly string[] => figureLines(plain(label), plain(value));

const textOf = (text: Text | undefined): string => (text === undefined ? "" : plain(text));
