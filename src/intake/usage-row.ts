import { z } from "zod";
import type { ChargeKind, LicenceModel, Unit } from "../kernel/charge.ts";
import { isZeroDecimal, type Decimal } from "../kernel/money.ts";
import { fail, issuesOf, resultOf, succeed, type Issue, type Result } from "../kernel/result.ts";
import type { Issuer } from "../policy/issuer.ts";
import { licenceModelOf, numberKind } from "./product-names.ts";
import { quote } from "./quote.ts";
import { issueAt, placeAt, type Place } from "./traced.ts";
import { absentable, amountFromNought, readFields } from "./vendor-fields.ts";

/** Quantities and prices are decimal strings; fields that nothing is made of, new ones too, are left aside. */
const usage = z.object({
  name: z.string().min(1),
  grouping: z.string(),
  unitOfMeasureType: z.string(),
  usageQuantity: amountFromNought,
  overagePrice: absentable(amountFromNought),
  prepayQuantity: amountFromNought,
  prepayPrice: absentable(amountFromNought),
  bundleQuantity: absentable(amountFromNought),
  isThirdParty: absentable(z.boolean()),
});

/** One row of an overview, with the words of the vendor turned into ours. */
export type UsageRow = {
  readonly product: string;
  readonly kind: ChargeKind;
  readonly unit: Unit;
  /** Of a contact-centre licence (rule E1). */
  readonly licenceModel?: LicenceModel;
  readonly used: Decimal;
  readonly committed: Decimal;
  /** Fair-use allowance (rule E8). */
  readonly included?: Decimal;
  readonly overagePrice?: Decimal;
  readonly prepayPrice?: Decimal;
  /** "/usages/17". */
  readonly place: Place;
};

/** The row in our words, or all that is unknown or wrong in it. */
export const readUsageRow = (value: unknown, place: Place, imports: Issuer["imports"]): Result<UsageRow> => {
  const read = readFields(usage, value, place);
  if (!read.ok) return read;
  const fields = read.value;
  const unit = unitOf(fields.unitOfMeasureType, placeAt(place, "unitOfMeasureType"), imports);
  const grouping = groupingKind(fields.grouping, place, imports);
  const included = includedOf(fields, grouping.ok ? grouping.value : undefined, place);
  if (!unit.ok || !grouping.ok || !included.ok) return fail(...issuesOf(unit, grouping, included));
  const kind = fields.isThirdParty === true ? "app" : (numberKind(fields.name, unit.value, imports) ?? grouping.value);
  const licenceModel = isCore(kind) ? licenceModelOf(fields.name, imports) : undefined;
  return succeed({
    product: fields.name,
    kind,
    unit: unit.value,
    ...(licenceModel !== undefined && { licenceModel }),
    used: fields.usageQuantity,
    committed: fields.prepayQuantity,
    ...(included.value !== undefined && { included: included.value }),
    ...(fields.overagePrice !== undefined && { overagePrice: fields.overagePrice }),
    ...(fields.prepayPrice !== undefined && { prepayPrice: fields.prepayPrice }),
    place,
  });
};

/** Core services: the platform's own software, which the ramp waives and a minimum amount looks at (rules D1, D12). */
export const isCore = (kind: ChargeKind): boolean => kind === "user" || kind === "add-on";

/** The vendor's unit in our closed list. */
export const unitOf = (unit: string, place: Place, { units }: Issuer["imports"]): Result<Unit> => {
  const ours = own(units, unit.toLowerCase());
  if (ours !== undefined) return succeed(ours);
  return fail(
    issueAt(place, {
      rule: "A6",
      message: `the unit ${quote(unit)} is unknown`,
      hint: addTo("units", unit.toLowerCase()),
    }),
  );
};

const groupingKind = (grouping: string, place: Place, { groupings }: Issuer["imports"]): Result<ChargeKind> => {
  const kind = own(groupings, grouping);
  if (kind !== undefined) return succeed(kind);
  const issue = {
    rule: "A5",
    message: `the grouping ${quote(grouping)} is unknown`,
    hint: addTo("groupings", grouping),
  } as const;
  return fail(issueAt(placeAt(place, "grouping"), issue));
};

/**
 * `bundleQuantity` is the included amount of a resource. Users have no allowance (rule E8): there the vendor's words,
 * "quantity multiplier for this charge", can only mean one user a licence, and any other figure is refused.
 */
const includedOf = (
  fields: z.output<typeof usage>,
  kind: ChargeKind | undefined,
  place: Place,
): Result<Decimal | undefined> => {
  const { bundleQuantity } = fields;
  if (bundleQuantity === undefined || isZeroDecimal(bundleQuantity)) return succeed(undefined);
  if (kind === undefined || !isCore(kind) || fields.isThirdParty === true) return succeed(bundleQuantity);
  const issues: readonly Issue[] = isOne(bundleQuantity)
    ? []
    : [
        issueAt(placeAt(place, "bundleQuantity"), {
          rule: "E8",
          message: "users have no allowance, but this row includes some",
        }),
      ];
  return resultOf(issues, () => undefined);
};

const isOne = ({ units, scale }: Decimal): boolean => units === 10n ** BigInt(scale);

/** Own entries only: a name such as "constructor" is as unknown as any other. */
const own = <Value>(table: Readonly<Record<string, Value>>, name: string): Value | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;

const addTo = (table: string, name: string): string => `add ${quote(name)} to imports.${table} of the issuer's profile`;
