/** A text of a PDF's dictionaries: as it is where it is plain ASCII, else in UTF-16. */
export const textString = (text: string): string =>
  PLAIN.test(text) ? `(${text.replaceAll(/[\\()]/g, "\\$&")})` : `<feff${utf16Hex(text)}>`;

export const utf16Hex = (text: string): string => {
  let hex = "";
  for (let index = 0; index < text.length; index += 1) hex += hex4(text.charCodeAt(index));
  return hex;
};

export const hex4 = (code: number): string => code.toString(16).padStart(4, "0");

/** A measure in points, to a hundredth: finer than any printer. */
export const points = (value: number): string => String(Math.round(value * 100) / 100);

/** "D:20260515000000Z", the beginning of an ISO date. */
export const pdfDate = (date: string): string => `(D:${date.replaceAll("-", "")}000000Z)`;

const PLAIN = /^[\x20-\x7e]*$/;
