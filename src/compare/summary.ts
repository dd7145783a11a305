import { isNegative, moneyText, negate, type Money } from "../kernel/money.ts";
import type { AmountChange, Comparison, FactChange } from "./comparison.ts";

type Differences = Omit<Comparison, "summary">;

/** "3 lines changed", "tax −1.20 USD", "due date +7 days": what a person would say of it, the lines first. */
export const summaryOf = (differences: Differences): readonly string[] => {
  const { facts, amounts, changed, added, removed, periods } = differences;
  const sentences = [
    ...counted(changed.length, "changed"),
    ...counted(added.length, "added"),
    ...counted(removed.length, "removed"),
    ...amounts.filter(({ name }) => TOLD.includes(name)).map(amountWords),
    ...facts.map(factWords),
    ...(periods.length === 0 ? [] : [periodWords(periods)]),
    ...others(amounts.filter(({ name }) => !TOLD.includes(name))),
  ];
  return sentences.length === 0 ? ["no difference"] : sentences;
};

/** Single taxes and payments are in the list behind it. */
const TOLD: readonly string[] = ["net", "tax", "total", "due"];

const counted = (count: number, what: string): readonly string[] =>
  count === 0 ? [] : [`${count} line${count === 1 ? "" : "s"} ${what}`];

const amountWords = ({ name, before, after, difference }: AmountChange): string => {
  if (difference !== undefined) return `${name} ${signed(difference)}`;
  return `${name} ${before === undefined ? "none" : withCurrency(before)} → ${after === undefined ? "none" : withCurrency(after)}`;
};

/** What has no difference in days is named, since names and addresses may be long. */
const factWords = ({ name, before, after, days }: FactChange): string => {
  if (days !== undefined)
    return `${name} ${days < 0 ? "−" : "+"}${Math.abs(days)} day${Math.abs(days) === 1 ? "" : "s"}`;
  if (before === undefined) return `${name} added`;
  return after === undefined ? `${name} removed` : `${name} changed`;
};

const periodWords = (periods: Differences["periods"]): string => {
  const lines = periods.reduce((total, move) => total + move.lines, 0);
  return `service period moved on ${lines} line${lines === 1 ? "" : "s"}`;
};

/** Where a difference shows in no sum: two taxes that changed places, so to say. */
const others = (amounts: readonly AmountChange[]): readonly string[] =>
  amounts.filter(({ name }) => !name.startsWith("tax ")).map(amountWords);

/** "+58.00 USD", "−1.20 USD", with the sign that print uses. */
export const signed = (amount: Money): string =>
  isNegative(amount) ? `−${withCurrency(negate(amount))}` : `+${withCurrency(amount)}`;

const withCurrency = (amount: Money): string => `${moneyText(amount)} ${amount.currency}`;
