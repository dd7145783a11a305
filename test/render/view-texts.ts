import type { DocumentView } from "../../src/present/document-view.ts";

type Run = { readonly text: string; readonly lang?: string };

const isText = (value: unknown): value is { readonly runs: readonly Run[] } =>
  typeof value === "object" && value !== null && "runs" in value && Array.isArray(value.runs);

/** Every text of a view, wherever it stands; texts that a format has no place for are left out by their words. */
export const textsOf = (view: DocumentView, except: readonly string[] = []): readonly string[] => {
  const found: string[] = [];
  JSON.stringify(view, (_, value: unknown) => {
    if (isText(value)) found.push(value.runs.map((run) => run.text).join(""));
    return value;
  });
  return found.filter((text) => !except.includes(text));
};

/** The view with each of its texts changed, whatever block it stands in. */
export const withTexts = (view: DocumentView, change: (text: string) => string): DocumentView =>
  JSON.parse(JSON.stringify(view), (_, value: unknown) =>
    isText(value) ? { runs: value.runs.map((run) => ({ ...run, text: change(run.text) })) } : value,
  );

/** The alternative text of the QR code, which stands where there is no picture of it. */
export const qrAlternatives = (view: DocumentView): readonly string[] =>
  view.blocks.flatMap((block) =>
    block.kind === "paying" && block.online ? [block.online.qr.alt.runs.map((run) => run.text).join("")] : [],
  );
