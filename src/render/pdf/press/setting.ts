import type { Setting } from "../typeset.ts";
import type { Tag } from "./boxes.ts";

/** How a paragraph stands, and what it is for. */
export type PressSetting = Setting & {
  readonly tag?: Tag;
  /** Points of the column, where it is wider than what a word may take. */
  readonly room?: number;
};
