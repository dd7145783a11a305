import type { RunEnd, RunEntry, RunOutcome, RunStart } from "../../../app/register/run.ts";
import type { Issue } from "../../../kernel/result.ts";
import { recordAudit } from "../audit.ts";
import { insertAll, type Columns } from "../batch.ts";
import { fromJson } from "../json.ts";
import { pages } from "../pages.ts";
import type { Database, Session } from "../session.ts";
import type { RunEntryColumns } from "../tables.ts";

const ENTRY_COLUMNS: Columns<RunEntryColumns> = {
  run: "text",
  place: "text",
  outcome: "text",
  document: "text",
  issues: "text",
};

/** A run that was stopped, or that killed itself, goes on under its id. */
export const startRun = async (session: Session, run: RunStart): Promise<void> => {
  await session.db
    .insertInto("run")
    .values({
      id: run.id,
      inputs: JSON.stringify(run.inputs),
      profile_hash: run.profileHash,
      version: run.version,
      state: "running",
      started_at: run.at,
      finished_at: null,
    })
    .onConflict((conflict) =>
      conflict.column("id").doUpdateSet({ state: "running", finished_at: null, enqueued_at: null, documents_in: null }),
    )
    .execute();
  await recordAudit(session, run, [
    { action: "run started", details: { run: run.id, profile: run.profileHash, inputs: run.inputs.join(" ") } },
  ]);
};

export const endRun = async (session: Session, run: string, { state, by, at, documentsIn }: RunEnd): Promise<void> => {
  const counted = documentsIn === undefined ? {} : { documents_in: BigInt(documentsIn) };
  await session.db
    .updateTable("run")
    .set({ state, finished_at: at, ...counted })
    .where("id", "=", run)
    .execute();
  await recordAudit(session, { by, at }, [{ action: `run ${state}`, details: { run } }]);
};

/** A later word on a place replaces an earlier one. */
export const recordEntries = async (session: Session, run: string, entries: readonly RunEntry[]): Promise<void> => {
  const rows = entries.map(({ place, outcome, documentId, issues }): RunEntryColumns => ({
    run,
    place,
    outcome,
    document: documentId ?? null,
    issues: JSON.stringify(issues),
  }));
  await insertAll(session, {
    into: "run_entry",
    columns: ENTRY_COLUMNS,
    rows: [...new Map(rows.map((row) => [row.place, row])).values()],
    onConflict:
      "on conflict (run, place) do update set " +
      "outcome = excluded.outcome, document = excluded.document, issues = excluded.issues",
  });
};

/** In the order in which they were first recorded. */
export const runEntries = (database: Database, run: string, outcome: RunOutcome): AsyncIterable<RunEntry> =>
  pages((after, limit) =>
    database.read(async ({ db }) => {
      const rows = await db
        .selectFrom("run_entry")
        .selectAll()
        .where("run", "=", run)
        .where("outcome", "=", outcome)
        .where("ordinal", ">", after)
        .orderBy("ordinal")
        .limit(limit)
        .execute();
      return rows.map((row) => ({ ordinal: row.ordinal, item: entryOf(row) }));
    }),
  );

const entryOf = ({ place, outcome, document, issues }: RunEntryColumns): RunEntry => ({
  place,
  outcome,
  ...(document !== null && { documentId: document }),
  issues: fromJson<readonly Issue[]>(issues),
});
