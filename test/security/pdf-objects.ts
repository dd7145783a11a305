/** A PDF's objects without the contents of their streams: whatever a reader acts on is said here. */
export const dictionariesOf = (pdf: Uint8Array): string =>
  Buffer.from(pdf)
    .toString("latin1")
    .replaceAll(/\bstream\r?\n[^]*?\nendstream\b/g, "stream endstream");

/** What makes a reader act, open or send something, and what could hide objects from the look above. */
const ACTIVE =
  /\/(?:JavaScript|JS|Launch|EmbeddedFiles?|Filespec|GoToR|GoToE|SubmitForm|ImportData|ResetForm|RichMedia|Movie|Sound|Rendition|AA|OpenAction|AcroForm|XFA|ObjStm|Encrypt|EF)\b|\/F\s*[(<]/g;

/** The names in the file that no invoice has a use for; links to addresses are looked at by `addressesOf`. */
export const activeNames = (pdf: Uint8Array): readonly string[] => [
  ...new Set([...dictionariesOf(pdf).matchAll(ACTIVE)].map(([name]) => name)),
];

/** Kinds of actions: a link to an address is one, and there are no others. */
export const actionsOf = (pdf: Uint8Array): readonly string[] => [
  ...new Set([...dictionariesOf(pdf).matchAll(/\/S\s*\/([A-Za-z]+)/g)].map(([, kind = ""]) => kind)),
];

/** Where links lead to. */
export const addressesOf = (pdf: Uint8Array): readonly string[] =>
  [...dictionariesOf(pdf).matchAll(/\/URI\s*\(((?:[^()\\]|\\.)*)\)/g)].map(([, address = ""]) =>
    address.replaceAll(/\\(.)/g, "$1"),
  );
