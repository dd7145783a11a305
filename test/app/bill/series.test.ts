import { expect, test } from "vitest";
import { belongsToSeries, placeholderNumber, seriesOf } from "../../../src/app/bill/series.ts";
import { issuerSchema } from "../../../src/policy/issuer.ts";
import meridian from "../../issuers/meridian.json" with { type: "json" };
import { MERIDIAN, ratedDocument } from "../../documents.ts";

const document = (fields: Record<string, unknown> = {}) => ratedDocument(fields);

test("[J-ALL-1] a document's number comes from the series of its entity, kind and year of issue", () => {
  expect(seriesOf(document(), MERIDIAN)).toEqual({ key: "us/invoice/2026", prefix: "INV-US-2026-", digits: 6 });
  expect(seriesOf(document({ kind: "credit-note", issueDate: "2027-01-01" }), MERIDIAN)).toEqual({
    key: "us/credit-note/2027",
    prefix: "CN-US-2027-",
    digits: 6,
  });
});

test("[J-ALL-1] without a year in its pattern a series goes on for ever", () => {
  const entities = { ...meridian.entities, us: { ...meridian.entities.us, numbers: numbers("I.{serial:3}") } };
  const issuer = issuerSchema.parse({ ...meridian, entities });
  expect(seriesOf(document(), issuer)).toEqual({ key: "us/invoice", prefix: "I.", digits: 3 });
  expect(belongsToSeries("I.001", issuer)).toBe(true);
  expect(belongsToSeries("Ix001", issuer)).toBe(false);
});

test("[J-ALL-1] an entity without a pattern has no series", () => {
  const { numbers: _, ...us } = meridian.entities.us;
  const issuer = issuerSchema.parse({ ...meridian, entities: { ...meridian.entities, us } });
  expect(seriesOf(document(), issuer)).toBeUndefined();
});

test("the number of a trial is as long as the real one will be", () => {
  const series = seriesOf(document(), MERIDIAN);
  expect(series && placeholderNumber(series)).toBe("INV-US-2026-999999");
});

test.each([
  ["INV-US-2026-000001", true],
  ["INV-US-2026-1000001", true],
  ["CN-DE-1999-000000", true],
  ["INV-US-2026-00001", false],
  ["INV-US-26-000001", false],
  ["XINV-US-2026-000001", false],
  ["INV-1", false],
])("[J-ALL-1] %s is of one of the profile's series: %s", (number, belongs) => {
  expect(belongsToSeries(number, MERIDIAN)).toBe(belongs);
});

test("[J-ALL-1] two series that are written alike are refused, so that no number can come twice", () => {
  const us = { ...meridian.entities.us, numbers: meridian.entities.ca.numbers };
  const parsed = issuerSchema.safeParse({ ...meridian, entities: { ...meridian.entities, us } });
  expect(parsed.error?.issues.map(({ message }) => message)).toEqual([
    'two series are both written "INV-CA-{year}-{serial:6}"; no number may come twice (J-ALL-1)',
    'two series are both written "CN-CA-{year}-{serial:6}"; no number may come twice (J-ALL-1)',
  ]);
});

test.each(["INV", "{serial:0}", "{year}{year}{serial:3}", "INV {serial:6}", "{serial:6}-X"])(
  "a pattern must end in its serial and hold no other sort of character: %s",
  (pattern) => {
    const us = { ...meridian.entities.us, numbers: numbers(pattern) };
    expect(issuerSchema.safeParse({ ...meridian, entities: { ...meridian.entities, us } }).success).toBe(false);
  },
);

const numbers = (invoice: string) => ({ invoice, "credit-note": "CN-{serial:4}" });
