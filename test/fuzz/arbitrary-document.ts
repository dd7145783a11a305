import fc from "fast-check";
import { CHARGE_KINDS, LICENCE_MODELS, SUBSCRIPTION_PLANS, UNITS } from "../../src/kernel/charge.ts";
import type { RoundingMode } from "../../src/kernel/money.ts";
import {
  chance,
  COUNTRIES,
  customerOf,
  many,
  maybe,
  ONLINE,
  one,
  SELLERS,
  type Base,
  type Pick,
  type Raw,
} from "./arbitrary-party.ts";
import { dayOf, decimal, name, paragraphs, quantity, rate, textUpTo } from "./arbitrary-words.ts";
import { inUnits, reckon, type Reckonable } from "./reckoning.ts";

/** A document that must be taken, and how its entity rounds taxes. */
export type ValidDocument = {
  readonly document: Raw & Reckonable;
  readonly mode: "numbered" | "preview";
  readonly rounding: RoundingMode;
};

/** Documents of every sort, each valid by construction: what it must not be is left out while it is made. */
export const validDocuments: fc.Arbitrary<ValidDocument> = fc.gen().map((pick) => {
  const seller = pick(fc.constantFrom, ...SELLERS);
  const currency = pick(fc.constantFrom<string[]>, ...seller.currencies);
  const kind = pick(fc.constantFrom<("invoice" | "credit-note")[]>, "invoice", "invoice", "credit-note");
  const country = pick(fc.constantFrom<string[]>, ...COUNTRIES);
  const issued = pick(fc.integer, { min: 400, max: 1_800 });
  const base: Base = { pick, seller, currency, kind, country, issued };
  const document = withPayment(base, withTotals(base, chargesOf(base)));
  return {
    document,
    mode: pick(fc.constantFrom<("numbered" | "preview")[]>, "numbered", "numbered", "numbered", "preview"),
    rounding: seller.mode,
  };
});

const taxesOf = ({ pick, seller }: Base): readonly (Raw & Reckonable["taxes"][number])[] => {
  const group = one(pick, [undefined, "state and city"]);
  return Array.from({ length: pick(fc.integer, { min: 1, max: 4 }) }, (_, index) => {
    const isCharged = chance(pick, 2);
    return {
      id: `tax ${index}`,
      name: pick(() => name(200)),
      jurisdiction: seller.jurisdiction,
      category: one(
        pick,
        isCharged ? ["standard", "reduced"] : ["zero", "exempt", "reverse-charge", "export", "out-of-scope"],
      ),
      rate: isCharged ? taxRate(pick) : "0",
      reason: isCharged ? undefined : pick(() => name(200)),
      ...(group !== undefined && { roundingGroup: group }),
    };
  });
};

/** Any, and now and then one that another tax has too, so that remainders are equal. */
const taxRate = (pick: Pick): string =>
  chance(pick, 3) ? "6.5" : `${pick(fc.integer, { min: 1, max: 29 })}.${pick(fc.integer, { min: 0, max: 9999 })}`;

const linesOf = (
  base: Base,
  given: { readonly taxes: readonly string[]; readonly organisations: readonly string[]; readonly contract: Raw },
) => {
  const { pick, kind, issued } = base;
  const count = pick(() =>
    fc.oneof(
      { weight: 30, arbitrary: fc.integer({ min: 1, max: 8 }) },
      { weight: 1, arbitrary: fc.integer({ min: 20, max: 300 }) },
    ),
  );
  const isTaxedAlike = chance(pick, 2);
  const isAhead = ["annual-prepay", "annual-monthly"].includes(String(given.contract["plan"]));
  return Array.from({ length: count }, (_, index) => {
    // The first is a charge that comes to something; of an invoice's others a few are credits.
    const isCredit = kind === "credit-note" || (index > 0 && chance(pick, 6));
    const size = index === 0 ? `1${pick(() => decimal(3, 2))}` : pick(() => quantity);
    const isSome = /[1-9]/.test(size);
    const isNegative = isCredit && (isSome || kind === "credit-note");
    const first = issued - pick(fc.integer, { min: 0, max: 380 });
    return {
      id: `line ${index}`,
      kind: one(pick, CHARGE_KINDS),
      product: pick(() => name(600)),
      description: chance(pick, 5) ? pick(() => paragraphs) : undefined,
      organisation: one(pick, given.organisations),
      licenceModel: chance(pick, 3) ? given.contract["licenceModel"] : undefined,
      quantity: isNegative ? `-${isSome ? size : 1}` : size,
      unit: one(pick, UNITS),
      rate: index === 0 ? `2${pick(() => decimal(2, 4))}` : pick(() => rate),
      period: { first: dayOf(first), last: dayOf(first + pick(fc.integer, { min: 0, max: 370 })) },
      prepay: isAhead && chance(pick, 3),
      committed: maybe(pick, quantity),
      used: maybe(pick, quantity),
      taxes: isTaxedAlike ? given.taxes : many(pick, given.taxes),
      ...(isNegative && {
        corrects: { number: pick(() => name(60)), date: dayOf(issued - 1), reason: pick(() => name(200)) },
      }),
      ...(chance(pick, 6) && {
        discount: { reason: pick(() => name(200)), percent: String(pick(fc.integer, { min: 1, max: 100 })) },
      }),
    };
  });
};

