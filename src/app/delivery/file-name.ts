/** Characters that a file name cannot have on some system, and those that would disguise it. */
const REFUSED = /[\p{Cc}\p{Cs}\p{Cf}\p{Zl}\p{Zp}<>:"/\\|?*]/gu;

/** In characters, without the extension; what some mail programs show in full, and all file systems take. */
const LONGEST = 100;

/** What an attachment is called, in the language of its document: "Rechnung INV-DE-2026-000017.pdf". */
export const attachmentName = (title: string, number: string, extension: string): string => {
  const plain = `${title} ${number}`.normalize("NFC").replaceAll(REFUSED, "_").replaceAll(/\s+/g, " ").trim();
  const short = Array.from(plain).slice(0, LONGEST).join("");
  return `${short.replace(/^[.\s]+/, "_").trimEnd()}.${extension}`;
};
