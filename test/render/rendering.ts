import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { deflateSync } from "node:zlib";
import { expect } from "vitest";
import type { DocumentView } from "../../src/present/document-view.ts";
import type { RenderAssets, Renderer } from "../../src/render/renderer.ts";

/** The templates and fonts of the project, as the shell gives them. */
export const assets: RenderAssets = {
  template: (name) => readFileSync(new URL(`../../templates/${name}`, import.meta.url), "utf8"),
  font: (name) => readFileSync(new URL(`../../fonts/${name}`, import.meta.url)),
  digest: (text) => createHash("sha256").update(text).digest("base64"),
  deflate: (bytes) => deflateSync(bytes, { level: 1 }),
};

/** What a renderer of words writes. */
export const written = async (renderer: Renderer, view: DocumentView): Promise<string> => {
  expect(renderer.refusals(view)).toEqual([]);
  return new TextDecoder().decode(await renderer.draw(view));
};
