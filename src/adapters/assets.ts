import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { deflateSync } from "node:zlib";
import type { Assets } from "../app/world.ts";

/** The folder that holds templates/, locales/, fonts/ and issuers/: the package's own, wherever it is called from. */
const ROOT = new URL("../../", import.meta.url);

/** Files of the package, each read when it is first asked for. One that is missing is a broken installation: it throws. */
export const createAssets = (root: URL = ROOT): Assets => {
  const bytesOf = remember((path) => new Uint8Array(readFileSync(fileURLToPath(new URL(path, root)))));
  const textOf = remember((path) => new TextDecoder().decode(bytesOf(path)));
  const parsed = remember((path): unknown => JSON.parse(textOf(path)));
  return {
    template: (name) => textOf(`templates/${name}`),
    locale: (name) => parsed(`locales/${name}.json`),
    font: (name) => bytesOf(`fonts/${name}`),
    issuer: (name) => textOf(`issuers/${name}`),
    digest: (text) => createHash("sha256").update(text, "utf8").digest("base64"),
    // A new state for each: one that is used again lets what was before leak into the bytes.
    deflate: (bytes) => deflateSync(bytes, { level: 1 }),
  };
};

const remember = <T>(read: (path: string) => T): ((path: string) => T) => {
  const known = new Map<string, T>();
  return (path) => {
    const value = known.get(path) ?? read(path);
    known.set(path, value);
    return value;
  };
};
