import type { QrCode } from "../../../../present/document-view.ts";
import { stack, type Box } from "../boxes.ts";
import type { Composer } from "../compose.ts";

/** One path on white with its quiet zone, so that it reads on the tinted field; the words below say what it is. */
export const qrFigure = ({ modules, alt }: QrCode, { theme, inks, paragraph }: Composer): Box => {
  const { side } = theme.qr;
  const words = alt.runs.map(({ text }) => text).join("");
  return stack([
    { kind: "figure", height: side, modules, paper: inks.paper, tag: { type: "Figure", alt: words } },
    paragraph([{ text: alt, role: "caption" }], { width: side, above: 4, tag: { type: "P" } }),
  ]);
};
