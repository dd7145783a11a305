import type { RowView, SubtotalView, Text } from "../../../../present/document-view.ts";
import { quantityPieces, type Columns } from "../../columns.ts";
import { ROW_PADDING, type ChargeRow } from "../../rows.ts";
import type { Role } from "../../theme.ts";
import type { Piece } from "../../typeset.ts";
import { band, row, stack, type Box, type Placed } from "../boxes.ts";
import type { Composer } from "../compose.ts";
import { cellsInColumns } from "./table-rows.ts";

const TD = { type: "TD" } as const;

/** Rows of the charges that stay on one page. A hairline ends each charge. */
export const rowsBox = (rows: readonly ChargeRow[], columns: Columns, composer: Composer): Box => {
  const { theme, inks } = composer;
  const { grid, rule: rules } = theme;
  const hairline = { weight: rules.hair, width: grid.width, colour: inks.line };
  return stack(
    rows.map((one, index) => {
      const { top, bottom } = ROW_PADDING[one.kind](composer);
      const isAfterCharge = rows[index - 1]?.kind === "row";
      return band(row(cellsOf(one, columns, composer), { type: "TR" }), {
        top,
        bottom,
        resume: isAfterCharge ? rules.hair : 0,
        ...(one.kind === "row" && { rule: hairline }),
      });
    }),
  );
};

const widthsOf = ({ description, period, quantity, rate, mark, amount }: Columns): readonly number[] => [
  description,
  period,
  quantity,
  rate,
  ...(mark > 0 ? [mark] : []),
  amount,
];

const cellsOf = (one: ChargeRow, columns: Columns, composer: Composer): readonly Placed[] => {
  const widths = widthsOf(columns);
  switch (one.kind) {
    case "section":
    case "part":
      return [{ x: 0, box: groupHead(one, widths.length, composer) }];
    case "subtotal":
      return subtotalCells(one.subtotal, columns, composer);
    case "row":
      return cellsInColumns(chargeCells(one.row, columns, composer), widths, composer.theme.space.columnGap);
  }
};

/** The head of a section or a part, over all columns. */
export const groupHead = (
  { kind, title }: { readonly kind: "section" | "part"; readonly title: Text },
  columns: number,
  { theme, paragraph }: Composer,
): Box =>
  paragraph([{ text: title, role: kind }], { width: theme.grid.width, tag: { type: "TH", scope: "Row", columns } });

const chargeCells = (charge: RowView, columns: Columns, composer: Composer): readonly Box[] => {
  const figure = (text: Text | undefined, width: number, role: Role = "body"): Box =>
    composer.paragraph(piecesOf(text, role), { width, align: "right", wrap: "never", beside: "body", tag: TD });
  return [
    ...describedCells(charge, columns, composer),
    figure(charge.rate, columns.rate),
    ...(columns.mark > 0 ? [figure(charge.mark, columns.mark, "label")] : []),
    figure(charge.amount, columns.amount),
  ];
};

type Described = Pick<RowView, "description" | "notes" | "period" | "quantity">;

/** What a charge and a row of a usage statement have in common: description with notes, period, quantity. */
export const describedCells = (
  described: Described,
  widths: Pick<Columns, "description" | "period" | "quantity">,
  { paragraph }: Composer,
): readonly Box[] => {
  const { description, notes } = described;
  const width = widths.description;
  const P = { type: "P" } as const;
  const texts = [
    paragraph([{ text: description, role: "body" }], { width, tag: P }),
    ...notes.map((text) => paragraph([{ text, role: "note" }], { width, above: 1, tag: P })),
  ];
  return [
    stack(texts, TD),
    paragraph(piecesOf(described.period, "period"), { width: widths.period, beside: "body", tag: TD }),
    paragraph(quantityPieces(described), { width: widths.quantity, align: "right", beside: "body", tag: TD }),
  ];
};

const piecesOf = (text: Text | undefined, role: Role): readonly Piece[] => (text === undefined ? [] : [{ text, role }]);

const subtotalCells = ({ label, value }: SubtotalView, columns: Columns, { theme, paragraph }: Composer) => {
  const { grid, space } = theme;
  const width = grid.width - columns.amount - space.columnGap;
  const setting = { align: "right", beside: "body" } as const;
  const span = widthsOf(columns).length - 1;
  const head = paragraph([{ text: label, role: "label" }], {
    ...setting,
    width,
    tag: { type: "TH", scope: "Row", columns: span },
  });
  const figure = paragraph([{ text: value, role: "subtotal" }], {
    ...setting,
    width: columns.amount,
    wrap: "never",
    tag: TD,
  });
  return [
    { x: 0, box: head },
    { x: grid.width - columns.amount, box: figure },
  ];
};
