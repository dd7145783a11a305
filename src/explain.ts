import { decimalText, moneyText, trimDecimal } from "./kernel/money.ts";
import type { SourceRef } from "./kernel/ids.ts";
import type { ChargeLine, Invoice, Line, Part, Section, TaxRow } from "./compute/invoice.ts";
import type { StatementPart, UsageStatement } from "./compute/usage-statement.ts";

/**
 * The paper trail of one document: for each amount its source record, rules, exact value and rounding, then how lines
 * make subtotals, subtotals the net total, and taxes the total. `line` limits it to the line of that id.
 * Written for support people and auditors: plain words, plain figures, the same in every locale.
 */
export const explainInvoice = (invoice: Invoice, options: { readonly line?: string } = {}): string => {
  const { document } = invoice;
  const head = [
    `Document ${document.id}: ${document.kind} of ${document.issueDate} in ${invoice.currency}`,
    `  read from ${placeOf(document.source)}`,
  ];
  const sections = invoice.sections.flatMap((section) => sectionTrail(section, options.line));
  if (options.line !== undefined) return text([...head, "", ...sections]);
  return text([...head, "", ...sections, ...totalsTrail(invoice)]);
};

/** Where the quantities of a usage statement come from; it has no amounts to explain (rule A9). */
export const explainStatement = ({ document, sections, period }: UsageStatement): string =>
  text([
    `Document ${document.id}: ${document.kind} of ${document.issueDate}, ${period.first} to ${period.last}`,
    `  read from ${placeOf(document.source)}`,
    "",
    ...sections.flatMap((section) => [section, ...section.parts]).flatMap(usageTrail),
  ]);

const usageTrail = ({ id, lines }: StatementPart): readonly string[] =>
  lines.length === 0
    ? []
    : [
        `Section ${id}`,
        "",
        ...lines.flatMap((line) => [
          `  ${line.id}  ${line.product}`,
          `    source    ${placeOf(line.source)}`,
          ...countTrail(line),
          `    period    ${line.period.first} to ${line.period.last}`,
          `    quantity  ${decimalText(line.quantity)} ${line.unit}`,
          "",
        ]),
      ];

const text = (lines: readonly string[]): string => `${lines.join("\n").trimEnd()}\n`;

const placeOf = ({ file, line, pointer }: SourceRef): string =>
  `${file}${line === undefined ? "" : `:${line}`} ${pointer === "" ? "/" : pointer}`;

const sectionTrail = (section: Section, only: string | undefined): readonly string[] => {
  const parts = section.parts.flatMap((part) => partTrail(part, { title: `${section.id} / ${part.id}`, only }));
  const own =
    section.lines.length > 0 || section.parts.length === 0
      ? partTrail(
          { ...section, subtotal: section.subtotal },
          { title: section.id, only, open: section.parts.length > 0 },
        )
      : [];
  if (section.parts.length === 0 || only !== undefined) return [...own, ...parts];
  const pieces = section.parts.map((part) => moneyText(part.subtotal));
  return [
    ...own,
    ...parts,
    `Section ${section.id}: subtotal ${moneyText(section.subtotal)}, its parts ${pieces.join(" + ")} among it  [A5]`,
    "",
  ];
};

type PartOptions = { readonly title: string; readonly only: string | undefined; readonly open?: boolean };

const partTrail = (part: Part, { title, only, open = false }: PartOptions): readonly string[] => {
  const lines = part.lines.filter((line) => only === undefined || line.id === only || line.id === `${only}/discount`);
  if (only !== undefined) return lines.flatMap(lineTrail);
  const sumOfLines = part.lines.map((line) => moneyText(line.amount)).join(" + ");
  return [
    `Section ${title}`,
    "",
    ...lines.flatMap(lineTrail),
    ...(open ? [] : [`  subtotal ${moneyText(part.subtotal)} = ${sumOfLines}  [A5]`, ""]),
  ];
};

