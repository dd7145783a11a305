import type { AccountBlock, AccountRowView, Text } from "../../../../present/document-view.ts";
import {
  documentColumns,
  documentWidths,
  heightOfDocument,
  saidOf,
  type DocumentWidths,
} from "../../account-documents.ts";
import { stack, type Box } from "../boxes.ts";
import type { Composer } from "../compose.ts";
import { accountTable, type AccountLine } from "./account-table.ts";

type Documents = NonNullable<AccountBlock["documents"]>;

const TD = { type: "TD" } as const;

/** Invoices and credits with their dates and amounts; what is to be said of one stands below its name. */
export const documentTable = (block: Documents, composer: Composer): Box => {
  const widths = documentWidths(block, composer);
  return accountTable(
    {
      caption: block.caption,
      columns: documentColumns(block.columns, widths),
      lines: block.rows.map((row) => documentLine(row, widths, composer)),
      total: block.total,
      figure: widths.figure,
    },
    composer,
  );
};

const documentLine = (row: AccountRowView, widths: DocumentWidths, composer: Composer): AccountLine => {
  const { paragraph } = composer;
  const text = (value: Text | undefined, width: number): Box =>
    paragraph(value === undefined ? [] : [{ text: value, role: "body" }], { width, tag: TD });
  const figure = (value: Text | undefined, width: number): Box =>
    paragraph(value === undefined ? [] : [{ text: value, role: widths.figure }], {
      width,
      align: "right",
      wrap: "never",
      beside: "body",
      tag: TD,
    });
  const said = saidOf(row).map((piece, index) =>
    paragraph([piece], { width: widths.document, above: index === 0 ? 0 : 1, tag: { type: "P" } }),
  );
  return {
    cells: [
      stack(said, TD),
      text(row.issued, widths.issued),
      text(row.due, widths.due),
      figure(row.amount, widths.amount),
      figure(row.paid, widths.paid),
      figure(row.open, widths.open),
    ],
    height: heightOfDocument(row, widths.document, composer),
  };
};
