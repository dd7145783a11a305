import type { Content } from "pdfmake/interfaces.js";
import type { QrCode } from "../../present/document-view.ts";
import { qrSymbol } from "../qr-symbol.ts";
import type { Typeset } from "./typeset.ts";

/** One path on white with its quiet zone, so that it reads on the tinted band; the words below say what it is. */
export const qr = ({ modules, alt }: QrCode, { theme, paragraph }: Typeset): Content => {
  const { viewBox, origin, size, rows } = qrSymbol(modules);
  const { side } = theme.qr;
  const paper = `<rect x="${origin}" y="${origin}" width="${size}" height="${size}" fill="${theme.colours.paper}"/>`;
  const svg = `<svg viewBox="${viewBox}" width="${side}" height="${side}">${paper}<path d="${rows.join("")}" fill="#000000"/></svg>`;
  return { stack: [{ svg, width: side }, paragraph([{ text: alt, role: "caption" }], { width: side, above: 4 })] };
};
