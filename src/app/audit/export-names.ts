import { EXTENSIONS, type Format } from "../formats.ts";
import type { RegisteredDocument } from "../register/document.ts";
import { safeName } from "../safe-name.ts";
import type { World } from "../world.ts";

/**
 * Where the files of a document stand, the same at each export. No two documents share a name, on a system that ignores
 * case either: what is not in capitals, or had to be changed, has digits of a hash behind it.
 */
export type ExportNames = {
  /** In documents/: "INV-2026-000017". */
  readonly folder: string;
  /** In inputs/. */
  readonly input: string;
  readonly fileOf: (format: Format) => string;
};

export const exportNames = (
  { id, number }: Pick<RegisteredDocument, "id" | "number">,
  digest: World["digest"],
): ExportNames => {
  const mark = `~${digest(new TextEncoder().encode(id)).slice(0, HASH_DIGITS)}`;
  const plain = (text: string): string => (isPlain(text) ? text : `${safeName(text)}${mark}`);
  return {
    // An id could be the number of another document.
    folder: number === undefined ? `${safeName(id)}${mark}` : plain(number),
    input: `${plain(id)}.json`,
    fileOf: (format) => `${safeName(number ?? id)}.${EXTENSIONS[format]}`,
  };
};

const HASH_DIGITS = 12;

const isPlain = (text: string): boolean => safeName(text) === text && text.toUpperCase() === text;
