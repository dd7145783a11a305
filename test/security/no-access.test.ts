import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { MERIDIAN_FILE } from "../cli/run-cli.ts";
import { BASES, fieldsOf, withText } from "./bases.ts";
import { WORD } from "./payloads.ts";
import { linesOf, makeAll } from "./outputs.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url)).replace(/\/$/, "");
const WATCH = fileURLToPath(new URL("watch-access.ts", import.meta.url));
const PACKAGE = ["templates", "locales", "fonts", "issuers"];

type Access = { readonly files: readonly string[]; readonly reached: readonly string[] };
type Ended = { readonly code: number | null; readonly stderr: string; readonly access: Access };

let folder: string;
let hits = 0;
const server = createServer((_, response) => {
  hits += 1;
  response.end("canary");
});

beforeAll(async () => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "billwright-canary-")));
  mkdirSync(join(folder, "in"));
  mkdirSync(join(folder, "out"));
  writeFileSync(join(folder, "canary.txt"), "the canary's own words");
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

const port = (): number => {
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
};

/** Node's own permission model: what is not named here cannot be read or written, whatever the code tries. */
const runWalled = (args: readonly string[]): Promise<Ended> => {
  const readable = [
    `${ROOT}/package.json`,
    `${ROOT}/src/*`,
    `${ROOT}/node_modules/*`,
    WATCH,
    `${folder}/in/*`,
    `${folder}/out`,
  ];
  const walls = [...readable, ...PACKAGE.map((name) => `${ROOT}/${name}/*`)].map((path) => `--allow-fs-read=${path}`);
  const log = join(folder, "access.txt");
  rmSync(log, { force: true });
  const writable = [`${folder}/out`, log].map((path) => `--allow-fs-write=${path}`);
  // Threads stand behind the same walls, as they are started with the same options.
  const child = spawn(
    process.execPath,
    ["--permission", "--allow-worker", ...walls, ...writable, "--import", WATCH, ...args],
    { stdio: ["ignore", "ignore", "pipe"], env: { ...process.env, ACCESS_LOG: log } },
  );
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => void (stderr += text));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => {
      const lines = readFileSync(log, "utf8").split("\n");
      const told = (kind: string): readonly string[] =>
        lines.filter((line) => line.startsWith(`${kind} `)).map((line) => line.slice(kind.length + 1));
      resolve({ code, stderr, access: { files: told("file"), reached: told("reached") } });
    });
  });
};

/** Ways to make a program read a file or fetch an address, in every field that takes a text. */
const baits = (): readonly string[] => {
  const file = join(folder, "canary.txt");
  const address = `http://127.0.0.1:${port()}/`;
  return [
    `{"image":"${file}"}`,
    `file://${file}`,
    file,
    `<img src="${address}">`,
    `@import url(${address})`,
    `{{> ${file}}}`,
    `$t(${file})`,
    `{"svg":"${address}"}`,
  ];
};

const baited = async (): Promise<readonly unknown[]> => {
  const [base] = BASES;
  const fields = fieldsOf(base).filter(([step]) => step !== "number" && step !== "id");
  const tried = await makeAll({ text: linesOf(fields.map((field) => withText(base, field, WORD))), formats: [] });
  const free = fields.filter((_, index) => tried[index]?.ok === true);
  return baits().map((bait, index) => {
    const numbered = Object.assign({}, base.document, {
      id: `bait-${index}`,
      number: `BAIT ${index}`,
      payment: { link: `https://pay.meridian.example/i/${index}` },
    });
    return free
      .filter(([step]) => step !== "payment")
      .reduce<unknown>((document, field) => withText({ ...base, document }, field, bait), numbered);
  });
};

const CODE = /\/node_modules\/.*\.(?:[cm]?js|json)$|\/src\/.*\.ts$|\/package\.json$/;

test("rendering opens no file but the package's own, its input and its output, and reaches no other machine or process", async () => {
  writeFileSync(join(folder, "in/in.jsonl"), linesOf(await baited()));
  writeFileSync(join(folder, "in/issuer.json"), linesOf([JSON.parse(readFileSync(MERIDIAN_FILE, "utf8"))]));
  const { code, stderr, access } = await runWalled([
    `${ROOT}/src/cli.ts`,
    "render",
    join(folder, "in/in.jsonl"),
    "--issuer",
    join(folder, "in/issuer.json"),
    "--out",
    join(folder, "out"),
  ]);
  expect(code, stderr).toBe(0);
  expect(readdirSync(join(folder, "out")).filter((name) => name.endsWith(".pdf"))).toHaveLength(baits().length);
  const own = [...PACKAGE.map((name) => `${ROOT}/${name}/`), `${folder}/in/`, `${folder}/out`];
  const others = access.files.filter((file) => !CODE.test(file) && !own.some((place) => file.startsWith(place)));
  expect(others).toEqual([]);
  expect(access.files.some((file) => file.startsWith(`${ROOT}/fonts/`))).toBe(true);
  expect(access.reached).toEqual([]);
  expect(hits).toBe(0);
});

test("the canaries sing: under the same walls a file outside is refused, and both it and a connection are seen", async () => {
  const script = join(folder, "in/singing.mjs");
  const file = join(folder, "canary.txt");
  const address = `http://127.0.0.1:${port()}/`;
  writeFileSync(
    script,
    `import { readFileSync } from "node:fs";
     import { isMainThread, Worker } from "node:worker_threads";
     const file = isMainThread ? ${JSON.stringify(file)} : ${JSON.stringify(`${file}2`)};
     try { readFileSync(file); } catch (error) { process.stderr.write(error.code + "\\n"); }
     if (isMainThread) new Worker(new URL(import.meta.url)); else await fetch(${JSON.stringify(address)});`,
  );
  const { stderr, access } = await runWalled([script]);
  expect(stderr.match(/^ERR_ACCESS_DENIED$/gm)).toHaveLength(2);
  expect(access.files).toEqual(expect.arrayContaining([file, `${file}2`]));
  expect(access.reached).toContain(`fetch ${address}`);
  expect(hits).toBe(1);
});
