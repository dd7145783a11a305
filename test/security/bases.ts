import type { z } from "zod";
import { valueAt, type Path } from "../../src/intake/pointer.ts";
import { ratedDocumentSchema } from "../../src/intake/rated-document.ts";
import { usageStatementSchema } from "../../src/intake/usage-statement.ts";
import {
  fullCreditNote,
  fullInvoice,
  fullStatement,
  japaneseInvoice,
  statementWithoutShipTo,
} from "./full-document.ts";
import { filled, placeIn, replaced, textFields } from "./schema-fields.ts";

/** A valid document whose fields are filled with hostile text, one or all of them. */
export type Base = {
  readonly name: string;
  readonly document: unknown;
  readonly schema: z.ZodType;
  /** Only the fields within: those that this document says in another way than those before it. */
  readonly within?: readonly string[];
};

export const BASES = [
  { name: "an invoice", document: fullInvoice(), schema: ratedDocumentSchema },
  { name: "an invoice in Japanese", document: japaneseInvoice(), schema: ratedDocumentSchema, within: ["customer"] },
  { name: "a usage statement", document: fullStatement(), schema: usageStatementSchema },
  { name: "a credit note", document: fullCreditNote(), schema: ratedDocumentSchema, within: ["number", "lines"] },
  {
    name: "a usage statement to the bill-to",
    document: statementWithoutShipTo(),
    schema: usageStatementSchema,
    within: ["customer"],
  },
] as const satisfies readonly Base[];

export const fieldsOf = ({ schema, within }: Base): readonly Path[] =>
  textFields(schema).filter(([step]) => within === undefined || within.includes(String(step)));

/** The field's text everywhere where it stands or is referred to, so that a tax may have a hostile id, too. */
export const withText = ({ document, schema }: Base, field: Path, text: string): unknown => {
  const place = placeIn(document, field);
  const base = filled(document, place, schema);
  return replaced(base, String(valueAt(base, place)), text);
};
