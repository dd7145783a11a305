import type {
  Block,
  DetailsBlock,
  DocumentView,
  Fact,
  Link,
  NotesBlock,
  PayingBlock,
  SummaryBlock,
  Text,
  TotalRow,
} from "../present/document-view.ts";
import type { Renderer } from "./renderer.ts";
import { accountText } from "./text-account.ts";
import { chargesText } from "./text-charges.ts";
import { usageText } from "./text-usage.ts";
import { factLines, figureLines, INDENT, paragraph, plain, RULE, separated } from "./text-lines.ts";

/**
 * The document as plain text of 78 columns: the body of a mail, and what a Braille line or a terminal reads best.
 * It has no pages, so it has no running heads; and no symbols, so a QR code is its link. It never refuses.
 */
export const textRenderer: Renderer = {
  refusals: () => [],
  draw: async (view) => new TextEncoder().encode(`${linesOf(view).map(withoutSpaces).join("\n")}\n`),
};

const linesOf = (view: DocumentView): readonly string[] => [
  ...view.blocks.flatMap((block) => [...blockLines(block), "", RULE, ""]).slice(0, -1),
  ...[view.footer.reference, view.footer.seller, ...view.marks].flatMap((text) => paragraph(text)),
];

const withoutSpaces = (line: string): string => line.replace(/[ \t]+$/, "");

const blockLines = (block: Block): readonly string[] => {
  switch (block.kind) {
    case "letterhead":
      return [
        ...[block.brand, ...block.sender].flatMap((text) => paragraph(text)),
        "",
        ...paragraph(joined(block.title, block.number)),
        ...block.marks.flatMap((text) => paragraph(text)),
      ];
    case "summary":
      return factLines([...block.facts, ...amountFact(block)]);
    case "details":
      return detailsLines(block);
    case "lines":
      return chargesText(block);
    case "usage":
      return usageText(block);
    case "account":
      return accountText(block);
    case "totals":
      return [...block.rows.flatMap(totalLines), ...block.notes.flatMap((note) => ["", ...paragraph(note)])];
    case "paying":
      return payingLines(block);
    case "notes":
      return notesLines(block);
  }
};

const amountFact = ({ amount }: SummaryBlock): readonly Fact[] =>
  amount === undefined ? [] : [{ label: amount.label, value: [joined(amount.value, amount.code)] }];

/** Two texts on one line. */
const joined = (first: Text, second: Text | undefined): Text =>
  second ? { runs: [...first.runs, { text: " " }, ...second.runs] } : first;

const detailsLines = ({ parties, heading, facts }: DetailsBlock): readonly string[] =>
  separated([
    ...parties.map((party) => [
      ...paragraph(party.heading),
      ...[...(party.above ?? []), party.name, ...party.lines].flatMap((text) => paragraph(text, 1)),
    ]),
    [...paragraph(heading), ...factLines(facts, 1)],
  ]);

const totalLines = ({ role, label, detail, mark, value, code }: TotalRow): readonly string[] => {
  const name = plain(mark ? joined(mark, label) : label);
  const figure = plain(code ? joined(code, value) : value);
  const level = role === "note" ? 1 : 0;
  return [
    ...(role === "total" ? [RULE] : []),
    ...figureLines(INDENT.repeat(level) + name, figure),
    ...(detail ? paragraph(detail, level + 1) : []),
  ];
};

const payingLines = ({ announced, online, direct }: PayingBlock): readonly string[] =>
  separated([
    ...(announced ? [sectionLines(announced, [])] : []),
    ...(online ? [sectionLines(online, [online.link])] : []),
    [...paragraph(direct.heading), ...factLines(direct.facts, 1)],
  ]);

const notesLines = ({ items }: NotesBlock): readonly string[] =>
  separated(items.map((item) => sectionLines(item, item.links)));

type Section = { readonly heading: Text; readonly paragraphs: readonly Text[] };

const sectionLines = ({ heading, paragraphs }: Section, links: readonly Link[]): readonly string[] => [
  ...paragraph(heading),
  ...paragraphs.flatMap((text) => paragraph(text, 1)),
  ...links.flatMap(linkLines),
];

/** An address on a line of its own, never broken: its text too where the address does not end with it. */
const linkLines = ({ text, href }: Link): readonly string[] => {
  const address = href.replace(/^mailto:/, "");
  return [...(address.endsWith(plain(text)) ? [] : paragraph(text, 1)), INDENT + address];
};
