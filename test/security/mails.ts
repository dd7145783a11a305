import type { Drawable } from "../../src/app/drawable.ts";
import type { UsageStatement } from "../../src/compute/usage-statement.ts";
import { parseCalendarDate } from "../../src/kernel/calendar.ts";
import { invariant } from "../../src/kernel/result.ts";
import {
  createEmailRenderer,
  isNumbered,
  presentEmail,
  presentPaymentFailed,
  presentReceipt,
  presentStatementEmail,
  type Context,
} from "../../src/pipeline.ts";
import type { DocumentView } from "../../src/present/document-view.ts";
import { assets } from "../render/rendering.ts";

export type MailKind = "document" | "payment failed" | "receipt" | "usage statement";
export type Mail = ReturnType<typeof renderMail> & { readonly kind: MailKind };

const renderMail = createEmailRenderer(assets);

const PAID_ON = parseCalendarDate("2026-06-14");

/** Every mail that can go out about a document. */
export const mailsOf = (drawable: Drawable, context: Context): readonly Mail[] =>
  drawable.kind === "statement"
    ? [statementMail(drawable.statement, drawable.view, context)]
    : invoiceMails(drawable, context);

/** A payment is made by the saved method, where there is one, so that its brand comes into these mails, too. */
const invoiceMails = (
  { issued, view }: Extract<Drawable, { kind: "issued" }>,
  { issuer, languages }: Context,
): readonly Mail[] => {
  invariant(isNumbered(issued) && PAID_ON !== undefined, "the documents here have numbers (F4)");
  const given = { issuer, language: languages(view.locale) };
  const document: Mail = { kind: "document", ...renderMail(presentEmail(issued, view, given)) };
  // Where nothing is to be paid, no payment can fail or be received.
  if (issued.state.paying === undefined) return [document];
  const { savedMethod } = issued.invoice.document.payment;
  const method = savedMethod ?? { kind: "bank", brand: "First Bank", last4: "6789" };
  const payment = { amount: issued.invoice.due, date: PAID_ON, method };
  return [
    document,
    { kind: "payment failed", ...renderMail(presentPaymentFailed(issued, payment, given)) },
    { kind: "receipt", ...renderMail(presentReceipt(issued, payment, given)) },
  ];
};

const statementMail = (statement: UsageStatement, view: DocumentView, { issuer, languages }: Context): Mail => {
  const seller = issuer.entities[statement.document.entity];
  invariant(seller !== undefined, "intake has checked the entity (F7)");
  const given = { issuer, language: languages(view.locale), seller, state: "final" } as const;
  return { kind: "usage statement", ...renderMail(presentStatementEmail(statement, view, given)) };
};
