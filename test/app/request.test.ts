import { describe, expect, test } from "vitest";
import { requestOf } from "../../src/app/request.ts";

const issuesOf = (typed: Parameters<typeof requestOf>[1]) => {
  const request = requestOf(["in.jsonl"], typed);
  return request.ok ? [] : request.issues.map(({ at, message }) => `${at} ${message}`);
};

describe("a request", () => {
  test("without options is for numbered documents in all formats by the package's issuer", () => {
    expect(requestOf(["in.jsonl"], {})).toEqual({
      ok: true,
      value: { inputs: ["in.jsonl"], overlays: [], formats: ["pdf", "html", "text", "json"], mode: "numbered" },
    });
  });

  test("takes each format once, in the order of the table", () => {
    expect(requestOf([], { format: "json, pdf,json" })).toMatchObject({ value: { formats: ["pdf", "json"] } });
  });

  test("tells all that is wrong with it at once", () => {
    expect(issuesOf({ format: "pdf,docx", locale: "xx-XX" })).toEqual([
      '--format there is no format "docx"',
      '--locale there is no locale "xx-XX"',
    ]);
  });

  test("for another language is a translation copy, or a preview to be read in it", () => {
    expect(requestOf([], { locale: "de-DE" })).toMatchObject({ value: { locale: "de-DE", mode: "numbered" } });
    expect(requestOf([], { locale: "de-DE", preview: true })).toMatchObject({
      value: { locale: "de-DE", mode: "preview" },
    });
  });

  test("[F4] a preview has no original that could be copied", () => {
    expect(issuesOf({ copy: true, preview: true })).toEqual(["--copy a preview has no original"]);
    expect(requestOf([], { copy: true })).toMatchObject({ value: { copy: "duplicate" } });
  });
});