const lineTrail = (line: Line): readonly string[] => [
  `  ${line.id}  ${nameOf(line)}`,
  `    source    ${placeOf(line.source)}`,
  ...(line.kind === "charge" ? countTrail(line.rated) : []),
  ...periodTrail(line),
  `    reckoned  ${reckoningOf(line)} = ${decimalText(trimDecimal(line.exact.value))}`,
  `    amount    ${moneyText(line.amount)} ${line.amount.currency}, rounded once, half away from zero`,
  `    taxes     ${line.taxes.join(", ")}`,
  `    rules     ${line.because.join(" ")}`,
  "",
];

const nameOf = (line: Line): string => {
  switch (line.kind) {
    case "charge":
      return line.rated.prepay ? `${line.rated.product}, prepay` : line.rated.product;
    case "discount":
      return `discount: ${line.reason}`;
    case "fee":
      return line.name;
  }
};

const reckoningOf = (line: Line): string => {
  switch (line.kind) {
    case "charge":
    case "fee":
      return `${decimalText(line.quantity)} × ${decimalText(line.rate.price)}`;
    case "discount":
      return line.percent === undefined ? "as given" : `−${decimalText(line.percent)} % of the line above`;
  }
};

type Counted = Pick<ChargeLine["rated"], "used" | "committed" | "included" | "quantity">;

/** Where a billed quantity comes from: what was used, less what is committed or included (rules A4, A17, E8). */
const countTrail = ({ used, committed, included, quantity }: Counted): readonly string[] => {
  const counts = [
    ...(used === undefined ? [] : [`${decimalText(used)} used`]),
    ...(committed === undefined ? [] : [`${decimalText(committed)} committed (A4)`]),
    ...(included === undefined ? [] : [`${decimalText(included)} included (E8)`]),
  ];
  return counts.length === 0 ? [] : [`    counted   ${counts.join(", ")}; ${decimalText(quantity)} stand here`];
};

const periodTrail = (line: Line): readonly string[] => {
  if (line.kind !== "charge") return [];
  const { period, prepay } = line.rated;
  return [`    period    ${period.first} to ${period.last}, ${prepay ? "in advance" : "in arrears"} (A3)`];
};

const totalsTrail = (invoice: Invoice): readonly string[] => {
  const { sections, net, taxes, tax, total, withheld, paid, due } = invoice;
  const paidTrail = paid.map(
    ({ paid: payment, amount }) => `  less ${moneyText(amount)} paid on ${payment.date}: ${payment.reason}  [F8]`,
  );
  return [
    "Totals",
    "",
    `  net       ${moneyText(net)} = ${sections.map((section) => moneyText(section.subtotal)).join(" + ")}  [A5]`,
    ...taxes.flatMap(taxTrail),
    `  tax       ${moneyText(tax)}${taxes.length > 1 ? ` = ${taxes.map((row) => moneyText(row.amount)).join(" + ")}` : ""}  [A7]`,
    `  total     ${moneyText(total)} = ${moneyText(net)} + ${moneyText(tax)}`,
    ...invoice.withholdings.map(
      ({ withholding, base, amount }) =>
        `  ${withholding.name}: ${decimalText(withholding.rate)} % of ${moneyText(base)} = ${moneyText(amount)}  [A7]`,
    ),
    ...(invoice.withholdings.length > 0
      ? [`  withheld  ${moneyText(withheld)} (contract: ${invoice.document.contract.withholding})  [A7]`]
      : []),
    ...paidTrail,
    `  due       ${moneyText(due)} ${invoice.currency}`,
  ];
};

const taxTrail = ({ tax, base, exact, amount, local }: TaxRow): readonly string[] => [
  `  ${tax.name}: ${decimalText(tax.rate)} % of ${moneyText(base)} = ${decimalText(trimDecimal(exact.value))}, rounded once${tax.roundingGroup === undefined ? "" : ` in group "${tax.roundingGroup}"`} to ${moneyText(amount)}  [A11]`,
  ...(local === undefined ? [] : [`    in ${local.currency}: ${moneyText(local)}  [J-ALL-7]`]),
];
