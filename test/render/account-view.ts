import type {
  AccountBlock,
  AccountRowView,
  DocumentView,
  SubtotalView,
  Text,
} from "../../src/present/document-view.ts";
import { sampleView } from "./sample-view.ts";

const t = (text: string): Text => ({ runs: [{ text }] });
const sum = (label: string, value: string): SubtotalView => ({ label: t(label), value: t(value) });

const row = (number: number, amount: string): AccountRowView => ({
  document: t(`Demand D-${number}.`),
  ...(number % 2 === 0 && { overdue: t(`Overdue since Jun 15, 2026 (${number} days)`) }),
  notes: number % 3 === 0 ? [t("Last payment attempt failed on Jun 20, 2026")] : [],
  issued: t("May 15, 2026"),
  due: t("Jun 14, 2026"),
  amount: t(amount),
  paid: t("0.00"),
  open: t(amount),
});

/** All three parts, with so many documents, each of that amount; one payment failed. */
export const accountBlock = (rows: number, amount = "1,234.50"): AccountBlock => ({
  kind: "account",
  aging: {
    caption: t("Open amounts by days overdue"),
    buckets: ["Not yet due", "1–30 days", "31–60 days", "61–90 days", "Over 90 days"].map((label) =>
      sum(label, amount),
    ),
    total: sum("Total open", amount),
  },
  documents: {
    caption: t("Invoices and credits"),
    columns: {
      document: t("Document"),
      issued: t("Issued"),
      due: t("Due"),
      amount: t("Amount"),
      paid: t("Paid"),
      open: t("Open"),
    },
    rows: Array.from({ length: rows }, (_, index) => row(index + 1, amount)),
    total: sum("Balance of all", amount),
  },
  payments: {
    caption: t("Payments"),
    columns: { date: t("Date"), document: t("For"), method: t("Payment method"), amount: t("Amount") },
    rows: [
      { date: t("Jun 1, 2026"), document: t("INV-1"), amount: t(amount) },
      { date: t("Jun 2, 2026"), document: t("INV-2"), method: t("Card Visa ending in 4242"), note: t("Failed: 5.00") },
    ],
    total: sum("Payments received", amount),
  },
});

/** The sample with an account in place of its charges and of the way to pay. */
export const accountView = (account: AccountBlock): DocumentView => {
  const view = sampleView();
  const { blocks } = view;
  return { ...view, blocks: [...blocks.slice(0, 3), account, ...blocks.slice(4, 5)] };
};
