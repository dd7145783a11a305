import type { Content, TDocumentDefinitions } from "pdfmake/interfaces.js";
import type {
  Block,
  DocumentView,
  LinesBlock,
  NotesBlock,
  PayingBlock,
  TotalsBlock,
} from "../../present/document-view.ts";
import { account } from "./account.ts";
import { details } from "./details.ts";
import { footer, runningHead, sideMargin } from "./frame.ts";
import { letterhead } from "./letterhead.ts";
import { lines, type Tail } from "./lines.ts";
import { kept, mostKept, stack } from "./nodes.ts";
import { notes } from "./notes.ts";
import { paying } from "./paying.ts";
import { summary } from "./summary.ts";
import { totals } from "./totals.ts";
import type { Typeset } from "./typeset.ts";
import { usage } from "./usage.ts";

/** What pdfmake lays out. It changes its definition while it works, so each document gets a fresh one. */
export const definitionOf = (view: DocumentView, typeset: Typeset): TDocumentDefinitions => {
  const { paper, margin } = typeset.theme;
  const side = sideMargin(view, typeset.theme);
  const at = new Date(`${view.meta.date}T00:00:00Z`);
  return {
    version: "1.7",
    language: view.locale,
    displayTitle: true,
    info: {
      title: view.meta.title,
      author: view.meta.author,
      subject: view.meta.subject,
      creationDate: at,
      modDate: at,
    },
    pageSize: { ...paper[view.paper] },
    pageMargins: [side, margin.top, side, margin.bottom],
    defaultStyle: { font: "plex" },
    header: (page) => runningHead(view, page, typeset),
    footer: (page, pages) => footer(view, { page, pages }, typeset),
    content: contentOf(view.blocks, typeset),
  };
};

/** Blocks in their order. What follows the charges is given to them, so that it stays with the last of them. */
const contentOf = (blocks: readonly Block[], typeset: Typeset): Content[] => {
  const [block, ...rest] = blocks;
  if (block === undefined) return [];
  if (block.kind !== "lines") return [single(block, typeset), ...contentOf(rest, typeset)];
  const ending = endingOf(rest);
  return [...lines(block, tailsOf(ending, typeset), typeset), ...contentOf(rest.slice(ending.length), typeset)];
};

type Ending = TotalsBlock | PayingBlock | NotesBlock;

const isEnding = (block: Block): block is Ending =>
  block.kind === "totals" || block.kind === "paying" || block.kind === "notes";

const endingOf = ([block, ...rest]: readonly Block[]): readonly Ending[] =>
  block !== undefined && isEnding(block) ? [block, ...endingOf(rest)] : [];

/** Paying and the notes after it are one where they may be kept on one page. */
const tailsOf = ([block, ...rest]: readonly Ending[], typeset: Typeset): readonly Tail[] => {
  if (block === undefined) return [];
  const tail = tailOf(block, typeset);
  const [next, ...others] = tailsOf(rest, typeset);
  if (next === undefined) return [tail];
  const height = tail.height + next.height;
  const isOne = block.kind === "paying" && height <= mostKept(typeset.theme);
  return isOne ? [{ content: stack(tail.content, next.content), height }, ...others] : [tail, next, ...others];
};

const tailOf = (block: Ending, typeset: Typeset): Tail => {
  switch (block.kind) {
    case "totals":
      return totals(block, typeset);
    case "paying":
      return paying(block, typeset);
    case "notes":
      return notes(block, typeset);
  }
};

const single = (block: Exclude<Block, LinesBlock>, typeset: Typeset): Content => {
  switch (block.kind) {
    case "letterhead":
      return letterhead(block, typeset);
    case "summary":
      return summary(block, typeset);
    case "details":
      return details(block, typeset);
    case "usage":
      return usage(block, typeset);
    case "account":
      return account(block, typeset);
    case "totals":
    case "paying":
    case "notes": {
      const { content, height } = tailOf(block, typeset);
      return kept(content, height, typeset.theme);
    }
  }
};
