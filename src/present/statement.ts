import type { Issuer, LegalEntity } from "../policy/issuer.ts";
import type { StatementPart, UsageStatement } from "../compute/usage-statement.ts";
import { printAddress } from "./addresses.ts";
import { contractFacts, countryLines, customerView } from "./details.ts";
import type { DetailsBlock, DocumentView, Fact, NotesBlock, UsageBlock, UsagePartView } from "./document-view.ts";
import { formatLongDate, formatPeriod, formatQuantity } from "./figures.ts";
import { contactNote, memoNotes } from "./notes.ts";
import { usageNotes } from "./lines.ts";
import { paperOf } from "./paper.ts";
import type { PresentContext } from "./present-context.ts";
import { printTaxId } from "./tax-ids.ts";
import { plain, sourced } from "./text.ts";
import type { Language } from "./words.ts";

export type StatementContext = PresentContext & {
  readonly seller: LegalEntity;
  /** A statement of a cycle that still runs is marked (rule F4). */
  readonly state: "final" | "preview";
};

/**
 * The usage of a partner's customer, without any cost, and the notice that cost details come from the partner
 * (rules A9, F6). It has an id and no number; nothing is to be paid.
 */
export const presentStatement = (statement: UsageStatement, context: StatementContext): DocumentView => {
  const { document } = statement;
  const { language, issuer, seller, state } = context;
  const { say } = language;
  const title = say("title.numbered", { title: say("title.usage-statement"), number: document.id });
  const marks = [...(issuer.demo ? ["mark.sample"] : []), ...(state === "preview" ? ["mark.preview"] : [])].map((key) =>
    plain(say(key)),
  );
  const address = printAddress(seller.address, language, { country: countryLines(document.customer, seller) });
  return {
    locale: language.locale,
    paper: paperOf(document.customer.billTo.address.country),
    meta: { title, author: seller.legalName, subject: say("title.usage-statement"), date: document.issueDate },
    marks,
    continued: plain(say("title.continued", { title })),
    footer: {
      reference: plain(document.id),
      seller: plain(seller.legalName),
      pagePattern: say("footer.page"),
    },
    blocks: [
      {
        kind: "letterhead",
        brand: plain(issuer.brand),
        sender: [seller.legalName, ...address.lines, ...seller.taxIds.map((id) => printTaxId(id, language))].map(plain),
        title: plain(say("title.usage-statement")),
        number: plain(document.id),
        marks,
      },
      { kind: "summary", facts: datesOf(statement, language) },
      statementDetails(statement, context),
      usageBlock(statement, language),
      statementNotes(statement, issuer, language),
    ],
  };
};

const datesOf = ({ document, period }: UsageStatement, { say, figures }: Language): readonly Fact[] => [
  { label: plain(say("summary.issueDate")), value: [plain(formatLongDate(document.issueDate, figures))] },
  { label: plain(say("details.servicePeriod")), value: [plain(formatPeriod(period, figures))] },
];

const statementDetails = ({ document }: UsageStatement, { language, seller }: StatementContext): DetailsBlock => ({
  kind: "details",
  parties: [customerView(document.customer, seller, language)],
  heading: plain(language.say("details.heading")),
  facts: contractFacts(document, language),
});

const usageBlock = ({ document, sections }: UsageStatement, language: Language): UsageBlock => {
  const { say } = language;
  const partOf = (part: StatementPart): UsagePartView => ({
    title: plain(say(`section.${part.id}`)),
    rows: part.lines.map((line) => ({
      description: sourced(line.prepay ? say("line.prepay", { product: line.product }) : line.product, line.source),
      notes: usageNotes(line, document, language).map((note) => sourced(note, line.source)),
      period: sourced(formatPeriod(line.period, language.figures), line.source),
      quantity: {
        value: sourced(formatQuantity(line.quantity, language.figures), line.source),
        unit: sourced(language.sayMany(`unit.${line.unit}`, line.quantity), line.source),
      },
    })),
  });
  return {
    kind: "usage",
    caption: plain(say("columns.usageCaption")),
    columns: {
      description: plain(say("columns.description")),
      period: plain(say("columns.period")),
      quantity: plain(say("columns.quantity")),
    },
    sections: sections.map((section) => ({ ...partOf(section), parts: section.parts.map(partOf) })),
  };
};

const statementNotes = ({ document }: UsageStatement, issuer: Issuer, language: Language): NotesBlock => {
  const { say } = language;
  const partner = document.customer.partner.name;
  return {
    kind: "notes",
    items: [
      ...memoNotes(document.memo, language),
      {
        heading: plain(say("notes.partnerHeading")),
        paragraphs: [plain(say("notice.partnerCosts", { partner }))],
        links: [],
      },
      contactNote(document.customer.region, issuer, language),
    ],
  };
};
