import { createHash } from "node:crypto";
import { piecesOf } from "../../src/adapters/pdf-streams.ts";

/**
 * A PDF without what only its compression decides: streams are decoded, lengths and byte offsets are left out.
 * Two files that differ in the deflate of another processor have one fingerprint; any other difference shows.
 */
export const pdfFingerprint = (bytes: Uint8Array): string => {
  const hash = createHash("sha256");
  for (const piece of wholePieces(bytes)) hash.update(piece);
  return hash.digest("hex");
};

/** The whole file as text, streams decoded: for what must not be in it anywhere, metadata included. */
export const decodedPdf = (bytes: Uint8Array): string =>
  wholePieces(bytes)
    .map((piece) => (typeof piece === "string" ? piece : Buffer.from(piece).toString("latin1")))
    .join("\n");

const wholePieces = (bytes: Uint8Array): readonly (string | Uint8Array)[] => {
  const pieces: (string | Uint8Array)[] = [];
  const reader = piecesOf(bytes);
  for (let next = reader.next(); ; next = reader.next()) {
    if (next.done !== true) pieces.push(next.value);
    else if (next.value === "whole") return pieces;
    else throw new Error(`the PDF cannot be taken apart behind its ${pieces.length} first pieces`);
  }
};
