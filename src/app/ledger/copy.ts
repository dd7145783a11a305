import type { Locale } from "../../kernel/party.ts";
import { fail, invariant, succeed, type Issue, type Result } from "../../kernel/result.ts";
import { isUnfinished } from "../bill/known.ts";
import type { DrawingLimits } from "../drawing.ts";
import { EXTENSIONS, type Format } from "../formats.ts";
import type { FileReceipt } from "../outcome.ts";
import type { NamedFile } from "../publish.ts";
import type { RegisteredDocument, StoredFile } from "../register/document.ts";
import type { RenderTarget } from "../render.ts";
import { safeName } from "../safe-name.ts";
import { openArchive } from "./archive.ts";
import type { Desk } from "./desk.ts";
import { findDocument, nameOf } from "./find-document.ts";
import { writeFiles } from "./write-files.ts";

/** What is to be had of an issued document: its own bytes, or a marked copy, if wanted in another language. */
export type CopyRequest = {
  readonly what:
    { readonly kind: "original" } | { readonly kind: "copy"; readonly locale?: Locale; readonly limits: DrawingLimits };
  readonly formats: readonly Format[];
  readonly target: RenderTarget;
};

/** Writes the files into the folder; the original ones under their own names, copies as "INV-17.copy.pdf". */
export const copyDocument = async (
  typed: string,
  { what, formats, target }: CopyRequest,
  { world, doors }: Pick<Desk, "world" | "doors">,
): Promise<Result<readonly FileReceipt[]>> => {
  const document = await findDocument(typed, doors.register);
  if (!document.ok) return document;
  if (isUnfinished(document.value)) return fail(notIssued(document.value));
  const files =
    what.kind === "original"
      ? await originalFiles(document.value, formats, { world, doors })
      : await copiedFiles(document.value, { what, formats }, { world, doors });
  return files.ok ? writeFiles(files.value, target, world) : files;
};

type Tools = Pick<Desk, "world" | "doors">;

/** The issued bytes; what does not match the register is never handed out (rule A20). */
const originalFiles = async (
  document: RegisteredDocument,
  formats: readonly Format[],
  { world, doors }: Tools,
): Promise<Result<readonly NamedFile[]>> => {
  const wanted = document.files.filter(({ format }) => formats.includes(format));
  if (wanted.length === 0) return fail(noSuchFile(document, formats));
  const files: NamedFile[] = [];
  for (const file of wanted) {
    const bytes = await doors.store.read(file.sha256);
    const isWhole = bytes !== undefined && bytes.length === file.bytes && world.digest(bytes) === file.sha256;
    if (!isWhole) return fail(notInStore(file));
    files.push({ name: file.name, bytes });
  }
  return succeed(files);
};

type Copying = { readonly what: Extract<CopyRequest["what"], { kind: "copy" }>; readonly formats: readonly Format[] };

/** Drawn from what the document was made from, by the profile of then (rule A20). */
const copiedFiles = async (
  document: RegisteredDocument,
  { what, formats }: Copying,
  { world, doors }: Tools,
): Promise<Result<readonly NamedFile[]>> => {
  if (document.state === "void") return fail(isVoid(document));
  const filed = await openArchive(doors.store).fileOf(document);
  if (!filed.ok) return filed;
  const { locale, limits } = what;
  const suffix = `${locale === undefined ? "" : `.${locale}`}.copy`;
  const drawing = world.drawing(
    {
      issuer: filed.value.issuer,
      formats,
      mode: { kind: "numbered" },
      copy: "duplicate",
      suffix,
      ...(locale !== undefined && { locale }),
    },
    limits,
  );
  try {
    const [drawn] = await drawing.draw([filed.value.document]);
    invariant(drawn !== undefined, "the one document is drawn or refused");
    if (!drawn.ok) return drawn;
    const name = `${safeName(nameOf(document))}${suffix}`;
    return succeed(drawn.value.map(({ format, bytes }) => ({ name: `${name}.${EXTENSIONS[format]}`, bytes })));
  } finally {
    await drawing.close();
  }
};

const notIssued = (document: RegisteredDocument): Issue => ({
  rule: "A20",
  at: "",
  message: `${nameOf(document)} is not issued yet: there is nothing to copy`,
  hint: "run its billing run again",
});

const noSuchFile = (document: RegisteredDocument, formats: readonly Format[]): Issue => ({
  rule: null,
  at: "--format",
  message: `${nameOf(document)} was not issued as ${formats.join(", ")}`,
  hint: `it has ${document.files.map(({ format }) => format).join(", ") || "no files: it became void before it was issued"}`,
});

const notInStore = ({ name, sha256 }: StoredFile): Issue => ({
  rule: "A20",
  at: "",
  message: `${name} is not in the store as the register has it, under ${sha256}`,
  hint: "does --store name the store of this register? billwright register verify looks at all files",
});

const isVoid = (document: RegisteredDocument): Issue => ({
  rule: "A20",
  at: "",
  message: `${nameOf(document)} is void: a copy of it would ask for money that is not owed`,
  hint: "--original gives what was issued, for the files",
});
