import type { AccountBlock, AccountPaymentView } from "../../../../present/document-view.ts";
import {
  heightOfPayment,
  methodOf,
  paymentColumns,
  paymentWidths,
  type PaymentWidths,
} from "../../account-payments.ts";
import { stack, type Box } from "../boxes.ts";
import type { Composer } from "../compose.ts";
import { accountTable, type AccountLine } from "./account-table.ts";

type Payments = NonNullable<AccountBlock["payments"]>;

const TD = { type: "TD" } as const;

/** Date at the edge, the document on the first inner line, the method on the second. */
export const paymentTable = (block: Payments, composer: Composer): Box => {
  const { caption, columns, rows, total } = block;
  const widths = paymentWidths(block, composer);
  return accountTable(
    {
      caption,
      columns: paymentColumns(columns, widths),
      lines: rows.map((row) => paymentLine(row, widths, composer)),
      total,
      figure: "body",
    },
    composer,
  );
};

const paymentLine = (row: AccountPaymentView, widths: PaymentWidths, composer: Composer): AccountLine => {
  const { paragraph } = composer;
  const said = methodOf(row).map((piece) => paragraph([piece], { width: widths.method, tag: { type: "P" } }));
  const amount = row.amount === undefined ? [] : [{ text: row.amount, role: "body" } as const];
  return {
    cells: [
      paragraph([{ text: row.date, role: "body" }], { width: widths.date, tag: TD }),
      paragraph([{ text: row.document, role: "body" }], { width: widths.document, tag: TD }),
      stack(said, TD),
      paragraph(amount, { width: widths.amount, align: "right", wrap: "never", tag: TD }),
    ],
    height: heightOfPayment(row, widths, composer),
  };
};
