import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { createClaims, type Claim } from "../../src/app/claims.ts";

const claim: Claim = { id: "a", name: "a", number: "INV-1", link: "https://pay.example.com/i/1" };
const other: Claim = { id: "b", name: "b", number: "INV-2", link: "https://pay.example.com/i/2" };

const afterFirst = (second: Claim) => {
  const claims = createClaims();
  claims.take(claim, "invoices.jsonl:1");
  return claims.clashes(second).map(({ rule, at, message, hint }) => [rule, at, message, hint]);
};

const hint = "the first is at invoices.jsonl:1 and stands";

test("documents that share nothing do not clash", () => {
  expect(afterFirst(other)).toEqual([]);
});

test("[J-ALL-1] a number that comes a second time is refused", () => {
  expect(afterFirst({ ...other, number: "INV-1" })).toEqual([
    ["J-ALL-1", "/number", 'the number "INV-1" comes a second time in this run', hint],
  ]);
});

test("[B3] a payment link that comes a second time is refused, however its host is written", () => {
  expect(afterFirst({ ...other, link: "https://PAY.example.com:443/i/1" })).toEqual([
    ["B3", "/payment/link", 'the payment link "https://PAY.example.com:443/i/1" comes a second time in this run', hint],
  ]);
});

test("an id that comes a second time is told once, not once more for its file name", () => {
  expect(afterFirst({ ...other, id: "a", name: "a" })).toEqual([
    [null, "/id", 'the id "a" comes a second time in this run', hint],
  ]);
});

test("two ids that make one file name on a system that ignores case are refused", () => {
  expect(afterFirst({ ...other, id: "A", name: "A" })).toEqual([
    [null, "/id", 'the file name "A" comes a second time in this run', hint],
  ]);
});

test("all clashes of a document are told at once", () => {
  expect(afterFirst(claim).map(([, at]) => at)).toEqual(["/id", "/number", "/payment/link"]);
});

test("[B3] documents without a number or link have none to clash with", () => {
  const claims = createClaims();
  claims.take({ id: "a", name: "a" }, "a.json");
  expect(claims.clashes({ id: "b", name: "b" })).toEqual([]);
});

test("what a refused document would have had stays free: only an accepted one takes", () => {
  const claims = createClaims();
  claims.clashes(claim);
  expect(claims.clashes(claim)).toEqual([]);
});

test("a run's memory holds the ids that were taken, not the records that they were read from", () => {
  setFlagsFromString("--expose-gc");
  const collect: unknown = runInNewContext("gc");
  const heap = (): number => {
    if (typeof collect === "function") collect();
    return process.memoryUsage().heapUsed;
  };
  const claims = createClaims();
  const before = heap();
  for (let index = 0; index < 1_000; index += 1) {
    const record = JSON.stringify({ number: `INV-2026-${index}-of-a-long-series`, memo: "m".repeat(20_000) });
    const piece = record.slice(11, 40);
    claims.take({ id: piece, name: piece, number: piece }, "in.jsonl:1");
  }
  expect(heap() - before).toBeLessThan(3_000_000);
  expect(claims.clashes({ id: "a", name: "a" })).toEqual([]);
});
