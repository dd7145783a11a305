import { invariant } from "../../kernel/result.ts";

/**
 * The file with its XMP packet written anew. pdfkit puts title, author and subject into XML as they are, so that
 * "A & B" would break it. The packet keeps its length in bytes, since offsets behind it stand in the file; the
 * specification foresees that: what is over is white space at its end.
 */
export const repairXmp = (file: Uint8Array, texts: readonly string[]): Uint8Array => {
  if (!texts.some((text) => SPECIAL.test(text))) return file;
  const bytes = Buffer.from(file);
  const start = bytes.indexOf(BEGIN) + BEGIN.length - PACKET.length;
  const end = bytes.indexOf(END, start);
  invariant(start > 0 && end > start, "pdfkit writes an XMP packet");
  const packet = bytes.subarray(start, end).toString("utf8");
  const fixed = texts.reduce((xml, text) => xml.replaceAll(`>${text}<`, () => `>${escapeXml(text)}<`), packet);
  const lean = fixed.replaceAll(/\n\s+/g, "\n");
  const room = end - start - Buffer.byteLength(lean);
  invariant(room >= 0, "the packet's indentation leaves room for the escapes");
  bytes.write(lean + " ".repeat(room), start);
  return bytes;
};

const PACKET = "<?xpacket begin=";
const BEGIN = `\nstream\n${PACKET}`;
const END = '<?xpacket end="w"?>\nendstream';
const SPECIAL = /[&<>]/;

const escapeXml = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
