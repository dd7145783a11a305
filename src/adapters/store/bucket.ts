import { HeadBucketCommand, S3Client } from "@aws-sdk/client-s3";
import { AwsS3StorageAdapter } from "@flystorage/aws-s3";
import { FileStorage } from "@flystorage/file-storage";
import { Readable } from "node:stream";
import type { Store } from "../../app/store.ts";
import { mapAtOnce } from "../at-once.ts";
import type { BucketAddress } from "./address.ts";
import { bucketFailure } from "./bucket-failure.ts";
import { storeAt, type KeyedBlob } from "./place.ts";

/** How long the client waits, and how often it tries. */
export type Patience = { readonly attempts: number; readonly connectMs: number; readonly answerMs: number };

/** With the SDK's back-off (doubling, at random, at most 20 s) eight attempts outlast half a minute of "slow down". */
const PATIENCE: Patience = { attempts: 8, connectMs: 5_000, answerMs: 30_000 };

/** Requests under way at one time; the SDK's client has 50 sockets. */
const WIDTH = 32;

/** One request a blob, so that it is there whole or not at all and leaves no parts: S3 takes up to 5 GB in one. */
const ONE_PART_BYTES = 5_000_000_000;

/** A store in a bucket of S3 or of a server that speaks as it does. That bucket and credentials are right is asked once. */
export const openBucket = async (address: BucketAddress, patience: Patience = PATIENCE): Promise<Store> => {
  const { bucket, prefix } = address;
  const name = `s3://${bucket}${prefix === "" ? "" : `/${prefix}`}`;
  const client = clientOf(address, patience);
  const uploadConfiguration = { partSize: ONE_PART_BYTES, queueSize: 1 };
  const storage = new FileStorage(new AwsS3StorageAdapter(client, { bucket, prefix, uploadConfiguration }));
  try {
    await client.send(new HeadBucketCommand({ Bucket: bucket }));
  } catch (error) {
    client.destroy();
    throw bucketFailure(`the store ${name} cannot be opened`, error);
  }
  return storeAt({
    name,
    storage,
    width: WIDTH,
    write: async (blobs) => void (await mapAtOnce(blobs, WIDTH, (blob) => write(storage, name, blob))),
    // What S3 shows is there to stay.
    settle: async () => {},
    failure: bucketFailure,
    close: () => client.destroy(),
  });
};

/** Credentials come from the environment, the user's profile or the machine's role. */
const clientOf = ({ region, endpoint }: BucketAddress, { attempts, connectMs, answerMs }: Patience): S3Client =>
  new S3Client({
    ...(region !== undefined && { region }),
    // Other servers than Amazon's seldom have a host name for each bucket.
    ...(endpoint !== undefined && { endpoint, forcePathStyle: true }),
    maxAttempts: attempts,
    retryMode: "standard",
    requestHandler: {
      connectionTimeout: connectMs,
      requestTimeout: answerMs,
      throwOnRequestTimeout: true,
      socketTimeout: answerMs,
    },
    // Each blob is sent with its own hash and checked against it when it is read; older servers know no other sums.
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
  });

/** S3 refuses bytes that do not come to the hash sent with them. */
const write = async (storage: FileStorage, place: string, { key, sha256, bytes }: KeyedBlob): Promise<void> => {
  try {
    await storage.write(key, Readable.from([bytes], { objectMode: false }), {
      size: bytes.length,
      mimeType: "application/octet-stream",
      ChecksumSHA256: Buffer.from(sha256, "hex").toString("base64"),
    });
  } catch (error) {
    throw bucketFailure(`${key} in ${place} cannot be written`, error);
  }
};
