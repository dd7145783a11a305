import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createAssets } from "../../src/adapters/assets.ts";
import { createDrawing, type DrawingLimits } from "../../src/app/drawing.ts";
import { prepareRun, type Request, type Run } from "../../src/app/prepare.ts";
import { createAnswering } from "../../src/app/support/answer.ts";
import type { InputFile, World } from "../../src/app/world.ts";
import { parseInstant, type Instant } from "../../src/kernel/calendar.ts";
import { fail, succeed } from "../../src/kernel/result.ts";
import { rawDocument, valueOf } from "../documents.ts";
import { fakeDisk, type FakeDisk } from "./fake-folder.ts";

export const instant = (text: string): Instant => {
  const moment = parseInstant(text);
  if (moment === undefined) throw new Error(`${text} is no instant`);
  return moment;
};

export const sha256 = (bytes: Uint8Array | string): string => createHash("sha256").update(bytes).digest("hex");

export const ISSUER = "meridian.json";

/** Input files by name and a disk; templates, fonts and words are the package's own. */
export const fakeWorld = (texts: Readonly<Record<string, string>>, disk: FakeDisk = fakeDisk()): World => {
  const files = new Map(Object.entries({ [ISSUER]: MERIDIAN_TEXT, ...texts }));
  const assets = createAssets();
  return {
    clock: { now: () => instant("2026-05-10T23:30:00Z") },
    inputs: {
      open: async (names) => {
        const missing = names.filter((name) => !files.has(name));
        if (missing.length > 0) return fail({ rule: null, at: "", message: `there is no ${missing.join(", ")}` });
        return succeed(names.map((name) => inputFile(name, files.get(name) ?? "")));
      },
    },
    outputs: disk.outputs,
    assets,
    drawing: (setup) => createDrawing(assets, setup),
    answering: (setup) => createAnswering(assets, setup),
    digest: sha256,
    tokens: createTokens(),
    toolset: () => ({ version: "0.0.0", runtime: "test", templates: "t", locales: "l", fonts: "f" }),
  };
};

/** Secrets that can be told beforehand, each another. */
const createTokens = (): (() => string) => {
  let count = 0;
  return () => `token-${String((count += 1)).padStart(20, "0")}`;
};

export const MERIDIAN_TEXT = readFileSync(new URL("../issuers/meridian.json", import.meta.url), "utf8");

/** In small chunks, so that characters and records are cut. */
const inputFile = (name: string, text: string): InputFile => {
  const bytes = new TextEncoder().encode(text);
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += 1000) yield bytes.subarray(at, at + 1000);
  }
  return { name, size: bytes.length, chunks };
};

type Raw = Readonly<Record<string, unknown>>;

/** The small document of the other tests under an id of its own, with a number and a link that follow from it. */
export const rawInvoice = (id: string, fields: Raw = {}): Raw =>
  rawDocument({ id, number: `INV-${id}`, payment: { link: `https://pay.meridian.example/i/${id}` }, ...fields });

export const jsonLines = (documents: readonly Raw[]): string =>
  documents.map((document) => `${JSON.stringify(document)}\n`).join("");

/** The fake world draws in this process, where nothing is limited. */
export const LIMITS: DrawingLimits = { workers: 1, secondsPerDocument: 60 };

/** A run over one JSONL file, "in.jsonl"; as text only unless asked, since that is quick. */
export const runOver = async (world: World, request: Partial<Request> = {}): Promise<Run> =>
  valueOf(
    await prepareRun(world, {
      inputs: ["in.jsonl"],
      overlays: [],
      issuer: ISSUER,
      formats: ["text", "json"],
      mode: "numbered",
      limits: LIMITS,
      ...request,
    }),
  );
