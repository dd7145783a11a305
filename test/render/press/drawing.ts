import { globSync, readFileSync } from "node:fs";
import type { DocumentView } from "../../../src/present/document-view.ts";
import { createPdfRenderer } from "../../../src/render/pdf/pdfmake.ts";
import { createPressRenderer } from "../../../src/render/pdf/press/press.ts";
import { accountBlock, accountView } from "../account-view.ts";
import { assets } from "../rendering.ts";
import { sampleView } from "../sample-view.ts";
import { announcedView, creditView, germanView, japaneseView } from "../varied-views.ts";

const press = createPressRenderer(assets);
const reference = createPdfRenderer(assets);

export const drawn = (view: DocumentView): Promise<Uint8Array> => press.draw(view);
export const drawnByReference = (view: DocumentView): Promise<Uint8Array> => reference.draw(view);
export const pressRefusals = press.refusals;
export const referenceRefusals = reference.refusals;

/** The views of all golden cases, by their folders. */
export const goldenViews = (): readonly (readonly [string, DocumentView])[] =>
  globSync("golden/**/4-view.json")
    .toSorted()
    .map((file) => [file.split("/").slice(1, -1).join("/"), goldenView(file)]);

export const goldenView = (file: string): DocumentView => JSON.parse(readFileSync(file, "utf8"));

/** Views unlike the golden ones: of every block kind, and with pages that end at many places. */
export const variedViews = (): readonly (readonly [string, DocumentView])[] => [
  ["German", germanView()],
  ["Japanese", japaneseView()],
  ["a saved method", announcedView()],
  ["a credit note", creditView()],
  ["an account of one document", accountView(accountBlock(1))],
  ["an account of forty documents", accountView(accountBlock(40))],
  ["an account of large amounts", accountView(accountBlock(33, "1,234,567,890,123.50"))],
  ...[0, 3, 8, 17, 26, 45, 150].map((rows) => [`${rows} more rows`, sampleView(rows)] as const),
];
