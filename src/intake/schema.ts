import type { z } from "zod";
import type { RuleId } from "../kernel/ids.ts";
import { fail, succeed, type Issue, type Result } from "../kernel/result.ts";
import { fieldNames, isRuleId, jsonSchema, ruleOfField, schemaAt } from "./json-schema.ts";
import { didYouMean, nearest } from "./nearest.ts";
import { pointerOf, valueAt, type Path } from "./pointer.ts";
import { quote, quoteValue } from "./quote.ts";

/**
 * The value in the shape of the schema, or every fault in it in plain words, with "did you mean" for unknown fields
 * and words, and the rule that the field's description names.
 */
export const parseWith = <Output>(schema: z.ZodType<Output>, value: unknown): Result<Output> => {
  const parsed = schema.safeParse(value);
  if (parsed.success) return succeed(parsed.data);
  return fail(...parsed.error.issues.flatMap((issue) => issuesOf(issue, { schema, value })));
};

type Input = { readonly schema: z.ZodType; readonly value: unknown };
type Words = Pick<Issue, "message" | "hint">;

const issuesOf = (issue: z.core.$ZodIssue, { schema, value }: Input): readonly Issue[] => {
  const described = jsonSchema(schema);
  if (issue.code === "unrecognized_keys") {
    const known = fieldNames(schemaAt(described, issue.path));
    return issue.keys.map((name) => unknownField(name, { path: issue.path, known }));
  }
  const found = valueAt(value, issue.path);
  const rule = givenRule(issue) ?? ruleOfField(described, issue.path);
  return [{ rule, at: pointerOf(issue.path), ...wordsFor(issue, found) }];
};

const unknownField = (
  name: string,
  { path, known }: { readonly path: Path; readonly known: readonly string[] },
): Issue => {
  const meant = nearest(name, known);
  return {
    rule: null,
    at: pointerOf([...path, name]),
    message: `${quote(name)} is not a field here`,
    hint: meant === undefined ? `fields here: ${known.join(", ")}` : `did you mean "${meant}"?`,
  };
};

const wordsFor = (issue: z.core.$ZodIssue, found: unknown): Words => {
  if (found === undefined) return { message: "is missing" };
  if (found === null) return { message: "is null", hint: "leave the field out where there is nothing" };
  switch (issue.code) {
    case "invalid_type":
      return typeWords(issue.expected, found);
    case "invalid_value":
      return valueWords(issue.values, found);
    case "too_big":
      return {
        message: `${SIZES[issue.origin] ?? "is too large"}${sizeOf(found)}`,
        hint: `at most ${groupedNumber(issue.maximum)}`,
      };
    case "too_small":
      return found === "" || issue.origin === "string"
        ? { message: "is empty" }
        : { message: `is too little${sizeOf(found)}`, hint: `at least ${groupedNumber(issue.minimum)}` };
    case "invalid_format":
      return { message: `${quoteValue(found)} is not ${FORMATS[issue.format] ?? issue.message}` };
    case "custom":
      return customWords(issue, found);
    case "invalid_union":
    case "invalid_key":
    case "invalid_element":
    case "not_multiple_of":
    case "unrecognized_keys":
      return { message: issue.message };
  }
};

const typeWords = (expected: string, found: unknown): Words => {
  const message = `must be ${TYPES[expected] ?? expected}, is ${kindOf(found)}`;
  return expected === "string" && typeof found === "number" ? { message, hint: "write it in quotes" } : { message };
};

const valueWords = (values: readonly z.core.util.Primitive[], found: unknown): Words => {
  const known = values.map(String);
  if (typeof found !== "string")
    return { message: `must be text, is ${kindOf(found)}`, hint: `known: ${known.join(", ")}` };
  return { message: `${quote(found)} is not known here`, hint: didYouMean(found, known) };
};

/** A message that begins with "is" speaks of the value, which is put before it. */
const customWords = (issue: z.core.$ZodIssueCustom, found: unknown): Words => {
  const message = issue.message.startsWith("is ") ? `${quoteValue(found)} ${issue.message}` : issue.message;
  const hint: unknown = issue.params?.["hint"];
  return typeof hint === "string" ? { message, hint } : { message };
};

/** A check of the schema may name its rule: `params: { rule: "C5" }`. */
const givenRule = (issue: z.core.$ZodIssue): RuleId | undefined => {
  const rule: unknown = issue.code === "custom" ? issue.params?.["rule"] : undefined;
  return typeof rule === "string" && isRuleId(rule) ? rule : undefined;
};

const TYPES: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  record: "an object",
};

const SIZES: Readonly<Record<string, string>> = { string: "is too long", array: "has too many entries" };

const FORMATS: Readonly<Record<string, string>> = { email: "an e-mail address" };

const kindOf = (value: unknown): string => {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  return KINDS[typeof value] ?? typeof value;
};

const KINDS: Readonly<Record<string, string>> = {
  string: "text",
  number: "a number",
  boolean: "true or false",
  object: "an object",
};

const sizeOf = (value: unknown): string => {
  if (typeof value === "string") return `: ${groupedNumber(value.length)} characters`;
  return Array.isArray(value) ? `: ${groupedNumber(value.length)}` : "";
};

/** 10000 as "10,000": messages are English. */
export const groupedNumber = (value: number | bigint): string => String(value).replace(/\B(?=(?:\d{3})+$)/g, ",");
