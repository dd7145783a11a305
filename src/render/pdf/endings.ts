import type { Block, NotesBlock, PayingBlock, TotalsBlock } from "../../present/document-view.ts";
import { mostKept } from "./nodes.ts";
import type { Theme } from "./theme.ts";

/** What follows the charges and stays with the last of them. */
export type Ending = TotalsBlock | PayingBlock | NotesBlock;

const isEnding = (block: Block): block is Ending =>
  block.kind === "totals" || block.kind === "paying" || block.kind === "notes";

/** The blocks that follow the charges, as far as they belong to them. */
export const endingOf = ([block, ...rest]: readonly Block[]): readonly Ending[] =>
  block !== undefined && isEnding(block) ? [block, ...endingOf(rest)] : [];

/** How an engine makes a tail of a block, and one of two. */
export type TailMaker<Tail> = {
  readonly tailOf: (block: Ending) => Tail;
  readonly join: (first: Tail, second: Tail) => Tail;
  readonly theme: Theme;
};

/** Paying and the notes after it are one where they may be kept on one page. */
export const tailsOf = <Tail extends { readonly height: number }>(
  [block, ...rest]: readonly Ending[],
  maker: TailMaker<Tail>,
): readonly Tail[] => {
  if (block === undefined) return [];
  const tail = maker.tailOf(block);
  const [next, ...others] = tailsOf(rest, maker);
  if (next === undefined) return [tail];
  const isOne = block.kind === "paying" && tail.height + next.height <= mostKept(maker.theme);
  return isOne ? [maker.join(tail, next), ...others] : [tail, next, ...others];
};
