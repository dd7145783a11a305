import { factsOf, type Mode } from "../../src/app/facts.ts";
import { createAssets } from "../../src/adapters/assets.ts";
import { explainInvoice } from "../../src/explain.ts";
import { succeed, type Result } from "../../src/kernel/result.ts";
import {
  createLanguages,
  documentJson,
  parseJson,
  readDraft,
  toDocuments,
  toInvoice,
  type InputDocument,
} from "../../src/pipeline.ts";
import type { DocumentView } from "../../src/present/document-view.ts";
import { createRenderers, type ViewFormat } from "../../src/render/render.ts";
import { instant } from "../app/fake-world.ts";
import { MERIDIAN } from "../documents.ts";

const assets = createAssets();
const renderers = createRenderers(assets);
const context = { issuer: MERIDIAN, languages: createLanguages(assets.locale, MERIDIAN.texts) };

/** A document after the stages, before any renderer. */
export type Drawable = { readonly view: DocumentView; readonly json: string; readonly explained: string };

export const modeOf = (mode: "numbered" | "preview"): Mode =>
  mode === "preview" ? { kind: "preview", now: instant("2026-05-10T12:00:00Z") } : { kind: "numbered" };

/** The text of a record as intake reads it. */
export const readText = (text: string): Result<InputDocument> => {
  const json = parseJson(text, { file: "fuzz.json", numbers: "integers" });
  return json.ok ? readDraft(json.value, MERIDIAN) : json;
};

/** All stages over the text of a rated document. */
export const drawableOf = (text: string, mode: "numbered" | "preview"): Result<Drawable> => {
  const read = readText(text);
  if (!read.ok) return read;
  if (read.value.kind === "usage-statement") throw new Error("made are invoices and credit notes");
  const invoice = toInvoice(read.value, MERIDIAN);
  if (!invoice.ok) return invoice;
  const facts = factsOf(invoice.value, MERIDIAN, modeOf(mode));
  if (!facts.ok) return facts;
  const documents = toDocuments(invoice.value, facts.value, context);
  if (!documents.ok) return documents;
  const { issued, view } = documents.value;
  return succeed({ view, json: documentJson(issued), explained: explainInvoice(invoice.value) });
};

export const render = async (view: DocumentView, format: ViewFormat): Promise<Uint8Array> => {
  const refusals = renderers[format].refusals(view);
  if (refusals.length > 0)
    throw new Error(`${format} is refused: ${refusals.map(({ message }) => message).join("; ")}`);
  return renderers[format].draw(view);
};

export const renderText = async (view: DocumentView, format: ViewFormat): Promise<string> =>
  new TextDecoder().decode(await render(view, format));
