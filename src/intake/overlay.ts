import { z } from "zod";
import { parseCalendarDate, type CalendarDate } from "../kernel/calendar.ts";
import { CHARGE_KINDS } from "../kernel/charge.ts";
import { resultOf, succeed, type Issue, type Result } from "../kernel/result.ts";
import type { JsonRecord } from "./json.ts";
import { valueAt } from "./pointer.ts";
import { LIMITS, ratedDocumentSchema } from "./rated-document.ts";
import { issueAt, placeAt, type Place } from "./traced.ts";
import { gather, readFields } from "./vendor-fields.ts";

const record = <Shape extends z.ZodRawShape>(shape: Shape) => z.strictObject(shape).readonly();
const rated = ratedDocumentSchema.unwrap().shape;
const customer = rated.customer.unwrap();
const party = customer.shape.billTo.unwrap().partial().readonly();
const period = rated.contract.unwrap().shape.term.unwrap();
const rate = z.string().describe("price of one unit, a decimal");
const short = z.string().min(1).max(LIMITS.shortText);

const day = z
  .string()
  .meta({ format: "date" })
  .transform((digits, context): CalendarDate => {
    const date = parseCalendarDate(digits);
    if (date === undefined)
      context.addIssue({ code: "custom", message: "is not a day of the calendar, written YYYY-MM-DD" });
    return date ?? z.NEVER;
  });

const match = z
  .union(
    [
      record({ organizationId: short, periodStart: day.optional().describe("first day of the billing period") }),
      record({ invoiceId: short }),
    ],
    { error: "either {organizationId, periodStart?} of an overview or {invoiceId} of an invoice" },
  )
  .describe("which of the vendor's records the entry belongs to");

const prepay = record({
  period: period.describe("the coming cycle, or the year of the term that is paid for (A3)"),
  months: z
    .int()
    .min(1)
    .max(60)
    .optional()
    .describe("of an annual prepayment: its rate is the monthly price times these"),
});

const taxIds = z.array(short).min(1).max(20).readonly();

/** What the vendor's data do not carry: a rated document without the parts that an importer works out. */
const entry = record({
  match,
  id: rated.id.optional(),
  kind: z.enum(["invoice", "credit-note", "usage-statement"]).optional().describe("A9: a statement has no money"),
  issueDate: rated.issueDate.optional(),
  number: rated.number,
  currency: rated.currency.optional().describe("must agree with the vendor's"),
  entity: rated.entity.optional(),
  customer: customer.partial().extend({ billTo: party.optional(), shipTo: party.optional() }).readonly().optional(),
  contract: rated.contract.unwrap().partial().readonly().optional().describe("what the vendor's data tell must agree"),
  taxes: rated.taxes,
  taxCurrency: rated.taxCurrency,
  withholdings: rated.withholdings,
  discounts: rated.discounts,
  fees: rated.fees,
  paid: rated.paid,
  totals: rated.totals,
  payment: rated.payment,
  fiscal: rated.fiscal,
  memo: rated.memo,
  lines: rated.lines.optional().describe("further lines, such as telephony, which the overview does not have"),
  lineTaxes: taxIds.optional().describe("ids of taxes[] for every imported line"),
  lineTaxesByKind: z
    .partialRecord(z.enum(CHARGE_KINDS), taxIds)
    .readonly()
    .default({})
    .describe("instead of lineTaxes, for some kinds"),
  showZeroLines: rated.showZeroLines,
  prepay: z
    .union([prepay, z.literal("none")], { error: 'either {period, months?} or "none"' })
    .optional()
    .describe('overviews: what is invoiced ahead; "none" on the last invoice of the term (C8)'),
  rampUsers: z.enum(["waived", "billed"]).optional().describe("overviews: older contracts bill users in the ramp (D1)"),
  amountIs: z
    .enum(["net", "total"])
    .optional()
    .describe("invoices: whether the vendor's amount is before or after tax"),
  kinds: z
    .record(z.string(), z.enum(CHARGE_KINDS))
    .readonly()
    .optional()
    .describe("invoices: by id of the line or by product"),
  rates: z
    .record(z.string(), rate)
    .readonly()
    .optional()
    .describe("invoices: by id of the line; else amount / quantity (A6)"),
  corrects: rated.lines
    .unwrap()
    .element.unwrap()
    .shape.corrects.describe("invoices: what negative lines correct (A19)"),
});

export const overlaySchema = record({
  format: z.literal("billwright/overlay@1"),
  documents: z.array(entry).max(100_000).readonly(),
});

type Entry = z.output<typeof entry>;

/** One entry of an overlay file: read, and as it was written, for the draft that takes parts of it over. */
export type OverlayEntry = { readonly settings: Entry; readonly raw: unknown; readonly place: Place };

/** All overlay entries of a run, found by the record that they belong to. */
export type Overlays = { readonly byOwner: ReadonlyMap<string, readonly OverlayEntry[]> };

/** Fields that only one sort of record has a use for. */
const ONLY_FOR = { overview: ["prepay", "rampUsers"], invoice: ["amountIs", "kinds", "rates", "corrects"] } as const;

/** The owner under which a record's entries are found; an id of an invoice is not one of an organisation. */
export const ownerOf = (key: { readonly invoiceId: string } | { readonly organizationId: string }): string =>
  "invoiceId" in key ? `invoice ${key.invoiceId}` : `organization ${key.organizationId}`;

/** Reads the overlay files of a run, each parsed in the strict way of our own formats; every fault in all of them is told. */
export const readOverlays = (files: readonly JsonRecord[]): Result<Overlays> => {
  const read = gather(files.map(readOverlay));
  const entries = read.values.flat();
  const issues = [...read.issues, ...entries.flatMap(misplacedFields)];
  return resultOf(issues, () => ({ byOwner: Map.groupBy(entries, ({ settings }) => ownerOf(settings.match)) }));
};

const readOverlay = ({ value, locate }: JsonRecord): Result<readonly OverlayEntry[]> => {
  const place = { locate, pointer: "" };
  const overlay = readFields(overlaySchema, value, place);
  if (!overlay.ok) return overlay;
  return succeed(
    overlay.value.documents.map((settings, index) => ({
      settings,
      raw: valueAt(value, ["documents", index]),
      place: placeAt(place, "documents", index),
    })),
  );
};

const misplacedFields = ({ settings, place }: OverlayEntry): readonly Issue[] => {
  const other = "invoiceId" in settings.match ? "overview" : "invoice";
  return ONLY_FOR[other]
    .filter((name) => settings[name] !== undefined)
    .map((name) =>
      issueAt(placeAt(place, name), { rule: null, message: `${name} is for an ${other} only`, hint: "see match" }),
    );
};
