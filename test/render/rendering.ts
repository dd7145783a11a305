import { readFileSync } from "node:fs";
import type { DocumentView } from "../../src/present/document-view.ts";
import type { RenderAssets, Renderer } from "../../src/render/renderer.ts";

/** The templates and fonts of the project, as the shell gives them. */
export const assets: RenderAssets = {
  template: (name) => readFileSync(new URL(`../../templates/${name}`, import.meta.url), "utf8"),
  font: (name) => readFileSync(new URL(`../../fonts/${name}`, import.meta.url)),
};

/** What a renderer of words writes. */
export const written = async (renderer: Renderer, view: DocumentView): Promise<string> => {
  const result = await renderer(view);
  if (!result.ok) throw new Error(result.issues.map(({ message }) => message).join("; "));
  return new TextDecoder().decode(result.value);
};
