import type { Invoice } from "../../compute/invoice.ts";
import type { RatedDocument } from "../../intake/rated-document.ts";
import type { CalendarDate } from "../../kernel/calendar.ts";
import {
  compareMoney,
  isNegative,
  isZero,
  moneyDecimal,
  moneyText,
  negate,
  negateDecimal,
  sum,
  type Decimal,
  type Money,
} from "../../kernel/money.ts";
import { fail, succeed, type Issue, type Result } from "../../kernel/result.ts";
import { toInvoice } from "../../pipeline.ts";
import type { Issuer } from "../../policy/issuer.ts";
import type { Taken } from "./choose.ts";
import { hasLeft, roundingId, type Left } from "./left.ts";
import { NET, rowsOf, sumsOf, type Row, type RowList } from "./rows.ts";

/** What a credit note says beside the rows that it takes back (rule A19). */
export type CreditFacts = {
  readonly id: string;
  /** Of the invoice. */
  readonly number: string;
  readonly issueDate: CalendarDate;
  /** Printed with each line. */
  readonly reason: string;
  /** Printed where parts of a row would round to more than the whole. */
  readonly rounding: string;
};

type Order = { readonly taken: readonly Taken[]; readonly left: Left; readonly facts: CreditFacts };

/**
 * The credit note for rows of an invoice: what was charged turned round, on the same taxes (rules A10, A11, A19). Never
 * more than is left: of a row by a discount for the rounding, of the net total and each tax's base by refusing.
 */
export const creditNoteFor = (invoice: Invoice, order: Order, issuer: Issuer): Result<RatedDocument> => {
  const { document } = invoice;
  const isWhole = takesEverything(order);
  if (!isWhole && document.withholdings.some(({ base }) => base !== undefined)) return fail(WITHHELD_ON_A_BASE);
  const turned = turnedRound(document, order, isWhole);
  const first = toInvoice(turned, issuer);
  if (!first.ok) return first;
  const rounded = { ...turned, discounts: [...turned.discounts, ...roundingOf(first.value, order)] };
  const credit = toInvoice(rounded, issuer);
  if (!credit.ok) return credit;
  const issues = [
    ...overdrawn(credit.value, order.left),
    ...(isWhole && !order.left.isTouched ? unmirrored(invoice, credit.value) : []),
  ];
  return issues.length > 0 ? fail(...issues) : succeed(rounded);
};

const takesEverything = ({ taken, left }: Order): boolean =>
  !left.isTouched && left.rows.filter(hasLeft).every((row) => isTakenWhole(row, taken));

const isTakenWhole = (row: Row, taken: readonly Taken[]): boolean =>
  taken.some((one) => one.row === row && one.quantity === one.row.left.quantity);

/** Paying, fiscal document, memo and control sums are the invoice's own. */
const turnedRound = (document: RatedDocument, { taken, facts }: Order, isWhole: boolean): RatedDocument => {
  const { number: _number, totals: _totals, fiscal: _fiscal, memo: _memo, ...kept } = document;
  const { id, issueDate, number, reason } = facts;
  const corrects = { number, date: document.issueDate, reason };
  const rows = {
    lines: taking(document.lines, "lines", taken).map(({ item, quantity }) => ({
      ...withoutAmount(item),
      quantity: negateDecimal(quantity ?? item.quantity),
      corrects,
    })),
    fees: taking(document.fees, "fees", taken).map(({ item, quantity }) => ({
      ...item,
      quantity: negateDecimal(quantity ?? item.quantity),
    })),
    discounts: taking(document.discounts, "discounts", taken).map(({ item }) => item),
  };
  const named = new Set(Object.values(rows).flatMap((items) => items.flatMap(({ taxes }) => taxes)));
  return {
    ...kept,
    ...rows,
    id,
    kind: "credit-note",
    issueDate,
    taxes: document.taxes.filter((tax) => named.has(tax.id)).map(withoutAmount),
    withholdings: document.withholdings.map((withholding) => ({
      ...withoutAmount(withholding),
      ...(withholding.base !== undefined && isWhole && { base: negateDecimal(withholding.base) }),
    })),
    paid: [],
    payment: {},
  };
};

/** A control amount of the invoice; the credit note's own are reckoned. */
const withoutAmount = <Item extends { readonly amount?: Decimal | undefined }>(item: Item): Omit<Item, "amount"> => {
  const { amount: _, ...rest } = item;
  return rest;
};

const taking = <Item extends { readonly id: string }>(items: readonly Item[], list: RowList, taken: readonly Taken[]) =>
  items.flatMap((item): readonly { readonly item: Item; readonly quantity?: Decimal }[] => {
    const found = taken.find(({ row }) => row.list === list && row.id === item.id);
    if (found === undefined) return [];
    return [{ item, ...(found.quantity !== undefined && { quantity: found.quantity }) }];
  });

/** Each credit rounds for itself (rule A10), so the last part of a row could come to a little more than is left of it. */
const roundingOf = (credit: Invoice, { taken, left, facts }: Order): RatedDocument["discounts"] =>
  rowsOf(credit).flatMap((row) => {
    const whole = left.rows.find(({ list, id }) => list === row.list && id === row.id);
    if (whole === undefined || isNegative(whole.amount) || !taken.some((one) => one.row === whole)) return [];
    const beyond = negate(sum([whole.left.amount, row.amount], row.amount.currency));
    if (isZero(beyond) || isNegative(beyond)) return [];
    const source = { file: "register", pointer: "" };
    return [{ id: roundingId(row), reason: facts.rounding, amount: moneyDecimal(beyond), taxes: row.taxes, source }];
  });

/** A sum of the invoice may come down to nothing, and not to the other side of it. */
const overdrawn = (credit: Invoice, { sums }: Left): readonly Issue[] =>
  [...sumsOf(rowsOf(credit), credit.currency)].flatMap(([tax, taken]) => {
    const before = sums.get(tax);
    if (before === undefined) return [];
    const after = sum([before, taken], credit.currency);
    if (isZero(after) || isNegative(after) === isNegative(before)) return [];
    const what = tax === NET ? "the net total" : `the amounts on the tax "${tax}"`;
    return [
      {
        rule: "A19",
        at: "--line",
        message: `of ${what} ${moneyText(before)} ${credit.currency} is left, and this credit comes to ${moneyText(negate(taken))}`,
        hint: "credit less, or the discounts with it: billwright register show lists what is left",
      },
    ];
  });

/** The profile of today must round as that of the invoice did, or a cent of tax would stay. */
const unmirrored = (invoice: Invoice, credit: Invoice): readonly Issue[] =>
  (["net", "tax", "total"] as const)
    .filter((name) => compareMoney(invoice[name], negate(credit[name])) !== 0)
    .map((name) => ({
      rule: "A10",
      at: `/totals/${name}`,
      message: `comes to ${amountText(credit[name])}, but the invoice's is ${amountText(invoice[name])}`,
      hint: "the profile rounds otherwise than when the invoice was issued; give the one of then with --issuer",
    }));

const amountText = (amount: Money): string => `${moneyText(amount)} ${amount.currency}`;

const WITHHELD_ON_A_BASE: Issue = {
  rule: "A7",
  at: "--line",
  message: "the invoice names a withholding tax on a base of its own, so a part of it cannot be credited by itself",
  hint: "credit the whole invoice, or bill a credit note with its own base",
};
