import type { Line } from "../compute/invoice.ts";
import type { StatementDocument } from "../intake/usage-statement.ts";
import type { Period } from "../kernel/calendar.ts";
import { decimalText, moneyText, trimDecimal, type Decimal } from "../kernel/money.ts";
import type { Compared, LineName } from "./comparison.ts";

/** A line taken apart: what it charges, by which it is known again, and what may differ of it. */
export type ComparedLine = {
  readonly name: LineName;
  readonly subject: string;
  readonly period?: Period;
  readonly fields: ReadonlyMap<string, string>;
};

/** In the order of print, as `explain` counts them. */
export const linesIn = (compared: Compared): readonly ComparedLine[] =>
  compared.kind === "invoice"
    ? inPrint(compared.invoice.sections).map((line, index) => invoiceLine(line, index + 1))
    : inPrint(compared.statement.sections).map((line, index) => statementLine(line, index + 1));

type Sections<Item> = readonly {
  readonly lines: readonly Item[];
  readonly parts: readonly { readonly lines: readonly Item[] }[];
}[];

const inPrint = <Item>(sections: Sections<Item>): readonly Item[] =>
  sections.flatMap(({ lines, parts }) => [...lines, ...parts.flatMap((part) => part.lines)]);

const invoiceLine = (line: Line, place: number): ComparedLine => {
  const { id, amount } = line;
  const taken = { amount: moneyText(amount), taxes: line.taxes.join(", ") };
  switch (line.kind) {
    case "charge": {
      const { product, kind, organisation, unit, prepay, period } = line.rated;
      return {
        name: { place, id, name: prepay ? `${product}, prepay` : product, amount },
        subject: JSON.stringify([kind, product, organisation ?? "", unit, prepay]),
        period,
        fields: fieldsOf({
          ...countsOf(line.rated),
          rate: textOf(line.rate.price),
          ...taken,
          product,
          description: line.rated.description,
          organisation,
          prepay: prepay ? "yes" : "no",
          corrects: line.rated.corrects?.number,
        }),
      };
    }
    case "discount":
      return {
        name: { place, id, name: `discount: ${line.reason}`, amount },
        subject: JSON.stringify(["discount", line.reason]),
        fields: fieldsOf({ percent: line.percent && `${textOf(line.percent)} %`, ...taken, reason: line.reason }),
      };
    case "fee":
      return {
        name: { place, id, name: line.name, amount },
        subject: JSON.stringify(["fee", line.name, line.unit]),
        fields: fieldsOf({
          quantity: `${textOf(line.quantity)} ${line.unit}`,
          rate: textOf(line.rate.price),
          ...taken,
          name: line.name,
          reason: line.reason,
        }),
      };
  }
};

/** Usage has no rate and no amount (rule A9). */
const statementLine = (line: StatementDocument["lines"][number], place: number): ComparedLine => {
  const { id, product, kind, organisation, unit, period, description } = line;
  return {
    name: { place, id, name: product },
    subject: JSON.stringify([kind, product, organisation ?? "", unit]),
    period,
    fields: fieldsOf({ ...countsOf(line), product, description, organisation }),
  };
};

type Counted = {
  readonly quantity: Decimal;
  readonly unit: string;
  readonly committed?: Decimal | undefined;
  readonly included?: Decimal | undefined;
  readonly used?: Decimal | undefined;
};

const countsOf = ({ quantity, unit, committed, included, used }: Counted) => ({
  quantity: `${textOf(quantity)} ${unit}`,
  committed: committed && textOf(committed),
  included: included && textOf(included),
  used: used && textOf(used),
});

/** 75.00 and 75.0 are one rate. */
const textOf = (value: Decimal): string => decimalText(trimDecimal(value));

const fieldsOf = (fields: Readonly<Record<string, string | undefined>>): ReadonlyMap<string, string> =>
  new Map(Object.entries(fields).flatMap(([name, text]) => (text === undefined ? [] : [[name, text] as const])));
