import { printParseErrorCode, visit } from "jsonc-parser";
import type { SourceRef } from "../kernel/ids.ts";
import { fail, succeed, type Issue, type Result } from "../kernel/result.ts";
import { createBuilder, type Container } from "./json-builder.ts";
import { isDeeperThan } from "./json-depth.ts";
import { createPlaces, type Openings } from "./json-places.ts";
import { syntaxWords } from "./json-syntax.ts";
import { pointerOf } from "./pointer.ts";
import { shownPointer } from "./quote.ts";
import { LIMITS } from "./rated-document.ts";

/** A parsed record and the way from its pointers to the file. */
export type JsonRecord = { readonly value: unknown; readonly locate: (pointer: string) => SourceRef };

/**
 * "integers": a whole number that JavaScript holds exactly stays a number, any other is refused with the hint to quote
 * it. "source-text": every number becomes its text ("1.0050"), so that vendor data keeps exact decimals.
 */
export type NumberMode = "integers" | "source-text";

export type ParseOptions = {
  /** As the user named it; used in messages. */
  readonly file: string;
  /** Where the text begins in the file, counted from 1; 1 unless given. */
  readonly line?: number;
  readonly column?: number;
  /** A function is asked with the whole value, for formats that are known only then. */
  readonly numbers: NumberMode | ((value: unknown) => NumberMode);
};

/**
 * Strict JSON, and all that is wrong with it at once: no comments, no trailing commas, no name twice in an object, no
 * name that reaches a prototype, a limit of size and depth. After an error of syntax nothing more is looked for.
 */
export const parseJson = (text: string, options: ParseOptions): Result<JsonRecord> => {
  const { file, line = 1, column = 1, numbers } = options;
  const json = text.startsWith("\uFEFF") ? text.slice(1) : text;
  const placed = (issues: readonly Issue[]): Result<never> =>
    fail(...issues.map((issue) => ({ ...issue, at: shownPointer(issue.at), file, line: line + (issue.line ?? 0) })));
  const tooMuch = limitIssue(json);
  if (tooMuch !== undefined) return placed([tooMuch]);

  const read = readValue(json, { column, numbers: typeof numbers === "function" ? "integers" : numbers });
  const mode = typeof numbers === "function" && !read.isBroken ? numbers(read.value) : "integers";
  const { value, issues, openings } = mode === "integers" ? read : readValue(json, { column, numbers: mode });
  if (issues.length > 0) return placed(issues);

  const lineOf = createPlaces(json, line, { value, openings });
  return succeed({ value, locate: (pointer) => ({ file, pointer, line: lineOf(pointer) }) });
};

type Reading = {
  readonly value: unknown;
  readonly openings: Openings;
  readonly issues: readonly Issue[];
  readonly isBroken: boolean;
};

const readValue = (json: string, options: { readonly column: number; readonly numbers: NumberMode }): Reading => {
  const issues: Issue[] = [];
  let isBroken = false;
  const refuse = (issue: Issue): void => {
    if (!isBroken) issues.push(issue);
  };
  const builder = createBuilder(refuse);
  const openings = new Map<unknown, number>();
  const open = (container: Container, line: number): void => {
    openings.set(container, line);
    builder.open(container);
  };
  visit(
    json,
    {
      onObjectBegin: (...[, , line]) => open({}, line),
      onArrayBegin: (...[, , line]) => open([], line),
      onObjectEnd: () => builder.close(),
      onArrayEnd: () => builder.close(),
      onObjectProperty: (...[name, , , line, , path]) => builder.name(name, line, path),
      onLiteralValue: (...[value, offset, length, line, , path]) => {
        if (typeof value !== "number") return builder.add(value);
        const source = json.slice(offset, offset + length);
        if (options.numbers === "source-text") return builder.add(source);
        if (!isWhole(source)) refuse({ rule: null, at: pointerOf(path()), line, ...numberWords(source) });
        return builder.add(value);
      },
      onError: (...[code, , , line, character]) => {
        const column = line === 0 ? options.column + character : character + 1;
        const { message, ...hint } = syntaxWords(printParseErrorCode(code));
        refuse({ rule: null, at: "", message: `${message} (column ${column})`, ...hint, line });
        isBroken = true;
      },
    },
    { disallowComments: true },
  );
  return { value: builder.value(), openings, issues, isBroken };
};

const isWhole = (source: string): boolean => /^-?\d+$/.test(source) && Number.isSafeInteger(Number(source));

/** A longer number could be a card's, which no message repeats (rule B10). */
const LONGEST_SHOWN = 12;

const numberWords = (source: string): { readonly message: string; readonly hint: string } => ({
  message: "only a whole number may stand without quotes",
  hint:
    /^[-\d.]+$/.test(source) && source.length <= LONGEST_SHOWN
      ? `write "${source}"`
      : 'write it out in quotes: "0.0055"',
});

const limitIssue = (json: string): Issue | undefined => {
  if (json.length > LIMITS.fileBytes) {
    return {
      rule: null,
      at: "",
      message: `longer than ${LIMITS.fileBytes} characters`,
      hint: "one record a line (JSONL)",
    };
  }
  return isDeeperThan(json, LIMITS.depth)
    ? { rule: null, at: "", message: `nested more than ${LIMITS.depth} levels deep` }
    : undefined;
};
