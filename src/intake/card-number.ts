import cardValidator from "card-validator";

/** Separators that people write between the digits of a card; one sort in one number. */
const SEPARATED = [/\d(?: {0,2}\d)*/g, /\d(?:-{0,2}\d)*/g, /\d(?:\.?\d)*/g] as const;

/** Lengths of card numbers of all issuers (ISO/IEC 7812). */
const LEAST = 13;
const MOST = 19;
/** The shortest group of digits on a card, used where a run is longer than a card number. */
const LEAST_GROUP = 3;

/**
 * Whether free text holds the number of a payment card: issuer prefix, length and check digit (rule B10).
 * Digits may be in full width, groups parted by blanks, hyphens or points.
 */
export const holdsCardNumber = (text: string): boolean => {
  if (!hasDigits(text, LEAST)) return false;
  const plain = text
    .normalize("NFKC")
    .replace(/\p{Pd}/gu, "-")
    .replace(/\s/gu, " ");
  return SEPARATED.some((pattern) => (plain.match(pattern) ?? []).some(isCardRun));
};

const isCardRun = (run: string): boolean => {
  const groups = run.match(/\d+/g) ?? [];
  const digits = groups.join("");
  if (digits.length <= MOST) return isCardNumber(digits);
  return groups.some((_, first) => startsWithCard(groups.slice(first)));
};

const startsWithCard = (groups: readonly string[]): boolean => {
  let digits = "";
  for (const group of groups) {
    digits += group;
    if (group.length < LEAST_GROUP || digits.length > MOST) return false;
    if (isCardNumber(digits)) return true;
  }
  return false;
};

const isCardNumber = (digits: string): boolean =>
  digits.length >= LEAST && cardValidator.number(digits, { luhnValidateUnionPay: true }).isValid;

/** Most texts have few digits: counted first, in any script (NFKC makes them plain). */
const hasDigits = (text: string, least: number): boolean => {
  if (text.length < least) return false;
  let count = 0;
  for (let at = 0; at < text.length && count < least; at += 1) {
    const code = text.charCodeAt(at);
    if ((code >= ZERO && code <= ZERO + 9) || (code >= WIDE_ZERO && code <= WIDE_ZERO + 9)) count += 1;
  }
  return count >= least;
};

const ZERO = 0x30;
const WIDE_ZERO = 0xff10;
