import { describe, expect, test } from "vitest";
import { requestOf } from "../../src/app/request.ts";

const PROCESSORS = 2;

const issuesOf = (typed: Parameters<typeof requestOf>[1]) => {
  const request = requestOf(["in.jsonl"], typed, PROCESSORS);
  return request.ok ? [] : request.issues.map(({ at, message }) => `${at} ${message}`);
};

describe("a request", () => {
  test("without options is for numbered documents in all formats by the package's issuer", () => {
    expect(requestOf(["in.jsonl"], {}, PROCESSORS)).toEqual({
      ok: true,
      value: {
        inputs: ["in.jsonl"],
        overlays: [],
        formats: ["pdf", "html", "text", "json"],
        mode: "numbered",
        limits: { workers: 2, secondsPerDocument: 60 },
      },
    });
  });

  test("takes each format once, in the order of the table", () => {
    expect(requestOf([], { format: "json, pdf,json" }, PROCESSORS)).toMatchObject({
      value: { formats: ["pdf", "json"] },
    });
  });

  test("names the engine that makes the PDF, where it is not the usual one", () => {
    expect(requestOf([], { engine: "press" }, PROCESSORS)).toMatchObject({ value: { engine: "press" } });
  });

  test("tells all that is wrong with it at once", () => {
    expect(issuesOf({ format: "pdf,docx", engine: "typst", locale: "xx-XX" })).toEqual([
      '--format there is no format "docx"',
      '--engine there is no engine "typst"',
      '--locale there is no locale "xx-XX"',
    ]);
  });

  test("for another language is a translation copy, or a preview to be read in it", () => {
    expect(requestOf([], { locale: "de-DE" }, PROCESSORS)).toMatchObject({
      value: { locale: "de-DE", mode: "numbered" },
    });
    expect(requestOf([], { locale: "de-DE", preview: true }, PROCESSORS)).toMatchObject({
      value: { locale: "de-DE", mode: "preview" },
    });
  });

  test("draws as many documents at once as the machine has processors, but no more than 256", () => {
    expect(requestOf([], {}, 8)).toMatchObject({ value: { limits: { workers: 8 } } });
    expect(requestOf([], {}, 512)).toMatchObject({ value: { limits: { workers: 256 } } });
  });

  test("takes the number of workers and the seconds of a document as they are typed", () => {
    expect(requestOf([], { workers: "256", timeLimit: "1" }, PROCESSORS)).toMatchObject({
      value: { limits: { workers: 256, secondsPerDocument: 1 } },
    });
  });

  test.each(["0", "257", "2.5", "-1", "1e2", "two", ""])("has no %j workers", (workers) => {
    expect(issuesOf({ workers })).toEqual([`--workers "${workers}" is no whole number from 1 to 256`]);
  });

  test.each(["0", "86401", "0.5", "60s"])("has no time limit of %j seconds", (timeLimit) => {
    expect(issuesOf({ timeLimit })).toEqual([`--time-limit "${timeLimit}" is no whole number from 1 to 86400`]);
  });

  test("[F4] a preview has no original that could be copied", () => {
    expect(issuesOf({ copy: true, preview: true })).toEqual(["--copy a preview has no original"]);
    expect(requestOf([], { copy: true }, PROCESSORS)).toMatchObject({ value: { copy: "duplicate" } });
  });
});
