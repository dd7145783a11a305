import type { Text } from "../../../present/document-view.ts";

/** A stretch of a text in one language; without one it is the document's. */
export type Spoken = { readonly text: string; readonly lang?: string };

/** A text by its languages. Neighbours of the same are one. */
export const languagesOf = (text: Text | string): readonly Spoken[] => {
  if (typeof text === "string") return [{ text }];
  if (text.runs.length === 1) return text.runs;
  const parts: { text: string; lang?: string }[] = [];
  for (const { text: part, lang } of text.runs) {
    const last = parts.at(-1);
    if (last !== undefined && last.lang === lang) last.text += part;
    else parts.push({ text: part, ...(lang !== undefined && { lang }) });
  }
  return parts;
};

/** The language of all of some texts; none where they differ, or say nothing of it. */
export const commonLanguage = (pieces: readonly { readonly text: Text | string }[]): string | undefined => {
  const [first] = pieces;
  const language = first === undefined || typeof first.text === "string" ? undefined : first.text.runs[0]?.lang;
  if (language === undefined) return undefined;
  const isCommon = pieces.every(
    ({ text }) => typeof text !== "string" && text.runs.every(({ lang }) => lang === language),
  );
  return isCommon ? language : undefined;
};
