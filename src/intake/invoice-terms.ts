import { compareDecimals, decimalText } from "../kernel/money.ts";
import { fail, resultOf, succeed, type Issue, type Result } from "../kernel/result.ts";
import type { MatchedInvoice } from "./invoice-record.ts";
import { didYouMean } from "./nearest.ts";
import { agree, fieldsWithin, placeIn } from "./overlay-fields.ts";
import { quote } from "./quote.ts";
import { issueAt, made, objectOf, placeAt, type Traced } from "./traced.ts";

/** "Net 30" is 30 days (rule B1); other words are told apart by the overlay's netDays. */
export const netDaysOf = ({ invoice, overlay, place }: MatchedInvoice): Result<Traced | undefined> => {
  const { paymentTerms } = invoice;
  if (paymentTerms === undefined) return succeed(undefined);
  const days = /^net\s*(\d{1,3})(?:\s*days)?$/i.exec(paymentTerms.trim())?.[1];
  const given = overlay.settings.customer?.netDays;
  if (days === undefined && given !== undefined) return succeed(undefined);
  const at = placeAt(place, "paymentTerms");
  if (days === undefined) {
    const message = `the payment terms ${quote(paymentTerms)} are not net days`;
    return fail(issueAt(at, { rule: "B1", message, hint: "give customer.netDays in the overlay" }));
  }
  const issues = agree(overlay, ["customer", "netDays"], { value: Number(days), rule: "B1" });
  return resultOf(issues, () => made(Number(days), at));
};

/** The vendor's amount is a control total; whether before or after tax only the overlay can tell. */
export const totalsOf = ({ invoice, overlay, place }: MatchedInvoice): Result<Readonly<Record<string, Traced>>> => {
  const { amount } = invoice;
  const { amountIs, totals } = overlay.settings;
  if (amount === undefined) return succeed({});
  const at = placeAt(place, "amount");
  if (amountIs === undefined) {
    const message = "the overlay does not say whether the vendor's amount is before or after tax";
    return fail(issueAt(placeIn(overlay, "amountIs"), { rule: null, message, hint: '"amountIs": "net" or "total"' }));
  }
  const given = totals?.[amountIs];
  if (given !== undefined && compareDecimals(given, amount) !== 0) {
    const message = `${decimalText(given)} is given here and ${decimalText(amount)} in the vendor's invoice`;
    return fail(
      issueAt(placeIn(overlay, "totals", amountIs), { rule: null, message, hint: "leave it out of the overlay" }),
    );
  }
  const fields = { ...fieldsWithin(overlay, "totals"), [amountIs]: made(decimalText(amount), at) };
  return succeed({ totals: objectOf(fields, at) });
};

/** Where both files tell the same fact. */
export const agreements = ({ invoice, overlay }: MatchedInvoice): readonly Issue[] => {
  const facts = [
    { path: ["currency"], value: invoice.currencyIsoCode, rule: "A1" },
    { path: ["issueDate"], value: invoice.dateInvoiced, rule: null },
    { path: ["number"], value: invoice.number, rule: null },
    { path: ["payment", "link"], value: invoice.paymentLink, rule: "B3" },
    { path: ["contract", "purchaseOrder"], value: invoice.customerPoNumber, rule: "A2" },
  ] as const;
  return facts.flatMap(({ path, value, rule }) => (value === undefined ? [] : agree(overlay, path, { value, rule })));
};

/** A paid invoice that asks for its whole amount again would be wrong: the payment is a row of its own (rule F8). */
export const paidIssues = ({ invoice, overlay, place }: MatchedInvoice): readonly Issue[] => {
  if (invoice.paymentStatus?.toLowerCase() !== "paid" || overlay.settings.paid.length > 0) return [];
  const hint = "give paid: [{id, date, amount, reason}] in the overlay";
  return [
    issueAt(placeAt(place, "paymentStatus"), { rule: "F8", message: "paid, but the overlay tells no payment", hint }),
  ];
};

/** Names in the overlay that belong to no line: most often a slip of the pen. */
export const unusedNames = ({ items, overlay }: MatchedInvoice): readonly Issue[] => {
  const ids = items.map(({ id }) => id);
  const known = {
    rates: ids,
    kinds: [...ids, ...items.flatMap(({ product, writtenProduct }) => [product, writtenProduct])],
  };
  return (["rates", "kinds"] as const).flatMap((table) =>
    Object.keys(overlay.settings[table] ?? {})
      .filter((name) => !known[table].includes(name))
      .map((name) =>
        issueAt(placeIn(overlay, table, name), {
          rule: null,
          message: `no line of the invoice is ${quote(name)}`,
          hint: didYouMean(name, known[table]),
        }),
      ),
  );
};
