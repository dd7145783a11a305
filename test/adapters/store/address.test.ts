import { describe, expect, test } from "vitest";
import { parseStoreAddress } from "../../../src/adapters/store/address.ts";
import { openStore } from "../../../src/adapters/store.ts";

describe("the address of a store", () => {
  test.each([
    ["store", { kind: "folder", path: "store" }],
    ["/srv/billwright/store", { kind: "folder", path: "/srv/billwright/store" }],
    ["C:\\store", { kind: "folder", path: "C:\\store" }],
    ["file:///srv/billwright%20store", { kind: "folder", path: "/srv/billwright store" }],
    ["s3://invoices", { kind: "bucket", bucket: "invoices", prefix: "" }],
    ["s3://invoices/", { kind: "bucket", bucket: "invoices", prefix: "" }],
    [
      "s3://invoices/a/b/?region=eu-central-1",
      { kind: "bucket", bucket: "invoices", prefix: "a/b", region: "eu-central-1" },
    ],
    ["s3://invoices/../up", { kind: "bucket", bucket: "invoices", prefix: "up" }],
    [
      "s3://invoices?endpoint=http%3A%2F%2Flocalhost%3A9000",
      { kind: "bucket", bucket: "invoices", prefix: "", endpoint: "http://localhost:9000" },
    ],
  ])("is understood: %s", (text, address) => {
    expect(parseStoreAddress(text)).toEqual({ ok: true, value: address });
  });

  test.each([
    ["", "the store's address is empty"],
    ["gs://invoices", "the store's address is of no known kind (gs:)"],
    ["https://s3.example/invoices", "the store's address is of no known kind (https:)"],
    ["file:store", "the store's address is no file: URL of this machine"],
    ["file://server/store", "the store's address is no file: URL of this machine"],
    ["file:///srv/a%2Fb", "the store's address is no file: URL of this machine"],
    ["file:///srv/store?region=eu", "the store's address is no file: URL of this machine"],
    ["s3:invoices", "the store's address names no bucket"],
    ["s3://In_voices/a", "the store's address names no bucket"],
    ["s3://invoices/a%20b", "the store's address has a prefix with more than letters, digits and . _ - /"],
    ["s3://invoices/a//b", "the store's address has a prefix with more than letters, digits and . _ - /"],
    ["s3://invoices/a?regoin=eu", "the store's address has an unknown setting"],
    ["s3://invoices/a?region=eu&region=us", "the store's address has region twice"],
    ["s3://invoices/a?endpoint=localhost:9000", "the store's address has an endpoint that is no plain http(s) URL"],
  ])("is refused, with what would be right: %s", (text, message) => {
    expect(parseStoreAddress(text)).toMatchObject({ ok: false, issues: [{ message }] });
  });

  test.each([
    "s3://AKIA0SECRET:hunter2@invoices/a",
    "s3://invoices/a?endpoint=https://AKIA0SECRET:hunter2@s3.example",
    "s3://invoices/a?AKIA0SECRET=hunter2",
    "postgres://AKIA0SECRET:hunter2@db/a",
  ])("is never repeated in a message, as it might hold a password: %s", async (text) => {
    const refused = await openStore(text);
    expect(refused.ok).toBe(false);
    expect(JSON.stringify(refused)).not.toMatch(/AKIA0SECRET|hunter2/);
  });

  test("is told all that is wrong with it at once", () => {
    const refused = parseStoreAddress("s3://x/a b?regoin=eu&endpoint=none");
    expect(refused.ok ? [] : refused.issues).toHaveLength(4);
  });
});
