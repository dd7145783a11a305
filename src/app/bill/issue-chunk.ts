import { invariant, type Issue } from "../../kernel/result.ts";
import type { Drawn } from "../draw.ts";
import type { NewDelivery } from "../register/delivery.ts";
import type { RegisteredDocument, RenderedRecord, StoredFile } from "../register/document.ts";
import { safeName } from "../safe-name.ts";
import type { Bench, BillOutcome } from "./bench.ts";
import { asRegistered } from "./completed.ts";
import { doneOf, type Resumed } from "./known.ts";

type Rendered = { readonly resumed: Resumed; readonly files: readonly Drawn[] };

/**
 * Numbered documents to issued ones: drawn, stored, recorded; each step survives a power cut before the next begins,
 * so a later run goes on wherever this one was stopped. Bytes are in the store before the register says so.
 */
export const issueChunk = async (open: readonly Resumed[], bench: Bench): Promise<readonly BillOutcome[]> => {
  const ready = open.filter(({ registered }) => registered.state === "rendered");
  const toDraw = open.filter(({ registered }) => registered.state === "numbered");
  const { rendered, waiting } = await draw(toDraw, bench);
  const { records, damaged } = await keep(rendered, bench);
  const at = bench.now();
  if (records.length > 0) await bench.register.documents.recordRendered(records, { by: bench.actor, at });
  const done = [...ready, ...rendered.map(({ resumed }) => resumed)];
  if (done.length > 0) await bench.register.documents.recordIssued(done.map(issuedOf), { by: bench.actor, at });
  const outcomes = done.map(({ candidate, registered }) => ({
    ...doneOf(candidate, registered, bench),
    issues: damaged.get(registered.id) ?? [],
  }));
  return [...outcomes, ...waiting];
};

const draw = async (toDraw: readonly Resumed[], { drawing }: Bench) => {
  const documents = toDraw.map(({ candidate, registered }) => asRegistered(candidate.document, registered));
  const drawn = documents.length === 0 ? [] : await drawing.draw(documents);
  const rendered: Rendered[] = [];
  const waiting: BillOutcome[] = [];
  toDraw.forEach((resumed, index) => {
    const files = drawn[index];
    invariant(files !== undefined, "each document is drawn or refused");
    if (files.ok) rendered.push({ resumed, files: files.value });
    else waiting.push(waitingOf(resumed, files.issues));
  });
  return { rendered, waiting };
};

/** Numbered, and not issued for now: the number stays the document's, and the next run tries again. */
export const waitingOf = ({ candidate, registered }: Resumed, issues: readonly Issue[]): BillOutcome => ({
  place: candidate.place,
  outcome: "waiting",
  id: registered.id,
  kind: registered.kind,
  ...(registered.number !== undefined && { number: registered.number }),
  issues,
});

/** Blobs that stood damaged in the store and have been replaced, by document: the operator is told of them. */
type Damaged = ReadonlyMap<string, readonly Issue[]>;

type Kept = { readonly records: readonly RenderedRecord[]; readonly damaged: Damaged };

const keep = async (rendered: readonly Rendered[], bench: Bench): Promise<Kept> => {
  const blobs = rendered.flatMap(({ files }) => files.map(({ bytes }) => bytes));
  const kept = blobs.length === 0 ? [] : await bench.store.keep(blobs);
  const damaged = new Map<string, readonly Issue[]>();
  let next = 0;
  const records = rendered.map(({ resumed: { registered }, files }) => {
    const stored = files.map(({ format, extension }): StoredFile => {
      const blob = kept[next];
      invariant(blob !== undefined, "each file is kept");
      next += 1;
      if (blob.found === "damaged") {
        damaged.set(registered.id, [...(damaged.get(registered.id) ?? []), mended(blob.sha256)]);
      }
      const name = `${safeName(registered.number ?? registered.id)}.${extension}`;
      return { format, name, sha256: blob.sha256, bytes: blob.bytes };
    });
    return recordOf(registered, stored, bench);
  });
  return { records, damaged };
};

const mended = (sha256: string): Issue => ({
  rule: null,
  at: "",
  message: `what the store held under ${sha256} was damaged and has been replaced`,
  hint: "the document is issued; look after the disk",
});

const recordOf = (registered: RegisteredDocument, files: readonly StoredFile[], bench: Bench): RenderedRecord => ({
  id: registered.id,
  files,
  contentHash: contentHash(files, bench.digest),
  profileHash: bench.profileHash,
  toolset: bench.toolset,
});

/** One hash for all the files of a document, whatever the order that they were made in. */
export const contentHash = (files: readonly StoredFile[], digest: Bench["digest"]): string => {
  const lines = files.map(({ format, sha256 }) => `${format} ${sha256}\n`).toSorted();
  return digest(new TextEncoder().encode(lines.join("")));
};

/** Mails go to the billing contacts (rule F2); who has none fetches the document. */
const issuedOf = ({ candidate: { document }, registered: { id } }: Resumed) => {
  const recipients = document.customer.billTo.emails;
  const deliveries: readonly NewDelivery[] =
    recipients.length === 0 ? [] : [{ key: `document/${id}`, documentId: id, kind: "document", recipients }];
  return { id, deliveries };
};
