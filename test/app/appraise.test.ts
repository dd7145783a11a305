import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { appraiseDocument } from "../../src/app/appraise.ts";
import { drawDocument } from "../../src/app/draw.ts";
import type { Kit } from "../../src/app/drawable.ts";
import { kitOf, openBench } from "../../src/app/drawing.ts";
import type { Mode } from "../../src/app/facts.ts";
import { FORMATS } from "../../src/app/formats.ts";
import { readDraft } from "../../src/intake/read-draft.ts";
import { MERIDIAN, ratedDocument, valueOf } from "../documents.ts";
import { fakeWorld, instant, jsonLines, rawInvoice, runOver } from "./fake-world.ts";

const bench = openBench(fakeWorld({}).assets);
const kitIn = (mode: Mode): Kit => kitOf({ issuer: MERIDIAN, formats: FORMATS, mode, suffix: "" }, bench);
const numbered = kitIn({ kind: "numbered" });

describe("an appraisal", () => {
  test("[B1] says what an invoice comes to, when it is due and how it can be paid", () => {
    expect(valueOf(appraiseDocument(ratedDocument(), numbered))).toEqual({
      kind: "invoice",
      issueDate: "2026-05-15",
      currency: "USD",
      net: { minor: 7500n, currency: "USD" },
      tax: { minor: 0n, currency: "USD" },
      total: { minor: 7500n, currency: "USD" },
      due: { minor: 7500n, currency: "USD" },
      dueDate: "2026-06-14",
      onlineMethods: ["card", "ach"],
      reference: "INV-1",
    });
  });

  test("[B5] names the methods that the card limits leave", () => {
    const document = ratedDocument({
      payment: { link: "https://pay.meridian.example/i/abc", cardPaidThisMonth: "99925.01" },
    });
    expect(valueOf(appraiseDocument(document, numbered)).onlineMethods).toEqual(["ach"]);
  });

  test("[F4] of a preview has neither due date nor a way to pay", () => {
    const preview = kitIn({ kind: "preview", now: instant("2026-05-10T12:00:00Z") });
    const appraisal = valueOf(appraiseDocument(ratedDocument(), preview));
    expect(Object.keys(appraisal)).not.toContain("dueDate");
    expect(Object.keys(appraisal)).not.toContain("reference");
    expect(appraisal.onlineMethods).toEqual([]);
  });

  test("[A9] of a usage statement has no money", () => {
    const value: unknown = JSON.parse(readFileSync("golden/us-usage-statement/input.json", "utf8"));
    const statement = valueOf(readDraft({ value, locate: (pointer) => ({ file: "s.json", pointer }) }, MERIDIAN));
    expect(valueOf(appraiseDocument(statement, numbered))).toEqual({
      kind: "usage-statement",
      issueDate: "2026-05-15",
      onlineMethods: [],
    });
  });

  test.each([
    ["a number is missing", { number: undefined }],
    ["a total is off", { totals: { total: "74.00" } }],
    ["a link is missing", { payment: {} }],
    ["no font has a character", { memo: "Thank you \u{1F600}" }],
    ["a total is off beside that", { memo: "\u{1F600}", totals: { due: "1.00" } }],
  ])("refuses what drawing refuses, word for word, where %s", async (_, fields) => {
    const world = fakeWorld({ "in.jsonl": jsonLines([rawInvoice("a", fields)]) });
    const run = await runOver(world, { formats: FORMATS });
    for await (const { result } of run.records()) {
      const document = valueOf(result);
      const appraised = appraiseDocument(document, numbered);
      expect(appraised).toMatchObject({ ok: false });
      expect(appraised).toEqual(await drawDocument(document, numbered));
    }
  });
});
