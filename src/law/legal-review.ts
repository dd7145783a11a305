import type { RuleId } from "../kernel/ids.ts";

/** Titles of locales/ ("title.tax-invoice"): which one a document may bear is law (J-ALL-10). */
export type TitleId = "invoice" | "tax-invoice" | "credit-note" | "adjustment-note" | "preview";

/** Notices of locales/ ("notice.taxExclusion") that a document must print. */
export type NoticeId = "taxExclusion" | "withholdingInformed" | "withholdingDeducted" | "notTheFiscalDocument";

/** What the law asks of this document, and how each row was met. */
export type LegalReview = {
  readonly title: TitleId;
  readonly notices: readonly NoticeId[];
  readonly met: readonly { readonly rule: RuleId; readonly how: string }[];
};
