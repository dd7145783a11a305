import { isZeroDecimal } from "../kernel/money.ts";
import { fail, issuesOf, resultOf, type Result } from "../kernel/result.ts";
import { planOf, prepayOf, rampOf, type PrepayTerms, type RampState } from "./cycle-terms.ts";
import type { Draft } from "./draft.ts";
import type { JsonRecord } from "./json.ts";
import { contractModel, licenceIssues, type HeldLicence } from "./licences.ts";
import { minimumLine } from "./minimum-amount.ts";
import { fieldsWithin, ownFields, ownLines, placeIn, type TracedFields } from "./overlay-fields.ts";
import { overlayFor, type ImportContext } from "./overlay-match.ts";
import { agreements, keyOf, overview, periodOf, usagesOf, type MatchedOverview } from "./overview-record.ts";
import { copied, draftOf, listOf, made, objectOf, placeAt, type Traced } from "./traced.ts";
import { usageLines, usedLine, type Cycle } from "./usage-line.ts";
import { readUsageRow, type UsageRow } from "./usage-row.ts";
import { gather, readCurrency, readFields } from "./vendor-fields.ts";

/**
 * A rated document from the vendor's overview of one organisation and cycle, and the overlay entry that belongs to it
 * (rules A3, A4, A16–A18, D1–D4, D12, E1, E8). All problems of both files are told, each with its place.
 */
export const importSubscriptionOverview = (record: JsonRecord, { overlays, issuer }: ImportContext): Result<Draft> => {
  const place = { locate: record.locate, pointer: "" };
  const read = readFields(overview, record.value, place);
  const { values: rows, issues } = gather(
    usagesOf(record.value).map((row, index) => readUsageRow(row, placeAt(place, "usages", index), issuer.imports)),
  );
  if (!read.ok) return fail(...read.issues, ...issues);
  const head = read.value;
  const overlay = overlayFor(overlays, keyOf(head.organization.id, head.billingPeriodStartDate), place);
  const period = periodOf(head, place);
  const currency = readCurrency(head.currency, placeAt(place, "currency"));
  if (!overlay.ok || !period.ok || !currency.ok) return fail(...issues, ...issuesOf(overlay, period, currency));
  const matched = { head, rows, overlay: overlay.value, period: period.value, currency: currency.value, place, issuer };
  const draft = draftFrom(matched);
  return draft.ok ? resultOf(issues, () => draft.value) : fail(...issues, ...draft.issues);
};

const draftFrom = (matched: MatchedOverview): Result<Draft> =>
  matched.overlay.settings.kind === "usage-statement" ? statementDraft(matched) : ratedDraft(matched);

/** For a partner's customer: what was used, and nothing that the vendor's record says of prices (rule A9). */
const statementDraft = (matched: MatchedOverview): Result<Draft> => {
  const { head, rows, overlay, place } = matched;
  const plan = planOf(head.subscriptionType, placeAt(place, "subscriptionType"), overlay);
  const licences = rows.flatMap(heldLicence);
  const issues = [...licenceIssues(licences, overlay), ...issuesOf(plan)];
  if (!plan.ok) return fail(...issues);
  const document = documentOf(matched, {
    plan: plan.value,
    licences,
    fields: {},
    lines: rows.map((row) => usedLine(row, { period: periodFields(matched), organisation: organisationOf(matched) })),
  });
  return resultOf(issues, () => draftOf(document));
};

const ratedDraft = (matched: MatchedOverview): Result<Draft> => {
  const { head, rows, overlay, period, place } = matched;
  const plan = planOf(head.subscriptionType, placeAt(place, "subscriptionType"), overlay);
  const ramp = rampOf({
    inRamp: head.inRampPeriod,
    start: head.rampPeriodStartDate,
    end: head.rampPeriodEndDate,
    period,
    place: placeAt(place, head.rampPeriodEndDate === undefined ? "inRampPeriod" : "rampPeriodEndDate"),
  });
  const licences = rows.flatMap(heldLicence);
  const issues = [...agreements(matched), ...licenceIssues(licences, overlay), ...issuesOf(plan, ramp)];
  if (!plan.ok || !ramp.ok) return fail(...issues);
  const prepay = prepayOf(overlay, { plan: plan.value, ramp: ramp.value, period, rows });
  if (!prepay.ok) return fail(...issues, ...prepay.issues);
  const cycle = cycleOf(matched, { plan: plan.value, ramp: ramp.value, prepay: prepay.value });
  const lines = gather([...rows.map((row) => usageLines(row, cycle)), ...minimumLines(matched, cycle)]);
  const document = documentOf(matched, {
    plan: plan.value,
    licences,
    fields: { currency: copied(head.currency, placeAt(place, "currency")) },
    lines: [...lines.values.flat(), ...ownLines(overlay)],
  });
  return resultOf([...issues, ...lines.issues], () => draftOf(document));
};

