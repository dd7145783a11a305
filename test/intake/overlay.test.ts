import { describe, expect, test } from "vitest";
import { parseCalendarDate } from "../../src/kernel/calendar.ts";
import { invariant } from "../../src/kernel/result.ts";
import { jsonSchema, schemaAt } from "../../src/intake/json-schema.ts";
import { overlayFor, unmatchedOverlays, type RecordKey } from "../../src/intake/overlay-match.ts";
import { overlaySchema, readOverlays } from "../../src/intake/overlay.ts";
import { overviewKey } from "../../src/intake/overview-record.ts";
import { invoiceKey } from "../../src/intake/invoice-record.ts";
import {
  invoiceEntry,
  issuesIn,
  marksOf,
  ORGANISATION,
  overlayEntry,
  overlaysOf,
  overview,
  parseVendor,
  valueOf,
  vendorInvoice,
} from "./vendor-records.ts";

const april = parseCalendarDate("2026-04-01");
const may = parseCalendarDate("2026-05-01");
invariant(april !== undefined && may !== undefined, "days");

const keyOf = (periodStart = april): RecordKey => ({ kind: "overview", organizationId: ORGANISATION, periodStart });
const place = { locate: (pointer: string) => ({ file: "vendor.json", pointer }), pointer: "" };
const matchOf = (periodStart?: string) => overlayEntry({ match: { organizationId: ORGANISATION, periodStart } });

describe("reading", () => {
  test("unknown fields are errors with the field that was meant, in every entry at once", () => {
    const overlays = overlaysOf(
      { ...overlayEntry(), lineTax: ["t"] },
      { ...invoiceEntry(), customer: { regoin: "NA" } },
    );
    expect(issuesIn(overlays).map(({ at, hint }) => `${at} ${hint}`)).toEqual([
      '/documents/0/lineTax did you mean "lineTaxes"?',
      '/documents/1/customer/regoin did you mean "region"?',
    ]);
  });

  test("an entry belongs to an overview or to an invoice", () => {
    expect(
      issuesIn(
        overlaysOf(overlayEntry({ match: {} }), overlayEntry({ match: { invoiceId: "a", organizationId: "b" } })),
      ).map(({ at }) => at),
    ).toEqual(["/documents/0/match", "/documents/1/match"]);
  });

  test("settings of the other sort of record are told, not passed over", () => {
    const prepay = { period: { first: "2026-05-01", last: "2026-05-31" } };
    expect(marksOf(overlaysOf(overlayEntry({ amountIs: "net", kinds: {} }), invoiceEntry({ prepay })))).toEqual([
      "– /documents/0/amountIs",
      "– /documents/0/kinds",
      "– /documents/1/prepay",
    ]);
  });

  test("faults of several files are told together, each with its file", () => {
    const files = ["a.json", "b.json"].map((file) => ({
      value: { format: "?" },
      locate: (pointer: string) => ({ file, pointer }),
    }));
    expect(issuesIn(readOverlays(files)).map(({ file, at }) => `${file} ${at}`)).toEqual([
      "a.json /format",
      "a.json /documents",
      "b.json /format",
      "b.json /documents",
    ]);
  });

  test("the JSON Schema tells what may be written", () => {
    const entry = schemaAt(jsonSchema(overlaySchema), ["documents", 0]);
    expect(entry?.required).toEqual(["match"]);
    expect(entry?.additionalProperties).toBe(false);
    expect(Object.keys(schemaAt(entry ?? {}, ["customer"])?.properties ?? {})).toContain("billTo");
  });
});

describe("belonging", () => {
  test("an entry with a first day is for that period, one without for every period", () => {
    const dated = valueOf(overlaysOf(matchOf("2026-04-01"), matchOf("2026-05-01")));
    expect(valueOf(overlayFor(dated, keyOf(may), place)).place.pointer).toBe("/documents/1");
    expect(valueOf(overlayFor(valueOf(overlaysOf(matchOf())), keyOf(may), place)).place.pointer).toBe("/documents/0");
  });

  test("no entry is an issue that says what to add", () => {
    const [issue] = issuesIn(overlayFor(valueOf(overlaysOf(matchOf("2026-05-01"))), keyOf(), place));
    expect(issue?.message).toBe(`no overlay entry belongs to organization "${ORGANISATION}", period from 2026-04-01`);
    expect(issue?.hint).toBe(`add one with "match": {"organizationId":"${ORGANISATION}","periodStart":"2026-04-01"}`);
  });

  test("two entries are an issue at the second", () => {
    expect(marksOf(overlayFor(valueOf(overlaysOf(matchOf(), matchOf("2026-04-01"))), keyOf(), place))).toEqual([
      "– /documents/1",
    ]);
  });

  test("an invoice is found by its id alone, whatever organisation is called so", () => {
    const overlays = valueOf(overlaysOf(invoiceEntry({ match: { invoiceId: ORGANISATION } }), matchOf()));
    expect(valueOf(overlayFor(overlays, { kind: "invoice", invoiceId: ORGANISATION }, place)).place.pointer).toBe(
      "/documents/0",
    );
    expect(valueOf(overlayFor(overlays, keyOf(), place)).place.pointer).toBe("/documents/1");
  });

  test("entries that no record asked for are told", () => {
    const overlays = valueOf(overlaysOf(matchOf("2026-04-01"), matchOf("2026-05-01"), invoiceEntry()));
    const records = [
      overviewKey(parseVendor(JSON.stringify(overview()))),
      invoiceKey(parseVendor(JSON.stringify(vendorInvoice({ id: "vi-2" })))),
    ].flatMap((key) => key ?? []);
    expect(records).toHaveLength(2);
    expect(unmatchedOverlays(overlays, records).map(({ at, file }) => `${file} ${at}`)).toEqual([
      "overlay.json /documents/1/match",
      "overlay.json /documents/2/match",
    ]);
    expect(unmatchedOverlays(overlays, [keyOf(), keyOf(may), { kind: "invoice", invoiceId: "vi-1" }])).toEqual([]);
  });

  test("a record that cannot be read has no key", () => {
    expect(overviewKey(parseVendor("{}"))).toBeUndefined();
    expect(invoiceKey(parseVendor("[]"))).toBeUndefined();
  });
});
