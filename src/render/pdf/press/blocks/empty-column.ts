import { white } from "../boxes.ts";

/** A column without content takes the height of a line of 12 points: a row is never lower. */
export const EMPTY_COLUMN = white(15.6);
