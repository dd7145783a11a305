import type { RoundingMode } from "../../src/kernel/money.ts";
import { fractionOf, rounded, roundedTogether, times, whole, type Fraction } from "./fractions.ts";

/** The fields of a rated document, as they are written, that decide what it comes to. */
export type Reckonable = {
  readonly currency: string;
  readonly kind: string;
  readonly lines: readonly {
    readonly id: string;
    readonly quantity: string;
    readonly rate: string;
    readonly taxes: readonly string[];
    readonly discount?: { readonly percent?: string; readonly amount?: string };
  }[];
  readonly taxes: readonly { readonly id: string; readonly rate: string; readonly roundingGroup?: string }[];
  readonly discounts: readonly { readonly id: string; readonly amount: string; readonly taxes: readonly string[] }[];
  readonly fees: readonly {
    readonly id: string;
    readonly quantity: string;
    readonly rate: string;
    readonly taxes: readonly string[];
  }[];
  readonly withholdings: readonly { readonly id: string; readonly rate: string }[];
  readonly contract: { readonly withholding: string };
  readonly paid: readonly { readonly amount: string }[];
};

/** All amounts in minor units. `rows` are lines, their discounts ("id/discount"), document discounts and fees. */
export type Reckoned = {
  readonly rows: ReadonlyMap<string, bigint>;
  readonly net: bigint;
  readonly taxes: ReadonlyMap<string, bigint>;
  readonly tax: bigint;
  readonly total: bigint;
  readonly withheld: bigint;
  readonly due: bigint;
};

export const decimalsOf = (currency: string): number => (currency === "JPY" ? 0 : 2);

/** "-12.05" of −1205 minor units. */
export const inUnits = (minor: bigint, currency: string): string => {
  const decimals = decimalsOf(currency);
  const digits = String(minor < 0n ? -minor : minor).padStart(decimals + 1, "0");
  const at = digits.length - decimals;
  return `${minor < 0n ? "-" : ""}${digits.slice(0, at)}${decimals === 0 ? "" : `.${digits.slice(at)}`}`;
};

/**
 * What a document comes to by rules A6, A7, A10, A11 and F8, reckoned in exact fractions and from what was written
 * alone: a second opinion that shares no code with the pipeline.
 */
export const reckon = (document: Reckonable, mode: RoundingMode): Reckoned => {
  const { currency } = document;
  const rows = rowsOf(document);
  const net = total([...rows.values()].map(({ minor }) => minor));
  const taxes = taxesOf(document, rows, mode);
  const tax = total([...taxes.values()]);
  const kept = document.withholdings.map(({ rate }) => rounded(percent(net, rate), mode));
  const withheld = document.contract.withholding === "deduct" ? total(kept) : 0n;
  const paid = total(document.paid.map(({ amount }) => inMinor(fractionOf(amount), currency)));
  return {
    rows: new Map([...rows].map(([id, { minor }]) => [id, minor])),
    net,
    taxes,
    tax,
    total: net + tax,
    withheld,
    due: net + tax - withheld - paid,
  };
};

type Row = { readonly minor: bigint; readonly taxes: readonly string[] };

const rowsOf = ({ currency, kind, lines, discounts, fees }: Reckonable): ReadonlyMap<string, Row> => {
  const product = (quantity: string, rate: string): bigint =>
    inMinor(times(fractionOf(quantity), fractionOf(rate)), currency);
  const sign = kind === "credit-note" ? 1n : -1n;
  return new Map<string, Row>([
    ...lines.flatMap(({ id, quantity, rate, discount, taxes }): (readonly [string, Row])[] => {
      const minor = product(quantity, rate);
      const off =
        discount === undefined
          ? []
          : [[`${id}/discount`, { minor: -takenOff(minor, discount, { quantity, currency }), taxes }] as const];
      return [[id, { minor, taxes }], ...off];
    }),
    ...discounts.map(
      ({ id, amount, taxes }) => [id, { minor: sign * inMinor(fractionOf(amount), currency), taxes }] as const,
    ),
    ...fees.map(({ id, quantity, rate, taxes }) => [id, { minor: product(quantity, rate), taxes }] as const),
  ]);
};

type Discount = { readonly percent?: string; readonly amount?: string };

const takenOff = (
  minor: bigint,
  { percent: rate, amount = "0" }: Discount,
  { quantity, currency }: { readonly quantity: string; readonly currency: string },
): bigint => {
  if (rate !== undefined) return rounded(percent(minor, rate), "half-away-from-zero");
  return inMinor(fractionOf(amount), currency) * (quantity.startsWith("-") ? -1n : 1n);
};

const taxesOf = (
  { taxes }: Reckonable,
  rows: ReadonlyMap<string, Row>,
  mode: RoundingMode,
): ReadonlyMap<string, bigint> => {
  const exact = taxes.map(({ id, rate, roundingGroup }) => {
    const base = total([...rows.values()].filter((row) => row.taxes.includes(id)).map(({ minor }) => minor));
    return { id, value: percent(base, rate), group: roundingGroup ?? ` ${id}` };
  });
  const amounts = new Map<string, bigint>();
  for (const group of new Set(exact.map((one) => one.group))) {
    const members = exact.filter((one) => one.group === group);
    const together = roundedTogether(
      members.map(({ value }) => value),
      mode,
    );
    members.forEach(({ id }, index) => amounts.set(id, together[index] ?? 0n));
  }
  return amounts;
};

const percent = (minor: bigint, rate: string): Fraction =>
  times(whole(minor), times(fractionOf(rate), { over: 1n, under: 100n }));

const inMinor = (value: Fraction, currency: string): bigint =>
  rounded(times(value, whole(10n ** BigInt(decimalsOf(currency)))), "half-away-from-zero");

const total = (amounts: readonly bigint[]): bigint => amounts.reduce((sum, amount) => sum + amount, 0n);
