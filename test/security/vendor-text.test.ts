import { describe, expect, test } from "vitest";
import { pointerOf, valueAt, type Path } from "../../src/intake/pointer.ts";
import { invoiceEntry, invoiceItem, overlayEntry, overview, usage, vendorInvoice } from "../intake/vendor-records.ts";
import { differences, unfitWords } from "./literally.ts";
import { linesOf, makeAll, type Made } from "./outputs.ts";
import { PAYLOADS, WORD } from "./payloads.ts";
import { put } from "./schema-fields.ts";

/** A vendor's record and what completes it: each field of either is a way in. */
type Import = { readonly name: string; readonly files: { readonly record: unknown; readonly overlay: unknown } };

const overlayOf = (entry: unknown): unknown => ({ format: "billwright/overlay@1", documents: [entry] });

const PAYMENT = { payment: { link: "https://pay.meridian.example/i/vendor" }, memo: "overlay memo" };

const IMPORTS: readonly Import[] = [
  {
    name: "a subscription overview",
    files: {
      record: overview({ usages: [usage({ usageQuantity: "5", prepayQuantity: "2", bundleQuantity: "0" })] }),
      overlay: overlayOf(overlayEntry(PAYMENT)),
    },
  },
  {
    name: "a vendor's invoice",
    files: {
      record: vendorInvoice({ customerPoNumber: "order 1" }, [invoiceItem({ description: "item description" })]),
      overlay: overlayOf(invoiceEntry(PAYMENT)),
    },
  },
];

/** Places of all texts in what was written: vendors' records have no schema of ours that is complete. */
const textPlaces = (value: unknown, path: Path = []): readonly Path[] => {
  if (typeof value === "string") return [path];
  if (Array.isArray(value)) return value.flatMap((item: unknown, index) => textPlaces(item, [...path, index]));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => textPlaces(inner, [...path, name]));
};

/** An overlay belongs to a whole run, so each document is a run of its own. */
const makeWith = async ({ files }: Import, place: Path, text: string): Promise<Made | undefined> => {
  const { record, overlay }: Readonly<Record<string, unknown>> = Object(put(files, place, text));
  const [made] = await makeAll({ text: linesOf([record]), overlay: JSON.stringify(overlay) });
  return made;
};

/** From the draft on it is the way of any document; what is read before is looked at with one text of each sort. */
const TEXTS = PAYLOADS.filter((_, index) => index % 3 === 0 || index > PAYLOADS.length - 8);

const faultsOf = async (imported: Import, place: Path): Promise<readonly string[]> => {
  const plain = await makeWith(imported, place, WORD);
  const faults: string[] = [];
  for (const { name, text } of TEXTS) {
    const made = await makeWith(imported, place, text);
    const where = `${pointerOf(place)}, ${name}`;
    if (made?.ok === true && plain?.ok === true) {
      const wrong = differences(plain.written, made.written, text);
      faults.push(...wrong.map((output) => `${where}: read as more than text in ${output}`));
    } else if (made?.ok === true) faults.push(`${where}: taken, though an innocent word is not`);
    else if (made?.ok === false) faults.push(...unfitWords(made).map((fault) => `${where}: refused with ${fault}`));
  }
  return faults;
};

describe("every hostile text in every field of a vendor's record and its overlay is printed literally or refused", () => {
  test.each(IMPORTS)("$name", async (imported) => {
    const places = textPlaces(imported.files);
    expect(valueAt(imported.files, places[0] ?? [])).toEqual(expect.any(String));
    const [first] = await makeAll({
      text: linesOf([imported.files.record]),
      overlay: JSON.stringify(imported.files.overlay),
    });
    expect(first).toMatchObject({ ok: true });
    const faults: string[] = [];
    for (const place of places) faults.push(...(await faultsOf(imported, place)));
    expect(faults).toEqual([]);
  });
});
