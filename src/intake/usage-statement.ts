import { z } from "zod";
import type { SourceRef } from "../kernel/ids.ts";
import type { Issue } from "../kernel/result.ts";
import { pointerOf } from "./pointer.ts";
import { LIMITS, ratedDocumentSchema } from "./rated-document.ts";

const rated = ratedDocumentSchema.unwrap().shape;
const ratedLine = rated.lines.unwrap().element.unwrap().shape;
const customer = rated.customer.unwrap().shape;

/**
 * What a partner's customer receives: usage and no cost (rule A9). It shares its fields with the rated document, but
 * has none that could hold a price, an amount, a tax, a payment or a currency: so no output of it can show one.
 */
export const usageStatementSchema = z
  .strictObject({
    format: rated.format,
    id: rated.id,
    kind: z.literal("usage-statement"),
    issueDate: rated.issueDate,
    entity: rated.entity,
    customer: z
      .strictObject({ ...customer, partner: customer.partner.unwrap().describe("through whom the customer buys (A9)") })
      .readonly(),
    contract: rated.contract,
    lines: z
      .array(
        z
          .strictObject({
            id: ratedLine.id,
            kind: ratedLine.kind,
            section: ratedLine.section,
            product: ratedLine.product,
            description: ratedLine.description,
            organisation: ratedLine.organisation,
            licenceModel: ratedLine.licenceModel,
            quantity: ratedLine.quantity.describe("what was used"),
            unit: ratedLine.unit,
            period: ratedLine.period,
            prepay: ratedLine.prepay,
            committed: ratedLine.committed,
            included: ratedLine.included,
            used: ratedLine.used,
          })
          .readonly(),
      )
      .max(LIMITS.lines)
      .readonly(),
    memo: rated.memo,
    showZeroLines: rated.showZeroLines,
  })
  .readonly();

/** The statement as it is written. */
export type UsageStatementInput = z.input<typeof usageStatementSchema>;

/** The statement as the schema gives it: its lines do not yet know where they stand. */
export type UnsourcedStatement = z.output<typeof usageStatementSchema>;

/** The usage of a partner's customer, checked in itself, each line with its place in the input. */
export type StatementDocument = Omit<UnsourcedStatement, "lines"> & {
  readonly lines: readonly (UnsourcedStatement["lines"][number] & { readonly source: SourceRef })[];
  readonly source: SourceRef;
};

export type StatementLine = StatementDocument["lines"][number];

/** Fields of a rated document that speak of money. */
const MONEY_FIELDS: ReadonlySet<string> = new Set([
  "currency",
  "taxes",
  "taxCurrency",
  "withholdings",
  "discounts",
  "discount",
  "fees",
  "paid",
  "totals",
  "payment",
  "rate",
  "amount",
  "number",
]);

/** A statement whose input holds any money is refused, wherever it stands (rule A9). */
export const moneyIssues = (value: object): readonly Issue[] => {
  const lines: unknown = "lines" in value ? value.lines : undefined;
  return [
    ...moneyFields(value, []),
    ...(Array.isArray(lines) ? lines.flatMap((line: unknown, index) => moneyFields(line, ["lines", index])) : []),
  ];
};

/** The value without its fields of money, so that each is told once, by its rule. */
export const withoutMoney = (value: object): unknown => {
  const lines: unknown = "lines" in value ? value.lines : undefined;
  const kept = (record: unknown): unknown =>
    typeof record === "object" && record !== null && !Array.isArray(record)
      ? Object.fromEntries(Object.entries(record).filter(([name]) => !MONEY_FIELDS.has(name)))
      : record;
  const top = kept(value);
  return Array.isArray(lines) && typeof top === "object" ? { ...top, lines: lines.map(kept) } : top;
};

const moneyFields = (record: unknown, path: readonly (string | number)[]): readonly Issue[] => {
  if (typeof record !== "object" || record === null) return [];
  return Object.keys(record)
    .filter((name) => MONEY_FIELDS.has(name))
    .map((name) => ({
      rule: "A9",
      at: pointerOf([...path, name]),
      message: `"${name}" has no place on a usage statement`,
      hint: "a partner's customer sees usage and no cost; take it out, or send an invoice to the partner",
    }));
};
