import type { Block, DocumentView, LinesBlock } from "../../../present/document-view.ts";
import { endingOf, tailsOf, type Ending } from "../endings.ts";
import { sideMargin } from "../frame.ts";
import { account } from "./blocks/account.ts";
import { charges, type Tail } from "./blocks/charges.ts";
import { details } from "./blocks/details.ts";
import { keptIfLow } from "./blocks/keeping.ts";
import { letterhead } from "./blocks/letterhead.ts";
import { notes } from "./blocks/notes.ts";
import { paying } from "./blocks/paying.ts";
import { summary } from "./blocks/summary.ts";
import { totals } from "./blocks/totals.ts";
import { usage } from "./blocks/usage.ts";
import { stack, type Box } from "./boxes.ts";
import type { Composer } from "./compose.ts";
import { flow } from "./flow.ts";
import { prepare, type Frame } from "./frame.ts";
import { drawFooter, drawRunningHead } from "./running.ts";
import type { Sheet } from "./sheet.ts";

/** Draws a view: its blocks from top to bottom, then what stands on every page. */
export const layout = (view: DocumentView, sheet: Sheet, composer: Composer): void => {
  const { paper, margin } = composer.theme;
  const frame: Frame = {
    sheet,
    body: { top: margin.top, bottom: paper[view.paper].height - margin.bottom },
    x: sideMargin(view, composer.theme),
    owner: sheet.document,
    reserve: 0,
    resume: 0,
    isWhole: false,
  };
  prepare(0, frame);
  flow(stack(boxesOf(view.blocks, composer)), { page: 0, y: margin.top }, frame);
  for (let page = 0; page < sheet.count(); page += 1) {
    drawRunningHead(view, { page, frame }, composer);
    drawFooter(view, { page, frame }, composer);
  }
};

/** Blocks in their order. What follows the charges is given to them, so that it stays with the last of them. */
const boxesOf = (blocks: readonly Block[], composer: Composer): readonly Box[] => {
  const [block, ...rest] = blocks;
  if (block === undefined) return [];
  if (block.kind !== "lines") return [single(block, composer), ...boxesOf(rest, composer)];
  const ending = endingOf(rest);
  const tails = tailsOf(ending, {
    tailOf: (one) => tailOf(one, composer),
    join: (a, b): Tail => ({ box: stack([a.box, b.box]), height: a.height + b.height }),
    theme: composer.theme,
  });
  return [...charges(block, tails, composer), ...boxesOf(rest.slice(ending.length), composer)];
};

const tailOf = (block: Ending, composer: Composer): Tail => {
  switch (block.kind) {
    case "totals":
      return totals(block, composer);
    case "paying":
      return paying(block, composer);
    case "notes":
      return notes(block, composer);
  }
};

const single = (block: Exclude<Block, LinesBlock>, composer: Composer): Box => {
  switch (block.kind) {
    case "letterhead":
      return letterhead(block, composer);
    case "summary":
      return summary(block, composer);
    case "details":
      return details(block, composer);
    case "usage":
      return usage(block, composer);
    case "account":
      return account(block, composer);
    case "totals":
    case "paying":
    case "notes": {
      const { box, height } = tailOf(block, composer);
      return keptIfLow(box, height, composer.theme);
    }
  }
};