type Drafted = {
  readonly plan: Cycle["plan"];
  readonly licences: readonly HeldLicence[];
  readonly fields: TracedFields;
  readonly lines: readonly Traced[];
};

/** The draft of a document: the overlay's fields, with what the overview says of customer, contract and lines. */
const documentOf = (matched: MatchedOverview, { plan, licences, fields, lines }: Drafted): Traced => {
  const { head, overlay, place } = matched;
  const contract = {
    plan: made(plan, placeAt(place, "subscriptionType")),
    licenceModel: made(contractModel(licences, overlay), place),
    ...(head.contractEffectiveDate !== undefined && {
      effectiveDate: made(head.contractEffectiveDate, placeAt(place, "contractEffectiveDate")),
    }),
  };
  return objectOf(
    {
      format: made("billwright/rated-document@1", overlay.place),
      ...ownFields(overlay),
      ...fields,
      customer: objectOf(
        { organisations: organisationsOf(matched), ...fieldsWithin(overlay, "customer") },
        placeIn(overlay, "customer"),
      ),
      contract: objectOf({ ...contract, ...fieldsWithin(overlay, "contract") }, placeIn(overlay, "contract")),
      lines: listOf(lines, placeAt(place, "usages")),
    },
    overlay.place,
  );
};

type Decided = { readonly plan: Cycle["plan"]; readonly ramp: RampState; readonly prepay: PrepayTerms };

/** The on-demand period is the billing period, that of prepay the coming cycle (rule A3). */
const cycleOf = (matched: MatchedOverview, { plan, ramp, prepay }: Decided): Cycle => ({
  currency: matched.currency,
  plan,
  ramp: ramp === "none" ? "none" : `users-${matched.overlay.settings.rampUsers ?? "waived"}`,
  period: periodFields(matched),
  ...(prepay !== undefined && {
    prepay: {
      months: prepay.months,
      period: objectOf(fieldsWithin(matched.overlay, "prepay", "period"), placeIn(matched.overlay, "prepay", "period")),
    },
  }),
  showZeroLines: matched.overlay.settings.showZeroLines ?? matched.issuer.printZeroLines,
  organisation: organisationOf(matched),
  overlay: matched.overlay,
});

const periodFields = ({ period, place }: MatchedOverview): Traced =>
  objectOf(
    {
      first: made(period.first, placeAt(place, "billingPeriodStartDate")),
      last: made(period.last, placeAt(place, "billingPeriodEndDate")),
    },
    place,
  );

const organisationOf = ({ head, place }: MatchedOverview): Traced =>
  copied(head.organization.id, placeAt(place, "organization", "id"));

const minimumLines = (
  { head, rows, place, issuer }: MatchedOverview,
  cycle: Cycle,
): readonly Result<readonly Traced[]>[] => {
  const { minimumMonthlyAmount: amount } = head;
  if (amount === undefined || isZeroDecimal(amount)) return [];
  const product = issuer.imports.minimumProduct;
  return [minimumLine({ amount, product, place: placeAt(place, "minimumMonthlyAmount") }, rows, cycle)];
};

/** The overlay may name the customer's organisations, this one among them; else there is this one (rule A16). */
const organisationsOf = ({ head, place }: MatchedOverview): Traced => {
  const from = placeAt(place, "organization");
  const { id, name } = head.organization;
  return listOf(
    [objectOf({ id: copied(id, placeAt(from, "id")), name: copied(name, placeAt(from, "name")) }, from)],
    from,
  );
};

const heldLicence = (row: UsageRow): readonly HeldLicence[] =>
  row.licenceModel === undefined || (isZeroDecimal(row.used) && isZeroDecimal(row.committed))
    ? []
    : [{ product: row.product, model: row.licenceModel, place: placeAt(row.place, "name") }];
