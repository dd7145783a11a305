import type { Content } from "pdfmake/interfaces.js";
import type { Issue } from "../../kernel/result.ts";
import type { DocumentView, Text } from "../../present/document-view.ts";
import { row, rule, stack } from "./nodes.ts";
import type { Theme } from "./theme.ts";
import { plain, type Gauge, type Piece, type Typeset } from "./typeset.ts";

/** At the head of every page but the first: which document goes on, and SAMPLE or PREVIEW. */
export const runningHead = (view: DocumentView, page: number, typeset: Typeset): Content => {
  const { grid, margin } = typeset.theme;
  if (page === 1) return "";
  const { left, middle, right } = frameWidths(typeset.theme);
  const marks = marksLine(view);
  return {
    ...stack(
      row([
        { width: grid.line2, content: typeset.paragraph([{ text: view.continued, role: "foot" }], { width: left }) },
        { width: middle + right, content: typeset.paragraph(marks, { width: middle + right, beside: "foot" }) },
      ]),
    ),
    margin: [sideMargin(view, typeset.theme), margin.runningHead, sideMargin(view, typeset.theme), 0],
  };
};

/** At the foot of every page: what it is, who sends it, which page of how many. */
export const footer = (view: DocumentView, at: { page: number; pages: number }, typeset: Typeset): Content => {
  const { grid, margin, rule: rules, colours } = typeset.theme;
  const { reference, seller, pagePattern } = view.footer;
  const text = pagePattern.replaceAll("{page}", String(at.page)).replaceAll("{pages}", String(at.pages));
  const { left, middle, right } = frameWidths(typeset.theme);
  const foot = (piece: Text | string, width: number, align: "left" | "right"): Content =>
    typeset.paragraph([{ text: piece, role: "foot" }], { width, align, ...(align === "right" && { wrap: "never" }) });
  return {
    ...stack(
      { ...rule(grid.width, rules.hair, colours.line), margin: [0, 0, 0, RULE_TO_FOOT] },
      row([
        { width: left, content: foot(reference, left, "left") },
        { width: grid.gutter, content: "" },
        { width: middle, content: foot(seller, middle, "left") },
        { width: grid.gutter, content: "" },
        { width: right - grid.gutter, content: foot(text, right, "right") },
      ]),
    ),
    margin: [sideMargin(view, typeset.theme), margin.footer, sideMargin(view, typeset.theme), 0],
  };
};

/** What does not fit into the margins, where pdfmake would cut it off without a word. */
export const overlongFrame = (view: DocumentView, typeset: Gauge): readonly Issue[] => {
  const { margin, rule: rules } = typeset.theme;
  const { left, middle, right } = frameWidths(typeset.theme);
  const headRoom = margin.top - margin.runningHead;
  const footRoom = margin.bottom - margin.footer - rules.hair - RULE_TO_FOOT;
  const marks = marksLine(view).map(({ text }) => plain(text));
  const { reference, seller, pagePattern } = view.footer;
  const widestPage = pagePattern.replaceAll(/\{pages?\}/g, "9999");
  const fits = (piece: Piece, width: number, room: number): boolean => typeset.heightOf(piece, width) <= room;
  const texts = [
    { at: "continued", fits: fits({ text: view.continued, role: "foot" }, left, headRoom) },
    { at: "marks", fits: fits({ text: marks.join(""), role: "mark" }, middle + right, headRoom) },
    { at: "footer/reference", fits: fits({ text: reference, role: "foot" }, left, footRoom) },
    { at: "footer/seller", fits: fits({ text: seller, role: "foot" }, middle, footRoom) },
    { at: "footer/pagePattern", fits: typeset.widthOf({ text: widestPage, role: "foot" }) <= right },
  ];
  return texts
    .filter((text) => !text.fits)
    .map(({ at }) => ({
      rule: null,
      at,
      message: `${at} is too long for the margin of a page`,
      hint: "it stands on every page and has two or three lines there",
    }));
};

/** The grid stands in the middle of either paper. */
export const sideMargin = (view: DocumentView, theme: Theme): number =>
  (theme.paper[view.paper].width - theme.grid.width) / 2;

/** Points from the hairline to the words of the footer. */
export const RULE_TO_FOOT = 6;

/** Reference and "continued" to the second line, the seller to the fourth, the page to the right edge. */
export const frameWidths = ({
  grid,
}: Theme): { readonly left: number; readonly middle: number; readonly right: number } => ({
  left: grid.line2 - grid.gutter,
  middle: grid.line4 - grid.line2 - grid.gutter,
  right: grid.width - grid.line4 + grid.gutter,
});

/** The marks side by side. */
export const marksLine = ({ marks }: DocumentView): readonly Piece[] =>
  marks.flatMap((text, index): readonly Piece[] =>
    index === 0
      ? [{ text, role: "mark" }]
      : [
          { text: "\u2003", role: "mark" },
          { text, role: "mark" },
        ],
  );
