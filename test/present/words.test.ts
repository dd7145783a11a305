import { describe, expect, test } from "vitest";
import { parseDecimal, type Decimal } from "../../src/kernel/money.ts";
import { createLanguage, createLanguages } from "../../src/present/words.ts";
import { languageOf, readLocale } from "./views.ts";

const decimal = (text: string): Decimal => {
  const value = parseDecimal(text);
  if (value === undefined) throw new Error(`${text} is no decimal`);
  return value;
};

/** The files of locales/, with these words of a language and of a region in their place. */
const withWords = (language: object, region: object) => (name: string) => {
  const file = readLocale(name);
  if (name.length === 2) return language;
  return { ...(typeof file === "object" ? file : {}), words: region };
};

describe("where a word comes from", () => {
  test("[A13] a locale's own word goes before its language's, and an issuer's before both", () => {
    const read = withWords(
      { a: "language", b: "language", c: "language", d: "language" },
      { b: "region", c: "region" },
    );
    const { say } = createLanguage("fr-CA", read, {
      c: { fr: "issuer, language", "fr-CA": "issuer, locale" },
      d: { fr: "issuer, language", en: "issuer, English" },
    });
    expect(["a", "b", "c", "d"].map((key) => say(key))).toEqual([
      "language",
      "region",
      "issuer, locale",
      "issuer, language",
    ]);
  });

  test("[A13] a word that the language does not have is a defect, never English", () => {
    const { say, sayMany } = createLanguage("fr-CA", withWords({ known: "connu" }, {}), {});
    expect(() => say("title.invoice")).toThrow('fr-CA has no words for "title.invoice"');
    expect(() => sayMany("unit.user", decimal("2"))).toThrow("fr-CA has no words for");
    expect(() => say("constructor")).toThrow("has no words");
    expect(() => say("__proto__")).toThrow("has no words");
  });

  test("each language of an issuer is made once", () => {
    const languages = createLanguages(readLocale, {});
    expect(languages("en-GB")).toBe(languages("en-GB"));
    expect(languages("en-GB").say("details.licenceModel")).toBe("Licence model");
    expect(languages("en-US").say("details.licenceModel")).toBe("License model");
  });
});

describe("what is put into words", () => {
  const { say } = createLanguage("en-US", withWords({ hello: "Hello {{name}}!" }, {}), {});

  test.each([
    "$t(hello)",
    "{{name}}",
    "{{constructor}}",
    "<script>alert(1)</script>",
    "a & b",
    "$& $1 $$ $`",
    "__proto__",
    "{name}",
    "%s",
  ])("a value is printed as it is: %s", (name) => {
    expect(say("hello", { name })).toBe(`Hello ${name}!`);
  });

  test("a value that the words ask for and nobody gives is a defect", () => {
    expect(() => say("hello")).toThrow('has no words for "Hello {{name}}!"');
  });
});

describe("plurals", () => {
  test("the form follows the value, and the number is printed in the locale's figures", () => {
    const { sayMany } = languageOf("en-US");
    expect(sayMany("unit.user", decimal("1"))).toBe("user");
    expect(sayMany("unit.user", decimal("58"))).toBe("users");
    expect(sayMany("unit.user", decimal("-1"))).toBe("user");
    expect(sayMany("unit.hour", decimal("1.5"))).toBe("hours");
    expect(sayMany("details.netDays", decimal("1000"))).toBe("Net 1,000 days");
  });

  test("French counts 1.5 as one and takes the common form where a language has no special one for millions", () => {
    const read = withWords({ "unit.user_one": "utilisateur", "unit.user_other": "utilisateurs" }, {});
    const { sayMany } = createLanguage("fr-FR", read, {});
    expect(sayMany("unit.user", decimal("1.5"))).toBe("utilisateur");
    expect(sayMany("unit.user", decimal("2"))).toBe("utilisateurs");
    expect(sayMany("unit.user", decimal("1000000"))).toBe("utilisateurs");
  });
});

describe("a locale file with a fault is a defect that names the file", () => {
  test.each([
    [{ figures: {}, words: {} }, "locales/en-US.json"],
    [{ words: {} }, "locales/en-US.json is an object"],
    [[], "locales/en-US.json is an object"],
  ])("%j", (file, message) => {
    const read = (name: string): unknown => (name === "en" ? {} : file);
    expect(() => createLanguage("en-US", read, {})).toThrow(message);
  });

  test("words are texts and nothing else", () => {
    expect(() => createLanguage("en-US", withWords({ a: 1 }, {}), {})).toThrow('locales/en.json: "a" is a text');
  });
});
