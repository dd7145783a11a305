import type { Family, Fonts } from "../fonts.ts";
import type { Colour, Role, Theme } from "../theme.ts";
import type { Faces } from "./faces.ts";
import type { Look } from "./inlines.ts";

/** How a text of a role looks; `lang` where its language is not the paragraph's. The same look is the same object. */
export type Looks = (role: Role, family: Family, lang?: string) => Look;

export const createLooks = (theme: Theme, fonts: Fonts, faces: Faces): Looks => {
  const known = new Map<string, Look>();
  return (role, family, lang) => {
    const key = `${role} ${family} ${lang ?? ""}`;
    const old = known.get(key);
    if (old !== undefined) return old;
    const { size, leading, spacing, weight, colour } = theme.text[role];
    const look: Look = {
      cut: faces(family, weight),
      size,
      leading,
      spacing,
      ascent: fonts.metrics(family).ascent * size,
      colour: colourNumbers(theme.colours[colour]),
      ...(lang !== undefined && { lang }),
    };
    known.set(key, look);
    return look;
  };
};

/** The theme's colours as a PDF writes them. */
export type Inks = Readonly<Record<Colour, string>>;

export const inksOf = ({ colours }: Theme): Inks => ({
  ink: colourNumbers(colours.ink),
  soft: colourNumbers(colours.soft),
  line: colourNumbers(colours.line),
  paper: colourNumbers(colours.paper),
  tint: colourNumbers(colours.tint),
  accent: colourNumbers(colours.accent),
});

/** "#b4380d" as the numbers of a PDF: "0.706 0.22 0.051". */
const colourNumbers = (hex: string): string =>
  [1, 3, 5].map((at) => Math.round((Number.parseInt(hex.slice(at, at + 2), 16) / 255) * 1000) / 1000).join(" ");
