import { describe, expect, test } from "vitest";
import { documentLocale } from "../../src/present/locale.ts";
import { paperOf } from "../../src/present/paper.ts";
import { MERIDIAN, ratedDocument } from "../documents.ts";

type Raw = Readonly<Record<string, unknown>>;

const localeOf = (country: string, region?: string, fields: Raw = {}) =>
  documentLocale(
    ratedDocument({
      customer: {
        accountId: "A-1",
        organisations: [],
        billTo: { name: "Buyer", address: { lines: ["1 Street"], city: "City", country, ...(region && { region }) } },
        region: "NA",
        ...fields,
      },
    }).customer,
    MERIDIAN,
  );

describe("[A13] the language of a document", () => {
  test("is the customer's own, whatever the country", () => {
    expect(localeOf("DE", undefined, { locale: "ja-JP" })).toEqual({ ok: true, value: "ja-JP" });
  });

  test.each([
    ["US", "en-US"],
    ["GB", "en-GB"],
    ["AU", "en-AU"],
    ["NZ", "en-NZ"],
    ["CA", "en-CA"],
    ["FR", "fr-FR"],
    ["DE", "de-DE"],
    ["BR", "pt-BR"],
    ["JP", "ja-JP"],
  ])("is the one locale of %s, %s", (country, locale) => {
    expect(localeOf(country)).toEqual({ ok: true, value: locale });
  });

  test("is what the profile says for a country without a locale of its own", () => {
    expect(localeOf("AT")).toEqual({ ok: true, value: "de-DE" });
  });

  test("is never guessed: a country that nobody has named is refused", () => {
    const result = localeOf("PL");
    expect(result).toMatchObject({ ok: false, issues: [{ rule: "A13", at: "/customer/locale" }] });
    expect(result.ok ? "" : result.issues[0]?.hint).toContain('"PL"');
  });
});

describe("[J-QC-2] a buyer in Quebec", () => {
  test.each(["QC", "qc", "Québec", "Quebec"])("gets French by default (%s)", (region) => {
    expect(localeOf("CA", region)).toEqual({ ok: true, value: "fr-CA" });
  });

  test("is refused another language without a recorded request", () => {
    expect(localeOf("CA", "QC", { locale: "en-CA" })).toMatchObject({
      ok: false,
      issues: [{ rule: "J-QC-2", at: "/customer/locale" }],
    });
  });

  test("gets another language at a recorded request for that language", () => {
    const languageRequest = { locale: "en-CA", date: "2026-01-15" };
    expect(localeOf("CA", "QC", { locale: "en-CA", languageRequest })).toEqual({ ok: true, value: "en-CA" });
    expect(localeOf("CA", "QC", { languageRequest })).toEqual({ ok: true, value: "en-CA" });
    expect(localeOf("CA", "QC", { locale: "en-US", languageRequest })).toMatchObject({ ok: false });
    expect(localeOf("CA", "QC", { locale: "fr-FR", languageRequest })).toEqual({ ok: true, value: "fr-FR" });
  });

  test("is a matter of Canada alone", () => {
    expect(localeOf("US", "QC")).toEqual({ ok: true, value: "en-US" });
    expect(localeOf("CA", "ON")).toEqual({ ok: true, value: "en-CA" });
  });
});

describe("paper", () => {
  test.each(["US", "CA", "MX", "CO", "CL", "PH"])("is Letter in %s", (country) => {
    expect(paperOf(country)).toBe("Letter");
  });

  test.each(["GB", "AU", "NZ", "DE", "FR", "BR", "JP", "AR", "IN"])("is A4 in %s", (country) => {
    expect(paperOf(country)).toBe("A4");
  });
});
