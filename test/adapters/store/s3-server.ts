import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { createServer, request, type RequestListener, type Server } from "node:http";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream";
import { buffer } from "node:stream/consumers";
import S3rver from "s3rver";
import { vi } from "vitest";

export const BUCKET = "billwright-test";

export type S3Server = { readonly endpoint: string; readonly stop: () => Promise<void> };

/** A server of S3's kind with one empty bucket, on a free port. */
export const startS3 = async (): Promise<S3Server> => {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), "billwright-s3-")));
  const server = new S3rver({
    port: 0,
    address: "127.0.0.1",
    silent: true,
    directory,
    configureBuckets: [{ name: BUCKET }],
  });
  answerWhenWritten(server.store);
  const { port } = await server.run();
  const front = await serve(inTurn(passOn(`http://127.0.0.1:${port}`)));
  const stop = async (): Promise<void> => {
    await front.stop();
    await server.close();
    rmSync(directory, { recursive: true, force: true });
  };
  return { endpoint: front.endpoint, stop };
};

/** S3 answers when an object is there to be read; s3rver answers while it is still being written. */
const answerWhenWritten = (store: S3rver["store"]): void => {
  store.putObject = async ({ bucket, key, content, metadata }) => {
    const bytes = await buffer(content);
    const path = store.getResourcePath(bucket, key, "object");
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, bytes);
    const md5 = createHash("md5").update(bytes).digest("hex");
    await store.putMetadata(bucket, key, metadata, md5);
    return { size: bytes.length, md5 };
  };
};

/** S3 shows whole objects only; s3rver fills them under their names, so it gets one request for each at a time. */
const inTurn = (listener: RequestListener): RequestListener => {
  const ends = new Map<string, Promise<void>>();
  return (incoming, answer) => {
    const path = incoming.url?.replace(/\?.*/, "") ?? "";
    const before = ends.get(path) ?? Promise.resolve();
    ends.set(path, new Promise((resolve) => answer.once("close", resolve)));
    void before.then(() => listener(incoming, answer));
  };
};

/** The credentials that the server knows, where the SDK looks for them; `vi.unstubAllEnvs` takes them away. */
export const stubCredentials = ({ key = "S3RVER", secret = "S3RVER" } = {}): void => {
  vi.stubEnv("AWS_ACCESS_KEY_ID", key);
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", secret);
};

/** An HTTP server of the test's own. */
export const serve = async (listener: RequestListener): Promise<S3Server> => {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { endpoint: `http://127.0.0.1:${portOf(server)}`, stop: () => stopped(server) };
};

/** A side that goes away takes the other with it; the client tells of it. */
const ignore = (): void => {};

/** Passes a request on as it came. */
export const passOn =
  (endpoint: string): RequestListener =>
  (incoming, answer) => {
    const { method, headers } = incoming;
    const onward = request(new URL(incoming.url ?? "/", endpoint), { method, headers }, (reply) => {
      answer.writeHead(reply.statusCode ?? 500, reply.headers);
      pipeline(reply, answer, ignore);
    });
    pipeline(incoming, onward, ignore);
  };

const portOf = (server: Server): number => {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server listens on no port");
  return address.port;
};

const stopped = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
