import type { IssuedInvoice } from "../issue/issued-invoice.ts";
import type { LegalReview } from "../law/legal-review.ts";
import { detailsBlock } from "./details.ts";
import type { DocumentView } from "./document-view.ts";
import { letterheadBlock, pageMarks, titleWithNumber } from "./letterhead.ts";
import { linesBlock } from "./lines.ts";
import { notesBlock } from "./notes.ts";
import { paperOf } from "./paper.ts";
import { payingBlock } from "./paying.ts";
import type { PresentContext } from "./present-context.ts";
import { summaryBlock } from "./summary.ts";
import { plain } from "./text.ts";
import { totalsBlock } from "./totals.ts";

/**
 * What exactly is printed, in this language: every word, figure and their order (rules A2–A19, B3–B9, F1, F4, F7, F8).
 * The blocks stand in the order of the document (rule A15). Cannot fail: a word that is missing is a defect and throws.
 */
export const presentInvoice = (issued: IssuedInvoice, review: LegalReview, context: PresentContext): DocumentView => {
  const { invoice, seller, state } = issued;
  const { language } = context;
  const title = titleWithNumber(issued, review, context);
  const paying = payingBlock(issued, context);
  return {
    locale: language.locale,
    paper: paperOf(invoice.document.customer.billTo.address.country),
    meta: {
      title,
      author: seller.legalName,
      subject: language.say(`title.${review.title}`),
      date: issued.issueDate,
    },
    marks: pageMarks(issued, context),
    continued: plain(language.say("title.continued", { title })),
    footer: {
      reference: plain(state.kind === "numbered" ? state.number : title),
      seller: plain(seller.legalName),
      pagePattern: language.say("footer.page"),
    },
    blocks: [
      letterheadBlock(issued, review, context),
      summaryBlock(issued, context),
      detailsBlock(issued, context),
      linesBlock(invoice, context),
      totalsBlock(issued, review, context),
      ...(paying === undefined ? [] : [paying]),
      notesBlock(issued, review, context),
    ],
  };
};
