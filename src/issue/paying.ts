import type { CalendarDate } from "../kernel/calendar.ts";
import {
  compareMoney,
  isNegative,
  isZero,
  moneyOf,
  moneyText,
  sum,
  type Decimal,
  type Money,
} from "../kernel/money.ts";
import { invariant, resultOf, type Issue, type Result } from "../kernel/result.ts";
import type { Issuer, OnlineMethod } from "../policy/issuer.ts";
import type { Invoice } from "../compute/invoice.ts";
import type { AnnouncedCharge, Facts, Paying } from "./issued-invoice.ts";

type NumberedFacts = Extract<Facts, { kind: "numbered" }>;
type Terms = { readonly facts: NumberedFacts; readonly dueDate: CalendarDate; readonly issuer: Issuer };

/**
 * Methods of the payment page for an amount (rule B5): a card up to and at its limits for one invoice and for the
 * customer's month, tax included; above either only what is left. None where the profile does not offer the country
 * or the currency (rule B3).
 */
export const methodsFor = (
  due: Money,
  cardPaidThisMonth: Money,
  offer: { readonly country: string; readonly issuer: Issuer },
): readonly OnlineMethod[] => {
  const { online } = offer.issuer;
  const policy = online.currencies[due.currency];
  if (policy === undefined || !online.countries.includes(offer.country)) return [];
  const { perInvoice, perMonth } = policy.cardLimit;
  const isWithin = (amount: Money, limit: Decimal): boolean => compareMoney(amount, limitOf(limit, due)) <= 0;
  const cardAllowed = isWithin(due, perInvoice) && isWithin(sum([due, cardPaidThisMonth], due.currency), perMonth);
  return policy.methods.filter((method) => method !== "card" || cardAllowed);
};

/** Is there something to pay? Not on a credit note, nor where the amount due is zero (rules A19, B9). */
export const isPayable = (invoice: Invoice): boolean =>
  invoice.document.kind === "invoice" && !isZero(invoice.due) && !isNegative(invoice.due);

/**
 * The ways of paying a numbered invoice (rules B2–B5, B7, B8). Refuses a missing link where one is due, a link where
 * none may be, and a currency in which the entity has no account.
 */
export const payingOf = (invoice: Invoice, { facts, dueDate, issuer }: Terms): Result<Paying> => {
  const { document, due } = invoice;
  const country = document.customer.billTo.address.country;
  const methods = methodsFor(due, facts.cardPaidThisMonth, { country, issuer });
  const accounts = issuer.entities[document.entity]?.accounts[due.currency] ?? [];
  const issues: Issue[] = [...linkIssues(methods, { country, currency: due.currency, link: facts.link })];
  if (accounts.length === 0) {
    issues.push({
      rule: "F7",
      at: "/currency",
      message: `entity "${document.entity}" has no account for ${due.currency}`,
      hint: "add it to entities.*.accounts of the profile",
    });
  }
  const saved = document.payment.savedMethod;
  if (saved !== undefined && !issuer.online.countries.includes(country)) {
    issues.push({
      rule: "B3",
      at: "/payment/savedMethod",
      message: `customers in ${country} do not pay online, so nothing is charged to a saved method`,
    });
  }
  const announced = saved && announcedCharge(saved, methods, dueDate);
  return resultOf(issues, () => ({
    ...(facts.link !== undefined && methods.length > 0 && { online: { link: facts.link, methods } }),
    ...(announced !== undefined && { announced }),
    accounts,
    reference: facts.number,
  }));
};

type SavedMethod = NonNullable<Invoice["document"]["payment"]["savedMethod"]>;

/** A saved card is not charged where the limits rule cards out, and then nothing is announced (rules B7, B8). */
const announcedCharge = (
  saved: SavedMethod,
  methods: readonly OnlineMethod[],
  on: CalendarDate,
): AnnouncedCharge | undefined => {
  const usable = saved.kind === "card" ? methods.includes("card") : methods.some((method) => method !== "card");
  return usable ? { ...saved, on } : undefined;
};

type LinkFacts = { readonly country: string; readonly currency: string; readonly link: string | undefined };

const linkIssues = (methods: readonly OnlineMethod[], { country, currency, link }: LinkFacts): readonly Issue[] => {
  if (methods.length > 0 && link === undefined) {
    return [
      {
        rule: "B3",
        at: "/payment/link",
        message: `is missing: a customer in ${country} can pay ${currency} online`,
        hint: "give the payment link that belongs to this invoice alone",
      },
    ];
  }
  if (methods.length === 0 && link !== undefined) {
    return [
      {
        rule: "B3",
        at: "/payment/link",
        message: `no link may be given: a customer in ${country} has no online method for this invoice in ${currency}`,
        hint: "remove the link",
      },
    ];
  }
  return [];
};

const limitOf = (limit: Decimal, due: Money): Money => {
  const money = moneyOf(limit, due.currency);
  invariant(
    money !== undefined,
    `the profile's card limit has no fractions of the minor unit, as in ${moneyText(due)}`,
  );
  return money;
};
