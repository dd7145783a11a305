import type { Locale } from "../kernel/party.ts";
import type { Result } from "../kernel/result.ts";
import { createLanguages, type InputDocument } from "../pipeline.ts";
import type { Issuer } from "../policy/issuer.ts";
import { createEngines, createRenderers, DEFAULT_ENGINE, type Engine, type RenderAssets } from "../render/render.ts";
import { appraiseDocument, type Appraisal } from "./appraise.ts";
import { drawDocument, type Drawn } from "./draw.ts";
import type { Kit } from "./drawable.ts";
import type { Mode } from "./facts.ts";
import type { Format } from "./formats.ts";

export type { Appraisal, Drawn, InputDocument };

/** How the documents of a run are drawn: plain data, from which every thread makes the same. */
export type DrawingSetup = {
  readonly issuer: Issuer;
  readonly formats: readonly Format[];
  /** What makes the PDF, where it is not the usual one. */
  readonly engine?: Engine;
  readonly mode: Mode;
  readonly locale?: Locale;
  readonly copy?: "duplicate";
  /** Between a document's name and its extension, so that a copy or translation never stands in the original's place. */
  readonly suffix: string;
};

/** What drawing may take of the machine. */
export type DrawingLimits = {
  /** Documents that are drawn at once. */
  readonly workers: number;
  /** A document that takes longer is refused. */
  readonly secondsPerDocument: number;
};

/** Draws documents, in this process or in others; results come in the order of the documents, and a defect throws. */
export type Drawing = {
  readonly draw: (documents: readonly InputDocument[]) => Promise<readonly Result<readonly Drawn[]>[]>;
  /** Everything that drawing would refuse, and what each document comes to, without drawing it. */
  readonly appraise: (documents: readonly InputDocument[]) => Promise<readonly Result<Appraisal>[]>;
  /** What is not done by now is given up. */
  readonly close: () => Promise<void>;
};

export type DrawingAssets = RenderAssets & { readonly locale: (name: string) => unknown };

/** What all setups of a process share. */
export type Bench = {
  readonly assets: DrawingAssets;
  readonly renderers: Kit["renderers"];
  readonly engines: ReturnType<typeof createEngines>;
};

/** Templates are compiled here, once; fonts are opened at their first use. */
export const openBench = <Assets extends DrawingAssets>(assets: Assets): Bench & { readonly assets: Assets } => {
  const engines = createEngines(assets);
  return { assets, engines, renderers: createRenderers(assets, engines[DEFAULT_ENGINE]) };
};

export const kitOf = (
  { issuer, formats, engine, mode, locale, copy }: DrawingSetup,
  { assets, renderers, engines }: Bench,
): Kit => ({
  context: {
    issuer,
    languages: createLanguages(assets.locale, issuer.texts),
    ...(locale !== undefined && { locale }),
    ...(copy !== undefined && { copy }),
  },
  renderers: engine === undefined ? renderers : { ...renderers, pdf: engines[engine] },
  formats,
  mode,
});

/** In this process, one document after the other. */
export const createDrawing = (assets: DrawingAssets, setup: DrawingSetup): Drawing => {
  const kit = kitOf(setup, openBench(assets));
  return {
    draw: async (documents) => {
      const results: Result<readonly Drawn[]>[] = [];
      for (const document of documents) results.push(await drawDocument(document, kit));
      return results;
    },
    appraise: async (documents) => documents.map((document) => appraiseDocument(document, kit)),
    close: async () => {},
  };
};
