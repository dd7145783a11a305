import { describe, expect, test } from "vitest";
import type { AccountFacts } from "../src/compute/account-facts.ts";
import { toAccountStatement, createLanguages, type Context } from "../src/pipeline.ts";
import { accountFacts, itemOf } from "./accounts.ts";
import { MERIDIAN, valueOf } from "./documents.ts";
import { readLocale } from "./present/views.ts";

const context: Context = { issuer: MERIDIAN, languages: createLanguages(readLocale, MERIDIAN.texts) };

const issuesOf = (fields: Partial<AccountFacts>): readonly string[] => {
  const made = toAccountStatement(accountFacts(fields), context);
  return made.ok ? [] : made.issues.map(({ rule, at }) => `${rule ?? "-"} ${at}`);
};

describe("a statement of account from its facts", () => {
  test("[A13] it is in the customer’s language, or in the one that is asked for", () => {
    const own = valueOf(toAccountStatement(accountFacts(), context));
    expect(own.view.locale).toBe("en-US");
    const asked = valueOf(toAccountStatement(accountFacts(), { ...context, locale: "ja-JP" }));
    expect(asked.view.locale).toBe("ja-JP");
    expect(asked.statement).toEqual(own.statement);
  });

  test("[F7] an entity that has gone from the profile is refused, with what else is wrong", () => {
    expect(issuesOf({ entity: "moon" })).toEqual(["F7 /entity"]);
    expect(issuesOf({ entity: "moon", items: [itemOf(), itemOf()] })).toEqual([
      "J-ALL-1 /items/1/number",
      "F7 /entity",
    ]);
  });

  test("[A13] a customer in a country without a language is refused", () => {
    const { customer } = accountFacts();
    const { billTo } = customer;
    const elsewhere = { ...customer, billTo: { ...billTo, address: { ...billTo.address, country: "IS" } } };
    expect(issuesOf({ customer: elsewhere })).toEqual(["A13 /customer/locale"]);
  });
});
