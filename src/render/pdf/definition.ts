import type { Content, TDocumentDefinitions } from "pdfmake/interfaces.js";
import type { Block, DocumentView, LinesBlock } from "../../present/document-view.ts";
import { account } from "./account.ts";
import { details } from "./details.ts";
import { endingOf, tailsOf, type Ending } from "./endings.ts";
import { footer, runningHead, sideMargin } from "./frame.ts";
import { letterhead } from "./letterhead.ts";
import { lines, type Tail } from "./lines.ts";
import { kept, stack } from "./nodes.ts";
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
  const tails = tailsOf(ending, {
    tailOf: (one) => tailOf(one, typeset),
    join: (a, b): Tail => ({ content: stack(a.content, b.content), height: a.height + b.height }),
    theme: typeset.theme,
  });
  return [...lines(block, tails, typeset), ...contentOf(rest.slice(ending.length), typeset)];
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
