import { parseCalendarDate, parseInstant, type CalendarDate, type Instant } from "../../src/kernel/calendar.ts";
import { parseCurrency, parseMoney, type Currency, type Money } from "../../src/kernel/money.ts";
import type { Issue } from "../../src/kernel/result.ts";
import { presentRunReport, type RunFacts } from "../../src/present/run-report.ts";
import type { Billed } from "../../src/present/run-report-money.ts";
import { addRefusal, type NotIssued, type RefusalGroup } from "../../src/present/run-report-refusals.ts";
import type { RunReportView } from "../../src/present/run-report-view.ts";
import { languageOf } from "./views.ts";

export const reportOf = (facts: RunFacts): RunReportView => presentRunReport(facts, languageOf("en-GB").figures);

export const known = <T>(value: T | undefined): T => {
  if (value === undefined) throw new Error("a test's value is well formed");
  return value;
};
export const instant = (text: string): Instant => known(parseInstant(text));
export const date = (text: string): CalendarDate => known(parseCalendarDate(text));
export const currency = (code: string): Currency => known(parseCurrency(code));
export const money = (text: string, code: string): Money => known(parseMoney(text, currency(code)));

/** Net, tax and total of one kind in one currency. */
export const billed = (
  kind: Billed["kind"],
  documents: number,
  [code, net, tax, total]: readonly [string, string, string, string],
): Billed => ({
  kind,
  currency: currency(code),
  documents,
  net: money(net, code),
  tax: money(tax, code),
  total: money(total, code),
});

export const groupsOf = (refused: readonly NotIssued[]): readonly RefusalGroup[] =>
  refused.reduce<readonly RefusalGroup[]>(addRefusal, []);

export const issue = (rule: Issue["rule"], message: string, rest: Partial<Issue> = {}): Issue => ({
  rule,
  at: "/lines/0",
  message,
  ...rest,
});

const nothing: Omit<RunFacts, "finishedAt"> = {
  id: "2026-05",
  state: "finished",
  startedAt: instant("2026-05-31T22:04:05.120Z"),
  elapsedSeconds: 0.2,
  inputs: ["invoices.jsonl"],
  profile: { name: "meridian", hash: "9f2c".repeat(16), demo: false },
  version: "0.1.0",
  documentsIn: 0,
  counts: { issued: 0, "already-issued": 0, refused: 0, waiting: 0 },
  money: [],
  statements: 0,
  spread: [],
  refusals: [],
  waiting: [],
  workers: [],
  series: [],
};

/** A run in which nothing was found. */
export const emptyRun: RunFacts = { ...nothing, finishedAt: instant("2026-05-31T22:04:05.320Z") };

/** Twelve documents, of which each outcome has some. */
export const smallRun: RunFacts = {
  ...emptyRun,
  elapsedSeconds: 1.6,
  profile: { ...emptyRun.profile, name: "genesys", demo: true },
  documentsIn: 12,
  counts: { issued: 8, "already-issued": 1, refused: 2, waiting: 1 },
  money: [
    billed("credit-note", 1, ["USD", "-450.00", "-29.25", "-479.25"]),
    billed("invoice", 4, ["USD", "17000.10", "850.01", "17850.11"]),
    billed("invoice", 2, ["JPY", "198283", "19828", "218111"]),
  ],
  statements: 1,
  spread: [
    { region: "NA", locale: "en-US", dueDate: date("2026-06-30"), documents: 4 },
    { region: "APAC", locale: "ja-JP", dueDate: date("2026-07-15"), documents: 2 },
    { region: "NA", locale: "en-US", documents: 2 },
  ],
  refusals: groupsOf([
    {
      place: "invoices.jsonl:3",
      documentId: "acme-2026-05",
      issues: [
        issue("A1", "CHF is not billed", {
          at: "/currency",
          hint: "billed are AUD, BRL, CAD, EUR, GBP, JPY, NZD, USD",
        }),
      ],
    },
    {
      place: "invoices.jsonl:9",
      issues: [
        issue(null, '"12.5" is text, not a number of days', { at: "/customer/netDays", line: 9, file: "terms.json" }),
      ],
    },
  ]),
  waiting: [
    {
      place: "invoices.jsonl:11",
      documentId: "globex-2026-05",
      issues: [
        issue("B3", "Stripe did not answer within 30 s", { at: "/payment", hint: "run the same command again" }),
      ],
    },
  ],
  series: [
    { key: "us/invoice/2026", first: "INV-US-2026-000117", last: "INV-US-2026-000122", documents: 6 },
    { key: "us/credit-note/2026", first: "CN-US-2026-000009", last: "CN-US-2026-000009", documents: 1 },
  ],
};

