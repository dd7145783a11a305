import { daysIn, parseCalendarDate, type CalendarDate, type Period } from "../kernel/calendar.ts";
import { decimalText, trimDecimal } from "../kernel/money.ts";
import type { Party } from "../kernel/party.ts";
import type { Compared, FactChange } from "./comparison.ts";

type Fact = readonly [name: string, text: string | undefined];

/** The head of the document: what it is, whose, when, on what terms (rules A2, A3). */
export const compareFacts = (before: Compared, after: Compared): readonly FactChange[] => {
  const [one, other] = [new Map(factsOf(before)), new Map(factsOf(after))];
  const names = [...new Set([...one.keys(), ...other.keys()])];
  return names.flatMap((name) => factChange(name, one.get(name), other.get(name)));
};

const factChange = (name: string, before: string | undefined, after: string | undefined): readonly FactChange[] => {
  if (before === after) return [];
  const days = daysFrom(before, after);
  return [
    {
      name,
      ...(before !== undefined && { before }),
      ...(after !== undefined && { after }),
      ...(days !== undefined && { days }),
    },
  ];
};

const daysFrom = (before = "", after = ""): number | undefined => {
  const [first, last] = [parseCalendarDate(before), parseCalendarDate(after)];
  return first === undefined || last === undefined ? undefined : daysIn({ first, last }) - 1;
};

const factsOf = (compared: Compared): readonly Fact[] => {
  const { document } = compared.kind === "invoice" ? compared.invoice : compared.statement;
  const { customer, contract } = document;
  return [
    ["kind", document.kind],
    ["number", compared.kind === "invoice" ? compared.number : undefined],
    ["issue date", document.issueDate],
    ...(compared.kind === "invoice" ? paymentFacts(compared) : []),
    ["seller", document.entity],
    ["account", customer.accountId],
    ["organisations", customer.organisations.map(({ id, name }) => `${name} (${id})`).join(", ")],
    ...partyFacts("bill to", customer.billTo),
    ...(customer.shipTo === undefined ? [] : partyFacts("ship to", customer.shipTo)),
    ["billing contacts", customer.billTo.emails.join(", ") || undefined],
    ["region", customer.region],
    ["language", customer.locale],
    ["partner", customer.partner?.name],
    ["contract", contract.number],
    ["master order", contract.masterOrder],
    ["purchase order", contract.purchaseOrder],
    ["plan", contract.plan],
    ["licence model", contract.licenceModel],
    ["term", contract.term && periodText(contract.term)],
    ["memo", document.memo],
  ];
};

const paymentFacts = ({ invoice, dueDate }: Extract<Compared, { kind: "invoice" }>): readonly Fact[] => {
  const { document, periods } = invoice;
  const { savedMethod } = document.payment;
  return [
    ["due date", dueDate satisfies CalendarDate | undefined],
    ["currency", invoice.currency],
    ["payment terms", document.customer.netDays === undefined ? undefined : `net ${document.customer.netDays} days`],
    ["service period in advance", periods.prepay && periodText(periods.prepay)],
    ["service period in arrears", periods.arrears && periodText(periods.arrears)],
    ["saved payment method", savedMethod && `${savedMethod.brand} ending in ${savedMethod.last4}`],
    ...document.taxes.map(({ name, rate }): Fact => [`rate of ${name}`, `${decimalText(trimDecimal(rate))} %`]),
  ];
};

const partyFacts = (role: string, { name, address, taxIds }: Party): readonly Fact[] => [
  [role, name],
  [
    `${role} address`,
    [...address.lines, address.city, address.region, address.postalCode, address.country]
      .filter((part) => part !== undefined)
      .join(", "),
  ],
  [`${role} tax ids`, taxIds.map(({ scheme, value }) => `${scheme} ${value}`).join(", ") || undefined],
];

export const periodText = ({ first, last }: Period): string => `${first} to ${last}`;
