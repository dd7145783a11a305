import { z } from "zod";
import type { RuleId } from "../kernel/ids.ts";
import type { Path } from "./pointer.ts";

/** The parts of a JSON Schema that messages are made from. */
export type JsonSchema = z.core.JSONSchema.BaseSchema;

/** The JSON Schema (draft 2020-12) of what may be written, made from the same source as the types. */
export const jsonSchema = (schema: z.ZodType): JsonSchema => {
  const known = made.get(schema);
  if (known !== undefined) return known;
  const json = z.toJSONSchema(schema, {
    io: "input",
    unrepresentable: "any",
    // `readOnly` is about our types in memory; to a reader of the schema it would say that the field must not be sent.
    override: ({ jsonSchema: part }) => void delete part.readOnly,
  });
  made.set(schema, json);
  return json;
};

/** What the schema says of the field at a path, or undefined where it knows none. */
export const schemaAt = (schema: JsonSchema, path: Path): JsonSchema | undefined =>
  path.reduce<JsonSchema | undefined>((part, step) => part && partOf(part, step), schema);

export const fieldNames = (schema: JsonSchema | undefined): readonly string[] => Object.keys(schema?.properties ?? {});

/** The rule behind the innermost field on the path whose description names one. */
export const ruleOfField = (schema: JsonSchema, path: Path): RuleId | null => {
  const rule = RULE.exec(schemaAt(schema, path)?.description ?? "")?.[0];
  if (rule !== undefined && isRuleId(rule)) return rule;
  return path.length === 0 ? null : ruleOfField(schema, path.slice(0, -1));
};

export const isRuleId = (text: string): text is RuleId => RULE.exec(text)?.[0] === text;

const made = new WeakMap<z.ZodType, JsonSchema>();

const RULE = /\b(?:[A-F]\d+|J-[A-Z]+-\d+)\b/;

const partOf = (schema: JsonSchema, step: PropertyKey): JsonSchema | undefined => {
  const inner =
    typeof step === "number" ? schema.items : (schema.properties?.[String(step)] ?? schema.additionalProperties);
  return typeof inner === "object" && !Array.isArray(inner) ? inner : undefined;
};
