import type { SourceRef } from "../kernel/ids.ts";
import { fail, issuesOf, succeed, type Issue, type Result } from "../kernel/result.ts";
import { parseJson, readDraft, type InputDocument } from "../pipeline.ts";
import type { Issuer } from "../policy/issuer.ts";
import { ownIssuer, parseIssuer } from "./issuer-file.ts";
import type { Assets } from "./world.ts";

/** A document and its issuer as a caller hands them over: values as JSON.parse gives them, or JSON texts. */
export type Given = {
  readonly document: unknown;
  /** Else the demo profile that comes with the package. */
  readonly issuer?: unknown;
};

/** A document, and the issuer by whose policy it was read and checked. */
export type Read = { readonly document: InputDocument; readonly issuer: Issuer };

const DOCUMENT = "document";

/** Reads both, or tells all that is wrong; the `file` of an issue says in which of the two: "document" or "issuer". */
export const readGiven = ({ document, issuer: profile }: Given, assets: Assets): Result<Read> => {
  const json = parseGiven(document, DOCUMENT, parseDocument);
  const issuer = profile === undefined ? ownIssuer(assets) : parseGiven(profile, "issuer", parseIssuer);
  if (!json.ok || !issuer.ok) return fail(...issuesOf(json, issuer));
  const { value, locate } = json.value;
  const read = readDraft({ value, locate: typeof document === "string" ? locate : withoutLine }, issuer.value);
  return read.ok ? succeed({ document: read.value, issuer: issuer.value }) : read;
};

type Parse<T> = (text: string, file: string) => Result<T>;

const parseDocument = (text: string, file: string) => parseJson(text, { file, numbers: "integers" });

/** A value is read as the text that it would be stored as, so that both are held to the same rules; it has no lines. */
const parseGiven = <T>(given: unknown, file: string, parse: Parse<T>): Result<T> => {
  if (typeof given === "string") return parse(given, file);
  const text = jsonTextOf(given, file);
  const parsed = text.ok ? parse(text.value, file) : text;
  return parsed.ok ? parsed : fail(...parsed.issues.map(unlined));
};

const unlined = (issue: Issue): Issue => {
  const { line: _, ...placed } = issue;
  return placed;
};

const withoutLine = (pointer: string): SourceRef => ({ file: DOCUMENT, pointer });

const jsonTextOf = (value: unknown, file: string): Result<string> => {
  const refuse = (message: string) => fail({ rule: null, at: "", message, hint: "give what JSON.parse gives", file });
  try {
    const text: unknown = JSON.stringify(value);
    return typeof text === "string" ? succeed(text) : refuse(`${typeof value} is no JSON value`);
  } catch (error) {
    // A circle, a bigint, a value nested without end: the runtime says which, in the first line of its message.
    if (error instanceof TypeError || error instanceof RangeError) {
      return refuse(`is no JSON value: ${error.message.split("\n")[0]}`);
    }
    throw error;
  }
};
