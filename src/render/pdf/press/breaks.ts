import LineBreaker from "linebreak";

/** A stretch of text at whose end a line may end, or must. The line feed that says so is left out. */
export type Stretch = { readonly text: string; readonly isLineEnd: boolean };

/** A text in stretches, by UAX 14. */
export const stretchesOf = (text: string): readonly Stretch[] => {
  if (isSimple(text)) return (text.match(WORDS) ?? []).map((one) => ({ text: one, isLineEnd: false }));
  const breaks = breaksLike(patternOf(text));
  return breaks.map(({ start, end, isLineEnd }) => {
    const stretch = text.slice(start, end);
    return { text: isLineEnd ? stretch.replace(LINE_END, "") : stretch, isLineEnd };
  });
};

/** May its lines end after spaces only? Such a text need not be parted where it has room. */
export const endsAtSpacesOnly = (text: string): boolean => {
  if (isSimple(text)) return true;
  if (text.includes("\n") || text.includes("\r")) return false;
  return breaksLike(patternOf(text)).every(({ end }) => end === text.length || text[end - 1] === " ");
};

const patternOf = (text: string): string => text.replace(LETTERS, "a").replace(DIGITS, "0");

/**
 * Letters, digits, and points that follow them: there lines end after spaces only, and the long way round is not needed.
 */
const isSimple = (text: string): boolean => SIMPLE.test(text) && !POINT_AFTER_SPACE.test(text);

const SIMPLE = /^[A-Za-z0-9À-ÖØ-öø-ʯ\u00a0][A-Za-z0-9À-ÖØ-öø-ʯ\u00a0,.:; ]*$/;
const POINT_AFTER_SPACE = / [,.:;]/;
const WORDS = /[^ ]+ */g;

/** Of one class each: texts that differ by them alone are broken alike. */
const LETTERS = /[A-Za-zÀ-ÖØ-öø-ʯ]/g;
const DIGITS = /[0-9]/g;

type Break = { readonly start: number; readonly end: number; readonly isLineEnd: boolean };

const known = new Map<string, readonly Break[]>();
const MOST_KNOWN = 5000;
const LONGEST_KNOWN = 200;

/** The breaks of a pattern of classes. What is remembered changes no result. */
const breaksLike = (pattern: string): readonly Break[] => {
  const old = known.get(pattern);
  if (old !== undefined) return old;
  const found = findBreaks(pattern);
  if (pattern.length > LONGEST_KNOWN) return found;
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(pattern, found);
  return found;
};

const findBreaks = (text: string): readonly Break[] => {
  const breaker = new LineBreaker(text);
  const breaks: Break[] = [];
  let start = 0;
  for (let next = breaker.nextBreak(); next !== null; next = breaker.nextBreak()) {
    const isLineEnd = next.required === true || LINE_END.test(text.slice(start, next.position));
    breaks.push({ start, end: next.position, isLineEnd });
    start = next.position;
  }
  return breaks;
};

const LINE_END = /\r?\n$|\r$/;
