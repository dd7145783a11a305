import { visit } from "jsonc-parser";
import { parentOf, pointerOf, stepsOf, valueAt } from "./pointer.ts";

/** Where each object and list of a value opens, as the parser met them; lines are counted from 0. */
export type Openings = ReadonlyMap<unknown, number>;

/**
 * Line of each pointer of a JSON text, counted from `firstLine`: an object or a list stands where it opens, any other
 * value where its name does, and what is missing at the object that lacks it. Lines of single values are looked up in
 * the text only when one is asked for, as few are: an issue asks, a document that is right does not.
 */
export const createPlaces = (text: string, firstLine: number, root: { value: unknown; openings: Openings }) => {
  if (!text.includes("\n")) return () => firstLine;
  let lines: ReadonlyMap<string, number> | undefined;
  const lineOf = (pointer: string): number => {
    const found = valueAt(root.value, stepsOf(pointer));
    const parent = parentOf(pointer);
    if (found === undefined) return parent === undefined ? 0 : lineOf(parent);
    lines ??= root.openings.has(found) ? undefined : linesOfValues(text);
    return root.openings.get(found) ?? lines?.get(pointer) ?? 0;
  };
  return (pointer: string): number => firstLine + lineOf(pointer);
};

const linesOfValues = (text: string): ReadonlyMap<string, number> => {
  const lines = new Map<string, number>();
  const note = (pointer: string, line: number) => {
    if (!lines.has(pointer)) lines.set(pointer, line);
  };
  visit(text, {
    onObjectProperty: (...[name, , , line, , path]) => note(pointerOf([...path(), name]), line),
    onLiteralValue: (...[, , , line, , path]) => note(pointerOf(path()), line),
  });
  return lines;
};
