import { describe, expect, test } from "vitest";
import { choiceOf, filterOf, type TypedChoice } from "../../../src/app/audit/typed-choice.ts";

const chosen = (names: readonly string[], typed: TypedChoice) =>
  choiceOf(names, typed, () => "a-secret-of-many-letters");

describe("what was typed", () => {
  test("nothing means all of the register", () => {
    expect(chosen([], {})).toEqual({ ok: true, value: { names: [], filter: {} } });
  });

  test("a span of days has both ends included, and may be one day", () => {
    expect(filterOf({ from: "2026-05-31", to: "2026-05-31", run: "r", account: "A" })).toEqual({
      ok: true,
      value: { run: "r", accountId: "A", issuedFrom: "2026-05-31", issuedTo: "2026-05-31" },
    });
  });

  test("a sample without a seed gets one, and keeps one that was given", () => {
    expect(chosen([], { sample: "5" })).toMatchObject({ value: { sample: { size: 5, seed: "a-secret-of-" } } });
    expect(chosen([], { sample: "5", seed: "mine" })).toMatchObject({ value: { sample: { seed: "mine" } } });
  });

  test.each<[readonly string[], TypedChoice, readonly string[]]>([
    [[], { from: "2026-02-30", to: "May" }, ["--from", "--to"]],
    [[], { from: "2026-05-31", to: "2026-05-30" }, ["--to"]],
    [[], { sample: "0" }, ["--sample"]],
    [[], { sample: "100001" }, ["--sample"]],
    [[], { sample: "1.5", from: "x" }, ["--from", "--sample"]],
    [[], { seed: "mine" }, ["--seed"]],
    [["a"], { run: "r" }, [""]],
    [["a"], { sample: "5" }, [""]],
  ])("%j %j is refused with all that is wrong", (names, typed, places) => {
    const choice = chosen(names, typed);
    expect(choice.ok ? [] : choice.issues.map(({ at }) => at)).toEqual(places);
  });
});