/** Who, what and at which price; nothing of it is known to make an invoice's total positive yet. */
const chargesOf = (base: Base): Raw & Reckonable => {
  const { pick, seller, currency, kind, issued } = base;
  const organisations = Array.from({ length: pick(fc.integer, { min: 1, max: 3 }) }, (_, index) => `org ${index}`);
  const taxes = taxesOf(base);
  const contract = {
    number: pick(() => name(100)),
    masterOrder: maybe(pick, name(60)),
    effectiveDate: dayOf(issued - 300),
    plan: one(pick, SUBSCRIPTION_PLANS),
    licenceModel: one(pick, LICENCE_MODELS),
    purchaseOrder: maybe(pick, name(60)),
    withholding: one(pick, ["inform", "deduct"]),
  };
  const lines = linesOf(base, { taxes: taxes.map(({ id }) => id), organisations, contract });
  const used = new Set(lines.flatMap((line) => line.taxes));
  return {
    format: "billwright/rated-document@1",
    id: `doc ${pick(() => name(60))}`,
    kind,
    issueDate: dayOf(issued),
    number: `N${pick(fc.integer, { min: 0, max: 1e9 })}`,
    currency,
    entity: seller.entity,
    customer: customerOf(base, organisations),
    contract,
    lines,
    taxes: taxes.filter(({ id }) => used.has(id)),
    ...(seller.owed !== undefined && seller.owed !== currency && { taxCurrency: secondCurrency(base, seller.owed) }),
    withholdings: chance(pick, 5) ? [withholdingOf(pick)] : [],
    discounts: [],
    fees: chance(pick, 4) ? [feeOf(base, [...used])] : [],
    paid: [],
    memo: chance(pick, 3) ? pick(() => paragraphs) : undefined,
    fiscal: chance(pick, 8) ? { document: pick(() => name(100)), key: pick(() => textUpTo(44)) } : undefined,
  };
};

const secondCurrency = ({ pick, issued }: Base, currency: string): Raw => ({
  currency,
  rate: `${pick(fc.integer, { min: 0, max: 200 })}.${pick(fc.integer, { min: 1, max: 999_999 })}`,
  date: dayOf(issued - 1),
  source: pick(() => name(200)),
});

const withholdingOf = (pick: Pick): Raw & Reckonable["withholdings"][number] => ({
  id: "withholding",
  name: pick(() => name(200)),
  rate: String(pick(fc.integer, { min: 1, max: 30 })),
});

const feeOf = ({ pick, kind }: Base, taxes: readonly string[]) => ({
  id: "fee",
  name: pick(() => name(200)),
  reason: maybe(pick, name(200)),
  quantity: `${kind === "credit-note" ? "-" : ""}${pick(fc.integer, { min: 1, max: 5_000 })}`,
  unit: one(pick, UNITS),
  rate: pick(() => rate),
  taxes: many(pick, taxes),
});

/** Credits beyond the charges are left out, and what is taken off or paid is less than there is. */
const withTotals = ({ pick, seller, kind, currency, issued }: Base, charges: Raw & Reckonable): Raw & Reckonable => {
  const taxes = charges.lines[0]?.taxes ?? [];
  const isOwed = kind === "credit-note" || reckon(charges, seller.mode).total >= 0n;
  const owed = isOwed
    ? charges
    : { ...charges, lines: charges.lines.filter(({ quantity: count }) => !count.startsWith("-")) };
  const named = new Set(owed.lines.flatMap((line) => line.taxes));
  const kept = {
    ...owed,
    taxes: owed.taxes.filter(({ id }) => named.has(id)),
    fees: owed.fees.map((fee) => ({ ...fee, taxes })),
  };
  const { net } = reckon(kept, seller.mode);
  const size = net < 0n ? -net : net;
  const off = chance(pick, 4) && size > 1n ? pick(() => fc.bigInt({ min: 1n, max: size / 2n })) : undefined;
  const amount =
    off === undefined ? [] : [{ id: "off", reason: pick(() => name(200)), amount: inUnits(off, currency), taxes }];
  const reduced = { ...kept, discounts: amount };
  const { due } = reckon(reduced, seller.mode);
  const part =
    kind === "invoice" && chance(pick, 4) && due > 0n ? pick(() => fc.bigInt({ min: 1n, max: due })) : undefined;
  const paid =
    part === undefined
      ? []
      : [{ id: "paid", date: dayOf(issued - 2), amount: inUnits(part, currency), reason: pick(() => name(200)) }];
  return { ...reduced, paid };
};

/** A link where one can pay online and there is something to pay (rules B3, B9), and control totals now and then. */
const withPayment = ({ pick, seller, kind, currency, country }: Base, document: Raw & Reckonable): Raw & Reckonable => {
  const { net, tax, total, due } = reckon(document, seller.mode);
  const isOnline = ONLINE.countries.includes(country) && ONLINE.currencies.includes(currency);
  const link =
    isOnline && kind === "invoice" && due > 0n ? `https://pay.meridian.example/i/${pick(fc.uuid)}` : undefined;
  const savedMethod =
    ONLINE.countries.includes(country) && kind === "invoice" && chance(pick, 4)
      ? { kind: one(pick, ["card", "bank"]), brand: pick(() => name(40)), last4: "4242" }
      : undefined;
  const printed = (minor: bigint): string => inUnits(minor, currency);
  return {
    ...document,
    payment: { link, savedMethod },
    ...(chance(pick, 2) && {
      totals: { net: printed(net), tax: printed(tax), total: printed(total), due: printed(due) },
    }),
  };
};
