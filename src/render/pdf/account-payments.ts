import type { Content } from "pdfmake/interfaces.js";
import type { AccountBlock, AccountPaymentView, Text } from "../../present/document-view.ts";
import { accountTable, widest, type AccountColumn, type AccountLine } from "./account-table.ts";
import { stack } from "./nodes.ts";
import type { Role } from "./theme.ts";
import type { Gauge, Typeset } from "./typeset.ts";

type Payments = NonNullable<AccountBlock["payments"]>;

/** Date at the edge, the document on the first inner line, the method on the second. */
export const paymentTable = (block: Payments, typeset: Typeset): Content => {
  const { caption, columns, rows, total } = block;
  const widths = paymentWidths(block, typeset);
  return accountTable(
    {
      caption,
      columns: paymentColumns(columns, widths),
      lines: rows.map((row) => paymentLine(row, widths, typeset)),
      total,
      figure: "body",
    },
    typeset,
  );
};

export const paymentColumns = (heads: Payments["columns"], widths: PaymentWidths): readonly AccountColumn[] => [
  { head: heads.date, width: widths.date, align: "left" },
  { head: heads.document, width: widths.document, align: "left" },
  { head: heads.method, width: widths.method, align: "left" },
  { head: heads.amount, width: widths.amount, align: "right" },
];

export type PaymentWidths = {
  readonly date: number;
  readonly document: number;
  readonly method: number;
  readonly amount: number;
};

/** Points of the columns, each without the gap after it. */
export const paymentWidths = ({ columns, rows, total }: Payments, gauge: Gauge): PaymentWidths => {
  const { grid, space, columns: least } = gauge.theme;
  const amounts = rows.map(({ amount }) => amount);
  const amount = Math.max(
    least.amount,
    widest([columns.amount], "label", gauge),
    widest(amounts, "body", gauge),
    widest([total.value], "subtotal", gauge),
  );
  return {
    date: grid.line1 - space.columnGap,
    document: grid.line2 - grid.line1 - space.columnGap,
    method: grid.width - grid.line2 - amount - space.columnGap,
    amount,
  };
};

const paymentLine = (row: AccountPaymentView, widths: PaymentWidths, typeset: Typeset): AccountLine => {
  const { paragraph } = typeset;
  const { method: width } = widths;
  return {
    cells: [
      paragraph([{ text: row.date, role: "body" }], { width: widths.date }),
      paragraph([{ text: row.document, role: "body" }], { width: widths.document }),
      stack(...methodOf(row).map((piece) => paragraph([piece], { width }))),
      paragraph(row.amount === undefined ? [] : [{ text: row.amount, role: "body" }], {
        width: widths.amount,
        align: "right",
        wrap: "never",
      }),
    ],
    height: heightOfPayment(row, widths, typeset),
  };
};

/** How it was paid, and below it what failed. */
export const methodOf = ({
  method,
  note,
}: AccountPaymentView): readonly { readonly text: Text; readonly role: Role }[] => [
  ...(method === undefined ? [] : [{ text: method, role: "body" } as const]),
  ...(note === undefined ? [] : [{ text: note, role: "mark" } as const]),
];

/** Points that a row takes, estimated. */
export const heightOfPayment = (row: AccountPaymentView, widths: PaymentWidths, { heightOf }: Gauge): number =>
  Math.max(
    heightOf({ text: row.document, role: "body" }, widths.document),
    methodOf(row).reduce((sum, piece) => sum + heightOf(piece, widths.method), 0),
  );
