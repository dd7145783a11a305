import { compareDecimals, decimalOf, subtractDecimals, type Decimal } from "./money.ts";

/** What sort of thing is charged. Sections, timing and marks are tables over it, so a new kind stops the build where it is missing. */
export const CHARGE_KINDS = [
  "user",
  "add-on",
  "resource",
  "messaging",
  "storage",
  "device",
  "call",
  "number-recurring",
  "number-setup",
  "app",
  "service",
  "hardware",
  "minimum",
] as const;
export type ChargeKind = (typeof CHARGE_KINDS)[number];

/** How contact-centre licences are counted; one model for an organisation (rule E1). */
export const LICENCE_MODELS = ["named", "concurrent", "hourly"] as const;
export type LicenceModel = (typeof LICENCE_MODELS)[number];

export const SUBSCRIPTION_PLANS = ["annual-prepay", "annual-monthly", "monthly", "month-to-month"] as const;
export type SubscriptionPlan = (typeof SUBSCRIPTION_PLANS)[number];

/** Plans on which committed users are paid ahead; on the others a prepay line is an error (rule D13). */
export const PREPAY_PLANS: readonly SubscriptionPlan[] = ["annual-prepay", "annual-monthly"];

/** Units of measure, a closed list: plurals are in locales/, UN/ECE Rec 20 codes beside the e-invoices. */
export const UNITS = [
  "user",
  "licence",
  "seat",
  "device",
  "phone",
  "number",
  "minute",
  "hour",
  "message",
  "segment",
  "request",
  "token",
  "gigabyte",
  "month",
  "call",
  "session",
  "day",
  "package",
  "item",
] as const;
export type Unit = (typeof UNITS)[number];

/** Users that are paid ahead, and those beyond the commitment (rule A4): max(0, actual − committed). */
export const splitCommitment = (
  committed: Decimal,
  actual: Decimal,
): { readonly ahead: Decimal; readonly beyond: Decimal } => ({
  ahead: committed,
  beyond: excess(actual, committed),
});

/** What was used above an allowance, never less than nothing (rules A4, E8). */
export const excess = (used: Decimal, allowance: Decimal): Decimal =>
  compareDecimals(used, allowance) > 0 ? subtractDecimals(used, allowance) : decimalOf(0n);
