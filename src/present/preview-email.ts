import type { Issuer, LegalEntity } from "../policy/issuer.ts";
import type { Invoice } from "../compute/invoice.ts";
import type { Block, DocumentView } from "./document-view.ts";
import { emailFrame, factOf, textOf } from "./email-frame.ts";
import type { EmailView } from "./email-view.ts";
import { contactNote } from "./notes.ts";
import { plain } from "./text.ts";
import type { Language } from "./words.ts";

export type PreviewedDocument = {
  readonly seller: LegalEntity;
  readonly customer: Invoice["document"]["customer"];
  readonly view: DocumentView;
};

/**
 * How the mail about a document would look while its cycle runs: for the eyes of support only, and never given to who
 * sends mails (rule F4). It has the marks of the preview, and neither number, due date, link nor attachment.
 */
export const presentPreviewEmail = (
  { seller, customer, view }: PreviewedDocument,
  context: { readonly issuer: Issuer; readonly language: Language },
): EmailView => {
  const { issuer, language } = context;
  const { say } = language;
  const summary = blockOf(view, "summary");
  const details = blockOf(view, "details");
  const marks = blockOf(view, "letterhead")?.marks ?? view.marks;
  const frame = emailFrame(
    {
      seller,
      customer,
      marks: view.marks,
      subject: view.meta.title,
      preheader: [seller.legalName, ...marks.map(textOf)],
    },
    context,
  );
  return {
    ...frame,
    title: plain(view.meta.title),
    ...(summary?.amount !== undefined && { amount: summary.amount }),
    paragraphs: marks.filter((mark) => !view.marks.map(textOf).includes(textOf(mark))),
    paying: [],
    facts: [
      factOf(say("party.billTo"), say("party.honorific", { name: customer.billTo.name })),
      ...(summary?.facts ?? []),
      ...(details?.facts ?? []),
    ],
    notes: [contactNote(customer.region, issuer, language)],
  };
};

const blockOf = <K extends Block["kind"]>(view: DocumentView, kind: K): Extract<Block, { kind: K }> | undefined =>
  view.blocks.find((block): block is Extract<Block, { kind: K }> => block.kind === kind);
