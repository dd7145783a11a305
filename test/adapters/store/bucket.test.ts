import type { RequestListener } from "node:http";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { BucketAddress } from "../../../src/adapters/store/address.ts";
import { openBucket, type Patience } from "../../../src/adapters/store/bucket.ts";
import { OutsideFailure } from "../../../src/app/world.ts";
import { blobOf, sha256 } from "./blobs.ts";
import { BUCKET, passOn, serve, startS3, stubCredentials, type S3Server } from "./s3-server.ts";

/** Few attempts, so that what fails does so soon. */
const QUICK: Patience = { attempts: 3, connectMs: 20_000, answerMs: 20_000 };

let s3: S3Server;
const stops: (() => Promise<void>)[] = [];
beforeAll(async () => {
  s3 = await startS3();
});
afterAll(() => s3.stop());
beforeEach(() => stubCredentials());
afterEach(async () => {
  vi.unstubAllEnvs();
  for (const stop of stops.splice(0)) await stop();
});

const addressOf = (endpoint: string, bucket = BUCKET): BucketAddress => ({
  kind: "bucket",
  bucket,
  prefix: "documents",
  region: "eu-central-1",
  endpoint,
});

/** A server in front of S3 that handles some requests itself: those of which the listener says so. */
const between = async (meddle: (...given: Parameters<RequestListener>) => boolean): Promise<BucketAddress> => {
  const onward = passOn(s3.endpoint);
  const server = await serve((incoming, answer) => {
    if (!meddle(incoming, answer)) onward(incoming, answer);
  });
  stops.push(server.stop);
  return addressOf(server.endpoint);
};

describe("a store in a bucket", () => {
  test("sends each blob in one request, with its hash for S3 to check", async () => {
    const seen: string[] = [];
    const address = await between(({ method, url, headers }) => {
      seen.push(`${method} ${url?.replace(/\?.*/, "")} ${String(headers["x-amz-checksum-sha256"] ?? "")}`.trimEnd());
      return false;
    });
    const bytes = blobOf("of several parts, were it sent so", 12_000_000);
    const store = await openBucket(address, QUICK);
    await store.keep([bytes]);
    await store.close();
    const key = `/${BUCKET}/documents/sha256/${sha256(bytes).slice(0, 2)}/${sha256(bytes).slice(2, 4)}/${sha256(bytes)}`;
    expect(seen).toEqual([
      `HEAD /${BUCKET}/`,
      `HEAD ${key}`,
      `PUT ${key} ${Buffer.from(sha256(bytes), "hex").toString("base64")}`,
    ]);
  });

  test("tries again after an overload and a broken connection, and keeps each blob once", async () => {
    let troubles = 0;
    const address = await between((incoming, answer) => {
      if (incoming.method !== "PUT" || ++troubles > 2) return false;
      if (troubles === 1) answer.writeHead(503).end();
      else incoming.socket.destroy();
      return true;
    });
    const bytes = blobOf("in spite of it all");
    const store = await openBucket(address, QUICK);
    expect(await store.keep([bytes])).toMatchObject([{ found: "nothing" }]);
    expect(troubles).toBe(3);
    expect(await store.read(sha256(bytes))).toEqual(bytes);
    await store.close();
  });

  test.each([
    ["is overloaded at every attempt", 503, "the server is overloaded, at every attempt"],
    ["denies access", 403, "access is denied to these credentials"],
    ["refuses for a reason of its own", 418, /^.*: the server refused it \(.*HTTP 418\)$/],
  ])("that %s is a failure of the outside", async (_, status, message) => {
    const address = await between((incoming, answer) => {
      if (incoming.method === "PUT") incoming.resume().on("end", () => answer.writeHead(status).end());
      return incoming.method === "PUT";
    });
    const store = await openBucket(address, QUICK);
    const keeping = store.keep([blobOf(`refused with ${status}`)]);
    await expect(keeping).rejects.toThrow(OutsideFailure);
    await expect(keeping).rejects.toThrow(message);
    expect(await store.holds(sha256(blobOf(`refused with ${status}`)))).toBe(false);
    await store.close();
  });

  test("that never answers is given up", async () => {
    const address = await between(() => true);
    await expect(openBucket(address, { attempts: 2, connectMs: 20_000, answerMs: 50 })).rejects.toThrow(
      `the store s3://${BUCKET}/documents cannot be opened: the server did not answer in time, at any attempt`,
    );
  });

  test("whose answer breaks off gives out no half of a blob", async () => {
    const bytes = blobOf("broken off", 100_000);
    const address = await between((incoming, answer) => {
      if (incoming.method !== "GET") return false;
      answer.writeHead(200, { "content-length": bytes.length });
      answer.write(bytes.subarray(0, 50_000), () => incoming.socket.destroy());
      return true;
    });
    const store = await openBucket(address, QUICK);
    await expect(store.read(sha256(bytes))).rejects.toThrow("the connection was cut off");
    await store.close();
  });

  test("that is removed while it is open has no blobs to deny: it says that it is gone", async () => {
    const address = await between((incoming, answer) => {
      if (incoming.method !== "GET") return false;
      answer.writeHead(404, { "content-type": "application/xml" });
      answer.end("<Error><Code>NoSuchBucket</Code><Message>gone</Message></Error>");
      return true;
    });
    const store = await openBucket(address, QUICK);
    await expect(store.read(sha256(blobOf("gone")))).rejects.toThrow("there is no such bucket");
    await store.close();
  });

  test.each([
    ["there is no such bucket", async () => addressOf(s3.endpoint, "another")],
    ["nothing listens there", async () => addressOf(await closedEndpoint())],
    ["the server's name is unknown", async () => addressOf("http://s3.invalid")],
  ])("is not opened where %s", async (reason, address) => {
    const opening = openBucket(await address(), QUICK);
    await expect(opening).rejects.toThrow(OutsideFailure);
    await expect(opening).rejects.toThrow(new RegExp(`^the store s3://[a-z-]+/documents cannot be opened: ${reason}$`));
  });

  test("is not opened with credentials that are wrong, and no message repeats them", async () => {
    stubCredentials({ key: "AKIA0UNKNOWN", secret: "hunter2" });
    const opening = openBucket(addressOf(s3.endpoint), QUICK);
    await expect(opening).rejects.toThrow("access is denied to these credentials");
    await expect(opening).rejects.not.toThrow(/AKIA0UNKNOWN|hunter2/);
  });

  test("is not opened without a region or credentials, and says where they are looked for", async () => {
    const { region: _, ...nowhere } = addressOf(s3.endpoint);
    for (const name of ["AWS_REGION", "AWS_DEFAULT_REGION", "AWS_PROFILE", "AWS_CONFIG_FILE"])
      vi.stubEnv(name, undefined);
    vi.stubEnv("AWS_CONFIG_FILE", "/nowhere");
    vi.stubEnv("AWS_SHARED_CREDENTIALS_FILE", "/nowhere");
    await expect(openBucket(nowhere, QUICK)).rejects.toThrow("no region is known: add ?region=… or set AWS_REGION");
    vi.stubEnv("AWS_ACCESS_KEY_ID", undefined);
    vi.stubEnv("AWS_SECRET_ACCESS_KEY", undefined);
    vi.stubEnv("AWS_EC2_METADATA_DISABLED", "true");
    await expect(openBucket(addressOf(s3.endpoint), QUICK)).rejects.toThrow("there are no credentials");
  });
});

const closedEndpoint = async (): Promise<string> => {
  const { endpoint, stop } = await serve(() => {});
  await stop();
  return endpoint;
};
