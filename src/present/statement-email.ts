import type { UsageStatement } from "../compute/usage-statement.ts";
import type { DocumentView } from "./document-view.ts";
import { attachedFact } from "./email.ts";
import { emailFrame, factOf } from "./email-frame.ts";
import type { EmailView } from "./email-view.ts";
import { formatLongDate, formatPeriod } from "./figures.ts";
import { contactNote } from "./notes.ts";
import type { StatementContext } from "./statement.ts";
import { plain } from "./text.ts";

/** Only a statement of a finished cycle is mailed (rule F4). */
export type MailedStatement = StatementContext & { readonly state: "final" };

/**
 * The mail that brings a usage statement: whose usage of which period, and that costs come from the partner. It has no
 * amount, since the statement has none (rules A9, F1, F2).
 */
export const presentStatementEmail = (
  { document, period }: UsageStatement,
  view: DocumentView,
  context: MailedStatement,
): EmailView => {
  const { language, issuer, seller } = context;
  const { say, figures } = language;
  const { customer } = document;
  const printed = formatPeriod(period, figures);
  const { title } = view.meta;
  const frame = emailFrame(
    {
      seller,
      customer,
      marks: view.marks,
      subject: say("email.subject.statement", { document: title, period: printed }),
      preheader: [seller.legalName, customer.partner.name],
    },
    context,
  );
  return {
    ...frame,
    title: plain(title),
    paragraphs: [plain(say("email.lead.usage-statement", { number: document.id, period: printed }))],
    paying: [],
    facts: [
      factOf(say("email.number"), document.id),
      factOf(say("party.customer"), say("party.honorific", { name: (customer.shipTo ?? customer.billTo).name })),
      factOf(say("summary.issueDate"), formatLongDate(document.issueDate, figures)),
      factOf(say("details.servicePeriod"), printed),
      attachedFact(title, language),
    ],
    notes: [
      {
        heading: plain(say("notes.partnerHeading")),
        paragraphs: [plain(say("notice.partnerCosts", { partner: customer.partner.name }))],
        links: [],
      },
      contactNote(customer.region, issuer, language),
    ],
  };
};
