import { drawDocument } from "../../src/app/draw.ts";
import { drawableOf, type Kit } from "../../src/app/drawable.ts";
import { kitOf, openBench } from "../../src/app/drawing.ts";
import { explainDocument } from "../../src/app/explain.ts";
import type { Format } from "../../src/app/formats.ts";
import { outcomeLine } from "../../src/app/outcome.ts";
import { issueText } from "../../src/app/report.ts";
import { safeName } from "../../src/app/safe-name.ts";
import type { SourceRef } from "../../src/kernel/ids.ts";
import { fail, issuesOf, succeed, type Issue, type Result } from "../../src/kernel/result.ts";
import { parseJson, readDocuments, readOverlays, type InputRecord, type Overlays } from "../../src/pipeline.ts";
import { fakeWorld, runOver } from "../app/fake-world.ts";
import { mailsOf, type Mail } from "./mails.ts";

/** What the machine writes of one document: its files, the paper trail, its line of the manifest, its mails. */
export type Written = Readonly<Record<"html" | "text" | "json" | "explain" | "manifest", string>> & {
  readonly mails: readonly Mail[];
  readonly pdf?: Uint8Array;
};

/** All that comes of one record: either it is written, or it is refused in words. */
export type Made =
  | { readonly ok: true; readonly written: Written }
  | { readonly ok: false; readonly issues: readonly Issue[]; readonly stderr: string; readonly manifest: string };

export type Input = {
  /** The records as they stand in a file. */
  readonly text: string;
  readonly overlay?: string;
  /** "in.jsonl" unless given. */
  readonly name?: string;
  readonly formats?: readonly Format[];
};

/** The same for all records here: Meridian's profile, words, templates and fonts. */
const world = fakeWorld({ "in.jsonl": "" });
const { setup } = await runOver(world, { formats: [] });
const KIT = kitOf(setup, openBench(world.assets));

/** Records through the whole machine, from the bytes of a file: intake, stages, renderers, explain, manifest. */
export const makeAll = async (input: Input): Promise<readonly Made[]> => {
  const { text, overlay, name = "in.jsonl", formats = ["html", "text", "json"] } = input;
  const overlays = overlaysIn(overlay);
  if (!overlays.ok) return [refusal({ source: { file: "overlay.json", pointer: "" } }, overlays.issues)];
  const context = { file: name, issuer: KIT.context.issuer, overlays: overlays.value };
  const made: Made[] = [];
  for await (const record of readDocuments(chunksOf(text), context)) made.push(await make(record, { ...KIT, formats }));
  return made;
};

const overlaysIn = (overlay: string | undefined): Result<Overlays> => {
  if (overlay === undefined) return succeed({ byOwner: new Map() });
  const json = parseJson(overlay, { file: "overlay.json", numbers: "integers" });
  return json.ok ? readOverlays([json.value]) : fail(...json.issues);
};

/** In pieces that cut characters and records. */
async function* chunksOf(text: string): AsyncGenerator<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  for (let at = 0; at < bytes.length; at += 65_521) yield bytes.subarray(at, at + 65_521);
}

/** Documents as lines of a file. */
export const linesOf = (documents: readonly unknown[]): string =>
  documents.map((document) => `${JSON.stringify(document)}\n`).join("");

type Named = { readonly source: SourceRef; readonly id?: string };

const refusal = (named: Named, issues: readonly Issue[]): Made => ({
  ok: false,
  issues,
  stderr: issues.map((issue) => issueText(issue, named.source)).join(""),
  manifest: outcomeLine({ ...named, status: "refused", files: [], issues }),
});

const make = async ({ source, id, result }: InputRecord, kit: Kit): Promise<Made> => {
  // In which line of the file a record stands is no matter here, so that outputs of two records compare.
  const named = { source: { ...source, line: 1 }, ...(id !== undefined && { id }) };
  if (!result.ok) return refusal(named, result.issues);
  const drawable = drawableOf(result.value, kit);
  const drawn = await drawDocument(result.value, kit);
  if (!drawable.ok || !drawn.ok) return refusal(named, issuesOf(drawn));
  const explained = explainDocument(result.value, kit.context.issuer);
  if (!explained.ok) return refusal(named, explained.issues);
  const bytes = new Map(drawn.value.map(({ format, bytes: file }) => [format, file]));
  const textIn = (format: Format): string => new TextDecoder().decode(bytes.get(format));
  const pdf = bytes.get("pdf");
  const { number } = result.value.kind === "usage-statement" ? {} : result.value;
  const files = [{ name: `${safeName(result.value.id)}.txt`, bytes: 0, sha256: "" }];
  return {
    ok: true,
    written: {
      html: textIn("html"),
      text: textIn("text"),
      json: textIn("json"),
      explain: explained.value.replaceAll(`${source.file}:${source.line}`, source.file),
      manifest: outcomeLine({
        ...named,
        ...(number !== undefined && { number }),
        status: "rendered",
        files,
        issues: [],
      }),
      mails: mailsOf(drawable.value, kit.context),
      ...(pdf !== undefined && { pdf }),
    },
  };
};
