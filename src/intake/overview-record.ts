import { z } from "zod";
import type { CalendarDate, Period } from "../kernel/calendar.ts";
import type { Currency } from "../kernel/money.ts";
import { fail, succeed, type Issue, type Result } from "../kernel/result.ts";
import type { Issuer } from "../policy/issuer.ts";
import type { JsonRecord } from "./json.ts";
import type { OverlayEntry } from "./overlay.ts";
import { agree, placeIn } from "./overlay-fields.ts";
import type { RecordKey } from "./overlay-match.ts";
import { quote } from "./quote.ts";
import { issueAt, placeAt, type Place } from "./traced.ts";
import type { UsageRow } from "./usage-row.ts";
import { absentable, amountFromNought, periodEnd, periodStart, readFields } from "./vendor-fields.ts";

/** TrusteeBillingOverview, as far as invoices are made of it; other fields, new ones too, are left aside. */
export const overview = z.object({
  organization: z.object({ id: z.string().min(1), name: z.string().min(1) }),
  currency: z.string(),
  subscriptionType: z.string(),
  billingPeriodStartDate: periodStart,
  billingPeriodEndDate: periodEnd,
  contractEffectiveDate: absentable(periodStart),
  rampPeriodStartDate: absentable(periodStart),
  rampPeriodEndDate: absentable(periodEnd),
  inRampPeriod: absentable(z.boolean()),
  minimumMonthlyAmount: absentable(amountFromNought),
  usages: z.array(z.unknown()),
});

export type Overview = z.output<typeof overview>;

/** An overview that has been read, with its overlay entry. */
export type MatchedOverview = {
  readonly head: Overview;
  readonly rows: readonly UsageRow[];
  readonly overlay: OverlayEntry;
  readonly period: Period;
  readonly currency: Currency;
  readonly place: Place;
  readonly issuer: Issuer;
};

/** What finds the overview's overlay entry; undefined where the record cannot be read, which the import then tells. */
export const overviewKey = ({ value, locate }: JsonRecord): RecordKey | undefined => {
  const keyed = overview.pick({ organization: true, billingPeriodStartDate: true });
  const read = readFields(keyed, value, { locate, pointer: "" });
  return read.ok ? keyOf(read.value.organization.id, read.value.billingPeriodStartDate) : undefined;
};

/** The overview's organisation and first day. */
export const keyOf = (organizationId: string, first: CalendarDate): RecordKey => ({
  kind: "overview",
  organizationId,
  periodStart: first,
});

/** The rows, also of an overview whose head is at fault: so that all faults are told at once. */
export const usagesOf = (value: unknown): readonly unknown[] => {
  const usages = overview.pick({ usages: true }).safeParse(value);
  return usages.success ? usages.data.usages : [];
};

/** The billing period, both days included (rule C1). */
export const periodOf = (
  { billingPeriodStartDate: first, billingPeriodEndDate: last }: Overview,
  place: Place,
): Result<Period> => {
  if (first <= last) return succeed({ first, last });
  return fail(
    issueAt(placeAt(place, "billingPeriodEndDate"), {
      rule: "C1",
      message: `the period ends on ${last}, before its first day ${first}`,
    }),
  );
};

/** Where both files tell the same fact (rules A1, A16, C1). */
export const agreements = ({ head, overlay }: MatchedOverview): readonly Issue[] => {
  const { id } = head.organization;
  const named = overlay.settings.customer?.organisations;
  const message = `organization ${quote(id)} of the overview is not among the customer's organisations`;
  return [
    ...agree(overlay, ["currency"], { value: head.currency, rule: "A1" }),
    ...(head.contractEffectiveDate === undefined
      ? []
      : agree(overlay, ["contract", "effectiveDate"], { value: head.contractEffectiveDate, rule: "C1" })),
    ...(named === undefined || named.some((organisation) => organisation.id === id)
      ? []
      : [
          issueAt(placeIn(overlay, "customer", "organisations"), {
            rule: "A16",
            message,
            hint: "add it, or leave organisations out",
          }),
        ]),
  ];
};
