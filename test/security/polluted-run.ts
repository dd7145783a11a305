import { createHash } from "node:crypto";
import { BASES, fieldsOf } from "./bases.ts";
import { linesOf, makeAll, type Made } from "./outputs.ts";

/**
 * A process of its own, as it harms itself: for each name that code might look for in an object that lacks it, the name
 * is put on Object.prototype, the same documents are drawn again, and one line says what became of them.
 */
const [{ document: invoice }, , { document: statement }] = BASES;
const text = linesOf([invoice, statement]);

/** Options of the template engine, the translator, the layout and the PDF writer, and fields of the view. */
const OTHERS = (
  "polluted lang above mark marks image svg qr href text runs helper helpers partials compilerOptions noEscape strict " +
  "knownHelpers allowProtoPropertiesByDefault main program copy preview demo announced online detail code notes hint " +
  "rule line column source local localTax percent dueDate paying alignment style margin font fontSize pageBreak " +
  "headerRows watermark attachments files background userPassword ownerPassword permissions compress subset tagged " +
  "pdfVersion info openAction nest count context ordinal postProcess lngs replace defaultValue returnObjects"
).split(" ");

const namesOf = (): readonly string[] => {
  const fields = BASES.flatMap((base) => fieldsOf(base).flat().map(String));
  return [...new Set([...fields.filter((name) => !/^\d+$/.test(name)), ...OTHERS])];
};

const printOf = (made: readonly Made[]): string => {
  const hash = createHash("sha256");
  for (const one of made) {
    if (!one.ok) return "refused";
    const { mails, ...files } = one.written;
    for (const output of [...Object.values(files), JSON.stringify(mails)]) hash.update(output);
  }
  return hash.digest("hex");
};

const draw = async (): Promise<string> => {
  try {
    return printOf(await makeAll({ text, formats: ["html", "text", "json", "pdf"] }));
  } catch {
    return "stopped";
  }
};

const clean = await draw();
const HOSTILE = '"><script>alert(1)</script>';

const tryName = async (name: string, enumerable: boolean): Promise<string> => {
  Object.defineProperty(Object.prototype, name, { value: HOSTILE, enumerable, writable: true, configurable: true });
  const print = await draw();
  Reflect.deleteProperty(Object.prototype, name);
  return print === clean ? "same" : print.replace(/^[0-9a-f]{64}$/, "DIFFERENT");
};

const outcomes: string[] = [];
for (const name of namesOf()) {
  for (const enumerable of [true, false]) outcomes.push(`${name} ${await tryName(name, enumerable)}`);
}
process.stdout.write(JSON.stringify({ outcomes, isCleanAfterwards: (await draw()) === clean && clean.length === 64 }));
