import {
  decimalText,
  isNegativeDecimal,
  moneyOf,
  negateDecimal,
  type Currency,
  type Decimal,
  type Money,
} from "../kernel/money.ts";
import { fail, succeed, type Result } from "../kernel/result.ts";
import type { InvoiceItem } from "./invoice-item.ts";
import type { OverlayEntry } from "./overlay.ts";
import { fieldsWithin, placeIn } from "./overlay-fields.ts";
import { quote } from "./quote.ts";
import { rateOfAmount } from "./rate-of-amount.ts";
import { copied, issueAt, made, objectOf, placeAt, type Place, type Traced } from "./traced.ts";

/** The line's amount, which the vendor has rounded already (rule A10). */
export const amountOf = ({ amount, place }: InvoiceItem, currency: Currency): Result<Money> => {
  const money = moneyOf(amount, currency);
  if (money !== undefined) return succeed(money);
  const message = `${decimalText(amount)} is finer than the minor unit of ${currency}`;
  return fail(
    issueAt(placeAt(place, "amount"), { rule: "A10", message, hint: "the vendor's amounts are rounded already" }),
  );
};

/** The fields of a rated line that make its amount. */
export type Billed = {
  readonly quantity: Traced;
  readonly rate: Traced;
  readonly amount: Traced;
  readonly corrects?: Traced;
};

/** A credit is a negative quantity at a positive rate, with the invoice that it corrects (rule A19). */
export const billedOf = (entry: InvoiceItem, amount: Money, overlay: OverlayEntry): Result<Billed> => {
  const isCredit = amount.minor < 0n;
  const quantity = isNegativeDecimal(entry.quantity) ? negateDecimal(entry.quantity) : entry.quantity;
  const magnitude = isCredit ? { ...amount, minor: -amount.minor } : amount;
  const at = (name: string): Place => placeAt(entry.place, name);
  if (!isCredit && isNegativeDecimal(entry.quantity)) {
    return fail(
      issueAt(at("quantity"), {
        rule: "A19",
        message: "a negative quantity with an amount that is none",
        hint: "a credit has a negative amount",
      }),
    );
  }
  if (isCredit && overlay.settings.corrects === undefined) {
    const hint = "give corrects: {number, date, reason} in the overlay";
    return fail(issueAt(at("amount"), { rule: "A19", message: "a credit, but not of which invoice and why", hint }));
  }
  const rate = rateFor(entry, { amount: magnitude, quantity }, overlay);
  if (!rate.ok) return rate;
  const signed = isCredit ? negateDecimal(quantity) : quantity;
  return succeed({
    quantity: made(decimalText(signed), at("quantity")),
    rate: rate.value,
    amount: made(decimalText(entry.amount), at("amount")),
    ...(isCredit && { corrects: objectOf(fieldsWithin(overlay, "corrects"), placeIn(overlay, "corrects")) }),
  });
};

/** The overlay's rate, else the shortest one that makes the amount (rule A6). */
const rateFor = (
  entry: InvoiceItem,
  line: { readonly amount: Money; readonly quantity: Decimal },
  overlay: OverlayEntry,
): Result<Traced> => {
  const rates = overlay.settings.rates ?? {};
  if (Object.hasOwn(rates, entry.id)) return succeed(copied(rates[entry.id], placeIn(overlay, "rates", entry.id)));
  if (line.amount.minor === 0n) return succeed(made("0", placeAt(entry.place, "amount")));
  const rate = rateOfAmount(line.amount, line.quantity);
  if (rate !== undefined) return succeed(made(decimalText(rate), placeAt(entry.place, "amount")));
  const message = `no rate makes ${decimalText(entry.amount)} of ${decimalText(entry.quantity)}`;
  return fail(
    issueAt(placeAt(entry.place, "amount"), {
      rule: "A6",
      message,
      hint: `give rates: {${quote(entry.id)}: …} in the overlay`,
    }),
  );
};
