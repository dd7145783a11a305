import type { Period } from "../kernel/calendar.ts";
import {
  compareMoney,
  decimalText,
  isNegative,
  moneyOf,
  moneyText,
  parseCurrency,
  subtract,
  sum,
  zeroMoney,
  type Money,
} from "../kernel/money.ts";
import { invariant, resultOf, type Issue, type Result } from "../kernel/result.ts";
import type { Issuer } from "../policy/issuer.ts";
import type { RatedDocument } from "../intake/rated-document.ts";
import type { ChargeLine, Invoice, Line } from "./invoice.ts";
import { chargeLine, documentDiscount, feeLine, isLeftOut, lineDiscount, lineIssues } from "./lines.ts";
import { hullOf } from "./periods.ts";
import { arrangeSections, OWN_SECTIONS, sectionOf } from "./sections.ts";
import { computeTaxes, computeWithholdings, taxIssues } from "./taxes.ts";

/**
 * What each line, section, tax and total comes to (rules A3–A11, A18, F8).
 * Refuses, with every issue, a document whose given amounts or control totals do not agree with the reckoning,
 * one without a line to charge, and one whose kind does not fit the sign of its total (rule A19).
 */
export const computeInvoice = (document: RatedDocument, issuer: Issuer): Result<Invoice> => {
  const currency = parseCurrency(document.currency);
  const mode = issuer.entities[document.entity]?.taxRounding;
  invariant(currency !== undefined && mode !== undefined, "intake has checked currency and entity (A1, F7)");

  const charges = document.lines.map((line) => chargeLine(line, currency));
  const showZeroLines = document.showZeroLines ?? issuer.printZeroLines;
  const printed = charges.filter((line) => showZeroLines || !isLeftOut(line));
  const placed = placeLines(document, printed, { issuer, currency });
  const lines = [...placed.values()].flat();
  const sections = arrangeSections(placed, issuer, currency);
  const net = sum(
    sections.map((section) => section.subtotal),
    currency,
  );
  const taxes = computeTaxes(document, lines, { mode, currency });
  const tax = sum(
    taxes.map((row) => row.amount),
    currency,
  );
  const total = sum([net, tax], currency);
  const withholdings = computeWithholdings(document, net, mode);
  const withheld =
    document.contract.withholding === "deduct" ? totalOf(withholdings, zeroMoney(currency)) : zeroMoney(currency);
  const paid = document.paid.map((payment) => ({ paid: payment, amount: given(moneyOf(payment.amount, currency)) }));
  const due = subtract(total, sum([withheld, totalOf(paid, zeroMoney(currency))], currency));
  const local = taxes.flatMap((row) => row.local ?? []);
  const [firstLocal] = local;

  const invoice: Invoice = {
    document,
    currency,
    sections,
    net,
    taxes,
    tax,
    ...(firstLocal !== undefined && { localTax: sum(local, firstLocal.currency) }),
    total,
    withholdings,
    withheld,
    paid,
    due,
    periods: servicePeriods(printed),
  };
  const issues = [
    ...charges.flatMap(lineIssues),
    ...taxIssues([...taxes, ...withholdings]),
    ...totalIssues(invoice, lines),
  ];
  return resultOf(issues, () => invoice);
};

type Placing = { readonly issuer: Issuer; readonly currency: Invoice["currency"] };

/** Lines by section, a line's discount right below it (rules A5, F8). */
const placeLines = (
  document: RatedDocument,
  charges: readonly ChargeLine[],
  { issuer, currency }: Placing,
): ReadonlyMap<string, readonly Line[]> => {
  const rows: readonly (readonly [string, Line])[] = [
    ...charges.flatMap((line) => {
      const section = sectionOf(line.rated, issuer);
      const discount = lineDiscount(line);
      return [[section, line] as const, ...(discount === undefined ? [] : [[section, discount] as const])];
    }),
    ...document.discounts.map(
      (discount) => [OWN_SECTIONS.discounts, documentDiscount(discount, document, currency)] as const,
    ),
    ...document.fees.map((fee) => [OWN_SECTIONS.fees, feeLine(fee, currency)] as const),
  ];
  const groups = Map.groupBy(rows, ([section]) => section);
  return new Map([...groups].map(([section, placed]) => [section, placed.map(([, line]) => line)]));
};

const totalIssues = (invoice: Invoice, lines: readonly Line[]): readonly Issue[] => {
  const { document, net, tax, total, due } = invoice;
  const issues: Issue[] = [];
  if (lines.length === 0) {
    issues.push({
      rule: "A18",
      at: "/lines",
      message: "there is nothing to charge",
      hint: "no invoice is issued for a cycle without charges",
    });
  }
  for (const [name, amount] of Object.entries({ net, tax, total, due })) {
    const control = document.totals?.[name as keyof Required<typeof document>["totals"]];
    if (control === undefined || isSame(moneyOf(control, amount.currency), amount)) continue;
    issues.push({
      rule: "A10",
      at: `/totals/${name}`,
      message: `${decimalText(control)} is given, but the lines come to ${moneyText(amount)}`,
      hint: "mend the lines, or leave the control total out",
    });
  }
  if (document.kind === "invoice" && isNegative(total)) {
    issues.push({
      rule: "A19",
      at: "/kind",
      message: `the total is ${moneyText(total)}: that is a credit note`,
      hint: 'write "credit-note"',
    });
  }
  if (document.kind === "credit-note" && !isNegative(total)) {
    issues.push({
      rule: "A19",
      at: "/kind",
      message: `the total is ${moneyText(total)}: that is an invoice`,
      hint: "a credit has negative quantities",
    });
  }
  if (document.kind === "invoice" && !isNegative(total) && isNegative(due)) {
    issues.push({ rule: "F8", at: "/paid", message: `more is paid or withheld than the total of ${moneyText(total)}` });
  }
  return issues;
};

const isSame = (given: Money | undefined, reckoned: Money): boolean =>
  given !== undefined && compareMoney(given, reckoned) === 0;

const totalOf = (rows: readonly { readonly amount: Money }[], zero: Money): Money =>
  sum(
    rows.map((row) => row.amount),
    zero.currency,
  );

const given = (amount: Money | undefined): Money => {
  invariant(amount !== undefined, "intake has checked that amounts have no fractions of the minor unit");
  return amount;
};

const ONE_TIME = ["number-setup", "service", "hardware"];

/**
 * The periods of Billing Details (rule A3): of what is paid ahead, and of what is in arrears.
 * One-time charges and credits have dates of their own, which count only where there is nothing else.
 */
const servicePeriods = (lines: readonly ChargeLine[]): Invoice["periods"] => {
  const periodic = lines.filter(isPeriodic);
  const counted = periodic.length > 0 ? periodic : lines;
  const prepay = hullOf(periodsOf(counted.filter(({ rated }) => rated.prepay)));
  const usage = hullOf(periodsOf(counted.filter(({ rated }) => !rated.prepay)));
  return { ...(prepay !== undefined && { prepay }), ...(usage !== undefined && { arrears: usage }) };
};

const isPeriodic = ({ rated }: ChargeLine): boolean =>
  rated.corrects === undefined && (rated.prepay || !ONE_TIME.includes(rated.kind));

const periodsOf = (lines: readonly ChargeLine[]): readonly Period[] => lines.map(({ rated }) => rated.period);
