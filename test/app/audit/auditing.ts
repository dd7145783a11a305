import { chmodSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { equalPdfStreams } from "../../../src/adapters/pdf-streams.ts";
import { chooseDocuments, type Choice } from "../../../src/app/audit/choose-documents.ts";
import { openProfileDrawings } from "../../../src/app/audit/profile-drawings.ts";
import { openProfiles } from "../../../src/app/audit/redraw.ts";
import type { Verified } from "../../../src/app/audit/verdict.ts";
import { verifyDocuments } from "../../../src/app/audit/verify.ts";
import type { BillRequest, Doors } from "../../../src/app/bill/open-run.ts";
import type { RegisteredDocument } from "../../../src/app/register/document.ts";
import type { World } from "../../../src/app/world.ts";
import { rawLine, valueOf } from "../../documents.ts";
import { all, bill, closeDoors, openDoors } from "../bill/billing.ts";
import { fakeWorld, jsonLines, LIMITS, rawInvoice } from "../fake-world.ts";

type Raw = Readonly<Record<string, unknown>>;

/** Without a number: that is the register's to give. */
export const draft = (id: string, fields: Raw = {}): Raw => rawInvoice(id, { number: undefined, ...fields });

export const creditNote = (id: string, corrected: string): Raw => {
  const corrects = { number: corrected, date: "2026-05-01", reason: "one user too many" };
  return draft(id, { kind: "credit-note", lines: [rawLine({ quantity: "-1", corrects })], payment: {} });
};

/** Usage of a partner's customer, without any money (rule A9). */
export const usageStatement = (id: string): Raw => {
  const { payment: _payment, taxes: _taxes, currency: _currency, number: _number, customer, ...rest } = draft(id);
  const { rate: _rate, taxes: _lineTaxes, ...line } = rawLine();
  return {
    ...rest,
    kind: "usage-statement",
    customer: { ...Object(customer), partner: { name: "Northwind Partners" } },
    lines: [line],
  };
};

type Issuing = {
  readonly request?: Partial<BillRequest>;
  /** Further files, such as another profile. */
  readonly texts?: Readonly<Record<string, string>>;
};

/** Issues documents into a register and a store of their own in the folder. */
export const issue = async (
  folder: string,
  documents: readonly Raw[],
  { request = {}, texts = {} }: Issuing = {},
): Promise<void> => {
  const world = fakeWorld({ ...texts, "in.jsonl": jsonLines(documents) });
  await withDoorsAt(folder, (doors) => bill({ world, doors, request }));
};

export const withDoorsAt = async <T>(folder: string, work: (doors: Doors) => Promise<T>): Promise<T> => {
  const doors = await openDoors(folder);
  try {
    return await work(doors);
  } finally {
    await closeDoors(doors);
  }
};

const EVERYTHING: Choice = { names: [], filter: {} };

/** What verifying finds of the documents, in the order of the register. */
export const verified = (
  folder: string,
  { world = fakeWorld({}), choice = EVERYTHING }: { readonly world?: World; readonly choice?: Choice } = {},
): Promise<readonly Verified[]> =>
  withDoorsAt(folder, async ({ register, store }) => {
    const chosen = valueOf(await chooseDocuments(choice, { register, digest: world.digest }));
    const drawings = openProfileDrawings(world.drawing, LIMITS);
    const auditor = {
      store,
      profiles: openProfiles(store),
      drawings,
      digest: world.digest,
      toolset: world.toolset(),
      equalPdfStreams,
    };
    try {
      return await all(verifyDocuments(chosen.documents(), auditor, { workers: 2, stop: { aborted: false } }));
    } finally {
      await drawings.close();
    }
  });

/** "a: damaged; register: total is …", one for each document that does not simply hold. */
export const told = (documents: readonly Verified[]): readonly string[] =>
  documents
    .filter(({ verdict }) => verdict !== "holds")
    .map(({ id, verdict, findings }) =>
      [`${id}: ${verdict}`, ...findings.map(({ what, message }) => `${what}: ${message}`)].join("; "),
    );

export const documentOf = (folder: string, id: string): Promise<RegisteredDocument> =>
  withDoorsAt(folder, async ({ register }) => {
    const document = (await register.documents.find([id])).get(id);
    if (document === undefined) throw new Error(`there is no ${id}`);
    return document;
  });

export const hashOf = ({ files }: RegisteredDocument, format: string): string =>
  files.find((file) => file.format === format)?.sha256 ?? "";

const blobPath = (folder: string, sha256: string): string =>
  join(folder, "store", "sha256", sha256.slice(0, 2), sha256.slice(2, 4), sha256);

/** One byte of it is another. */
export const damage = (folder: string, sha256: string): void => {
  const path = blobPath(folder, sha256);
  const bytes = readFileSync(path);
  bytes[10] = (bytes[10] ?? 0) ^ 1;
  chmodSync(path, 0o644);
  writeFileSync(path, bytes);
};

export const lose = (folder: string, sha256: string): void => rmSync(blobPath(folder, sha256));

/** Somebody changes the database by hand; what it refuses, he has taken out before. */
export const tamper = (folder: string, ...statements: readonly string[]): void => {
  const database = new DatabaseSync(join(folder, "register.sqlite"), { enableForeignKeyConstraints: false });
  try {
    database.exec("pragma ignore_check_constraints = on");
    const triggers = database.prepare("select name from sqlite_schema where type = 'trigger'").all();
    for (const { name } of triggers) database.exec(`drop trigger ${String(name)}`);
    for (const statement of statements) database.exec(statement);
  } finally {
    database.close();
  }
};

/** The constraints of the table go too. */
export const UNCONSTRAINED = [
  "create table loose as select * from document",
  "drop table document",
  "alter table loose rename to document",
] as const;
