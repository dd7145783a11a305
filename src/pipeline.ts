import type { Locale } from "./kernel/party.ts";
import { fail, invariant, issuesOf, succeed, type Result } from "./kernel/result.ts";
import type { Issuer, LegalEntity } from "./policy/issuer.ts";
import type { Customer, RatedDocument } from "./intake/rated-document.ts";
import type { StatementDocument } from "./intake/usage-statement.ts";
import type { Invoice } from "./compute/invoice.ts";
import { computeInvoice } from "./compute/compute.ts";
import { computeStatement, type UsageStatement } from "./compute/usage-statement.ts";
import type { AccountFacts } from "./compute/account-facts.ts";
import { computeAccountStatement, type AccountStatement } from "./compute/account-statement.ts";
import type { Facts, IssuedInvoice } from "./issue/issued-invoice.ts";
import { issueInvoice } from "./issue/issue.ts";
import type { LegalReview } from "./law/legal-review.ts";
import { reviewLaw } from "./law/law.ts";
import { presentAccountStatement } from "./present/account-statement.ts";
import type { DocumentView } from "./present/document-view.ts";
import { documentLocale } from "./present/locale.ts";
import { presentInvoice } from "./present/present.ts";
import { presentStatement } from "./present/statement.ts";
import type { Language } from "./present/words.ts";

// The doors of the pure stages, for the shell: bytes in, words, the issued document out.
export { readDocuments, type InputRecord } from "./intake/intake.ts";
export { readDraft, type InputDocument } from "./intake/read-draft.ts";
export { parseJson } from "./intake/json.ts";
export { INPUT_FORMATS, jsonSchemaOf } from "./intake/input-formats.ts";
export { nearest } from "./intake/nearest.ts";
export { unmatchedOverlays, type RecordKey } from "./intake/overlay-match.ts";
export { readOverlays, type Overlays } from "./intake/overlay.ts";
export { parseWith } from "./intake/schema.ts";
export { readStored, storedText } from "./intake/stored-document.ts";
export { issuedDocumentJson as documentJson } from "./issue/issued-document.ts";
export { isPayable, methodsFor } from "./issue/paying.ts";
export { documentLocale } from "./present/locale.ts";
export { accountStatementJson } from "./compute/account-json.ts";
export { agingOf } from "./compute/aging.ts";
export { computeStatement } from "./compute/usage-statement.ts";
export { statementJson } from "./compute/statement-json.ts";
export { presentEmail } from "./present/email.ts";
export { isNumbered } from "./present/email-frame.ts";
export { presentPaymentFailed, presentReceipt } from "./present/payment-email.ts";
export { presentReminder } from "./present/reminder-email.ts";
export { presentPreviewEmail } from "./present/preview-email.ts";
export { presentStatementEmail } from "./present/statement-email.ts";
export { createLanguages } from "./present/words.ts";
export { createAuditListRenderer } from "./render/audit-list.ts";
export type { AuditListView } from "./present/audit-list-view.ts";
export { createEmailRenderer } from "./render/email.ts";
export { presentRunReport } from "./present/run-report.ts";
export { addRefusal, WAITING_SHOWN, type NotIssued, type RefusalGroup } from "./present/run-report-refusals.ts";
export { createRunReportRenderer } from "./render/run-report.ts";
export { presentDownload, presentRefusal, type DownloadFacts } from "./present/download-page.ts";
export type { WebPageView } from "./present/web-page-view.ts";
export type { Language } from "./present/words.ts";
export { createSupportPage } from "./render/support-page.ts";
export { createWebPageRenderer } from "./render/web-page.ts";
export { presentPayPage } from "./present/pay-page.ts";
export type { PayPageFacts } from "./present/pay-page-facts.ts";
export { createPayPageRenderer } from "./render/pay-page.ts";

