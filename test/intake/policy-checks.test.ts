import { describe, expect, test } from "vitest";
import { isTimeZone } from "../../src/kernel/calendar.ts";
import { BOTH, lineWith, refuses, takes, type Refusal } from "./refusals.ts";
import { issuer, sampleContract, sampleCustomer, sampleDocument, sampleLine, sampleTax } from "./sample-document.ts";

describe("the issuer's policy", () => {
  refuses([
    [
      "[A1] a currency that is not billed is refused with those that are",
      sampleDocument({ currency: "CHF" }),
      {
        rule: "A1",
        at: "/currency",
        message: '"CHF" is not billed',
        hint: "billed are AUD, BRL, CAD, EUR, GBP, JPY, NZD, USD",
      },
    ],
    [
      "[F7] an entity that does not exist is refused with those that do",
      sampleDocument({ entity: "usa" }),
      { rule: "F7", at: "/entity", message: '"usa" is not a legal entity of the issuer', hint: 'did you mean "us"?' },
    ],
    [
      "[F7] no name of a prototype is an entity",
      sampleDocument({ entity: "constructor" }),
      {
        rule: "F7",
        at: "/entity",
        message: '"constructor" is not a legal entity of the issuer',
        hint: `known: ${Object.keys(issuer.entities).join(", ")}`,
      },
    ],
    [
      "[F7] an invoice in a currency in which the entity has no account is refused",
      sampleDocument({ currency: "GBP" }),
      {
        rule: "F7",
        at: "/currency",
        message: 'entity "us" has no account in GBP',
        hint: "it has accounts in USD, EUR, JPY",
      },
    ],
    [
      "[A5] a section that the profile does not have is refused",
      lineWith({ section: "telefony" }),
      {
        rule: "A5",
        at: "/lines/0/section",
        message: '"telefony" is not a section of the issuer\'s profile',
        hint: 'did you mean "telephony"?',
      },
    ],
  ]);
  takes([
    ["[F7] a credit note needs no account", sampleDocument({ kind: "credit-note", currency: "GBP" })],
    ["[A5] a section of the profile may be named", lineWith({ section: "one-time" })],
  ]);
});

describe("ids and numbers", () => {
  const twice = (list: string, item: object, others: object = {}): Refusal => [
    `an id that comes twice in ${list} is refused`,
    sampleDocument({ [list]: [item, item], ...others }),
    {
      rule: null,
      at: `/${list}/1/id`,
      message: `"${Reflect.get(item, "id")}" is also the id of /${list}/0`,
      hint: "each has its own",
    },
  ];
  refuses([
    twice("lines", sampleLine({ taxes: BOTH })),
    twice("withholdings", { id: "W1", name: "Withholding tax", rate: "15" }),
    twice("discounts", { id: "D1", reason: "Launch offer", amount: "1.00", taxes: BOTH }),
    twice("fees", { id: "F1", name: "911 fee", quantity: "5", unit: "number", rate: "0.25", taxes: BOTH }),
    twice("paid", { id: "P1", date: "2026-05-01", amount: "250.00", reason: "Deposit" }),
    [
      "[A11] an id that comes twice in taxes is refused",
      sampleDocument({ taxes: [sampleTax(), sampleTax({ id: "sea" }), sampleTax()] }),
      { rule: null, at: "/taxes/2/id", message: '"wa" is also the id of /taxes/0', hint: "each has its own" },
    ],
    [
      "[A16] an organisation that comes twice is refused",
      lineWith(
        { organisation: "a" },
        {
          customer: sampleCustomer({
            organisations: [
              { id: "a", name: "A" },
              { id: "a", name: "B" },
            ],
          }),
        },
      ),
      {
        rule: null,
        at: "/customer/organisations/1/id",
        message: '"a" is also the id of /customer/organisations/0',
        hint: "each has its own",
      },
    ],
    ...["2026/17", "..\\17", "=1+1", "-17", "INV<17>", 'INV"17'].map((number): Refusal => [
      `[J-ALL-1] ${number} is no number of a document`,
      sampleDocument({ number }),
      {
        rule: "J-ALL-1",
        at: "/number",
        message: `"${number}" is not a document number`,
        hint: "letters, digits, blanks, - _ . #, a letter or digit first",
      },
    ]),
  ]);
  takes(
    ["INV-2026-004711", "2026.17", "RE 17", "請求-17"].map((number) => [
      `[J-ALL-1] ${number} is a number`,
      sampleDocument({ number }),
    ]),
  );
});

describe("the customer and the contract", () => {
  const zoned = (timeZone: string) => sampleDocument({ customer: sampleCustomer({ timeZone }) });
  const asked = (languageRequest: object, locale = "en-US") =>
    sampleDocument({ customer: sampleCustomer({ locale, languageRequest }) });
  refuses([
    ...["Mars/Phobos", "+02:00", "Z", "constructor", "pst"].map((zone): Refusal => [
      `[C4] ${zone} is no time zone`,
      zoned(zone),
      {
        rule: "C4",
        at: "/customer/timeZone",
        message: `"${zone}" is not an IANA time zone`,
        hint: "such as America/New_York, Europe/Berlin, UTC",
      },
    ]),
    [
      "[J-QC-2] a language cannot have been asked for after the issue date",
      asked({ locale: "en-US", date: "2026-05-16" }),
      {
        rule: "J-QC-2",
        at: "/customer/languageRequest/date",
        message: "the request of 2026-05-16 is later than the document of 2026-05-15",
      },
    ],
    [
      "[J-QC-2] the locale is the one that was asked for",
      asked({ locale: "fr-CA", date: "2026-05-01" }),
      {
        rule: "J-QC-2",
        at: "/customer/languageRequest/locale",
        message: "the customer asked for fr-CA, but the locale is en-US",
        hint: "leave one of them out, or make them agree",
      },
    ],
    [
      "[C1] a term does not end before it begins",
      sampleDocument({ contract: sampleContract({ term: { first: "2026-05-15", last: "2026-05-14" } }) }),
      { rule: "C1", at: "/contract/term", message: "ends before it begins" },
    ],
  ]);
  takes([
    ["[J-QC-2] a language may be asked for on the issue date", asked({ locale: "en-CA", date: "2026-05-15" }, "en-CA")],
    [
      "[C1] a term of one day is one",
      sampleDocument({ contract: sampleContract({ term: { first: "2026-05-15", last: "2026-05-15" } }) }),
    ],
  ]);
  test.each(["UTC", "America/New_York", "America/Argentina/Buenos_Aires", "Etc/GMT+5", "Asia/Tokyo"])(
    "[C4] %s is a time zone",
    (zone) => expect(isTimeZone(zone)).toBe(true),
  );
});
