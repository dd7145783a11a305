import type { IssuedInvoice } from "../issue/issued-invoice.ts";
import type { LegalReview } from "../law/legal-review.ts";
import { printAddress } from "./addresses.ts";
import { countryLines } from "./details.ts";
import type { LetterheadBlock, Text } from "./document-view.ts";
import { formatShortDate } from "./figures.ts";
import type { PresentContext } from "./present-context.ts";
import { printTaxId } from "./tax-ids.ts";
import { plain } from "./text.ts";

/** Who sells and what the document is; its title is what the law allows (rules A2, F7, J-ALL-3, J-ALL-10). */
export const letterheadBlock = (
  issued: IssuedInvoice,
  review: LegalReview,
  context: PresentContext,
): LetterheadBlock => {
  const { issuer, language } = context;
  const { seller, state } = issued;
  const { say } = language;
  const address = printAddress(seller.address, language, {
    country: countryLines(issued.invoice.document.customer, seller),
  });
  const upTo =
    state.kind === "preview" ? [say("mark.previewUpTo", { date: formatShortDate(state.upTo, language.figures) })] : [];
  return {
    kind: "letterhead",
    brand: plain(issuer.brand),
    sender: [seller.legalName, ...address.lines, ...seller.taxIds.map((id) => printTaxId(id, language))].map(plain),
    title: plain(say(`title.${review.title}`)),
    ...(state.kind === "numbered" && { number: plain(state.number) }),
    marks: [...pageMarks(issued, context), ...upTo.map(plain)],
  };
};

/**
 * What every page must say: that a demo profile's document is a sample (rule F7), that a preview is no invoice
 * (rule F4), that a copy is not the original (rule A20).
 */
export const pageMarks = ({ state }: IssuedInvoice, { issuer, language, copy }: PresentContext): readonly Text[] =>
  [
    ...(issuer.demo ? ["mark.sample"] : []),
    ...(state.kind === "preview" ? ["mark.preview"] : []),
    ...(state.kind === "numbered" && copy !== undefined ? [`mark.${copy}`] : []),
  ].map((key) => plain(language.say(key)));

/** "Invoice INV-1"; a preview has no number (rule F4). */
export const titleWithNumber = (
  { state }: IssuedInvoice,
  review: LegalReview,
  { language }: PresentContext,
): string => {
  const title = language.say(`title.${review.title}`);
  return state.kind === "numbered" ? language.say("title.numbered", { title, number: state.number }) : title;
};
