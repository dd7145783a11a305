import { subtract, type Money } from "../kernel/money.ts";
import type { AmountChange, Compared } from "./comparison.ts";

/** Net, each tax, and what follows from them (rules A7, A11); a usage statement has none (rule A9). */
export const compareAmounts = (before: Compared, after: Compared): readonly AmountChange[] => {
  const [one, other] = [amountsOf(before), amountsOf(after)];
  const names = [...new Set([...other.keys(), ...one.keys()])];
  return names.flatMap((name) => amountChange(name, one.get(name), other.get(name)));
};

const amountChange = (name: string, before: Money | undefined, after: Money | undefined): readonly AmountChange[] => {
  if (before === undefined && after === undefined) return [];
  if (before?.minor === after?.minor && before?.currency === after?.currency) return [];
  return [
    {
      name,
      ...(before !== undefined && { before }),
      ...(after !== undefined && { after }),
      ...differenceOf(before, after),
    },
  ];
};

/** Nothing where one is missing or the currencies differ: no amount is converted (rule A1). */
export const differenceOf = (before: Money | undefined, after: Money | undefined): { readonly difference?: Money } =>
  before !== undefined && after !== undefined && before.currency === after.currency
    ? { difference: subtract(after, before) }
    : {};

const amountsOf = (compared: Compared): ReadonlyMap<string, Money> => {
  if (compared.kind === "statement") return new Map();
  const { net, taxes, tax, total, withheld, paid, due } = compared.invoice;
  return new Map([
    ["net", net],
    ...taxes.map((row) => [`tax ${row.tax.name}`, row.amount] as const),
    ["tax", tax],
    ["total", total],
    ["withheld", withheld],
    ...paid.map((row) => [`paid ${row.paid.reason}`, row.amount] as const),
    ["due", due],
  ]);
};
