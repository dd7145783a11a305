import { createEmailRenderer } from "../../pipeline.ts";
import { kitOf, openBench, type DrawingAssets, type DrawingSetup } from "../drawing.ts";
import type { Answering, AnsweringSetup } from "./answering.ts";
import { compareSources } from "./compare.ts";
import { explainSource } from "./explain.ts";
import { previewDocument, type PreviewKit } from "./preview.ts";

/** Made once in each thread: templates are compiled here. */
export const previewKitOf = ({ issuer }: AnsweringSetup, assets: DrawingAssets): PreviewKit => {
  const setup: DrawingSetup = { issuer, formats: [], mode: { kind: "numbered" }, suffix: "" };
  return { ...kitOf(setup, openBench(assets)), renderEmail: createEmailRenderer(assets) };
};

/** In this process, one question after the other. */
export const createAnswering = (assets: DrawingAssets, setup: AnsweringSetup): Answering => {
  const kit = previewKitOf(setup, assets);
  return {
    preview: (order) => previewDocument(order, kit),
    explain: (order) => explainSource(order, setup),
    compare: (order) => compareSources(order, setup),
    close: async () => {},
  };
};
