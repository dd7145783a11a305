import type { z } from "zod";
import { valueAt, type Path } from "../../src/intake/pointer.ts";
import { ratedDocumentSchema } from "../../src/intake/rated-document.ts";
import { usageStatementSchema } from "../../src/intake/usage-statement.ts";
import { fullInvoice, fullStatement, japaneseInvoice } from "./full-document.ts";
import { filled, placeIn, replaced, textFields } from "./schema-fields.ts";

/** A valid document whose fields are filled with hostile text, one or all of them. */
export type Base = {
  readonly name: string;
  readonly document: unknown;
  readonly schema: z.ZodType;
  /** Only the fields within: those that another locale sets in another way. */
  readonly within?: string;
};

export const BASES = [
  { name: "an invoice", document: fullInvoice(), schema: ratedDocumentSchema },
  { name: "an invoice in Japanese", document: japaneseInvoice(), schema: ratedDocumentSchema, within: "customer" },
  { name: "a usage statement", document: fullStatement(), schema: usageStatementSchema },
] as const satisfies readonly Base[];

export const fieldsOf = ({ schema, within }: Base): readonly Path[] =>
  textFields(schema).filter(([step]) => within === undefined || step === within);

/** The field's text everywhere where it stands or is referred to, so that a tax may have a hostile id, too. */
export const withText = ({ document, schema }: Base, field: Path, text: string): unknown => {
  const place = placeIn(document, field);
  const base = filled(document, place, schema);
  return replaced(base, String(valueAt(base, place)), text);
};
