/**
 * Whether objects and lists stand in one another more than `most` deep. Looked at before the parser runs, which calls
 * itself for each level and would leave no room on the stack. Brackets inside texts do not count.
 */
export const isDeeperThan = (json: string, most: number): boolean => {
  let depth = 0;
  for (let at = 0; at < json.length; at += 1) {
    const code = json.charCodeAt(at);
    if (code === QUOTE) at = endOfText(json, at);
    else if (code === OPEN_BRACE || code === OPEN_BRACKET) depth += 1;
    else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) depth -= 1;
    if (depth > most) return true;
  }
  return false;
};

/** Position of the quote that closes the text which opens at `from`; the end of the JSON where none does. */
export const endOfText = (json: string, from: number): number => {
  for (let at = from + 1; at < json.length; at += 1) {
    const code = json.charCodeAt(at);
    if (code === QUOTE) return at;
    if (code === BACKSLASH) at += 1;
  }
  return json.length;
};

export const QUOTE = 0x22;
export const COMMA = 0x2c;
export const OPEN_BRACKET = 0x5b;
export const BACKSLASH = 0x5c;
export const CLOSE_BRACKET = 0x5d;
export const OPEN_BRACE = 0x7b;
export const CLOSE_BRACE = 0x7d;
