import { describe } from "vitest";
import { BOTH, lineWith, refuses, takes, type Refusal } from "./refusals.ts";
import { sampleContract, sampleCustomer, sampleDocument, sampleLine } from "./sample-document.ts";

describe("lines", () => {
  const oneOrganisation = { customer: sampleCustomer({ organisations: [{ id: "harbor-prod", name: "Harbor" }] }) };
  const onPlan = (plan: string) => lineWith({ prepay: true }, { contract: sampleContract({ plan }) });
  refuses([
    [
      "[A18] a document without a line is refused",
      sampleDocument({ lines: [] }),
      {
        rule: "A18",
        at: "/lines",
        message: "a document without a line is not issued",
        hint: "send none for a cycle without charges",
      },
    ],
    [
      "[C1] a period does not end before it begins",
      lineWith({ period: { first: "2026-05-15", last: "2026-05-14" } }),
      { rule: "C1", at: "/lines/0/period", message: "ends on 2026-05-14, before it begins on 2026-05-15" },
    ],
    ...["monthly", "month-to-month"].map((plan): Refusal => [
      `[D13] a prepay line on the plan ${plan} is refused`,
      onPlan(plan),
      {
        rule: "D13",
        at: "/lines/0/prepay",
        message: `nothing is paid ahead on the plan ${plan}`,
        hint: "prepay lines stand on annual-prepay and annual-monthly",
      },
    ]),
    [
      "[A19] a negative rate is refused",
      lineWith({ rate: "-0.01" }),
      {
        rule: "A19",
        at: "/lines/0/rate",
        message: "a rate is never negative",
        hint: "a credit has a negative quantity",
      },
    ],
    [
      "[A19] a negative rate of a fee is refused",
      sampleDocument({
        fees: [{ id: "F1", name: "911 fee", quantity: "5", unit: "number", rate: "-1", taxes: ["wa"] }],
      }),
      {
        rule: "A19",
        at: "/fees/0/rate",
        message: "a rate is never negative",
        hint: "a credit has a negative quantity",
      },
    ],
    ...["committed", "included", "used"].map((name): Refusal => [
      `[A17] ${name} is never negative`,
      lineWith({ [name]: "-1" }),
      { rule: "A17", at: `/lines/0/${name}`, message: "is less than nothing" },
    ]),
    [
      "[A16] an organisation that the customer does not have is refused",
      lineWith({ organisation: "harbor-prd" }),
      {
        rule: "A16",
        at: "/lines/0/organisation",
        message: '"harbor-prd" is not an organisation of the customer',
        hint: 'did you mean "harbor-prod"?',
      },
    ],
    [
      "[A16] with several organisations a usage line names its own",
      lineWith({ organisation: undefined }),
      {
        rule: "A16",
        at: "/lines/0/organisation",
        message: "is missing: with several organisations every usage line names its own",
        hint: "known: harbor-prod, harbor-claims",
      },
    ],
  ]);
  takes([
    ["[C1] a period of one day is one", lineWith({ period: { first: "2026-05-15", last: "2026-05-15" } })],
    ["[D13] a prepay line stands on annual-prepay", onPlan("annual-prepay")],
    ["[D13] a prepay line stands on annual-monthly", onPlan("annual-monthly")],
    ["[A1] a rate of zero is one", lineWith({ rate: "0" })],
    ["[A16] with one organisation a line need not name it", lineWith({ organisation: undefined }, oneOrganisation)],
    [
      "[A16] what is ordered or committed may be of the whole account",
      lineWith({ organisation: undefined, prepay: true }),
    ],
    ["[A16] a service may be of the whole account", lineWith({ organisation: undefined, kind: "service" })],
  ]);
});

describe("licence models", () => {
  const lines = (...models: (readonly [organisation: string, licenceModel: string | undefined])[]) =>
    models.map(([organisation, licenceModel], index) =>
      sampleLine({ id: `L${index}`, taxes: BOTH, organisation, licenceModel }),
    );
  const document = (contract: string, ...models: Parameters<typeof lines>) =>
    sampleDocument({ lines: lines(...models), contract: sampleContract({ licenceModel: contract }) });
  const hint = "an always-named product beside them, such as Communicate, has no licenceModel";
  refuses([
    [
      "[E1] a licence of another model than the contract's is refused",
      document("named", ["harbor-prod", "concurrent"]),
      {
        rule: "E1",
        at: "/lines/0/licenceModel",
        message: "is concurrent, but the contract's licences are named",
        hint,
      },
    ],
    [
      "[E1] an organisation does not mix named and concurrent licences",
      document("concurrent", ["harbor-prod", "concurrent"], ["harbor-prod", "named"], ["harbor-claims", "concurrent"]),
      {
        rule: "E1",
        at: "/lines/1/licenceModel",
        message: 'organisation "harbor-prod" mixes concurrent and named licences; the contract\'s are concurrent',
        hint,
      },
    ],
  ]);
  takes([
    [
      "[E1] Communicate, always named, stands beside concurrent licences",
      document("concurrent", ["harbor-prod", "concurrent"], ["harbor-prod", undefined]),
    ],
    ["[E1] all by the hour is one model", document("hourly", ["harbor-prod", "hourly"], ["harbor-claims", "hourly"])],
  ]);
});

describe("credits", () => {
  const corrects = { number: "INV-2026-003102", date: "2026-04-15", reason: "Counted twice" };
  const fee = { id: "F1", name: "911 fee", quantity: "-5", unit: "number", rate: "0.25", taxes: ["wa"] };
  refuses([
    [
      "[A19] a negative quantity names the invoice that it corrects",
      lineWith({ quantity: "-1" }),
      {
        rule: "A19",
        at: "/lines/0/corrects",
        message: "is missing: a negative quantity is a credit",
        hint: "number and date of the invoice that it corrects, and the reason",
      },
    ],
    ...["0", "1"].map((quantity): Refusal => [
      `[A19] a quantity of ${quantity} corrects nothing`,
      lineWith({ quantity, corrects }),
      {
        rule: "A19",
        at: "/lines/0/quantity",
        message: "a line that corrects an invoice has a negative quantity",
        hint: "leave corrects out of a charge",
      },
    ]),
    [
      "[A19] a document does not correct itself",
      lineWith({ quantity: "-1", corrects: { ...corrects, number: "INV-2026-004711" } }),
      { rule: "A19", at: "/lines/0/corrects/number", message: '"INV-2026-004711" is this document itself' },
    ],
    [
      "[A19] a document does not correct a later one",
      lineWith({ quantity: "-1", corrects: { ...corrects, date: "2026-05-16" } }),
      { rule: "A19", at: "/lines/0/corrects/date", message: "is later than this document of 2026-05-15" },
    ],
    [
      "[A19] a fee of an invoice is not negative",
      sampleDocument({ fees: [fee] }),
      { rule: "A19", at: "/fees/0/quantity", message: "is negative, which only a credit note's fees may be" },
    ],
  ]);
  takes([
    ["[A19] a negative quantity with its invoice is a credit", lineWith({ quantity: "-1", corrects })],
    [
      "[A19] a credit note takes back a credit of the invoice",
      { ...lineWith({ quantity: "1", corrects }), kind: "credit-note" },
    ],
    ["[A19] a credit note gives back fees", sampleDocument({ kind: "credit-note", fees: [fee] })],
  ]);
});
