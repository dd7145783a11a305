import { succeed, type Result } from "../kernel/result.ts";
import { documentJson, statementJson, type InputDocument } from "../pipeline.ts";
import { drawableOf, type Drawable, type Kit } from "./drawable.ts";
import { EXTENSIONS, type Format } from "./formats.ts";

export type { Kit } from "./drawable.ts";

/** The bytes of one output, still without a name. */
export type Drawn = { readonly format: Format; readonly extension: string; readonly bytes: Uint8Array };

/** One document through the whole pipeline, in memory; everything that is wrong with it at once. */
export const drawDocument = async (document: InputDocument, kit: Kit): Promise<Result<readonly Drawn[]>> => {
  const drawable = drawableOf(document, kit);
  if (!drawable.ok) return drawable;
  const drawn: Drawn[] = [];
  for (const format of kit.formats) {
    const bytes = await bytesOf(drawable.value, format, kit);
    drawn.push({ format, extension: EXTENSIONS[format], bytes });
  }
  return succeed(drawn);
};

const bytesOf = async (drawable: Drawable, format: Format, { renderers }: Kit): Promise<Uint8Array> =>
  format === "json" ? new TextEncoder().encode(jsonOf(drawable)) : renderers[format].draw(drawable.view);

const jsonOf = (drawable: Drawable): string =>
  drawable.kind === "issued" ? documentJson(drawable.issued) : statementJson(drawable.statement);
