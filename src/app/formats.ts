import { VIEW_FORMATS } from "../render/renderer.ts";
import { fail, succeed, type Result } from "../kernel/result.ts";

export { DEFAULT_ENGINE, ENGINES, type Engine } from "../render/renderer.ts";

/** What a document can be written as: the looks of its view, and the issued document for machines. */
export const FORMATS = [...VIEW_FORMATS, "json"] as const;
export type Format = (typeof FORMATS)[number];

/** The end of a file's name. No two are alike, so two documents with different stems never share a file. */
export const EXTENSIONS = { pdf: "pdf", html: "html", text: "txt", json: "json" } as const satisfies Record<
  Format,
  string
>;

/** "pdf,html" as it is typed; each format once, in the order of the table. */
export const parseFormats = (typed: string): Result<readonly Format[]> => {
  const names = typed.split(",").map((name) => name.trim());
  const unknown = names.filter((name) => !FORMATS.some((format) => format === name));
  return unknown.length > 0
    ? fail({
        rule: null,
        at: "--format",
        message: `there is no format "${unknown.join('", "')}"`,
        hint: `there are ${FORMATS.join(", ")}`,
      })
    : succeed(FORMATS.filter((format) => names.includes(format)));
};
