import { fail, succeed, type Issue, type Result } from "../../kernel/result.ts";
import type { Doors } from "../bill/open-run.ts";
import type { Stop } from "../in-order.ts";
import type { DocumentFilter } from "../register/document.ts";
import type { RenderTarget } from "../render.ts";
import type { OutputFolder, World } from "../world.ts";
import { chunksOf, exportChunk, type WrittenProfiles } from "./export-chunk.ts";
import type { Exporter } from "./export-document.ts";
import type { ExportFacts } from "./export-page.ts";
import { LIST_NAMES, openLists, type ExportLists } from "./export-lists.ts";
import { openPages } from "./export-pages.ts";
import { readmeText } from "./export-readme.ts";
import { addTotal, NO_TOTALS, type ExportTotals } from "./export-totals.ts";

export type ExportRequest = {
  readonly filter: DocumentFilter;
  readonly target: RenderTarget;
};

/** What has come of some more documents. */
export type ExportStep = { readonly documents: number; readonly issues: readonly Issue[] };

export type Export = {
  /** Writes the export; its lists get their names after the last step, so one that was stopped has none. */
  readonly steps: (stop: Stop) => AsyncIterable<ExportStep>;
  readonly close: () => Promise<void>;
};

type Hands = { readonly world: World; readonly doors: Pick<Doors, "register" | "store"> };

/** Opens the folder. Another export in it, which this one would not cover, is an issue. */
export const openExport = async (request: ExportRequest, hands: Hands): Promise<Result<Export>> => {
  const root = await hands.world.outputs.open(request.target.path);
  const issues = await standingIn(root, request.target);
  if (issues.length === 0) {
    return succeed({ steps: (stop) => writeExport(root, { request, hands, stop }), close: root.close });
  }
  await root.close();
  return fail(...issues);
};

const standingIn = async (root: OutputFolder, { path, existing }: RenderTarget): Promise<readonly Issue[]> => {
  const issues: Issue[] = [];
  for (const name of LIST_NAMES) {
    const kind = await root.kindOf(name);
    if (kind === "nothing" || (kind === "file" && existing === "replace")) continue;
    const hint = kind === "file" ? "give another folder, or --overwrite" : "it is a folder or a link: move it away";
    issues.push({ rule: null, at: "--out", message: `${path}/${name} stands there already`, hint });
  }
  return issues;
};

type Writing = { readonly request: ExportRequest; readonly hands: Hands; readonly stop: Stop };

async function* writeExport(root: OutputFolder, writing: Writing): AsyncGenerator<ExportStep> {
  const folders = {
    documents: await root.folder("documents"),
    inputs: await root.folder("inputs"),
    profiles: await root.folder("profiles"),
  };
  const { store } = writing.hands.doors;
  const { digest } = writing.hands.world;
  try {
    yield* writeAll({ ...folders, store, digest, existing: writing.request.target.existing }, root, writing);
  } finally {
    for (const folder of Object.values(folders)) await folder.close();
  }
}

async function* writeAll(
  exporter: Exporter,
  root: OutputFolder,
  { request: { filter }, hands: { world, doors }, stop }: Writing,
): AsyncGenerator<ExportStep> {
  const { register } = doors;
  const facts: ExportFacts = {
    madeAt: world.clock.now(),
    program: world.toolset().version,
    choice: choiceText(filter),
  };
  const lists = await openLists(root, world.digest);
  const pages = openPages(lists, { facts, assets: world.assets });
  const profiles: WrittenProfiles = new Map();
  let totals = NO_TOTALS;
  let lacking = 0;
  for await (const chunk of chunksOf(register.documents.list(filter))) {
    if (stop.aborted) return;
    const { documents, issues } = await exportChunk(chunk, { exporter, profiles, lists, register });
    for (const one of documents) await pages.add(one);
    totals = chunk.reduce<ExportTotals>(addTotal, totals);
    lacking += issues.length;
    yield { documents: chunk.length, issues };
  }
  if (stop.aborted) return;
  if (Object.keys(filter).length === 0) await addGeneral(lists, register);
  await pages.end();
  await lists.addText("README.txt", readmeText(facts, { totals, lacking }));
  await lists.publish();
}

/** What the audit has of no document (money that fits none) belongs to the whole register, not to a part of it. */
const addGeneral = async (lists: ExportLists, { audit }: Doors["register"]): Promise<void> => {
  for await (const entry of audit.general()) await lists.addAudit([entry]);
};

/** "run 2026-05, issued from 2026-01-01"; or all of them. */
const choiceText = ({ run, accountId, issuedFrom, issuedTo }: DocumentFilter): string => {
  const parts = [
    ...(run === undefined ? [] : [`run ${run}`]),
    ...(accountId === undefined ? [] : [`account ${accountId}`]),
    ...(issuedFrom === undefined ? [] : [`issued from ${issuedFrom}`]),
    ...(issuedTo === undefined ? [] : [`issued to ${issuedTo}`]),
  ];
  return parts.length === 0 ? "all of the register" : parts.join(", ");
};
