import type { Issue } from "../../kernel/result.ts";
import { nameOf } from "../ledger/find-document.ts";
import type { NamedFile } from "../publish.ts";
import type { RegisteredDocument } from "../register/document.ts";
import type { RenderTarget } from "../render.ts";
import type { Store } from "../store.ts";
import type { OutputFolder, World } from "../world.ts";
import { exportNames, type ExportNames } from "./export-names.ts";
import { keptUnder, lossOf } from "./kept.ts";

/** A file of the export: its path in it, and what it is. */
export type ExportedFile = { readonly path: string; readonly label: string; readonly sha256: string };

/** A document with what was written of it, and what could not be. */
export type ExportedDocument = {
  readonly registered: RegisteredDocument;
  readonly files: readonly ExportedFile[];
  readonly issues: readonly Issue[];
};

/** What came of some files. */
export type Written = Pick<ExportedDocument, "files" | "issues">;

/** The folders of an export, and what is written to them. */
export type Exporter = {
  readonly documents: OutputFolder;
  readonly inputs: OutputFolder;
  readonly profiles: OutputFolder;
  readonly store: Store;
  readonly digest: World["digest"];
  readonly existing: RenderTarget["existing"];
};

/** The issued bytes, and the input that they were made from. Files that nobody issued are none of an auditor's. */
export const exportDocument = async (registered: RegisteredDocument, exporter: Exporter): Promise<ExportedDocument> => {
  const names = exportNames(registered, exporter.digest);
  const input = { folder: exporter.inputs, path: "inputs", name: names.input };
  const written = [
    ...(await exportFiles(registered, names, exporter)),
    await copyBlob({ ...input, label: "input", sha256: registered.inputHash }, exporter),
  ];
  return {
    registered,
    files: written.flatMap(({ files }) => files),
    issues: written.flatMap(({ issues }) => issues.map((issue) => ({ ...issue, file: nameOf(registered) }))),
  };
};

const exportFiles = async (
  { issuedAt, files }: RegisteredDocument,
  names: ExportNames,
  exporter: Exporter,
): Promise<readonly Written[]> => {
  if (issuedAt === undefined || files.length === 0) return [];
  const folder = await exporter.documents.folder(names.folder);
  const path = `documents/${names.folder}`;
  const written: Written[] = [];
  try {
    for (const { format, sha256 } of files) {
      written.push(await copyBlob({ folder, path, name: names.fileOf(format), label: format, sha256 }, exporter));
    }
    await folder.sync();
  } finally {
    await folder.close();
  }
  return written;
};

/** The profile under its hash; several documents share one. */
export const exportProfile = (sha256: string, exporter: Exporter): Promise<Written> =>
  copyBlob({ folder: exporter.profiles, path: "profiles", name: `${sha256}.json`, label: "profile", sha256 }, exporter);

type Copy = {
  readonly folder: OutputFolder;
  /** Of the folder, within the export. */
  readonly path: string;
  readonly name: string;
  readonly label: string;
  readonly sha256: string;
};

const copyBlob = async ({ folder, path, name, label, sha256 }: Copy, exporter: Exporter): Promise<Written> => {
  const blob = await keptUnder(sha256, exporter.store);
  if (blob.kind !== "whole") {
    const losses = lossOf(label, sha256, blob);
    return {
      files: [],
      issues: losses.map(({ what, message }) => ({ rule: "A20", at: "", message: `${what} ${message}` })),
    };
  }
  const inTheWay = await write({ name, bytes: blob.bytes }, { folder, path, existing: exporter.existing });
  return inTheWay === undefined
    ? { files: [{ path: `${path}/${name}`, label, sha256 }], issues: [] }
    : { files: [], issues: [inTheWay] };
};

type Place = { readonly folder: OutputFolder; readonly path: string; readonly existing: RenderTarget["existing"] };

/** A file that stands there with equal bytes stays; one with others is replaced only where that was asked for. */
const write = async ({ name, bytes }: NamedFile, { folder, path, existing }: Place): Promise<Issue | undefined> => {
  const standing = await folder.look(name);
  const place = `${path}/${name}`;
  if (standing.kind === "other") return wayIssue(`${place} is a folder or a link, not a file`, "move it away");
  if (standing.kind === "file") {
    if (equalBytes(standing.bytes, bytes)) return undefined;
    if (existing === "refuse") {
      return wayIssue(`${place} stands there already with other content`, "use --overwrite to replace it");
    }
  }
  await folder.publish(await folder.stage(bytes), name);
  return undefined;
};

const wayIssue = (message: string, hint: string): Issue => ({ rule: null, at: "--out", message, hint });

const equalBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, index) => byte === b[index]);
