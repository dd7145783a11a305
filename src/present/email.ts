import { isNegative, negate } from "../kernel/money.ts";
import { invariant } from "../kernel/result.ts";
import type { IssuedInvoice } from "../issue/issued-invoice.ts";
import { periodFacts } from "./details.ts";
import type { Block, DocumentView, Fact, PayingBlock } from "./document-view.ts";
import { amountInWords, emailFrame, factOf, textOf, type NumberedInvoice } from "./email-frame.ts";
import type { EmailSection, EmailView } from "./email-view.ts";
import { formatLongDate } from "./figures.ts";
import { correctionNotes } from "./lines.ts";
import { contactNote, onlineQuestions } from "./notes.ts";
import type { PresentContext } from "./present-context.ts";
import { linesOf } from "./tax-marks.ts";
import { plain } from "./text.ts";
import type { Language } from "./words.ts";

/**
 * The mail that brings an invoice or a credit note: what it is, what is due until when and how to pay, the key facts,
 * what is attached, whom to ask (rules A2, A8, B2–B5, B7, F1, F2). A credit note says what it credits and corrects, and
 * asks for nothing (rule A19). A preview is refused by its type: it is never mailed as an invoice (rule F4).
 * `view` is the document's own, in the language of `context`: marks, title, amount and ways of paying are its words.
 */
export const presentEmail = (issued: NumberedInvoice, view: DocumentView, context: PresentContext): EmailView => {
  const { language, issuer } = context;
  invariant(view.locale === language.locale, "a mail is in the language of its document");
  const { customer } = issued.invoice.document;
  const paying = blockOf(view, "paying");
  const amount = blockOf(view, "summary")?.amount;
  const periods = periodFacts(issued, language);
  const opening = openingOf(issued, view.meta.title, language);
  const wayToPay = paying && (paying.announced ?? paying.online ?? paying.direct).heading;
  const frame = emailFrame(
    {
      seller: issued.seller,
      customer,
      marks: view.marks,
      subject: opening.subject,
      preheader: [
        issued.seller.legalName,
        ...periods.flatMap(({ value }) => value.map(textOf)),
        ...(wayToPay === undefined ? [] : [textOf(wayToPay)]),
      ],
    },
    context,
  );
  return {
    ...frame,
    title: plain(view.meta.title),
    ...(amount !== undefined && { amount }),
    paragraphs: [opening.lead, ...corrections(issued, language)].map(plain),
    ...actionOf(paying),
    paying: paying === undefined ? [] : waysOf(paying, language),
    facts: [...documentFacts(issued, view, language), ...periods, attachedFact(view.meta.title, language)],
    notes: [contactNote(customer.region, issuer, language), ...onlineQuestions(issued, context)],
  };
};

/** Who is charged automatically has nothing to click: a button would invite him to pay twice (rule B7). */
const actionOf = (paying: PayingBlock | undefined): Pick<EmailView, "action"> => {
  if (paying?.online === undefined || paying.announced !== undefined) return {};
  const { heading, link, paragraphs } = paying.online;
  return { action: { heading, link, paragraphs } };
};

/** The mail's list of what is attached. */
export const attachedFact = (document: string, { say }: Language): Fact =>
  factOf(say("email.attached"), say("email.attachedPdf", { document }));

type Opening = { readonly subject: string; readonly lead: string };

/** Subject and first sentence; the kind of document is called by the title that it bears (J-ALL-10). */
const openingOf = ({ invoice, seller, state }: NumberedInvoice, document: string, language: Language): Opening => {
  const { say, figures } = language;
  const { number, dueDate } = state;
  const { kind } = invoice.document;
  const title = seller.titles[kind];
  if (kind === "credit-note") {
    const amount = amountInWords(isNegative(invoice.due) ? negate(invoice.due) : invoice.due, language);
    return {
      subject: say("email.subject.credited", { document, amount }),
      lead: say(`email.lead.${title}`, { number, amount }),
    };
  }
  if (dueDate === undefined) {
    return { subject: say("email.subject.settled", { document }), lead: say(`email.settled.${title}`, { number }) };
  }
  const due = { amount: amountInWords(invoice.due, language), date: formatLongDate(dueDate, figures) };
  return {
    subject: say("email.subject.due", { document, ...due }),
    lead: say(`email.lead.${title}`, { number, ...due }),
  };
};

/** What a credit note corrects, each invoice and reason once (rule A19); an invoice may hold credits too, on its lines. */
const corrections = ({ invoice }: IssuedInvoice, language: Language): readonly string[] =>
  invoice.document.kind === "invoice"
    ? []
    : [
        ...new Set(
          linesOf(invoice).flatMap((line) => (line.kind === "charge" ? correctionNotes(line.rated, language) : [])),
        ),
      ];

/** What an accounts department files by: number, who is billed, its own order number, the dates (rule A2). */
const documentFacts = ({ invoice, state }: NumberedInvoice, view: DocumentView, { say }: Language): readonly Fact[] => {
  const { customer, contract } = invoice.document;
  return [
    factOf(say("email.number"), state.number),
    factOf(say("party.billTo"), say("party.honorific", { name: customer.billTo.name })),
    ...(contract.purchaseOrder === undefined ? [] : [factOf(say("details.purchaseOrder"), contract.purchaseOrder)]),
    ...(blockOf(view, "summary")?.facts ?? []),
  ];
};

/**
 * The announced charge, and paying without a link. A mail bears no account: bank details that come by mail are what
 * fraud lives on, so it points to the attached document, which has them.
 */
const waysOf = ({ announced, online, direct }: PayingBlock, { say }: Language): readonly EmailSection[] => [
  ...(announced === undefined
    ? []
    : [{ ...announced, paragraphs: [...announced.paragraphs, plain(say("email.noAction"))], links: [] }]),
  ...(announced === undefined || online === undefined
    ? []
    : [{ heading: online.heading, paragraphs: online.paragraphs, links: [online.link] }]),
  { heading: direct.heading, paragraphs: [plain(say("email.inDocument"))], links: [] },
];

const blockOf = <K extends Block["kind"]>(view: DocumentView, kind: K): Extract<Block, { kind: K }> | undefined =>
  view.blocks.find((block): block is Extract<Block, { kind: K }> => block.kind === kind);
