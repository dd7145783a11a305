import { describe, expect, test } from "vitest";
import { explainDocuments, type Question } from "../../src/app/explain.ts";
import { openReading } from "../../src/app/reading.ts";
import { rawLine, valueOf } from "../documents.ts";
import { fakeWorld, ISSUER, jsonLines, rawInvoice } from "./fake-world.ts";

const lines = [rawLine({ id: "users" }), rawLine({ id: "7", product: "Meridian CX 2 User" })];
const documents = [
  rawInvoice("a", { lines }),
  rawInvoice("b", { number: undefined }),
  rawInvoice("c", { totals: { total: "1.00" } }),
];

const explain = async (question: Question): Promise<readonly string[]> => {
  const world = fakeWorld({ "in.jsonl": jsonLines(documents) });
  const reading = valueOf(await openReading(world, { inputs: ["in.jsonl"], overlays: [], issuer: ISSUER }));
  const answers: string[] = [];
  for await (const answer of explainDocuments(reading, question)) {
    answers.push(answer.ok ? answer.value : answer.issues.map(({ message }) => message).join("\n"));
  }
  return answers;
};

describe("the paper trail", () => {
  test("is there for every document, one without a number too; one that does not add up says why", async () => {
    const answers = await explain({});
    expect(answers).toHaveLength(3);
    expect(answers[0]).toContain("Document a: invoice of 2026-05-15 in USD");
    expect(answers[1]).toContain("Document b");
    expect(answers[2]).toContain("1.00");
  });

  test("of one document is found by its id", async () => {
    expect(await explain({ document: "b" })).toHaveLength(1);
    expect(await explain({ document: "z" })).toEqual(['there is no document with the id "z" in the input']);
  });

  test("of one line is found by its id, or by its place in print", async () => {
    const [byId] = await explain({ document: "a", line: "7" });
    const [byPlace] = await explain({ document: "a", line: "2" });
    expect(byId).toContain("Meridian CX 2 User");
    expect(byId).not.toContain("Meridian CX 1 User");
    expect(byPlace).toBe(byId);
  });

  test("of a line that is not there says how many there are", async () => {
    expect(await explain({ document: "a", line: "3" })).toEqual(['document a has no line "3"']);
  });
});
