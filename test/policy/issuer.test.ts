import { expect, test } from "vitest";
import { issuerSchema } from "../../src/policy/issuer.ts";
import { GENESYS, MERIDIAN } from "../documents.ts";
import meridian from "../issuers/meridian.json" with { type: "json" };

const faultsOf = (change: Record<string, unknown>): readonly string[] =>
  issuerSchema
    .safeParse({ ...meridian, ...change })
    .error?.issues.map(({ path, message }) => `/${path.join("/")} ${message}`) ?? [];

test("[F7] the shipped profile has placeholder data and says that it is a demo, the tests' profile is complete", () => {
  expect(GENESYS.demo).toBe(true);
  expect(MERIDIAN.demo).toBe(false);
});

test("[A8] each region has its billing team, as the vendor names them", () => {
  expect(GENESYS.billingTeams).toEqual({
    NA: "nacollections@genesys.com",
    LATAM: "LATAMreceivables@genesys.com",
    EMEA: "receivables.EMEA@genesys.com",
    APAC: "apac_billing@genesys.com",
  });
});

test("[A1] the eight currencies are billed, and an entity has accounts in billed currencies only", () => {
  expect(GENESYS.currencies).toEqual(["AUD", "BRL", "CAD", "EUR", "GBP", "JPY", "NZD", "USD"]);
  expect(faultsOf({ currencies: meridian.currencies.filter((code) => code !== "NZD") })).toEqual([
    "/entities/nz/accounts/NZD NZD is not among the currencies of the profile (A1)",
  ]);
});

test("[A5] every charge kind has one section, and parts are one level deep", () => {
  const [core, resources, ...rest] = meridian.sections;
  expect(faultsOf({ sections: [core, ...rest] })).toContain(
    '/sections the charge kind "storage" is in 0 sections; it must be in one (A5)',
  );
  expect(faultsOf({ sections: [core, { ...resources, within: "nowhere" }, ...rest] })).toEqual([
    '/sections/1/within "nowhere" is not a section of the first level (A5)',
  ]);
});

test("[B5] links that the provider makes take no bank debit of CAD, so a profile that offers it uses a pay page", () => {
  const { online } = meridian;
  expect(faultsOf({ online: { ...online, links: "payment-link" } })).toEqual([
    "/online/currencies/CAD/methods links that the provider makes take no bank debit: leave it out, or use pay-page (B5)",
  ]);
  expect(faultsOf({ online: { ...online, links: "pay-page", payPage: "https://pay.meridian.example/p/" } })).toEqual(
    [],
  );
});

test.each([
  ["a change of the writing direction", "Meridian\u202e"],
  ["a carriage return", "Meridian\rInc."],
  ["NUL", "Meridian\u0000"],
])("a text of the profile with %s is refused, as one of a document is", (_, brand) => {
  expect(faultsOf({ brand })).toEqual(["/brand holds a character that nobody can see"]);
});
