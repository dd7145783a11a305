import { negate, type Money } from "../kernel/money.ts";
import type { Invoice, WithholdingRow } from "../compute/invoice.ts";
import type { IssuedInvoice } from "../issue/issued-invoice.ts";
import type { LegalReview, NoticeId } from "../law/legal-review.ts";
import type { Text, TotalRow, TotalsBlock } from "./document-view.ts";
import { formatMoney, formatMoneyWithSymbol, formatPercent, formatShortDate } from "./figures.ts";
import type { PresentContext } from "./present-context.ts";
import { REDUCED_IN_JAPAN, taxMarks } from "./tax-marks.ts";
import { taxRows } from "./tax-rows.ts";
import { plain } from "./text.ts";
import type { Language } from "./words.ts";

/**
 * Net, taxes, total, what is withheld and paid, amount due: "sum" rows add up to the strong row below them
 * (J-ALL-5), "note" rows stand outside the sum.
 */
export const totalsBlock = (issued: IssuedInvoice, review: LegalReview, { language }: PresentContext): TotalsBlock => {
  const { invoice } = issued;
  return {
    kind: "totals",
    rows: [
      {
        role: "sum",
        label: plain(language.say("totals.net")),
        value: plain(formatMoney(invoice.net, language.figures)),
      },
      ...taxRows(invoice, language),
      ...takenOff(invoice, language),
      ...namedOnly(invoice, language),
      strongRow(language.say(dueLabel(issued)), invoice.due, language),
    ],
    notes: notesBeside(invoice, review, language),
  };
};

/** Notices about the figures stand beside them, the others at the foot. */
export const BESIDE_TOTALS: readonly NoticeId[] = ["taxExclusion", "withholdingInformed", "withholdingDeducted"];

/** The tax-exclusion notice is on every document, one without any tax too (rule A7). */
const notesBeside = (invoice: Invoice, review: LegalReview, { say }: Language): readonly Text[] => {
  const asked = review.notices.filter((notice) => BESIDE_TOTALS.includes(notice));
  const notices = [...new Set<NoticeId>(["taxExclusion", ...asked])].map((notice) => say(`notice.${notice}`));
  const isReduced = [...taxMarks(invoice).values()].includes(REDUCED_IN_JAPAN);
  return [...notices, ...(isReduced ? [say("notice.reducedRate")] : [])].map(plain);
};

/** The total, where it is not the amount due, and what leads from the one to the other (rules A7, F8). */
const takenOff = (invoice: Invoice, language: Language): readonly TotalRow[] => {
  const { say, figures } = language;
  const rows = [
    ...(isDeducted(invoice) ? invoice.withholdings : []).map((row): TotalRow => ({
      role: "sum",
      label: plain(say("totals.withholding", { name: row.withholding.name })),
      detail: plain(withholdingDetail(row, language)),
      value: plain(formatMoney(negate(row.amount), figures)),
    })),
    ...invoice.paid.map(({ paid, amount }): TotalRow => ({
      role: "sum",
      label: plain(say("totals.paid", { date: formatShortDate(paid.date, figures), reason: paid.reason })),
      value: plain(formatMoney(negate(amount), figures)),
    })),
  ];
  return rows.length === 0 ? [] : [strongRow(say("totals.total"), invoice.total, language), ...rows];
};

/** Withholding that is not deducted is named, and the full amount is payable (rule A7). */
const namedOnly = (invoice: Invoice, language: Language): readonly TotalRow[] =>
  (isDeducted(invoice) ? [] : invoice.withholdings).map((row) => ({
    role: "note",
    label: plain(language.say("totals.withholdingInformed", { name: row.withholding.name })),
    detail: plain(withholdingDetail(row, language)),
    value: plain(formatMoney(row.amount, language.figures)),
  }));

const isDeducted = ({ document }: Invoice): boolean => document.contract.withholding === "deduct";

const withholdingDetail = ({ withholding, base }: WithholdingRow, { say, figures }: Language): string =>
  say("totals.withholdingDetail", { rate: formatPercent(withholding.rate, figures), base: formatMoney(base, figures) });

/** With symbol and ISO code, since "$" is the sign of four of our currencies (rule A13). */
const strongRow = (label: string, amount: Money, { figures }: Language): TotalRow => ({
  role: "total",
  label: plain(label),
  value: plain(formatMoneyWithSymbol(amount, figures)),
  code: plain(amount.currency),
});

const dueLabel = ({ invoice, state }: IssuedInvoice): string => {
  if (state.kind === "preview") return "summary.previewTotal";
  return invoice.document.kind === "credit-note" ? "totals.credited" : "totals.due";
};
