import type { Content, TableCell } from "pdfmake/interfaces.js";
import type { AccountBlock, AccountRowView, Text } from "../../present/document-view.ts";
import { accountTable, FIGURES, widest, type AccountColumn, type AccountLine } from "./account-table.ts";
import { stack } from "./nodes.ts";
import type { Role } from "./theme.ts";
import type { Gauge, Typeset } from "./typeset.ts";

type Documents = NonNullable<AccountBlock["documents"]>;
export type DocumentWidths = {
  readonly document: number;
  readonly issued: number;
  readonly due: number;
  readonly amount: number;
  readonly paid: number;
  readonly open: number;
  readonly figure: Role;
};

/** Invoices and credits with their dates and amounts; what is to be said of one stands below its name. */
export const documentTable = (block: Documents, typeset: Typeset): Content => {
  const widths = documentWidths(block, typeset);
  return accountTable(
    {
      caption: block.caption,
      columns: documentColumns(block.columns, widths),
      lines: block.rows.map((row) => documentLine(row, widths, typeset)),
      total: block.total,
      figure: widths.figure,
    },
    typeset,
  );
};

export const documentColumns = (heads: Documents["columns"], widths: DocumentWidths): readonly AccountColumn[] => {
  const column = (key: keyof Documents["columns"], align: AccountColumn["align"]): AccountColumn => ({
    head: heads[key],
    width: widths[key],
    align,
  });
  return [
    column("document", "left"),
    column("issued", "left"),
    column("due", "left"),
    column("amount", "right"),
    column("paid", "right"),
    column("open", "right"),
  ];
};

/** Dates and figures get what the widest needs; the document gets the rest, and at least as much as a grid step. */
export const documentWidths = ({ columns, rows, total }: Documents, typeset: Gauge): DocumentWidths => {
  const { grid, columns: least, space } = typeset.theme;
  const label = (text: Text): number => widest([text], "label", typeset);
  const date = (head: Text, texts: readonly (Text | undefined)[]): number =>
    Math.max(label(head), widest(texts, "body", typeset));
  const widthsWith = (figure: Role): DocumentWidths => {
    const amountOf = (head: Text, texts: readonly (Text | undefined)[]): number =>
      Math.max(least.amount, label(head), widest(texts, figure, typeset));
    const issued = date(
      columns.issued,
      rows.map((row) => row.issued),
    );
    const due = date(
      columns.due,
      rows.map((row) => row.due),
    );
    const amount = amountOf(
      columns.amount,
      rows.map((row) => row.amount),
    );
    const paid = amountOf(
      columns.paid,
      rows.map((row) => row.paid),
    );
    const open = Math.max(
      amountOf(
        columns.open,
        rows.map((row) => row.open),
      ),
      widest([total.value], figure === "body" ? "subtotal" : figure, typeset),
    );
    const document = grid.width - 5 * space.columnGap - issued - due - amount - paid - open;
    return { document, issued, due, amount, paid, open, figure };
  };
  const ways = FIGURES.map(widthsWith);
  return ways.find(({ document }) => document >= grid.line1) ?? widthsWith("caption");
};

const documentLine = (row: AccountRowView, widths: DocumentWidths, typeset: Typeset): AccountLine => {
  const { paragraph } = typeset;
  const text = (value: Text | undefined, width: number): TableCell =>
    paragraph(value === undefined ? [] : [{ text: value, role: "body" }], { width });
  const figure = (value: Text | undefined, width: number): TableCell =>
    paragraph(value === undefined ? [] : [{ text: value, role: widths.figure }], {
      width,
      align: "right",
      wrap: "never",
      beside: "body",
    });
  const { document: width } = widths;
  return {
    cells: [
      stack(...saidOf(row).map((piece, index) => paragraph([piece], index === 0 ? { width } : { width, above: 1 }))),
      text(row.issued, widths.issued),
      text(row.due, widths.due),
      figure(row.amount, widths.amount),
      figure(row.paid, widths.paid),
      figure(row.open, widths.open),
    ],
    height: heightOfDocument(row, width, typeset),
  };
};

/** The document, and below it what is to be said of it. */
export const saidOf = ({
  document,
  overdue,
  notes,
}: AccountRowView): readonly { readonly text: Text; readonly role: Role }[] => [
  { text: document, role: "body" },
  ...(overdue === undefined ? [] : [{ text: overdue, role: "mark" } as const]),
  ...notes.map((note) => ({ text: note, role: "note" }) as const),
];

/** Points that a row takes, estimated. */
export const heightOfDocument = (row: AccountRowView, width: number, { heightOf }: Gauge): number =>
  saidOf(row).reduce((sum, piece) => sum + 1 + heightOf(piece, width), 0);
