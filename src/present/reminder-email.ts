import type { DocumentView } from "./document-view.ts";
import { presentEmail } from "./email.ts";
import type { NumberedInvoice } from "./email-frame.ts";
import type { EmailView } from "./email-view.ts";
import type { PresentContext } from "./present-context.ts";
import { subjectOf } from "./subject.ts";

/** The mail of an invoice once more, marked as a reminder: what is due, until when, the same document and link (rule B3). */
export const presentReminder = (issued: NumberedInvoice, view: DocumentView, context: PresentContext): EmailView => {
  const mail = presentEmail(issued, view, context);
  const { say } = context.language;
  return { ...mail, subject: subjectOf(say("email.subject.reminder", { subject: mail.subject })) };
};
