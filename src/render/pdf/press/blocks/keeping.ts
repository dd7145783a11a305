import { mostKept } from "../../nodes.ts";
import type { Theme } from "../../theme.ts";
import { kept, type Box } from "../boxes.ts";

/** Kept on one page, unless it may be higher than what is kept; `height` is estimated. */
export const keptIfLow = (box: Box, height: number, theme: Theme): Box => (height <= mostKept(theme) ? kept(box) : box);
