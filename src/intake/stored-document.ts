import { decimalText, type Decimal } from "../kernel/money.ts";
import { fail, type Result } from "../kernel/result.ts";
import type { Issuer } from "../policy/issuer.ts";
import { readDraft, type InputDocument } from "./read-draft.ts";
import { parseJson } from "./json.ts";

export const STORED_FORMAT = "billwright/stored-document@1";

/** Files are no part of what a document says: the same document from another file is the same document. */
const STORED_FILE = "register";

/**
 * A document as it is kept for audits and for drawing it again: its record, and for each item whose place in the
 * original input was another than in the record, that place. Equal documents give equal texts, whatever the order of
 * the fields that they were read with and the file that they stood in (rule A20).
 */
export const storedText = (document: InputDocument): string =>
  `${JSON.stringify({ format: STORED_FORMAT, document: plain(document), places: placesOf(document) })}\n`;

/** Read and checked again as any input is; a profile that has become stricter refuses what it took before. */
export const readStored = (text: string, issuer: Issuer): Result<InputDocument> => {
  const json = parseJson(text, { file: STORED_FILE, numbers: "integers" });
  if (!json.ok) return json;
  const { value } = json.value;
  if (!isRecord(value) || value["format"] !== STORED_FORMAT || !isRecord(value["places"])) {
    return fail({ rule: null, at: "/format", message: `is not a ${STORED_FORMAT}`, file: STORED_FILE });
  }
  const places = value["places"];
  const locate = (pointer: string) => {
    const place = places[pointer];
    return { file: STORED_FILE, pointer: typeof place === "string" ? place : pointer };
  };
  return readDraft({ value: value["document"], locate }, issuer);
};

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** As it would be typed: decimals as text, no places in a file, fields in the order of their names. */
const plain = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(plain);
  if (!isRecord(value)) return value;
  if (isDecimal(value)) return decimalText(value);
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name, field]) => name !== "source" || !isRecord(field))
      .toSorted(([a], [b]) => Number(a > b) - Number(a < b))
      .map(([name, field]) => [name, plain(field)]),
  );
};

const isDecimal = (value: object): value is Decimal =>
  "units" in value && typeof value.units === "bigint" && "scale" in value && typeof value.scale === "number";

/** Pointers of items that were read elsewhere than where they stand now: those of a vendor's record (by an importer). */
const placesOf = (document: InputDocument): Readonly<Record<string, string>> => {
  const lists = Object.entries(document).flatMap(([field, items]) =>
    Array.isArray(items) ? items.map((item: unknown, index) => [`/${field}/${index}`, item] as const) : [],
  );
  const places = [["", document] as const, ...lists].flatMap(([here, item]) => {
    const there = pointerOf(item);
    return there === undefined || there === here ? [] : [[here, there] as const];
  });
  return Object.fromEntries(places);
};

const pointerOf = (item: unknown): string | undefined => {
  if (!isRecord(item) || !isRecord(item["source"])) return undefined;
  const { pointer } = item["source"];
  return typeof pointer === "string" ? pointer : undefined;
};
