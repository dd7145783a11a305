import type { SourceRef } from "../kernel/ids.ts";
import type { Issue } from "../kernel/result.ts";
import { shownPointer } from "./quote.ts";

/**
 * A raw value in the shape of a rated document, not yet checked, and the way back from each of its pointers to the
 * place that it was read from: the file itself, a vendor's file or an overlay.
 */
export type Draft = { readonly value: unknown; readonly locate: (pointer: string) => SourceRef };

/** An issue of the raw value, put to the place where that was read. */
export const placeIssue = (issue: Issue, locate: Draft["locate"]): Issue => {
  const { file, pointer, line } = locate(issue.at);
  return { ...issue, at: shownPointer(pointer), file, ...(line !== undefined && { line }) };
};
