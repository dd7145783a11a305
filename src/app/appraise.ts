import type { IssuedInvoice } from "../issue/issued-invoice.ts";
import type { CalendarDate } from "../kernel/calendar.ts";
import type { Currency, Money } from "../kernel/money.ts";
import { succeed, type Result } from "../kernel/result.ts";
import type { InputDocument } from "../pipeline.ts";
import type { OnlineMethod } from "../policy/issuer.ts";
import { drawableOf, type Kit } from "./drawable.ts";

/** What a document comes to. A usage statement has no money (rule A9), a preview nothing to pay (rules B9, F4). */
export type Appraisal = {
  readonly kind: InputDocument["kind"];
  readonly issueDate: CalendarDate;
  readonly currency?: Currency;
  readonly net?: Money;
  readonly tax?: Money;
  readonly total?: Money;
  readonly due?: Money;
  readonly dueDate?: CalendarDate;
  /** Of the payment page, where it has one (rules B3, B5). */
  readonly onlineMethods: readonly OnlineMethod[];
  /** What the payer quotes. */
  readonly reference?: string;
};

/** Everything that drawing the document would refuse, found without drawing it; else what it comes to. */
export const appraiseDocument = (document: InputDocument, kit: Kit): Result<Appraisal> => {
  const drawable = drawableOf(document, kit);
  if (!drawable.ok) return drawable;
  const { kind, issueDate } = document;
  const amounts = drawable.value.kind === "issued" ? amountsOf(drawable.value.issued) : { onlineMethods: [] };
  return succeed({ kind, issueDate, ...amounts });
};

const amountsOf = ({ invoice, state }: IssuedInvoice): Omit<Appraisal, "kind" | "issueDate"> => {
  const { currency, net, tax, total, due } = invoice;
  const amounts = { currency, net, tax, total, due };
  if (state.kind === "preview") return { ...amounts, onlineMethods: [] };
  const { dueDate, paying } = state;
  return {
    ...amounts,
    ...(dueDate !== undefined && { dueDate }),
    onlineMethods: paying?.online?.methods ?? [],
    ...(paying !== undefined && { reference: paying.reference }),
  };
};
