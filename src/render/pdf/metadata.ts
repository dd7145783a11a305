import type { TCreatedPdf } from "pdfmake/interfaces.js";
import { invariant } from "../../kernel/result.ts";
import type { DocumentView } from "../../present/document-view.ts";

/** The texts that pdfkit puts into its XMP packet, in the order in which they stand there. */
type Meta = Pick<DocumentView["meta"], "title" | "author" | "subject">;

/**
 * The bytes of a PDF, its XMP packet well formed. pdfkit puts the texts into XML as they are, so that "A & B" would
 * break it. Offsets of what stands behind are fixed by then, so the packet must keep its length: blanks are put into it
 * before the file is written, as many as the escapes take, and give way to them afterwards.
 */
export const bytesOf = async (pdf: TCreatedPdf, meta: Meta): Promise<Uint8Array> => {
  const blanks = " ".repeat(growthOf(meta));
  if (blanks === "") return pdf.getBuffer();
  const document = await pdf.getStream();
  document.appendXML(blanks, false);
  return withEscapes(await pdf.getBuffer(), meta, blanks);
};

/** The packet holds the blanks before any text; its texts are ended by the first end of their element. */
const withEscapes = (bytes: Buffer, meta: Meta, blanks: string): Uint8Array => {
  const start = bytes.indexOf(BEGIN);
  const end = bytes.indexOf(END, start);
  invariant(start > 0 && end > start, "pdfkit writes an XMP packet");
  const packet = bytes.subarray(start, end).toString("utf8").replace(blanks, "");
  const fixed = ELEMENTS.reduce(escapeNext, { done: "", rest: packet, meta });
  const written = bytes.write(fixed.done + fixed.rest, start);
  invariant(written === end - start, "the escapes take the place of the blanks");
  return bytes;
};

type Progress = { readonly done: string; readonly rest: string; readonly meta: Meta };

const ELEMENTS = [
  ["dc:title", "title"],
  ["dc:creator", "author"],
  ["dc:description", "subject"],
] as const satisfies readonly (readonly [string, keyof Meta])[];

/** What is behind has no text of ours left in it, so that no text can look like an element. */
const escapeNext = ({ done, rest, meta }: Progress, [element, field]: (typeof ELEMENTS)[number]): Progress => {
  const text = meta[field];
  const at = rest.indexOf(`>${text}</rdf:li>`, rest.indexOf(`<${element}>`)) + 1;
  invariant(at > 0, `pdfkit writes ${element}`);
  return { done: done + rest.slice(0, at) + escapeXml(text), rest: rest.slice(at + text.length), meta };
};

const BEGIN = "\nstream\n<?xpacket begin=";
const END = '<?xpacket end="w"?>\nendstream';

const escapeXml = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

const growthOf = ({ title, author, subject }: Meta): number =>
  [title, author, subject].reduce((sum, text) => sum + escapeXml(text).length - text.length, 0);
