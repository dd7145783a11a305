import { chmodSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { OutsideFailure } from "../../src/app/world.ts";
import { blobOf, keyOf, opened, sha256 } from "./store/blobs.ts";
import { BUCKET, startS3, stubCredentials, type S3Server } from "./store/s3-server.ts";

/** A place for stores, and a way to spoil what is in it behind their back. */
type Ground = {
  readonly address: string;
  readonly name: string;
  readonly overwrite: (key: string, bytes: Uint8Array) => Promise<void>;
};

const grounds: Partial<Record<"folder" | "bucket", Ground>> = {};
const folder = realpathSync(mkdtempSync(join(tmpdir(), "billwright-store-")));
let server: S3Server;
let client: S3Client;

beforeAll(async () => {
  stubCredentials();
  server = await startS3();
  client = new S3Client({ region: "eu-central-1", endpoint: server.endpoint, forcePathStyle: true });
  grounds.folder = {
    address: folder,
    name: folder,
    overwrite: async (key, bytes) => {
      chmodSync(join(folder, key), 0o644);
      writeFileSync(join(folder, key), bytes);
    },
  };
  grounds.bucket = {
    address: `s3://${BUCKET}/billing/documents?region=eu-central-1&endpoint=${encodeURIComponent(server.endpoint)}`,
    name: `s3://${BUCKET}/billing/documents`,
    overwrite: async (key, bytes) =>
      void (await client.send(new PutObjectCommand({ Bucket: BUCKET, Key: `billing/documents/${key}`, Body: bytes }))),
  };
});
afterAll(async () => {
  client.destroy();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
  vi.unstubAllEnvs();
});

describe.each(["folder", "bucket"] as const)("a store in a %s", (kind) => {
  const ground = (): Ground => {
    const found = grounds[kind];
    if (found === undefined) throw new Error(`there is no ${kind}`);
    return found;
  };
  const blobs = (name: string, count: number): readonly Uint8Array[] =>
    Array.from({ length: count }, (_, index) => blobOf(`${kind} ${name} ${index}`));

  test("gives back what it keeps, to another who opens it too, and answers in the order given", async () => {
    const chunk = blobs("order", 40);
    const store = await opened(ground().address);
    expect(await store.keep(chunk)).toEqual(
      chunk.map((bytes) => ({ sha256: sha256(bytes), bytes: 1000, found: "nothing" })),
    );
    await store.close();
    const other = await opened(ground().address);
    for (const bytes of chunk) {
      expect(await other.holds(sha256(bytes))).toBe(true);
      expect(await other.read(sha256(bytes))).toEqual(bytes);
    }
    await other.close();
  });

  test("keeps no bytes, many megabytes and a part of a larger buffer as they are", async () => {
    const chunk = [new Uint8Array(), blobOf(`${kind} large`, 11_000_000), blobOf(`${kind} part`).subarray(100, 300)];
    const store = await opened(ground().address);
    const kept = await store.keep(chunk);
    expect(kept.map(({ bytes }) => bytes)).toEqual([0, 11_000_000, 200]);
    for (const bytes of chunk) expect(sha256((await store.read(sha256(bytes))) ?? blobOf("none"))).toBe(sha256(bytes));
    await store.close();
  });

  test("keeps equal bytes once, within a chunk and after it", async () => {
    const [a = blobOf("a"), b = blobOf("b")] = blobs("once", 2);
    const store = await opened(ground().address);
    expect(await store.keep([])).toEqual([]);
    expect((await store.keep([a, b, a])).map((blob) => blob.sha256)).toEqual([a, b, a].map(sha256));
    expect((await store.keep([b, a])).map(({ found }) => found)).toEqual(["same", "same"]);
    await store.close();
  });

  test("takes the same blobs from many callers and from two stores at once", async () => {
    const chunk = blobs("crowd", 5);
    const stores = [await opened(ground().address), await opened(ground().address)];
    const kept = await Promise.all(
      Array.from({ length: 10 }, () => stores.map((store) => store.keep(chunk.toReversed()))).flat(),
    );
    for (const answers of kept) expect(answers.map((blob) => blob.sha256)).toEqual(chunk.toReversed().map(sha256));
    for (const store of stores) {
      for (const bytes of chunk) expect(await store.read(sha256(bytes))).toEqual(bytes);
      await store.close();
    }
  });

  test("has nothing under a hash that it was never given", async () => {
    const store = await opened(ground().address);
    expect(await store.read(sha256(blobOf(`${kind} never`)))).toBeUndefined();
    expect(await store.holds(sha256(blobOf(`${kind} never`)))).toBe(false);
    await store.close();
  });

  test.each([
    ["cut short", (bytes: Uint8Array) => bytes.subarray(0, 500)],
    ["empty", () => new Uint8Array()],
    [
      "of the same length with one bit turned",
      (bytes: Uint8Array) => bytes.map((byte, at) => (at === 7 ? byte ^ 1 : byte)),
    ],
  ])("never gives out a blob that is %s: it names hash and place, and the right bytes mend it", async (how, spoil) => {
    const bytes = blobOf(`${kind} spoilt ${how}`);
    const hash = sha256(bytes);
    const store = await opened(ground().address);
    await store.keep([bytes]);
    await ground().overwrite(keyOf(hash), spoil(bytes));
    const reading = store.read(hash);
    await expect(reading).rejects.toThrow(OutsideFailure);
    await expect(reading).rejects.toThrow(`the blob ${hash} in ${ground().name} is damaged`);
    expect(await store.keep([blobOf(`${kind} beside ${how}`), bytes])).toMatchObject([
      { found: "nothing" },
      { found: "damaged" },
    ]);
    expect(await store.read(hash)).toEqual(bytes);
    await store.close();
  });

  test.each([
    "",
    "..",
    "../../etc/passwd",
    `${"a".repeat(61)}/..`,
    "A".repeat(64),
    "a".repeat(63),
    "a".repeat(65),
    `${"a".repeat(64)}\n`,
    `${"a".repeat(63)}\0`,
    `${"a".repeat(60)}%2f.`,
  ])("takes nothing for a hash but 64 hexadecimal digits: %j", async (hash) => {
    const store = await opened(ground().address);
    await expect(store.read(hash)).rejects.toThrow("a hash is 64 hexadecimal digits");
    await expect(store.holds(hash)).rejects.toThrow("a hash is 64 hexadecimal digits");
    await store.close();
  });
});
