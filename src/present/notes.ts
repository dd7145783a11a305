import type { BillingRegion } from "../kernel/party.ts";
import type { Issuer } from "../policy/issuer.ts";
import type { Invoice } from "../compute/invoice.ts";
import type { IssuedInvoice } from "../issue/issued-invoice.ts";
import type { LegalReview } from "../law/legal-review.ts";
import type { Link, NotesBlock } from "./document-view.ts";
import type { PresentContext } from "./present-context.ts";
import type { Language } from "./words.ts";
import { linesOf } from "./tax-marks.ts";
import { paragraphsOf, plain } from "./text.ts";
import { BESIDE_TOTALS } from "./totals.ts";

type Note = NotesBlock["items"][number];

/** Memo, explanations, whom to ask, legal notices (rules A8, A15, F2, F6). */
export const notesBlock = (issued: IssuedInvoice, review: LegalReview, context: PresentContext): NotesBlock => ({
  kind: "notes",
  items: [
    ...memoNotes(issued.invoice.document.memo, context.language),
    ...whyPrepay(issued.invoice, context),
    contactNote(issued.invoice.document.customer.region, context.issuer, context.language),
    ...onlineQuestions(issued, context),
    ...legal(issued, review, context),
  ],
});

/** The memo, a paragraph for each of its lines (rule A15). */
export const memoNotes = (memo: string | undefined, language: Language): readonly Note[] => {
  const paragraphs = paragraphsOf(memo ?? "").map(plain);
  return paragraphs.length === 0 ? [] : [{ heading: plain(language.say("notes.memo")), paragraphs, links: [] }];
};

/** Why a product stands there twice is explained where it does (rules A4, F6). */
const whyPrepay = (invoice: Invoice, { language }: PresentContext): readonly Note[] => {
  const users = linesOf(invoice).flatMap((line) =>
    line.kind === "charge" && line.rated.kind === "user" ? [line.rated.prepay] : [],
  );
  if (new Set(users).size < 2) return [];
  const { say } = language;
  return [{ heading: plain(say("notes.whyPrepayHeading")), paragraphs: [plain(say("notes.whyPrepay"))], links: [] }];
};

/** The billing team of the customer's region, which also changes who receives the documents (rules A8, F2). */
export const contactNote = (region: BillingRegion, issuer: Issuer, language: Language): Note => ({
  heading: plain(language.say("notes.questions")),
  paragraphs: [plain(language.say(`notes.team.${region}`)), plain(language.say("notes.contacts"))],
  links: [mail(issuer.billingTeams[region])],
});

/** Whom to ask about paying online, where online payment is offered (rule A8). */
export const onlineQuestions = ({ state }: IssuedInvoice, { issuer, language }: PresentContext): readonly Note[] => {
  if (state.kind === "preview" || state.paying?.online === undefined) return [];
  return [
    { heading: plain(language.say("notes.onlineQuestions")), paragraphs: [], links: [mail(issuer.online.questions)] },
  ];
};

/** Notices that the law asks for, the fiscal document (J-ALL-9), and the seller's register entries. */
const legal = (
  { invoice, seller }: IssuedInvoice,
  review: LegalReview,
  { language }: PresentContext,
): readonly Note[] => {
  const { say } = language;
  const { fiscal } = invoice.document;
  const notices = review.notices
    .filter((notice) => !BESIDE_TOTALS.includes(notice))
    .map((notice) => say(`notice.${notice}`, { document: fiscal?.document ?? "" }));
  const key = fiscal?.key === undefined ? [] : [say("notice.fiscalKey", { key: fiscal.key })];
  const paragraphs = [...notices, ...key, ...seller.imprint].map(plain);
  const links = fiscal?.link === undefined ? [] : [{ text: plain(fiscal.link), href: fiscal.link }];
  return paragraphs.length === 0 ? [] : [{ heading: plain(say("notes.legal")), paragraphs, links }];
};

const mail = (address: string): Link => ({ text: plain(address), href: `mailto:${address}` });
