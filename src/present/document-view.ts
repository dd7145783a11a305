import type { SourceRef } from "../kernel/ids.ts";
import type { Locale } from "../kernel/party.ts";

/** A printed string. Runs in another language than the document's name it, for speech and hyphenation. */
export type Text = {
  readonly runs: readonly { readonly text: string; readonly lang?: string }[];
  readonly source?: SourceRef;
};

/** A label and its value, which may take several lines. */
export type Fact = { readonly label: Text; readonly value: readonly Text[] };

export type Link = { readonly text: Text; readonly href: string };

/** Who sent it and what it is. */
export type LetterheadBlock = {
  readonly kind: "letterhead";
  readonly brand: Text;
  /** Legal name first, then the address, then tax numbers. */
  readonly sender: readonly Text[];
  readonly title: Text;
  readonly number?: Text;
  /** SAMPLE, PREVIEW: below the title; also on every page by `DocumentView.marks`. */
  readonly marks: readonly Text[];
};

/** The dates and the one large figure. */
export type SummaryBlock = {
  readonly kind: "summary";
  readonly facts: readonly Fact[];
  /** A usage statement has none (rule A9). */
  readonly amount?: { readonly label: Text; readonly value: Text; readonly code: Text };
};

export type PartyView = {
  readonly heading: Text;
  /** Lines above the name: in Japanese the address comes before the addressee (J-JP-13). */
  readonly above?: readonly Text[];
  readonly name: Text;
  readonly lines: readonly Text[];
};

/** Bill to, ship to, and Billing Details beside them (rule A2). */
export type DetailsBlock = {
  readonly kind: "details";
  readonly parties: readonly PartyView[];
  readonly heading: Text;
  readonly facts: readonly Fact[];
};

export type RowView = {
  readonly description: Text;
  /** Small, below the description. */
  readonly notes: readonly Text[];
  readonly period?: Text;
  readonly quantity?: { readonly value: Text; readonly unit: Text };
  readonly rate?: Text;
  /** Refers to the tax rows of the totals, where lines are taxed differently (rule A6). */
  readonly mark?: Text;
  readonly amount: Text;
};

export type SubtotalView = { readonly label: Text; readonly value: Text };
export type PartView = { readonly title: Text; readonly rows: readonly RowView[]; readonly subtotal: SubtotalView };
/** Its own rows first, then its parts, then the subtotal of all. */
export type SectionView = PartView & { readonly parts: readonly PartView[] };

/** The table of charges. `columns.mark` is there exactly when rows have marks. */
export type LinesBlock = {
  readonly kind: "lines";
  readonly caption: Text;
  readonly columns: {
    readonly description: Text;
    readonly period: Text;
    readonly quantity: Text;
    readonly rate: Text;
    readonly mark?: Text;
    readonly amount: Text;
  };
  readonly sections: readonly SectionView[];
};

export type UsageRowView = {
  readonly description: Text;
  readonly notes: readonly Text[];
  readonly period: Text;
  readonly quantity: { readonly value: Text; readonly unit: Text };
};
export type UsagePartView = { readonly title: Text; readonly rows: readonly UsageRowView[] };

/** The table of a usage statement: it has no place for a price (rule A9). */
export type UsageBlock = {
  readonly kind: "usage";
  readonly caption: Text;
  readonly columns: { readonly description: Text; readonly period: Text; readonly quantity: Text };
  readonly sections: readonly (UsagePartView & { readonly parts: readonly UsagePartView[] })[];
};

export type TotalRow = {
  /** "sum" is a plain row, "total" a strong one with a rule above, "note" a small one that adds nothing to the column. */
  readonly role: "sum" | "total" | "note";
  readonly label: Text;
  /** Small, after or below the label: "6.5% of 13,447.67", a reason. */
  readonly detail?: Text;
  readonly mark?: Text;
  readonly value: Text;
  /** ISO code beside the amount (rule A13). */
  readonly code?: Text;
};

export type TotalsBlock = {
  readonly kind: "totals";
  readonly rows: readonly TotalRow[];
  /** Beside the figures: what the fees leave out (rule A7). */
  readonly notes: readonly Text[];
};

/** Rows of a QR matrix, "1" dark; without the quiet zone of four modules, which the renderer leaves. */
export type QrCode = { readonly modules: readonly string[]; readonly alt: Text };

export type PayingBlock = {
  readonly kind: "paying";
  readonly online?: {
    readonly heading: Text;
    readonly link: Link;
    readonly qr: QrCode;
    readonly paragraphs: readonly Text[];
  };
  /** The charge to a saved method on the due date (rule B7). */
  readonly announced?: { readonly heading: Text; readonly paragraphs: readonly Text[] };
  readonly direct: { readonly heading: Text; readonly facts: readonly Fact[] };
};

/** Memo, questions, explanations, legal notices: in columns where there is room. */
export type NotesBlock = {
  readonly kind: "notes";
  readonly items: readonly {
    readonly heading: Text;
    readonly paragraphs: readonly Text[];
    readonly links: readonly Link[];
  }[];
};

/** One document of an account: what it came to, what was paid, what is open. */
export type AccountRowView = {
  readonly document: Text;
  /** In words: "Overdue since Jun 15, 2026 (16 days)". */
  readonly overdue?: Text;
  /** Small, below the document. */
  readonly notes: readonly Text[];
  readonly issued: Text;
  readonly due?: Text;
  readonly amount?: Text;
  readonly paid?: Text;
  readonly open: Text;
};

/** A payment; one that failed has a note in place of its amount (rule B6). */
export type AccountPaymentView = {
  readonly date: Text;
  readonly document: Text;
  readonly method?: Text;
  readonly note?: Text;
  readonly amount?: Text;
};

/** Open amounts by age, the documents of an account, and its payments; a part of it that is empty is absent. */
export type AccountBlock = {
  readonly kind: "account";
  readonly aging?: {
    readonly caption: Text;
    readonly buckets: readonly SubtotalView[];
    readonly total: SubtotalView;
  };
  readonly documents?: {
    readonly caption: Text;
    readonly columns: {
      readonly document: Text;
      readonly issued: Text;
      readonly due: Text;
      readonly amount: Text;
      readonly paid: Text;
      readonly open: Text;
    };
    readonly rows: readonly AccountRowView[];
    readonly total: SubtotalView;
  };
  readonly payments?: {
    readonly caption: Text;
    readonly columns: { readonly date: Text; readonly document: Text; readonly method: Text; readonly amount: Text };
    readonly rows: readonly AccountPaymentView[];
    readonly total: SubtotalView;
  };
  /** Where there is neither a document nor a payment. */
  readonly empty?: Text;
};

export type Block =
  | LetterheadBlock
  | SummaryBlock
  | DetailsBlock
  | LinesBlock
  | UsageBlock
  | AccountBlock
  | TotalsBlock
  | PayingBlock
  | NotesBlock;

/**
 * What exactly is printed: all words, figures and their order are final here; renderers only lay out.
 * Every string in it appears in the PDF, the HTML and the text.
 */
export type DocumentView = {
  readonly locale: Locale;
  readonly paper: "A4" | "Letter";
  readonly meta: { readonly title: string; readonly author: string; readonly subject: string; readonly date: string };
  /** On every page: SAMPLE, PREVIEW. */
  readonly marks: readonly Text[];
  /** Head of every page but the first: "Invoice INV-1, continued". */
  readonly continued: Text;
  readonly footer: {
    readonly reference: Text;
    readonly seller: Text;
    /** "Page {page} of {pages}". */
    readonly pagePattern: string;
  };
  readonly blocks: readonly Block[];
};
