import { moneyText, type Currency } from "../../kernel/money.ts";
import { agingOf } from "../../pipeline.ts";
import { listingOf, type Column, type Look } from "./listing.ts";
import type { OpenItem } from "./open-items.ts";

/** The list of open receivables, and for people what they come to in each currency, by age (rule B6). */
export const openListText = (items: readonly OpenItem[], look: Look): string => {
  const { head, line } = listingOf(COLUMNS, look);
  return [head, ...items.map(line), ...(look === "table" ? [totalsText(items)] : [])].join("");
};

const COLUMNS: readonly Column<OpenItem>[] = [
  { name: "number", width: 20, value: ({ document }) => document.number },
  { name: "due", width: 10, value: ({ document }) => document.dueDate },
  { name: "days overdue", width: 12, align: "right", value: ({ overdue }) => overdue?.days },
  { name: "open", width: 14, align: "right", value: ({ open }) => moneyText(open) },
  { name: "currency", width: 8, value: ({ open }) => open.currency },
  {
    name: "invoiced",
    width: 14,
    align: "right",
    value: ({ document }) => document.amounts && moneyText(document.amounts.due),
  },
  { name: "credited", width: 14, align: "right", value: ({ credited }) => moneyText(credited) },
  { name: "payment", width: 10, value: ({ document }) => document.payment },
  { name: "failures", width: 8, align: "right", value: ({ failed }) => failed?.times },
  { name: "last failure", width: 24, value: ({ failed }) => failed?.last },
  { name: "region", width: 6, value: ({ document }) => document.region },
  { name: "account", width: 14, value: ({ document }) => document.accountId },
  { name: "id", width: 20, value: ({ document }) => document.id },
  { name: "customer", width: 0, value: ({ document }) => document.customerName },
];

const totalsText = (items: readonly OpenItem[]): string => {
  if (items.length === 0) return "nothing is open\n";
  const groups = Map.groupBy(items, ({ open }) => open.currency);
  return `\n${[...groups]
    .toSorted(([a], [b]) => Number(a > b) - Number(a < b))
    .map(totalOf)
    .join("")}`;
};

const totalOf = ([currency, items]: readonly [Currency, readonly OpenItem[]]): string => {
  const { outstanding, aging, overdue } = agingOf(items, currency);
  const buckets = aging.map(({ bucket, amount }) => `  ${bucket.padEnd(8)}  ${moneyText(amount).padStart(16)}\n`);
  const late = overdue === undefined ? "" : `, ${moneyText(overdue.amount)} overdue since ${overdue.since}`;
  const invoices = `${items.length} invoice${items.length === 1 ? "" : "s"}`;
  return `${currency}  ${moneyText(outstanding)} open on ${invoices}${late}\n${buckets.join("")}`;
};
