import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { realWorld } from "../src/adapters/real-world.ts";
import { prepareRun } from "../src/app/prepare.ts";
import { drawDocument, type Drawn } from "../src/app/draw.ts";
import { kitOf, openBench } from "../src/app/drawing.ts";
import type { UsageStatement } from "../src/compute/usage-statement.ts";
import { readDraft } from "../src/intake/read-draft.ts";
import type { Money } from "../src/kernel/money.ts";
import { decodedPdf } from "./golden/pdf-fingerprint.ts";
import { pageTexts } from "./golden/pdf-pages.ts";
import { MERIDIAN } from "./documents.ts";

const CASE = new URL("../golden/us-usage-statement/input.json", import.meta.url);
const statement = (): Record<string, unknown> => JSON.parse(readFileSync(CASE, "utf8"));

const issuesOf = (value: unknown): readonly string[] => {
  const read = readDraft({ value, locate: (pointer) => ({ file: "s.json", pointer }) }, MERIDIAN);
  return read.ok ? [] : read.issues.map(({ rule, at, message }) => `${rule ?? ""} ${at} ${message}`);
};

/** Every output of the vendor's overview whose prices are all 987.65, imported as a usage statement. */
const outputs = async (): Promise<readonly Drawn[]> => {
  const folder = "golden/ca-vendor-usage-statement";
  const run = await prepareRun(realWorld, {
    inputs: [`${folder}/input.json`],
    overlays: [`${folder}/overlay.json`],
    issuer: "test/issuers/meridian.json",
    formats: ["pdf", "html", "text", "json"],
    mode: "numbered",
    limits: { workers: 1, secondsPerDocument: 60 },
  });
  if (!run.ok) throw new Error("the case can be run");
  const kit = kitOf(run.value.setup, openBench(realWorld.assets));
  const drawn: Drawn[] = [];
  for await (const { result } of run.value.records()) {
    if (!result.ok) throw new Error(result.issues.map(({ message }) => message).join("; "));
    const files = await drawDocument(result.value, kit);
    if (files.ok) drawn.push(...files.value);
  }
  return drawn;
};

describe("[A9] a partner's customer sees usage and no cost", () => {
  test("prices of the vendor's data are in no output, the decompressed PDF and its metadata included", async () => {
    const drawn = await outputs();
    expect(drawn.map(({ extension }) => extension)).toEqual(["pdf", "html", "txt", "json"]);
    for (const { bytes, extension } of drawn) {
      const text = extension === "pdf" ? (await pageTexts(bytes)).join("\n") : new TextDecoder().decode(bytes);
      expect(text).toContain("Genesys Cloud CX 3 Concurrent");
      expect(text).not.toMatch(/987[.,]65|USD|CAD|\$/);
      if (extension === "pdf") expect(decodedPdf(bytes)).not.toMatch(/987[.,]65|USD|CAD/);
    }
  });

  test("its input is fine without money", () => {
    expect(issuesOf(statement())).toEqual([]);
  });

  test.each([
    ["currency", "USD"],
    ["taxes", []],
    ["totals", { due: "987.65" }],
    ["payment", { link: "https://pay.meridian.example/i/x" }],
    ["discounts", []],
    ["fees", []],
    ["paid", []],
    ["withholdings", []],
    ["number", "INV-1"],
  ])("%s in a statement is refused, by its rule and place", (field, value) => {
    expect(issuesOf({ ...statement(), [field]: value })).toEqual([
      `A9 /${field} "${field}" has no place on a usage statement`,
    ]);
  });

  test.each([
    ["rate", "987.65"],
    ["amount", "987.65"],
    ["discount", { reason: "x", percent: "1" }],
    ["taxes", ["none"]],
  ])("%s on a line of a statement is refused", (field, value) => {
    const { lines, ...rest } = statement();
    const [first, ...others] = Array.isArray(lines) ? lines : [];
    expect(issuesOf({ ...rest, lines: [{ ...first, [field]: value }, ...others] })).toEqual([
      `A9 /lines/0/${field} "${field}" has no place on a usage statement`,
    ]);
  });

  test("a statement names the partner through whom the customer buys", () => {
    const { customer, ...rest } = statement();
    const { partner, ...alone } = { partner: undefined, ...Object(customer) };
    expect(partner).toBeDefined();
    expect(issuesOf({ ...rest, customer: alone })).toEqual(["A9 /customer/partner is missing"]);
  });

  test("the type has no place for money", () => {
    type Leaves<T> = T extends readonly (infer Item)[]
      ? Leaves<Item>
      : T extends Money
        ? "money"
        : T extends object
          ? Leaves<T[keyof T]>
          : never;
    // @ts-expect-error no field of a usage statement is Money
    const money: Leaves<UsageStatement> = "money";
    expect(money).toBe("money");
  });
});
