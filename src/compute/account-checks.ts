import { isNegative, isZero, moneyText, type Currency, type Money } from "../kernel/money.ts";
import type { Issue } from "../kernel/result.ts";
import type { AccountFacts, AccountItem, AccountPayment } from "./account-facts.ts";

/** What cannot be true of one account: a statement of it would mislead whoever pays by it. */
export const accountIssues = (facts: AccountFacts): readonly Issue[] => {
  const { currency, items, payments } = facts;
  const numbers = new Set(items.map(({ number }) => number));
  return [
    ...periodIssues(facts),
    ...repeated(items),
    ...items.flatMap((item, index) => itemIssues(item, currency, `/items/${index}`)),
    ...payments.flatMap((payment, index) => paymentIssues(payment, { currency, numbers }, `/payments/${index}`)),
  ];
};

const periodIssues = ({ asOf, from }: AccountFacts): readonly Issue[] =>
  from === undefined || from <= asOf
    ? []
    : [
        {
          rule: null,
          at: "/from",
          message: `the period would begin on ${from}, after its last day ${asOf}`,
          hint: "give an earlier first day, or a later day of the statement",
        },
      ];

const repeated = (items: readonly AccountItem[]): readonly Issue[] => {
  const seen = new Set<string>();
  return items.flatMap(({ number }, index) => {
    const isAgain = seen.has(number);
    seen.add(number);
    return isAgain ? [{ rule: "J-ALL-1", at: `/items/${index}/number`, message: `${number} is there twice` }] : [];
  });
};

const itemIssues = (item: AccountItem, currency: Currency, at: string): readonly Issue[] => [
  ...currencyIssues(item.total, currency, `${at}/total`),
  ...(item.kind === "credit-note" && isPositive(item.total)
    ? [
        {
          rule: "A19",
          at: `${at}/total`,
          message: `credit note ${item.number} is over ${moneyText(item.total)}`,
          hint: "a credit is a negative amount",
        } as const,
      ]
    : []),
  ...(item.kind === "invoice" && isPositive(item.total) && item.dueDate === undefined
    ? [{ rule: "B1", at, message: `invoice ${item.number} is to be paid and has no due date` } as const]
    : []),
];

const paymentIssues = (
  { amount, number, method }: AccountPayment,
  { currency, numbers }: { readonly currency: Currency; readonly numbers: ReadonlySet<string> },
  at: string,
): readonly Issue[] => [
  ...currencyIssues(amount, currency, `${at}/amount`),
  ...(numbers.has(number)
    ? []
    : [
        {
          rule: "B4",
          at: `${at}/number`,
          message: `no document of this account has the number ${number}`,
          hint: "a payment belongs to one document of the same entity and currency",
        } as const,
      ]),
  ...(method === undefined || /^\d{4}$/.test(method.last4)
    ? []
    : [{ rule: "B10", at: `${at}/method/last4`, message: "of a method only the last four digits are known" } as const]),
];

const currencyIssues = (amount: Money, currency: Currency, at: string): readonly Issue[] =>
  amount.currency === currency
    ? []
    : [
        {
          rule: "A1",
          at,
          message: `is in ${amount.currency}, the statement in ${currency}`,
          hint: "one statement, one currency: make another one",
        },
      ];

const isPositive = (amount: Money): boolean => !isZero(amount) && !isNegative(amount);
