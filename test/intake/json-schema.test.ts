import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { INPUT_FORMATS, jsonSchemaOf, schemaFileName } from "../../src/intake/input-formats.ts";
import { schemaAt } from "../../src/intake/json-schema.ts";
import { parseDecimal } from "../../src/kernel/money.ts";

const FOLDER = "docs/schema";

test.each(INPUT_FORMATS)("the schema of %s in docs/ is what `node bin/schemas.ts` writes", (format) => {
  const stored = readFileSync(`${FOLDER}/${schemaFileName(format)}`, "utf8");
  expect(stored).toBe(`${JSON.stringify(jsonSchemaOf(format), null, 2)}\n`);
});

test("docs/schema/ holds no schema of a format that is gone", () => {
  expect(readdirSync(FOLDER).toSorted()).toEqual(INPUT_FORMATS.map(schemaFileName).toSorted());
});

test("a schema asks for what must be written, and refuses unknown fields", () => {
  const schema = jsonSchemaOf("billwright/rated-document@1");
  expect(schema.$schema).toBe("https://json-schema.org/draft/2020-12/schema");
  expect(schema.anyOf).toMatchObject([
    {
      additionalProperties: false,
      required: ["format", "id", "kind", "issueDate", "currency", "entity", "customer", "contract", "lines"],
    },
    {
      additionalProperties: false,
      required: ["format", "id", "kind", "issueDate", "entity", "customer", "contract", "lines"],
    },
  ]);
  expect(JSON.stringify(schema)).not.toContain("readOnly");
});

test("[A1] the pattern of decimals takes what the parser takes", () => {
  const [charged] = jsonSchemaOf("billwright/rated-document@1").anyOf ?? [];
  const rate = typeof charged === "object" ? schemaAt(charged, ["lines", 0, "rate"]) : undefined;
  const [text] = rate?.anyOf ?? [];
  const pattern = new RegExp(typeof text === "object" ? (text.pattern ?? "") : "", "u");
  const digits = fc.oneof(
    fc.stringMatching(/^-?[0-9]{1,20}(\.[0-9]{0,14})?$/),
    fc.constantFrom("", "-", "01", "1.", ".5", "+1", "1e3", "0.0055", "-0", "1,5"),
  );
  fc.assert(
    fc.property(digits, (written) => {
      expect(pattern.test(written)).toBe(parseDecimal(written) !== undefined);
    }),
  );
});
