import { writeStatements } from "../app/ledger/account-statement.ts";
import { openArchive } from "../app/ledger/archive.ts";
import { copyDocument, type CopyRequest } from "../app/ledger/copy.ts";
import { listDocuments } from "../app/ledger/list.ts";
import { openItems } from "../app/ledger/open-items.ts";
import { openListText } from "../app/ledger/open-list.ts";
import { showDocument } from "../app/ledger/show.ts";
import { shownJson } from "../app/ledger/show-json.ts";
import { shownText } from "../app/ledger/show-text.ts";
import type { FileReceipt } from "../app/outcome.ts";
import { openReading } from "../app/reading.ts";
import type { RenderTarget } from "../app/render.ts";
import { requestOf } from "../app/request.ts";
import type { World } from "../app/world.ts";
import { fail, succeed, type Result } from "../kernel/result.ts";
import { withDoors } from "./doors.ts";
import { EXIT } from "./exit.ts";
import {
  accountRequestOf,
  filterOf,
  lookOf,
  type CopyOptions,
  type ListOptions,
  type RegisterOptions,
  type StatementOptions,
} from "./register-options.ts";
import { refuse, warn } from "./tell.ts";

export const listCommand = async (world: World, options: ListOptions): Promise<number> => {
  const filter = filterOf(options);
  if (!filter.ok) return refuse(filter.issues, EXIT.usage);
  const look = lookOf(options);
  return withDoors(options, async ({ register, store }) => {
    if (options.open !== true) {
      for await (const line of listDocuments(filter.value, { register, look })) process.stdout.write(line);
      return EXIT.done;
    }
    const desk = { register, archive: openArchive(store), now: world.clock.now() };
    const items = await openItems(filter.value, desk);
    if (!items.ok) return refuse(items.issues, EXIT.refused);
    process.stdout.write(openListText(items.value, look));
    return EXIT.done;
  });
};

export const showCommand = (document: string, options: RegisterOptions): Promise<number> =>
  withDoors(options, async (doors) => {
    const shown = await showDocument(document, { doors });
    if (!shown.ok) return refuse(shown.issues, EXIT.refused);
    warn(shown.value.warnings);
    process.stdout.write(options.json === true ? shownJson(shown.value) : shownText(shown.value));
    return EXIT.done;
  });

export const copyCommand = async (world: World, document: string, options: CopyOptions): Promise<number> => {
  const request = copyRequestOf(options);
  if (!request.ok) return refuse(request.issues, EXIT.usage);
  return withDoors(options, async (doors) =>
    tellFiles(await copyDocument(document, request.value, { world, doors }), options),
  );
};

export const statementCommand = async (world: World, account: string, options: StatementOptions): Promise<number> => {
  const request = accountRequestOf(account, options);
  if (!request.ok) return refuse(request.issues, EXIT.usage);
  const drawn = requestOf([], { ...options, format: options.format ?? VIEWS }, 1);
  if (!drawn.ok) return refuse(drawn.issues, EXIT.usage);
  const profile = await openReading(world, drawn.value);
  if (!profile.ok) return refuse(profile.issues, EXIT.usage);
  const { formats, locale } = drawn.value;
  const wanted = {
    ...request.value,
    issuer: profile.value.issuer,
    formats,
    target: targetOf(options),
    ...(locale !== undefined && { locale }),
  };
  return withDoors(options, async (doors) => tellFiles(await writeStatements(wanted, { world, doors }), options));
};

/** What a person looks at; the data of a document are not drawn. */
const VIEWS = "pdf,html,text";

const copyRequestOf = (options: CopyOptions): Result<CopyRequest> => {
  const isOriginal = options.original === true;
  const usual = isOriginal ? undefined : VIEWS;
  const format = options.format ?? usual;
  const typed = requestOf([], { ...options, ...(format !== undefined && { format }) }, 1);
  if (!typed.ok) return typed;
  const { formats, locale, limits } = typed.value;
  if (!isOriginal && formats.includes("json")) return fail(NO_MARK);
  const what = isOriginal
    ? ({ kind: "original" } as const)
    : ({ kind: "copy", limits, ...(locale !== undefined && { locale }) } as const);
  return succeed({ what, formats, target: targetOf(options) });
};

const NO_MARK = {
  rule: "A20",
  at: "--format",
  message: "json has no place for the mark of a copy",
  hint: "--original gives the issued data",
} as const;

const targetOf = ({ out, overwrite }: CopyOptions | StatementOptions): RenderTarget => ({
  path: out,
  existing: overwrite === true ? "replace" : "refuse",
});

const tellFiles = (
  files: Result<readonly FileReceipt[]>,
  { out, json }: { readonly out: string; readonly json?: boolean },
): number => {
  if (!files.ok) return refuse(files.issues, EXIT.refused);
  const line = ({ name, bytes, sha256 }: FileReceipt): string =>
    json === true ? `${JSON.stringify({ name, bytes, sha256 })}\n` : `${out}/${name}\n`;
  process.stdout.write(files.value.map(line).join(""));
  return EXIT.done;
};
