import { describe, expect, test } from "vitest";
import type { DocumentView } from "../../src/present/document-view.ts";
import { rawDocument, rawLine } from "../documents.ts";
import { allTexts, blockOf, str, strs, viewOf } from "./views.ts";

type Raw = Readonly<Record<string, unknown>>;

const customer = (fields: Raw): Raw => ({ customer: { ...Object(rawDocument()["customer"]), ...fields } });

const note = (view: DocumentView, heading: string) =>
  blockOf(view, "notes").items.find((item) => str(item.heading) === heading);

const linksOf = (view: DocumentView, heading: string) => note(view, heading)?.links.map(({ href }) => href);

describe("whom to ask", () => {
  test.each([
    ["NA", "Billing team North America", "billing.na@meridian.example"],
    ["LATAM", "Billing team Latin America", "billing.latam@meridian.example"],
    ["EMEA", "Billing team Europe, Middle East and Africa", "billing.emea@meridian.example"],
    ["APAC", "Billing team Asia Pacific", "billing.apac@meridian.example"],
  ])("[A8] the team of the customer's region: %s", (region, team, address) => {
    const view = viewOf(customer({ region }));
    expect(strs(note(view, "Questions?")?.paragraphs ?? [])[0]).toBe(team);
    expect(linksOf(view, "Questions?")).toEqual([`mailto:${address}`]);
  });

  test("[A8] questions about online payment have an address of their own, where it is offered", () => {
    expect(linksOf(viewOf(), "Questions about paying online?")).toEqual(["mailto:pay@meridian.example"]);
    const billTo = { name: "Buyer", address: { lines: ["1 Street"], city: "Leeds", country: "GB" } };
    const abroad = viewOf({ ...customer({ billTo }), payment: {} });
    expect(allTexts(abroad)).not.toContain("pay@meridian.example");
  });

  test("[F2] a change of who receives the document is asked of the same team", () => {
    expect(strs(note(viewOf(), "Questions?")?.paragraphs ?? [])).toContain(
      "To change who receives our documents, write to the billing team.",
    );
  });
});

describe("explanations", () => {
  const prepay = rawLine({ id: "l2", prepay: true });

  test("[F6] why there are users and prepay users is said where both occur", () => {
    const view = viewOf({ lines: [rawLine(), prepay] });
    expect(note(view, "Why users and prepay users?")?.paragraphs).toHaveLength(1);
  });

  test("[F6] and only there", () => {
    const heading = "Why users and prepay users?";
    expect(note(viewOf(), heading)).toBeUndefined();
    expect(note(viewOf({ lines: [prepay] }), heading)).toBeUndefined();
    const usage = rawLine({ kind: "call", unit: "minute" });
    expect(note(viewOf({ lines: [usage, prepay] }), heading)).toBeUndefined();
  });
});

describe("memo and notices", () => {
  test("[A15] the memo is a paragraph for each of its lines, under the issuer's own heading", () => {
    const memo = note(viewOf({ memo: "Thank you.\n\n  See you soon. " }), "A word from us");
    expect(strs(memo?.paragraphs ?? [])).toEqual(["Thank you.", "See you soon."]);
    expect(note(viewOf(), "A word from us")).toBeUndefined();
  });

  test("[J-ALL-9] a document that is not the fiscal one says so and gives the other's key and link", () => {
    const fiscal = { document: "NFS-e 123", key: "ABC-42", link: "https://nfse.example/123" };
    const view = viewOf({ fiscal });
    expect(strs(note(view, "Notices")?.paragraphs ?? [])).toEqual([
      "This document is not the fiscal document. The fiscal document is NFS-e 123.",
      "Key ABC-42",
    ]);
    expect(linksOf(view, "Notices")).toEqual(["https://nfse.example/123"]);
  });

  test("[J-GB-9] the seller's register entries stand among the notices", () => {
    const billTo = { name: "Buyer", address: { lines: ["1 Street"], city: "Leeds", country: "GB" } };
    const view = viewOf({ entity: "gb", currency: "GBP", ...customer({ billTo }), payment: {} });
    expect(strs(note(view, "Notices")?.paragraphs ?? []).join("\n")).toMatch(/Registered/);
  });

  test("no notice, no heading", () => {
    expect(note(viewOf(), "Notices")).toBeUndefined();
  });
});