const MANY = [
  ["USD", 700_000, "9876543210.12", "493827160.50", "10370370370.62"],
  ["EUR", 200_000, "2345678901.98", "445678991.37", "2791357893.35"],
  ["GBP", 100_000, "1000000000.00", "200000000.00", "1200000000.00"],
  ["CAD", 60_000, "345678901.20", "44938257.16", "390617158.36"],
  ["JPY", 50_000, "123456789012", "12345678901", "135802467913"],
  ["AUD", 40_000, "234567890.10", "23456789.01", "258024679.11"],
  ["BRL", 20_000, "98765432.10", "0.00", "98765432.10"],
  ["NZD", 4_970, "12345678.90", "1851851.84", "14197530.74"],
] as const;

const LOCALE_SPREAD = [
  ["NA", "en-US", 700_000],
  ["NA", "en-CA", 40_000],
  ["NA", "fr-CA", 20_000],
  ["EMEA", "de-DE", 150_000],
  ["EMEA", "fr-FR", 60_000],
  ["EMEA", "en-GB", 110_000],
  ["APAC", "ja-JP", 50_000],
  ["APAC", "en-AU", 40_000],
  ["APAC", "en-NZ", 4_970],
  ["LATAM", "pt-BR", 20_000],
] as const;

const RULES = [
  ...Array.from({ length: 19 }, (_, index) => `A${index + 1}` as const),
  ...Array.from({ length: 9 }, (_, index) => `B${index + 1}` as const),
  "J-ALL-1" as const,
  null,
];

const refusedMany: readonly NotIssued[] = RULES.flatMap((rule, at) =>
  Array.from({ length: (RULES.length - at) * 3 }, (_, index) => ({
    place: `month-end/part-${String(at).padStart(4, "0")}.jsonl:${index + 1}`,
    documentId: `account-${at}-${index}`,
    issues: [
      issue(rule, `line ${index} comes to 13,447.67 by quantity × rate, but the data says 13,447.76`, {
        at: `/lines/${index}/amount`,
        hint: "give the amount that quantity × rate comes to, or leave it out",
      }),
    ],
  })),
);

/** 1,200,000 documents in eight currencies, refused under thirty rules, by four workers; still going on. */
export const largeRun: RunFacts = {
  ...nothing,
  state: "running",
  elapsedSeconds: 1503,
  inputs: Array.from({ length: 40 }, (_, index) => `month-end/part-${String(index).padStart(4, "0")}.jsonl`),
  documentsIn: 1_200_000,
  counts: { issued: 1_194_970, "already-issued": 1_200, refused: refusedMany.length, waiting: 1_135 },
  money: [
    ...MANY.map(([code, documents, ...amounts]) => billed("invoice", documents, [code, ...amounts])),
    billed("credit-note", 18_000, ["USD", "-1234567.89", "-61728.39", "-1296296.28"]),
    billed("credit-note", 1_000, ["EUR", "-45678.90", "-8678.99", "-54357.89"]),
  ],
  statements: 1_000,
  spread: LOCALE_SPREAD.flatMap(([region, locale, documents]) =>
    Array.from({ length: 10 }, (_, week) => ({
      region,
      locale,
      dueDate: date(`2026-0${6 + Math.floor(week / 4)}-${String(1 + (week % 4) * 7).padStart(2, "0")}`),
      documents: documents / 10,
    })),
  ),
  refusals: groupsOf(refusedMany),
  waiting: refusedMany.slice(0, 30),
  workers: [1, 2, 3, 4].map((host) => ({
    name: `worker-${host}.billing.svc:12`,
    lastSeen: instant("2026-05-31T22:29:08.000Z"),
    documents: 260_000 + host * 15_497,
  })),
  series: ["us", "de", "gb", "jp"].map((entity) => ({
    key: `${entity}/invoice/2026`,
    first: `INV-${entity.toUpperCase()}-2026-00000117`,
    last: `INV-${entity.toUpperCase()}-2026-00698117`,
    documents: 698_001,
  })),
};
