import type { Locale } from "../kernel/party.ts";
import type { Fact, Link, NotesBlock, SummaryBlock, Text } from "./document-view.ts";
import type { Subject } from "./subject.ts";

/** The one thing to do: its heading names the button; its link is printed besides, for those who do not trust buttons. */
export type EmailAction = { readonly heading: Text; readonly link: Link; readonly paragraphs: readonly Text[] };

export type EmailSection = NotesBlock["items"][number];

/**
 * What a mail says: all words and figures are final here, and those that stand on the document too are the same ones
 * (rule F1). Every text in it appears in the HTML and in the plain text; the preheader is hidden in the HTML and left
 * out of the text, which has no place for it.
 */
export type EmailView = {
  readonly locale: Locale;
  readonly subject: Subject;
  /** What a mailbox lists behind the subject. */
  readonly preheader: Text;
  readonly brand: Text;
  /** SAMPLE, DUPLICATE, TRANSLATION: in the subject too. */
  readonly marks: readonly Text[];
  readonly title: Text;
  /** The one large figure; a usage statement has none (rule A9). */
  readonly amount?: NonNullable<SummaryBlock["amount"]>;
  /** What it is, how much, until when. */
  readonly paragraphs: readonly Text[];
  /** Where the document has a payment link (rule B3). */
  readonly action?: EmailAction;
  /** The other ways of paying. */
  readonly paying: readonly EmailSection[];
  readonly facts: readonly Fact[];
  /** Explanations, and whom to ask (rule A8). */
  readonly notes: readonly EmailSection[];
  /** The seller, its address and its register entries. */
  readonly foot: readonly Text[];
};
