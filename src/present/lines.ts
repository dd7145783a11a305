import { compareDecimals, type Decimal } from "../kernel/money.ts";
import { PREPAY_PLANS } from "../kernel/charge.ts";
import type { ChargeLine, DiscountLine, FeeLine, Invoice, Line, Part } from "../compute/invoice.ts";
import type { LinesBlock, PartView, RowView, SubtotalView, Text } from "./document-view.ts";
import { formatMoney, formatPercent, formatPeriod, formatQuantity, formatRate, formatShortDate } from "./figures.ts";
import type { PresentContext } from "./present-context.ts";
import { lineMark, taxMarks } from "./tax-marks.ts";
import { paragraphsOf, plain, sourced } from "./text.ts";
import type { Language } from "./words.ts";

/** The table of charges, in sections with subtotals (rules A5, A6); every printed cell knows the record it comes from. */
export const linesBlock = (invoice: Invoice, { language }: PresentContext): LinesBlock => {
  const { say } = language;
  const marks = taxMarks(invoice);
  const page: Page = { invoice, language, marks };
  return {
    kind: "lines",
    caption: plain(say("columns.caption")),
    columns: {
      description: plain(say("columns.description")),
      period: plain(say("columns.period")),
      quantity: plain(say("columns.quantity")),
      rate: plain(say("columns.rate")),
      ...(marks.size > 0 && { mark: plain(say("columns.mark")) }),
      amount: plain(say("columns.amount")),
    },
    sections: invoice.sections.map((section) => ({
      ...partView(section, page),
      parts: section.parts.map((part) => partView(part, page)),
    })),
  };
};

type Page = { readonly invoice: Invoice; readonly language: Language; readonly marks: ReadonlyMap<string, string> };

const partView = (part: Part, page: Page): PartView => {
  const title = page.language.say(`section.${part.id}`);
  return {
    title: plain(title),
    rows: part.lines.map((line) => rowView(line, page)),
    subtotal: subtotalView(title, part, page.language),
  };
};

const subtotalView = (section: string, part: Part, { say, figures }: Language): SubtotalView => ({
  label: plain(say("section.subtotal", { section })),
  value: plain(formatMoney(part.subtotal, figures)),
});

const rowView = (line: Line, page: Page): RowView => {
  const cell = (text: string): Text => sourced(text, line.source);
  const mark = lineMark(line, page.marks);
  const row = {
    ...(mark !== undefined && { mark: cell(mark) }),
    amount: cell(formatMoney(line.amount, page.language.figures)),
  };
  switch (line.kind) {
    case "charge":
      return { ...chargeCells(line, page, cell), ...row };
    case "discount":
      return { description: cell(discountText(line, page.language)), notes: [], ...row };
    case "fee":
      return { ...feeCells(line, page.language, cell), ...row };
  }
};

type Cell = (text: string) => Text;

/** The product's name is printed as it is in every language; prepay is marked behind it (rule A12). */
const chargeCells = (line: ChargeLine, page: Page, cell: Cell): Omit<RowView, "amount"> => {
  const { rated, quantity, rate } = line;
  const { say, sayMany, figures } = page.language;
  return {
    description: cell(rated.prepay ? say("line.prepay", { product: rated.product }) : rated.product),
    notes: chargeNotes(line, page).map(cell),
    period: cell(formatPeriod(rated.period, figures)),
    quantity: { value: cell(formatQuantity(quantity, figures)), unit: cell(sayMany(`unit.${rated.unit}`, quantity)) },
    rate: cell(formatRate(rate, figures)),
  };
};

const chargeNotes = ({ rated }: ChargeLine, { invoice, language }: Page): readonly string[] => [
  ...usageNotes(rated, invoice.document, language),
  ...correctionNotes(rated, language),
];

/** Which invoice a credit corrects, and why (rule A19). */
export const correctionNotes = ({ corrects }: ChargeLine["rated"], { say, figures }: Language): readonly string[] =>
  corrects === undefined
    ? []
    : [
        say("line.corrects", {
          number: corrects.number,
          date: formatShortDate(corrects.date, figures),
          reason: corrects.reason,
        }),
      ];

type Used = Pick<
  ChargeLine["rated"],
  "description" | "organisation" | "quantity" | "unit" | "prepay" | "committed" | "included" | "used"
>;
type Contracted = Pick<Invoice["document"], "customer" | "contract">;

/** Description, organisation and counts below the product's name (rules A16, A17). */
export const usageNotes = (line: Used, document: Contracted, language: Language): readonly string[] => {
  const { organisations } = document.customer;
  const organisation = organisations.find(({ id }) => id === line.organisation);
  return [
    ...paragraphsOf(line.description ?? ""),
    // One organisation is in Billing Details already (rule A16).
    ...(organisations.length > 1 && organisation !== undefined
      ? [language.say("line.organisation", { name: organisation.name })]
      : []),
    ...countNotes(line, document, language),
  ];
};

const PEOPLE: readonly ChargeLine["rated"]["unit"][] = ["user", "licence", "seat"];

/** Committed, included and used quantities beside the billed one, without an amount (rule A17). */
const countNotes = (rated: Used, document: Contracted, { say, figures }: Language): readonly string[] => {
  const { used, included, quantity } = rated;
  const count = (value: Decimal): string => formatQuantity(value, figures);
  const isSaid = rated.prepay && rated.committed !== undefined && compareDecimals(rated.committed, quantity) === 0;
  const committed = isSaid ? undefined : rated.committed;
  const isBeyondPrepay = !rated.prepay && PEOPLE.includes(rated.unit) && PREPAY_PLANS.includes(document.contract.plan);
  if (used !== undefined && committed !== undefined && isBeyondPrepay)
    return [say("line.usedCommitted", { used: count(used), committed: count(committed) })];
  if (used !== undefined && included !== undefined)
    return [say("line.usedIncluded", { used: count(used), included: count(included) })];
  return [
    ...(committed === undefined ? [] : [say("line.committed", { committed: count(committed) })]),
    ...(included === undefined ? [] : [say("line.included", { included: count(included) })]),
    ...(used === undefined ? [] : [say("line.used", { used: count(used) })]),
  ];
};

/** A row of its own, with its reason (rule F8). */
const discountText = ({ percent, reason }: DiscountLine, { say, figures }: Language): string =>
  percent === undefined
    ? say("line.discount", { reason })
    : say("line.discountPercent", { percent: formatPercent(percent, figures), reason });

const feeCells = (
  { name, reason, quantity, unit, rate }: FeeLine,
  { sayMany, figures }: Language,
  cell: Cell,
): Omit<RowView, "amount"> => ({
  description: cell(name),
  notes: paragraphsOf(reason ?? "").map(cell),
  quantity: { value: cell(formatQuantity(quantity, figures)), unit: cell(sayMany(`unit.${unit}`, quantity)) },
  rate: cell(formatRate(rate, figures)),
});
