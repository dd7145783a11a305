import type { SourceRef } from "../kernel/ids.ts";
import type { Text } from "./document-view.ts";

/** A printed string of one run. */
export const plain = (text: string): Text => ({ runs: [{ text }] });

/** A printed string that comes from a record of the input. */
export const sourced = (text: string, source: SourceRef): Text => ({ runs: [{ text }], source });

/** Free text as paragraphs: one for each line that holds something. */
export const paragraphsOf = (text: string): readonly string[] =>
  text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