/** What the pure stages need beside the document: the vendor's policy and the words of the languages. */
export type Context = {
  readonly issuer: Issuer;
  readonly languages: (locale: Locale) => Language;
  /** Another language than the document's own: a numbered document becomes a marked translation copy (rule A20). */
  readonly locale?: Locale;
  /** A second copy of a numbered document, marked as such. */
  readonly copy?: "duplicate";
};

/** One document, as each stage leaves it. */
export type Documents = { readonly issued: IssuedInvoice; readonly review: LegalReview; readonly view: DocumentView };

/** A usage statement has no second half: nothing of it is numbered, due or paid (rule A9). */
export type StatementDocuments = { readonly statement: UsageStatement; readonly view: DocumentView };

export const toStatement = (
  document: StatementDocument,
  state: "final" | "preview",
  context: Context,
): Result<StatementDocuments> => {
  const { issuer } = context;
  const statement = computeStatement(document, issuer);
  const locale = localeOf(document.customer, context);
  if (!statement.ok || !locale.ok) return fail(...issuesOf(statement, locale));
  const seller = issuer.entities[document.entity];
  invariant(seller !== undefined, "intake has checked the entity (F7)");
  const language = context.languages(locale.value);
  return succeed({
    statement: statement.value,
    view: presentStatement(statement.value, { issuer, language, seller, state }),
  });
};

/** A statement of account is made from issued documents; it is not issued itself, and the law asks no notice of it. */
export type AccountDocuments = { readonly statement: AccountStatement; readonly view: DocumentView };

export const toAccountStatement = (facts: AccountFacts, context: Context): Result<AccountDocuments> => {
  const { issuer } = context;
  const statement = computeAccountStatement(facts);
  const locale = localeOf(facts.customer, context);
  const seller = sellerOf(facts.entity, issuer);
  if (!statement.ok || !locale.ok || !seller.ok) return fail(...issuesOf(statement, locale, seller));
  const language = context.languages(locale.value);
  const view = presentAccountStatement(statement.value, { issuer, language, seller: seller.value });
  return succeed({ statement: statement.value, view });
};

/** Facts of a register outlive the profile: an entity may have gone from it (rule F7). */
const sellerOf = (entity: string, { entities }: Issuer): Result<LegalEntity> => {
  const seller = entities[entity];
  if (seller !== undefined) return succeed(seller);
  const hint = `it has ${Object.keys(entities).join(", ")}`;
  return fail({ rule: "F7", at: "/entity", message: `the issuer has no entity "${entity}"`, hint });
};

/** The document in its own language is the original, whatever was asked for. */
const copyOf = (customer: Customer, { issuer, locale, copy }: Context): "duplicate" | "translation" | undefined => {
  if (locale === undefined) return copy;
  const own = documentLocale(customer, issuer);
  return own.ok && own.value === locale ? copy : "translation";
};

const localeOf = (customer: Customer, { locale, issuer }: Context): Result<Locale> =>
  locale === undefined ? documentLocale(customer, issuer) : succeed(locale);

/** The first half: everything that the document alone decides. The payment link needs the total that comes out here (rule B4). */
export const toInvoice = (document: RatedDocument, issuer: Issuer): Result<Invoice> => computeInvoice(document, issuer);

/** The second half, once the shell has gathered the facts: number, link, what was paid by card this month, today. */
export const toDocuments = (invoice: Invoice, facts: Facts, context: Context): Result<Documents> => {
  const { issuer } = context;
  const issued = issueInvoice(invoice, facts, issuer);
  const locale = localeOf(invoice.document.customer, context);
  if (!issued.ok || !locale.ok) return fail(...issuesOf(issued, locale));

  const review = reviewLaw(issued.value);
  if (!review.ok) return review;
  const copy = copyOf(invoice.document.customer, context);
  const language = context.languages(locale.value);
  const view = presentInvoice(issued.value, review.value, { issuer, language, ...(copy !== undefined && { copy }) });
  return succeed({ issued: issued.value, review: review.value, view });
};
