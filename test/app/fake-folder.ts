import { createHash } from "node:crypto";
import type { Draft, Journal, OutputFolder, Outputs, TemporaryFile } from "../../src/app/world.ts";

/** A disk that can lose power: what has been done before stays, what would come after does not happen. */
export type FakeDisk = {
  /** Names and contents; a text in place of bytes for what is no plain file. */
  readonly files: Map<string, Uint8Array | "folder">;
  /** Steps that have been carried out, by name: "stage", "publish a.pdf". */
  readonly steps: string[];
  readonly outputs: Outputs;
};

export class PowerCut extends Error {}

/** The disk works for `steps` steps, then every further one fails; by default for ever. */
export const fakeDisk = (steps = Infinity, files: FakeDisk["files"] = new Map()): FakeDisk => {
  const done: string[] = [];
  const step = (name: string): void => {
    if (done.length >= steps) throw new PowerCut(name);
    done.push(name);
  };
  return { files, steps: done, outputs: { open: async () => folderOn(files, step) } };
};

const isTemporary = (name: string): boolean => name.startsWith(".tmp-");

export const leftOvers = ({ files }: FakeDisk): readonly string[] => [...files.keys()].filter(isTemporary);

const folderOn = (files: FakeDisk["files"], step: (name: string) => void): OutputFolder => {
  for (const name of files.keys()) {
    if (!isTemporary(name)) continue;
    step("clear");
    files.delete(name);
  }
  const inner = new Map<string, FakeDisk["files"]>();
  let count = 0;
  const stage = async (bytes: Uint8Array): Promise<TemporaryFile> => {
    const path = `.tmp-${(count += 1)}`;
    // Half of it is written when the power goes.
    files.set(path, bytes.slice(0, bytes.length / 2));
    step("stage");
    files.set(path, bytes);
    return { path };
  };
  const publish = async ({ path }: TemporaryFile, name: string): Promise<void> => {
    step(`publish ${name}`);
    const bytes = files.get(path);
    if (bytes === undefined) throw new Error(`${path} was never staged`);
    files.delete(path);
    files.set(name, bytes);
  };
  return {
    look: async (name) => {
      const standing = files.get(name);
      if (standing === undefined) return { kind: "nothing" };
      return standing === "folder" ? { kind: "other" } : { kind: "file", bytes: standing };
    },
    kindOf: async (name) => {
      const standing = files.get(name);
      if (standing === undefined) return "nothing";
      return standing === "folder" ? "other" : "file";
    },
    stage,
    publish,
    remove: async (name) => {
      step(`remove ${name}`);
      files.delete(name);
    },
    sync: async () => step("sync"),
    folder: async (name) => {
      const within = inner.get(name) ?? new Map<string, Uint8Array | "folder">();
      inner.set(name, within);
      files.set(name, "folder");
      return folderOn(within, (what) => step(`${name}: ${what}`));
    },
    draft: async (): Promise<Draft> => {
      const pieces: string[] = [];
      return {
        append: async (text) => void pieces.push(text),
        finish: async () => {
          const bytes = new TextEncoder().encode(pieces.join(""));
          return { ...(await stage(bytes)), sha256: createHash("sha256").update(bytes).digest("hex") };
        },
      };
    },
    journal: async (name): Promise<Journal> => {
      await publish(await stage(new Uint8Array()), name);
      return {
        append: async (text) => {
          step(`append ${name}`);
          files.set(name, new TextEncoder().encode(textAt(files, name) + text));
        },
        close: async () => {},
      };
    },
    close: async () => {
      for (const name of [...files.keys()].filter(isTemporary)) {
        step("clear");
        files.delete(name);
      }
    },
  };
};

export const textAt = (files: FakeDisk["files"], name: string): string => {
  const bytes = files.get(name);
  return bytes instanceof Uint8Array ? new TextDecoder().decode(bytes) : "";
};
