import type { CalendarDate } from "../kernel/calendar.ts";
import { compareMoney, type Money } from "../kernel/money.ts";
import { invariant } from "../kernel/result.ts";
import type { Fact, Text } from "./document-view.ts";
import { amountInWords, emailFrame, factOf, type NumberedInvoice } from "./email-frame.ts";
import type { EmailAction, EmailView } from "./email-view.ts";
import { formatLongDate, formatMoneyWithSymbol } from "./figures.ts";
import { pageMarks } from "./letterhead.ts";
import { contactNote, onlineQuestions } from "./notes.ts";
import { payLink } from "./paying.ts";
import type { PresentContext } from "./present-context.ts";
import { oneLine } from "./subject.ts";
import { plain } from "./text.ts";
import type { Language } from "./words.ts";

/** What the payment page or the charge to a saved method came to. */
export type Payment = {
  readonly amount: Money;
  /** The day in the issuer's zone. */
  readonly date: CalendarDate;
  /**
   * Brand and last four digits, and nothing more (rule B10); the brand in the words of the provider, whatever they are.
   * Of a refused payment the provider may not tell them.
   */
  readonly method?: { readonly kind: "card" | "bank"; readonly brand: string; readonly last4: string };
};

/**
 * To the customer when a payment has failed: the invoice stays open, and the same link leads to another try (rules B3,
 * B6). The reason is not told: it is a matter between the payer and his bank.
 */
export const presentPaymentFailed = (issued: NumberedInvoice, payment: Payment, context: PresentContext): EmailView => {
  const { language } = context;
  const { say } = language;
  const action = retryOf(issued, language);
  const otherWays = plain(say("email.failed.otherWays"));
  return {
    ...frameOf("failed", { issued, payment }, context),
    amount: {
      label: plain(say("summary.amountDue")),
      value: plain(formatMoneyWithSymbol(issued.invoice.due, language.figures)),
      code: plain(issued.invoice.currency),
    },
    paragraphs: [
      lead("failed", { issued, payment }, language),
      plain(say("email.failed.open")),
      ...(action === undefined ? [otherWays] : []),
    ],
    ...(action !== undefined && { action: { ...action, paragraphs: [otherWays] } }),
    facts: [...paymentFacts({ issued, payment }, language, "email.attemptDate"), ...dueFact(issued, language)],
  };
};

/** To the customer when a payment is complete (rule B6). */
export const presentReceipt = (issued: NumberedInvoice, payment: Payment, context: PresentContext): EmailView => {
  const { language } = context;
  const { say } = language;
  const isSettled = compareMoney(payment.amount, issued.invoice.due) >= 0;
  return {
    ...frameOf("receipt", { issued, payment }, context),
    amount: {
      label: plain(say("email.amountPaid")),
      value: plain(formatMoneyWithSymbol(payment.amount, language.figures)),
      code: plain(payment.amount.currency),
    },
    paragraphs: [
      lead("receipt", { issued, payment }, language),
      ...(isSettled ? [plain(say("email.receipt.settled"))] : []),
    ],
    facts: paymentFacts({ issued, payment }, language, "email.paymentDate"),
  };
};

type Outcome = "failed" | "receipt";
type Paid = { readonly issued: NumberedInvoice; readonly payment: Payment };

const frameOf = (
  outcome: Outcome,
  { issued, payment }: Paid,
  context: PresentContext,
): Omit<EmailView, "amount" | "paragraphs" | "action" | "facts"> => {
  const { language, issuer } = context;
  const { say } = language;
  const { customer } = issued.invoice.document;
  const frame = emailFrame(
    {
      seller: issued.seller,
      customer,
      marks: pageMarks(issued, context),
      subject: say(`email.${outcome}.subject`, { number: issued.state.number }),
      preheader: [issued.seller.legalName, amountInWords(payment.amount, language)],
    },
    context,
  );
  return {
    ...frame,
    title: plain(say(`email.${outcome}.title`)),
    paying: [],
    notes: [contactNote(customer.region, issuer, language), ...onlineQuestions(issued, context)],
  };
};

const lead = (outcome: Outcome, { issued, payment }: Paid, language: Language): Text =>
  plain(
    language.say(`email.${outcome}.lead`, {
      number: issued.state.number,
      amount: amountInWords(payment.amount, language),
      date: formatLongDate(payment.date, language.figures),
    }),
  );

/** The invoice's own link: no other may be given for it (rule B3). */
const retryOf = ({ state }: NumberedInvoice, { say }: Language): Omit<EmailAction, "paragraphs"> | undefined => {
  const link = state.paying?.online?.link;
  return link === undefined ? undefined : { heading: plain(say("email.failed.retry")), link: payLink(link) };
};

const paymentFacts = ({ issued, payment }: Paid, { say, figures }: Language, dateKey: string): readonly Fact[] => {
  return [
    factOf(say("email.number"), issued.state.number),
    factOf(say(dateKey), formatLongDate(payment.date, figures)),
    ...(payment.method === undefined ? [] : [methodFact(payment.method, say)]),
  ];
};

const methodFact = ({ kind, brand, last4 }: NonNullable<Payment["method"]>, say: Language["say"]): Fact => {
  invariant(/^\d{4}$/.test(last4), "of a method only the last four digits are known (B10)");
  return factOf(say("email.method"), say(`email.method.${kind}`, { brand: oneLine(brand), last4 }));
};

const dueFact = ({ state: { dueDate } }: NumberedInvoice, { say, figures }: Language): readonly Fact[] =>
  dueDate === undefined ? [] : [factOf(say("summary.dueDate"), formatLongDate(dueDate, figures))];
