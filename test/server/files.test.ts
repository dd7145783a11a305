import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { disposition } from "../../src/server/file-name.ts";
import { parseRange } from "../../src/server/byte-range.ts";
import { sha256 } from "../app/fake-world.ts";
import { filesOf, startServing, type Serving } from "./serving.ts";

let serving: Serving;
let path: string;
beforeAll(async () => {
  serving = await startServing();
  path = `/d/${(await serving.link({ document: "own", account: "A-1" })).token}`;
});
afterAll(() => serving.close());

const PDF = filesOf("own").pdf;
const ETAG = `"${sha256(PDF)}"`;
const get = (headers: Readonly<Record<string, string>> = {}, method = "GET", file = "pdf") =>
  serving.ask(`${path}/${file}`, { headers, method });

describe("an issued file", () => {
  test("[A20] comes byte for byte as it was issued, with type, length, name and hash", async () => {
    const answer = await get();
    expect(answer.status).toBe(200);
    expect(sha256(await answer.bytes())).toBe(sha256(PDF));
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "content-type": "application/pdf",
      "content-length": String(PDF.length),
      "content-disposition": `attachment; filename="Rechnung _own_.pdf"; filename*=UTF-8''Rechnung%20%E2%80%9Eown%E2%80%9C.pdf`,
      etag: ETAG,
      "cache-control": "private, no-cache",
      "accept-ranges": "bytes",
    });
  });

  test.each([
    ["html", "text/html; charset=utf-8", "inline"],
    ["text", "text/plain; charset=utf-8", "inline"],
    ["json", "application/json; charset=utf-8", "attachment"],
  ])("as %s is %s, %s", async (file, type, how) => {
    const { headers } = await get({}, "GET", file);
    expect(headers.get("content-type")).toBe(type);
    expect(headers.get("content-disposition")).toMatch(new RegExp(`^${how};`));
  });

  test("as HTML may use its own styles by their hashes, and nothing else", async () => {
    const { headers } = await get({}, "GET", "html");
    const own = new TextDecoder().decode(filesOf("own").html).match(/'sha256-[^']+'/g) ?? [];
    expect(own.length).toBeGreaterThan(0);
    expect(headers.get("content-security-policy")).toBe(
      `default-src 'none'; style-src ${own.join(" ")}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    );
  });

  test("is described to a HEAD as to a GET, without its bytes", async () => {
    const [head, whole] = [await get({}, "HEAD"), await get()];
    expect(await head.text()).toBe("");
    for (const name of ["content-length", "content-type", "content-disposition", "etag", "accept-ranges"]) {
      expect(head.headers.get(name)).toBe(whole.headers.get(name));
    }
  });

  test.each([ETAG, `W/${ETAG}`, `"other", ${ETAG}`, "*"])("is not sent again to who has it: %s", async (known) => {
    const answer = await get({ "if-none-match": known });
    expect([answer.status, await answer.text(), answer.headers.get("etag")]).toEqual([304, "", ETAG]);
  });

  test.each(['"other"', ETAG.slice(1, -1), ""])("is sent to who has something else: %s", async (known) => {
    expect((await get({ "if-none-match": known })).status).toBe(200);
  });
});

describe("a part of a file", () => {
  test.each([
    ["bytes=0-99", 0, 99],
    ["bytes=100-", 100, PDF.length - 1],
    ["bytes=-50", PDF.length - 50, PDF.length - 1],
    ["bytes=-99999999", 0, PDF.length - 1],
    ["bytes=0-99999999", 0, PDF.length - 1],
    [`bytes=${PDF.length - 1}-`, PDF.length - 1, PDF.length - 1],
  ])("%s", async (range, first, last) => {
    const answer = await get({ range });
    expect(answer.status).toBe(206);
    expect(answer.headers.get("content-range")).toBe(`bytes ${first}-${last}/${PDF.length}`);
    expect(answer.headers.get("content-length")).toBe(String(last - first + 1));
    expect(sha256(await answer.bytes())).toBe(sha256(PDF.subarray(first, last + 1)));
  });

  test.each([`bytes=${PDF.length}-`, "bytes=-0", "bytes=999999999999999-"])("%s is not there: 416", async (range) => {
    const answer = await get({ range });
    expect([answer.status, answer.headers.get("content-range")]).toEqual([416, `bytes */${PDF.length}`]);
  });

  test.each(["bytes=5-2", "bytes=a-b", "bytes=-", "lines=0-1", "bytes=0-1,5-6", "bytes=0-1000000000000000000000"])(
    "%s is no single range: all of it",
    async (range) => {
      expect((await get({ range })).status).toBe(200);
    },
  );

  test("is of the file that was begun, or it is the whole", async () => {
    expect((await get({ range: "bytes=5-9", "if-range": ETAG })).status).toBe(206);
    expect((await get({ range: "bytes=5-9", "if-range": '"before"' })).status).toBe(200);
    expect((await get({ range: "bytes=5-9", "if-range": `W/${ETAG}` })).status).toBe(200);
  });

  test("of nothing is not there", () => {
    expect(parseRange("bytes=0-0", 0)).toEqual({ kind: "unsatisfiable" });
    expect(parseRange("bytes=-5", 0)).toEqual({ kind: "unsatisfiable" });
  });
});

describe("the name of a file", () => {
  test.each([
    ["INV-2026-000017.pdf", `attachment; filename="INV-2026-000017.pdf"; filename*=UTF-8''INV-2026-000017.pdf`],
    ["請求書.pdf", `attachment; filename="___.pdf"; filename*=UTF-8''%E8%AB%8B%E6%B1%82%E6%9B%B8.pdf`],
    [
      'a"; filename="evil.exe',
      `attachment; filename="a__ filename__evil.exe"; filename*=UTF-8''a%22%3B%20filename%3D%22evil.exe`,
    ],
    [
      "a\r\nSet-Cookie: b=1",
      `attachment; filename="a__Set-Cookie_ b_1"; filename*=UTF-8''a%0D%0ASet-Cookie%3A%20b%3D1`,
    ],
    ["it's (1)*.pdf", `attachment; filename="it_s (1)_.pdf"; filename*=UTF-8''it%27s%20%281%29%2A.pdf`],
    ["half \ud800 pair", `attachment; filename="half _ pair"; filename*=UTF-8''half%20%EF%BF%BD%20pair`],
  ])("%j ends neither quotes nor header", (name, header) => {
    expect(disposition("attachment", name)).toBe(header);
    expect(header).toMatch(/^[\x20-\x7e]+$/);
  });
});
