import {
  decimalOf,
  decimalText,
  extend,
  isZero,
  isZeroDecimal,
  multiplyDecimals,
  rateOf,
  roundLine,
  type Currency,
  type Decimal,
} from "../kernel/money.ts";
import { fail, succeed, type Result } from "../kernel/result.ts";
import type { OverlayEntry } from "./overlay.ts";
import { taxesOf } from "./overlay-fields.ts";
import { copied, made, objectOf, placeAt, type Place, type Traced } from "./traced.ts";
import { isAhead, priceOf, usageParts, type Terms, type UsagePart } from "./usage-parts.ts";
import type { UsageRow } from "./usage-row.ts";
import { gather } from "./vendor-fields.ts";

/** What an overview says of all its rows. */
export type Cycle = Terms & {
  readonly currency: Currency;
  /** The billing period of the overview: what is charged in arrears (rule A3). */
  readonly period: Traced;
  /** What is invoiced ahead, if anything is (rule A3); `months` of the monthly price. */
  readonly prepay?: { readonly months: bigint; readonly period: Traced };
  readonly showZeroLines: boolean;
  readonly organisation: Traced;
  readonly overlay: OverlayEntry;
};

/** The rated lines of one row: up to one ahead and one in arrears (rule A4). */
export const usageLines = (row: UsageRow, cycle: Cycle): Result<readonly Traced[]> => {
  const parts = usageParts(row, cycle).filter((part) => !isAhead(part, cycle.plan) || cycle.prepay !== undefined);
  const { values, issues } = gather(parts.map((part) => usageLine(row, part, cycle)));
  return issues.length > 0 ? fail(...issues) : succeed(values.flat());
};

/** One line, or none where it comes to nothing (rule A18). */
const usageLine = (row: UsageRow, part: UsagePart, cycle: Cycle): Result<readonly Traced[]> => {
  if (row[part.priceField] === undefined && isZeroDecimal(part.quantity)) return succeed([]);
  const price = priceOf(row, part);
  if (!price.ok) return price;
  const ahead = isAhead(part, cycle.plan) ? cycle.prepay : undefined;
  const rate = ahead === undefined ? price.value : multiplyDecimals(price.value, decimalOf(ahead.months));
  const amount = roundLine(extend(part.quantity, rateOf(rate, cycle.currency)));
  if (isZero(amount) && !cycle.showZeroLines) return succeed([]);
  const taxes = taxesOf(cycle.overlay, row.kind, row.place);
  if (!taxes.ok) return taxes;
  return succeed([
    objectOf(
      {
        ...namesOf(row, cycle),
        id: made(lineId(row.place, part), row.place),
        quantity: decimalAt(part.quantity, placeAt(row.place, part.quantityField)),
        rate: decimalAt(rate, placeAt(row.place, part.priceField)),
        period: ahead?.period ?? cycle.period,
        ...(ahead !== undefined && { prepay: made(true, row.place) }),
        ...besideOf(row, ahead === undefined ? "arrears" : "ahead"),
        taxes: taxes.value,
      },
      row.place,
    ),
  ]);
};

/** A row of a usage statement: what was used, beside what is committed and included (rules A9, A17). */
export const usedLine = (row: UsageRow, { period, organisation }: Pick<Cycle, "period" | "organisation">): Traced =>
  objectOf(
    {
      ...namesOf(row, { organisation }),
      id: made(`usage-${rowNumber(row.place)}`, row.place),
      quantity: decimalAt(row.used, placeAt(row.place, "usageQuantity")),
      period,
      ...besideOf(row, "ahead"),
    },
    row.place,
  );

const namesOf = (row: UsageRow, { organisation }: Pick<Cycle, "organisation">) => ({
  kind: made(row.kind, placeAt(row.place, "grouping")),
  product: copied(row.product, placeAt(row.place, "name")),
  organisation,
  ...(row.licenceModel !== undefined && { licenceModel: made(row.licenceModel, placeAt(row.place, "name")) }),
  unit: made(row.unit, placeAt(row.place, "unitOfMeasureType")),
});

/** Quantities beside the billed one (rule A17). What was used last cycle says nothing of the cycle ahead. */
const besideOf = (row: UsageRow, when: "ahead" | "arrears") => ({
  ...(!isZeroDecimal(row.committed) && { committed: decimalAt(row.committed, placeAt(row.place, "prepayQuantity")) }),
  ...(row.included !== undefined && { included: decimalAt(row.included, placeAt(row.place, "bundleQuantity")) }),
  ...(when === "arrears" && isSplit(row) && { used: decimalAt(row.used, placeAt(row.place, "usageQuantity")) }),
});

const isSplit = ({ committed, included }: UsageRow): boolean => !isZeroDecimal(committed) || included !== undefined;

const decimalAt = (value: Decimal, place: Place): Traced => made(decimalText(value), place);

/** "usage-17", "usage-17-committed": the row's place, which is the same each time the file is read. */
const lineId = (place: Place, { role }: UsagePart): string =>
  role === "committed" ? `usage-${rowNumber(place)}-committed` : `usage-${rowNumber(place)}`;

const rowNumber = ({ pointer }: Place): string => pointer.slice(pointer.lastIndexOf("/") + 1);
