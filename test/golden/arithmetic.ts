import { z } from "zod";

const amount = z.string().regex(/^-?\d+(\.\d+)?$/);
const line = z.object({
  id: z.string(),
  charge: z.string(),
  quantity: amount.optional(),
  rate: amount.optional(),
  amount,
  taxes: z.array(z.string()),
});
const part = z.object({ id: z.string(), lines: z.array(line), subtotal: amount });
const section = part.extend({ parts: z.array(part).default([]) });
const issued = z.object({
  currency: z.string(),
  sections: z.array(section),
  net: amount,
  taxes: z.array(
    z.object({ id: z.string(), rate: amount, roundingGroup: z.string().optional(), base: amount, amount }),
  ),
  tax: amount,
  total: amount,
  withheld: amount,
  paid: z.array(z.object({ amount })),
  due: amount,
});

type Issued = z.output<typeof issued>;

/** Decimals of every figure below: enough for a quantity times a rate, so that nothing is rounded on the way. */
const SCALE = 24;

/** What does not add up in an issued document, reckoned again from its printed figures and nothing of ours. */
export const findMiscounts = (issuedJson: string): readonly string[] => {
  const document = issued.parse(JSON.parse(issuedJson));
  const { sections, taxes, net, tax, total, withheld, paid, due } = document;
  return [
    ...linesOf(document).flatMap((one) => lineMiscount(one, document.currency)),
    ...sections.flatMap(sectionMiscounts),
    ...differs(
      "net is the sum of the subtotals",
      net,
      sections.map(({ subtotal }) => units(subtotal)),
    ),
    ...taxes.flatMap((row) => taxMiscounts(row, document)),
    ...differs(
      "tax is the sum of its rows",
      tax,
      taxes.map((row) => units(row.amount)),
    ),
    ...differs("total is net and tax", total, [units(net), units(tax)]),
    ...differs("due is the total less what is withheld and paid", due, [
      units(total),
      -units(withheld),
      ...paid.map((payment) => -units(payment.amount)),
    ]),
  ];
};

const linesOf = ({ sections }: Issued) =>
  sections.flatMap(({ lines, parts }) => [...lines, ...parts.flatMap((one) => one.lines)]);

/** A reader with a calculator: quantity × rate, rounded half away from zero, is the amount (rules A6, A10). */
const lineMiscount = (
  { id, quantity, rate, amount: printed }: z.output<typeof line>,
  currency: string,
): readonly string[] => {
  if (quantity === undefined || rate === undefined) return [];
  const exact = (units(quantity) * units(rate)) / one;
  return differs(`line ${id} is ${quantity} × ${rate}`, printed, [roundHalfAway(exact, minorUnit(currency))]);
};

const sectionMiscounts = ({ id, lines, parts, subtotal }: z.output<typeof section>): readonly string[] => [
  ...parts.flatMap((one) => differs(`part ${one.id} is the sum of its lines`, one.subtotal, one.lines.map(amountOf))),
  ...differs(`section ${id} is the sum of its lines and parts`, subtotal, [
    ...lines.map(amountOf),
    ...parts.map((one) => units(one.subtotal)),
  ]),
];

const amountOf = (item: { readonly amount: string }): bigint => units(item.amount);

/** Rounded once, in the entity's mode or in a group: so within one minor unit of the exact tax (rule A11). */
const taxMiscounts = (row: Issued["taxes"][number], document: Issued): readonly string[] => {
  const taxed = linesOf(document).filter(({ taxes }) => taxes.includes(row.id));
  const exact = (units(row.base) * units(row.rate)) / one / 100n;
  const off = units(row.amount) - exact;
  const isClose = (off < 0n ? -off : off) < minorUnit(document.currency);
  return [
    ...differs(`the base of ${row.id} is the sum of its lines`, row.base, taxed.map(amountOf)),
    ...(isClose ? [] : [`${row.id}: ${row.rate} % of ${row.base} is not ${row.amount}`]),
  ];
};

const differs = (claim: string, printed: string, summands: readonly bigint[]): readonly string[] => {
  const sum = summands.reduce((total, summand) => total + summand, 0n);
  return sum === units(printed) ? [] : [`${claim}: printed is ${printed}, reckoned ${decimal(sum)}`];
};

const one = 10n ** BigInt(SCALE);

const units = (text: string): bigint => {
  const [whole = "", fraction = ""] = text.split(".");
  return BigInt(whole + fraction.padEnd(SCALE, "0"));
};

const decimal = (value: bigint): string => {
  const digits = (value < 0n ? -value : value).toString().padStart(SCALE + 1, "0");
  const fraction = digits.slice(-SCALE).replace(/0+$/, "");
  return `${value < 0n ? "-" : ""}${digits.slice(0, -SCALE)}${fraction === "" ? "" : `.${fraction}`}`;
};

const minorUnit = (currency: string): bigint => (currency === "JPY" ? one : one / 100n);

const roundHalfAway = (value: bigint, unit: bigint): bigint => {
  const size = value < 0n ? -value : value;
  const rounded = ((size * 2n + unit) / (unit * 2n)) * unit;
  return value < 0n ? -rounded : rounded;
};
