import { z } from "zod";
import { jsonSchema, type JsonSchema } from "./json-schema.ts";
import { overlaySchema } from "./overlay.ts";
import { ratedDocumentSchema } from "./rated-document.ts";
import { usageStatementSchema } from "./usage-statement.ts";

/** Our own formats, each with the schema that also makes its types. A vendor's formats are the vendor's to describe. */
const SCHEMAS = {
  "billwright/rated-document@1": z.union([ratedDocumentSchema, usageStatementSchema]),
  "billwright/overlay@1": overlaySchema,
} as const satisfies Record<string, z.ZodType>;

export type OwnFormat = keyof typeof SCHEMAS;

export const INPUT_FORMATS = [
  "billwright/rated-document@1",
  "billwright/overlay@1",
] as const satisfies readonly OwnFormat[];

/** The JSON Schema of what may be written in a file of that format: `billwright schema` and docs/schema/. */
export const jsonSchemaOf = (format: OwnFormat): JsonSchema => ({ title: format, ...jsonSchema(SCHEMAS[format]) });

/** "rated-document.schema.json" of "billwright/rated-document@1". */
export const schemaFileName = (format: OwnFormat): string => `${format.replace(/^.*\/|@.*$/g, "")}.schema.json`;
