import type { AuditEntry } from "../register/delivery.ts";
import type { PaymentAttempt } from "../register/payment.ts";
import type { Draft, OutputFolder, TemporaryFile, World } from "../world.ts";
import { AUDIT_LIST, DOCUMENT_LIST, PAYMENT_LIST } from "./export-columns.ts";
import type { ExportedDocument, ExportedFile } from "./export-document.ts";

/** Names that the lists of an export have; where one of them is, an export stands already. */
export const LIST_NAMES = [
  "README.txt",
  "documents.csv",
  "payments.csv",
  "audit.csv",
  "hashes.sha256",
  "index.html",
] as const;

/** The lists of an export, which grow with its documents; none has its name before all are complete. */
export type ExportLists = {
  readonly addDocuments: (
    documents: readonly ExportedDocument[],
    trail: { readonly payments: readonly PaymentAttempt[]; readonly audit: readonly AuditEntry[] },
  ) => Promise<void>;
  readonly addAudit: (entries: readonly AuditEntry[]) => Promise<void>;
  /** Files that stand in the export already. */
  readonly addHashes: (files: readonly ExportedFile[]) => Promise<void>;
  /** A whole file of the export's own folder, such as a page of the list. */
  readonly addText: (name: string, text: string) => Promise<void>;
  readonly publish: () => Promise<void>;
};

export const openLists = async (root: OutputFolder, digest: World["digest"]): Promise<ExportLists> => {
  const [documents, payments, audit, hashes] = await Promise.all([
    begin(root, DOCUMENT_LIST.head),
    begin(root, PAYMENT_LIST.head),
    begin(root, AUDIT_LIST.head),
    begin(root, ""),
  ]);
  const complete: { readonly name: string; readonly file: TemporaryFile }[] = [];
  const addHashes: ExportLists["addHashes"] = (files) => hashes.append(files.map(hashLine).join(""));
  const finish = async (name: string, draft: Draft): Promise<void> => {
    const file = await draft.finish();
    complete.push({ name, file });
    await addHashes([{ path: name, label: "list", sha256: file.sha256 }]);
  };
  const addAudit: ExportLists["addAudit"] = (entries) => audit.append(entries.map(AUDIT_LIST.row).join(""));
  return {
    addDocuments: async (exported, trail) => {
      await documents.append(exported.map(({ registered }) => DOCUMENT_LIST.row(registered)).join(""));
      await payments.append(trail.payments.map(PAYMENT_LIST.row).join(""));
      await addAudit(trail.audit);
      await addHashes(exported.flatMap(({ files }) => files));
    },
    addAudit,
    addHashes,
    addText: async (name, text) => {
      const bytes = new TextEncoder().encode(text);
      complete.push({ name, file: await root.stage(bytes) });
      await addHashes([{ path: name, label: "list", sha256: digest(bytes) }]);
    },
    publish: async () => {
      await finish("documents.csv", documents);
      await finish("payments.csv", payments);
      await finish("audit.csv", audit);
      complete.push({ name: "hashes.sha256", file: await hashes.finish() });
      for (const { name, file } of complete) await root.publish(file, name);
      await root.sync();
    },
  };
};

const begin = async (root: OutputFolder, head: string): Promise<Draft> => {
  const draft = await root.draft();
  if (head !== "") await draft.append(head);
  return draft;
};

/** As `sha256sum -c` reads it; no path of an export has a line end or a backslash. */
const hashLine = ({ path, sha256 }: ExportedFile): string => `${sha256}  ${path}\n`;
