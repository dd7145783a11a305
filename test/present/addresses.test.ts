import { describe, expect, test } from "vitest";
import type { Address } from "../../src/kernel/party.ts";
import { printAddress } from "../../src/present/addresses.ts";
import { languageOf } from "./views.ts";

const en = languageOf("en-US");
const printed = (address: Address, language = en): readonly string[] =>
  printAddress(address, language, { country: "omitted" }).lines;
const address = (country: string, city: string, rest: Partial<Address> = {}): Address => ({
  lines: ["1 Street"],
  city,
  country,
  ...rest,
});

describe("an address is printed in the order of its country", () => {
  test.each([
    [address("US", "Seattle", { region: "WA", postalCode: "98109" }), ["Seattle, WA 98109"]],
    [address("CA", "Toronto", { region: "ON", postalCode: "M5V 2T6" }), ["Toronto ON M5V 2T6"]],
    [address("GB", "London", { postalCode: "EC1A 1AA" }), ["LONDON", "EC1A 1AA"]],
    [
      address("IE", "Dublin 2", { region: "Co. Dublin", postalCode: "D02 X285" }),
      ["Dublin 2", "Co. Dublin", "D02 X285"],
    ],
    [address("AU", "Haymarket", { region: "NSW", postalCode: "2000" }), ["HAYMARKET NSW 2000"]],
    [address("NZ", "Auckland", { postalCode: "1010" }), ["Auckland 1010"]],
    [address("DE", "München", { postalCode: "80331" }), ["80331 München"]],
    [address("AT", "Wien", { postalCode: "1010" }), ["1010 Wien"]],
    [address("CH", "Zürich", { postalCode: "8001" }), ["8001 Zürich"]],
    [address("BE", "Bruxelles", { postalCode: "1000" }), ["1000 Bruxelles"]],
    [address("NL", "Amsterdam", { postalCode: "1012 AB" }), ["1012 AB Amsterdam"]],
    [address("FR", "Orléans", { postalCode: "45000" }), ["45000 ORLÉANS"]],
    [address("ES", "Getafe", { region: "Madrid", postalCode: "28901" }), ["28901 Getafe (Madrid)"]],
    [address("IT", "Milano", { region: "MI", postalCode: "20121" }), ["20121 Milano MI"]],
    [address("PT", "Lisboa", { postalCode: "1100-148" }), ["1100-148 Lisboa"]],
    [address("SE", "Stockholm", { postalCode: "111 22" }), ["111 22 Stockholm"]],
    [address("PL", "Warszawa", { postalCode: "00-001" }), ["00-001 Warszawa"]],
    [address("BR", "São Paulo", { region: "SP", postalCode: "01310-100" }), ["São Paulo - SP", "CEP 01310-100"]],
    [address("MX", "Monterrey", { region: "N.L.", postalCode: "64000" }), ["64000 Monterrey, N.L."]],
    [address("SG", "Singapore", { postalCode: "018956" }), ["Singapore 018956"]],
    [address("IN", "Pune", { region: "Maharashtra", postalCode: "411001" }), ["Pune 411001", "Maharashtra"]],
    [address("JP", "Chiyoda-ku", { region: "Tokyo", postalCode: "100-0005" }), ["Chiyoda-ku, Tokyo 100-0005"]],
    [address("KE", "Nairobi", { region: "Westlands", postalCode: "00800" }), ["Nairobi Westlands 00800"]],
  ])("%j", (given, expected) => {
    expect(printed(given)).toEqual(["1 Street", ...expected]);
  });

  test("a part that is not given leaves no comma, bracket or empty line behind", () => {
    expect(printed(address("US", "Seattle"))).toEqual(["1 Street", "Seattle"]);
    expect(printed(address("US", "Seattle", { postalCode: "98109" }))).toEqual(["1 Street", "Seattle 98109"]);
    expect(printed(address("ES", "Getafe"))).toEqual(["1 Street", "Getafe"]);
    expect(printed(address("GB", "London", { region: "", postalCode: "" }))).toEqual(["1 Street", "LONDON"]);
  });

  test("what stands in an address is never read as a form", () => {
    const hostile = address("US", "{lines}[{city}]", { region: "{region}", postalCode: "$1" });
    expect(printed(hostile)).toEqual(["1 Street", "{lines}[{city}], {region} $1"]);
  });
});

describe("the locale's own forms", () => {
  test("French Canada names the province in brackets", () => {
    const montreal = address("CA", "Montréal", { region: "QC", postalCode: "H3B 1A7" });
    expect(printed(montreal, languageOf("fr-CA"))).toEqual(["1 Street", "Montréal (Québec) H3B 1A7"]);
    expect(printed(montreal)).toEqual(["1 Street", "Montréal QC H3B 1A7"]);
  });

  const tokyo: Address = {
    lines: ["丸の内1-9-2", "サンプルビル5階"],
    city: "千代田区",
    region: "東京都",
    postalCode: "100-0005",
    country: "JP",
  };

  test("[J-JP-13] in Japanese the postcode comes first, then prefecture, city, block and building, the name last", () => {
    expect(printAddress(tokyo, languageOf("ja-JP"), { country: "omitted" })).toEqual({
      lines: ["〒100-0005", "東京都千代田区丸の内1-9-2", "サンプルビル5階"],
      name: "last",
    });
  });

  test("in other languages a Japanese address, and in Japanese one in Latin letters, is in western order", () => {
    const expected = { lines: ["丸の内1-9-2", "サンプルビル5階", "千代田区, 東京都 100-0005"], name: "first" };
    expect(printAddress(tokyo, en, { country: "omitted" })).toEqual(expected);
    const latin = address("JP", "Chiyoda-ku", { region: "Tokyo" });
    expect(printAddress(latin, languageOf("ja-JP"), { country: "omitted" }).name).toBe("first");
    expect(printAddress(address("US", "Seattle"), languageOf("ja-JP"), { country: "omitted" }).name).toBe("first");
  });
});

describe("the country", () => {
  test.each([
    ["en-US", "US", "United States"],
    ["en-GB", "DE", "Germany"],
    ["fr-FR", "US", "États-Unis"],
    ["fr-CA", "DE", "Allemagne"],
    ["de-DE", "GB", "Vereinigtes Königreich"],
    ["pt-BR", "PL", "Polônia"],
    ["ja-JP", "US", "アメリカ合衆国"],
    ["en-US", "TW", "Taiwan"],
    ["en-US", "ZZ", "ZZ"],
  ] as const)("[A13] in %s %s is %s, on the last line", (locale, country, name) => {
    const { lines } = printAddress(address(country, "City"), languageOf(locale), { country: "shown" });
    expect(lines.at(-1)).toBe(name);
  });
});
