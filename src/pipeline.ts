import type { Locale } from "./kernel/party.ts";
import { fail, issuesOf, succeed, type Result } from "./kernel/result.ts";
import type { Issuer } from "./policy/issuer.ts";
import type { RatedDocument } from "./intake/rated-document.ts";
import type { Invoice } from "./compute/invoice.ts";
import { computeInvoice } from "./compute/compute.ts";
import type { Facts, IssuedInvoice } from "./issue/issued-invoice.ts";
import { issueInvoice } from "./issue/issue.ts";
import type { LegalReview } from "./law/legal-review.ts";
import { reviewLaw } from "./law/law.ts";
import type { DocumentView } from "./present/document-view.ts";
import { documentLocale } from "./present/locale.ts";
import { presentInvoice } from "./present/present.ts";
import type { Language } from "./present/words.ts";

// The doors of the pure stages, for the shell: bytes in, words, the issued document out.
export { readDocuments, type InputRecord } from "./intake/intake.ts";
export { parseJson } from "./intake/json.ts";
export { INPUT_FORMATS, jsonSchemaOf } from "./intake/input-formats.ts";
export { readOverlays, type Overlays } from "./intake/overlay.ts";
export { parseWith } from "./intake/schema.ts";
export { issuedDocumentJson as documentJson } from "./issue/issued-document.ts";
export { createLanguages } from "./present/words.ts";

/** What the pure stages need beside the document: the vendor's policy and the words of the languages. */
export type Context = {
  readonly issuer: Issuer;
  readonly languages: (locale: Locale) => Language;
  /** Another language than the document's own. */
  readonly locale?: Locale;
};

/** One document, as each stage leaves it. */
export type Documents = { readonly issued: IssuedInvoice; readonly review: LegalReview; readonly view: DocumentView };

/** The first half: everything that the document alone decides. The payment link needs the total that comes out here (rule B4). */
export const toInvoice = (document: RatedDocument, issuer: Issuer): Result<Invoice> => computeInvoice(document, issuer);

/** The second half, once the shell has gathered the facts: number, link, what was paid by card this month, today. */
export const toDocuments = (invoice: Invoice, facts: Facts, context: Context): Result<Documents> => {
  const { issuer } = context;
  const issued = issueInvoice(invoice, facts, issuer);
  const locale =
    context.locale === undefined ? documentLocale(invoice.document.customer, issuer) : succeed(context.locale);
  if (!issued.ok || !locale.ok) return fail(...issuesOf(issued, locale));

  const review = reviewLaw(issued.value);
  if (!review.ok) return review;
  const view = presentInvoice(issued.value, review.value, { issuer, language: context.languages(locale.value) });
  return succeed({ issued: issued.value, review: review.value, view });
};
