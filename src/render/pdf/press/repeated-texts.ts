import { plain, type Piece } from "../typeset.ts";
import type { TextBox } from "./boxes.ts";
import type { PressSetting } from "./setting.ts";

/** A paragraph in lines, whatever it is for. */
export type SetText = Pick<TextBox, "lines" | "above" | "below" | "height">;

/** `main` is the language that need not be named. */
type SetTexts = (pieces: readonly Piece[], setting: PressSetting, main: string) => SetText;

/** Labels, heads and notices come again, figures and dates seldom: those are set anew. */
export const rememberTexts = (set: SetTexts): SetTexts => {
  const known = new Map<string, SetText>();
  return (pieces, setting, main) => {
    const key = keyOf(pieces, setting, main);
    const old = key === undefined ? undefined : known.get(key);
    if (old !== undefined) return old;
    const found = set(pieces, setting, main);
    if (key === undefined) return found;
    if (known.size >= MOST_TEXTS) known.clear();
    known.set(key, found);
    return found;
  };
};

/** What the lines of one text in one language depend on; the text stands last, so that no two have the same key. */
const keyOf = (pieces: readonly Piece[], setting: PressSetting, main: string): string | undefined => {
  const [piece] = pieces;
  if (piece === undefined || pieces.length > 1) return undefined;
  const { text, role, href } = piece;
  const words = plain(text);
  if (DIGIT.test(words) || (typeof text !== "string" && text.runs.length !== 1)) return undefined;
  const lang = typeof text === "string" ? undefined : text.runs[0]?.lang;
  const { width, room, align, wrap, beside, above, below } = setting;
  return `${main} ${lang} ${role} ${href === undefined} ${width} ${room} ${align} ${wrap} ${beside} ${above} ${below} ${words}`;
};

const DIGIT = /\d/;
const MOST_TEXTS = 5000;
