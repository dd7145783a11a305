import type { IssuedInvoice } from "../issue/issued-invoice.ts";
import type { Fact, SummaryBlock } from "./document-view.ts";
import { formatLongDate, formatMoneyWithSymbol } from "./figures.ts";
import type { PresentContext } from "./present-context.ts";
import { plain } from "./text.ts";

/** The dates and the one large figure (rule A2), with symbol and ISO code (rule A13). */
export const summaryBlock = (issued: IssuedInvoice, { language }: PresentContext): SummaryBlock => {
  const { invoice, state } = issued;
  return {
    kind: "summary",
    facts: datesOf(issued, { language }),
    amount: {
      label: plain(language.say(amountLabel(invoice.document.kind, state.kind))),
      value: plain(formatMoneyWithSymbol(invoice.due, language.figures)),
      code: plain(invoice.currency),
    },
  };
};

/** A preview is dated by the last day whose charges it holds and asks for nothing (rule F4). */
const datesOf = (
  { issueDate, state }: IssuedInvoice,
  { language }: Pick<PresentContext, "language">,
): readonly Fact[] => {
  const { say, figures } = language;
  const dated = (key: string, date: typeof issueDate): Fact => ({
    label: plain(say(key)),
    value: [plain(formatLongDate(date, figures))],
  });
  if (state.kind === "preview") return [dated("summary.previewDate", state.upTo)];
  return [
    dated("summary.issueDate", issueDate),
    ...(state.dueDate === undefined ? [] : [dated("summary.dueDate", state.dueDate)]),
  ];
};

const amountLabel = (kind: "invoice" | "credit-note", state: "numbered" | "preview"): string => {
  if (state === "preview") return "summary.previewTotal";
  return kind === "credit-note" ? "summary.amountCredited" : "summary.amountDue";
};
