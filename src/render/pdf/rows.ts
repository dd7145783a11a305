import type { Content, TableCell } from "pdfmake/interfaces.js";
import type { LinesBlock, RowView, SubtotalView, Text } from "../../present/document-view.ts";
import { quantityPieces, type Columns } from "./columns.ts";
import { BARE, stack } from "./nodes.ts";
import type { Role } from "./theme.ts";
import type { Gauge, Piece, Typeset } from "./typeset.ts";

/** One row of the charges' table. */
export type ChargeRow =
  | { readonly kind: "section" | "part"; readonly title: Text }
  | { readonly kind: "row"; readonly row: RowView }
  | { readonly kind: "subtotal"; readonly subtotal: SubtotalView };

/** Rows that stay on one page, as a table of the charges' columns. A hairline ends each charge. */
export const rowTable = (rows: readonly ChargeRow[], columns: Columns, typeset: Typeset): Content => {
  const { theme } = typeset;
  const paddings = rows.map((row) => ROW_PADDING[row.kind](typeset));
  return {
    table: { widths: widthsOf(columns), body: rows.map((row) => cellsOf(row, columns, typeset)) },
    layout: {
      ...BARE,
      paddingRight: gapsOf(columns, typeset),
      paddingTop: (index) => paddings[index]?.top ?? 0,
      paddingBottom: (index) => paddings[index]?.bottom ?? 0,
      hLineWidth: (index) => (rows[index - 1]?.kind === "row" ? theme.rule.hair : 0),
      hLineColor: () => theme.colours.line,
    },
  };
};

/** Caption and column heads over a rule; they stand on each page. */
export const headTable = (block: LinesBlock, columns: Columns, typeset: Typeset): Content => {
  const { theme, paragraph } = typeset;
  const cell = (text: Text, width: number, align: "left" | "right"): TableCell =>
    paragraph([{ text, role: "label" }], { width, align });
  const { columns: heads } = block;
  const caption = paragraph([{ text: block.caption, role: "heading" }], { width: theme.grid.width, below: 5 });
  return stack(caption, {
    table: {
      widths: widthsOf(columns),
      body: [
        [
          cell(heads.description, columns.description, "left"),
          cell(heads.period, columns.period, "left"),
          cell(heads.quantity, columns.quantity, "right"),
          cell(heads.rate, columns.rate, "right"),
          ...(heads.mark ? [cell(heads.mark, columns.mark, "right")] : []),
          cell(heads.amount, columns.amount, "right"),
        ],
      ],
    },
    layout: {
      ...BARE,
      paddingRight: gapsOf(columns, typeset),
      paddingBottom: () => theme.space.headBottom,
      hLineWidth: (index) => (index === 1 ? theme.rule.head : 0),
      hLineColor: () => theme.colours.ink,
    },
  });
};

/** Points that the rows take, estimated. */
export const heightOfRows = (rows: readonly ChargeRow[], columns: Columns, typeset: Gauge): number =>
  rows.reduce((sum, row) => {
    const { top, bottom } = ROW_PADDING[row.kind](typeset);
    return sum + top + bottom + contentHeight(row, columns, typeset);
  }, 0);

const contentHeight = (row: ChargeRow, columns: Columns, typeset: Gauge): number => {
  const height = (text: Text, role: Role, width: number) => typeset.heightOf({ text, role }, width);
  switch (row.kind) {
    case "section":
    case "part":
      return height(row.title, row.kind, typeset.theme.grid.width);
    case "subtotal":
      return height(row.subtotal.label, "label", typeset.theme.grid.width / 2);
    case "row": {
      const { description, notes, period } = row.row;
      const texts = notes.reduce((sum, note) => sum + height(note, "note", columns.description), 0);
      const left = height(description, "body", columns.description) + texts;
      return Math.max(left, period ? height(period, "period", columns.period) : 0);
    }
  }
};

/** White after each column but the last. */
const gapsOf = (columns: Columns, { theme }: Typeset): ((index: number) => number) => {
  const last = widthsOf(columns).length - 1;
  return (index) => (index === last ? 0 : theme.space.columnGap);
};

type Padding = { readonly top: number; readonly bottom: number };

/** White above and below a row, by its kind. */
export const ROW_PADDING = {
  section: ({ theme }) => ({ top: theme.space.section, bottom: 1 }),
  part: ({ theme }) => ({ top: theme.space.part, bottom: 0 }),
  row: ({ theme }) => ({ top: theme.space.row, bottom: theme.space.row }),
  subtotal: ({ theme }) => ({ top: theme.space.row, bottom: 0 }),
} as const satisfies Record<ChargeRow["kind"], (typeset: Pick<Gauge, "theme">) => Padding>;

const widthsOf = ({ description, period, quantity, rate, mark, amount }: Columns): number[] => [
  description,
  period,
  quantity,
  rate,
  ...(mark > 0 ? [mark] : []),
  amount,
];

const cellsOf = (row: ChargeRow, columns: Columns, typeset: Typeset): TableCell[] => {
  const count = widthsOf(columns).length;
  switch (row.kind) {
    case "section":
    case "part":
      return [
        {
          ...typeset.paragraph([{ text: row.title, role: row.kind }], { width: typeset.theme.grid.width }),
          colSpan: count,
        },
        ...Array.from({ length: count - 1 }, () => ""),
      ];
    case "subtotal":
      return subtotalCells(row.subtotal, columns, typeset);
    case "row":
      return chargeCells(row.row, columns, typeset);
  }
};

const chargeCells = (row: RowView, columns: Columns, typeset: Typeset): TableCell[] => {
  const figure = (text: Text | undefined, width: number, role: Role = "body"): TableCell =>
    typeset.paragraph(piecesOf(text, role), { width, align: "right", wrap: "never", beside: "body" });
  return [
    ...describedCells(row, columns, typeset),
    figure(row.rate, columns.rate),
    ...(columns.mark > 0 ? [figure(row.mark, columns.mark, "label")] : []),
    figure(row.amount, columns.amount),
  ];
};

type Described = Pick<RowView, "description" | "notes" | "period" | "quantity">;

/** What a charge and a row of a usage statement have in common: description with notes, period, quantity. */
export const describedCells = (
  row: Described,
  widths: Pick<Columns, "description" | "period" | "quantity">,
  { paragraph }: Typeset,
): TableCell[] => {
  const description = { width: widths.description };
  return [
    stack(
      paragraph([{ text: row.description, role: "body" }], description),
      ...row.notes.map((text) => paragraph([{ text, role: "note" }], { ...description, above: 1 })),
    ),
    paragraph(piecesOf(row.period, "period"), { width: widths.period, beside: "body" }),
    paragraph(quantityPieces(row), { width: widths.quantity, align: "right", beside: "body" }),
  ];
};

const piecesOf = (text: Text | undefined, role: Role): readonly Piece[] => (text === undefined ? [] : [{ text, role }]);

const subtotalCells = ({ label, value }: SubtotalView, columns: Columns, typeset: Typeset): TableCell[] => {
  const count = widthsOf(columns).length;
  const width = typeset.theme.grid.width - columns.amount - typeset.theme.space.columnGap;
  return [
    {
      ...typeset.paragraph([{ text: label, role: "label" }], { width, align: "right", beside: "body" }),
      colSpan: count - 1,
    },
    ...Array.from({ length: count - 2 }, () => ""),
    typeset.paragraph([{ text: value, role: "subtotal" }], {
      width: columns.amount,
      align: "right",
      wrap: "never",
      beside: "body",
    }),
  ];
};
