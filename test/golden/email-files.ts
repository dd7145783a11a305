import { realWorld } from "../../src/adapters/real-world.ts";
import type { UsageStatement } from "../../src/compute/usage-statement.ts";
import type { IssuedInvoice } from "../../src/issue/issued-invoice.ts";
import { invariant } from "../../src/kernel/result.ts";
import {
  createEmailRenderer,
  isNumbered,
  presentEmail,
  presentStatementEmail,
  type Context,
} from "../../src/pipeline.ts";
import type { DocumentView } from "../../src/present/document-view.ts";
import type { EmailView } from "../../src/present/email-view.ts";

type Files = readonly (readonly [file: string, content: string])[];

const renderEmail = createEmailRenderer(realWorld.assets);

const filesOf = (email: EmailView): Files => {
  const { subject, html, text } = renderEmail(email);
  return [
    ["5-email.html", html],
    ["5-email.txt", `Subject: ${subject}\n\n${text}`],
  ];
};

/** The mail that brings a numbered document; a preview is not mailed (rule F4). */
export const invoiceEmail = (issued: IssuedInvoice, view: DocumentView, { issuer, languages }: Context): Files =>
  isNumbered(issued) ? filesOf(presentEmail(issued, view, { issuer, language: languages(view.locale) })) : [];

/** The mail that brings the statement of a finished cycle, without any cost (rule A9). */
export const statementEmail = (
  statement: UsageStatement,
  view: DocumentView,
  { issuer, languages }: Context,
): Files => {
  const seller = issuer.entities[statement.document.entity];
  invariant(seller !== undefined, "intake has checked the entity (F7)");
  const context = { issuer, language: languages(view.locale), seller, state: "final" } as const;
  return filesOf(presentStatementEmail(statement, view, context));
};
