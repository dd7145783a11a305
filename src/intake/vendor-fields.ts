import { z } from "zod";
import { parseCalendarDate, type CalendarDate } from "../kernel/calendar.ts";
import type { RuleId } from "../kernel/ids.ts";
import { isNegativeDecimal, parseCurrency, parseDecimal, type Currency, type Decimal } from "../kernel/money.ts";
import { fail, succeed, type Issue, type Result } from "../kernel/result.ts";
import { placeIssue } from "./draft.ts";
import { quote } from "./quote.ts";
import { parseWith } from "./schema.ts";
import { issueAt, type Place } from "./traced.ts";

/** The vendor's interfaces leave a field out or send null; both mean that there is nothing. */
export const absentable = <Field extends z.ZodType>(field: Field) =>
  field.nullish().transform((value) => value ?? undefined);

/** A decimal as text; a JSON number has arrived as its source text, so no binary floating point is involved (rule A10). */
export const vendorDecimal = z.string().transform((digits, context): Decimal => {
  const value = parseDecimal(digits);
  if (value !== undefined) return value;
  refuse(context, { rule: "A10", message: 'is not a decimal such as "276.00"' });
  return z.NEVER;
});

/** A quantity or a price of the overview: a credit does not come this way (rule A19). */
export const amountFromNought = vendorDecimal.superRefine((value, context) => {
  if (isNegativeDecimal(value))
    refuse(context, { rule: "A19", message: "is below zero", hint: "give credits as lines of the overlay" });
});

/**
 * Boundaries of the vendor's periods arrive as UTC instants and mean calendar dates: their UTC date is taken and no zone
 * applied (rule C5). A plain date is taken as it is; every other time of day is refused.
 */
export const periodStart = boundary({
  times: /^T00:00:00(?:\.0{1,3})?Z$/,
  otherwise: { message: "is not the first moment of a day in UTC", hint: "2026-04-01 or 2026-04-01T00:00:00Z" },
});

/** An end at exactly T00:00:00Z may be the first moment of that day or the end of the day before: refused (rule C5). */
export const periodEnd = boundary({
  times: /^T23:59:59(?:\.(?:0{1,3}|9{1,3}))?Z$/,
  otherwise: {
    message: "is not the last moment of a day in UTC",
    hint: "2026-04-30 or 2026-04-30T23:59:59Z; T00:00:00Z could mean this day or the day before",
  },
});

/** The record's value in the shape of the schema, or every fault in it with its place. */
export const readFields = <Output>(schema: z.ZodType<Output>, value: unknown, place: Place): Result<Output> => {
  const read = parseWith(schema, value);
  return read.ok
    ? read
    : fail(...read.issues.map((issue) => placeIssue({ ...issue, at: place.pointer + issue.at }, place.locate)));
};

/** The currency of that code; which ones are billed is checked with the finished document (rule A1). */
export const readCurrency = (code: string, place: Place): Result<Currency> => {
  const currency = parseCurrency(code);
  if (currency !== undefined) return succeed(currency);
  const message = `${quote(code)} is no currency`;
  return fail(issueAt(place, { rule: "A1", message, hint: "an ISO 4217 code such as USD" }));
};

/** The values of all that succeeded and the issues of all that did not. */
export const gather = <T>(
  results: readonly Result<T>[],
): { readonly values: readonly T[]; readonly issues: readonly Issue[] } => ({
  values: results.flatMap((result) => (result.ok ? [result.value] : [])),
  issues: results.flatMap((result) => (result.ok ? [] : result.issues)),
});

type Fault = { readonly rule: RuleId; readonly message: string; readonly hint?: string };

// The schema's reader takes rule and hint from `params`.
function refuse(context: z.RefinementCtx, { rule, message, hint }: Fault): void {
  context.addIssue({ code: "custom", message, params: { rule, hint } });
}

function boundary({ times, otherwise }: { readonly times: RegExp; readonly otherwise: Omit<Fault, "rule"> }) {
  return z.string().transform((text, context): CalendarDate => {
    const date = parseCalendarDate(text.slice(0, 10));
    const time = text.slice(10);
    if (date !== undefined && (time === "" || times.test(time))) return date;
    refuse(context, { rule: "C5", ...otherwise });
    return z.NEVER;
  });
}
