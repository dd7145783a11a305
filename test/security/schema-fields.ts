import type { z } from "zod";
import { jsonSchema, type JsonSchema } from "../../src/intake/json-schema.ts";
import { valueAt, type Path } from "../../src/intake/pointer.ts";

/**
 * Every place in documents of a schema where a text may stand, dates, decimals and codes too. Found by walking the
 * schema, so that a field that is added to the model is tested without a word here.
 */
export const textFields = (schema: z.ZodType): readonly Path[] => fieldsOf(jsonSchema(schema), []);

const fieldsOf = (part: JsonSchema, path: Path): readonly Path[] => {
  const branches = schemasIn(part.anyOf);
  if (branches.length > 0) return onlyOnce(branches.flatMap((branch) => fieldsOf(branch, path)));
  const named = Object.entries(part.properties ?? {}).flatMap(([name, inner]) =>
    isSchema(inner) ? fieldsOf(inner, [...path, name]) : [],
  );
  const listed = isSchema(part.items) ? fieldsOf(part.items, [...path, 0]) : [];
  return part.type === "string" ? [path] : [...named, ...listed];
};

const onlyOnce = (paths: readonly Path[]): readonly Path[] => [
  ...new Map(paths.map((path) => [JSON.stringify(path), path])).values(),
];

const isSchema = (value: unknown): value is JsonSchema => typeof value === "object" && value !== null;

const schemasIn = (list: unknown): readonly JsonSchema[] => (Array.isArray(list) ? list.filter(isSchema) : []);

/** The field in this document: in the first item of each list that has it, else in the first item. */
export const placeIn = (document: unknown, field: Path): Path => {
  const list = field.indexOf(0);
  if (list === -1) return field;
  const items = valueAt(document, field.slice(0, list));
  const rest = field.slice(list + 1);
  const index = Array.isArray(items) ? items.findIndex((item: unknown) => has(item, rest)) : -1;
  const at = Math.max(0, index);
  const within: unknown = Array.isArray(items) ? items[at] : undefined;
  return [...field.slice(0, list), at, ...placeIn(within, rest)];
};

const has = (value: unknown, field: Path): boolean => valueAt(value, placeIn(value, field)) !== undefined;

/** The document with the field filled, and with it what its surroundings must have; equal where the field is there. */
export const filled = (document: unknown, place: Path, schema: z.ZodType): unknown =>
  valueAt(document, place) === undefined ? fill(document, place, jsonSchema(schema)) : document;

const fill = (value: unknown, [step, ...rest]: Path, schema: JsonSchema): unknown => {
  if (step === undefined) return sampleOf(schema);
  const base = value ?? sampleOf(schema);
  const inner = typeof step === "number" ? schema.items : schema.properties?.[String(step)];
  const below = isSchema(inner) ? inner : {};
  if (Array.isArray(base)) {
    const items: unknown[] = [...base];
    items[Number(step)] = fill(items[Number(step)], rest, below);
    return items;
  }
  const fields = isSchema(base) ? Object.fromEntries(Object.entries(base)) : {};
  return { ...fields, [step]: fill(fields[String(step)], rest, below) };
};

/** The least that the schema takes. */
const sampleOf = (schema: JsonSchema): unknown => {
  const [branch] = schemasIn(schema.anyOf);
  if (branch !== undefined) return sampleOf(branch);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
  if (schema.type === "object") {
    const required = Object.entries(schema.properties ?? {}).filter(([name]) => schema.required?.includes(name));
    return Object.fromEntries(required.map(([name, inner]) => [name, isSchema(inner) ? sampleOf(inner) : null]));
  }
  if (schema.type === "array")
    return (schema.minItems ?? 0) > 0 && isSchema(schema.items) ? [sampleOf(schema.items)] : [];
  if (schema.type === "string") return schema.format === "date" ? "2026-05-01" : "sample text";
  return schema.type === "boolean" ? false : 1;
};

/** The value with every text that is equal to `from` replaced: an identifier and all that refer to it. */
export const replaced = (value: unknown, from: string, to: string): unknown => {
  if (value === from) return to;
  if (Array.isArray(value)) return value.map((item: unknown) => replaced(item, from, to));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, replaced(field, from, to)]));
};

/** The value with this text at that place, whether or not anything stands there. */
export const put = (value: unknown, [step, ...rest]: Path, text: string): unknown => {
  if (step === undefined) return text;
  if (Array.isArray(value)) return value.map((item: unknown, index) => (index === step ? put(item, rest, text) : item));
  const fields = new Map(Object.entries(Object(value)));
  const name = String(step);
  return Object.fromEntries(fields.set(name, put(fields.get(name), rest, text)));
};
