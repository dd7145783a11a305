import {
  compareMoney,
  extend,
  moneyOf,
  moneyText,
  rateOf,
  roundLine,
  subtract,
  sum,
  type Currency,
  type Decimal,
  type Money,
} from "../kernel/money.ts";
import { fail, succeed, type Result } from "../kernel/result.ts";
import { taxesOf } from "./overlay-fields.ts";
import { issueAt, made, objectOf, type Place, type Traced } from "./traced.ts";
import type { Cycle } from "./usage-line.ts";
import { priceOf, usageParts } from "./usage-parts.ts";
import { isCore, type UsageRow } from "./usage-row.ts";
import { gather } from "./vendor-fields.ts";

export type Minimum = { readonly amount: Decimal; readonly product: string | undefined; readonly place: Place };

/**
 * Where the contract has a least amount for a month and the cycle's core services come to less, one line brings them up
 * to it; not in the ramp (rule D12). The cycle's commitment counts at its monthly price on whichever invoice it stands,
 * so what was paid a year ahead is not asked for again.
 */
export const minimumLine = (minimum: Minimum, rows: readonly UsageRow[], cycle: Cycle): Result<readonly Traced[]> => {
  if (cycle.ramp !== "none") return succeed([]);
  const least = moneyOf(minimum.amount, cycle.currency);
  if (least === undefined)
    return fail(issueAt(minimum.place, { rule: "D12", message: "finer than the currency's minor unit" }));
  const core = coreAmount(rows, cycle);
  if (!core.ok) return core;
  return compareMoney(core.value, least) < 0 ? shortfallLine(minimum, subtract(least, core.value), cycle) : succeed([]);
};

const coreAmount = (rows: readonly UsageRow[], cycle: Cycle): Result<Money> => {
  const amounts = gather(rows.filter(({ kind }) => isCore(kind)).flatMap((row) => rowAmounts(row, cycle)));
  return amounts.issues.length > 0 ? fail(...amounts.issues) : succeed(sum(amounts.values, cycle.currency));
};

const rowAmounts = (row: UsageRow, cycle: Cycle): readonly Result<Money>[] =>
  usageParts(row, cycle)
    .filter(({ quantity }) => quantity.units !== 0n)
    .map((part) => {
      const price = priceOf(row, part);
      return price.ok ? succeed(amountOf(part.quantity, price.value, cycle.currency)) : price;
    });

const amountOf = (quantity: Decimal, price: Decimal, currency: Currency): Money =>
  roundLine(extend(quantity, rateOf(price, currency)));

const shortfallLine = ({ product, place }: Minimum, shortfall: Money, cycle: Cycle): Result<readonly Traced[]> => {
  const taxes = taxesOf(cycle.overlay, "minimum", place);
  const issues = taxes.ok ? [] : [...taxes.issues];
  if (product === undefined) {
    issues.push(
      issueAt(place, {
        rule: "D12",
        message: "the line for the minimum amount has no name",
        hint: "give imports.minimumProduct in the issuer's profile",
      }),
    );
  }
  if (!taxes.ok || product === undefined) return fail(...issues);
  const fields = {
    id: made("minimum", place),
    kind: made("minimum", place),
    product: made(product, place),
    organisation: cycle.organisation,
    quantity: made("1", place),
    unit: made("month", place),
    rate: made(moneyText(shortfall), place),
    period: cycle.period,
    taxes: taxes.value,
  };
  return succeed([objectOf(fields, place)]);
};
